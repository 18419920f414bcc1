"""Measures what the correction of a large raster costs, by an affine transform or a thin-plate spline.

    python -m s2m2_engine.studies.large_corrections [--side PIXELS] [--kind affine|tps] [--format gtiff|cog] [--runs N]

The raster has one band of simulated speckle, uint16, in tiles of 256² with deflate and five levels of overviews. `s2m2
correct` runs in a process of its own, whose processor time and peak memory include those of its own processes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.windows import Window

from ..child_process import python_command
from ..errors import EngineError
from ..names import RESULT_FILE
from ..scene.fitting.accuracy import Accuracy
from ..scene.fitting.transform import AffineTransform, ThinPlateSplineTransform, Transform, pairs
from ..scene.raster.raster import open_raster
from ..scene.results.result import GridInfo, InputInfo, MatchResult, ModelInfo, Shift, TiePointCounts
from ..terminal import module_status

_CRS = "EPSG:32633"
_PIXEL_M = 10.0
_CORNER = np.array([400_000.0, 5_600_000.0])
_STRIP = 512
_OVERVIEWS = (2, 4, 8, 16, 32)
_CONTROL_POINTS = 1200


@dataclass(frozen=True)
class Cost:
    """What a correction cost: wall and processor seconds, and peak memory in bytes."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int


def measure_correction(side: int, kind: str, file_format: str, folder: Path) -> Cost:
    """Write a raster and a match of it into `folder`, and correct it.

    Raises:
        EngineError: "correction_failed".
    """
    raster = folder / "moving.tif"
    if not raster.exists():
        _write_raster(raster, side)
    match_dir = folder / "match"
    match_dir.mkdir(exist_ok=True)
    _write_match(match_dir, raster, transform_of(kind, side), side)
    out = folder / "corrected.tif"
    out.unlink(missing_ok=True)
    how = ["--out", str(out), "--format", file_format, "--quiet"]
    command = python_command("s2m2_engine.cli", ["correct", str(match_dir), str(raster), *how])
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise EngineError("correction_failed", f"s2m2 correct ended with status {process.returncode}.")
    # Linux counts memory in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def transform_of(kind: str, side: int) -> Transform:
    """A rotation of 0.06° with scales of 1.002 and 0.998, or a spline through waves of two pixels on top of it."""
    turn = np.deg2rad(0.06)
    linear = np.array([[1.002, turn], [-turn, 0.998]])
    centre = _CORNER + side * _PIXEL_M / 2 * np.array([1, -1])
    offset = centre - linear @ centre
    (a, b), (d, e) = linear.tolist()
    affine = AffineTransform(((a, b, float(offset[0])), (d, e, float(offset[1]))))
    if kind == "affine":
        return affine
    extent = side * _PIXEL_M
    places = _CORNER + np.random.default_rng(0).random((_CONTROL_POINTS, 2)) * extent * np.array([1, -1])
    waves = 2 * _PIXEL_M * np.sin(2 * np.pi * (places - _CORNER)[:, ::-1] / extent * 3)
    return ThinPlateSplineTransform(pairs(places), pairs(affine.displacement(places) + waves))


def _write_raster(path: Path, side: int) -> None:
    random = np.random.default_rng(1)
    profile = {
        "driver": "GTiff", "width": side, "height": side, "count": 1, "dtype": "uint16", "crs": _CRS, "tiled": True,
        "transform": Affine(_PIXEL_M, 0, _CORNER[0], 0, -_PIXEL_M, _CORNER[1]), "blockxsize": 256, "blockysize": 256,
        "compress": "deflate", "bigtiff": "if_safer",
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as dataset:
        for row in range(0, side, _STRIP):
            height = min(_STRIP, side - row)
            amplitude = np.sqrt(random.exponential(1.0, (height, side))) * 300
            dataset.write(np.rint(amplitude).astype(np.uint16), 1, window=Window(0, row, side, height))
        dataset.build_overviews(list(_OVERVIEWS))


def _write_match(folder: Path, raster: Path, transform: Transform, side: int) -> None:
    with open_raster(raster, "sar") as opened:
        moving = InputInfo.of(opened)
        xmin, ymin, xmax, ymax = opened.bounds
    result = MatchResult(
        status="reliable",
        reasons=(),
        crs=_CRS,
        moving="sar",
        shift=Shift(0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        transform=transform,
        accuracy=Accuracy(1.0, 1.0, 0.1, 0.1, 9),
        tie_points=TiePointCounts(9, 9),
        model=ModelInfo("structure", ""),
        device="cpu",
        seconds=0.0,
        inputs=(moving, InputInfo("optical", "reference.tif", "reference", _CRS, side, side)),
        grid=GridInfo((_PIXEL_M, _PIXEL_M), (xmin, ymin, xmax, ymax)),
        settings={},
        version="0",
    )
    (folder / RESULT_FILE).write_text(json.dumps(result.to_json()), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line of a Markdown table for each run."""
    parser = argparse.ArgumentParser(description="Measure what the correction of a large raster costs.")
    parser.add_argument("--side", type=int, default=10_000, metavar="PIXELS", help="side of the raster (10000)")
    parser.add_argument("--kind", choices=["affine", "tps"], default="affine", help="kind of transform (affine)")
    parser.add_argument("--format", choices=["gtiff", "cog"], default="gtiff", help="format of the output (gtiff)")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="how often it is corrected (1)")
    options = parser.parse_args(arguments)

    def work() -> None:
        print("| | seconds | CPU seconds | peak memory |\n|---|---|---|---|")
        with tempfile.TemporaryDirectory() as name:
            for _ in range(options.runs):
                cost = measure_correction(options.side, options.kind, options.format, Path(name))
                what = f"{options.side}², {options.kind}, {options.format}"
                memory = f"{cost.peak_bytes / 1e6:.0f} MB"
                print(f"| {what} | {cost.seconds:.1f} | {cost.cpu_seconds:.1f} | {memory} |", flush=True)

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
