"""Transform, inliers, held-out accuracy and verdict from tie points whose truth is known."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from s2m2_engine.errors import InputError
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.fitting.accuracy import fit, measure
from s2m2_engine.scene.fitting.consensus import robust_fit
from s2m2_engine.scene.fitting.measurements import Measurements
from s2m2_engine.scene.fitting.reliability import Chance, Circumstances, reason_of_clouds, reasons_against
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform

TRUTH = AffineTransform(((1.002, -0.001, 7.3), (0.0015, 0.998, -4.1)))
USUAL = Circumstances(
    window_cells=625,
    chance=Chance(((1.0, math.pi / 625),)),
    independent_share=0.25,
    shift_px=(7.3, -4.1),
    radius_px=50,
)


def tie_points(count: int, wrong: float, noise_px: float = 0.5, truth: AffineTransform | None = None) -> Measurements:
    """Tie points over 1000 x 1000 px; a share `wrong` of them anywhere in a window of 25 x 25 px about the truth."""
    rng = np.random.default_rng(7)
    position = rng.uniform(0, 1000, (count, 2))
    field = np.array([7.3, -4.1]) if truth is None else truth.displacement(position)
    displacement = field + rng.normal(0, noise_px, (count, 2))
    bad = rng.random(count) < wrong
    displacement[bad] = (field + rng.uniform(-12, 12, (count, 2)))[bad]
    return Measurements(
        position,
        displacement,
        np.tile(np.eye(2) * 0.1, (count, 1, 1)),
        np.full(count, 0.8),
        np.zeros(count, dtype=bool),
    )


@pytest.mark.parametrize("wrong", [0.0, 0.3, 0.6])
def test_a_shift_is_found_among_mismatches(wrong: float) -> None:
    fitted = fit(tie_points(600, wrong), Reporter())
    assert fitted.transform.kind == "shift"
    assert fitted.transform.displacement(np.array([[500.0, 500.0]])) == pytest.approx(np.array([[7.3, -4.1]]), abs=0.12)


@pytest.mark.parametrize("wrong", [0.0, 0.3, 0.6])
def test_an_affine_is_chosen_where_the_tie_points_support_it(wrong: float) -> None:
    fitted = fit(tie_points(600, wrong, truth=TRUTH), Reporter())
    assert fitted.transform.kind == "affine"
    corners = np.array([[0.0, 0.0], [1000.0, 0.0], [0.0, 1000.0], [1000.0, 1000.0]])
    assert fitted.transform.displacement(corners) == pytest.approx(TRUTH.displacement(corners), abs=0.4)


def test_affine_by_sampling_survives_a_field_wider_than_any_cluster() -> None:
    steep = AffineTransform(((1.03, 0.0, 0.0), (0.0, 0.97, 0.0)))
    points = tie_points(300, 0.4, truth=steep)
    transform = robust_fit("affine", points.position, points.displacement, points.weights)
    centre = np.array([[500.0, 500.0]])
    assert transform.displacement(centre) == pytest.approx(steep.displacement(centre), abs=0.5)


def test_held_out_accuracy_is_that_of_the_noise() -> None:
    noise = 0.8
    fitted = fit(tie_points(900, 0.2, noise_px=noise), Reporter())
    accuracy = measure(fitted, (10.0, 10.0))
    # Radial residual of a circular Gaussian: rms = sigma sqrt 2, 90 % within 2.146 sigma.
    assert accuracy.rmse_px == pytest.approx(noise * 2**0.5, rel=0.1)
    assert accuracy.ce90_px == pytest.approx(noise * 2.146, rel=0.1)
    assert accuracy.rmse_m == pytest.approx(10 * accuracy.rmse_px)
    assert accuracy.held_out == fitted.inlier.sum()


def test_residuals_of_a_point_do_not_know_the_point() -> None:
    """A point far off its neighbours must show its whole error: a fit that saw it would hide part of it."""
    points = tie_points(12, 0.0, noise_px=0.0)
    points.displacement[0] += (2.0, 0.0)
    fitted = fit(points, Reporter())
    assert np.linalg.norm(fitted.held_out[0]) == pytest.approx(2.0, abs=1e-6)


def test_good_tie_points_are_trusted_and_random_ones_are_not() -> None:
    good = tie_points(400, 0.3)
    fitted = fit(good, Reporter())
    assert reasons_against(good, fitted, measure(fitted, (10.0, 10.0)), USUAL) == ()
    random = tie_points(400, 1.0)
    fitted = fit(random, Reporter())
    assert reasons_against(random, fitted, measure(fitted, (10.0, 10.0)), USUAL)


@pytest.mark.parametrize("seed", range(20))
def test_chance_never_passes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.choice([12, 40, 150]))
    points = Measurements(
        rng.uniform(0, 500, (count, 2)),
        rng.uniform(-12, 12, (count, 2)),
        np.tile(np.eye(2) * 0.1, (count, 1, 1)),
        np.full(count, 0.9),
        np.zeros(count, dtype=bool),
    )
    fitted = fit(points, Reporter())
    assert reasons_against(points, fitted, measure(fitted, (10.0, 10.0)), USUAL)


def test_agreement_says_little_where_few_shifts_could_be_judged() -> None:
    """Four of five tie points agree, but gaps left each of them only shifts that do."""
    points = tie_points(400, 0.2, noise_px=2)
    fitted = fit(points, Reporter())
    accuracy = measure(fitted, (10.0, 10.0))
    assert reasons_against(points, fitted, accuracy, USUAL) == ()
    few = replace(USUAL, chance=Chance(((1.0, math.pi / 100),)))
    assert reasons_against(points, fitted, accuracy, few)


def test_what_an_affine_goes_through_anyway_is_no_evidence() -> None:
    points = tie_points(48, 0.3)
    fitted = fit(points, Reporter())
    accuracy = measure(fitted, (10.0, 10.0))
    assert isinstance(fitted.transform, ShiftTransform)
    small = replace(USUAL, independent_share=0.2)
    assert reasons_against(points, fitted, accuracy, small) == ()
    same = AffineTransform(((1.0, 0.0, fitted.transform.dx), (0.0, 1.0, fitted.transform.dy)))
    bound = reasons_against(points, replace(fitted, transform=same), accuracy, small)
    assert any("by chance" in reason for reason in bound)


def test_chance_between_limits_grows_with_their_area() -> None:
    chance = Chance.of(lambda limit_px: 0.01 * limit_px**2, 3.0)
    assert chance.shares == ((3.0, pytest.approx(0.09)), (2.0, pytest.approx(0.04)))
    assert chance.within(3.0) == pytest.approx(0.09)
    assert chance.within(1.0) == pytest.approx(0.01)
    assert chance.within(100.0) == 1.0


def test_a_few_agreeing_points_in_a_corner_are_not_enough() -> None:
    points = tie_points(400, 1.0)
    corner = np.linalg.norm(points.position, axis=1) < 330
    points.displacement[corner] = (7.3, -4.1)
    fitted = fit(points, Reporter())
    reasons = reasons_against(points, fitted, measure(fitted, (10.0, 10.0)), USUAL)
    assert any("%" in reason for reason in reasons)


def test_beyond_the_search_radius_is_not_reliable() -> None:
    points = tie_points(400, 0.1)
    fitted = fit(points, Reporter())
    near = replace(USUAL, radius_px=3.0)
    assert any("search radius" in r for r in reasons_against(points, fitted, measure(fitted, (1.0, 1.0)), near))


def test_nothing_usable() -> None:
    points = tie_points(30, 0.0)
    none = replace(points, abstained=np.ones(30, dtype=bool))
    with pytest.raises(InputError):
        fit(none, Reporter())
    nan = float("nan")
    from s2m2_engine.scene.fitting.accuracy import Accuracy

    assert "None of the 30 places" in reasons_against(none, None, Accuracy(nan, nan, nan, nan, 0), USUAL)[0]


def test_a_match_between_many_clouds_is_not_trusted() -> None:
    assert reason_of_clouds(0.6) == ()
    assert "84% of the ground" in " ".join(reason_of_clouds(0.84))
