"""Moves a raster onto the reference by the transform of a match.

If the displacement is the same everywhere in the raster, only its geotransform changes and no pixel is resampled. If
the raster is georeferenced by ground control points (GCPs), each GCP is moved by its own displacement. All other
rasters are warped, block by block.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from pyproj.exceptions import ProjError
from rasterio.control import GroundControlPoint
from rasterio.enums import ColorInterp
from rasterio.enums import Resampling as OverviewResampling
from rasterio.errors import RasterioError

from ..arrays import Window
from ..errors import InputError, UnreliableError
from ..files import check_name, check_output, partial_file, resolved
from ..library_environment import check_proj
from ..names import MATCH_FILES, TIE_POINTS_FILE
from ..progress import Reporter
from .fitting.other_kind import fit_other_kind
from .fitting.transform import Transform, TransformKind, kind_of
from .raster.common_fill import find_fill_like
from .raster.geodesy import PointFunction, Points, point_transformer
from .raster.raster import Raster, as_rasterio, corrupt, open_raster
from .raster.raster_copy import (
    CorrectedFile,
    create_like,
    finish,
    has_dataset_mask,
    output_blocks,
)
from .raster.resampling import band_methods
from .raster.sources import is_on_network, refuse_overwriting, same_file
from .raster.stored_values import (
    Storage,
    absurd,
    nodata_candidates,
    read_bands,
    storage_for_all,
    storage_like,
    validity,
)
from .raster.warp import Resampling, position_map, sample
from .results.result import InputInfo, MatchResult, read_result
from .results.tie_point_files import read_checks, read_tie_points

# A displacement that varies by less than this over the raster counts as constant.
_CONSTANT_PX = 0.05
_LATTICE = 17
_MOST_GROWTH = 4.0
_MARGIN = 3
# At most this many bands are in memory at a time.
_BANDS_AT_ONCE = 8


@dataclass(frozen=True)
class Correction:
    """What was done.

    Attributes:
        path: the file that was written.
        method: the kind of the transform.
        resampled: whether pixels were resampled.
    """

    path: str
    method: str
    resampled: bool


def correct_raster(
    match_dir: Path,
    raster: Path | str,
    out: Path,
    method: str = "auto",
    resampling: str = "auto",
    force: bool = False,
    raster_crs: str = "",
    raster_name: str = "",
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

    Raises:
        InputError: there is no such match; raster, method, resampling or output cannot be used; the raster lies outside
            the area of the match, or is its reference.
        UnreliableError: the match is not reliable and `force` is not set, or the raster cannot be moved by it.
        EngineError: "disk_full", "incomplete_output", "wrong_output", "no_proj".
        CancelledError: the correction was cancelled; no file is left behind.
    """
    reporter = reporter or Reporter()
    kind = kind_of(method)
    for name in (match_dir, raster):
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
    _check_paths(match_dir, result, raster, target)
    with open_raster(raster, result.moving, raster_name, raster_crs) as source:
        _check_overlap(source, result)
        _leave_out_fill(source, result.input(result.moving))
        transform = _transform(match_dir, result, kind)
        mover = _Mover(source, result, transform)
        reporter.raise_if_cancelled()
        reporter.progress("correcting", 0.0, f"Correcting {source.name}")
        methods = band_methods(source, resampling)
        with partial_file(target) as partial:
            resampled = _write(source, mover, methods, partial, reporter)
            reporter.raise_if_cancelled()
            classes = "nearest" in methods
            finish(partial, source.dataset, OverviewResampling.nearest if classes else OverviewResampling.average)
    reporter.progress("correcting", 1.0, f"Corrected {source.name}")
    return Correction(str(out), transform.kind, resampled)


def _write(source: Raster, mover: _Mover, methods: tuple[Resampling, ...], partial: Path, reporter: Reporter) -> bool:
    """Write the corrected raster; returns whether its pixels were resampled."""
    if source.gcps:
        moved = mover.moved(np.array([[gcp.x, gcp.y] for gcp in source.gcps]))
        gcps = [
            GroundControlPoint(gcp.row, gcp.col, float(x), float(y), gcp.z, gcp.id, gcp.info)
            for gcp, (x, y) in zip(source.gcps, moved, strict=True)
        ]
        _copy(source, partial, None, gcps, reporter)
        return False
    shift = mover.constant_shift()
    if shift is not None:
        a, b, c, d, e, f = source.transform[:6]
        _copy(source, partial, Affine(a, b, c + shift[0], d, e, f + shift[1]), None, reporter)
        return False
    _warp(source, mover, methods, partial, reporter)
    return True


class _Mover:
    """Computes where points of one raster belong, in its own CRS and pixels."""

    def __init__(self, raster: Raster, result: MatchResult, transform: Transform) -> None:
        self._raster = raster
        self._transform = transform
        xmin, _, xmax, _ = result.grid.bbox
        self._to_result: PointFunction = point_transformer(raster.crs_text, result.crs, (xmin + xmax) / 2)
        self._to_raster: PointFunction = point_transformer(result.crs, raster.crs_text, raster.centre[0])

    def moved(self, xy: Points) -> Points:
        """The corrected positions (n, 2) of positions `xy` (n, 2), both in the raster's CRS."""
        return self._to_raster(self._transform.apply(self._to_result(xy)))

    def source_pixels(self, pixels: Points) -> Points:
        """The raster's pixels (n, 2) whose content belongs at `pixels` (n, 2) of the same grid."""
        target = self._to_result(self._raster.to_map(pixels))
        return self._raster.to_pixel(self._to_raster(self._transform.invert(target)))

    def moved_pixels(self) -> tuple[Points, Points]:
        """The pixels of a lattice over the raster, and where they belong in its grid; (n, 2) each.

        Raises:
            UnreliableError: "no_transform": a position is not finite.
        """
        xy = self._raster.outline(_LATTICE)
        moved = self.moved(xy)
        if not np.isfinite(moved).all():
            raise UnreliableError(
                "no_transform",
                "The match found no displacement that this raster could be moved by.",
                "Match again with other settings or layers.",
            )
        return self._raster.to_pixel(xy), self._raster.to_pixel(moved)

    def constant_shift(self) -> tuple[float, float] | None:
        """The displacement in units of the raster's CRS if it is the same everywhere in the raster, otherwise None."""
        pixels, moved = self.moved_pixels()
        displacement = moved - pixels
        centre = np.array([self._raster.centre])
        shift = (self.moved(centre) - centre)[0]
        middle = self._raster.to_pixel(centre + shift) - self._raster.to_pixel(centre)
        if float(np.hypot(*(displacement - middle).T).max()) >= _CONSTANT_PX:
            return None
        return float(shift[0]), float(shift[1])

    def extent(self) -> Window:
        """The window of the raster's grid that contains the whole moved raster.

        Raises:
            InputError: "transform_runs_away": the window is unreasonably large.
        """
        _, moved = self.moved_pixels()
        slack = 1e-6
        col0, row0 = (math.floor(v + slack) for v in moved.min(axis=0))
        col1, row1 = (math.ceil(v - slack) for v in moved.max(axis=0))
        window = Window(col0, row0, col1 - col0, row1 - row0)
        if window.width * window.height > _MOST_GROWTH * self._raster.width * self._raster.height:
            raise InputError(
                "transform_runs_away",
                f"The {self._transform.kind} transform would stretch {self._raster.name} to {window.width} x "
                f"{window.height} pixels: it reaches too far beyond the tie points.",
                "Choose method shift, similarity or affine.",
            )
        return window


@dataclass(frozen=True)
class _Group:
    """Bands of one data type that are resampled by one method; band numbers begin at 1."""

    bands: tuple[int, ...]
    method: Resampling


def _groups(dataset: Any, methods: tuple[Resampling, ...]) -> list[_Group]:
    """All bands, in their order, in groups of a few, so that memory use does not grow with their number."""
    groups: list[_Group] = []
    for band, method in enumerate(methods, 1):
        last = groups[-1] if groups else None
        if (
            last is not None
            and last.method == method
            and len(last.bands) < _BANDS_AT_ONCE
            and dataset.dtypes[last.bands[0] - 1] == dataset.dtypes[band - 1]
        ):
            groups[-1] = _Group((*last.bands, band), method)
        else:
            groups.append(_Group((band,), method))
    return groups


def _storage(source: Raster, groups: list[_Group], reporter: Reporter) -> Storage:
    """How the corrected file stores the values of all bands, such that no valid value becomes nodata."""
    storage = storage_like(source.dataset)
    if storage is not None:
        return storage
    free = nodata_candidates(source.dataset)
    if not all(math.isnan(value) for value in free):
        for window in output_blocks(source.width, source.height):
            reporter.raise_if_cancelled()
            for group in groups:
                values, valid = _read(source, group.bands, window)
                data = values if valid is None else values[np.broadcast_to(valid, values.shape)]
                free = [value for value in free if not (data == value).any()]
    return storage_for_all(source.dataset, free)


def _copy(source: Raster, partial: Path, transform: Affine | None, gcps: list[Any] | None, reporter: Reporter) -> None:
    dataset = source.dataset
    masked = has_dataset_mask(dataset)
    size = (source.width, source.height)
    blocks = output_blocks(*size)
    unmixed: Resampling = "nearest"
    groups = _groups(dataset, (unmixed,) * source.bands)
    storage = _storage(source, groups, reporter)
    differing = storage_like(dataset) is None
    with create_like(source, partial, transform, gcps, size, storage, masked, resampled=False) as target:
        for index, window in enumerate(blocks):
            for group in groups:
                reporter.raise_if_cancelled()
                values, valid = _read(source, group.bands, window)
                target.write(window, group.bands, storage.copied(values, valid if differing else None))
            if masked:
                target.write_mask(window, _mask(source, window))
            reporter.progress("correcting", 0.9 * (index + 1) / len(blocks))
    target.check(partial, reporter)


def _read(source: Raster, bands: tuple[int, ...], window: Window) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """The bands unchanged, and where the file says that they hold data; None if they do everywhere."""
    area = as_rasterio(window)
    try:
        values = read_bands(source.dataset, bands, window=area)
        return values, validity(source.dataset, bands, area, values.shape[1:])
    except (RasterioError, OSError) as error:
        raise corrupt(source.name, source.path, error) from error


def _mask(source: Raster, window: Window) -> NDArray[np.bool_]:
    try:
        return np.asarray(source.dataset.read_masks(1, window=as_rasterio(window)) > 0)
    except (RasterioError, OSError) as error:
        raise corrupt(source.name, source.path, error) from error


def _warp(source: Raster, mover: _Mover, methods: tuple[Resampling, ...], partial: Path, reporter: Reporter) -> None:
    dataset = source.dataset
    extent = mover.extent()
    a, b, _, d, e, _ = source.transform[:6]
    corner = source.to_map(np.array([[extent.col, extent.row]], dtype=np.float64))[0]
    transform = Affine(a, b, float(corner[0]), d, e, float(corner[1]))
    groups = _groups(dataset, methods)
    storage = _storage(source, groups, reporter)
    masked = has_dataset_mask(dataset)
    if storage.nodata is None and ColorInterp.alpha not in dataset.colorinterp and not masked:
        # The moved image leaves empty edges: in floats they become NaN, for integers a mask band is added.
        floats = storage.numpy_dtype.kind == "f"
        storage = replace(storage, nodata=math.nan if floats else None)
        masked = not floats
    size = (extent.width, extent.height)
    blocks = output_blocks(*size)
    with create_like(source, partial, transform, None, size, storage, masked, resampled=True) as target:
        for index, window in enumerate(blocks):
            reporter.raise_if_cancelled()
            placed = Window(window.col + extent.col, window.row + extent.row, window.width, window.height)
            _warp_block(source, mover, target, (window, placed), groups, storage)
            reporter.progress("correcting", 0.9 * (index + 1) / len(blocks))
    target.check(partial, reporter)


def _warp_block(
    source: Raster,
    mover: _Mover,
    target: CorrectedFile,
    windows: tuple[Window, Window],
    groups: list[_Group],
    storage: Storage,
) -> None:
    """Warp one block; `windows` are its pixels in the new file, and the same pixels in the source's grid."""
    window, placed = windows
    x, y = position_map(mover.source_pixels, placed)
    needed = _needed(x, y, source)
    shown = np.zeros(x.shape, dtype=bool)
    alphas = [band for band, kind in enumerate(source.dataset.colorinterp, 1) if kind == ColorInterp.alpha]
    # Classes are not interpolated, so that all their values can stay.
    unmixed = all(group.method == "nearest" for group in groups)
    fill = None if needed is None or unmixed else source.undeclared_fill(needed)
    for group in groups:
        if needed is None:
            values: NDArray[Any] = np.full((len(group.bands), *x.shape), np.nan)
        else:
            values = _resampled(source, group, needed, (x - needed.col, y - needed.row), fill, alphas)
        shown |= ~np.isnan(values).all(axis=0)
        own_alphas = [index for index, band in enumerate(group.bands) if band in alphas]
        if needed is not None:
            values[own_alphas] = np.where(np.isnan(values[own_alphas]), 0, values[own_alphas])
        target.write(window, group.bands, storage.encode(values))
    target.write_mask(window, shown)


def _resampled(
    source: Raster,
    group: _Group,
    needed: Window,
    positions: tuple[NDArray[np.float64], NDArray[np.float64]],
    fill: NDArray[np.bool_] | None,
    alphas: list[int],
) -> NDArray[Any]:
    """The values (bands, rows, cols) at `positions` in the window `needed`; NaN where there are no data."""
    raw, valid = _read(source, group.bands, needed)
    empty = np.zeros(raw.shape, dtype=bool) if valid is None else np.broadcast_to(~valid, raw.shape).copy()
    if raw.dtype.kind in "fc":
        empty |= absurd(raw)
    if fill is not None:
        empty |= fill & np.isin(np.abs(raw) if np.iscomplexobj(raw) else raw, source.undeclared_fills)
    # The alpha band says what is valid, and is always valid itself.
    empty[[index for index, band in enumerate(group.bands) if band in alphas]] = False
    work = np.dtype(np.float32 if raw.dtype in _FLOAT32_HOLDS else np.float64)

    def resample(plane: NDArray[Any]) -> NDArray[np.floating]:
        with np.errstate(over="ignore", invalid="ignore"):
            image = plane.astype(work)
        image[empty] = np.nan
        return sample(image, *positions, group.method)

    if np.iscomplexobj(raw):
        return np.asarray(resample(raw.real) + 1j * resample(raw.imag))
    return resample(raw)


_FLOAT32_HOLDS = tuple(np.dtype(name) for name in ("uint8", "int8", "uint16", "int16", "float32", "complex64"))


def _needed(x: NDArray[np.float64], y: NDArray[np.float64], source: Raster) -> Window | None:
    """The source window from which the positions x, y are interpolated; None if all lie outside the raster."""
    with np.errstate(invalid="ignore"):
        inside = (x >= 0) & (x <= source.width) & (y >= 0) & (y <= source.height)
    if not inside.any():
        return None
    col0 = max(0, math.floor(float(x[inside].min())) - _MARGIN)
    row0 = max(0, math.floor(float(y[inside].min())) - _MARGIN)
    col1 = min(source.width, math.ceil(float(x[inside].max())) + _MARGIN)
    row1 = min(source.height, math.ceil(float(y[inside].max())) + _MARGIN)
    return Window(col0, row0, col1 - col0, row1 - row0)


def _transform(match_dir: Path, result: MatchResult, kind: TransformKind | None) -> Transform:
    if kind is None:
        return result.transform
    path = match_dir / TIE_POINTS_FILE
    return fit_other_kind(kind, read_checks(path).applied_to(read_tie_points(path)), result.template_px)


def _check_paths(match_dir: Path, result: MatchResult, raster: Path | str, out: Path) -> None:
    if out.suffix.lower() not in (".tif", ".tiff"):
        raise InputError(
            "bad_output_name", f"{out.name} is not a GeoTIFF's name.", "Give an output that ends in .tif or .tiff."
        )
    reference = next(item for item in result.inputs if item.role != result.moving)
    if same_file(reference.path, raster):
        raise InputError(
            "raster_is_reference",
            f"{reference.name} is the reference of this match: it stays where it is.",
            f"Correct the moving layer, {result.input(result.moving).name}.",
        )
    outputs_of_match = [match_dir / name for name in MATCH_FILES]
    local = [item.path for item in result.inputs if not is_on_network(item.path)]
    refuse_overwriting([out], [raster, *local, *outputs_of_match])


def _leave_out_fill(source: Raster, moving: InputInfo) -> None:
    """Let `source` treat as nodata what the match did: its fill on the ground where the reference was filled, too.

    Another raster than the matched one may be filled by another value on the same ground.
    """
    if moving.fill is None:
        return
    value: tuple[float, ...] | None = None
    if same_file(source.path, moving.path):
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
