"""Checks whether the content of result.json can be the result of a match: only then may it move a raster."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .result import MatchResult

# Templates are found within the matched area, so that a transform fitted to them can hardly leave it by this factor.
_MOST_OF_THE_AREA = 10.0
# The shift is the transform's displacement among the tie points; its bounds come from the area, enlarged by this share.
_SLACK = 0.5
# A shift in metres follows from that in pixels by the pixel size, which hardly varies over the area.
_LARGEST_RATIO = 2.0


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
        return "the area matched is empty"
    if min(result.grid.pixel_m) <= 0:
        return "the common grid has no pixel size"
    counts = result.tie_points
    if not 0 <= counts.inliers <= counts.total:
        return "more tie points agree than there are"
    return _wrong_transform(result) or _wrong_shift(result)


def _wrong_transform(result: MatchResult) -> str:
    (xmin, ymin, xmax, ymax), size = result.grid.bbox, _size(result)
    corners = np.array([(xmin, ymin), (xmin, ymax), (xmax, ymin), (xmax, ymax)])
    moved = corners + result.transform.displacement(corners)
    if not np.abs(moved - corners).max() <= _MOST_OF_THE_AREA * size.max():
        return "the transform leads far out of the area matched"
    right, up = moved[2] - moved[0], moved[1] - moved[0]
    if right[0] * up[1] - right[1] * up[0] <= 0 or right[0] <= 0 or up[1] <= 0:
        return "the transform turns the area matched over, or leaves nothing of it"
    return ""


def _wrong_shift(result: MatchResult) -> str:
    shift, (xmin, ymin, xmax, ymax), size = result.shift, result.grid.bbox, _size(result)
    values = (shift.dx, shift.dy, shift.dx_m, shift.dy_m, shift.dx_px, shift.dy_px)
    if not all(map(math.isfinite, values)):
        return "the shift is no number"
    x0, x1 = xmin - _SLACK * size[0], xmax + _SLACK * size[0]
    y0, y1 = ymin - _SLACK * size[1], ymax + _SLACK * size[1]
    there = result.transform.displacement(np.array([(x0, y0), (x0, y1), (x1, y0), (x1, y1)]))
    recorded = np.array([shift.dx, shift.dy])
    rounding = 1e-6 * size
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
