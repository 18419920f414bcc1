"""`s2m2 bench`: time and memory of a match with default settings, on a simulated pair of any size.

The match runs in a separate process, so that nothing else is measured. A pair that is larger than the landscape repeats
the landscape. It is written in strips and is never entirely in memory.
"""

from __future__ import annotations

import json
import math
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..child_process import python_command
from ..errors import EXIT_BAD_INPUT, EngineError, InputError
from ..machine import usable_cores
from ..progress import Reporter
from ..simulation.sample import (
    CRS,
    MINIMUM_SIZE,
    NOTE,
    OPTICAL_FILE,
    OPTICAL_PIXEL_M,
    SAR_FILE,
    simulate,
    true_displacement_m,
)

if TYPE_CHECKING:
    from affine import Affine

DEFAULT_SIZE = 2048
# Not the default model: results are compared between installations, and every installation has this matcher.
MODEL = "structure"
_TILE = 1024
_BYTES_PER_PIXEL = 5  # 3 for the optical image, 2 for the SAR image


@dataclass(frozen=True)
class BenchResult:
    """The time, the memory and the error of one match.

    Attributes:
        size: side of both rasters, pixels.
        seconds: wall-clock time of the matching process, from its start to its end.
        cpu_seconds: time that its threads have computed, together.
        peak_memory_mb: peak resident memory of the process, 10^6 bytes.
        tie_points, inliers: their numbers.
        error_m, error_px: distance between the shift found and the true shift; NaN if no shift was found.
        reliable: verdict of the match.
        model: name of the matcher.
        device: device that the match was computed on.
        cores: number of CPU cores that the process may use.
    """

    size: int
    seconds: float
    cpu_seconds: float
    peak_memory_mb: float
    tie_points: int
    inliers: int
    error_m: float
    error_px: float
    reliable: bool
    model: str
    device: str
    cores: int

    def __str__(self) -> str:
        return "\n".join(
            (
                f"Simulated pair, {self.size} x {self.size} px, model {self.model}, default settings, {self.device}, "
                f"{self.cores} cores ({platform.system()} {platform.machine()}, Python {platform.python_version()})",
                f"Seconds:      {self.seconds:.1f} ({self.cpu_seconds:.1f} CPU seconds)",
                f"Peak memory:  {self.peak_memory_mb:.0f} MB",
                f"Tie points:   {self.inliers} inliers of {self.tie_points}",
                f"Error:        {self.error_m:.2f} m ({self.error_px:.2f} pixels)",
                f"Verdict:      {'reliable' if self.reliable else 'NOT RELIABLE'}",
            )
        )


def run_bench(size: int = DEFAULT_SIZE, folder: Path | None = None, model: str = MODEL) -> BenchResult:
    """Simulate a pair of `size` x `size` pixels, match it with default settings, and measure time and memory.

    Args:
        folder: folder for the pair and the results; None: a temporary folder, which is removed afterwards.
        model: name or path of the model, as for `load_matcher`.

    Raises:
        InputError: "sample_too_small", or the model cannot be used.
        EngineError: "disk_full"; "bench_failed" if the match failed.
    """
    if size < MINIMUM_SIZE:
        raise InputError(
            "sample_too_small",
            f"A pair of {size} pixels is too small to be matched.",
            f"Choose a size of at least {MINIMUM_SIZE}.",
        )
    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="s2m2-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        needed = 1.2 * _BYTES_PER_PIXEL * size**2
        if shutil.disk_usage(folder).free < needed:
            raise EngineError(
                "disk_full",
                f"The pair needs {needed / 1e9:.1f} GB in {folder}, which has less free space.",
                "Choose a smaller size, or another folder for temporary files.",
            )
        truth_m = write_pair(folder, size)
        seconds, measured = _match_in_child(folder, model)
    error_m = math.hypot(measured["dx_m"] - truth_m[0], measured["dy_m"] - truth_m[1])
    return BenchResult(
        size=size,
        seconds=round(seconds, 2),
        cpu_seconds=round(measured["cpu_seconds"], 2),
        peak_memory_mb=round(measured["peak_bytes"] / 1e6, 1),
        tie_points=measured["tie_points"],
        inliers=measured["inliers"],
        error_m=round(error_m, 3),
        error_px=round(error_m / OPTICAL_PIXEL_M, 4),
        reliable=measured["reliable"],
        model=measured["model"],
        device=measured["device"],
        cores=usable_cores(),
    )


def write_pair(folder: Path, size: int, seed: int = 0) -> tuple[float, float]:
    """Write simulated_sar.tif and simulated_optical.tif of size x size pixels of 10 m.

    Returns:
        The true displacement (east, north) of the SAR image at its centre, metres on the ground.
    """
    side = min(size, _TILE)
    tile = simulate(side, seed, sar_pixel_m=OPTICAL_PIXEL_M, sar_offset=(0.0, 0.0))
    _write_repeated(folder / OPTICAL_FILE, tile.optical, tile.optical_transform, size)
    _write_repeated(folder / SAR_FILE, tile.sar[None], tile.sar_transform, size)
    return true_displacement_m(tile.sar_transform, size, size)


def _write_repeated(path: Path, tile: NDArray[Any], transform: Affine, size: int) -> None:
    import rasterio
    from rasterio.windows import Window

    bands, side, _ = tile.shape
    # Not compressed: speckle hardly compresses, and decompression should not be part of the time.
    profile = {
        "driver": "GTiff",
        "width": size,
        "height": size,
        "count": bands,
        "dtype": tile.dtype.name,
        "crs": CRS,
        "transform": transform,
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
        "BIGTIFF": "IF_SAFER",
    }
    strip = np.tile(tile, (1, 1, math.ceil(size / side)))[:, :, :size]
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.update_tags(SIMULATED="YES", TIFFTAG_IMAGEDESCRIPTION=NOTE)
        for row in range(0, size, side):
            rows = min(side, size - row)
            dataset.write(strip[:, :rows], window=Window(0, row, size, rows))


def _match_in_child(folder: Path, model: str) -> tuple[float, dict[str, Any]]:
    """Return the seconds that the child process ran, and the results that it printed (see `main`)."""
    started = time.perf_counter()
    child = subprocess.run(
        python_command(__name__, [str(folder), model]),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - started
    if child.returncode == EXIT_BAD_INPUT:
        raise InputError(**json.loads(child.stdout))
    if child.returncode != 0:
        last = (child.stderr.strip().splitlines() or ["no message"])[-1]
        raise EngineError("bench_failed", f"The measured match failed: {last}")
    answer: dict[str, Any] = json.loads(child.stdout)
    return seconds, answer


def peak_memory_bytes() -> int:
    """Return the peak resident memory of this process."""
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    # psutil reports the peak only on Windows.
    status = Path("/proc/self/status")
    if status.exists():
        # ru_maxrss is not used, because on Linux a child process inherits it from its parent.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(arguments: list[str]) -> int:
    """Run the child process: match the pair in the given folder with the given model, and print results as JSON."""
    from ..model.registry import load_matcher
    from ..scene.match import match_scene
    from ..scene.settings import MatchSettings

    folder, model = Path(arguments[0]), arguments[1]
    sar, optical = str(folder / SAR_FILE), str(folder / OPTICAL_FILE)
    settings = MatchSettings(sar=sar, optical=optical, out=folder / "match")
    try:
        result = match_scene(settings, load_matcher(model), Reporter())
    except InputError as error:
        print(json.dumps({"code": error.code, "message": error.message, "hint": error.hint}))
        return EXIT_BAD_INPUT
    print(
        json.dumps(
            {
                "cpu_seconds": time.process_time(),
                "dx_m": result.shift.dx_m,
                "dy_m": result.shift.dy_m,
                "tie_points": result.tie_points.total,
                "inliers": result.tie_points.inliers,
                "reliable": result.reliable,
                "model": result.model.name,
                "device": result.device,
                "peak_bytes": peak_memory_bytes(),
            }
        )
    )
    return 0
