"""Checks whether the content of result.json can be the result of a match: only then may it move a raster."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..fitting.transform import examined, followed_by, inverse_affine, turns_over

if TYPE_CHECKING:
    from .result import MatchResult

# Templates are found within the matched area, so that a transform fitted to them can hardly leave it by this factor.
_MOST_OF_THE_AREA = 10.0
# The shift is the transform's displacement among the tie points; its bounds come from the area, enlarged by this share.
_SLACK = 0.5
# A shift in metres follows from that in pixels by the pixel size, which hardly varies over the area.
_LARGEST_RATIO = 2.0
# The share of the area at each of its edges where a transform may do anything.
_EDGE = 0.25
# No search finds that a layer must shrink to this share of its area.
_LEAST_AREA = 0.05


def implausible(result: MatchResult) -> str:
    """What is impossible in `result`, as a clause of a sentence; "" if nothing is."""
    if sorted(one.role for one in result.inputs) != ["optical", "sar"]:
        return "it does not name one SAR and one optical layer"
    if min(min(one.width, one.height) for one in result.inputs) < 1:
        return "a layer has no pixels"
    if not result.crs:
        return "it names no CRS"
    xmin, ymin, xmax, ymax = result.grid.bbox
    if not (xmin < xmax and ymin < ymax and math.isfinite(xmax - xmin) and math.isfinite(ymax - ymin)):
        return "the common grid is empty"
    if min(result.grid.pixel_m) <= 0:
        return "the common grid has no pixel size"
    if result.footprint and not _is_polygon(result.footprint.coordinates):
        return "the ground compared is no polygon"
    counts = result.tie_points
    if not 0 <= counts.inliers <= counts.total:
        return "more tie points agree than there are"
    if not result.template_px >= 1:
        return "its templates have no size"
    chance = result.images.chance if result.images else None
    if chance and not (chance.shares and all(limit > 0 and 0 <= share <= 1 for limit, share in chance.shares)):
        return "its tie points agree by chance in no possible way"
    return _wrong_transform(result) or _wrong_shift(result)


def _is_polygon(rings: tuple[tuple[tuple[float, float], ...], ...]) -> bool:
    return len(rings) == 1 and len(rings[0]) >= 4 and rings[0][0] == rings[0][-1]


def _wrong_transform(result: MatchResult) -> str:
    (xmin, ymin, xmax, ymax), size = result.grid.bbox, _size(result)
    low, high = np.array([xmin, ymin]), np.array([xmax, ymax])
    there = result.transform.displacement(examined(low, high))
    if not np.abs(there).max() <= _MOST_OF_THE_AREA * size.max():
        return "the transform leads far out of the area matched"
    # At its edges no tie point holds a bent transform.
    margin = _EDGE * size
    left = result.transform
    if result.prior is not None:
        if (
            not result.prior.hypotheses >= 1
            or not abs(np.linalg.det(np.asarray(result.prior.matrix)[:, :2])) > _LEAST_AREA
        ):
            return "its search for rotation and scale found what cannot be"
        left = followed_by(left, inverse_affine(result.prior.transform))
    if turns_over(left, low + margin, high - margin):
        return "the transform turns the area matched over, or leaves nothing of it"
    return ""


def _wrong_shift(result: MatchResult) -> str:
    shift, (xmin, ymin, xmax, ymax), size = result.shift, result.grid.bbox, _size(result)
    values = (shift.dx, shift.dy, shift.dx_m, shift.dy_m, shift.dx_px, shift.dy_px)
    if not all(map(math.isfinite, values)):
        return "the shift is no number"
    low, high = np.array([xmin, ymin]) - _SLACK * size, np.array([xmax, ymax]) + _SLACK * size
    there = result.transform.displacement(examined(low, high))
    recorded = np.array([shift.dx, shift.dy])
    # Between the places of the examined, the displacement of a bent transform may be a little larger.
    rounding = 1e-6 * size + 0.1 * np.ptp(there, axis=0)
    if (recorded < there.min(axis=0) - rounding).any() or (recorded > there.max(axis=0) + rounding).any():
        return "shift and transform contradict each other"
    metres = math.hypot(shift.dx_m, shift.dy_m)
    by_pixels = math.hypot(shift.dx_px * result.grid.pixel_m[0], shift.dy_px * result.grid.pixel_m[1])
    pixel = max(result.grid.pixel_m)
    if metres > _LARGEST_RATIO * by_pixels + pixel or by_pixels > _LARGEST_RATIO * metres + pixel:
        return "the shift in metres and the shift in pixels contradict each other"
    return ""


def _size(result: MatchResult) -> np.ndarray:
    xmin, ymin, xmax, ymax = result.grid.bbox
    return np.array([xmax - xmin, ymax - ymin])
