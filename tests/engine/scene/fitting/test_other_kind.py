"""Fitting another kind to tie points as a match folder may hold them: several in one place, or no displacement."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.scene.fitting.other_kind import fit_other_kind
from s2m2_engine.scene.fitting.tie_points import TiePointSet


def tie_points(xy: np.ndarray, displacement: np.ndarray) -> TiePointSet:
    count = len(xy)
    yes, zeros = np.ones(count, bool), np.zeros(count)
    covariance = np.tile(0.1 * np.eye(2), (count, 1, 1))
    return TiePointSet(
        xy, displacement, displacement, displacement, covariance, zeros + 0.9, ~yes, yes, zeros, zeros, 0 * xy
    )


@pytest.fixture
def field() -> tuple[np.ndarray, np.ndarray]:
    xy = np.random.default_rng(0).random((60, 2)) * 1000 + 500_000
    return xy, np.column_stack([20 + 5 * np.sin(xy[:, 0] / 300), -7 + 3 * np.cos(xy[:, 1] / 300)])


def test_a_spline_through_tie_points_that_coincide(field):
    xy, displacement = field
    wrong = np.array([[0.4, -0.4]])
    twice = tie_points(
        np.vstack([xy, xy[:20], xy[:20] + 1e-5]),
        np.vstack([displacement, displacement[:20] + wrong, displacement[:20] - wrong]),
    )
    found = fit_other_kind("tps", twice, 64).displacement(xy)
    assert np.abs(found - fit_other_kind("tps", tie_points(xy, displacement), 64).displacement(xy)).max() < 0.05


@pytest.mark.parametrize("kind", ["shift", "similarity", "affine", "polynomial", "tps"])
def test_tie_points_that_are_not_finite_are_left_out(field, kind):
    xy, displacement = field
    expected = fit_other_kind(kind, tie_points(xy, displacement), 64).displacement(xy)
    bad_xy, bad_displacement = np.vstack([xy, xy[:2]]), np.vstack([displacement, [[np.nan, 1.0], [np.inf, 1.0]]])
    assert fit_other_kind(kind, tie_points(bad_xy, bad_displacement), 64).displacement(xy) == pytest.approx(expected)
