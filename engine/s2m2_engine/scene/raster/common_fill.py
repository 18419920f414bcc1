"""A fill that both layers have on the same ground and that no file declares as nodata.

Layers that were clipped to one area of interest, or that had the same lines drawn into them, hold one exact value each
on the same pixels. The edges of this mask are the strongest structure that they share, and would be matched instead of
the ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...arrays import Float32Array, Window
from .geodesy import point_transformer
from .grid import CommonGrid
from .raster import Raster
from .stored_values import holds_fill
from .warp import position_map

Value = tuple[float, ...]

# The grid is looked at in this many windows a side, of this many pixels a side.
_WINDOWS = 3
_WINDOW_PX = 256
# Values that fill less of the ground are no mask that could mislead; so many of the most frequent ones are compared.
_LEAST_SHARE = 0.003
_MOST_VALUES = 3
# Masks are one if they agree by this much, and by so much more than when one of them is displaced.
_CONTAINED = 0.9
_MOST_LARGER = 3
_EDGES_AGREE = 0.75
_GAIN = 0.3
_DISPLACED_PX = 16


@dataclass(frozen=True)
class CommonFill:
    """What fills the same ground in both: a value per selected band; None where the file declares it."""

    sar: Value | None
    optical: Value | None


def find_common_fill(sar: Raster, optical: Raster, grid: CommonGrid) -> CommonFill | None:
    """Compare where the most frequent exact values of both layers lie.

    Raises:
        InputError: "corrupt_raster".
    """
    layers: tuple[list[Float32Array], list[Float32Array]] = ([], [])
    for window in _windows(grid):
        sar_image, optical_image = _nearest(sar, grid, window), _nearest(optical, grid, window)
        if sar_image is not None and optical_image is not None:
            layers[0].append(sar_image)
            layers[1].append(optical_image)
    if not layers[0]:
        return None
    stacks = [np.stack(parts, axis=1) for parts in layers]
    for sar_value, sar_mask in _frequent(stacks[0]):
        for optical_value, optical_mask in _frequent(stacks[1]):
            if (sar_value or optical_value) and _same(sar_mask, optical_mask):
                return CommonFill(sar_value, optical_value)
    return None


def _windows(grid: CommonGrid) -> Iterator[Window]:
    side = min(_WINDOW_PX, grid.core.width, grid.core.height)
    starts = [
        np.unique(np.linspace(first, first + length - side, min(_WINDOWS, -(-length // side))).astype(np.int64))
        for first, length in ((grid.core.row, grid.core.height), (grid.core.col, grid.core.width))
    ]
    for row in starts[0]:
        for col in starts[1]:
            yield Window(int(col), int(row), side, side)


def _nearest(raster: Raster, grid: CommonGrid, window: Window) -> Float32Array | None:
    """Raw values (bands, rows, cols) of the pixels that lie at the grid's; None if some lie outside the raster."""
    to_raster = point_transformer(grid.crs_text, raster.crs_text, raster.centre[0])
    x, y = position_map(lambda p: raster.to_pixel(to_raster(grid.xy(p[:, 0], p[:, 1]))), window)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    # What lies on the border between two pixels must not fall to either by the noise of the last digit.
    cols, rows = np.floor(x + 1e-6).astype(np.int64), np.floor(y + 1e-6).astype(np.int64)
    col, row, end_col, end_row = cols.min(), rows.min(), cols.max() + 1, rows.max() + 1
    if col < 0 or row < 0 or end_col > raster.width or end_row > raster.height:
        return None
    area = Window(int(col), int(row), int(end_col - col), int(end_row - row))
    values = raster.read(raster.selected_bands, area)
    # A fill that the layer shows by itself needs no other to be recognised.
    values[:, holds_fill(values, raster.radiometry.fills)] = np.nan
    return values[:, rows - row, cols - col]


def _frequent(stack: Float32Array) -> list[tuple[Value | None, NDArray[np.bool_]]]:
    """The most frequent values of (bands, windows, rows, cols), and where they are; None stands for no data."""
    empty = np.asarray(np.isnan(stack).any(axis=0))
    # One number for each combination of bands; two combinations may share it only by a rare accident.
    key = np.zeros(empty.shape, dtype=np.uint64)
    for band in stack:
        # Adding zero makes one of the two zeros.
        key = key * np.uint64(0x9E3779B97F4A7C15) + (band + np.float32(0)).view(np.uint32)
    numbers, first, count = np.unique(key[~empty], return_index=True, return_counts=True)
    values = stack[:, ~empty]
    result: list[tuple[Value | None, NDArray[np.bool_]]] = []
    if empty.mean() >= _LEAST_SHARE:
        result.append((None, empty))
    for index in np.argsort(-count)[:_MOST_VALUES]:
        if count[index] >= _LEAST_SHARE * empty.size:
            value = tuple(float(v) for v in values[:, first[index]])
            result.append((value, (key == numbers[index]) & ~empty))
    return result


def _same(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> bool:
    """Whether two masks (windows, rows, cols) are one: pixel by pixel, or to a pixel along their edges."""
    if first.all() or second.all():
        return False
    for agreement, least in ((_contained, _CONTAINED), (_edges_agree, _EDGES_AGREE)):
        # Diagonally, or a lattice of lines would still cover itself.
        displaced = max(
            agreement(first, np.roll(second, move, axis=(1, 2)))
            for move in ((_DISPLACED_PX, _DISPLACED_PX), (_DISPLACED_PX, -_DISPLACED_PX))
        )
        if agreement(first, second) >= max(least, displaced + _GAIN):
            return True
    return False


def _contained(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """How much of the smaller mask lies in the larger, which may hold some true values like the fill; 0 if many."""
    sizes = sorted((int(first.sum()), int(second.sum())))
    if sizes[0] == 0 or sizes[1] > _MOST_LARGER * sizes[0]:
        return 0.0
    return float((first & second).sum() / sizes[0])


def _edges_agree(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """The share of the edges of each that has an edge of the other next to it; the smaller of the two."""
    near = np.ones((1, 3, 3), dtype=bool)
    edges = [mask & ~ndimage.binary_erosion(mask, near, border_value=1) for mask in (first, second)]
    shares = [
        (one & ndimage.binary_dilation(other, near)).sum() / max(1, one.sum()) for one, other in (edges, edges[::-1])
    ]
    return float(min(shares))
