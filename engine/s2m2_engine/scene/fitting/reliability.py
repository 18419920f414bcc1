"""Whether a match is to be trusted, and if not, why: each reason is a sentence for the analyst.

The question behind every limit: could tie points of two scenes that have nothing in common look like this? Their
displacements are spread over the whole search window, so a known share of them agrees by chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .accuracy import Accuracy, Fit
from .consensus import MAXIMUM_DISTORTION, distortion
from .measurements import Measurements

MINIMUM_INLIERS = 10
MINIMUM_INLIER_SHARE = 0.3
MAXIMUM_CE90_PX = 5.0
# Chance: fewer than one scene in a million without anything in common may pass.
_LOG10_CHANCE = -6.0
# Of the 4 x 4 cells that the templates cover, those with inliers.
_MINIMUM_SPREAD = 0.35


@dataclass(frozen=True)
class Circumstances:
    """What the verdict depends on besides the tie points.

    Attributes:
        window_cells: shifts that each template was searched over.
        independent_share: of the tie points, for the overlap of neighbouring templates (1: none overlap).
        shift_px: displacement at the centre of the overlap, pixels.
        radius_px: search radius, pixels.
    """

    window_cells: int
    independent_share: float
    shift_px: tuple[float, float]
    radius_px: float


def reasons_against(
    points: Measurements, fitted: Fit | None, accuracy: Accuracy, circumstances: Circumstances
) -> tuple[str, ...]:
    """Why the match is not to be trusted; empty if it is."""
    usable = points.usable
    if fitted is None or not usable.any():
        return (
            f"None of the {len(points)} places that were compared gives a usable tie point: too little texture, "
            "or nothing in common.",
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
    elif _log10_chance(fitted, inliers, tried, circumstances) > _LOG10_CHANCE:
        reasons.append(f"That {inliers} of {tried} tie points agree may be chance.")
    spread = _spread(points.position, fitted.inlier)
    if inliers >= MINIMUM_INLIERS and spread < _MINIMUM_SPREAD:
        reasons.append(f"The tie points that agree cover only {100 * spread:.0f} % of the area that was compared.")
    if math.isfinite(accuracy.ce90_px) and accuracy.ce90_px > MAXIMUM_CE90_PX:
        reasons.append(f"The accuracy (CE90 {accuracy.ce90_px:.1f} pixels) is worse than {MAXIMUM_CE90_PX:g} pixels.")
    if max(map(abs, circumstances.shift_px)) > circumstances.radius_px + fitted.limit_px:
        reasons.append("The shift found is larger than the search radius; search further to confirm it.")
    if distortion(fitted.transform) > MAXIMUM_DISTORTION:
        reasons.append(
            f"The transform would stretch or turn the layer by {100 * distortion(fitted.transform):.0f} %, "
            "which map-projected imagery does not need."
        )
    return tuple(reasons)


def _log10_chance(fitted: Fit, inliers: int, tried: int, circumstances: Circumstances) -> float:
    """log10 of the probability that chance gives this many inliers (binomial tail, best of all cells)."""
    from scipy.stats import binom

    chance = min(1.0, math.pi * fitted.limit_px**2 / circumstances.window_cells)
    count = max(1, round(tried * circumstances.independent_share))
    agreeing = round(inliers * circumstances.independent_share)
    tail = float(binom.logsf(agreeing - 1, count, chance)) / math.log(10)
    return tail + math.log10(circumstances.window_cells)


def _spread(position: NDArray[np.float64], inlier: NDArray[np.bool_]) -> float:
    """Share of the occupied cells of a 4 x 4 lattice over all tie points that hold an inlier."""
    low = position.min(axis=0)
    size = np.maximum(np.ptp(position, axis=0), 1e-9)
    cell = np.minimum((position - low) / size * 4, 3).astype(int)
    number = cell[:, 0] + 4 * cell[:, 1]
    return len(set(number[inlier])) / len(set(number))
