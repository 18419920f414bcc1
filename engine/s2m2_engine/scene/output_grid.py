"""The pixels that a corrected raster gets, and how far they lie off those of the reference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..errors import InputError
from .mover import PixelGrid
from .raster.raster import open_raster
from .results.result import MatchResult

OWN, REFERENCE = "own", "reference"
# Pixels whose sides differ by a smaller share are of the same size.
_SAME_SIDE = 1e-9
# Pixels that lie off each other by less lie on each other.
_SAME_PLACE_PX = 1e-3


def output_grid(grid: Path | str, result: MatchResult) -> PixelGrid | None:
    """The pixels that the user asks for; None if the raster keeps its own.

    Args:
        grid: "own", "reference", or a raster file.

    Raises:
        InputError: "no_grid": the reference or the file has no geotransform; an error of `open_raster`.
    """
    if grid == OWN:
        return None
    return reference_grid(result) if grid == REFERENCE else _grid_of(grid)


def reference_grid(result: MatchResult) -> PixelGrid:
    """The pixels of the match's reference, even if its file is no longer there.

    Raises:
        InputError: "no_grid": only GCPs place it; an error of `open_raster` if the match is of an earlier version,
            which did not record them.
    """
    info = result.reference
    if info.fingerprint is None:
        return _grid_of(info.path, info.crs)
    if info.fingerprint.geotransform is None:
        raise _no_grid(info.name)
    return PixelGrid(info.crs, Affine(*info.fingerprint.geotransform), info.width, info.height)


def _grid_of(path: Path | str, crs: str = "") -> PixelGrid:
    with open_raster(path, "optical", "", crs) as raster:
        if raster.gcps:
            raise _no_grid(raster.name)
        return PixelGrid(raster.crs_text, raster.transform, raster.width, raster.height)


def _no_grid(name: str) -> InputError:
    return InputError(
        "no_grid",
        f"{name} is placed by ground control points only, so that it has no grid of pixels on the map.",
        "Take the grid of another raster, or keep the raster's own.",
    )


def offset_px(crs: CRS, transform: Affine, grid: PixelGrid) -> tuple[float, float] | None:
    """How far (columns, rows) the pixels of a raster lie off those of `grid`, at most half a pixel each.

    None if there is no such number: CRS, size or direction of the pixels differ.
    """
    sides = np.array([transform.a, transform.b, transform.d, transform.e])
    wanted = np.array([grid.transform.a, grid.transform.b, grid.transform.d, grid.transform.e])
    if crs != grid.crs or not np.allclose(sides, wanted, rtol=0, atol=_SAME_SIDE * np.abs(wanted).max()):
        return None
    col, row = map(float, grid.to_pixel(np.array([[transform.c, transform.f]]))[0])
    return col - round(col), row - round(row)


def describe_offset(crs: CRS, transform: Affine, result: MatchResult) -> tuple[tuple[float, float] | None, str]:
    """How far pixels lie off those of the reference, as `offset_px` and as a sentence; "" if nobody can say."""
    try:
        grid = reference_grid(result)
    except (InputError, CRSError):
        return None, ""
    offset = offset_px(crs, transform, grid)
    if offset is None:
        return None, "Its pixels differ from the reference's in CRS, size or direction."
    if max(map(abs, offset)) < _SAME_PLACE_PX:
        return offset, "Its pixels lie on those of the reference."
    return offset, f"Its pixels lie {offset[0]:+.3f} columns and {offset[1]:+.3f} rows off those of the reference."
