"""The sentence that a match is about: how far the moving layer has to move. The dock says the same in its language."""

from __future__ import annotations

import math

from ..raster.geodesy import direction_text
from .result import MatchResult

# A smaller shift has no direction worth naming.
NO_SHIFT_PX = 0.05
# A longer displacement is worth correcting even if single tie points scatter by more.
ALIGNED_PX = 0.5

ALIGNED = "“{name}” is already aligned."
WITHIN_ACCURACY = (
    "“{name}” is already aligned: what was measured, {length} m, is below half a pixel and below CE90, {ce90} m."
)
SHIFT = "“{name}” has to move {how}."
BENT = "“{name}” has to move {how} in the middle, and by {least} m to {most} m over the tie points."
BENT_UNKNOWN = "“{name}” has to move {how} in the middle, and by other amounts elsewhere."
DOUBTFUL_SHIFT = "By this match, “{name}” would have to move {how}."
DOUBTFUL_BENT = (
    "By this match, “{name}” would have to move {how} in the middle, and by {least} m to {most} m over the tie points."
)
DOUBTFUL_BENT_UNKNOWN = (
    "By this match, “{name}” would have to move {how} in the middle, and by other amounts elsewhere."
)
LENGTH = "{length} m"
LENGTH_WITH_ERROR = "{length} ± {error} m"
TOWARDS = "{length} to the {direction} (bearing {bearing:.0f}°)"


def headline(result: MatchResult) -> str:
    """The sentence on the displacement; "" where no tie points agree, because nothing was measured."""
    shift, displacement, accuracy = result.shift, result.displacement, result.accuracy
    length = math.hypot(shift.dx_m, shift.dy_m)
    if not result.tie_points.inliers or not math.isfinite(length):
        return ""
    name = result.input(result.moving).name
    is_bent = result.transform.kind != "shift"
    most = length if displacement is None else displacement.most_m
    is_short = math.hypot(shift.dx_px, shift.dy_px) < NO_SHIFT_PX
    if result.reliable and is_short and not is_bent:
        return ALIGNED.format(name=name)
    if result.reliable and most < min(accuracy.ce90_m, ALIGNED_PX * max(result.grid.pixel_m)):
        return WITHIN_ACCURACY.format(name=name, length=metres(most), ce90=metres(accuracy.ce90_m))
    error = math.nan if displacement is None else displacement.error_m
    known = math.isfinite(error)
    how = (
        LENGTH_WITH_ERROR.format(length=metres(length), error=metres(error))
        if known
        else LENGTH.format(length=metres(length))
    )
    if not is_short:
        bearing = math.degrees(math.atan2(shift.dx_m, shift.dy_m)) % 360
        how = TOWARDS.format(length=how, direction=direction_text(shift.dx_m, shift.dy_m), bearing=bearing)
    if not is_bent:
        return (SHIFT if result.reliable else DOUBTFUL_SHIFT).format(name=name, how=how)
    if displacement is None:  # results of earlier versions
        return (BENT_UNKNOWN if result.reliable else DOUBTFUL_BENT_UNKNOWN).format(name=name, how=how)
    text = BENT if result.reliable else DOUBTFUL_BENT
    return text.format(name=name, how=how, least=metres(displacement.least_m), most=metres(displacement.most_m))


def metres(value: float) -> str:
    """Format metres with two decimals below 10 m and one decimal above."""
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}"
