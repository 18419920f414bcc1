"""The dependence of residuals on height is found where there is one, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.scene.fitting.terrain import terrain_effect

SIDE = 20
PIXEL_M = 10.0


def made(slope: tuple[float, float], seed: int, relief: float = 400.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Residuals (m), heights and blocks of a lattice of tie points; neighbours have errors in common."""
    random = np.random.default_rng(seed)
    row, col = np.divmod(np.arange(SIDE * SIDE), SIDE)
    block = row // 4 * 5 + col // 4
    height = 300 + relief / 2 * np.sin(row / 3 + seed) * np.cos(col / 4)
    errors = random.normal(0, 4, (SIDE * SIDE, 2)) + random.normal(0, 2, (25, 2))[block]
    return errors + np.outer(height / 100, slope), height, block


def test_the_slope_is_found() -> None:
    effect = terrain_effect("dem.tif", *made((-6.0, 2.0), 1), PIXEL_M)
    assert effect.found
    assert (effect.east_m, effect.north_m) == pytest.approx((-6.0, 2.0), abs=3 * effect.error_m)
    assert effect.slope_px == pytest.approx(np.hypot(effect.east_m, effect.north_m) / PIXEL_M)
    assert effect.points == SIDE * SIDE
    assert 100 < effect.lowest_m < effect.highest_m < 500
    assert "depend on height: they grow by" in effect.sentence


def test_errors_that_neighbours_have_in_common_are_no_slope() -> None:
    effects = [terrain_effect("dem.tif", *made((0.0, 0.0), seed), PIXEL_M) for seed in range(100)]
    assert sum(bool(effect.found) for effect in effects) <= 1
    inside = [np.hypot(effect.east_m, effect.north_m) < 3 * effect.error_m for effect in effects]
    assert np.mean(inside) > 0.9, "the standard error is about right"
    assert "do not depend on height" in effects[0].sentence


def test_a_slope_that_moves_nothing_by_a_third_of_a_pixel_is_not_worth_a_word() -> None:
    residual, height, block = made((0.0, 0.0), 3)
    exact = 0 * residual + np.outer(height / 100, (0.5, 0.0))
    assert not terrain_effect("dem.tif", exact, height, block, PIXEL_M).found


@pytest.mark.parametrize("what", ["flat", "few", "outside"])
def test_what_cannot_be_tested_says_so(what: str) -> None:
    residual, height, block = made((-6.0, 2.0), 1, relief=5.0 if what == "flat" else 400.0)
    if what == "few":
        height[20:] = np.nan
    if what == "outside":
        height[:] = np.nan
    effect = terrain_effect("dem.tif", residual, height, block, PIXEL_M)
    assert (effect.found, effect.slope_px) == (None, None)
    assert "could not be tested" in effect.sentence
