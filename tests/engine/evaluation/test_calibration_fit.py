"""Fitting and reporting constants, on made outcomes whose probabilities are known and on real ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.errors import InputError
from s2m2_engine.evaluation.calibration import constants_source, windows_per_pair
from s2m2_engine.evaluation.calibration_fit import (
    even_weights,
    fit,
    fit_confidence,
    fit_covariance,
    fit_temperature,
    scatter_of,
)
from s2m2_engine.evaluation.calibration_report import (
    calibration_figures,
    reliability,
    report_text,
    stated_confidences,
    write_json,
)
from s2m2_engine.evaluation.measure import Geometry, Outcome, run_trials, share_of_scenes
from s2m2_engine.evaluation.reliability_figure import reliability_figure, wilson_interval, write_reliability
from s2m2_engine.evaluation.windows import Trial
from s2m2_engine.metrics import expected_calibration_error
from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.heatmap import local_covariance, to_probability
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.structure_constants import STRUCTURE
from s2m2_engine.pairs.image_pairs import ImagePair, dataset
from s2m2_engine.studies.baselines import load_baseline

# What made outcomes follow; no matcher's own, which change when they are fitted anew.
TRUE = Calibration(1.0, 1.0, 0.5, 0.05, -1.7, (0.0, 0.3, 0.7, 2.6, -1.5, 0.4, 0.0))
SHIFTS = 33
WINDOWS = WindowPair(Window(0, 0, 96, 96), Window(0, 0, 64, 64))
JUDGED = np.ones((SHIFTS, SHIFTS), bool)


def outcome(similarity: np.ndarray, truth: tuple[float, float], residual: tuple[float, float], **names: str) -> Outcome:
    """A match that is `residual` (col, row) off."""
    match = Match(
        heatmap=similarity,
        similarity=similarity.astype(np.float32),
        offset=(truth[0] + residual[0], truth[1] + residual[1]),
        covariance=np.eye(2),
        confidence=0.5,
    )
    labels = {"dataset": "made", "scene": "s", "pair": "p", **names}
    return Outcome(geometry=Geometry(64, SHIFTS - 1), trial=Trial(WINDOWS, truth), match=match, **labels)


def believed(count: int, temperature: float, seed: int, name: str = "made") -> list[Outcome]:
    """Maps of peaks of any height, the truth drawn from their own probability at `temperature`."""
    random = np.random.default_rng(seed)
    outcomes = []
    for number in range(count):
        similarity = gaussian_filter(random.normal(size=(SHIFTS, SHIFTS)), 1.2, mode="wrap")
        similarity *= random.uniform(0.002, 0.12) / similarity.std()
        probability = to_probability(similarity.astype(np.float32), JUDGED, temperature).astype(np.float64).ravel()
        row, col = divmod(int(random.choice(probability.size, p=probability / probability.sum())), SHIFTS)
        found_row, found_col = divmod(int(similarity.argmax()), SHIFTS)
        truth = float(col), float(row)
        outcomes.append(outcome(similarity, truth, (found_col - col, found_row - row), dataset=name, pair=str(number)))
    return outcomes


def scattered(gain: float, floor: float, pairs: int, windows: int, seed: int, **names: str) -> list[Outcome]:
    """Peaks of several widths that scatter as gain * spread + floor says, and labels that are off by a pixel or so."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:SHIFTS, :SHIFTS] - SHIFTS // 2
    outcomes = []
    for pair in range(pairs):
        label = random.normal(scale=0.5, size=2)
        for _ in range(windows):
            wide, narrow = random.uniform(1, 3), random.uniform(0.2, 1)
            similarity = (-0.01 * (x**2 / wide + y**2 / narrow)).astype(np.float32)
            spread = local_covariance(similarity, JUDGED, TRUE.temperature(64))
            residual = label + random.multivariate_normal([0, 0], gain * spread + floor * np.eye(2))
            outcomes.append(outcome(similarity, (16.0, 16.0), tuple(residual), pair=str(pair), **names))
    return outcomes


# --- fitting ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_temperature_is_recovered() -> None:
    start = replace(TRUE, temperature_scale=4.0)
    for true in (0.01, 0.03):
        fitted = fit_temperature(believed(500, true, seed=1), start)
        assert fitted.temperature(64) == pytest.approx(true, rel=0.25)
        assert fitted.confidence_weights == start.confidence_weights


def claimed(count: int, truth: Calibration, seed: int) -> tuple[list[Outcome], np.ndarray]:
    """Matches that are right with exactly the probability that `truth` states, and that probability."""
    random = np.random.default_rng(seed)
    outcomes = believed(count, truth.temperature(64), seed)
    stated = stated_confidences(outcomes, truth)
    residuals = np.where(random.uniform(size=count) < stated, 0.0, 9.0)
    return [
        outcome(one.match.similarity, one.trial.truth, (residual, 0.0)) for one, residual in zip(outcomes, residuals)
    ], stated


@pytest.mark.slow
def test_confidence_recovers_known_probabilities() -> None:
    start = replace(TRUE, confidence_bias=0.0, confidence_weights=(0.0,) * 7)
    fitted = fit_confidence(claimed(1500, TRUE, seed=2)[0], start)
    unseen, known = claimed(1000, TRUE, seed=3)
    stated = stated_confidences(unseen, fitted)
    assert known.std() > 0.2
    assert np.abs(stated - known).mean() < 0.03
    assert expected_calibration_error(stated, np.array([one.error <= 3 for one in unseen])) < 0.04
    assert fitted.temperature(64) == TRUE.temperature(64)


def test_confidence_does_not_depend_on_the_scale_of_similarities() -> None:
    outcomes, _ = claimed(600, TRUE, seed=4)
    small = [
        replace(one, match=replace(one.match, similarity=one.match.similarity * np.float32(0.05))) for one in outcomes
    ]
    stated = stated_confidences(outcomes, fit_confidence(outcomes, TRUE))
    shrunk = replace(TRUE, temperature_scale=TRUE.temperature_scale * 0.05)
    assert stated_confidences(small, fit_confidence(small, shrunk)) == pytest.approx(stated, abs=0.04)


def test_data_sets_weigh_the_same_but_no_single_outcome_much() -> None:
    weights = even_weights(["large"] * 60 + ["small"] * 30)
    assert weights[:60].sum() == pytest.approx(weights[60:].sum())
    assert even_weights(["large"] * 999 + ["tiny"])[-1] == pytest.approx(4)


def test_covariance_is_recovered_whatever_the_label_is_off_by() -> None:
    fitted = fit_covariance(scattered(0.5, 0.04, pairs=150, windows=8, seed=5), TRUE)
    assert fitted.covariance_gain == pytest.approx(0.5, rel=0.12)
    assert fitted.covariance_floor == pytest.approx(0.04, abs=0.03)


def test_coarse_truth_and_few_windows_stay_out_of_the_covariance() -> None:
    good = scattered(0.5, 0.04, pairs=5, windows=9, seed=6)
    coarse = [replace(one, truth_px=3.0) for one in scattered(2.0, 1.0, pairs=5, windows=9, seed=7, scene="coarse")]
    few = scattered(2.0, 1.0, pairs=5, windows=7, seed=8, scene="few")
    wrong = [replace(one, match=replace(one.match, offset=(0.0, 0.0))) for one in good]
    scatter = scatter_of([*good, *coarse, *few, *wrong], TRUE)
    assert list(map(id, scatter.outcomes)) == [id(one) for one in good]


def test_covariance_stays_without_scatter() -> None:
    assert fit_covariance(scattered(0.5, 0.04, pairs=2, windows=8, seed=9), TRUE) is TRUE


def test_nothing_to_fit_is_an_input_error() -> None:
    outcomes = [replace(one, match=replace(one.match, offset=one.trial.truth)) for one in believed(50, 0.02, seed=1)]
    with pytest.raises(InputError, match="50 of 50") as caught:
        fit(outcomes, TRUE)
    assert caught.value.code == "nothing_to_fit"
    assert caught.value.hint


def test_scenes_are_shared_out_evenly_and_never_split() -> None:
    pairs = [
        ImagePair(name, f"scene {scene}", Path(f"{name}{scene}{patch}"), Path("s"))
        for name, scenes in (("many", 7), ("one", 1))
        for scene in range(scenes)
        for patch in range(3)
    ]
    halves = [share_of_scenes(pairs, held_out) for held_out in (False, True)]
    scenes = [{(pair.dataset, pair.scene) for pair in half} for half in halves]
    assert not scenes[0] & scenes[1]
    assert [len(one) for one in scenes] == [4, 4]
    assert sorted(map(len, halves)) == [12, 12]


def test_few_pairs_give_more_windows_each() -> None:
    assert windows_per_pair(3) == 8
    assert windows_per_pair(400) == 1
    assert 8 > windows_per_pair(40) > 1


# --- reporting --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed() -> list[Outcome]:
    """Two data sets, one of two sensors, whose truth is good to 3 px for one of them."""
    first = believed(150, 0.02, seed=10, name="first")
    second = believed(200, 0.02, seed=11, name="second")
    return [
        *first,
        *(replace(one, subset="A") for one in second[:120]),
        *(replace(one, subset="B & C", truth_px=3.0) for one in second[120:]),
        *scattered(0.5, 0.04, pairs=3, windows=9, seed=12, dataset="first", scene="t"),
    ]


@pytest.mark.slow
def test_figures_by_data_set_and_subset(mixed: list[Outcome]) -> None:
    figures = {(one.dataset, one.subset): one for one in calibration_figures(mixed, TRUE)}
    assert {key: one.count for key, one in figures.items()} == {
        ("all", "all"): 377,
        ("first", "all"): 177,
        ("second", "all"): 200,
        ("second", "A"): 120,
        ("second", "B & C"): 80,
    }
    assert all(sum(bin_.count for bin_ in one.bins) == one.count for one in figures.values())
    assert figures["second", "B & C"].rates[:2] == (None, None)
    assert None not in figures["second", "A"].rates
    assert figures["second", "all"].ellipses is None
    assert figures["first", "all"].ellipses is not None
    assert "B & C" in report_text(mixed, TRUE)


def test_reliability_bins() -> None:
    bins = reliability(np.array([0.05, 0.93, 0.97, 1.0]), np.array([False, True, False, True]))
    assert [(one.low, one.count) for one in bins] == [(0.0, 1), (0.9, 3)]
    assert bins[1].stated == pytest.approx(2.9 / 3)
    assert bins[1].found == pytest.approx(2 / 3)


def test_wilson_interval_is_inside_0_and_1() -> None:
    assert wilson_interval(0.5, 100) == pytest.approx((0.404, 0.596), abs=1e-3)
    assert wilson_interval(1.0, 10) == pytest.approx((0.722, 1.0), abs=1e-3)


def test_json_and_diagram(mixed: list[Outcome], tmp_path: Path) -> None:
    figures = calibration_figures(mixed, TRUE)
    matcher = load_baseline("structure")
    content = json.loads(write_json(tmp_path / "ki & ä", matcher, TRUE, 42, figures).read_text(encoding="utf-8"))
    assert (content["model"], content["matched_with"], content["fitted_to"]) == ("structure", matcher.sha256, 42)
    restored = {**content["calibration"], "confidence_weights": tuple(content["calibration"]["confidence_weights"])}
    assert Calibration(**restored) == TRUE
    groups = {(one["dataset"], one["subset"]): one for one in content["groups"]}
    assert groups["all", "all"]["ellipses"]["count"] == 27
    assert sum(one["count"] for one in groups["second", "A"]["bins"]) == 120

    path = write_reliability(tmp_path / "ki & ä", "<model>", figures)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    texts = ["".join(text.itertext()) for text in root.iterfind(".//{*}text")]
    assert any(text.startswith("<model>") for text in texts)
    assert sum("matches, ECE" in text for text in texts) == 3

    panels = reliability_figure("<model>", figures).axes
    shown = [one for one in figures if one.subset == "all"]
    # A panel for all and for each data set; a point for each bin.
    assert [axes.get_title().split("\n")[0] for axes in panels] == [one.dataset for one in shown]
    for axes, one in zip(panels, shown):
        bars, points = axes.collections
        assert np.asarray(points.get_offsets()).tolist() == [[each.stated, each.found] for each in one.bins]
        assert [path.vertices[:, 1].tolist() for path in bars.get_paths()] == [
            list(wilson_interval(each.found, each.count)) for each in one.bins
        ]


# --- real data --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_calibration_fits_and_writes_constants(shared_data: Path) -> None:
    pairs = dataset("sentinel_la", shared_data)[:12]
    outcomes = list(run_trials(load_baseline("structure"), pairs, [Geometry(64, 32), Geometry(64, 64)], 8))
    fitted = fit(outcomes, STRUCTURE)
    # The similarity's noise falls with the template's side, so the temperature must be of the order of 1 / side.
    assert 0.003 < fitted.temperature(64) < 0.05
    assert 0 < fitted.covariance_gain < 5
    assert "sentinel_la" in report_text(outcomes, fitted)
    namespace: dict[str, object] = {
        "__name__": "s2m2_engine.model.structure_constants",
        "__package__": "s2m2_engine.model",
    }
    exec(compile(constants_source(fitted), "structure_constants.py", "exec"), namespace)
    assert namespace["STRUCTURE"] == fitted


def test_subsets_reach_the_outcomes(shared_data: Path) -> None:
    pairs = [pair for pair in dataset("multisensor", shared_data) if pair.subset in ("GF-3", "Sentinel-1")][::6]
    outcomes = list(run_trials(load_baseline("structure"), pairs, [Geometry(96, 32)], 1))
    assert {(one.subset, one.truth_px) for one in outcomes} == {("GF-3", 3.0), ("Sentinel-1", 1.0)}
