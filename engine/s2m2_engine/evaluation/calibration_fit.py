"""Constants of a matcher's probabilities from outcomes whose truth is known: temperature, confidence, covariance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float64Array
from ..errors import InputError
from ..model.confidence import Calibration, regressors
from ..model.correlation import WORST_SIMILARITY
from ..model.heatmap import PeakFigures, local_covariance, peak_figures, to_probability
from .measure import Outcome

CORRECT_PX = 3.0
# Most truth is known to a pixel or two: probability this near to it counts as being at it.
TRUTH_PX = 2.0
# Right and wrong matches that a confidence is fitted to at least.
LEAST_OUTCOMES = 20
# Right matches of a pair that its median is worth taking of.
_LEAST_OF_PAIR = 8
# A data set with few outcomes counts as much as the others, but no single outcome more than so many times its share.
_LARGEST_WEIGHT = 4.0
_SIDE = 64


def judged(outcome: Outcome) -> NDArray[np.bool_]:
    """The shifts that the matcher compared."""
    return outcome.match.similarity > WORST_SIMILARITY


def figures_of(outcome: Outcome, calibration: Calibration) -> PeakFigures:
    """The heatmap's figures under `calibration`'s temperature, which need not be the one that it was made with."""
    similarity, inside = outcome.match.similarity, judged(outcome)
    temperature = calibration.temperature(outcome.geometry.template)
    return peak_figures(similarity, to_probability(similarity, inside, temperature), inside)


def fit(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """All constants, in the order in which they depend on each other.

    Raises:
        InputError: "nothing_to_fit": hardly any match is right, or hardly any is wrong.
    """
    right = sum(outcome.error <= CORRECT_PX for outcome in outcomes)
    if min(right, len(outcomes) - right) < LEAST_OUTCOMES:
        raise InputError(
            "nothing_to_fit",
            f"{right} of {len(outcomes)} matches are right within {CORRECT_PX:g} px; a confidence needs at least "
            f"{LEAST_OUTCOMES} right and {LEAST_OUTCOMES} wrong ones to be fitted to.",
            "Hold out more pairs; if hardly any match is right, train longer first.",
        )
    return fit_covariance(outcomes, fit_confidence(outcomes, fit_temperature(outcomes, start)))


def fit_temperature(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Temperature that makes the probability near the truth largest: mean log of the mass within 2 px of it."""
    from scipy.optimize import minimize

    maps = []
    for outcome in outcomes:
        similarity, inside = outcome.match.similarity, judged(outcome)
        if not inside.any():
            continue
        y, x = np.ogrid[: similarity.shape[0], : similarity.shape[1]]
        distance = np.hypot(x - outcome.trial.truth[0], y - outcome.trial.truth[1])
        near = distance[inside] <= max(TRUTH_PX, outcome.truth_px)
        score = (similarity[inside].astype(np.float64) - similarity.max()).astype(np.float32)
        maps.append((score, near, np.log(outcome.geometry.template / _SIDE)))

    def cost(parameters: Float64Array) -> float:
        total = 0.0
        for score, near, log_side in maps:
            weight = np.exp(score / np.float32(np.exp(parameters[0] - parameters[1] * log_side)))
            total -= np.log(weight[near].sum(dtype=np.float64) / weight.sum(dtype=np.float64) + 1e-6)
        return total / len(maps)

    # At the usual side, not at 1 px: there the two parameters hardly depend on each other.
    first = np.array([np.log(start.temperature(_SIDE)), start.temperature_power])
    simplex = first + np.array([[0.0, 0.0], [0.5, 0.0], [0.0, 0.25]])
    options = {"initial_simplex": simplex, "maxfev": 60, "xatol": 0.005, "fatol": 1e-5}
    log_temperature, power = minimize(cost, first, method="Nelder-Mead", options=options).x
    scale = float(np.exp(log_temperature + power * np.log(_SIDE)))
    return replace(start, temperature_scale=_rounded(scale), temperature_power=_rounded(float(power)))


def fit_confidence(outcomes: Sequence[Outcome], start: Calibration, ridge: float = 1.0) -> Calibration:
    """Logistic regression of "right within 3 px" on the heatmap's figures.

    Every data set weighs the same. `ridge` is the L2 penalty on the weights of inputs of unit deviation, in units of
    one outcome.
    """
    from scipy.optimize import minimize

    inputs = np.array(
        [regressors(figures_of(o, start), o.geometry.template, o.match.similarity.size) for o in outcomes]
    )
    correct = np.array([o.error <= CORRECT_PX for o in outcomes], dtype=np.float64)
    weight = even_weights([o.dataset for o in outcomes])
    # Matchers' similarities differ in scale by orders of magnitude; the penalty must not.
    middle, deviation = inputs.mean(axis=0), np.maximum(inputs.std(axis=0), 1e-9)
    standard = np.column_stack([np.ones(len(inputs)), (inputs - middle) / deviation])
    penalty = np.full(standard.shape[1], ridge)
    penalty[0] = 0.0

    def cost(solution: Float64Array) -> tuple[float, Float64Array]:
        score = standard @ solution
        loss = weight @ (np.logaddexp(0, score) - correct * score) + penalty @ solution**2 / 2
        probability = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        gradient = standard.T @ (weight * (probability - correct)) + penalty * solution
        return float(loss) / len(correct), gradient / len(correct)

    solution = minimize(cost, np.zeros(standard.shape[1]), jac=True, method="BFGS", options={"gtol": 1e-6}).x
    weights = solution[1:] / deviation
    bias = solution[0] - weights @ middle
    return replace(
        start,
        confidence_bias=_rounded(float(bias)),
        confidence_weights=tuple(_rounded(float(value)) for value in weights),
    )


@dataclass(frozen=True)
class Scatter:
    """Right matches whose pair has enough of them to tell their scatter from what its label is off by.

    Attributes:
        residuals: (n, 2), about their pair's median; spreads: (n, 2, 2), of the heatmaps around their peaks.
        outcomes: which they are.
    """

    residuals: Float64Array
    spreads: Float64Array
    outcomes: tuple[Outcome, ...]

    def squared_distances(self, calibration: Calibration) -> Float64Array:
        """Of the residuals, in units of the covariance that the calibration states."""
        return _squared_distances(self.residuals, stated_covariances(self, calibration))


def stated_covariances(scatter: Scatter, calibration: Calibration) -> Float64Array:
    """(n, 2, 2): `Calibration.covariance` of all spreads."""
    covariances: Float64Array = calibration.covariance_gain * scatter.spreads + calibration.covariance_floor * np.eye(2)
    return covariances


def scatter_of(outcomes: Sequence[Outcome], calibration: Calibration) -> Scatter:
    """Scatter of the right matches of pairs that have at least eight, where truth is better than 3 px.

    The pair's median takes out what its label is off by. It follows the residuals that it is taken of, too, which the
    factor undoes: of n normal residuals, each deviates from the median with 1 - (2 - pi / 2) / n of their variance.
    """
    by_pair: dict[tuple[str, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.truth_px < CORRECT_PX and outcome.error <= CORRECT_PX:
            by_pair.setdefault((outcome.dataset, outcome.scene, outcome.pair), []).append(outcome)
    chosen: list[Outcome] = []
    residuals, spreads = [np.zeros((0, 2))], [np.zeros((0, 2, 2))]
    for group in by_pair.values():
        if len(group) < _LEAST_OF_PAIR:
            continue
        found = np.array([o.residual for o in group])
        residuals.append((found - np.median(found, axis=0)) / np.sqrt(1 - (2 - np.pi / 2) / len(group)))
        for o in group:
            temperature = calibration.temperature(o.geometry.template)
            spreads.append(local_covariance(o.match.similarity, judged(o), temperature)[None])
        chosen += group
    return Scatter(np.concatenate(residuals), np.concatenate(spreads), tuple(chosen))


def fit_covariance(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Gain and floor of the covariance by Gaussian maximum likelihood over the scatter of right matches.

    Every data set weighs the same. Both stay what they were where there is too little scatter to tell.
    """
    from scipy.optimize import minimize

    scatter = scatter_of(outcomes, start)
    if len(scatter.outcomes) < LEAST_OUTCOMES:
        return start
    weight = even_weights([o.dataset for o in scatter.outcomes])

    def cost(parameters: Float64Array) -> float:
        gain, floor = np.exp(parameters)
        covariance = gain * scatter.spreads + floor * np.eye(2)
        surprise = _squared_distances(scatter.residuals, covariance) + np.log(np.linalg.det(covariance))
        return float(np.average(surprise, weights=weight))

    gain, floor = np.exp(minimize(cost, np.log([0.5, 0.05]), method="Nelder-Mead").x)
    return replace(start, covariance_gain=_rounded(float(gain)), covariance_floor=_rounded(float(floor)))


def even_weights(names: Sequence[str]) -> Float64Array:
    """Weights of mean about 1 with which every name counts the same, however often it occurs."""
    unique, index, counts = np.unique(np.array(names), return_inverse=True, return_counts=True)
    weights: Float64Array = np.minimum(len(names) / len(unique) / counts, _LARGEST_WEIGHT)[index]
    return weights


def _squared_distances(residuals: Float64Array, covariances: Float64Array) -> Float64Array:
    distances: Float64Array = np.einsum("ni,nij,nj->n", residuals, np.linalg.inv(covariances), residuals)
    return distances


def _rounded(value: float) -> float:
    """Five significant figures: similarities, and so constants, are of any order of magnitude."""
    return float(f"{value:.5g}")
