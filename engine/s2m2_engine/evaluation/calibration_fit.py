"""Fits the calibration constants of a matcher (temperature, confidence, covariance) to outcomes with known truth."""

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
# Most true positions are known to a pixel or two, so probability within this distance counts as being at the truth.
TRUTH_PX = 2.0
# Fitting a confidence needs at least this many correct matches and this many wrong matches.
LEAST_OUTCOMES = 20
# A pair needs this many correct matches for a meaningful median residual.
_LEAST_OF_PAIR = 8
# All data sets count the same, but no outcome may weigh more than this many times the mean weight.
_LARGEST_WEIGHT = 4.0
_SIDE = 64


def compared_shifts(outcome: Outcome) -> NDArray[np.bool_]:
    """Return the mask of the shifts that the matcher compared; it leaves out shifts with too few valid pixels."""
    return outcome.match.similarity > WORST_SIMILARITY


def figures_of(outcome: Outcome, calibration: Calibration) -> PeakFigures:
    """Return the heatmap's peak figures at the temperature of `calibration`, whatever temperature made the heatmap."""
    similarity, compared = outcome.match.similarity, compared_shifts(outcome)
    temperature = calibration.temperature(outcome.geometry.template)
    return peak_figures(similarity, to_probability(similarity, compared, temperature), compared)


def fit(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Fit all constants, in the order in which they depend on each other.

    Raises:
        InputError: "nothing_to_fit" if too few matches are correct, or too few are wrong.
    """
    correct = sum(outcome.error <= CORRECT_PX for outcome in outcomes)
    if min(correct, len(outcomes) - correct) < LEAST_OUTCOMES:
        raise InputError(
            "nothing_to_fit",
            f"{correct} of {len(outcomes)} matches are correct within {CORRECT_PX:g} px. Fitting a confidence needs at "
            f"least {LEAST_OUTCOMES} correct and {LEAST_OUTCOMES} wrong matches.",
            "Hold out more pairs. If hardly any match is correct, train longer first.",
        )
    return fit_covariance(outcomes, fit_confidence(outcomes, fit_temperature(outcomes, start)))


def fit_temperature(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Fit the temperature: maximise the mean log of the probability within 2 px of the true position."""
    from scipy.optimize import minimize

    maps = []
    for outcome in outcomes:
        similarity, compared = outcome.match.similarity, compared_shifts(outcome)
        if not compared.any():
            continue
        y, x = np.ogrid[: similarity.shape[0], : similarity.shape[1]]
        distance = np.hypot(x - outcome.trial.truth[0], y - outcome.trial.truth[1])
        near = distance[compared] <= max(TRUTH_PX, outcome.truth_px)
        score = (similarity[compared].astype(np.float64) - similarity.max()).astype(np.float32)
        maps.append((score, near, np.log(outcome.geometry.template / _SIDE)))

    def cost(parameters: Float64Array) -> float:
        total = 0.0
        for score, near, log_side in maps:
            weight = np.exp(score / np.float32(np.exp(parameters[0] - parameters[1] * log_side)))
            total -= np.log(weight[near].sum(dtype=np.float64) / weight.sum(dtype=np.float64) + 1e-6)
        return total / len(maps)

    # The temperature is fitted at the usual template side, where the two parameters hardly depend on each other.
    first = np.array([np.log(start.temperature(_SIDE)), start.temperature_power])
    simplex = first + np.array([[0.0, 0.0], [0.5, 0.0], [0.0, 0.25]])
    options = {"initial_simplex": simplex, "maxfev": 60, "xatol": 0.005, "fatol": 1e-5}
    log_temperature, power = minimize(cost, first, method="Nelder-Mead", options=options).x
    scale = float(np.exp(log_temperature + power * np.log(_SIDE)))
    return replace(start, temperature_scale=_rounded(scale), temperature_power=_rounded(float(power)))


def fit_confidence(outcomes: Sequence[Outcome], start: Calibration, ridge: float = 1.0) -> Calibration:
    """Fit a logistic regression of "correct within 3 px" on the heatmap's peak figures.

    Every data set has the same weight. `ridge` is the L2 penalty on the weights of the standardised inputs, in units of
    one outcome.
    """
    from scipy.optimize import minimize

    inputs = np.array(
        [
            regressors(figures_of(outcome, start), outcome.geometry.template, outcome.match.similarity.size)
            for outcome in outcomes
        ]
    )
    correct = np.array([outcome.error <= CORRECT_PX for outcome in outcomes], dtype=np.float64)
    weight = even_weights([outcome.dataset for outcome in outcomes])
    # The similarities of matchers differ in scale by orders of magnitude. The penalty must not depend on that scale.
    mean, deviation = inputs.mean(axis=0), np.maximum(inputs.std(axis=0), 1e-9)
    standard = np.column_stack([np.ones(len(inputs)), (inputs - mean) / deviation])
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
    bias = solution[0] - weights @ mean
    return replace(
        start,
        confidence_bias=_rounded(float(bias)),
        confidence_weights=tuple(_rounded(float(value)) for value in weights),
    )


@dataclass(frozen=True)
class Scatter:
    """Residuals of correct matches, without the error of their pair's label.

    Attributes:
        residuals: (n, 2), relative to the median residual of the pair, px.
        spreads: (n, 2, 2), covariances of the heatmaps around their peaks, px².
        outcomes: the n correct matches.
    """

    residuals: Float64Array
    spreads: Float64Array
    outcomes: tuple[Outcome, ...]

    def squared_distances(self, calibration: Calibration) -> Float64Array:
        """Return the squared Mahalanobis distances (n,) of the residuals under the calibrated covariances."""
        return _squared_distances(self.residuals, stated_covariances(self, calibration))


def stated_covariances(scatter: Scatter, calibration: Calibration) -> Float64Array:
    """Return `Calibration.covariance` of all spreads, (n, 2, 2), px²."""
    covariances: Float64Array = calibration.covariance_gain * scatter.spreads + calibration.covariance_floor * np.eye(2)
    return covariances


def scatter_of(outcomes: Sequence[Outcome], calibration: Calibration) -> Scatter:
    """Collect the correct matches of pairs with at least eight of them and a truth better than 3 px.

    Subtracting the median residual of a pair removes the error of its label. It also reduces the variance: the
    deviations of n normal residuals from their median have 1 - (2 - pi / 2) / n of their variance. A factor undoes
    this.
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
        found = np.array([outcome.residual for outcome in group])
        residuals.append((found - np.median(found, axis=0)) / np.sqrt(1 - (2 - np.pi / 2) / len(group)))
        for outcome in group:
            temperature = calibration.temperature(outcome.geometry.template)
            spreads.append(local_covariance(outcome.match.similarity, compared_shifts(outcome), temperature)[None])
        chosen += group
    return Scatter(np.concatenate(residuals), np.concatenate(spreads), tuple(chosen))


def fit_covariance(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Fit gain and floor of the covariance by Gaussian maximum likelihood over the residuals of correct matches.

    Every data set has the same weight. With too few residuals the calibration stays as it is.
    """
    from scipy.optimize import minimize

    scatter = scatter_of(outcomes, start)
    if len(scatter.outcomes) < LEAST_OUTCOMES:
        return start
    weight = even_weights([outcome.dataset for outcome in scatter.outcomes])

    def cost(parameters: Float64Array) -> float:
        gain, floor = np.exp(parameters)
        covariance = gain * scatter.spreads + floor * np.eye(2)
        deviance = _squared_distances(scatter.residuals, covariance) + np.log(np.linalg.det(covariance))
        return float(np.average(deviance, weights=weight))

    gain, floor = np.exp(minimize(cost, np.log([0.5, 0.05]), method="Nelder-Mead").x)
    return replace(start, covariance_gain=_rounded(float(gain)), covariance_floor=_rounded(float(floor)))


def even_weights(names: Sequence[str]) -> Float64Array:
    """Return weights (n,) with a mean of about 1, so that every name counts the same, however often it occurs."""
    unique, index, counts = np.unique(np.array(names), return_inverse=True, return_counts=True)
    weights: Float64Array = np.minimum(len(names) / len(unique) / counts, _LARGEST_WEIGHT)[index]
    return weights


def _squared_distances(residuals: Float64Array, covariances: Float64Array) -> Float64Array:
    distances: Float64Array = np.einsum("ni,nij,nj->n", residuals, np.linalg.inv(covariances), residuals)
    return distances


def _rounded(value: float) -> float:
    """Round to five significant digits, because constants can have any order of magnitude."""
    return float(f"{value:.5g}")
