"""How far a fitted transform may be from the truth at each place: its standard deviation along an axis.

The coefficients of a weighted least-squares fit have the covariance s² (X'WX)⁻¹; for a smoothing spline, whose bending
energy is a prior, it is s² (X'WX + K)⁻¹ (Wahba 1983, doi:10.1111/j.2517-6161.1983.tb01239.x). So the deviation grows
away from the tie points. Both hold only if the ground follows the kind of transform, which blocks of ground that a fit
has not seen can tell: what their means deviate beyond the noise of their tie points is added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float64Array
from .consensus import CAP_PX
from .transform import Points, frame, quadratic_terms

Terms = Callable[[Points], Float64Array]
# What many tie points of a scene may have in common, px: subpixel peaks are biased by so much. A template's error is
# 0.05 to 0.17 px (docs/benchmarks/matching.md).
_COMMON_PX = 0.1


@dataclass(frozen=True)
class Deviation:
    """The standard deviation of a transform.

    Attributes:
        terms: the terms (n, p) of positions (n, 2) that the coefficients of the fit multiply.
        covariance: (p, p) of the coefficients of one axis, px².
        beyond_px2: variance of what the kind of transform cannot follow, and of what all tie points have in common.
    """

    terms: Terms
    covariance: Float64Array
    beyond_px2: float

    def scaled(self, area: float) -> Deviation:
        """The same in pixels of which as many as `area` cover one of the others."""
        return replace(self, covariance=area * self.covariance, beyond_px2=area * self.beyond_px2)

    def at(self, position: Points) -> Float64Array:
        """The standard deviations (n,) along an axis at positions (n, 2), px."""
        terms = self.terms(position)
        return np.asarray(np.sqrt(np.maximum(_quadratic(terms, self.covariance), 0.0) + self.beyond_px2))


@dataclass(frozen=True)
class FittedPoints:
    """The m tie points of a fit.

    Attributes:
        position, residual, held_out: (m, 2) px; the residual of the fit, and that of a fit without the own fold.
        weights: (m,) robust weights of the fit, 1 / variance up to a factor; 0 for mismatches.
        block, fold: (m,) block of ground, and fold, of each tie point.
        independent: share of independent tie points, which is below 1 if templates overlap.
    """

    position: Points
    residual: Float64Array
    held_out: Float64Array
    weights: Float64Array
    block: NDArray[np.int64]
    fold: NDArray[np.int64]
    independent: float


def measure_deviation(points: FittedPoints, terms: Terms, stiffness: Float64Array | None = None) -> Deviation:
    """Measure the deviation of a fit.

    Args:
        stiffness: (p, p) what a smoothing spline adds to X'WX; None for a fit without a prior.
    """
    basis = terms(points.position)
    prior = np.zeros((basis.shape[1],) * 2) if stiffness is None else stiffness
    gram = basis.T @ (basis * points.weights[:, None])
    inverse = _inverse(gram + prior)
    unit = _unit_variance(points, float((inverse * gram).sum()))
    held_out = _held_out_variance(points, basis, gram, prior)
    squares, expected = _block_means(points, held_out * unit, unit)
    covariance, beyond = unit * inverse, 0.0
    if len(squares) and stiffness is None:
        beyond = max(0.0, float((squares - expected).mean()))
    elif len(squares):
        # A spline follows whatever there is; if it predicts left-out ground worse than it says, it says too little.
        covariance = covariance * max(1.0, float((squares / expected).mean()))
    return Deviation(terms, covariance, beyond + _COMMON_PX**2)


def parametric_terms(kind: str, position: Points) -> Terms:
    """The terms of a kind with a fixed number of parameters, for positions in the frame of `position` (n, 2)."""
    centre, scale = frame(position)

    def terms(xy: Points) -> Float64Array:
        one = np.ones((len(xy), 1))
        if kind == "shift":
            return one
        uv = (xy - centre) / scale
        # A similarity has fewer parameters than an affine transform; its deviation is hardly smaller.
        return quadratic_terms(uv) if kind == "polynomial" else np.hstack([one, uv])

    return terms


def _unit_variance(points: FittedPoints, parameters: float) -> float:
    """The variance of a coefficient of a tie point of weight 1, px²: larger if tie points are not independent."""
    count = int((points.weights > 0).sum())
    squares = float((points.weights * (points.residual**2).sum(axis=1)).sum()) / 2
    return squares / max(count * points.independent - parameters, 1.0)


def _held_out_variance(
    points: FittedPoints, basis: Float64Array, gram: Float64Array, prior: Float64Array
) -> Float64Array:
    """The variances (m,) of a fit without the own fold, for a unit variance of 1."""
    variance = np.zeros(len(basis))
    for number in np.unique(points.fold):
        own = points.fold == number
        left_out = basis[own].T @ (basis[own] * points.weights[own, None])
        variance[own] = _quadratic(basis[own], _inverse(gram - left_out + prior))
    return variance


def _block_means(points: FittedPoints, held_out: Float64Array, unit: float) -> tuple[Float64Array, Float64Array]:
    """The squared means of the held-out residuals of each block along an axis, and what is expected of them, px²."""
    length = np.linalg.norm(np.nan_to_num(points.held_out, nan=np.inf), axis=1)
    weights = np.where(length <= CAP_PX, points.weights, 0.0)
    number = np.unique(points.block, return_inverse=True)[1]
    total = np.bincount(number, weights)
    known = total > 0

    def mean(values: Float64Array) -> Float64Array:
        sums = np.bincount(number, weights * np.where(weights > 0, values, 0.0))
        return np.asarray(sums[known] / total[known])

    squares = (mean(points.held_out[:, 0]) ** 2 + mean(points.held_out[:, 1]) ** 2) / 2
    return squares, mean(held_out) + unit / total[known]


def _inverse(matrix: Float64Array) -> Float64Array:
    # Where left-out ground held all that determines a coefficient, its variance must not become infinite.
    slight = 1e-9 * max(float(np.trace(matrix)), 1.0) / len(matrix)
    return np.asarray(np.linalg.inv(matrix + slight * np.eye(len(matrix))))


def _quadratic(terms: Float64Array, matrix: Float64Array) -> Float64Array:
    return np.asarray(((terms @ matrix) * terms).sum(axis=1))
