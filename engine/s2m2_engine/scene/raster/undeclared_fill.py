"""Finds fill values that a raster's file does not declare as nodata; `common_fill` finds those of two rasters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array
from .stored_values import holds_fill

# Zeros are treated as nodata if they form solid areas at the edges of at least this share of the raster and are rare
# elsewhere. Such areas are the empty corners of a rotated SAR scene without a nodata value.
_FILL_SHARE = 0.001
_FILL_SOLID = 0.7
# Any other value is a fill value if it does so, but in larger areas and more rarely elsewhere: it may be real ground.
_COLLAR_SHARE = 0.01
_COLLAR_SOLID = 0.9
# At most this share of the pixels along such an area differ from it by less than a share of the range (or by less than
# one whole number). Around saturated or flat ground, more of them do.
_ALIKE = 0.25
_ALIKE_RANGE = 0.02
# In an image, less than this share of neighbouring pixels are equal; a class raster has more.
_EQUAL_NEIGHBOURS = 0.5
# This many of the most frequent values of the edges are looked at.
_MOST_AT_EDGES = 4
# Another value is a fill value if it is the smallest or the largest value, fills solid areas, and its distance from all
# other values is more than this many times their range; or if it alone is negative.
_FILL_GAP = 2.0


def find_undeclared_fills(picture: Float32Array, declared: bool) -> tuple[float, ...]:
    """Find fill values in a subsampled picture (bands, rows, cols) of a raster.

    Args:
        declared: whether the file declares nodata; only if it does not, 0 may be a fill value.
    """
    finite = picture[:, np.isfinite(picture).all(axis=0)]
    if finite.size == 0:
        return ()
    fills = [0.0] if not declared and _zero_is_fill(picture) else []
    for fill in dict.fromkeys((float(finite.min()), float(finite.max()))):
        is_odd = _is_far_off(finite, fill) or _is_only_negative(finite, fill)
        if fill and fill not in fills and is_odd and _is_solid(picture, fill):
            fills.append(fill)
    for value in _values_at_edges(picture):
        if value and value not in fills and _is_collar(picture, value, tuple(fills)):
            fills.append(value)
    return tuple(fills)


def _zero_is_fill(picture: Float32Array) -> bool:
    zero: NDArray[np.bool_] = (picture == 0).all(axis=0)
    filled = _area_at_edges(zero, zero)
    return bool(filled.mean() >= _FILL_SHARE and filled.sum() >= _FILL_SOLID * zero.sum())


def _area_at_edges(held: NDArray[np.bool_], empty: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The pixels `held` in solid areas of `empty`, which contains them, that are connected with the picture's edges."""
    from scipy import ndimage

    if not held.any():
        return held
    # Erosion removes scattered pixels (dark water in speckle), and solid areas remain.
    solid = ndimage.binary_erosion(empty, np.ones((3, 3)), border_value=1)
    labels, count = ndimage.label(solid)
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    at_edge = np.isin(labels, edge[edge > 0]) if count else np.zeros_like(held)
    return np.asarray(ndimage.binary_dilation(at_edge, np.ones((3, 3))) & held)


def _values_at_edges(picture: Float32Array) -> list[float]:
    """The most frequent values that all bands have in the same pixel, along the outline of the valid pixels."""
    from scipy import ndimage

    valid = np.isfinite(picture).all(axis=0)
    outline = valid & ~ndimage.binary_erosion(valid, np.ones((3, 3)))
    edge = picture[:, outline]
    values, count = np.unique(edge[0, (edge == edge[0]).all(axis=0)], return_counts=True)
    return [float(values[index]) for index in np.argsort(-count)[:_MOST_AT_EDGES]]


def _is_collar(picture: Float32Array, fill: float, others: tuple[float, ...]) -> bool:
    """Whether `fill` fills the surroundings of an image, with a sharp edge; `others` are fills that are known."""
    from scipy import ndimage

    held = holds_fill(picture, (fill,))
    nothing = ~np.isfinite(picture).all(axis=0) | holds_fill(picture, others)
    filled = _area_at_edges(held, held | nothing)
    if filled.mean() < _COLLAR_SHARE or filled.sum() < _COLLAR_SOLID * held.sum():
        return False
    image = ~held & ~nothing
    values = picture[:, image]
    if values.size == 0:
        return False
    across = image[:, 1:] & image[:, :-1]
    equal = (picture[:, :, 1:] == picture[:, :, :-1]).all(axis=0) & across
    if equal.sum() >= _EQUAL_NEIGHBOURS * across.sum():
        return False
    beside = ndimage.binary_dilation(filled, np.ones((3, 3))) & image
    low, high = np.percentile(values, (1, 99))
    step = 1.0 if bool((values == np.round(values)).all()) else 0.0
    alike = np.abs(picture[:, beside] - fill) <= max(step, _ALIKE_RANGE * float(high - low))
    return bool(alike.all(axis=0).sum() <= _ALIKE * beside.sum())


def _is_far_off(finite: Float32Array, fill: float) -> bool:
    """Return whether no value is near `fill`, which is the smallest or the largest of the values (bands, n).

    Zeros and the opposite extreme are ignored, because they may be fill values, too.
    """
    opposite = finite.max() if fill == finite.min() else finite.min()
    others = finite[:, ~holds_fill(finite[:, None], (fill,))[0]]
    values = others[(others != 0) & (others != opposite)]
    if values.size == 0:
        return False
    low, high = float(values.min()), float(values.max())
    return min(abs(fill - low), abs(fill - high)) > _FILL_GAP * (high - low) > 0


def _is_only_negative(finite: Float32Array, fill: float) -> bool:
    """Return whether `fill` is negative and all other values (bands, n) are not: as in linear SAR that is filled."""
    return fill < 0 and bool(((finite >= 0) | (finite == fill)).all())


def _is_solid(picture: Float32Array, fill: float) -> bool:
    from scipy import ndimage

    held = holds_fill(picture, (fill,))
    solid = ndimage.binary_opening(np.pad(held, 1, mode="edge"), np.ones((3, 3)))[1:-1, 1:-1] & held
    return bool(solid.mean() >= _FILL_SHARE and solid.sum() >= _FILL_SOLID * held.sum())
