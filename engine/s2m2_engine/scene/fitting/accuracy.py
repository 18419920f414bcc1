"""How accurate a transform is, measured on tie points that took no part in its fit.

Folds are blocks of ground, not random points: templates of neighbouring tie points overlap, and so do their
errors, which would make a random split flatter the fit.
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
# A tie point further from the transform than this many robust sigmas is a mismatch. The bounds, in pixels, keep
# good points of a very precise scene and refuse to call anything an inlier that no analyst would.
_BLUNDER_SIGMAS = 3.0
_BLUNDER_PX = (1.5, 5.0)
# Affine replaces shift only if it predicts tie points that it has not seen better: by this share of the mean squared
# error, and by a quarter of a pixel rms. For less it is not worth resampling: a shift leaves the pixels as they are.
_AFFINE_GAIN = 0.03
_AFFINE_GAIN_PX2 = 0.25**2
_MINIMUM_FOR_AFFINE = 15


@dataclass(frozen=True)
class Accuracy:
    """Of the transform, from tie points that were held out of its fit. NaN where nothing could be measured.

    rmse: root mean square of the radial residual; ce90: its 90th percentile. They include the tie points' own
    scatter, so they do not flatter. `held_out` is how many residuals they come from.
    """

    rmse_m: float
    ce90_m: float
    rmse_px: float
    ce90_px: float
    held_out: int


@dataclass(frozen=True)
class Fit:
    """The transform chosen and how each tie point stands to it.

    Attributes:
        kind: "shift" or "affine".
        transform: in pixels of the common grid, fitted to all usable tie points.
        held_out: (n, 2) px, measured minus predicted by a transform fitted without the point's own block of ground;
            NaN for those that abstained.
        inlier: (n,) |held_out| is within `limit_px`.
    """

    kind: SHIFT_OR_AFFINE
    transform: Transform
    held_out: NDArray[np.float64]
    inlier: NDArray[np.bool_]
    limit_px: float


def fit(points: Measurements, reporter: Reporter) -> Fit:
    """Choose shift or affine by held-out error, and fit it.

    Raises:
        InputError: no usable tie point at all.
        CancelledError: between two folds.
    """
    usable = points.usable
    candidates: list[tuple[SHIFT_OR_AFFINE, NDArray[np.float64]]] = [
        ("shift", _held_out_residuals("shift", points, usable, reporter))
    ]
    if usable.sum() >= _MINIMUM_FOR_AFFINE:
        candidates.append(("affine", _held_out_residuals("affine", points, usable, reporter)))
    kind, held_out = candidates[0]
    if len(candidates) == 2:
        # Mismatches, far from both, would only dilute the difference.
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
    """Root mean square and 90th percentile of the inliers' radial held-out residuals."""
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
            # Nothing left to learn from: these points cannot be said to agree with anything.
            continue
        result[test] = residuals(transform, points.position[test], points.displacement[test])
    return result


def _folds(position: NDArray[np.float64]) -> NDArray[np.int64]:
    """(n,) fold of each point: square blocks of ground, dealt so that neighbours differ."""
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
    # The radial distance of a circular Gaussian exceeds 3 sigma once in ninety.
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
    """Whether the agreeing points cover both directions well enough to tell a slope from noise."""
    agree = _near(held_out)
    if agree.sum() < _MINIMUM_FOR_AFFINE:
        return False
    spread = np.linalg.svd(points.position[agree] - points.position[agree].mean(axis=0), compute_uv=False)
    return bool(spread[1] >= 0.2 * spread[0])
