"""The standard deviation of a fit is about the size of its errors, and grows away from the tie points."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.progress import Reporter
from s2m2_engine.scene.fitting.accuracy import Fit, fit
from s2m2_engine.scene.fitting.measurements import Measurements
from s2m2_engine.scene.fitting.transform import TransformKind

SIDE = 1000.0
NOISE_PX = 0.6


def truth(name: str, xy: np.ndarray) -> np.ndarray:
    u = xy / SIDE
    return {
        "shift": np.broadcast_to([3.0, -2.0], xy.shape),
        "affine": np.column_stack([6 * u[:, 0] + 2 * u[:, 1], -4 * u[:, 1]]),
        "polynomial": np.column_stack([12 * u[:, 0] ** 2, -10 * u[:, 0] * u[:, 1]]),
        "waves": 4 * np.sin(2 * np.pi / 500 * xy[:, ::-1]),
    }[name]


def fitted(name: str, seed: int, asked: TransformKind | None = None) -> Fit:
    """A fit to 400 tie points, a tenth of which are mismatches."""
    random = np.random.default_rng(seed)
    steps = np.arange(25, SIDE, 50)
    position = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    displacement = truth(name, position) + random.normal(0, NOISE_PX, position.shape)
    wrong = random.random(len(position)) < 0.1
    displacement[wrong] += random.uniform(-12, 12, (int(wrong.sum()), 2))
    points = Measurements(
        position,
        displacement,
        np.broadcast_to(np.eye(2) * NOISE_PX**2, (len(position), 2, 2)),
        np.ones(len(position)),
        np.zeros(len(position), dtype=bool),
    )
    return fit(points, Reporter(), 64.0, asked)


def inside() -> np.ndarray:
    return np.random.default_rng(9).uniform(50, SIDE - 50, (500, 2))


@pytest.mark.parametrize("name", ["shift", "affine", "polynomial", "waves"])
def test_errors_are_about_as_large_as_the_deviation(name: str) -> None:
    ratios = []
    for seed in range(6):
        found = fitted(name, seed)
        error = found.transform.displacement(inside()) - truth(name, inside())
        ratios.append((error**2).mean() / (found.deviation.at(inside()) ** 2).mean())
    # What all tie points have in common is not simulated, and dominates where many determine few parameters.
    assert 0.02 < np.mean(ratios) < 2.0
    if name == "waves":
        assert np.mean(ratios) > 0.4


def test_a_kind_that_cannot_follow_the_ground_says_so() -> None:
    found = fitted("waves", 0, asked="affine")
    error = found.transform.displacement(inside()) - truth("waves", inside())
    ratio = np.sqrt((error**2).mean() / (found.deviation.at(inside()) ** 2).mean())
    assert found.transform.kind == "affine"
    # Where the ground is farther off than a mismatch may be, it counts as one.
    assert 0.7 < ratio < 2.2
    assert found.deviation.at(inside()).min() > 5 * fitted("affine", 0).deviation.at(inside()).max()


def test_the_deviation_grows_away_from_the_tie_points() -> None:
    found = fitted("waves", 1)
    near, far = np.array([[500.0, 500.0]]), np.array([[1200.0, 500.0], [1500.0, 500.0]])
    assert found.deviation.at(near)[0] < 0.5
    at_far = found.deviation.at(far)
    assert 1.5 * found.deviation.at(near)[0] < at_far[0] < at_far[1]


def test_few_tie_points_have_a_finite_deviation() -> None:
    points = Measurements(
        np.array([[10.0, 10.0]]), np.array([[1.0, 2.0]]), np.zeros((1, 2, 2)), np.ones(1), np.zeros(1, dtype=bool)
    )
    assert np.isfinite(fit(points, Reporter()).deviation.at(np.array([[50.0, 50.0]]))).all()
