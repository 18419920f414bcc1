"""Compares the kinds of transforms by cross-validation in space, and chooses the one that the tie points support.

Folds are blocks of ground. Templates of neighbouring tie points overlap, so their errors are correlated, and randomly
chosen folds, or small blocks, would let a flexible transform follow errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float64Array
from ...errors import InputError
from ...progress import Reporter
from .consensus import CAP_PX, best_affine_sample, biweight, densest_shift, reweighted
from .deviation import Deviation, FittedPoints, measure_deviation, parametric_terms
from .least_squares import MINIMUM_POINTS, ParametricKind
from .measurements import Measurements, independent_share
from .spline import SplineFitter
from .transform import KIND_NAMES, Transform, TransformKind, turns_over

FOLDS = 5
# On less ground than this many such blocks, they are as small as a template, and no bent transform is tried.
_FEWEST_BLOCKS = 9
_BENT: tuple[TransformKind, ...] = ("polynomial", "tps")
# A kind must predict held-out tie points better than a simpler one by this share of the mean squared error, and by a
# quarter of a pixel RMS. A smaller gain does not justify resampling, which a shift does not need.
_GAIN = 0.03
_GAIN_PX2 = 0.25**2
# Kinds from the simplest on, and the numbers of usable tie points from which on they are tried.
FEWEST: dict[TransformKind, int] = {"shift": 1, "similarity": 15, "affine": 15, "polynomial": 30, "tps": 40}
# The agreeing tie points must extend at least by this share of their length across it.
_BREADTH = 0.2
# A transform must not fold within the box of the tie points, enlarged by this share on each side.
_BEYOND = 0.25


@dataclass(frozen=True)
class Candidate:
    """A kind of transform that was tried.

    Attributes:
        held_out: (n, 2) held-out residuals, px: measured displacement minus that of a transform fitted without the
            point's own block of ground; NaN for tie points that abstained.
        why: why it was taken, or was not; one sentence.
    """

    kind: TransformKind
    held_out: Float64Array
    chosen: bool
    why: str


@dataclass(frozen=True)
class Choice:
    """The chosen transform, in pixels of the common grid, fitted to all usable tie points, and all candidates.

    Attributes:
        deviation: how far the transform may be from the truth.
    """

    transform: Transform
    deviation: Deviation
    candidates: tuple[Candidate, ...]

    @property
    def chosen(self) -> Candidate:
        return next(candidate for candidate in self.candidates if candidate.chosen)


def choose(
    points: Measurements,
    template_px: float,
    reporter: Reporter,
    asked: TransformKind | None = None,
    simplest: TransformKind = "shift",
) -> Choice:
    """Choose the simplest kind of transform that predicts held-out tie points not clearly worse than the best kind.

    Args:
        template_px: side of the templates.
        asked: the kind to take instead; all kinds are compared even so.
        simplest: the simplest kind that is tried.

    Raises:
        InputError: there is no usable tie point, or they do not allow any kind, or the kind that is asked for.
        CancelledError: the reporter wants to stop; it is asked before each fold.
    """
    trial = _Trial(points, template_px, also=asked, simplest=simplest)
    held_out = {kind: np.full((len(points), 2), np.nan) for kind in trial.kinds}
    for number in np.unique(trial.fold):
        reporter.raise_if_cancelled()
        inside = trial.fold == number
        for kind, predicted in trial.fit(~inside, inside).items():
            held_out[kind][trial.usable[inside]] = trial.displacement[inside] - predicted
    reporter.raise_if_cancelled()
    if not held_out:
        raise InputError("too_few_tie_points", f"Too few tie points for a transform as simple as {simplest}.", "")
    losses = _Losses(held_out, points.usable, trial.block, trial.weights)
    broken: dict[TransformKind, str] = {}
    while True:
        left = [kind for kind in held_out if kind not in broken]
        if not left:
            raise InputError(
                "too_few_tie_points", f"Too few tie points agree on a transform as simple as {simplest}.", ""
            )
        best, kind = losses.choose(left)
        try:
            fitted = trial.fitted(kind)
        except InputError:
            fitted = None
        if kind == "shift" and fitted is not None:
            break
        if fitted is None or not trial.is_supported(held_out[kind]):
            broken[kind] = "The tie points that agree do not spread far enough to determine it."
        elif turns_over(fitted.transform, *trial.box):
            broken[kind] = "It would turn parts of the layer over."
        else:
            break
    order = list(held_out)
    reasons = {
        other: broken.get(other) or _why(order.index(other) - order.index(kind), other == best, kind, best)
        for other in order
    }
    if asked is not None and asked != kind:
        reasons[asked] = f"It was asked for; the tie points alone would give {kind}."
        fitted, kind = _fit_asked(trial, asked), asked
    deviation = trial.deviation(fitted, held_out[kind][trial.usable])
    return Choice(
        fitted.transform,
        deviation,
        tuple(Candidate(other, held_out[other], other == kind, reasons[other]) for other in order),
    )


def _fit_asked(trial: _Trial, kind: TransformKind) -> _Fitted:
    """Fit a kind that the user has asked for.

    Raises:
        InputError: the tie points do not allow it.
    """
    fitted = trial.fitted(kind)
    if turns_over(fitted.transform, *trial.box):
        raise InputError(
            "transform_turns_over",
            f"The {kind} transform would turn parts of the layer over.",
            "Choose another method.",
        )
    return fitted


def fit_kind(kind: TransformKind, points: Measurements, template_px: float) -> Transform:
    """Fit a given kind as `choose` does.

    Raises:
        InputError: there are too few tie points, or all are on a line.
    """
    return _Trial(points, template_px, only=kind).fitted(kind).transform


def _why(order: int, is_best: bool, chosen: TransformKind, best: TransformKind) -> str:
    """Why a kind was taken or not; `order` is below 0 for a kind that is simpler than the chosen one."""
    if order == 0 and is_best:
        return "It predicts held-out tie points best."
    if order == 0:
        return (
            "It is the simplest kind that predicts held-out tie points not clearly worse than the best: "
            f"{KIND_NAMES[best]}."
        )
    if order < 0:
        return f"It predicts held-out tie points clearly worse than {KIND_NAMES[best]}."
    return f"It does not predict held-out tie points clearly better than {KIND_NAMES[chosen]}, which is simpler."


@dataclass(frozen=True)
class _Fitted:
    """A transform that was fitted to all usable tie points; `length` is that of a spline (`SplineFit`)."""

    transform: Transform
    length: float | None = None


class _Trial:
    """Fits all kinds to parts of the m usable tie points; `usable` (m,) are their numbers among all."""

    def __init__(
        self,
        points: Measurements,
        template_px: float,
        also: TransformKind | None = None,
        only: TransformKind | None = None,
        simplest: TransformKind = "shift",
    ) -> None:
        self.usable = np.flatnonzero(points.usable)
        if len(self.usable) == 0:
            raise InputError("too_few_tie_points", "There is no tie point to fit a transform to.", "")
        self.position, self.displacement = points.position[self.usable], points.displacement[self.usable]
        self.weights = points.weights[self.usable]
        step = _step(self.position, template_px)
        self.independent = independent_share(step, template_px)
        # Two templates less the step between them, but at least one template: most of the tie points in a block then
        # share little ground with those outside it; and the less templates overlap, the smaller is the gap that a
        # transform must bridge.
        shortest = max(2 * template_px - step, template_px)
        small = np.floor(np.ptp(self.position, axis=0) / shortest).prod() < _FEWEST_BLOCKS
        self.block, self.fold = blocks(self.position, template_px if small else shortest)
        kinds = get_args(TransformKind)
        tried = tuple(
            kind
            for kind in kinds
            if kind in (also, only)
            or (
                (only is None and len(self.usable) >= FEWEST[kind] and not (small and kind in _BENT))
                and kinds.index(kind) >= kinds.index(simplest)
            )
        )
        self.spline = None
        if "tps" in tried:
            try:
                self.spline = SplineFitter(self.position, self.displacement, self.weights, self.fold, shortest)
            except InputError:
                if "tps" in (also, only):
                    raise
        self.kinds = tuple(kind for kind in tried if kind != "tps" or self.spline is not None)
        beyond = _BEYOND * np.ptp(self.position, axis=0) + 1.0
        self.box = self.position.min(axis=0) - beyond, self.position.max(axis=0) + beyond

    def fit(self, train: NDArray[np.bool_], test: NDArray[np.bool_]) -> dict[TransformKind, Float64Array]:
        """The displacements that each kind, fitted to `train`, predicts at `test`; not of kinds that cannot be."""
        predicted: dict[TransformKind, Float64Array] = {}
        if not train.any():
            return predicted
        starts = self._starts(train, self.kinds)
        for kind in self.kinds:
            try:
                if kind == "tps":
                    assert self.spline is not None
                    predicted[kind] = self.spline.displacement(self.spline.fit(train, starts["affine"]), test)
                else:
                    transform = self._parametric(kind, starts, train)
                    predicted[kind] = transform.displacement(self.position[test])
            except (InputError, KeyError):
                # Too few other points are left for a fit, so these points have no residual.
                continue
        return predicted

    def fitted(self, kind: TransformKind) -> _Fitted:
        """The transform of this kind, fitted to all usable tie points.

        Raises:
            InputError: it cannot be.
        """
        every = np.ones(len(self.position), dtype=bool)
        starts = self._starts(every, (kind,))
        if kind != "tps":
            return _Fitted(self._parametric(kind, starts, every))
        assert self.spline is not None
        spline = self.spline.fit(every, starts["affine"])
        return _Fitted(self.spline.transform(spline), spline.length)

    def deviation(self, fitted: _Fitted, held_out: Float64Array) -> Deviation:
        """How far a fit to all usable tie points, with held-out residuals (m, 2), may be from the truth."""
        residual = self.displacement - fitted.transform.displacement(self.position)
        weights = self.weights * biweight(residual)
        if not weights.any():
            weights = self.weights
        points = FittedPoints(self.position, residual, held_out, weights, self.block, self.fold, self.independent)
        if fitted.length is None:
            return measure_deviation(points, parametric_terms(fitted.transform.kind, self.position))
        assert self.spline is not None
        return measure_deviation(points, self.spline.terms, self.spline.stiffness(fitted.length, float(weights.sum())))

    def is_supported(self, held_out: Float64Array) -> bool:
        """Whether the agreeing points cover both directions well enough to determine more than a shift."""
        agree = np.linalg.norm(np.nan_to_num(held_out[self.usable], nan=np.inf), axis=1) <= CAP_PX
        if agree.sum() < FEWEST["affine"]:
            return False
        place = self.position[agree]
        spread = np.linalg.svd(place - place.mean(axis=0), compute_uv=False)
        return bool(spread[1] >= _BREADTH * spread[0])

    def _starts(self, use: NDArray[np.bool_], kinds: tuple[TransformKind, ...]) -> dict[str, Transform]:
        """Where the fits begin: the shift, and the affine transform if there are enough tie points."""
        parts = self.position[use], self.displacement[use], self.weights[use]
        shift = densest_shift(*parts)
        if kinds == ("shift",) or use.sum() < MINIMUM_POINTS["affine"]:
            return {"shift": shift}
        return {"shift": shift, "affine": best_affine_sample(*parts, shift)}

    def _parametric(self, kind: TransformKind, starts: dict[str, Transform], use: NDArray[np.bool_]) -> Transform:
        start = starts["shift"] if kind == "shift" else starts.get("affine", starts["shift"])
        parts = self.position[use], self.displacement[use], self.weights[use]
        fitted = reweighted(cast(ParametricKind, kind), start, *parts)
        if fitted.kind != kind:
            raise InputError(
                "too_few_tie_points",
                f"Too few tie points agree on a {kind} transform.",
                "Choose a simpler method, or match again with a smaller spacing.",
            )
        return fitted


class _Losses:
    """The squared errors of held-out tie points, capped, of those that lie near one of the candidates."""

    def __init__(
        self,
        held_out: dict[TransformKind, Float64Array],
        usable: NDArray[np.bool_],
        block: NDArray[np.int64],
        weights: Float64Array,
    ) -> None:
        distance = {
            kind: np.linalg.norm(np.nan_to_num(residual[usable], nan=np.inf), axis=1)
            for kind, residual in held_out.items()
        }
        # Mismatches, which are far from all transforms, would only dilute the differences.
        near = np.min(list(distance.values()), axis=0) <= CAP_PX
        self._weights = weights * near
        self._squares = {kind: np.minimum(values, CAP_PX) ** 2 for kind, values in distance.items()}
        self._block = np.unique(block, return_inverse=True)[1]

    def choose(self, kinds: list[TransformKind]) -> tuple[TransformKind, TransformKind]:
        """The best kind, and the simplest that is not clearly worse: by one standard error over blocks of ground."""
        means = {kind: self._mean(self._squares[kind])[0] for kind in kinds}
        best = min(means, key=lambda kind: means[kind])
        for kind in kinds:
            worse, error = self._mean(self._squares[kind] - self._squares[best])
            if worse <= max(error, _GAIN * means[kind], _GAIN_PX2):
                return best, kind
        return best, best

    def _mean(self, values: Float64Array) -> tuple[float, float]:
        """The weighted mean of values (m,), and its standard error if values of one block are not independent."""
        from scipy.special import stdtrit

        total = float(self._weights.sum())
        if total <= 0:
            return 0.0, 0.0
        mean = float((self._weights * values).sum()) / total
        sums = np.bincount(self._block, self._weights * (values - mean))
        held = np.bincount(self._block, self._weights) > 0
        count = int(held.sum())
        if count < 2:
            return mean, float("inf")
        error = float(np.sqrt(count / (count - 1) * (sums[held] ** 2).sum())) / total
        # With few blocks the standard error is itself uncertain: the quantile of one standard error.
        return mean, error * float(stdtrit(count - 1, 0.8413))


def _step(position: Float64Array, template_px: float) -> float:
    """The usual distance between neighbouring tie points."""
    from scipy.spatial import cKDTree

    if len(position) < 2:
        return template_px
    return float(np.median(cKDTree(position).query(position, k=2)[0][:, 1]))


def blocks(position: Float64Array, side: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the block (n,) of ground and the fold (n,) of each point; at least two blocks along each axis.

    Blocks are at least `side` long where there is room for two. Neighbouring blocks differ in fold.
    """
    low, extent = position.min(axis=0), np.maximum(np.ptp(position, axis=0), 1e-9)
    count = np.maximum(2, np.floor(extent / side)).astype(np.int64)
    col, row = np.minimum((position - low) / extent * count, count - 1).astype(np.int64).T
    block: NDArray[np.int64] = col + count[0] * row
    occupied, number = np.unique(block, return_inverse=True)
    few = len(occupied) <= FOLDS
    fold: NDArray[np.int64] = number.astype(np.int64) if few else (col + 2 * row) % FOLDS
    return block, fold
