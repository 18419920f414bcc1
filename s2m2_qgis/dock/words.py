"""Displacements, accuracies and counts in words, as the dock shows them."""

from __future__ import annotations

import math

from ..engine_files import protocol
from ..i18n import tr, tr_count

# A smaller shift has no direction worth naming.
_NO_SHIFT_PX = 0.05
# A longer displacement is worth correcting even if single tie points scatter by more.
_ALIGNED_PX = 0.5


def compass(dx_m: float, dy_m: float) -> str:
    """Return the compass direction, one of eight, of a displacement (metres east, north)."""
    directions = (
        tr("north"), tr("north-east"), tr("east"), tr("south-east"),
        tr("south"), tr("south-west"), tr("west"), tr("north-west"),
    )  # fmt: skip
    return directions[round(_bearing(dx_m, dy_m) / 45) % 8]


def _bearing(dx_m: float, dy_m: float) -> float:
    return math.degrees(math.atan2(dx_m, dy_m)) % 360


def shift_text(result: protocol.MatchJson) -> str:
    """Say how far the moving layer has to move, as the report and the command line do; "" if nothing was measured."""
    shift, kind = result["shift"], result["transform"]["kind"]
    if not result["tie_points"]["inliers"] or shift["dx_m"] is None:
        return ""
    reliable, is_bent = result["status"] == "reliable", kind != "shift"
    name = next(info["name"] for info in result["inputs"] if info["role"] == result["moving"])
    displacement, ce90 = result.get("displacement"), result["accuracy"]["ce90_m"]
    length = math.hypot(shift["dx_m"], shift["dy_m"])
    most = length if displacement is None else displacement["most_m"]
    if reliable and _is_short(shift) and not is_bent:
        return tr("“{name}” is already aligned.").format(name=name)
    if reliable and ce90 is not None and most < min(ce90, _ALIGNED_PX * max(result["grid"]["pixel_m"])):
        text = tr(
            "“{name}” is already aligned: what was measured, {length} m, is below half a pixel and below CE90, "
            "{ce90} m."
        )
        return text.format(name=name, length=in_metres(most), ce90=in_metres(ce90))
    how = _how(shift, None if displacement is None else displacement["error_m"])
    if not is_bent:
        text = (
            tr("“{name}” has to move {how}.") if reliable else tr("By this match, “{name}” would have to move {how}.")
        )
        return text.format(name=name, how=how)
    if displacement is None:  # results of earlier versions
        text = (
            tr("“{name}” has to move {how} in the middle, and by other amounts elsewhere.")
            if reliable
            else tr("By this match, “{name}” would have to move {how} in the middle, and by other amounts elsewhere.")
        )
        return text.format(name=name, how=how)
    text = (
        tr("“{name}” has to move {how} in the middle, and by {least} m to {most} m over the tie points.")
        if reliable
        else tr(
            "By this match, “{name}” would have to move {how} in the middle, and by {least} m to {most} m over the tie "
            "points."
        )
    )
    return text.format(name=name, how=how, least=in_metres(displacement["least_m"]), most=in_metres(most))


def _is_short(shift: protocol.Shift) -> bool:
    return math.hypot(shift["dx_px"], shift["dy_px"]) < _NO_SHIFT_PX


def _how(shift: protocol.Shift, error: float | None) -> str:
    """Format length and direction: "161.0 ± 0.4 m to the south-east (bearing 121°)"."""
    dx, dy = shift["dx_m"], shift["dy_m"]
    length = in_metres(math.hypot(dx, dy))
    how = tr("{length} m").format(length=length)
    if error is not None:
        how = tr("{length} ± {error} m").format(length=length, error=in_metres(error))
    if _is_short(shift):
        return how
    text = tr("{length} to the {direction} (bearing {bearing:.0f}°)")
    return text.format(length=how, direction=compass(dx, dy), bearing=_bearing(dx, dy))


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


def requirements_text(result: protocol.MatchJson) -> str:
    """Say which limits of accuracy are met, a line for each: "CE90 of at most 5.00 m: not met"; "" for none."""
    lines = []
    for one in result.get("requirements", []):
        figure, limit = tr("CE90") if one["figure"] == "ce90" else tr("RMSE"), in_metres(one["limit_m"])
        if one["name"] == "CEOS-ARD":
            what = tr("CEOS-ARD, {figure} of at most half a pixel ({limit} m)").format(figure=figure, limit=limit)
        else:
            what = tr("{figure} of at most {limit} m").format(figure=figure, limit=limit)
        verdict = {True: tr("met"), False: tr("not met"), None: tr("not measured")}[one["met"]]
        lines.append(tr("{what}: {verdict}").format(what=what, verdict=verdict))
    return "\n".join(lines)


def terrain_text(result: protocol.MatchJson) -> str:
    """Say whether the residuals depend on height; "" if there were no heights."""
    terrain = result.get("terrain")
    if terrain is None:
        return ""
    if terrain["found"] is None:
        return tr("Whether the residuals depend on height could not be tested.")
    slope = math.hypot(terrain["east_m"] or 0.0, terrain["north_m"] or 0.0)
    text = (
        tr("The residuals depend on height: {slope} m for each 100 m. That is relief displacement, not misalignment.")
        if terrain["found"]
        else tr("The residuals do not depend on height ({slope} m for each 100 m).")
    )
    return text.format(slope=in_metres(slope))


def in_metres(value: float) -> str:
    """Format metres with two decimals below 10 m and one decimal above."""
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}"
