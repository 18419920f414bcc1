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
    return tuple(fills)


def _zero_is_fill(picture: Float32Array) -> bool:
    from scipy import ndimage

    zero: NDArray[np.bool_] = (picture == 0).all(axis=0)
    if not zero.any():
        return False
    # Erosion removes scattered zeros (dark water in speckle), and solid areas remain.
    solid = ndimage.binary_erosion(zero, np.ones((3, 3)), border_value=1)
    labels, count = ndimage.label(solid)
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    at_edge = np.isin(labels, edge[edge > 0]) if count else np.zeros_like(zero)
    filled = ndimage.binary_dilation(at_edge, np.ones((3, 3))) & zero
    return bool(filled.mean() >= _FILL_SHARE and filled.sum() >= _FILL_SOLID * zero.sum())


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
