"""Transforms from positions in the moving layer to positions in the reference, fitted by least squares.

Every transform maps x' = x + displacement(x) in one CRS. Positions are (n, 2) float64, (x, y) in CRS units.
Coordinates are centred and scaled before each fit, because map coordinates of 1e7 m would be numerically unstable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError

Points = NDArray[np.float64]
TransformKind = Literal["shift", "affine", "polynomial", "tps"]

# Smallest number of tie points that determine a transform. Each tie point (x, y) gives two equations.
MINIMUM_POINTS: dict[TransformKind, int] = {"shift": 1, "affine": 3, "polynomial": 6, "tps": 4}


@dataclass(frozen=True)
class Transform:
    """Base class of all transforms; `apply` maps moving positions to reference positions."""

    kind = "identity"

    def displacement(self, xy: Points) -> Points:
        """Return the displacements (n, 2) of moving positions `xy` (n, 2), in the same units."""
        raise NotImplementedError

    def apply(self, xy: Points) -> Points:
        """Return the reference positions (n, 2) of moving positions `xy` (n, 2)."""
        return xy + self.displacement(xy)

    def invert(self, xy: Points, iterations: int = 20, tolerance: float = 1e-9) -> Points:
        """Return the moving positions (n, 2) of reference positions `xy` (n, 2); a corrected raster samples there.

        They are found by the fixed-point iteration p = q - D(p), which converges because |dD/dp| is far below 1 for
        real misalignments. `tolerance` is relative to the extent of `xy`.
        """
        stop = tolerance * max(1.0, float(np.ptp(xy, axis=0).max()))
        moving = xy - self.displacement(xy)
        for _ in range(iterations):
            step = xy - self.apply(moving)
            moving = moving + step
            if np.abs(step).max() <= stop:
                break
        return moving


@dataclass(frozen=True)
class ShiftTransform(Transform):
    """A transform with the same displacement everywhere."""

    dx: float
    dy: float
    kind = "shift"

    def displacement(self, xy: Points) -> Points:
        return np.broadcast_to(np.array([self.dx, self.dy]), xy.shape).copy()


@dataclass(frozen=True)
class AffineTransform(Transform):
    """The transform x' = a x + b y + c, y' = d x + e y + f with the matrix ((a, b, c), (d, e, f))."""

    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    kind = "affine"

    def displacement(self, xy: Points) -> Points:
        return self.apply(xy) - xy

    def apply(self, xy: Points) -> Points:
        matrix = np.asarray(self.matrix)
        moved: Points = xy @ matrix[:, :2].T + matrix[:, 2]
        return moved


@dataclass(frozen=True)
class PolynomialTransform(Transform):
    """A transform whose displacement is a polynomial of second order.

    Attributes:
        centre, scale: u, v = (xy - centre) / scale.
        coefficients: (6, 2) coefficients of 1, u, v, u², uv, v².
    """

    centre: tuple[float, float]
    scale: float
    coefficients: tuple[tuple[float, float], ...]
    kind = "polynomial"

    def displacement(self, xy: Points) -> Points:
        terms = _quadratic_terms((xy - np.asarray(self.centre)) / self.scale)
        displacement: Points = terms @ np.asarray(self.coefficients)
        return displacement


@dataclass(frozen=True)
class ThinPlateSplineTransform(Transform):
    """A transform whose displacement is a smoothing thin-plate spline (Bookstein 1989; smoothing: Wahba 1990).

    Attributes:
        control: (m, 2) moving positions of the control points.
        values: (m, 2) displacements of the control points.
        smoothing: smoothing parameter in units of the scaled kernel; 0: the spline interpolates the control points.
    """

    control: tuple[tuple[float, float], ...]
    values: tuple[tuple[float, float], ...]
    smoothing: float
    kind = "tps"

    def displacement(self, xy: Points) -> Points:
        from scipy.interpolate import RBFInterpolator

        control = np.asarray(self.control)
        centre, scale = _frame(control)
        spline = RBFInterpolator(
            (control - centre) / scale,
            np.asarray(self.values),
            kernel="thin_plate_spline",
            smoothing=self.smoothing,
            degree=1,
        )
        result: Points = spline((xy - centre) / scale)
        return result


def _quadratic_terms(uv: Points) -> Points:
    u, v = uv[:, 0], uv[:, 1]
    return np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], axis=1)


def _frame(xy: Points) -> tuple[Points, float]:
    """Return the centre and half-extent that map `xy` to about [-1, 1]."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    return (low + high) / 2, max(float((high - low).max()) / 2, np.finfo(float).tiny)


def fit_transform(
    kind: TransformKind,
    moving_xy: Points,
    displacement_xy: Points,
    weights: NDArray[np.float64] | None = None,
    smoothing: float = 0.1,
) -> Transform:
    """Fit a transform by weighted least squares, without handling of outliers (see `consensus`).

    Args:
        moving_xy, displacement_xy: (n, 2) in CRS units.
        weights: (n,) not negative, 1 / variance up to a factor; None: all equal.
        smoothing: smoothing of a thin-plate spline.

    Raises:
        InputError: "too_few_tie_points"; "collinear_tie_points" if they are on a line and the transform needs an area.
    """
    count = len(moving_xy)
    if count < MINIMUM_POINTS[kind]:
        raise InputError(
            "too_few_tie_points",
            f"A {kind} transform needs at least {MINIMUM_POINTS[kind]} tie points, but there are only {count}.",
            "Choose a simpler method, or match again with a smaller spacing.",
        )
    root = np.sqrt(np.ones(count) if weights is None else weights)[:, None]
    if kind == "shift":
        mean = (root**2 * displacement_xy).sum(axis=0) / (root**2).sum()
        return ShiftTransform(float(mean[0]), float(mean[1]))
    centre, scale = _frame(moving_xy)
    uv = (moving_xy - centre) / scale
    if kind == "affine":
        terms = np.column_stack([uv, np.ones(count)])
        solution = _least_squares(terms * root, displacement_xy * root, kind)
        linear = np.eye(2) + solution[:2].T / scale
        constant = solution[2] - solution[:2].T @ centre / scale
        rows = np.column_stack([linear, constant])
        return AffineTransform((tuple(map(float, rows[0])), tuple(map(float, rows[1]))))  # type: ignore[arg-type]
    if kind == "polynomial":
        solution = _least_squares(_quadratic_terms(uv) * root, displacement_xy * root, kind)
        return PolynomialTransform(
            (float(centre[0]), float(centre[1])), scale, tuple((float(a), float(b)) for a, b in solution)
        )
    _least_squares(np.column_stack([uv, np.ones(count)]), displacement_xy, kind)
    return ThinPlateSplineTransform(
        tuple((float(x), float(y)) for x, y in moving_xy),
        tuple((float(x), float(y)) for x, y in displacement_xy),
        smoothing,
    )


def _least_squares(terms: Points, values: Points, kind: str) -> Points:
    solution, _, rank, _ = np.linalg.lstsq(terms, values, rcond=1e-10)
    if rank < terms.shape[1]:
        raise InputError(
            "collinear_tie_points",
            f"The tie points lie on one line or in one place, which does not determine a {kind} transform.",
            "Choose method shift, or match a larger area.",
        )
    return solution.astype(np.float64)


def transform_to_json(transform: Transform) -> dict[str, Any]:
    """Convert a shift or an affine transform to JSON, with the keys `kind` and `matrix` (2x3).

    Raises:
        TypeError: the transform is of another kind, which a match never has.
    """
    if isinstance(transform, ShiftTransform):
        return {"kind": "shift", "matrix": [[1.0, 0.0, transform.dx], [0.0, 1.0, transform.dy]]}
    if isinstance(transform, AffineTransform):
        return {"kind": "affine", "matrix": [list(row) for row in transform.matrix]}
    raise TypeError(f"a match never has a {transform.kind} transform")


def transform_from_json(body: dict[str, Any]) -> Transform:
    """Convert the result of `transform_to_json` to a transform.

    Raises:
        KeyError, TypeError, ValueError: `body` has another form.
    """
    (a, b, c), (d, e, f) = body["matrix"]
    if body["kind"] == "shift":
        return ShiftTransform(float(c), float(f))
    if body["kind"] == "affine":
        return AffineTransform(((a, b, c), (d, e, f)))
    raise ValueError(f"unknown transform kind {body['kind']!r}")
