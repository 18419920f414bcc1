"""Finds a fill that both layers have on the same ground and that not both files declare as nodata.

If two layers were clipped to the same area of interest, or the same lines were drawn into both, each layer holds one
exact value on the same pixels. The edges of this mask are the strongest structure that both share, and would be matched
instead of the ground.

Thin marks (lines, dots, crosses) may also have been drawn at the same pixels of both images, which do not lie on the
same ground if the map is wrong. So a displacement is sought at which these coincide.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...arrays import Float32Array, Window
from .geodesy import point_transformer
from .grid import CommonGrid, common_grid
from .raster import Raster
from .stored_values import holds_fill
from .warp import position_map

Value = tuple[float, ...]

# The grid is sampled in this many windows along each axis, each with sides of this many pixels.
_WINDOWS = 3
_WINDOW_PX = 256
# A value with a smaller share of the ground cannot mislead; of the others, this many of the most frequent are compared,
# and the darkest and the brightest, in which marks are drawn.
_LEAST_SHARE = 0.003
_MOST_VALUES = 3
# Two masks are the same if they agree by this much, and by this gain more than if one of them is displaced. A large
# solid mask hardly changes where it is displaced, so that one inside the other must be so almost completely.
_CONTAINED, _GAIN = 0.9, 0.3
_CONTAINED_SOLID, _GAIN_SOLID = 0.99, 0.1
_EDGES_AGREE = 0.75
_MOST_LARGER = 3
# Displacements of several lengths, since a lattice displaced by its period covers itself; the median counts.
_DISPLACED_PX = (13, 16, 19)
# Of a mask of thin marks, a square of this side finds room in at most this share, and at least this share of the pixels
# have two neighbours: values of noise lie scattered.
_MARK_PX = 9
_SOLID_SHARE = 0.1
_JOINED_SHARE = 0.5


@dataclass(frozen=True)
class CommonFill:
    """What fills the same ground in both layers, or is drawn into both.

    Attributes:
        sar, optical: a value per selected band, or None if it is known as nodata.
        displaced: whether both layers have the same thin marks, but not on the same ground.
    """

    sar: Value | None
    optical: Value | None
    displaced: bool = False


def find_common_fill(sar: Raster, optical: Raster, grid: CommonGrid) -> CommonFill | None:
    """Compare where the most frequent exact values of both layers lie; None if no two lie on the same ground or marks.

    Raises:
        InputError: "corrupt_raster": a raster cannot be read.
    """
    stacks = _stacks(sar, optical, grid)
    if stacks is None:
        return None
    candidates = [
        (first, second)
        for first, second in itertools.product(_frequent(stacks[0]), _frequent(stacks[1]))
        if first[0] or second[0]
    ]
    for (sar_value, sar_mask), (optical_value, optical_mask) in candidates:
        if _same(sar_mask, optical_mask):
            return CommonFill(sar_value, optical_value)
    for (sar_value, sar_mask), (optical_value, optical_mask) in candidates:
        if _same_marks(sar_mask, optical_mask):
            return CommonFill(sar_value, optical_value, displaced=True)
    return None


def leave_out_common_fill(sar: Raster, optical: Raster, grid: CommonGrid) -> CommonFill | None:
    """As `find_common_fill`; from then on, both rasters treat that fill as nodata."""
    fill = find_common_fill(sar, optical, grid)
    if fill is not None:
        for raster, value in ((sar, fill.sar), (optical, fill.optical)):
            if value is not None:
                raster.set_fill(value)
    return fill


def find_fill_like(raster: Raster, filled: Raster) -> Value | None:
    """Return the value of `raster` that fills the ground where `filled` is empty; None if no value does.

    Raises:
        InputError: the two do not overlap, or one cannot be read.
    """
    radius_m = 2 * max(*raster.ground_pixel_m, *filled.ground_pixel_m)
    stacks = _stacks(raster, filled, common_grid(raster, filled, radius_m))
    if stacks is None:
        return None
    empty = np.asarray(np.isnan(stacks[1]).any(axis=0))
    return next((value for value, mask in _frequent(stacks[0]) if value and _same(mask, empty)), None)


def _stacks(first: Raster, second: Raster, grid: CommonGrid) -> tuple[Float32Array, Float32Array] | None:
    """Both layers (bands, windows, rows, cols) in the windows that lie completely inside both; None if none does."""
    layers: tuple[list[Float32Array], list[Float32Array]] = ([], [])
    for window in _windows(grid):
        images = _nearest(first, grid, window), _nearest(second, grid, window)
        if images[0] is not None and images[1] is not None:
            layers[0].append(images[0])
            layers[1].append(images[1])
    return (np.stack(layers[0], axis=1), np.stack(layers[1], axis=1)) if layers[0] else None


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
    """The raw values (bands, rows, cols) of the nearest pixels; None if a part of the window is outside the raster."""
    to_raster = point_transformer(grid.crs_text, raster.crs_text, raster.centre[0])
    x, y = position_map(lambda p: raster.to_pixel(to_raster(grid.xy(p[:, 0], p[:, 1]))), window)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    # Rounding errors must not decide to which pixel a position on the border of two pixels belongs.
    cols, rows = np.floor(x + 1e-6).astype(np.int64), np.floor(y + 1e-6).astype(np.int64)
    col, row, end_col, end_row = cols.min(), rows.min(), cols.max() + 1, rows.max() + 1
    if col < 0 or row < 0 or end_col > raster.width or end_row > raster.height:
        return None
    area = Window(int(col), int(row), int(end_col - col), int(end_row - row))
    values = raster.read(raster.selected_bands, area)
    # A fill that was already recognised in this layer alone counts as nodata.
    values[:, holds_fill(values, raster.radiometry.fills)] = np.nan
    return values[:, rows - row, cols - col]


def _frequent(stack: Float32Array) -> list[tuple[Value | None, NDArray[np.bool_]]]:
    """Values of a stack (bands, windows, rows, cols) that may be fills, and where they are; value None is nodata."""
    empty = np.asarray(np.isnan(stack).any(axis=0))
    # Each combination of band values gets one number (a hash); collisions are rare.
    key = np.zeros(empty.shape, dtype=np.uint64)
    for band in stack:
        # Adding zero turns -0.0 into 0.0.
        key = key * np.uint64(0x9E3779B97F4A7C15) + (band + np.float32(0)).view(np.uint32)
    numbers, first, count = np.unique(key[~empty], return_index=True, return_counts=True)
    values = stack[:, ~empty]
    result: list[tuple[Value | None, NDArray[np.bool_]]] = []
    if empty.mean() >= _LEAST_SHARE:
        result.append((None, empty))
    if not len(numbers):
        return result
    brightness = values[:, first].sum(axis=0)
    chosen = [*np.argsort(-count)[:_MOST_VALUES], brightness.argmin(), brightness.argmax()]
    for index in dict.fromkeys(map(int, chosen)):
        if count[index] >= _LEAST_SHARE * empty.size:
            value = tuple(float(v) for v in values[:, first[index]])
            result.append((value, (key == numbers[index]) & ~empty))
    return result


def _same(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> bool:
    """Whether two masks (windows, rows, cols) are the same: pixel by pixel, or along their edges to within a pixel."""
    if first.all() or second.all():
        return False
    tests = (
        (_contained, _CONTAINED, _GAIN),
        (_contained, _CONTAINED_SOLID, _GAIN_SOLID),
        (_edges_agree, _EDGES_AGREE, _GAIN),
        (_solid_edges_agree, _EDGES_AGREE, _GAIN),
    )
    for agreement, least, gain in tests:
        # Masks are displaced diagonally, since a lattice of lines moved along one axis would still cover itself.
        agreed = agreement(first, second)
        if agreed < least:
            continue
        displaced = [
            max(agreement(first, np.roll(second, (length, side * length), axis=(1, 2))) for side in (1, -1))
            for length in _DISPLACED_PX
        ]
        if agreed >= float(np.median(displaced)) + gain:
            return True
    return False


def _same_marks(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> bool:
    """Whether both masks (windows, rows, cols) consist of thin marks that are the same after some displacement."""
    if not (_marks(first) and _marks(second)):
        return False
    row, col = _displacement(first, second)
    moved = first[:, max(0, row) :, max(0, col) :], second[:, max(0, -row) :, max(0, -col) :]
    rows, cols = (min(mask.shape[axis] for mask in moved) for axis in (1, 2))
    return _same(moved[0][:, :rows, :cols], moved[1][:, :rows, :cols])


def _marks(mask: NDArray[np.bool_]) -> bool:
    """Whether a mask (windows, rows, cols) consists of lines and small spots: neither of areas nor of noise."""
    around = ndimage.convolve(mask.astype(np.int8), np.ones((1, 3, 3), dtype=np.int8), mode="constant")
    if (around[mask] >= 3).sum() < _JOINED_SHARE * mask.sum():
        return False
    solid = ndimage.binary_opening(mask, np.ones((1, _MARK_PX, _MARK_PX), dtype=bool))
    return bool(solid.sum() <= _SOLID_SHARE * mask.sum())


def _displacement(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> tuple[int, int]:
    """How far (rows, cols) the first mask's marks lie after the second's: at most half a side, where most coincide."""
    from scipy import fft

    size = [2 * side for side in first.shape[1:]]
    spectra = [fft.rfft2(mask.astype(np.float32), size, workers=1) for mask in (first, second)]
    coincident = fft.irfft2((spectra[0] * spectra[1].conj()).sum(axis=0), size, workers=1)
    moves = [fft.fftfreq(side, 1 / side).astype(np.int64) for side in size]
    near = np.logical_and.outer(*[np.abs(move) <= len(move) // 4 for move in moves])
    row, col = np.unravel_index(int(np.where(near, coincident, 0).argmax()), coincident.shape)
    return int(moves[0][row]), int(moves[1][col])


def _contained(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """The share of the smaller mask inside the larger, which may include true values equal to the fill; 0 if many."""
    sizes = sorted((int(first.sum()), int(second.sum())))
    if sizes[0] == 0 or sizes[1] > _MOST_LARGER * sizes[0]:
        return 0.0
    return float((first & second).sum() / sizes[0])


def _solid_edges_agree(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """`_edges_agree` without scattered pixels, which have the value by nature, as saturated ones do."""
    solid = np.ones((1, 3, 3), dtype=bool)
    return _edges_agree(ndimage.binary_opening(first, solid), ndimage.binary_opening(second, solid))


def _edges_agree(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """The share of each mask's edges that lie next to an edge of the other mask; the smaller of the two shares."""
    near = np.ones((1, 3, 3), dtype=bool)
    edges = [mask & ~ndimage.binary_erosion(mask, near, border_value=1) for mask in (first, second)]
    shares = [
        (one & ndimage.binary_dilation(other, near)).sum() / max(1, one.sum()) for one, other in (edges, edges[::-1])
    ]
    return float(min(shares))
