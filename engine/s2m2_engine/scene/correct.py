"""Moves a raster onto the reference by the transform of a match.

If the displacement is the same everywhere in the raster, only its geotransform changes and no pixel is resampled. If
the raster is georeferenced by ground control points (GCPs), each GCP is moved by its own displacement. All other
rasters are warped, block by block.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from pyproj.exceptions import ProjError
from rasterio.enums import Resampling as OverviewResampling

from ..errors import InputError, UnreliableError
from ..files import check_name, check_output, partial_file, resolved
from ..library_environment import check_proj
from ..names import MATCH_FILES, TIE_POINTS_FILE
from ..progress import Reporter
from ..version import __version__
from .fitting.other_kind import fit_other_kind
from .fitting.transform import Transform, TransformKind, kind_of
from .moved_raster import Order, write_moved
from .mover import Mover, PixelGrid
from .output_grid import OWN, describe_offset, output_grid
from .raster import provenance
from .raster.common_fill import find_fill_like
from .raster.fingerprint import Fingerprint
from .raster.geodesy import point_transformer
from .raster.raster import Raster, open_raster
from .raster.raster_copy import finish
from .raster.resampling import band_methods
from .raster.sources import is_on_network, refuse_overwriting, same_file
from .results.result import MatchResult, read_result
from .results.tie_point_files import read_checks, read_tie_points



@dataclass(frozen=True)
class Correction:
    """What was done.

    Attributes:
        path: the file that was written.
        method: the kind of the transform.
        resampled: whether pixels were resampled.
        grid_offset_px: how far (columns, rows) its pixels lie off those of the reference, at most half a pixel each;
            None if the two cannot be compared, because CRS, size or direction of their pixels differ.
        note: the same in a sentence; "" if the reference has no grid of pixels.
    """

    path: str
    method: str
    resampled: bool
    grid_offset_px: tuple[float, float] | None
    note: str


def correct_raster(
    match_dir: Path,
    raster: Path | str,
    out: Path,
    method: str = "auto",
    resampling: str = "auto",
    force: bool = False,
    raster_crs: str = "",
    raster_name: str = "",
    grid: Path | str = OWN,
    again: bool = False,
    reporter: Reporter | None = None,
) -> Correction:
    """Write `raster`, moved onto the reference, to the GeoTIFF `out`.

    Args:
        match_dir: the folder that a match wrote.
        raster: file (or GDAL name) of the moving layer, or of another raster with the same error (any CRS and
            resolution).
        method: "auto" for the match's own transform, or the kind of a transform to fit to the match's inliers.
        resampling: "auto" (nearest for classes and masks, cubic for images), "nearest", "bilinear" or "cubic".
        force: whether to correct even by an unreliable match.
        raster_crs: replaces the CRS in the file; "" keeps it.
        raster_name: the user's name of the raster.
        grid: the pixels of the output: "own" moves those of the raster; "reference" gives it exactly CRS, geotransform
            and extent of the reference, and a raster file those of that raster. Both resample.
        again: whether to correct a raster that another match has corrected before.

    Raises:
        InputError: there is no such match; raster, method, resampling, grid or output cannot be used; the raster lies
            outside the area of the match, is its reference, or was corrected before and `again` is not set.
        UnreliableError: the match is not reliable and `force` is not set, or the raster cannot be moved by it.
        EngineError: "disk_full", "incomplete_output", "wrong_output", "no_proj".
        CancelledError: the correction was cancelled; no file is left behind.
    """
    reporter = reporter or Reporter()
    kind = kind_of(method)
    for name in (match_dir, raster, grid):
        check_name(name)
    check_output(out)
    check_proj()
    result = read_result(match_dir)
    if not result.reliable and not force:
        reason = result.reasons[0] if result.reasons else "the reason was not recorded."
        raise UnreliableError(
            "unreliable_match",
            f"The match is not reliable: {reason}",
            "Match again with other settings, or force the correction if you have checked the tie points yourself.",
        )
    target = resolved(out)
    _check_paths(match_dir, result, raster, grid, target)
    pixels = output_grid(grid, result)
    with open_raster(raster, result.moving, raster_name, raster_crs) as source:
        fingerprint = Fingerprint.of(source)
        _check_identity(source, fingerprint, result, again)
        _check_overlap(source, result)
        _leave_out_fill(source, fingerprint, result)
        transform = _transform(match_dir, result, kind)
        mover = Mover(source, result, transform)
        _check_grid(source, mover, pixels)
        reporter.raise_if_cancelled()
        reporter.progress("correcting", 0.0, f"Correcting {source.name}")
        methods = band_methods(source, resampling)
        order = Order(methods, _tags(source, result, transform), pixels)
        with partial_file(target) as partial:
            resampled = write_moved(source, mover, order, partial, reporter)
            reporter.raise_if_cancelled()
            classes = "nearest" in methods
            finish(partial, source.dataset, OverviewResampling.nearest if classes else OverviewResampling.average)
            with rasterio.open(partial) as written:
                has_grid = pixels is not None or not source.gcps
                offset, note = describe_offset(written.crs, written.transform, result) if has_grid else (None, "")
    reporter.progress("correcting", 1.0, f"Corrected {source.name}")
    return Correction(str(out), transform.kind, resampled, offset, note)


def _tags(source: Raster, result: MatchResult, transform: Transform) -> dict[str, str]:
    """The metadata items that say what a raster was corrected by."""
    accuracies: dict[str, float] = {one.kind: one.ce90_m for one in result.candidates}
    if transform.kind == result.transform.kind:
        accuracies[transform.kind] = result.accuracy.ce90_m
    ce90_m = accuracies.get(transform.kind, math.nan)
    tags = {
        provenance.MATCH: result.id,
        provenance.EARLIER_MATCHES: provenance.matches_before(source.dataset),
        provenance.STATUS: result.status,
        provenance.TRANSFORM: transform.kind,
        provenance.SHIFT_EAST_M: f"{result.shift.dx_m:.3f}",
        provenance.SHIFT_NORTH_M: f"{result.shift.dy_m:.3f}",
        provenance.CE90_M: f"{ce90_m:.3f}" if math.isfinite(ce90_m) else "",
        provenance.MODEL: result.model.name,
        provenance.MODEL_SHA256: result.model.sha256,
        provenance.VERSION: __version__,
    }
    return {key: value for key, value in tags.items() if value}


def _transform(match_dir: Path, result: MatchResult, kind: TransformKind | None) -> Transform:
    if kind is None:
        return result.transform
    path = match_dir / TIE_POINTS_FILE
    return fit_other_kind(kind, read_checks(path).applied_to(read_tie_points(path)), result.template_px)


def _check_paths(match_dir: Path, result: MatchResult, raster: Path | str, grid: Path | str, out: Path) -> None:
    if out.suffix.lower() not in (".tif", ".tiff"):
        raise InputError(
            "bad_output_name", f"{out.name} is not a GeoTIFF's name.", "Give an output that ends in .tif or .tiff."
        )
    if same_file(result.reference.path, raster):
        raise _is_reference(result)
    outputs_of_match = [match_dir / name for name in MATCH_FILES]
    local = [item.path for item in result.inputs if not is_on_network(item.path)]
    refuse_overwriting([out], [raster, grid, *local, *outputs_of_match])


def _is_reference(result: MatchResult) -> InputError:
    return InputError(
        "raster_is_reference",
        f"{result.reference.name} is the reference of this match: it stays where it is.",
        f"Correct the moving layer, {result.input(result.moving).name}.",
    )


def _check_identity(source: Raster, fingerprint: Fingerprint, result: MatchResult, again: bool) -> None:
    """Refuse the reference, wherever it lies now, and a raster that has been moved already.

    Raises:
        InputError: "raster_is_reference", "already_corrected".
    """
    moving = result.input(result.moving)
    if result.reference.is_raster(source, fingerprint) and not moving.is_raster(source, fingerprint):
        raise _is_reference(result)
    earlier = provenance.match_that_corrected(source.dataset)
    # What had been moved before it was matched has to be moved by what was measured then.
    if earlier and earlier != moving.corrected and not again:
        raise InputError(
            "already_corrected",
            f"{source.name} has been corrected already, by the match {earlier}.",
            "Correct the original raster, or ask for a second correction (--again).",
        )


def _leave_out_fill(source: Raster, fingerprint: Fingerprint, result: MatchResult) -> None:
    """Let `source` treat as nodata what the match did: its fill on the ground where the reference was filled, too.

    Another raster than the matched one may be filled by another value on the same ground.
    """
    moving = result.input(result.moving)
    if moving.fill is None:
        return
    value: tuple[float, ...] | None = None
    if moving.is_raster(source, fingerprint):
        value = moving.fill
    else:
        try:
            with open_raster(moving.path, source.role) as matched:
                if len(moving.fill) == len(matched.selected_bands):
                    matched.set_fill(moving.fill)
                    value = find_fill_like(source, matched)
        except InputError:
            # The matched raster is no longer there, so that nobody can say where it was filled.
            return
    if value is not None and len(value) == len(source.selected_bands):
        source.set_fill(value)


def _check_grid(source: Raster, mover: Mover, grid: PixelGrid | None) -> None:
    """Refuse a grid that the moved raster does not touch (InputError "grid_elsewhere")."""
    if grid is None:
        return
    steps = np.linspace(0.0, 1.0, 65)
    cols, rows = np.meshgrid(steps * grid.width, steps * grid.height)
    sources = mover.source_of(grid)(np.column_stack([cols.ravel(), rows.ravel()]))
    with np.errstate(invalid="ignore"):
        inside = ((sources >= 0) & (sources <= (source.width, source.height))).all(axis=1)
    moved = grid.to_pixel(mover.moved_onto(grid, source.outline(65)))
    with np.errstate(invalid="ignore"):
        inside_too = ((moved >= 0) & (moved <= (grid.width, grid.height))).all(axis=1)
    if not (inside.any() or inside_too.any()):
        raise InputError(
            "grid_elsewhere",
            f"The grid asked for lies outside {source.name}, so that the corrected raster would be empty.",
            "Take the grid of a raster of the same ground.",
        )


def _check_overlap(source: Raster, result: MatchResult) -> None:
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
    points = to_result(source.outline(65))
    x, y = np.meshgrid(np.linspace(xmin, xmax, 65), np.linspace(ymin, ymax, 65))
    back = to_source(np.column_stack([x.ravel(), y.ravel()]))
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
