"""What a correction refuses before it writes anything: wrong rasters, and outputs that would replace what is needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from pyproj.exceptions import ProjError
from rasterio.crs import CRS
from rasterio.errors import RasterioError

from ..arrays import lattice
from ..errors import InputError
from ..names import MATCH_FILES
from .mover import Mover, PixelGrid
from .output_grid import OWN, REFERENCE
from .raster import provenance
from .raster.fingerprint import raster_fingerprint
from .raster.geodesy import Points, point_transformer
from .raster.raster import Raster, open_raster
from .raster.sources import is_on_network, refuse_overwriting, same_file
from .results.result import InputInfo, MatchResult

# Points along each side at which rasters and grids are compared.
_LATTICE = 65


def check_paths(
    match_dir: Path, result: MatchResult, rasters: Sequence[Path | str], grid: Path | str, outs: Sequence[Path]
) -> None:
    """Refuse the reference as a raster to correct, and outputs that are no GeoTIFFs or are needed.

    Raises:
        InputError: "bad_output_name", "raster_is_reference", "output_is_input".
    """
    for out in outs:
        if out.suffix.lower() not in (".tif", ".tiff"):
            raise InputError(
                "bad_output_name", f"{out.name} is not a GeoTIFF's name.", "Give an output that ends in .tif or .tiff."
            )
    if any(same_file(result.reference.path, raster) for raster in rasters):
        raise _is_reference(result)
    outputs_of_match = [match_dir / name for name in MATCH_FILES]
    local = [item.path for item in result.inputs if not is_on_network(item.path)]
    grids = [] if grid in (OWN, REFERENCE) else [grid]
    refuse_overwriting(outs, [*rasters, *grids, *local, *outputs_of_match])


def _is_reference(result: MatchResult) -> InputError:
    return InputError(
        "raster_is_reference",
        f"{result.reference.name} is the reference of this match: it stays where it is.",
        f"Correct the moving layer, {result.input(result.moving).name}.",
    )


def check_identity(source: Raster, result: MatchResult, again: bool) -> None:
    """Refuse the reference, wherever it lies now, and a raster that has been moved already.

    Raises:
        InputError: "raster_is_reference", "already_corrected".
    """
    moving = result.input(result.moving)
    found = raster_fingerprint(source)
    if found.is_same(result.reference.fingerprint) and not found.is_same(moving.fingerprint):
        raise _is_reference(result)
    earlier = provenance.match_that_corrected(source.dataset)
    # What had been moved before it was matched has to be moved by what was measured then.
    if earlier and earlier != moving.corrected and not again:
        raise InputError(
            "already_corrected",
            f"{source.name} has been corrected already, by the match {earlier}.",
            "Correct the original raster, or ask for a second correction (--again).",
        )


def shares_geometry(raster: Raster, result: MatchResult) -> bool:
    """Whether a raster has the CRS and the corners of the moving layer; its pixels may be of another size."""
    moving = result.input(result.moving)
    if raster.crs != CRS.from_user_input(moving.crs):
        return False
    return moving.is_raster(raster) or _has_corners(raster, _corners_of_input(moving))


def refuse_other_geometry(names: Sequence[str], result: MatchResult) -> None:
    """Refuse the rasters of these names, if there are any, that do not share the geometry of the moving layer.

    Raises:
        InputError: "other_geometry".
    """
    if not names:
        return
    verb = "does" if len(names) == 1 else "do"
    raise InputError(
        "other_geometry",
        f"{' and '.join(names)} {verb} not share the geometry of the moving layer, "
        f"{result.input(result.moving).name}: CRS or corners differ.",
        "Leave them out, or correct each of them alone, if you know that it lies as the moving layer does.",
    )


def _corners_of_input(info: InputInfo) -> Points | None:
    """The corners (4, 2) of an input of the match, in its CRS; None if nobody knows them any more."""
    if info.fingerprint is not None and info.fingerprint.geotransform is not None:
        grid = PixelGrid(info.crs, Affine(*info.fingerprint.geotransform), info.width, info.height)
        return grid.to_map(_corners(info.width, info.height))
    try:
        with open_raster(info.path, info.role, info.name, info.crs) as raster:
            return raster.to_map(_corners(raster.width, raster.height))
    except InputError:
        return None


def _has_corners(raster: Raster, corners: Points | None) -> bool:
    """Whether a raster has these corners, to a pixel."""
    if corners is None:
        return False
    own = raster.to_map(_corners(raster.width, raster.height))
    a, b, _, d, e, _ = raster.transform[:6]
    pixel = max(float(np.hypot(a, d)), float(np.hypot(b, e)))
    return bool(np.hypot(*(own - corners).T).max() <= pixel)


def _corners(width: int, height: int) -> NDArray[np.float64]:
    return np.array([[0, 0], [width, 0], [0, height], [width, height]], dtype=np.float64)


def is_correction(path: Path) -> bool:
    """Whether an earlier correction wrote the file at `path`."""
    try:
        with rasterio.open(os.fspath(path)) as dataset:
            return bool(provenance.match_that_corrected(dataset))
    except (RasterioError, OSError):
        return False


def check_overlap(source: Raster, result: MatchResult) -> None:
    """Refuse a raster that shares no ground with the matched area (InputError "no_crs_path" or "no_overlap")."""
    xmin, ymin, xmax, ymax = result.grid.bbox
    try:
        to_result = point_transformer(source.crs_text, result.crs, (xmin + xmax) / 2)
        to_source = point_transformer(result.crs, source.crs_text, source.centre[0])
    except ProjError as error:
        raise InputError(
            "no_crs_path",
            f"There is no way from the CRS of {source.name} to that of the match.",
            "Correct a raster in the CRS of the matched layer.",
        ) from error
    points = to_result(source.outline(_LATTICE))
    back = to_source(lattice((xmin, ymin), (xmax, ymax), _LATTICE))
    pixels = source.to_pixel(back[np.isfinite(back).all(axis=1)])
    with np.errstate(invalid="ignore"):
        shared = ((points >= (xmin, ymin)) & (points <= (xmax, ymax))).all(axis=1).any()
        shared |= ((pixels >= 0) & (pixels <= (source.width, source.height))).all(axis=1).any()
    if not shared:
        raise InputError(
            "no_overlap",
            f"{source.name} lies outside the area that was matched.",
            "Correct a raster of the same ground, or match its own area.",
        )


def check_grid(source: Raster, mover: Mover, grid: PixelGrid | None) -> None:
    """Refuse a grid that the moved raster does not touch (InputError "grid_elsewhere")."""
    if grid is None:
        return
    sources = mover.source_of(grid)(lattice((0, 0), (grid.width, grid.height), _LATTICE))
    with np.errstate(invalid="ignore"):
        inside = ((sources >= 0) & (sources <= (source.width, source.height))).all(axis=1)
    moved = grid.to_pixel(mover.moved_onto(grid, source.outline(_LATTICE)))
    with np.errstate(invalid="ignore"):
        inside_too = ((moved >= 0) & (moved <= (grid.width, grid.height))).all(axis=1)
    if not (inside.any() or inside_too.any()):
        raise InputError(
            "grid_elsewhere",
            f"The grid asked for lies outside {source.name}, so that the corrected raster would be empty.",
            "Take the grid of a raster of the same ground.",
        )
