"""Writes a raster at its corrected place: the same pixels with another georeference, or resampled block by block."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint
from rasterio.enums import ColorInterp

from ..arrays import Window
from ..machine import correcting_threads
from ..progress import Reporter
from .mover import Mover, PixelGrid
from .raster.geodesy import PointFunction
from .raster.raster import Raster
from .raster.raster_copy import CorrectedFile, Placement, create_like, has_dataset_mask, output_blocks
from .raster.stored_values import Storage, absurd, nodata_candidates, storage_for_all, storage_like
from .raster.warp import Resampling, block_mean, position_map, sample

# Pixels of the source around a block that interpolation at its edge needs, in pixels that values are averaged to.
_MARGIN = 3
# At most this many bands are in memory at a time.
_BANDS_AT_ONCE = 8
# A block of the output takes its values from at most about so many pixels of the source on a side.
_BLOCK_SIDE, _SOURCE_SIDE = 512, 2048
# The share of the progress in which pixels are written; checks and overviews are the rest.
_WRITTEN = 0.9
_FLOAT32_HOLDS = tuple(np.dtype(name) for name in ("uint8", "int8", "uint16", "int16", "float32", "complex64"))

Item = TypeVar("Item")
Done = TypeVar("Done")


@dataclass(frozen=True)
class Order:
    """What is written.

    Attributes:
        methods: how each band is resampled.
        tags: metadata items that the file gets besides those of the source.
        grid: the pixels of the output; None: those of the source, moved.
    """

    methods: tuple[Resampling, ...]
    tags: dict[str, str]
    grid: PixelGrid | None


@dataclass(frozen=True)
class Written:
    """What was written: the file, and whether its pixels were resampled."""

    file: CorrectedFile
    resampled: bool


def write_moved(source: Raster, mover: Mover, order: Order, partial: Path, reporter: Reporter) -> Written:
    """Write the corrected raster to `partial`.

    Raises:
        InputError: "transform_runs_away", or "corrupt_raster": the source cannot be read.
        UnreliableError: "no_transform".
        EngineError: "incomplete_output", "wrong_output".
        CancelledError: the reporter wants to stop.
    """
    size = (source.width, source.height)
    if order.grid is None and source.gcps:
        moved = mover.moved(np.array([[gcp.x, gcp.y] for gcp in source.gcps]))
        gcps = [
            GroundControlPoint(gcp.row, gcp.col, float(x), float(y), gcp.z, gcp.id, gcp.info)
            for gcp, (x, y) in zip(source.gcps, moved, strict=True)
        ]
        return Written(_copy(source, order, Placement(source.crs, size, None, gcps), partial, reporter), False)
    shift = mover.constant_shift() if order.grid is None else None
    if shift is not None:
        a, b, c, d, e, f = source.transform[:6]
        place = Affine(a, b, c + shift[0], d, e, f + shift[1])
        return Written(_copy(source, order, Placement(source.crs, size, place), partial, reporter), False)
    return Written(_warp(source, mover, order, order.grid or mover.own_grid(), partial, reporter), True)


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
                values, valid = source.stored(group.bands, window)
                data = values if valid is None else values[np.broadcast_to(valid, values.shape)]
                free = [value for value in free if not (data == value).any()]
    return storage_for_all(source.dataset, free)


def _copy(source: Raster, order: Order, placement: Placement, partial: Path, reporter: Reporter) -> CorrectedFile:
    dataset = source.dataset
    masked = has_dataset_mask(dataset)
    blocks = output_blocks(source.width, source.height)
    unmixed: Resampling = "nearest"
    groups = _groups(dataset, (unmixed,) * source.bands)
    storage = _storage(source, groups, reporter)
    differing = storage_like(dataset) is None
    with create_like(source, partial, placement, storage, masked, order.tags, resampled=False) as target:
        for index, window in enumerate(blocks):
            for group in groups:
                reporter.raise_if_cancelled()
                values, valid = source.stored(group.bands, window)
                target.write(window, group.bands, storage.copied(values, valid if differing else None))
            if masked:
                target.write_mask(window, source.stored_mask(window))
            reporter.progress("correcting", _WRITTEN * (index + 1) / len(blocks))
    target.check(partial, reporter)
    return target


def _warp(
    source: Raster, mover: Mover, order: Order, grid: PixelGrid, partial: Path, reporter: Reporter
) -> CorrectedFile:
    dataset = source.dataset
    groups = _groups(dataset, order.methods)
    storage = _storage(source, groups, reporter)
    masked = has_dataset_mask(dataset)
    if storage.nodata is None and ColorInterp.alpha not in dataset.colorinterp and not masked:
        # The moved image leaves empty edges: in floats they become NaN, for integers a mask band is added.
        floats = storage.numpy_dtype.kind == "f"
        storage = replace(storage, nodata=math.nan if floats else None)
        masked = not floats
    warp = _Warp(source, mover.source_of(grid), _steps(source, mover, grid), groups, storage)
    side = max(1, min(_BLOCK_SIDE, _SOURCE_SIDE // max(warp.steps)))
    blocks = output_blocks(grid.width, grid.height, side)
    placement = Placement(grid.crs, (grid.width, grid.height), grid.transform)
    with create_like(source, partial, placement, storage, masked, order.tags, resampled=True) as target:
        items = [(window, group) for window in blocks for group in groups]
        shown = np.zeros((0, 0), dtype=bool)
        for index, part in enumerate(_in_threads(warp.part, items, reporter)):
            window, group = items[index]
            target.write(window, group.bands, part.values)
            shown = part.shown if group is groups[0] else shown | part.shown
            if group is groups[-1]:
                target.write_mask(window, shown)
            reporter.progress("correcting", _WRITTEN * (index + 1) / len(items))
    target.check(partial, reporter)
    return target


def _in_threads(work: Callable[[Item], Done], items: list[Item], reporter: Reporter) -> Iterator[Done]:
    """The results of `work`, in the order of `items`; it runs in as many threads as there are cores.

    Raises:
        CancelledError: the reporter wants to stop.
    """
    threads = correcting_threads()
    pool = ThreadPoolExecutor(threads, thread_name_prefix="correct")
    try:
        remaining, waiting = iter(items), deque[Future[Done]]()
        # Only as many blocks are in work as threads can use, so that results do not accumulate in memory.
        waiting.extend(pool.submit(work, item) for item in islice(remaining, threads + 1))
        while waiting:
            reporter.raise_if_cancelled()
            done = waiting.popleft().result()
            waiting.extend(pool.submit(work, item) for item in islice(remaining, 1))
            yield done
    finally:
        pool.shutdown(cancel_futures=True)


def _steps(source: Raster, mover: Mover, grid: PixelGrid) -> tuple[int, int]:
    """How many pixels of the source, along rows and columns, are averaged for one of a coarser grid."""
    centre = grid.to_pixel(mover.moved_onto(grid, np.array([source.centre])))
    ends = mover.source_of(grid)(centre + np.array([[-0.5, 0.0], [0.5, 0.0], [0.0, -0.5], [0.0, 0.5]]))
    cols, rows = np.abs([ends[1] - ends[0], ends[3] - ends[2]]).max(axis=0)
    if not math.isfinite(cols + rows):
        return 1, 1
    # A pixel that is almost a whole number of times as large is taken for it.
    return max(1, int(rows + 0.01)), max(1, int(cols + 0.01))


@dataclass(frozen=True)
class _Part:
    """A block's values (bands, rows, cols) of a group of bands, in the file's type, and where they hold data."""

    values: NDArray[Any]
    shown: NDArray[np.bool_]


class _Warp:
    """Resamples blocks of the output, a few bands at a time; threads may share it."""

    def __init__(
        self, source: Raster, source_of: PointFunction, steps: tuple[int, int], groups: list[_Group], storage: Storage
    ) -> None:
        self.steps = steps
        self._source, self._source_of = source, source_of
        self._storage = storage
        dataset = source.dataset
        self._alphas = [band for band, kind in enumerate(dataset.colorinterp, 1) if kind == ColorInterp.alpha]
        # Classes are not interpolated, so that all their values can stay.
        self._unmixed = all(group.method == "nearest" for group in groups)
        # Found here, and not by several threads at once.
        self._fills = () if self._unmixed else source.undeclared_fills

    def part(self, item: tuple[Window, _Group]) -> _Part:
        """The bands of a group in the block of the output that lies in a window."""
        window, group = item
        x, y = position_map(self._source_of, window)
        needed = self._needed(x, y)
        if needed is None:
            values: NDArray[Any] = np.full((len(group.bands), *x.shape), np.nan)
        else:
            fill = None if self._unmixed else self._source.undeclared_fill(needed)
            values = self._resampled(group, needed, (x - needed.col, y - needed.row), fill)
        shown = ~np.isnan(values).all(axis=0)
        own_alphas = [index for index, band in enumerate(group.bands) if band in self._alphas]
        if needed is not None:
            values[own_alphas] = np.where(np.isnan(values[own_alphas]), 0, values[own_alphas])
        return _Part(self._storage.encode(values), shown)

    def _needed(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> Window | None:
        """The source window from which the positions x, y are interpolated; None if all lie outside the raster."""
        width, height = self._source.width, self._source.height
        with np.errstate(invalid="ignore"):
            inside = (x >= 0) & (x <= width) & (y >= 0) & (y <= height)
        if not inside.any():
            return None
        rows, cols = self.steps
        # Whole blocks of averaged pixels, so that neighbouring blocks of the output average the same pixels.
        col0 = max(0, math.floor(float(x[inside].min()) / cols) - _MARGIN) * cols
        row0 = max(0, math.floor(float(y[inside].min()) / rows) - _MARGIN) * rows
        col1 = min(width, (math.ceil(float(x[inside].max()) / cols) + _MARGIN) * cols)
        row1 = min(height, (math.ceil(float(y[inside].max()) / rows) + _MARGIN) * rows)
        return Window(col0, row0, col1 - col0, row1 - row0)

    def _resampled(
        self,
        group: _Group,
        needed: Window,
        positions: tuple[NDArray[np.float64], NDArray[np.float64]],
        fill: NDArray[np.bool_] | None,
    ) -> NDArray[Any]:
        """The values (bands, rows, cols) at `positions` in the window `needed`; NaN where there are no data."""
        raw, valid = self._source.stored(group.bands, needed)
        empty = np.zeros(raw.shape, dtype=bool) if valid is None else np.broadcast_to(~valid, raw.shape).copy()
        if raw.dtype.kind in "fc":
            empty |= absurd(raw)
        if fill is not None:
            empty |= fill & np.isin(np.abs(raw) if np.iscomplexobj(raw) else raw, self._fills)
        # The alpha band says what is valid, and is always valid itself.
        empty[[index for index, band in enumerate(group.bands) if band in self._alphas]] = False
        work = np.dtype(np.float32 if raw.dtype in _FLOAT32_HOLDS else np.float64)
        rows, cols = (1, 1) if group.method == "nearest" else self.steps
        x, y = positions[0] / cols, positions[1] / rows

        def resample(plane: NDArray[Any]) -> NDArray[np.floating]:
            with np.errstate(over="ignore", invalid="ignore"):
                image = plane.astype(work)
            image[empty] = np.nan
            return sample(_averaged(image, rows, cols), x, y, group.method)

        if np.iscomplexobj(raw):
            return np.asarray(resample(raw.real) + 1j * resample(raw.imag))
        return resample(raw)


def _averaged(image: NDArray[Any], rows: int, cols: int) -> NDArray[Any]:
    """Average blocks of pixels; those at the raster's edge may be smaller."""
    if rows == cols == 1:
        return image
    _, height, width = image.shape
    edges = ((0, 0), (0, -height % rows), (0, -width % cols))
    return np.asarray(block_mean(np.pad(image, edges, constant_values=np.nan), rows, cols))
