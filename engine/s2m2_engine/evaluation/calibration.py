"""Fit the structure matcher's constants to real data, and report how well they hold on scenes kept apart.

    python -m s2m2_engine.evaluation.calibration DATA_DIR [--write]

Half of the scenes of each data set are fitted to; every figure printed is of the other half. `--write` replaces
`model/calibrated.py`. DATA_DIR holds sentinel_la, sen12, sentinel_world and metre_scale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import S2M2Error
from ..model import calibrated
from ..model.confidence import Calibration, confidence, regressors
from ..model.correlation import WORST_SIMILARITY
from ..model.heatmap import PeakFigures, local_covariance, peak_figures, to_probability
from ..model.matcher import Float64Array
from ..model.structure import StructureMatcher
from .measure import Geometry, Outcome, run_trials, share_of_scenes
from .metrics import auroc, correct_match_rate, expected_calibration_error, kept_at_precision
from .windows import dataset

GEOMETRIES = tuple(
    Geometry(template, search)
    for template, search in (
        (32, 64), (40, 64), (48, 128), (64, 16), (64, 32), (64, 64), (64, 128), (96, 32), (96, 64), (96, 128),
        (128, 64), (192, 64),
    )
)  # fmt: skip
WINDOWS_PER_PAIR = {"sentinel_la": 5, "sen12": 2, "sentinel_world": 1, "metre_scale": 2}
MOST_PAIRS = 400
CORRECT_PX = 3.0
# Truth is known to a pixel or two: probability this near to it counts as being at it.
TRUTH_PX = 2.0


def collect(root: Path, held_out: bool) -> list[Outcome]:
    """Outcomes of the structure matcher on one half of the scenes of the data sets under `root`."""
    matcher = StructureMatcher()
    outcomes: list[Outcome] = []
    for name in WINDOWS_PER_PAIR:
        pairs = share_of_scenes(dataset(name, root), held_out)
        chosen = np.random.default_rng(0).permutation(len(pairs))[:MOST_PAIRS]
        some = [pairs[index] for index in sorted(chosen)]
        outcomes += run_trials(matcher, some, GEOMETRIES, WINDOWS_PER_PAIR[name])
    return outcomes


def _judged(outcome: Outcome) -> NDArray[np.bool_]:
    return outcome.match.similarity > WORST_SIMILARITY


def fit_temperature(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Temperature that makes the probability near the truth largest: mean log of the mass within 2 px of it."""
    from scipy.optimize import minimize

    maps = []
    for outcome in outcomes:
        similarity = outcome.match.similarity.astype(np.float64)
        y, x = np.ogrid[: similarity.shape[0], : similarity.shape[1]]
        near = np.hypot(x - outcome.trial.truth[0], y - outcome.trial.truth[1]) <= TRUTH_PX
        maps.append((similarity[_judged(outcome)], near[_judged(outcome)], np.log(outcome.geometry.template)))

    def cost(parameters: Float64Array) -> float:
        total = 0.0
        for similarity, near, log_side in maps:
            temperature = np.exp(parameters[0] - parameters[1] * log_side)
            weight = np.exp((similarity - similarity.max()) / temperature)
            total -= np.log(weight[near].sum() / weight.sum() + 1e-6)
        return total / len(maps)

    first = np.array([np.log(start.temperature_scale), start.temperature_power])
    best = minimize(cost, first, method="Nelder-Mead", options={"maxfev": 60, "xatol": 0.01, "fatol": 1e-4}).x
    scale, power = float(np.exp(best[0])), float(best[1])
    return replace(start, temperature_scale=round(scale, 4), temperature_power=round(power, 4))


def figures_of(outcome: Outcome, calibration: Calibration) -> PeakFigures:
    """The heatmap's figures under `calibration`'s temperature, which need not be the one that it was made with."""
    similarity, judged = outcome.match.similarity, _judged(outcome)
    temperature = calibration.temperature(outcome.geometry.template)
    return peak_figures(similarity, to_probability(similarity, judged, temperature), judged)


def fit_confidence(outcomes: Sequence[Outcome], start: Calibration, ridge: float = 1.0) -> Calibration:
    """Logistic regression of "right within 3 px" on the heatmap's figures, by Newton's method.

    Every data set weighs the same. `ridge` is the L2 penalty on the weights, in units of one outcome.
    """
    inputs = np.array(
        [(1.0, *regressors(figures_of(o, start), o.geometry.template, o.match.similarity.size)) for o in outcomes]
    )
    correct = np.array([o.error <= CORRECT_PX for o in outcomes], dtype=np.float64)
    names = np.array([o.dataset for o in outcomes])
    sizes = {name: (names == name).sum() for name in set(names)}
    weight = np.array([len(outcomes) / len(sizes) / sizes[name] for name in names])
    penalty = ridge * np.eye(inputs.shape[1])
    penalty[0, 0] = 0.0
    solution = np.zeros(inputs.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-np.clip(inputs @ solution, -30, 30)))
        gradient = inputs.T @ (weight * (probability - correct)) + penalty @ solution
        curvature = (inputs * (weight * probability * (1 - probability))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curvature, gradient)
        solution -= step
        if np.abs(step).max() < 1e-8:
            break
    rounded = [round(float(value), 4) for value in solution]
    return replace(start, confidence_bias=rounded[0], confidence_weights=tuple(rounded[1:]))


def scatter(outcomes: Sequence[Outcome], calibration: Calibration) -> tuple[Float64Array, Float64Array]:
    """Residuals (n, 2) of correct matches about their tile's median, and the spreads (n, 2, 2) of their heatmaps.

    Only Los Angeles tiles give enough windows per tile for that; the median takes out what the labels are off by.
    """
    by_pair: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.dataset == "sentinel_la" and outcome.error <= CORRECT_PX:
            by_pair.setdefault(outcome.pair, []).append(outcome)
    residuals, spreads = [], []
    for group in by_pair.values():
        if len(group) < 8:
            continue
        middle = np.median([o.residual for o in group], axis=0)
        for o in group:
            residuals.append(np.subtract(o.residual, middle))
            temperature = calibration.temperature(o.geometry.template)
            spreads.append(local_covariance(o.match.similarity, _judged(o), temperature))
    return np.array(residuals), np.array(spreads)


def _squared_distance(residuals: Float64Array, covariance: Float64Array) -> Float64Array:
    distance: Float64Array = np.einsum("ni,nij,nj->n", residuals, np.linalg.inv(covariance), residuals)
    return distance


def fit_covariance(outcomes: Sequence[Outcome], start: Calibration) -> Calibration:
    """Gain and floor of the covariance by Gaussian maximum likelihood over the scatter of correct matches."""
    from scipy.optimize import minimize

    residuals, spreads = scatter(outcomes, start)

    def cost(parameters: Float64Array) -> float:
        gain, floor = np.exp(parameters)
        covariance = gain * spreads + floor * np.eye(2)
        return float((_squared_distance(residuals, covariance) + np.log(np.linalg.det(covariance))).mean())

    best = np.exp(minimize(cost, np.log([0.5, 0.05]), method="Nelder-Mead").x)
    return replace(start, covariance_gain=round(float(best[0]), 4), covariance_floor=round(float(best[1]), 4))


def fit(outcomes: Sequence[Outcome], start: Calibration = calibrated.STRUCTURE) -> Calibration:
    """All constants, in the order in which they depend on each other."""
    return fit_covariance(outcomes, fit_confidence(outcomes, fit_temperature(outcomes, start)))


def report(outcomes: Sequence[Outcome], calibration: Calibration) -> str:
    """Tables of correct match rates and of how well the probabilities hold, for outcomes not fitted to."""
    stated = np.array(
        [
            confidence(figures_of(o, calibration), o.geometry.template, o.match.similarity.size, calibration)
            for o in outcomes
        ]
    )
    errors = np.array([o.error for o in outcomes])
    correct = errors <= CORRECT_PX
    lines = ["data set        template shifts     n  CMR@1 CMR@2 CMR@3   confidence   ECE  AUROC  kept at 99 %"]

    def line(title: str, chosen: NDArray[np.bool_]) -> str:
        if not chosen.any():
            return f"{title}     0"
        rates = " ".join(f"{100 * correct_match_rate(errors[chosen], t):5.1f}" for t in (1, 2, 3))
        figures = (
            f"{stated[chosen].mean():10.3f} {expected_calibration_error(stated[chosen], correct[chosen]):8.3f}"
            f" {auroc(stated[chosen], correct[chosen]):6.3f} {kept_at_precision(stated[chosen], correct[chosen]):9.2f}"
        )
        return f"{title} {chosen.sum():5d}  {rates} {figures}"

    names = np.array([o.dataset for o in outcomes])
    shapes = [o.geometry for o in outcomes]
    for geometry in GEOMETRIES:
        same = np.array([shape == geometry for shape in shapes])
        for name in WINDOWS_PER_PAIR:
            lines.append(line(f"{name:15s} {geometry.template:8d} {geometry.search:6d}", same & (names == name)))
        lines.append(line(f"{'all':15s} {geometry.template:8d} {geometry.search:6d}", same))
    for name in WINDOWS_PER_PAIR:
        lines.append(line(f"{name:15s} {'all':>8s} {'all':>6s}", names == name))
    lines.append(line(f"{'all':15s} {'all':>8s} {'all':>6s}", np.ones(len(outcomes), dtype=bool)))
    residuals, spreads = scatter(outcomes, calibration)
    covariance = calibration.covariance_gain * spreads + calibration.covariance_floor * np.eye(2)
    distance = _squared_distance(residuals, covariance)
    lines.append(
        f"covariance: {len(residuals)} correct matches scatter by {np.sqrt((residuals**2).mean()):.3f} px per axis; "
        f"stated {np.sqrt(covariance[:, [0, 1], [0, 1]].mean()):.3f} px; inside the stated 50 % / 90 % ellipse: "
        f"{(distance <= 1.386).mean():.2f} / {(distance <= 4.605).mean():.2f}"
    )
    return "\n".join(lines)


def source(calibration: Calibration) -> str:
    """The text of `model/calibrated.py`."""
    body = "".join(f"    {field.name}={getattr(calibration, field.name)!r},\n" for field in fields(calibration))
    head = Path(calibrated.__file__).read_text(encoding="utf-8").split("STRUCTURE = ")[0]
    return f"{head}STRUCTURE = Calibration(\n{body})\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `python -m s2m2_engine.evaluation.calibration`; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m s2m2_engine.evaluation.calibration", description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds the data sets")
    parser.add_argument("--write", action="store_true", help="replace model/calibrated.py")
    options = parser.parse_args(arguments)
    try:
        fitted = fit(collect(options.data, held_out=False))
        print(report(collect(options.data, held_out=True), fitted))
    except S2M2Error as error:
        print(error, file=sys.stderr)
        return error.exit_status
    text = source(fitted)
    print(text)
    if options.write:
        Path(calibrated.__file__).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
