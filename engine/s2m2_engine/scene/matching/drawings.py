"""Finds out whether a shift rests on what was drawn into both images: a graticule, a logo, a frame, a mosaic's seams.

Such edges lie at the same pixels of both images, to the pixel, all along; edges of the ground, seen by two sensors, do
not. If there are such edges at the shift that was found, the images are compared once more without them. The ground
alone must support the shift, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...arrays import Float32Array, Float64Array, Window
from ...model.correlation import pooled_ncc
from ...model.features import MIND, mind_features
from ...progress import Reporter
from ..fitting.transform import Transform
from .tiles import PixelReader

# The images are compared in so many windows, each with sides of this many pixels, which lie this part of them apart.
_WINDOWS = 6
_WINDOW_PX = 208
_APART = 0.4
_LEAST_PX = 96
# The ground is compared at displacements of up to so many pixels around the shift found.
_SEARCH = 12
# Edges are averaged along lines of this length, in pixels, and of these slopes against either axis.
_LINE = 16
_SLOPES = (-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3)
# A pixel belongs to an edge if the step across it is so many times the usual one (in standard deviations), and hardly
# less than the step at the pixels beside it.
_STRONG = 4.0
_HIGHEST = 0.8
# Edges of both images are counted at offsets up to this one across them; the shift found is exact to `_EXACT` pixels.
_OFFSETS = 6
_EXACT = 2
# Drawn edges are at one offset so many times as frequent as at all others, or (small blocks, whose edges coincide at
# a few offsets) as at most others; and at least as frequent as this share of all pixels.
_DISTINCT = 2.5
_DISTINCT_OF_MOST = 10
_MOST_OFFSETS = 0.7
_LEAST_SHARE = 5e-4
# Pixels this near to a drawn edge are left out: their features depend on it.
_REACH = MIND.context
# The similarity that must remain without drawn edges, as a share of that with them: the same ground keeps at least
# 0.86. Other ground keeps at most 0.66, or 0.79 below dense short strokes, many of which are not seen as edges.
_GROUND_SHARE = 0.82
_FEWEST_PIXELS = 0.05

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class _View:
    """What both images show of one piece of ground, if the shift found is right; sides are equal."""

    sar: Float32Array
    optical: Float32Array


def rests_on_drawing(
    sar: PixelReader, optical: PixelReader, found: Transform, centres: Float64Array, reporter: Reporter
) -> bool:
    """Whether the shift rests on edges that both images have at exactly the same pixels, and not on the ground.

    Args:
        found: the displacement found, SAR to optical, in pixels of the common grid.
        centres: (n, 2) centres (col, row) of the templates that were matched, in the SAR layer.

    Raises:
        InputError: "corrupt_raster": a raster cannot be read.
        CancelledError: the reporter wants to stop.
    """
    views = [_view(sar, optical, found, window) for window in _windows(centres)]
    drawn = []
    for view in views:
        reporter.raise_if_cancelled()
        drawn.append(_drawn(_edges(view.sar), _edges(view.optical)))
    if not any(mask.any() for mask in drawn):
        return False
    whole = ground = 0.0
    for view, mask in zip(views, drawn, strict=True):
        reporter.raise_if_cancelled()
        support = _support(view, mask)
        whole, ground = whole + support[0], ground + support[1]
    return ground < _GROUND_SHARE * whole


def reason_of_drawing(rests: bool) -> tuple[str, ...]:
    """Why a match is not to be trusted that rests on a drawing; nothing if it does not."""
    if not rests:
        return ()
    return (
        "The shift rests on edges that lie at exactly the same pixels of both images, as those of a graticule, a "
        "frame, a logo, the seams of a mosaic or one area without data do; the ground between them does not confirm "
        "it. Use images without such edges, or limit the area to a part that is free of them.",
    )


def _windows(centres: Float64Array) -> Iterator[Window]:
    """Windows around some of `centres`, each as far as possible from those before it; the first is in a corner."""
    low, high = centres.min(axis=0) - _LEAST_PX / 2, centres.max(axis=0) + _LEAST_PX / 2
    side = int(min(_WINDOW_PX, *(high - low)))
    middles = np.clip(centres, low + side / 2, high - side / 2)
    chosen = int(middles.sum(axis=1).argmin())
    distance = np.full(len(middles), np.inf)
    for _ in range(_WINDOWS):
        col, row = np.floor(middles[chosen] - side / 2).astype(np.int64)
        yield Window(int(col), int(row), side, side)
        distance = np.minimum(distance, np.abs(middles - middles[chosen]).max(axis=1))
        chosen = int(distance.argmax())
        if distance[chosen] < _APART * side:
            return


def _view(sar: PixelReader, optical: PixelReader, found: Transform, window: Window) -> _View:
    centre = np.array([[window.col + window.width / 2, window.row + window.height / 2]])
    col, row = np.rint(found.displacement(centre)[0]).astype(np.int64)
    there = Window(window.col + int(col), window.row + int(row), window.width, window.height)
    return _View(sar.read(window), optical.read(there))


def _edges(image: Float32Array) -> NDArray[np.int8]:
    """The edges of each orientation: (orientations, rows, cols), 1 where values rise, -1 where they fall, else 0.

    Values change across columns at the first half of the orientations, across rows at the second half.
    """
    grey = image.mean(axis=0)
    valid = np.isfinite(grey)
    if not valid.any():
        return np.zeros((2 * len(_SLOPES), *valid.shape), dtype=np.int8)
    sound = valid
    if not valid.all():
        grey = np.where(valid, grey, grey[valid].mean(dtype=np.float64)).astype(np.float32)
        sound = ndimage.minimum_filter(valid, 2 * _REACH + 1, mode="nearest")
    steep = [_steep(grey, sound, slope) for slope in _SLOPES]
    shallow = [_steep(np.ascontiguousarray(grey.T), sound.T, slope).T for slope in _SLOPES]
    return np.stack(steep + shallow)


def _steep(grey: Float32Array, sound: Mask, slope: float) -> NDArray[np.int8]:
    """Edges across which columns change; `slope` is by how many columns they move from one row to the next."""
    step = np.zeros_like(grey)
    step[:, 1:] = np.diff(_along(grey, slope), axis=1)
    size = np.abs(step)
    some = size[::3, ::3]
    # In an image of blocks, most steps are zero, and every other one is an edge.
    usual = 1.4826 * float(np.median(some[some > 0])) if np.median(some) > 0 else 0.0
    strong = (size > _STRONG * usual) & sound
    strong[:, 1:] &= size[:, 1:] >= _HIGHEST * size[:, :-1]
    strong[:, :-1] &= size[:, :-1] >= _HIGHEST * size[:, 1:]
    edges: NDArray[np.int8] = np.sign(step, dtype=np.float32).astype(np.int8) * strong
    return edges


def _along(grey: Float32Array, slope: float) -> Float32Array:
    """Sums of `_LINE` pixels along lines, put at the lines' middles. Lengths double, so that few sums are needed."""
    rows, cols = grey.shape
    total = np.pad(grey, _LINE, mode="edge")
    length = 1
    while length < _LINE:
        move = round(slope * length)
        part = np.zeros_like(total)
        first, last = max(0, -move), total.shape[1] - max(0, move)
        part[:-length, first:last] = total[:-length, first:last] + total[length:, first + move : last + move]
        total, length = part, 2 * length
    row, col = _LINE - _LINE // 2, _LINE - round(slope * _LINE / 2)
    return total[row : row + rows, col : col + cols]


def _coincidences(sar: NDArray[np.int8], optical: NDArray[np.int8]) -> NDArray[np.int64]:
    """How many edge pixels coincide.

    Returns:
        (orientations, 2, offsets of the optical image across the edge): of opposite sense, and of the same sense.
    """
    result = np.zeros((len(sar), 2, 2 * _OFFSETS + 1), dtype=np.int64)
    for orientation, (one, other) in enumerate(zip(sar, optical, strict=True)):
        place = one.nonzero()
        value = one[place]
        axis = _axis(orientation)
        inside = (place[axis] >= _OFFSETS) & (place[axis] < one.shape[axis] - _OFFSETS)
        place, value = (place[0][inside], place[1][inside]), value[inside]
        for offset in range(-_OFFSETS, _OFFSETS + 1):
            moved = list(place)
            moved[axis] = place[axis] + offset
            product = value * other[tuple(moved)]
            result[orientation, :, offset + _OFFSETS] = (product < 0).sum(), (product > 0).sum()
    return result


def _axis(orientation: int) -> int:
    """The axis across the edges of this orientation."""
    return 1 if orientation < len(_SLOPES) else 0


def _distinct_offsets(counts: NDArray[np.int64], pixels: int) -> dict[tuple[int, int], int]:
    """The orientations and senses whose edges coincide at one offset near 0 and hardly at others, with this offset."""
    result = {}
    for orientation, sense in np.ndindex(counts.shape[:2]):
        count = counts[orientation, sense]
        best = _OFFSETS - _EXACT + int(count[_OFFSETS - _EXACT : _OFFSETS + _EXACT + 1].argmax())
        apart = np.abs(np.arange(len(count)) - best) >= 2
        others = min(_DISTINCT * count[apart].max(), _DISTINCT_OF_MOST * np.quantile(count[apart], _MOST_OFFSETS))
        if count[best] >= others + _LEAST_SHARE * pixels:
            result[orientation, 2 * sense - 1] = best - _OFFSETS
    return result


def _drawn(sar: NDArray[np.int8], optical: NDArray[np.int8]) -> Mask:
    """Where both images have the edges that coincide distinctly, and the pixels whose features depend on these."""
    drawn = np.zeros(sar.shape[1:], dtype=bool)
    for (orientation, sense), offset in _distinct_offsets(_coincidences(sar, optical), drawn.size).items():
        drawn |= sar[orientation] * np.roll(optical[orientation], -offset, axis=_axis(orientation)) == sense
    return np.asarray(ndimage.maximum_filter(drawn, 2 * _REACH + 1))


def _flat(view: _View) -> Mask:
    """Where both images are constant, as in the middle of a solid drawing."""
    flat = np.ones(view.sar.shape[1:], dtype=bool)
    for band in (*view.sar, *view.optical):
        flat &= ndimage.maximum_filter(band, 3) == ndimage.minimum_filter(band, 3)
    return np.asarray(ndimage.maximum_filter(flat, 2 * _REACH + 1))


def _support(view: _View, drawn: Mask) -> tuple[float, float]:
    """How far the similarity at the shift found stands out: of the whole ground, and of that without drawings."""
    sar, optical = mind_features(view.sar), mind_features(view.optical)
    inner = slice(_SEARCH, -_SEARCH)
    channels, valid = sar.channels[:, inner, inner], sar.valid[inner, inner]
    whole = pooled_ncc(optical.channels, channels, optical.valid, valid, _FEWEST_PIXELS)[0]
    ground = whole
    if drawn.any():
        rest = valid & ~(drawn | _flat(view))[inner, inner]
        ground = pooled_ncc(optical.channels, channels, optical.valid, rest, _FEWEST_PIXELS)[0]
    rows, cols = np.abs(np.indices(whole.shape) - _SEARCH)
    near = np.maximum(rows, cols) <= _SEARCH // 2
    place = np.unravel_index(int(np.where(near, whole, -np.inf).argmax()), whole.shape)
    return _height(whole, place), _height(ground, place)


def _height(similarity: Float32Array, place: tuple[np.intp, ...]) -> float:
    """How far the similarity at a place is above the median; 0 if it is not, or could not be judged."""
    row, col = int(place[0]), int(place[1])
    height = float(similarity[row - 1 : row + 2, col - 1 : col + 2].max() - np.median(similarity))
    return max(0.0, height)
