"""Chooses a transform and measures its accuracy by cross-validation: on tie points that are not used in its fit.

Folds are blocks of ground. Templates of neighbouring tie points overlap, so their errors are correlated, and randomly
chosen folds would give a too optimistic accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...progress import Reporter
from .consensus import SHIFT_OR_AFFINE, residuals, robust_fit
from .measurements import Measurements
from .transform import Transform

FOLDS = 5
_BLOCKS = 10
# A tie point is a mismatch if its residual exceeds this many robust standard deviations. The limit in pixels has these
# bounds: the lower bound keeps good points of a very precise scene, and the upper bound refuses gross errors.
_BLUNDER_SIGMAS = 3.0
_BLUNDER_PX = (1.5, 5.0)
# An affine transform replaces a shift only if it predicts held-out tie points better: by this share of the mean squared
# error, and by a quarter of a pixel RMS. A smaller gain does not justify resampling, which a shift does not need.
_AFFINE_GAIN = 0.03
_AFFINE_GAIN_PX2 = 0.25**2
_MINIMUM_FOR_AFFINE = 15


@dataclass(frozen=True)
class Accuracy:
    """Accuracy of a transform, from held-out tie points. Values are NaN if nothing could be measured.

    They include the random errors of the tie points themselves, so they are not too optimistic.

    Attributes:
        rmse_m, rmse_px: root mean square of the radial residuals, metres and pixels.
        ce90_m, ce90_px: 90th percentile of the radial residuals, metres and pixels.
        held_out: number of residuals.
    """

    rmse_m: float
    ce90_m: float
    rmse_px: float
    ce90_px: float
    held_out: int


@dataclass(frozen=True)
class Fit:
    """The chosen transform and the residuals of the tie points.

    Attributes:
        kind: "shift" or "affine".
        transform: in pixels of the common grid, fitted to all usable tie points.
        held_out: (n, 2) held-out residuals, px: measured displacement minus that of a transform fitted without the
            point's own block of ground; NaN for tie points that abstained.
        inlier: (n,) whether the length of the held-out residual is within `limit_px`.
        limit_px: largest residual of an inlier, px.
    """

    kind: SHIFT_OR_AFFINE
    transform: Transform
    held_out: NDArray[np.float64]
    inlier: NDArray[np.bool_]
    limit_px: float


def fit(points: Measurements, reporter: Reporter) -> Fit:
    """Choose a shift or an affine transform by held-out error, and fit it.

    Raises:
        InputError: there is no usable tie point.
        CancelledError: the reporter wants to stop; it is asked before each fold.
    """
    usable = points.usable
    candidates: list[tuple[SHIFT_OR_AFFINE, NDArray[np.float64]]] = [
        ("shift", _held_out_residuals("shift", points, usable, reporter))
    ]
    if usable.sum() >= _MINIMUM_FOR_AFFINE:
        candidates.append(("affine", _held_out_residuals("affine", points, usable, reporter)))
    kind, held_out = candidates[0]
    if len(candidates) == 2:
        # Mismatches, which are far from both transforms, would only dilute the difference.
        near = usable & (_near(held_out) | _near(candidates[1][1]))
        shift_error = _capped_error(held_out[near])
        affine_error = _capped_error(candidates[1][1][near])
        gain = shift_error - affine_error
        if gain > max(_AFFINE_GAIN * shift_error, _AFFINE_GAIN_PX2) and _inliers_spread(points, candidates[1][1]):
            kind, held_out = candidates[1]
    limit = _blunder_limit(held_out[usable])
    distance = np.linalg.norm(np.nan_to_num(held_out, nan=np.inf), axis=1)
    transform = robust_fit(kind, points.position[usable], points.displacement[usable], points.weights[usable])
    return Fit(kind, transform, held_out, distance <= limit, limit)


def measure(fitted: Fit, pixel_m: tuple[float, float]) -> Accuracy:
    """Compute the accuracy from the inliers' held-out residuals, for pixels of `pixel_m` (x, y) metres."""
    residual = fitted.held_out[fitted.inlier]
    count = len(residual)
    if count == 0:
        nan = float("nan")
        return Accuracy(nan, nan, nan, nan, 0)
    px = np.linalg.norm(residual, axis=1)
    metres = np.linalg.norm(residual * np.asarray(pixel_m), axis=1)
    return Accuracy(
        rmse_m=float(np.sqrt((metres**2).mean())),
        ce90_m=float(np.quantile(metres, 0.9)),
        rmse_px=float(np.sqrt((px**2).mean())),
        ce90_px=float(np.quantile(px, 0.9)),
        held_out=count,
    )


def _held_out_residuals(
    kind: SHIFT_OR_AFFINE, points: Measurements, usable: NDArray[np.bool_], reporter: Reporter
) -> NDArray[np.float64]:
    fold = _folds(points.position)
    result = np.full((len(points), 2), np.nan)
    weights = points.weights
    for number in range(FOLDS):
        reporter.raise_if_cancelled()
        test = usable & (fold == number)
        train = usable & (fold != number)
        if not test.any():
            continue
        try:
            transform = robust_fit(kind, points.position[train], points.displacement[train], weights[train])
        except InputError:
            # Too few other points are left for a fit, so these points have no residual.
            continue
        result[test] = residuals(transform, points.position[test], points.displacement[test])
    return result


def _folds(position: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the fold (n,) of each point. Folds consist of square blocks, and neighbouring blocks differ in fold."""
    low = position.min(axis=0)
    side = max(float(np.ptp(position, axis=0).max()) / _BLOCKS, 1e-9)
    block = np.floor((position - low) / side).astype(np.int64)
    folds: NDArray[np.int64] = (block[:, 0] + 2 * block[:, 1]) % FOLDS
    return folds


def _blunder_limit(held_out: NDArray[np.float64]) -> float:
    distance = np.linalg.norm(held_out[np.isfinite(held_out).all(axis=1)], axis=1)
    near = distance[distance <= _BLUNDER_PX[1]]
    if len(near) == 0:
        return _BLUNDER_PX[0]
    sigma = float(np.median(near)) / 1.1774
    # The radial residual of a circular Gaussian exceeds 3 sigma in one of ninety cases.
    return float(np.clip(_BLUNDER_SIGMAS * sigma, *_BLUNDER_PX))


def _near(held_out: NDArray[np.float64]) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = np.linalg.norm(np.nan_to_num(held_out, nan=np.inf), axis=1) <= _BLUNDER_PX[1]
    return near


def _capped_error(held_out: NDArray[np.float64]) -> float:
    if len(held_out) == 0:
        return 0.0
    squared = (np.nan_to_num(held_out, nan=_BLUNDER_PX[1]) ** 2).sum(axis=1)
    return float(np.minimum(squared, _BLUNDER_PX[1] ** 2).mean())


def _inliers_spread(points: Measurements, held_out: NDArray[np.float64]) -> bool:
    """Return whether the agreeing points cover both directions well enough to determine an affine transform."""
    agree = _near(held_out)
    if agree.sum() < _MINIMUM_FOR_AFFINE:
        return False
    spread = np.linalg.svd(points.position[agree] - points.position[agree].mean(axis=0), compute_uv=False)
    return bool(spread[1] >= 0.2 * spread[0])
