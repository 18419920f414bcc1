"""Fits a smoothing thin-plate spline to tie points (Wahba 1990), robustly, as smooth as other ground demands.

The spline minimises the mean of w |displacement - f|² plus lambda times its bending energy. Its kernels stand on at
most 300 of the tie points (a regression spline; Wood 2003), which makes it fast, and lambda is (length / 2 pi)⁴ a unit
of area: where the ground varies over waves that are shorter than `length`, the spline does not follow. The length is
chosen by cross-validation over the blocks of ground that the spline is fitted to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float64Array
from ...errors import InputError
from .consensus import CAP_PX, biweight
from .least_squares import check_count
from .transform import Points, ThinPlateSplineTransform, Transform, frame, pairs

_MOST_KNOTS = 300
# Knots nearer to each other than this, px, would make the spline undetermined.
_NEAREST_PX = 1.0
# The lengths tried, as shares of the extent of the tie points; shorter ones than `shortest` are not.
_LENGTHS = (2.0, 1.0, 0.5, 0.25, 0.125, 0.0625)
_FEWEST_LENGTHS = 3
_ROUNDS = 4
_LAST_ROUNDS = 3


@dataclass(frozen=True)
class SplineFit:
    """A fitted spline, by its coefficients; `length` is the wavelength in px from which on it follows the ground."""

    coefficients: Float64Array
    length: float


class SplineFitter:
    """Fits splines to parts of the same n tie points.

    Args:
        position, displacement: (n, 2) pixels.
        weights: (n,) 1 / variance, up to a factor.
        fold: (n,) the fold of the block of ground in which each tie point lies.
        shortest: the shortest wavelength that tie points can show, px.

    Raises:
        InputError: there are too few tie points, or all are on a line.
    """

    def __init__(
        self,
        position: Float64Array,
        displacement: Float64Array,
        weights: Float64Array,
        fold: NDArray[np.int64],
        shortest: float,
    ) -> None:
        check_count("tps", len(position))
        self._position, self._displacement, self._weights, self._fold = position, displacement, weights, fold
        self._centre, self._scale = frame(position)
        self.knots = position[_knots(position, weights)]
        self._knots = (self.knots - self._centre) / self._scale
        plane = np.column_stack([np.ones(len(self._knots)), self._knots])
        if np.linalg.matrix_rank(plane, tol=1e-6) < 3:
            raise InputError(
                "collinear_tie_points",
                "The tie points lie on one line or in one place, which does not determine a tps transform.",
                "Choose method shift, or match a larger area.",
            )
        self._bends = np.linalg.qr(plane, mode="complete")[0][:, 3:]
        count = len(self._knots)
        self._energy = np.zeros((count, count))
        energy = 8 * math.pi * self._bends.T @ _kernel(self._knots, self._knots) @ self._bends
        self._energy[: count - 3, : count - 3] = (energy + energy.T) / 2
        self._terms = self.terms(position)
        extent = np.ptp(position, axis=0)
        self._area = max(float(extent.prod()), float(extent.max()) ** 2 / 100) / self._scale**2
        longest = max(float(extent.max()), 2 * shortest)
        lengths = [share * longest for share in _LENGTHS]
        few = lengths[:_FEWEST_LENGTHS]
        self._lengths = few + [length for length in lengths[_FEWEST_LENGTHS:] if length >= shortest]

    def fit(self, use: NDArray[np.bool_], start: Transform) -> SplineFit:
        """Fit a spline to the tie points of the mask `use` (n,), those first that agree with the transform `start`.

        Raises:
            InputError: these are too few.
        """
        position, displacement, weights = self._position[use], self._displacement[use], self._weights[use]
        check_count("tps", len(position))
        terms, fold = self._terms[use], self._fold[use]
        predicted = start.displacement(position)
        # Ground that is followed too stiffly would be taken for mismatches, so the first fit is the softest.
        length = self._lengths[-1]
        coefficients, robust = self._reweighted(terms, displacement, weights, predicted, length, _ROUNDS)
        length = self._best_length(terms, displacement, robust, fold, length)
        coefficients, _ = self._reweighted(terms, displacement, weights, terms @ coefficients, length, _LAST_ROUNDS)
        return SplineFit(coefficients, length)

    def terms(self, position: Points) -> Float64Array:
        """The terms (n, p) of positions (n, 2) that the coefficients multiply."""
        uv = (position - self._centre) / self._scale
        return np.hstack([_kernel(uv, self._knots) @ self._bends, np.ones((len(uv), 1)), uv])

    def stiffness(self, length: float, total: float) -> Float64Array:
        """What the bending energy adds to the normal matrix (p, p) of tie points whose weights sum up to `total`."""
        lam = max(total, 1e-9) * (length / self._scale / (2 * math.pi)) ** 4 / self._area
        return np.asarray(lam * self._energy)

    def displacement(self, fitted: SplineFit, use: NDArray[np.bool_]) -> Float64Array:
        """The spline's displacements at the tie points of the mask `use` (n,)."""
        return np.asarray(self._terms[use] @ fitted.coefficients)

    def transform(self, fitted: SplineFit) -> ThinPlateSplineTransform:
        """The spline as a transform, with its knots as control points."""
        values = self.terms(self.knots) @ fitted.coefficients
        return ThinPlateSplineTransform(pairs(self.knots), pairs(values))

    def _reweighted(
        self,
        terms: Float64Array,
        displacement: Float64Array,
        weights: Float64Array,
        predicted: Float64Array,
        length: float,
        rounds: int,
    ) -> tuple[Float64Array, Float64Array]:
        """The coefficients, and the robust weights that they were fitted with."""
        robust = weights
        coefficients = np.zeros((terms.shape[1], 2))
        for _ in range(rounds):
            robust = weights * biweight(displacement - predicted)
            if not robust.any():
                robust = weights
            weighted = terms * robust[:, None]
            coefficients = self._solve(terms.T @ weighted, weighted.T @ displacement, float(robust.sum()), length)
            predicted = terms @ coefficients
        return coefficients, robust

    def _best_length(
        self,
        terms: Float64Array,
        displacement: Float64Array,
        weights: Float64Array,
        fold: NDArray[np.int64],
        default: float,
    ) -> float:
        """The length that predicts held-out folds best."""
        folds = np.unique(fold)
        if len(folds) < 2:
            return default
        parts = []
        for number in folds:
            inside = fold == number
            weighted = terms[inside] * weights[inside, None]
            parts.append((inside, terms[inside].T @ weighted, weighted.T @ displacement[inside], weights[inside].sum()))
        gram, moment = sum(part[1] for part in parts), sum(part[2] for part in parts)
        total = float(weights.sum())
        errors = []
        for length in self._lengths:
            error = 0.0
            for inside, own_gram, own_moment, own in parts:
                coefficients = self._solve(gram - own_gram, moment - own_moment, total - float(own), length)
                squares = ((displacement[inside] - terms[inside] @ coefficients) ** 2).sum(axis=1)
                error += float((weights[inside] * np.minimum(squares, CAP_PX**2)).sum())
            errors.append(error)
        return self._lengths[int(np.argmin(errors))]

    def _solve(self, gram: Float64Array, moment: Float64Array, total: float, length: float) -> Float64Array:
        from scipy.linalg import LinAlgError, cho_factor, cho_solve

        matrix = gram + self.stiffness(length, total)
        matrix[np.diag_indices_from(matrix)] += 1e-10 * np.trace(matrix) / len(matrix)
        try:
            return np.asarray(cho_solve(cho_factor(matrix, check_finite=False), moment, check_finite=False))
        except LinAlgError:
            return np.asarray(np.linalg.lstsq(matrix, moment, rcond=None)[0])


def _kernel(first: Points, second: Points) -> Float64Array:
    """r² ln r for all pairs of positions, (n, m)."""
    squared = ((first[:, None] - second[None]) ** 2).sum(axis=-1)
    return np.asarray(0.5 * squared * np.log(np.maximum(squared, 1e-300)))


def _knots(position: Points, merit: Float64Array) -> NDArray[np.intp]:
    from scipy.spatial import cKDTree

    chosen = spread_evenly(position, merit, _MOST_KNOTS)
    close = cKDTree(position[chosen]).query_pairs(_NEAREST_PX, output_type="ndarray")
    return np.delete(chosen, np.unique(close[:, 1]))


def spread_evenly(xy: Points, merit: Float64Array, most: int) -> NDArray[np.intp]:
    """Choose at most `most` evenly spread points; returns their indices in ascending order.

    They are the points of highest merit in each cell of the finest square grid with at most `most` occupied cells.
    """
    if len(xy) <= most:
        return np.arange(len(xy))
    low, extent = xy.min(axis=0), np.maximum(np.ptp(xy, axis=0), np.finfo(float).tiny)
    best_first = np.argsort(-merit, kind="stable")
    kept = best_first[:1]
    for side in range(1, most + 1):
        cells = np.minimum((xy - low) / extent * side, side - 1).astype(int)
        _, first = np.unique(cells[best_first] @ np.array([1, side]), return_index=True)
        if len(first) > most:
            break
        kept = best_first[first]
    return np.sort(kept)
