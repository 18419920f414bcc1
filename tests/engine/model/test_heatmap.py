"""Probability, sub-pixel peak, covariance and figures of similarity maps whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.model.heatmap import local_covariance, peak_figures, refine_peak, to_probability


def bump(col: float, row: float, side: int = 33, sigma: tuple[float, float] = (2.0, 2.0)) -> np.ndarray:
    y, x = np.mgrid[:side, :side]
    return np.exp(-((x - col) ** 2) / (2 * sigma[0] ** 2) - (y - row) ** 2 / (2 * sigma[1] ** 2)).astype(np.float32)


@pytest.mark.parametrize(("col", "row"), [(16.0, 16.0), (12.3, 20.4), (15.5, 9.75)])
def test_vertex_of_a_bump(col: float, row: float) -> None:
    similarity = bump(col, row, sigma=(4, 3))
    assert refine_peak(similarity, np.ones_like(similarity, bool)) == pytest.approx((col, row), abs=0.03)


def test_oblique_ridge_does_not_bias() -> None:
    y, x = np.mgrid[:33, :33]
    u, v = x - 16.3, y - 15.8
    quadratic = (1 - 0.010 * u**2 - 0.012 * v**2 + 0.018 * u * v).astype(np.float32)
    assert refine_peak(quadratic, np.ones((33, 33), bool)) == pytest.approx((16.3, 15.8), abs=1e-3)


def test_peak_at_the_border_or_beside_nodata_stays_whole() -> None:
    similarity = bump(0.2, 10.3)
    assert refine_peak(similarity, np.ones_like(similarity, bool)) == (0.0, 10.0)
    similarity = bump(12.3, 10.3)
    judged = np.ones_like(similarity, bool)
    judged[:, 13:] = False
    assert refine_peak(similarity, judged) == (12.0, 10.0)


def test_probability_sums_to_one_and_leaves_out_what_is_not_judged() -> None:
    similarity = bump(10, 12)
    judged = np.ones_like(similarity, bool)
    judged[:, 20:] = False
    heatmap = to_probability(similarity, judged, 0.05)
    assert heatmap.sum(dtype=np.float64) == pytest.approx(1, abs=1e-5)
    assert (heatmap[:, 20:] == 0).all()
    assert np.unravel_index(heatmap.argmax(), heatmap.shape) == (12, 10)
    nothing = to_probability(similarity, np.zeros_like(judged), 0.05)
    assert nothing.sum(dtype=np.float64) == pytest.approx(1, abs=1e-4)


def test_covariance_follows_the_ridge() -> None:
    wide = local_covariance(bump(16, 16, sigma=(6, 1.5)), np.ones((33, 33), bool), 0.05)
    assert wide[0, 0] > 4 * wide[1, 1]
    assert abs(wide[0, 1]) < 1e-3
    sharp = local_covariance(bump(16, 16), np.ones((33, 33), bool), 0.005)
    assert sharp[0, 0] < 0.1


def test_figures_tell_one_peak_from_two() -> None:
    judged = np.ones((33, 33), bool)
    one = bump(8, 8)
    two = np.maximum(one, 0.95 * bump(25, 25))
    figures = [peak_figures(s, to_probability(s, judged, 0.02), judged) for s in (one, two)]
    assert figures[0].margin > 0.9
    assert figures[1].margin == pytest.approx(0.05, abs=1e-3)
    assert figures[0].mass > 0.95 > figures[1].mass
    assert figures[0].entropy < figures[1].entropy
    assert figures[0].value == figures[1].value == pytest.approx(1)
