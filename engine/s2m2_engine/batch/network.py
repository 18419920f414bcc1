"""Adjusts the shifts of pairs among many images of one place together, so that all images end up consistent.

Each image gets a correction c, and a pair of a moving image m and a reference r measures d = c_m - c_r. The
corrections are those that fit all pairs best: least squares over the graph, weighted by CE90, with weights that fall
for pairs which contradict the others (Tukey's biweight, started from the least sum of absolute residuals). The closure
of a pair is how far its shift is from what all other pairs say about it; a pair without which the graph would fall
apart has none.

Shifts determine only differences between images: in each connected part, the mean of those that are never moved is 0,
or the mean of all where every image is moved in some pair.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float64Array
from .record import RELIABLE, PairRecord

# Of a circular normal distribution, CE90 is so many standard deviations along an axis.
_CE90 = 2.1460
# Residuals beyond so many robust standard deviations count nothing (95 % efficiency for normal errors).
_TUKEY = 4.685
# The median of a length in two dimensions, in standard deviations along an axis.
_MEDIAN_LENGTH = 1.1774
_ITERATIONS = 60
# A leverage nearer to 1 means that no other pair says anything about this one.
_CERTAIN = 1e-6
_SMALLEST_M = 1e-3


@dataclass(frozen=True)
class ImageCorrection:
    """What must be added to an image's positions, metres to the east and north.

    Attributes:
        error_m: standard deviation along an axis; None where the pairs do not check each other.
        pairs: how many pairs it rests on.
        part: number of the connected part of the graph; images of different parts cannot be compared.
    """

    image: str
    datetime: str
    dx_m: float
    dy_m: float
    error_m: float | None
    pairs: int
    part: int


@dataclass(frozen=True)
class Closure:
    """How a pair agrees with all others.

    Attributes:
        dx_m, dy_m: its shift minus what the others say; None if they say nothing.
        contradicts: whether it was left out, or nearly, because it contradicts them.
    """

    id: str
    dx_m: float | None
    dy_m: float | None
    contradicts: bool

    @property
    def length_m(self) -> float | None:
        """The length of the closure."""
        return None if self.dx_m is None or self.dy_m is None else math.hypot(self.dx_m, self.dy_m)


@dataclass(frozen=True)
class Adjustment:
    """All images by part and date, and all pairs, those that contradict the others most first."""

    images: tuple[ImageCorrection, ...]
    closures: tuple[Closure, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {"images": [asdict(one) for one in self.images], "pairs": [asdict(one) for one in self.closures]}


@dataclass(frozen=True)
class _Edge:
    id: str
    moving: str
    reference: str
    shift: tuple[float, float]
    sigma_m: float


def adjusted(records: Iterable[PairRecord]) -> Adjustment:
    """The adjustment of all reliable pairs; it is empty if there are none."""
    edges, dates = [], dict[str, str]()
    for record in records:
        if record.status != RELIABLE or record.dx_m is None or record.dy_m is None or record.ce90_m is None:
            continue
        sides = (record.sar, record.optical)
        moving, reference = sides if record.moving == "sar" else sides[::-1]
        dates[moving] = record.datetime or dates.get(moving, "")
        sigma = max(record.ce90_m / _CE90, _SMALLEST_M)
        edges.append(_Edge(record.id, moving, reference, (record.dx_m, record.dy_m), sigma))
    images, closures = list[ImageCorrection](), list[Closure]()
    for number, part in enumerate(_parts(edges), start=1):
        found, residuals = _adjusted(part, number, dates)
        images += found
        closures += residuals
    images.sort(key=lambda one: (one.part, one.datetime, one.image))
    closures.sort(key=lambda one: (not one.contradicts, -(one.length_m or 0.0), one.id))
    return Adjustment(tuple(images), tuple(closures))


def _parts(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """The edges of each connected part of the graph, in the order in which the parts are first named."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        root.setdefault(name, name)
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for edge in edges:
        root[find(edge.moving)] = find(edge.reference)
    parts: dict[str, list[_Edge]] = {}
    for edge in edges:
        parts.setdefault(find(edge.moving), []).append(edge)
    return list(parts.values())


def _adjusted(edges: Sequence[_Edge], part: int, dates: dict[str, str]) -> tuple[list[ImageCorrection], list[Closure]]:
    names = list(dict.fromkeys(name for edge in edges for name in (edge.moving, edge.reference)))
    place = {name: at for at, name in enumerate(names)}
    design = np.zeros((len(edges), len(names)))
    for row, edge in enumerate(edges):
        design[row, place[edge.moving]], design[row, place[edge.reference]] = 1.0, -1.0
    shifts = np.array([edge.shift for edge in edges])
    base = 1 / np.array([edge.sigma_m for edge in edges]) ** 2
    robust = _robust_weights(design, shifts, base)
    weights = base * robust
    correction, inverse = _solved(design, shifts, weights)
    residual = shifts - design @ correction
    leverage = weights * np.einsum("en,nm,em->e", design, inverse, design)
    error = _errors(residual, weights, robust, len(names), inverse)
    moved = {edge.moving for edge in edges}
    fixed = [at for name, at in place.items() if name not in moved] or list(place.values())
    correction = correction - correction[fixed].mean(axis=0)
    count = (design != 0).sum(axis=0)
    images = [
        ImageCorrection(
            name,
            dates.get(name, ""),
            float(correction[at, 0]),
            float(correction[at, 1]),
            error[at],
            int(count[at]),
            part,
        )
        for name, at in place.items()
    ]
    closures = [
        _closure(edge, residual[row], float(leverage[row]), float(robust[row])) for row, edge in enumerate(edges)
    ]
    return images, closures


def _robust_weights(design: Float64Array, shifts: Float64Array, base: Float64Array) -> Float64Array:
    """Weights (edges,) in [0, 1]: 1 for pairs that agree with the others, 0 for pairs that contradict them."""
    sigma = 1 / np.sqrt(base)
    weights = np.ones(len(base))
    if len(base) < design.shape[1]:
        # A tree: nothing is measured twice.
        return weights
    for _ in range(_ITERATIONS):
        length = _lengths(design, shifts, base * weights) / sigma
        weights = 1 / np.maximum(length, _SMALLEST_M)
        weights /= weights.max()
    length = _lengths(design, shifts, base * weights) / sigma
    # Pairs that only just determine an image fit exactly, and say nothing about the spread. Where most agree better
    # than their CE90s promise, that is no reason to doubt those that agree as promised.
    loose = length[length > _SMALLEST_M]
    spread = max(float(np.median(loose)) / _MEDIAN_LENGTH, 1.0) if len(loose) else 1.0
    for _ in range(_ITERATIONS):
        share = length / (_TUKEY * spread)
        weights = np.maximum(np.where(share < 1, (1 - share**2) ** 2, 0.0), _CERTAIN)
        length = _lengths(design, shifts, base * weights) / sigma
    return weights


def _lengths(design: Float64Array, shifts: Float64Array, weights: Float64Array) -> Float64Array:
    correction, _ = _solved(design, shifts, weights)
    return np.asarray(np.linalg.norm(shifts - design @ correction, axis=1))


def _solved(design: Float64Array, shifts: Float64Array, weights: Float64Array) -> tuple[Float64Array, Float64Array]:
    """The corrections (images, 2) whose mean is 0, and the inverse of the normal matrix (images, images)."""
    normal = design.T @ (weights[:, None] * design)
    # The sum of all corrections is free: a constant takes its place, so that the matrix has an inverse.
    scale = float(np.trace(normal)) / len(normal)
    inverse = np.asarray(np.linalg.inv(normal + scale / len(normal)) - 1 / (scale * len(normal)), dtype=np.float64)
    return inverse @ (design.T @ (weights[:, None] * shifts)), inverse


def _errors(
    residual: Float64Array, weights: Float64Array, robust: NDArray[np.float64], images: int, inverse: Float64Array
) -> list[float | None]:
    """The standard deviations of the corrections, from how well the pairs agree."""
    freedom = float((robust > _CERTAIN).sum()) - images + 1
    if freedom < 1:
        return [None] * images
    variance = float((weights[:, None] * residual**2).sum()) / (2 * freedom)
    return [float(math.sqrt(max(variance * one, 0.0))) for one in np.diag(inverse)]


def _closure(edge: _Edge, residual: Float64Array, leverage: float, robust: float) -> Closure:
    if leverage > 1 - _CERTAIN:
        return Closure(edge.id, None, None, False)
    dx, dy = residual / (1 - leverage)
    return Closure(edge.id, float(dx), float(dy), robust < 0.1)
