"""What the log says of matches: enough to do them again by the command line."""

from __future__ import annotations

from ..engine_files import protocol
from ..i18n import tr
from .words import shift_text


def match_began(request: protocol.MatchRequest) -> str:
    """A line on a match that begins, with its settings by the names of the command line."""
    said = {
        "moving": request.moving,
        "model": request.model,
        "search-radius": request.search_radius,
        "spacing": request.spacing,
        "device": request.device,
        "bbox": request.bbox,
        "mask": " ".join(request.masks),
        "cutline": request.cutline,
        "ce90-limit": request.ce90_limit,
        "dem": request.dem,
    }
    settings = ", ".join(f"{name} {value}" for name, value in said.items() if value not in (None, ""))
    text = tr("Match of “{sar}” and “{optical}” begins: {settings}. Results: {folder}")
    return text.format(sar=request.sar_name, optical=request.optical_name, settings=settings, folder=request.out)


def match_ended(result: protocol.MatchData) -> str:
    """A line on a match that has ended."""
    verdict = tr("reliable") if result["status"] == "reliable" else tr("unreliable")
    text = tr("Match ended: {verdict}. {shift} {inliers} of {total} tie points agree. {reasons}").format(
        verdict=verdict,
        shift=shift_text(result),
        inliers=result["tie_points"]["inliers"],
        total=result["tie_points"]["total"],
        reasons=" ".join(result["reasons"]),
    )
    return " ".join(text.split())
