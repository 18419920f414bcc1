"""Fits a transform to tie points and judges it: the part of a match that needs no image, which a refit repeats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..progress import Reporter
from .fitting.accuracy import Fit, fit
from .fitting.measurements import Measurements
from .fitting.reliability import Chance, Circumstances, reasons_against
from .fitting.transform import TransformKind
from .raster.grid import CommonGrid
from .results.building import MatchOnMap, place_on_map
from .template_matching import FINE_RADIUS

# Of two fits, the one with fewer inliers than this share of the other's is not the better one: its limit is stricter.
_AS_MANY = 0.95


@dataclass(frozen=True)
class Judgement:
    """What tie points give.

    Attributes:
        fitted: the fit in pixels; None if no tie point is usable.
        on_map: the same on the map.
        reasons: why the match is not reliable; empty if the tie points give no reason.
        chance: how many tie points would agree by chance; None if there is no fit.
    """

    fitted: Fit | None
    on_map: MatchOnMap
    reasons: tuple[str, ...]
    chance: Chance | None

    def agrees_better_than(self, other: Judgement) -> bool:
        """Whether no fewer tie points agree, and do so more closely in the median of those that are held out."""
        if self.fitted is None or other.fitted is None:
            return False
        if self.fitted.inlier.sum() < _AS_MANY * other.fitted.inlier.sum():
            return False
        return self.fitted.typical_px < other.fitted.typical_px


def judge(
    points: Measurements,
    grid: CommonGrid,
    spacing: int,
    template: float,
    radius_px: float,
    chance: Callable[[Fit], Chance],
    reporter: Reporter,
    asked: TransformKind | None = None,
) -> Judgement:
    """Fit a transform to the tie points and judge it.

    Args:
        spacing: distance between neighbouring templates, px.
        template: side of the templates, px.
        radius_px: search radius, px.
        chance: how many tie points would agree with a fit by chance.
        asked: the kind of transform to take instead of the one that the tie points support best.

    Raises:
        InputError: the tie points do not allow the kind that is asked for.
        CancelledError: the reporter wants to stop.
    """
    fitted = fit(points, reporter, template, asked) if points.usable.any() else None
    on_map = place_on_map(points, fitted, grid)
    agreeing = None if fitted is None else chance(fitted)
    circumstances = Circumstances(
        window_cells=(2 * FINE_RADIUS + 1) ** 2,
        chance=agreeing,
        independent_share=min(1.0, (2 * spacing / template) ** 2),
        shift_px=(on_map.shift.dx_px, on_map.shift.dy_px),
        radius_px=radius_px,
    )
    return Judgement(fitted, on_map, reasons_against(points, fitted, on_map.accuracy, circumstances), agreeing)
