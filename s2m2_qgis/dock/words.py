"""Displacements, accuracies and counts in words, as the dock shows them."""

from __future__ import annotations

import math

from ..engine_files import protocol
from ..i18n import tr, tr_count

# A smaller shift is reported as no shift, because it is below the accuracy of a match.
_NO_SHIFT_PX = 0.05


def compass(dx_m: float, dy_m: float) -> str:
    """Return the compass direction, one of eight, of a displacement (metres east, north)."""
    directions = (
        tr("north"), tr("north-east"), tr("east"), tr("south-east"),
        tr("south"), tr("south-west"), tr("west"), tr("north-west"),
    )  # fmt: skip
    return directions[round(_bearing(dx_m, dy_m) / 45) % 8]


def _bearing(dx_m: float, dy_m: float) -> float:
    return math.degrees(math.atan2(dx_m, dy_m)) % 360


def shift_text(shift: protocol.Shift, moving_name: str, reliable: bool = True, same_everywhere: bool = True) -> str:
    """Describe the shift in a sentence: "“sar” has to move 161.0 m to the south-east (bearing 121°)."."""
    length = math.hypot(shift["dx_m"], shift["dy_m"])
    if not reliable:
        text = tr("By this match, “{name}” would have to move {length} m to the {direction} (bearing {bearing:.0f}°).")
    elif not same_everywhere:
        text = tr(
            "“{name}” has to move {length} m to the {direction} (bearing {bearing:.0f}°) in the middle, and by other "
            "amounts elsewhere."
        )
    elif math.hypot(shift["dx_px"], shift["dy_px"]) < _NO_SHIFT_PX:
        text = tr("“{name}” is already aligned.")
    else:
        text = tr("“{name}” has to move {length} m to the {direction} (bearing {bearing:.0f}°).")
    return text.format(
        name=moving_name,
        length=in_metres(length),
        direction=compass(shift["dx_m"], shift["dy_m"]),
        bearing=_bearing(shift["dx_m"], shift["dy_m"]) % 360,
    )


def metres_text(shift: protocol.Shift) -> str:
    """Format the shift in metres: "137.4 m east, 83.9 m south"."""
    east = tr("{m} m east") if shift["dx_m"] >= 0 else tr("{m} m west")
    north = tr("{m} m north") if shift["dy_m"] >= 0 else tr("{m} m south")
    return f"{east.format(m=in_metres(abs(shift['dx_m'])))}, {north.format(m=in_metres(abs(shift['dy_m'])))}"


def pixels_text(shift: protocol.Shift) -> str:
    """Format the shift in pixels: "16.50 px right, 10.10 px down"."""
    right = tr("{px:.2f} px right") if shift["dx_px"] >= 0 else tr("{px:.2f} px left")
    down = tr("{px:.2f} px down") if shift["dy_px"] >= 0 else tr("{px:.2f} px up")
    return f"{right.format(px=abs(shift['dx_px']))}, {down.format(px=abs(shift['dy_px']))}"


def accuracy_text(metres: float | None, pixels: float | None) -> str:
    """Format an accuracy: "4.20 m (0.51 px)", or that it was not measured."""
    if metres is None or pixels is None:
        return tr("not measured")
    return tr("{m} m ({px:.2f} px)").format(m=in_metres(metres), px=pixels)


def inliers_text(counts: protocol.TiePointCounts) -> str:
    """Format the number of inliers: "312 of 400 agree (78 %)"."""
    total, inliers = counts["total"], counts["inliers"]
    if not total:
        return tr("none")
    text = tr_count("{count} of {total} agree ({percent:.0f} %)", inliers)
    return text.format(count=inliers, total=total, percent=100 * inliers / total)


def in_metres(value: float) -> str:
    """Format metres with two decimals below 10 m and one decimal above."""
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}"
