"""A simulated SAR-optical pair with known misalignment, for demonstrations, tests and benchmarks.

File names, tags and truth.json say "simulated", because no sensor measured these images. Results on them show that the
software works, not how well a matcher does on real imagery.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..files import partial_folder, refuse_replacing
from ..json_input import read_json
from .landscape import CELL_M, Landscape, make_landscape
from .rendering import LOOKS, render_optical, render_sar

if TYPE_CHECKING:
    from affine import Affine

CRS = "EPSG:32633"
ORIGIN = (496_000.0, 5_390_000.0)
"""Lower left corner of the optical image (x, y), UTM zone 33N."""
OPTICAL_PIXEL_M = 10.0
SAR_PIXEL_M = 12.5
MOVED_BY = (137.0, -84.0)
"""How far the SAR image's geotransform is moved away from the truth: east and north, in metres of the map."""
MINIMUM_SIZE = 128

SAR_FILE = "simulated_sar.tif"
OPTICAL_FILE = "simulated_optical.tif"
TRUTH_FILE = "truth.json"
_FILES = (SAR_FILE, OPTICAL_FILE, TRUTH_FILE)
NOTE = "Simulated from a procedural landscape; no real place, no real sensor."


@dataclass(frozen=True)
class Sample:
    """A simulated pair on disk.

    Attributes:
        displacement_m: true displacement of the moving SAR image (east, north), metres on the ground: what must be
            added to its positions. The image was moved the opposite way.
    """

    sar: Path
    optical: Path
    displacement_m: tuple[float, float]


@dataclass(frozen=True)
class Simulation:
    """A simulated pair in memory.

    Attributes:
        land: the landscape; its upper left corner lies at `land_origin` (x, y) in the map.
        optical: RGB, uint8 (3, rows, cols).
        optical_transform: the true geotransform.
        sar: amplitude, uint16 (rows, cols).
        sar_transform: the geotransform moved by `MOVED_BY`.
    """

    land: Landscape
    land_origin: tuple[float, float]
    optical: NDArray[np.uint8]
    optical_transform: Affine
    sar: NDArray[np.uint16]
    sar_transform: Affine


def simulate(
    size: int,
    seed: int = 0,
    sar_pixel_m: float = SAR_PIXEL_M,
    sar_offset: tuple[float, float] = (0.031, 0.023),
) -> Simulation:
    """Simulate an optical image of size x size pixels of 10 m, and a SAR image with the same side in metres.

    Args:
        seed: the same seed gives the same pair.
        sar_offset: how far east and north of the optical image the SAR image lies, as a share of the side, below 0.05.
    """
    from affine import Affine

    side = size * OPTICAL_PIXEL_M
    margin = 2 * math.ceil(0.05 * side / CELL_M / 2 + 8)
    cells = round(side / CELL_M) + 2 * margin
    land = make_landscape(cells, cells, seed)
    west, north = ORIGIN[0], ORIGIN[1] + side
    land_origin = (west - margin * CELL_M, north + margin * CELL_M)

    inner = slice(margin // 2, margin // 2 + size)
    optical = render_optical(land, seed)[:, inner, inner]
    sar_size = int(side / sar_pixel_m)
    sar_west, sar_north = west + sar_offset[0] * side, north + sar_offset[1] * side
    sar = render_sar(
        land,
        col=(sar_west - land_origin[0]) / CELL_M,
        row=(land_origin[1] - sar_north) / CELL_M,
        pixel_m=sar_pixel_m,
        shape=(sar_size, sar_size),
        seed=seed,
    )
    return Simulation(
        land=land,
        land_origin=land_origin,
        optical=np.ascontiguousarray(optical),
        optical_transform=Affine(OPTICAL_PIXEL_M, 0, west, 0, -OPTICAL_PIXEL_M, north),
        sar=sar,
        sar_transform=Affine(sar_pixel_m, 0, sar_west + MOVED_BY[0], 0, -sar_pixel_m, sar_north + MOVED_BY[1]),
    )


def make_sample(folder: Path, size: int = 1024, seed: int = 0) -> Sample:
    """Write simulated_sar.tif, simulated_optical.tif and truth.json into `folder`, all of them or none.

    Args:
        size: side of the optical image in pixels of 10 m.
        seed: the same seed gives the same files.

    Raises:
        InputError: "sample_too_small"; "bad_name", "unwritable_output" or "folder_in_use".
        EngineError: "disk_full".
    """
    if size < MINIMUM_SIZE:
        raise InputError(
            "sample_too_small",
            f"A simulated pair of {size} pixels is too small to be matched.",
            f"Choose a size of at least {MINIMUM_SIZE}.",
        )
    folder = Path(folder)
    refuse_replacing(
        (folder / name for name in _FILES), lambda path: _is_of_a_sample(path.with_name(TRUTH_FILE)), "simulation"
    )
    with partial_folder(folder, _FILES, last=TRUTH_FILE) as partial:
        pair = simulate(size, seed)
        _write(partial / OPTICAL_FILE, pair.optical, pair.optical_transform, ("red", "green", "blue"))
        _write(partial / SAR_FILE, pair.sar[None], pair.sar_transform, ("amplitude",))
        displacement_m = true_displacement_m(pair.sar_transform, pair.sar.shape[1], pair.sar.shape[0])
        truth = _truth(pair, displacement_m, seed)
        (partial / TRUTH_FILE).write_text(json.dumps(truth, indent=2) + "\n", encoding="utf-8")
    return Sample(folder / SAR_FILE, folder / OPTICAL_FILE, displacement_m)


def _is_of_a_sample(truth: Path) -> bool:
    try:
        body = read_json(truth)
    except (OSError, ValueError):
        return False
    return isinstance(body, dict) and body.get("simulated") is True and "sar_moved_by" in body


def true_displacement_m(sar_transform: Affine, width: int, height: int) -> tuple[float, float]:
    """Return the displacement (east, north), metres on the ground, that corrects the centre of the moved SAR image."""
    from ..scene.raster.geodesy import displacement_m

    middle = (sar_transform.c + sar_transform.a * width / 2, sar_transform.f + sar_transform.e * height / 2)
    east, north = displacement_m(CRS, np.array([middle]), -np.array([MOVED_BY]))[0]
    return float(east), float(north)


def _truth(pair: Simulation, displacement_m: tuple[float, float], seed: int) -> dict[str, Any]:
    return {
        "simulated": True,
        "note": NOTE,
        "seed": seed,
        "crs": CRS,
        "moving": "sar",
        "sar_moved_by": {"dx": MOVED_BY[0], "dy": MOVED_BY[1]},
        "displacement": {
            "dx": -MOVED_BY[0],
            "dy": -MOVED_BY[1],
            "dx_m": round(displacement_m[0], 3),
            "dy_m": round(displacement_m[1], 3),
        },
        "optical": {"file": OPTICAL_FILE, "pixel_m": pair.optical_transform.a},
        "sar": {"file": SAR_FILE, "pixel_m": pair.sar_transform.a, "looks": LOOKS},
    }


def _write(path: Path, array: NDArray[Any], transform: Affine, bands: tuple[str, ...]) -> None:
    import rasterio

    profile = {
        "driver": "GTiff",
        "width": array.shape[2],
        "height": array.shape[1],
        "count": array.shape[0],
        "dtype": array.dtype.name,
        "crs": CRS,
        "transform": transform,
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
        "compress": "deflate",
        "predictor": 2,
        "photometric": "RGB" if array.shape[0] == 3 else "MINISBLACK",
    }
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(array)
        dataset.update_tags(SIMULATED="YES", TIFFTAG_IMAGEDESCRIPTION=NOTE)
        for number, name in enumerate(bands, start=1):
            dataset.set_band_description(number, f"simulated {name}")
