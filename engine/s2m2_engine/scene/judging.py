"""Fits a transform to tie points and judges it: the part of a match that needs no image, which a refit repeats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..errors import InputError
from ..progress import Reporter
from .fitting.accuracy import Fit, fit
from .fitting.measurements import Measurements, independent_share
from .fitting.reliability import Chance, Circumstances, reasons_against
from .fitting.transform import AffineTransform, TransformKind
from .raster.grid import CommonGrid
from .results.building import MatchOnMap, place_on_map
from .template_matching import FINE_RADIUS

# Of two fits, the one with fewer inliers than this share of the other's is not the better one: its limit is stricter.
_AS_MANY = 0.95


@dataclass(frozen=True)
class Prior:
    """Rotation and scales that were found by a search, and from which the tie points deviate little.

    Attributes:
        transform: moving layer to reference, in pixels of the common grid.
        tried: how many were compared.
    """

    transform: AffineTransform
    tried: int


@dataclass(frozen=True)
class Judgement:
    """What tie points give.

    Attributes:
        fitted: the fit in pixels, to the tie points as they are when the reference is resampled along the prior; None
            if there is none.
        as_they_are: the fit to the tie points as they are; the same as `fitted` if there is no prior.
        on_map: that on the map.
        reasons: why the match is not reliable; empty if the tie points give no reason.
        chance: how many tie points would agree by chance; None if there is no fit.
    """

    fitted: Fit | None
    as_they_are: Fit | None
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
    prior: Prior | None = None,
) -> Judgement:
    """Fit a transform to the tie points and judge it.

    Args:
        spacing: distance between neighbouring templates, px.
        template: side of the templates, px.
        radius_px: search radius, px.
        chance: how many tie points would agree with a fit by chance.
        asked: the kind of transform to take instead of the one that the tie points support best.
        prior: rotation and scales that the search found; None: the layers lie as their files say.

    Raises:
        InputError: the tie points do not allow the kind that is asked for.
        CancelledError: the reporter wants to stop.
    """
    straight = points if prior is None else points.straightened(prior.transform)
    fitted = _fit(straight, reporter, template, asked, prior is not None)
    as_they_are = fitted if prior is None or fitted is None else fitted.bent_back(prior.transform)
    on_map = place_on_map(points, as_they_are, grid)
    agreeing = None if fitted is None else chance(fitted)
    circumstances = Circumstances(
        window_cells=(2 * FINE_RADIUS + 1) ** 2 * (1 if prior is None else prior.tried),
        chance=agreeing,
        independent_share=independent_share(spacing, template),
        shift_px=(on_map.shift.dx_px, on_map.shift.dy_px) if prior is None else _shift(straight, fitted),
        radius_px=radius_px,
    )
    return Judgement(
        fitted, as_they_are, on_map, reasons_against(straight, fitted, on_map.accuracy, circumstances), agreeing
    )


def _fit(
    points: Measurements, reporter: Reporter, template: float, asked: TransformKind | None, straightened: bool
) -> Fit | None:
    if not points.usable.any():
        return None
    if not straightened:
        return fit(points, reporter, template, asked)
    try:
        # On top of rotation and scales, a shift alone would be one to the last digit of what the search found.
        return fit(points, reporter, template, asked, simplest="affine")
    except InputError:
        if asked is not None:
            raise
        return None


def _shift(points: Measurements, fitted: Fit | None) -> tuple[float, float]:
    """The displacement in the middle of the tie points."""
    if fitted is None:
        return 0.0, 0.0
    col, row = fitted.transform.displacement(points.middle)[0]
    return float(col), float(row)
