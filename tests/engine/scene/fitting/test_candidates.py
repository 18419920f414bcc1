"""Which kind of transform tie points support: known fields, overlapping templates, and chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import pytest

from s2m2_engine.errors import InputError
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.fitting.accuracy import Fit, compare, fit, measure
from s2m2_engine.scene.fitting.measurements import Measurements
from s2m2_engine.scene.fitting.transform import (
    AffineTransform,
    followed_by,
    inverse_affine,
    moved_by,
    rescaled,
    reversed_transform,
    turns_over,
)

Field = Callable[[np.ndarray], np.ndarray]
SIDE = 1600.0
# 5 px amplitude along both axes, a period of 300 px.
WAVES = 2 * np.pi / 300


def _turned(xy: np.ndarray) -> np.ndarray:
    return (xy - SIDE / 2) @ np.array([[0.004, 0.008], [-0.008, 0.004]]) + (7.0, -4.0)


FIELDS: dict[str, Field] = {
    "shift": lambda xy: np.tile([7.0, -4.0], (len(xy), 1)),
    "similarity": _turned,
    "affine": lambda xy: (xy - SIDE / 2) @ np.array([[0.01, 0.0], [0.0, -0.006]]) + (7.0, -4.0),
    "polynomial": lambda xy: np.column_stack([9e-6 * (xy[:, 0] - 800) ** 2, 9e-6 * (xy[:, 0] - 800) * xy[:, 1]]),
    "tps": lambda xy: 5 * np.sin(WAVES * xy[:, ::-1]),
}


def tie_points(
    field: Field, wrong: float = 0.1, noise_px: float = 0.7, step: float = 40.0, side: float = SIDE
) -> Measurements:
    """Tie points on a lattice of `side` px, with noise; a share `wrong` of them within 12 px of their place."""
    rng = np.random.default_rng(3)
    axis = np.arange(step / 2, side, step)
    position = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    displacement = field(position) + rng.normal(0, noise_px, position.shape)
    bad = rng.random(len(position)) < wrong
    displacement[bad] = (field(position) + rng.uniform(-12, 12, position.shape))[bad]
    count = len(position)
    return Measurements(
        position, displacement, np.tile(0.3 * np.eye(2), (count, 1, 1)), np.full(count, 0.8), np.zeros(count, bool)
    )


def _rmse(fitted: Fit, field: Field) -> float:
    places = np.random.default_rng(1).uniform(80, SIDE - 80, (2000, 2))
    off = fitted.transform.displacement(places) - field(places)
    return float(np.sqrt((off**2).sum(axis=1).mean()))


@pytest.mark.parametrize("kind", FIELDS)
def test_the_kind_that_made_the_field_is_chosen(kind: str) -> None:
    fitted = fit(tie_points(FIELDS[kind]), Reporter())
    assert fitted.transform.kind == kind
    assert _rmse(fitted, FIELDS[kind]) < (1.0 if kind == "tps" else 0.2)
    chosen = [candidate for candidate in compare(fitted, (10.0, 10.0)) if candidate.chosen]
    assert [candidate.kind for candidate in chosen] == [kind]
    accuracy = measure(fitted, (10.0, 10.0))
    assert chosen[0].ce90_px == pytest.approx(accuracy.ce90_px)
    assert chosen[0].ce90_m == pytest.approx(10 * accuracy.ce90_px)
    assert all(candidate.why.endswith(".") for candidate in fitted.candidates)


@pytest.mark.parametrize("kind", FIELDS)
def test_the_stated_ce90_holds_for_new_tie_points(kind: str) -> None:
    """Nine of ten tie points that no fit has seen lie within CE90; more where held-out blocks leave wide gaps."""
    noise = 0.7
    fitted = fit(tie_points(FIELDS[kind], noise_px=noise), Reporter())
    rng = np.random.default_rng(11)
    places = rng.uniform(80, SIDE - 80, (3000, 2))
    off = fitted.transform.displacement(places) - FIELDS[kind](places) - rng.normal(0, noise, places.shape)
    within = (np.linalg.norm(off, axis=1) <= measure(fitted, (1.0, 1.0)).ce90_px).mean()
    assert 0.85 <= within <= (0.99 if kind == "tps" else 0.95)


def test_errors_that_overlapping_templates_share_are_not_followed() -> None:
    """Templates of 64 px at every 16th pixel: errors of neighbours are alike, and are no distortion of the ground."""
    from scipy import ndimage

    points = tie_points(FIELDS["shift"], wrong=0.0, noise_px=0.0, step=16.0, side=SIDE / 2.5)
    count = round(len(points) ** 0.5)
    noise = np.random.default_rng(2).normal(0, 1, (count, count, 2))
    smooth = np.stack([ndimage.uniform_filter(noise[..., axis], 4) for axis in (0, 1)], axis=-1)
    points.displacement[:] += (0.8 * smooth / smooth.std()).reshape(-1, 2)
    fitted = fit(points, Reporter(), template_px=64)
    assert fitted.transform.kind == "shift"
    # With blocks as small as the step, the errors of neighbours would pass for the ground's.
    assert fit(points, Reporter(), template_px=8).transform.kind == "tps"


def test_chance_agrees_with_no_kind_more_than_with_a_shift() -> None:
    """Displacements all over the window: a disc of 5 px covers an eighth of it; no kind finds more than twice that."""
    for seed in range(5):
        points = tie_points(FIELDS["shift"], wrong=0.0)
        points.displacement[:] = np.random.default_rng(seed).uniform(-12, 12, points.displacement.shape)
        fitted = fit(points, Reporter())
        for candidate in fitted.candidates:
            assert (np.linalg.norm(candidate.held_out, axis=1) <= 5).mean() < 0.25


# A quarter turn, mirrored and stretched.
PRIOR = AffineTransform(((0.1, 1.2, 30.0), (0.8, 0.05, -200.0)))


@pytest.mark.parametrize("kind", FIELDS)
def test_an_affine_transform_follows_any_other_and_is_undone(kind: str) -> None:
    transform = fit(tie_points(FIELDS[kind], wrong=0.0), Reporter()).transform
    places = np.random.default_rng(4).uniform(200, SIDE - 200, (50, 2))
    both = followed_by(transform, PRIOR)
    assert both.apply(places) == pytest.approx(PRIOR.apply(transform.apply(places)), abs=1e-6)
    assert followed_by(both, inverse_affine(PRIOR)).apply(places) == pytest.approx(transform.apply(places), abs=1e-6)
    assert both.invert(both.apply(places)) == pytest.approx(places, abs=1e-3)


@pytest.mark.parametrize("kind", ["affine", "polynomial", "tps"])
def test_straightened_tie_points_give_the_fit_that_those_as_they_are_have(kind: str) -> None:
    straight = tie_points(FIELDS[kind])
    there = PRIOR.apply(straight.position + straight.displacement)
    linear = np.asarray(PRIOR.matrix)[:, :2]
    as_they_are = replace(
        straight, displacement=there - straight.position, covariance=linear @ straight.covariance @ linear.T
    )
    again = as_they_are.straightened(PRIOR)
    assert again.displacement == pytest.approx(straight.displacement)
    assert again.covariance == pytest.approx(straight.covariance)
    fitted = fit(again, Reporter(), simplest="affine")
    back = fitted.bent_back(PRIOR)
    assert back.transform.kind == fitted.transform.kind == kind
    assert {one.kind for one in back.candidates}.isdisjoint({"shift", "similarity"})
    # Held-out residuals lie where the tie points lie. Mismatches aside, they are nearly what the fit leaves over.
    left = as_they_are.displacement - back.transform.displacement(as_they_are.position)
    near = fitted.inlier
    assert np.linalg.norm(left[near] - back.held_out[near], axis=1).mean() < (1.0 if kind == "tps" else 0.2)


def test_too_few_tie_points_for_the_simplest_kind() -> None:
    points = tie_points(FIELDS["affine"], wrong=0.0)
    few = Measurements(*(getattr(points, field.name)[:8] for field in fields(points)))
    with pytest.raises(InputError, match="affine"):
        fit(few, Reporter(), simplest="affine")


def test_tie_points_on_a_line_support_only_a_shift() -> None:
    points = tie_points(FIELDS["affine"])
    points.position[:, 1] = 5.0
    assert fit(points, Reporter()).transform.kind == "shift"


@pytest.mark.parametrize("kind", FIELDS)
def test_transforms_are_moved_reversed_and_rescaled(kind: str) -> None:
    transform = fit(tie_points(FIELDS[kind], wrong=0.0), Reporter()).transform
    places = np.random.default_rng(4).uniform(200, SIDE - 200, (50, 2))
    there = transform.apply(places)
    assert moved_by(transform, (3.0, -2.0)).apply(places) == pytest.approx(there + np.array([3.0, -2.0]))
    assert np.abs(reversed_transform(transform).apply(there) - places).max() < 0.6
    assert np.abs(transform.invert(there) - places).max() < 1e-3
    origin, step = np.array([500_000.0, 5_400_000.0]), np.array([10.0, -10.0])
    mapped = rescaled(transform, origin, step)
    assert mapped.kind == kind
    assert mapped.apply(origin + step * places) == pytest.approx(origin + step * there, abs=1e-4)
    assert not turns_over(transform, np.array([200.0, 200.0]), np.array([1400.0, 1400.0]))
