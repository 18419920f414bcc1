"""Fits a transform to tie points by weighted least squares, without handling of outliers (see `consensus`)."""

from __future__ import annotations

from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from .transform import (
    AffineTransform,
    Points,
    PolynomialTransform,
    ShiftTransform,
    SimilarityTransform,
    Transform,
    TransformKind,
    frame,
    pairs,
    quadratic_terms,
)

# The kinds that have a fixed number of parameters; see `spline` for the other one.
ParametricKind = Literal["shift", "similarity", "affine", "polynomial"]
Linear = TypeVar("Linear", bound=AffineTransform)
# Smallest number of tie points that determine a transform. Each tie point (x, y) gives two equations.
MINIMUM_POINTS: dict[TransformKind, int] = {"shift": 1, "similarity": 2, "affine": 3, "polynomial": 6, "tps": 4}
# A polynomial is given by its displacements at these places of its frame.
_CONTROL = np.array([(u, v) for v in (-1.0, 0.0, 1.0) for u in (-1.0, 0.0, 1.0)])


def fit_transform(
    kind: ParametricKind,
    moving_xy: Points,
    displacement_xy: Points,
    weights: NDArray[np.float64] | None = None,
) -> Transform:
    """Fit a transform by weighted least squares.

    Args:
        moving_xy, displacement_xy: (n, 2) in the same units.
        weights: (n,) not negative, 1 / variance up to a factor; None: all equal.

    Raises:
        InputError: "too_few_tie_points"; "collinear_tie_points" if they are on a line and the transform needs an area.
    """
    count = len(moving_xy)
    check_count(kind, count)
    root = np.sqrt(np.ones(count) if weights is None else weights)[:, None]
    if kind == "shift":
        mean = (root**2 * displacement_xy).sum(axis=0) / (root**2).sum()
        return ShiftTransform(float(mean[0]), float(mean[1]))
    centre, scale = frame(moving_xy)
    uv = (moving_xy - centre) / scale
    if kind == "polynomial":
        solution = _least_squares(quadratic_terms(uv) * root, displacement_xy * root, kind)
        values = quadratic_terms(_CONTROL) @ solution
        return PolynomialTransform(pairs(centre + scale * _CONTROL), pairs(values))
    if kind == "similarity":
        slope, constant = _similarity(uv, displacement_xy, root)
    else:
        solution = _least_squares(np.column_stack([uv, np.ones(count)]) * root, displacement_xy * root, kind)
        slope, constant = solution[:2].T, solution[2]
    made = SimilarityTransform if kind == "similarity" else AffineTransform
    return linear_transform(made, slope, constant, centre, scale)


def linear_transform(made: type[Linear], slope: Points, constant: Points, centre: Points, scale: float) -> Linear:
    """The transform whose displacements are slope (2, 2) @ ((x - centre) / scale) + constant (2,)."""
    (a, b), (d, e) = (np.eye(2) + slope / scale).tolist()
    c, f = (constant - slope @ centre / scale).tolist()
    return made(((a, b, c), (d, e, f)))


def check_count(kind: TransformKind, count: int) -> None:
    """Refuse fewer tie points than a transform of this kind needs (InputError "too_few_tie_points")."""
    if count < MINIMUM_POINTS[kind]:
        raise InputError(
            "too_few_tie_points",
            f"A {kind} transform needs at least {MINIMUM_POINTS[kind]} tie points, but there are only {count}.",
            "Choose a simpler method, or match again with a smaller spacing.",
        )


def _similarity(uv: Points, displacement: Points, root: Points) -> tuple[Points, Points]:
    """The slope ((a, -b), (b, a)) and the constant (2,) of the displacements at `uv`."""
    (u, v), one, zero = uv.T, np.ones(len(uv)), np.zeros(len(uv))
    terms = np.vstack([np.column_stack([u, -v, one, zero]), np.column_stack([v, u, zero, one])])
    twice = np.vstack([root, root])
    values = displacement.T.reshape(-1, 1)
    a, b, c, d = _least_squares(terms * twice, values * twice, "similarity")[:, 0]
    return np.array([[a, -b], [b, a]]), np.array([c, d])


def _least_squares(terms: Points, values: Points, kind: str) -> Points:
    solution, _, rank, _ = np.linalg.lstsq(terms, values, rcond=1e-10)
    if rank < terms.shape[1]:
        raise InputError(
            "collinear_tie_points",
            f"The tie points lie on one line or in one place, which does not determine a {kind} transform.",
            "Choose method shift, or match a larger area.",
        )
    return solution.astype(np.float64)
