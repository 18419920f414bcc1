"""Decides whether a match is reliable and, if it is not, gives the reasons as sentences for the analyst.

The limits are chosen so that two scenes that show different ground do not pass. Displacements of their tie points are
spread over all shifts that could be judged, so the share of tie points that agree by chance is known. Where ground is
missing, these may be few: gaps that both layers repeat leave only those shifts that lay gap on gap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .accuracy import Accuracy, Fit
from .consensus import MAXIMUM_DISTORTION, distortion
from .measurements import Measurements

MINIMUM_INLIERS = 10
MINIMUM_INLIER_SHARE = 0.3
# Of the tie points that do not agree by chance, at least this share must agree. If all shifts could be judged, chance
# brings at most 13 %, and this limit is about that of `MINIMUM_INLIER_SHARE`.
_BEYOND_CHANCE = 0.2
MAXIMUM_CE90_PX = 5.0
# Fewer than one in a million pairs of scenes that show different ground may pass by chance.
_LOG10_CHANCE = -6.0
# An affine transform goes through any three points. One of them chooses the cell, as it does for a shift; that the two
# others agree is no evidence. A spline begins as an affine transform and bends towards more points, as a polynomial.
_BOUND_POINTS = {"shift": 0, "similarity": 1, "affine": 2, "polynomial": 5, "tps": 5}
# Agreement is tested within these shares of the largest residual of an inlier, which is three standard deviations.
_LIMITS = (1.0, 2 / 3)
# Smallest share of cells with inliers among the cells of a 4 x 4 grid that contain templates.
_MINIMUM_SPREAD = 0.35
_RIVALS_NAMED = 3
BEYOND_RADIUS = "The shift found is larger than the search radius; match again with a larger search radius."
# Where undeclared clouds hide more than this share, their thin edges lie over most of what is left.
_MOST_CLOUDS = 0.7


@dataclass(frozen=True)
class Chance:
    """How many tie points would agree with a transform by chance, as it was measured.

    Attributes:
        shares: (limit in pixels, share of the tie points within it), for each limit that was measured.
    """

    shares: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, measure: Callable[[float], float], limit_px: float) -> Chance:
        """Measure it at the limits at which agreement is tested; `limit_px` is the largest residual of an inlier."""
        return cls(tuple((share * limit_px, measure(share * limit_px)) for share in _LIMITS))

    def within(self, limit_px: float) -> float:
        """The share within any limit: in proportion to its area, from the nearest limit that was measured."""
        nearest, share = min(self.shares, key=lambda one: abs(one[0] - limit_px))
        return min(1.0, share * (limit_px / nearest) ** 2)


@dataclass(frozen=True)
class Circumstances:
    """The quantities that the verdict depends on besides the tie points.

    Attributes:
        window_cells: number of shifts that each template was searched over, whether or not they could be judged, for
            each rotation and scale that was tried.
        chance: how many tie points would agree with the transform by chance; None if there is no transform.
        independent_share: share of independent tie points, which is below 1 if neighbouring templates overlap.
        shift_px: displacement (col, row) at the centre of the overlap, pixels.
        radius_px: search radius, pixels.
    """

    window_cells: int
    chance: Chance | None
    independent_share: float
    shift_px: tuple[float, float]
    radius_px: float


def reasons_against(
    points: Measurements, fitted: Fit | None, accuracy: Accuracy, circumstances: Circumstances
) -> tuple[str, ...]:
    """Return the reasons why the match is not reliable, as sentences; empty if it is reliable."""
    usable = points.usable
    if fitted is None or not usable.any():
        return (
            f"None of the {len(points)} places that were compared gives a usable tie point: the layers have too little "
            "texture or show different ground.",
        )
    inliers = int(fitted.inlier.sum())
    tried = int(usable.sum())
    reasons = []
    if inliers < MINIMUM_INLIERS:
        reasons.append(f"Only {inliers} tie points agree on a transform; at least {MINIMUM_INLIERS} are needed.")
    if inliers < MINIMUM_INLIER_SHARE * tried:
        reasons.append(
            f"Only {inliers} of {tried} tie points ({100 * inliers / tried:.0f} %) agree on a transform; "
            f"at least {100 * MINIMUM_INLIER_SHARE:.0f} % are needed."
        )
    elif circumstances.chance is None or _by_chance(points, fitted, circumstances, circumstances.chance):
        reasons.append(f"{inliers} of {tried} tie points agree, but so many may agree by chance.")
    spread = _spread(points.position, fitted.inlier)
    if inliers >= MINIMUM_INLIERS and spread < _MINIMUM_SPREAD:
        reasons.append(f"The tie points that agree cover only {100 * spread:.0f} % of the area that was compared.")
    if math.isfinite(accuracy.ce90_px) and accuracy.ce90_px > MAXIMUM_CE90_PX:
        reasons.append(f"The accuracy (CE90 {accuracy.ce90_px:.1f} pixels) is worse than {MAXIMUM_CE90_PX:g} pixels.")
    if max(map(abs, circumstances.shift_px)) > circumstances.radius_px + fitted.limit_px:
        reasons.append(BEYOND_RADIUS)
    if distortion(fitted.transform) > MAXIMUM_DISTORTION:
        reasons.append(
            f"The transform would stretch or turn the layer by {100 * distortion(fitted.transform):.0f} % more than "
            "the search for rotations and scales confirms."
        )
    return tuple(reasons)


def reason_of_rivals(offsets_px: Sequence[tuple[float, float]], pixel_m: tuple[float, float]) -> tuple[str, ...]:
    """Why a match is not to be trusted that has rivals; nothing if it has none.

    Args:
        offsets_px: how far each rival lies from the shift found, (columns, rows), nearest first.
        pixel_m: size of a pixel.
    """
    if not offsets_px:
        return ()
    metres = [math.hypot(col * pixel_m[0], row * pixel_m[1]) for col, row in offsets_px]
    named = list(dict.fromkeys(f"{distance:.0f} m" for distance in metres))[:_RIVALS_NAMED]
    return (
        f"Several shifts fit equally well: besides the one found, those that are {' and '.join(named)} away from it. "
        f"The ground, or an artefact of both images, seems to repeat every {metres[0]:.0f} m. A search radius below "
        f"{metres[0] / 2:.0f} m around a place that is known that well, or a control point, decides between them.",
    )


def reason_of_clouds(share: float) -> tuple[str, ...]:
    """Why a match is not to be trusted if clouds hide this share of the ground; nothing if they hide less."""
    if share <= _MOST_CLOUDS:
        return ()
    return (
        f"{share:.0%} of the ground is hidden by what looks like clouds or snow, and the rest lies at their edges. "
        "Match with a clearer optical image, or declare the clouds as nodata.",
    )


def _by_chance(points: Measurements, fitted: Fit, circumstances: Circumstances, chance: Chance) -> bool:
    """Whether as many tie points as do may agree by chance."""
    inliers, tried = int(fitted.inlier.sum()), int(points.usable.sum())
    share = chance.within(fitted.limit_px)
    if inliers < (share + _BEYOND_CHANCE * (1 - share)) * tried:
        return True
    # Agreement by chance is as frequent at the limit as within it; true agreement is closer.
    limits = [share * fitted.limit_px for share in _LIMITS]
    least = min(_log10_probability(points, fitted, limit, circumstances, chance.within(limit)) for limit in limits)
    return least + math.log10(len(limits)) > _LOG10_CHANCE


def _log10_probability(
    points: Measurements, fitted: Fit, limit_px: float, circumstances: Circumstances, chance: float
) -> float:
    """log10 of the probability of so many tie points within a limit by chance (binomial tail, best of all cells)."""
    from scipy.stats import binom

    near = np.linalg.norm(np.nan_to_num(fitted.held_out, nan=np.inf), axis=1) <= limit_px
    bound, share = _BOUND_POINTS[fitted.transform.kind], circumstances.independent_share
    count = max(1, round(int(points.usable.sum()) * share) - bound)
    agreeing = round(int(near.sum()) * share) - bound
    tail = float(binom.logsf(agreeing - 1, count, chance)) / math.log(10)
    return tail + math.log10(circumstances.window_cells)


def _spread(position: NDArray[np.float64], inlier: NDArray[np.bool_]) -> float:
    """Return the share of cells with an inlier among the occupied cells of a 4 x 4 grid over all tie points."""
    low = position.min(axis=0)
    size = np.maximum(np.ptp(position, axis=0), 1e-9)
    cell = np.minimum((position - low) / size * 4, 3).astype(int)
    number = cell[:, 0] + 4 * cell[:, 1]
    return len(set(number[inlier])) / len(set(number))
