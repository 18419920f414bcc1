"""Transforms from positions in the moving layer to positions in the reference, and their form in JSON.

Every transform maps x' = x + displacement(x) in one coordinate system. Positions are (n, 2) float64, (x, y).
Coordinates are centred and scaled before each solution, because map coordinates of 1e7 m would be numerically unstable.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar, cast, get_args

import numpy as np
from numpy.typing import NDArray

from ...arrays import lattice
from ...errors import InputError

Points = NDArray[np.float64]
TransformKind = Literal["shift", "similarity", "affine", "polynomial", "tps"]
# What each kind is called in a text.
KIND_NAMES: dict[TransformKind, str] = {
    "shift": "shift",
    "similarity": "similarity",
    "affine": "affine",
    "polynomial": "polynomial of second order",
    "tps": "thin-plate spline",
}
# Kinds that a user can ask for; "auto" leaves the choice to the tie points.
METHODS = ("auto", *get_args(TransformKind))

# Points per side of the lattice on which a transform is examined.
_LATTICE = 33


def kind_of(method: str) -> TransformKind | None:
    """The kind of transform that a method asks for; None for "auto".

    Raises:
        InputError: "bad_method": there is no such method.
    """
    if method not in METHODS:
        raise InputError("bad_method", f"There is no method {method}.", f"Choose one of {', '.join(METHODS)}.")
    return None if method == "auto" else cast(TransformKind, method)


@dataclass(frozen=True)
class Transform:
    """Base class of all transforms; `apply` maps moving positions to reference positions."""

    kind = "identity"

    @property
    def _inverse_slope(self) -> Points:
        """The inverse (2, 2) of about the linear part of `apply`."""
        return np.eye(2)

    def displacement(self, xy: Points) -> Points:
        """Return the displacements (n, 2) of moving positions `xy` (n, 2), in the same units."""
        raise NotImplementedError

    def apply(self, xy: Points) -> Points:
        """Return the reference positions (n, 2) of moving positions `xy` (n, 2)."""
        return xy + self.displacement(xy)

    def invert(self, xy: Points, iterations: int = 20, tolerance: float = 1e-9) -> Points:
        """Return the moving positions (n, 2) of reference positions `xy` (n, 2); a corrected raster samples there.

        They are found by the fixed-point iteration p += B (q - T(p)), where B is the inverse of the transform's linear
        part: what is left over bends so little that this converges. `tolerance` is relative to the extent of `xy`.
        """
        stop = tolerance * max(1.0, float(np.ptp(xy, axis=0).max()))
        back = self._inverse_slope.T
        moving = xy - self.displacement(xy) @ back
        for _ in range(iterations):
            step = (xy - self.apply(moving)) @ back
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

    @property
    def _inverse_slope(self) -> Points:
        return np.asarray(np.linalg.inv(np.asarray(self.matrix)[:, :2]), dtype=np.float64)

    def displacement(self, xy: Points) -> Points:
        return self.apply(xy) - xy

    def apply(self, xy: Points) -> Points:
        matrix = np.asarray(self.matrix)
        moved: Points = xy @ matrix[:, :2].T + matrix[:, 2]
        return moved


@dataclass(frozen=True)
class SimilarityTransform(AffineTransform):
    """An affine transform that shifts, turns and scales equally in all directions on the ground.

    In a CRS whose units differ in length along its axes, the matrix is that of a general affine transform.
    """

    kind = "similarity"


@dataclass(frozen=True)
class ControlledTransform(Transform):
    """A transform that is given by its displacements at control points.

    Attributes:
        control: (m, 2) moving positions of the control points.
        values: (m, 2) displacements of the control points.
    """

    control: tuple[tuple[float, float], ...]
    values: tuple[tuple[float, float], ...]

    @cached_property
    def _frame(self) -> tuple[Points, float]:
        control = np.asarray(self.control, dtype=np.float64)
        if len(control) == 0 or not np.ptp(control, axis=0).max() > 0:
            raise ValueError("the control points lie in one place")
        return frame(control)

    @cached_property
    def _inverse_slope(self) -> Points:
        centre, scale = self._frame
        control = np.asarray(self.control, dtype=np.float64)
        uv = (control - centre) / scale
        terms = np.column_stack([uv, np.ones(len(uv))])
        moved = uv + np.asarray(self.values, dtype=np.float64) / scale
        slope, _, rank, _ = np.linalg.lstsq(terms, moved, rcond=1e-10)
        inverse: Points = np.eye(2) if rank < 3 else np.linalg.pinv(slope[:2].T)
        return inverse


@dataclass(frozen=True)
class PolynomialTransform(ControlledTransform):
    """A transform whose displacement is the polynomial of second order through the control points."""

    kind = "polynomial"

    @cached_property
    def _coefficients(self) -> Points:
        centre, scale = self._frame
        terms = quadratic_terms((np.asarray(self.control, dtype=np.float64) - centre) / scale)
        solution, _, rank, _ = np.linalg.lstsq(terms, np.asarray(self.values, dtype=np.float64), rcond=1e-10)
        if rank < terms.shape[1]:
            raise ValueError("the control points determine no polynomial")
        return np.asarray(solution)

    def displacement(self, xy: Points) -> Points:
        centre, scale = self._frame
        displacement: Points = quadratic_terms((xy - centre) / scale) @ self._coefficients
        return displacement


@dataclass(frozen=True)
class ThinPlateSplineTransform(ControlledTransform):
    """A transform whose displacement is the thin-plate spline through the control points (Bookstein 1989)."""

    kind = "tps"

    @cached_property
    def _spline(self) -> Any:
        from scipy.interpolate import RBFInterpolator

        centre, scale = self._frame
        control = (np.asarray(self.control, dtype=np.float64) - centre) / scale
        return RBFInterpolator(control, np.asarray(self.values, dtype=np.float64), kernel="thin_plate_spline", degree=1)

    def displacement(self, xy: Points) -> Points:
        centre, scale = self._frame
        result: Points = self._spline((xy - centre) / scale)
        return result


AnyTransform = TypeVar("AnyTransform", bound=Transform)


def quadratic_terms(uv: Points) -> Points:
    """The terms 1, u, v, u², uv, v² (n, 6) of positions (n, 2)."""
    u, v = uv[:, 0], uv[:, 1]
    return np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], axis=1)


def frame(xy: Points) -> tuple[Points, float]:
    """Return the centre and half-extent that map `xy` to about [-1, 1]."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    return (low + high) / 2, max(float((high - low).max()) / 2, np.finfo(float).tiny)


def pairs(points: Points) -> tuple[tuple[float, float], ...]:
    """The points (n, 2) as tuples, the form of control points."""
    return tuple((float(x), float(y)) for x, y in points)


def rescaled(transform: AnyTransform, origin: Points, step: Points) -> AnyTransform:
    """The same transform in the coordinates origin + step * xy; `step` (2,) may be negative along an axis."""
    if isinstance(transform, ShiftTransform):
        dx, dy = (step * np.array([transform.dx, transform.dy])).tolist()
        return type(transform)(dx, dy)
    if isinstance(transform, AffineTransform):
        matrix = np.asarray(transform.matrix)
        linear = step[:, None] * matrix[:, :2] / step[None, :]
        constant = origin + step * matrix[:, 2] - linear @ origin
        (a, b), (d, e) = linear.tolist()
        return type(transform)(((a, b, float(constant[0])), (d, e, float(constant[1]))))
    assert isinstance(transform, ControlledTransform)
    return type(transform)(
        pairs(origin + step * np.asarray(transform.control)), pairs(step * np.asarray(transform.values))
    )


def moved_by(transform: Transform, offset: tuple[float, float]) -> Transform:
    """`transform` with `offset` added to its displacements."""
    if isinstance(transform, ShiftTransform):
        return ShiftTransform(transform.dx + offset[0], transform.dy + offset[1])
    if isinstance(transform, AffineTransform):
        (a, b, c), (d, e, f) = transform.matrix
        return type(transform)(((a, b, c + offset[0]), (d, e, f + offset[1])))
    assert isinstance(transform, ControlledTransform)
    return type(transform)(transform.control, pairs(np.asarray(transform.values) + offset))


def followed_by(transform: Transform, last: AffineTransform) -> Transform:
    """The transform that first does `transform`, then `last`."""
    matrix = np.asarray(last.matrix)
    if isinstance(transform, ShiftTransform):
        constant = last.apply(np.array([[transform.dx, transform.dy]]))[0]
        first = np.eye(2)
    elif isinstance(transform, AffineTransform):
        first = np.asarray(transform.matrix)[:, :2]
        constant = last.apply(np.asarray(transform.matrix)[:, 2][None])[0]
    else:
        assert isinstance(transform, ControlledTransform)
        control = np.asarray(transform.control)
        moved = last.apply(control + np.asarray(transform.values))
        return type(transform)(transform.control, pairs(moved - control))
    (a, b), (d, e) = (matrix[:, :2] @ first).tolist()
    return AffineTransform(((a, b, float(constant[0])), (d, e, float(constant[1]))))


def inverse_affine(transform: AffineTransform) -> AffineTransform:
    """The affine transform that undoes another one."""
    (a, b, c), (d, e, f) = np.linalg.inv(np.vstack([transform.matrix, [0, 0, 1]]))[:2].tolist()
    return type(transform)(((a, b, c), (d, e, f)))


def reversed_transform(transform: Transform) -> Transform:
    """The transform from the reference to the moving layer; between control points it is an approximation."""
    if isinstance(transform, ShiftTransform):
        return ShiftTransform(-transform.dx, -transform.dy)
    if isinstance(transform, AffineTransform):
        return inverse_affine(transform)
    assert isinstance(transform, ControlledTransform)
    control, values = np.asarray(transform.control), np.asarray(transform.values)
    return type(transform)(pairs(control + values), pairs(-values))


def examined(low: Points, high: Points) -> Points:
    """The positions (n, 2) in the box between two corners at which a transform is examined, row by row."""
    return lattice(low, high, _LATTICE)


def turns_over(transform: Transform, low: Points, high: Points) -> bool:
    """Whether the transform turns a part of the box between two corners over, or leaves nothing of it."""
    moved = transform.apply(examined(low, high)).reshape(_LATTICE, _LATTICE, 2)
    right, down = np.diff(moved, axis=1)[:-1], np.diff(moved, axis=0)[:, :-1]
    area = right[..., 0] * down[..., 1] - right[..., 1] * down[..., 0]
    return not ((area > 0).all() and (right[..., 0] > 0).all() and (down[..., 1] > 0).all())


def transform_to_json(transform: Transform) -> dict[str, Any]:
    """Convert a transform to JSON: `kind`, and `matrix` (2x3) or `control_points`, rows of (x, y, dx, dy)."""
    if isinstance(transform, ShiftTransform):
        return {"kind": "shift", "matrix": [[1.0, 0.0, transform.dx], [0.0, 1.0, transform.dy]]}
    if isinstance(transform, AffineTransform):
        return {"kind": transform.kind, "matrix": [list(row) for row in transform.matrix]}
    assert isinstance(transform, ControlledTransform)
    rows = [[*place, *value] for place, value in zip(transform.control, transform.values, strict=True)]
    return {"kind": transform.kind, "control_points": rows}


_WITH_MATRIX = {"affine": AffineTransform, "similarity": SimilarityTransform}
_WITH_CONTROL = {"polynomial": PolynomialTransform, "tps": ThinPlateSplineTransform}


def transform_from_json(body: dict[str, Any]) -> Transform:
    """Convert the result of `transform_to_json` to a transform.

    Raises:
        KeyError, TypeError, ValueError: `body` has another form.
    """
    kind = body["kind"]
    if kind in _WITH_CONTROL:
        rows = [(float(x), float(y), float(dx), float(dy)) for x, y, dx, dy in body["control_points"]]
        return _WITH_CONTROL[kind](tuple(row[:2] for row in rows), tuple(row[2:] for row in rows))
    (a, b, c), (d, e, f) = body["matrix"]
    if kind == "shift":
        return ShiftTransform(float(c), float(f))
    if kind in _WITH_MATRIX:
        return _WITH_MATRIX[kind](((a, b, c), (d, e, f)))
    raise ValueError(f"unknown transform kind {kind!r}")
