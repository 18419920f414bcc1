"""Robust fit of the transform that most tie points agree on.

Mismatches are spread over the whole search window, so the correct displacement is a dense cluster. It is found as a
mode (shift) or by random sampling (affine; RANSAC, Fischler and Bolles 1981) and refined by iteratively reweighted
least squares with Tukey's biweight. The result is deterministic, because the random state is fixed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from .least_squares import MINIMUM_POINTS, ParametricKind, fit_transform, linear_transform
from .transform import AffineTransform, ControlledTransform, ShiftTransform, Transform

# Tukey's constant for 95 % efficiency on Gaussian residuals, and bounds of the scale that it multiplies, in pixels.
# Smaller scales are below the noise of matching; with larger scales mismatches would get weight.
_TUKEY = 4.685
_SCALE_PX = (0.35, 1.5)
_SAMPLES = 400

# Largest plausible change of scale or rotation (radians) between map-projected products.
MAXIMUM_DISTORTION = 0.05


# A tie point that is farther than this from a transform counts as this far, px.
CAP_PX = 5.0


def robust_fit(
    kind: ParametricKind,
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
    start: Transform = densest_shift(position, displacement, weights, tolerance_px)
    if kind != "shift":
        start = best_affine_sample(position, displacement, weights, start, tolerance_px)
    return reweighted(kind, start, position, displacement, weights)


def reweighted(
    kind: ParametricKind,
    start: Transform,
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> Transform:
    """Fit `kind` by least squares that are reweighted until mismatches, which are far from the fit, have no weight.

    Raises:
        InputError: the tie points that agree with `start` are on a line.
    """
    transform = start
    for _ in range(30):
        robust = biweight(residuals(transform, position, displacement))
        used = robust > 0
        if used.sum() < MINIMUM_POINTS[kind]:
            return transform
        fitted = fit_transform(kind, position[used], displacement[used], (weights * robust)[used])
        moved = np.abs(fitted.displacement(position) - transform.displacement(position)).max()
        transform = fitted
        if moved < 1e-4:
            break
    return transform


def residuals(
    transform: Transform, position: NDArray[np.float64], displacement: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the residuals (n, 2): measured minus predicted displacement."""
    return displacement - transform.displacement(position)


def biweight(residual: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Tukey's biweights (n,) of residuals (n, 2); 0 for mismatches."""
    distance = np.linalg.norm(residual, axis=1)
    near = distance <= _TUKEY * _SCALE_PX[1]
    if not near.any():
        return np.zeros(len(distance))
    # The median of a Rayleigh distribution is 1.1774 sigma.
    scale = float(np.clip(np.median(distance[near]) / 1.1774, *_SCALE_PX))
    weights: NDArray[np.float64] = np.clip(1 - (distance / (_TUKEY * scale)) ** 2, 0, None) ** 2
    return weights


def densest_shift(
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
    tolerance: float = 2.0,
) -> ShiftTransform:
    """Return the shift with the largest weight of tie points within `tolerance`, px.

    Raises:
        InputError: there is no tie point.
    """
    from scipy.spatial import cKDTree

    if len(position) == 0:
        raise InputError("too_few_tie_points", "There is no tie point to fit a transform to.", "")
    tree = cKDTree(displacement)
    neighbours = tree.query_ball_point(displacement, tolerance)
    support = np.array([weights[group].sum() for group in neighbours])
    group = neighbours[int(support.argmax())]
    mean = np.average(displacement[group], axis=0, weights=weights[group])
    return ShiftTransform(float(mean[0]), float(mean[1]))


def best_affine_sample(
    position: NDArray[np.float64],
    displacement: NDArray[np.float64],
    weights: NDArray[np.float64],
    start: Transform,
    tolerance: float = 2.0,
) -> Transform:
    """Return the affine transform through three tie points, or `start`, with the largest weight within `tolerance`.

    Raises:
        InputError: there are fewer than three tie points.
    """
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
            best = linear_transform(AffineTransform, solution[:2].T, solution[2], centre, scale)
            best_support = support
    return best


def distortion(transform: Transform) -> float:
    """Return the largest difference of the transform's linear part from the identity: change of scale or rotation.

    The linear part of a polynomial or a spline is that of the affine transform through its control points.
    """
    if isinstance(transform, ControlledTransform):
        transform = fit_transform("affine", np.asarray(transform.control), np.asarray(transform.values))
    if not isinstance(transform, AffineTransform):
        return 0.0
    return float(np.abs(np.asarray(transform.matrix)[:, :2] - np.eye(2)).max())
