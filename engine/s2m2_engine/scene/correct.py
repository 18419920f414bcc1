"""Moves a raster onto the reference by the transform of a match.

If the displacement is the same everywhere in the raster, only its geotransform changes and no pixel is resampled. If
the raster is georeferenced by ground control points (GCPs), each GCP is moved by its own displacement. All other
rasters are warped, block by block.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import rasterio

from ..errors import InputError, UnreliableError
from ..files import check_name, check_output, partial_file, refuse_replacing, resolved
from ..library_environment import check_proj
from ..names import CORRECTED_SUFFIX, TIE_POINTS_FILE
from ..progress import Reporter
from ..version import __version__
from .correction_checks import (
    check_grid,
    check_identity,
    check_overlap,
    check_paths,
    is_correction,
    refuse_other_geometry,
    shares_geometry,
)
from .fitting.other_kind import fit_other_kind
from .fitting.transform import Transform, TransformKind, kind_of
from .moved_raster import Order, write_moved
from .mover import Mover, PixelGrid
from .output_grid import OWN, describe_offset, output_grid
from .raster import provenance
from .raster.common_fill import find_fill_like
from .raster.finishing import FORMATS, finish
from .raster.raster import Raster, open_raster
from .raster.resampling import band_methods
from .raster.sources import RasterFile, file_name
from .results.result import MatchResult, read_result
from .results.tie_point_files import read_checks, read_tie_points

# Names of subdatasets have letters that names of files cannot have everywhere.
_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]+')


@dataclass(frozen=True)
class RasterToCorrect:
    """One of many rasters.

    Attributes:
        path: file or GDAL name.
        crs: replaces the CRS in the file; "" keeps it.
        name: the user's name of the raster.
    """

    path: Path | str
    crs: str = ""
    name: str = ""


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


@dataclass(frozen=True)
class _Wishes:
    """How rasters are corrected; see `correct_raster`."""

    method: str
    resampling: str
    grid: str
    again: bool
    file_format: str


def correct_raster(
    match_dir: str | os.PathLike[str],
    raster: RasterFile,
    out: str | os.PathLike[str],
    method: str = "auto",
    resampling: str = "auto",
    force: bool = False,
    raster_crs: str = "",
    raster_name: str = "",
    grid: RasterFile = OWN,
    again: bool = False,
    file_format: str = "gtiff",
    reporter: Reporter | None = None,
) -> Correction:
    """Write `raster`, moved onto the reference, to the GeoTIFF `out`.

    Args:
        match_dir: the folder that a match wrote.
        raster: the moving layer, or another raster with the same error (any CRS and resolution); see `RasterFile`.
        method: "auto" for the match's own transform, or the kind of a transform to fit to the match's inliers.
        resampling: "auto" (nearest for classes and masks, cubic for images), "nearest", "bilinear" or "cubic".
        force: whether to correct even by an unreliable match.
        raster_crs: replaces the CRS in the file; "" keeps it.
        raster_name: the user's name of the raster.
        grid: the pixels of the output: "own" moves those of the raster; "reference" gives it exactly CRS, geotransform
            and extent of the reference, and a raster file those of that raster. Both resample.
        again: whether to correct a raster that another match has corrected before.
        file_format: "gtiff", or "cog" for a cloud-optimised GeoTIFF.

    Raises:
        InputError: there is no such match; raster, method, resampling, grid, format or output cannot be used; the
            raster lies outside the area of the match, is its reference, or was corrected before and `again` is not set.
        UnreliableError: the match is not reliable and `force` is not set, or the raster cannot be moved by it.
        EngineError: "disk_full", "incomplete_output", "wrong_output", "no_proj".
        CancelledError: the correction was cancelled; no file is left behind.
    """
    folder, target, path = Path(match_dir), Path(out), file_name(raster)
    wishes = _Wishes(method, resampling, file_name(grid), again, file_format)
    result = _usable_match(folder, [path], [target], wishes, force)
    check_paths(folder, result, [path], wishes.grid, [resolved(target)])
    pixels = output_grid(wishes.grid, result)
    with open_raster(path, result.moving, raster_name, raster_crs) as source:
        return _correct(folder, source, target, result, wishes, pixels, reporter or Reporter())


def correct_rasters(
    match_dir: str | os.PathLike[str],
    rasters: Sequence[RasterFile | RasterToCorrect],
    out_dir: str | os.PathLike[str],
    method: str = "auto",
    resampling: str = "auto",
    force: bool = False,
    grid: RasterFile = OWN,
    again: bool = False,
    file_format: str = "gtiff",
    reporter: Reporter | None = None,
) -> list[Correction]:
    """Write every raster that shares the moving layer's CRS and corners, moved, to NAME_s2m2.tif in `out_dir`.

    All rasters are checked before any is written. Each keeps its own data type, mask, bands and overviews. Files that
    an earlier correction wrote are replaced, all others are not.

    Args:
        match_dir, method, resampling, force, grid, again, file_format: as for `correct_raster`.
        rasters: files or GDAL names, with CRS and name where they differ from those of the file.

    Raises:
        InputError: as `correct_raster`; "other_geometry": a raster does not share the geometry; "same_output": two of
            them would be written to the same file; "folder_in_use": a file of another origin would be replaced.
        UnreliableError, EngineError: as `correct_raster`.
        CancelledError: it was cancelled; rasters that were finished before stay, and no part of another one.
    """
    reporter = reporter or Reporter()
    folder = Path(match_dir)
    wishes = _Wishes(method, resampling, file_name(grid), again, file_format)
    asked = [one if isinstance(one, RasterToCorrect) else RasterToCorrect(file_name(one)) for one in rasters]
    outs = [Path(out_dir) / _output_name(one.path) for one in asked]
    _check_distinct(asked, outs)
    paths = [one.path for one in asked]
    result = _usable_match(folder, paths, outs, wishes, force)
    check_paths(folder, result, paths, wishes.grid, [resolved(out) for out in outs])
    refuse_replacing(outs, is_correction, "correction")
    pixels = output_grid(wishes.grid, result)
    others = []
    for one in asked:
        with _opened(one, result) as source:
            check_identity(source, result, again)
            if not shares_geometry(source, result):
                others.append(source.name)
    refuse_other_geometry(others, result)
    done = []
    for index, (one, out) in enumerate(zip(asked, outs, strict=True)):
        part = reporter.part(index / len(outs), (index + 1) / len(outs))
        with _opened(one, result) as source:
            done.append(_correct(folder, source, out, result, wishes, pixels, part))
    return done


def _opened(one: RasterToCorrect, result: MatchResult) -> Raster:
    return open_raster(one.path, result.moving, one.name, one.crs)


def _usable_match(
    match_dir: Path, rasters: Sequence[Path | str], outs: Sequence[Path], wishes: _Wishes, force: bool
) -> MatchResult:
    """Read the match, after a check of what needs no raster."""
    kind_of(wishes.method)
    if wishes.file_format not in FORMATS:
        raise InputError(
            "bad_format", f"There is no format {wishes.file_format}.", f"Choose one of {', '.join(FORMATS)}."
        )
    for name in (match_dir, *rasters, wishes.grid):
        check_name(name)
    for out in outs:
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
    return result


def _output_name(raster: Path | str) -> str:
    name = Path(raster).name
    stem = name if ":" in name else Path(name).stem
    return f"{_NO_FILE_NAME.sub('_', stem)}{CORRECTED_SUFFIX}.tif"


def _check_distinct(asked: Sequence[RasterToCorrect], outs: Sequence[Path]) -> None:
    """Refuse rasters that would be written to the same file (InputError "same_output")."""
    if not asked:
        raise InputError("no_rasters", "No raster is given to correct.", "Give at least one.")
    first: dict[str, RasterToCorrect] = {}
    for one, out in zip(asked, outs, strict=True):
        earlier = first.setdefault(out.name.casefold(), one)
        if earlier is not one:
            raise InputError(
                "same_output",
                f"{earlier.path} and {one.path} would both be written to {out}.",
                "Correct them into different folders.",
            )


def transform_of(match_dir: Path, method: str = "auto") -> Transform:
    """The transform that a raster would be corrected by, in units of the match's CRS.

    Args:
        method: as for `correct_raster`.

    Raises:
        InputError: there is no such match or method, or its tie points do not allow that kind of transform.
    """
    kind = kind_of(method)
    return _transform(match_dir, read_result(match_dir), kind)


def _correct(
    match_dir: Path,
    source: Raster,
    out: Path,
    result: MatchResult,
    wishes: _Wishes,
    pixels: PixelGrid | None,
    reporter: Reporter,
) -> Correction:
    """Check an open raster, and write it corrected."""
    check_identity(source, result, wishes.again)
    check_overlap(source, result)
    _leave_out_fill(source, result)
    transform = _transform(match_dir, result, kind_of(wishes.method))
    mover = Mover(source, result, transform)
    check_grid(source, mover, pixels)
    reporter.raise_if_cancelled()
    reporter.progress("correcting", 0.0, f"Correcting {source.name}")
    methods = band_methods(source, wishes.resampling)
    order = Order(methods, _tags(source, result, transform), pixels)
    with partial_file(resolved(out)) as partial:
        written = write_moved(source, mover, order, partial, reporter)
        reporter.raise_if_cancelled()
        finish(partial, source.dataset, wishes.file_format, "nearest" in methods, written.file, reporter)
        has_grid = pixels is not None or not source.gcps
        offset, note = _offset(partial, result) if has_grid else (None, "")
    reporter.progress("correcting", 1.0, f"Corrected {source.name}")
    return Correction(str(out), transform.kind, written.resampled, offset, note)


def _offset(path: Path, result: MatchResult) -> tuple[tuple[float, float] | None, str]:
    with rasterio.open(path) as written:
        return describe_offset(written.crs, written.transform, result)


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
    prior = None if result.prior is None else result.prior.transform
    return fit_other_kind(kind, read_checks(path).applied_to(read_tie_points(path)), result.template_px, prior)


def _leave_out_fill(source: Raster, result: MatchResult) -> None:
    """Let `source` treat as nodata what the match did: its fill on the ground where the reference was filled, too.

    Another raster than the matched one may be filled by another value on the same ground.
    """
    moving = result.input(result.moving)
    if moving.fill is None:
        return
    value: tuple[float, ...] | None = None
    if moving.is_raster(source):
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
