"""Robust fit of the transform that most tie points agree on.

Mismatches are spread over the whole search window, so the correct displacement is a dense cluster. It is found as a
mode (shift) or by random sampling (affine; RANSAC, Fischler and Bolles 1981) and refined by iteratively reweighted
least squares with Tukey's biweight. The result is deterministic, because the random state is fixed.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from .transform import AffineTransform, ShiftTransform, Transform, fit_transform

SHIFT_OR_AFFINE = Literal["shift", "affine"]

# Tukey's constant for 95 % efficiency on Gaussian residuals, and bounds of the scale that it multiplies, in pixels.
# Smaller scales are below the noise of matching; with larger scales mismatches would get weight.
_TUKEY = 4.685
_SCALE_PX = (0.35, 1.5)
_SAMPLES = 400

# Largest plausible change of scale or rotation (radians) between map-projected products.
MAXIMUM_DISTORTION = 0.05


def robust_fit(
    kind: SHIFT_OR_AFFINE,
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
    tolerance_px: float = 2.0,
) -> Transform:
    """Fit `kind` to the largest group of tie points that agree within about `tolerance_px`.

    Args:
        position, displacement: (n, 2) pixels.
        weights: (n,) 1 / variance, up to a factor.

    Raises:
        InputError: there are too few tie points for this kind, or all are on a line.
    """
    transform: Transform = _densest_shift(position, displacement, weights, tolerance_px)
    if kind == "affine":
        transform = _best_affine_sample(position, displacement, weights, tolerance_px, transform)
    return _reweighted(kind, transform, position, displacement, weights)


def residuals(
    transform: Transform, position: NDArray[np.float64], displacement: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the residuals (n, 2): measured minus predicted displacement."""
    return displacement - transform.displacement(position)


def _densest_shift(
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
    tolerance: float,
) -> ShiftTransform:
    from scipy.spatial import cKDTree

    if len(position) == 0:
        raise InputError("too_few_tie_points", "There is no tie point to fit a transform to.", "")
    tree = cKDTree(displacement)
    neighbours = tree.query_ball_point(displacement, tolerance)
    support = np.array([weights[group].sum() for group in neighbours])
    group = neighbours[int(support.argmax())]
    mean = np.average(displacement[group], axis=0, weights=weights[group])
    return ShiftTransform(float(mean[0]), float(mean[1]))


def _best_affine_sample(
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
    tolerance: float,
    start: Transform,
) -> Transform:
    """Return the affine transform through three tie points, or `start`, with the largest weight within `tolerance`."""
    if len(position) < 3:
        raise InputError("too_few_tie_points", "An affine transform needs three tie points.", "")
    rng = np.random.default_rng(0)
    chance = weights / weights.sum()
    samples = rng.choice(len(position), (_SAMPLES, 3), p=chance)
    centre = position.mean(axis=0)
    scale = max(float(np.abs(position - centre).max()), 1e-9)
    terms = np.column_stack([(position - centre) / scale, np.ones(len(position))])
    corners = terms[samples]
    # Thin triangles, and samples that contain a point twice, do not determine an affine transform.
    well_shaped = np.abs(np.linalg.det(corners)) > 0.01
    solutions = np.linalg.solve(corners[well_shaped], displacement[samples[well_shaped]])
    plausible = np.abs(solutions[:, :2] / scale).max(axis=(1, 2)) <= MAXIMUM_DISTORTION
    best = start
    best_support = float(weights[np.linalg.norm(residuals(start, position, displacement), axis=1) <= tolerance].sum())
    for solution in solutions[plausible]:
        off = displacement - terms @ solution
        support = float(weights[(off * off).sum(axis=1) <= tolerance**2].sum())
        if support > best_support:
            best, best_support = _affine(solution, centre, scale), support
    return best


def distortion(transform: Transform) -> float:
    """Return the largest difference of the transform's linear part from the identity: change of scale or rotation."""
    if not isinstance(transform, AffineTransform):
        return 0.0
    return float(np.abs(np.asarray(transform.matrix)[:, :2] - np.eye(2)).max())


def _affine(solution: NDArray[np.float64], centre: NDArray[np.float64], scale: float) -> AffineTransform:
    """Convert displacement = ((x - centre) / scale, 1) @ solution (3, 2) to an affine transform of positions."""
    slope = solution[:2].T / scale
    constant = solution[2] - slope @ centre
    (a, b), (d, e) = (np.eye(2) + slope).tolist()
    return AffineTransform(((a, b, float(constant[0])), (d, e, float(constant[1]))))


def _reweighted(
    kind: SHIFT_OR_AFFINE,
    transform: Transform,
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> Transform:
    for _ in range(30):
        distance = np.linalg.norm(residuals(transform, position, displacement), axis=1)
        near = distance <= _TUKEY * _SCALE_PX[1]
        if not near.any():
            return transform
        # The median of a Rayleigh distribution is 1.1774 sigma.
        scale = float(np.clip(np.median(distance[near]) / 1.1774, *_SCALE_PX))
        biweight = np.clip(1 - (distance / (_TUKEY * scale)) ** 2, 0, None) ** 2
        used = biweight > 0
        if used.sum() < (3 if kind == "affine" else 1):
            return transform
        fitted = fit_transform(kind, position[used], displacement[used], (weights * biweight)[used])
        moved = np.abs(fitted.displacement(position) - transform.displacement(position)).max()
        transform = fitted
        if moved < 1e-4:
            break
    return transform
