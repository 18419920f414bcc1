"""What degradations do to windows, and that the truth survives them."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.raster_samples import textured
from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.studies.baselines import load_baseline
from s2m2_engine.studies.degradations import (
    DEGRADATIONS,
    NODATA_SHARE,
    SINGLE_LOOK,
    TURN_DEG,
    Degradation,
    coarsened,
    cut_turned,
    half_blanked,
    inverted,
    speckled,
    turn_margin,
)

BY_TITLE = {degradation.title: degradation for degradation in DEGRADATIONS}
WINDOWS = WindowPair(Window(20, 10, 128, 128), Window(50, 41, 64, 64))


def random(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


# With nodata in both, a line across either window may leave less to compare than any matcher accepts.
@pytest.mark.parametrize("degradation", DEGRADATIONS[:-1], ids=lambda one: one.title)
@pytest.mark.parametrize("seed", range(3))
def test_the_truth_survives(degradation: Degradation, seed: int) -> None:
    image = textured(200, 200, seed=seed)
    search, template = degradation.cut(image, image, WINDOWS, (seed,))
    assert search.shape[1:] == (128, 128)
    assert template.shape[1:] == (64, 64)
    # A texture as smooth as this one has its structure hidden by speckle, but not its grey values.
    matcher = load_baseline("intensity" if "speckle" in degradation.title else "structure")
    found = matcher.match(search, template).offset
    assert np.hypot(found[0] - 30, found[1] - 31) < 0.5


@pytest.mark.parametrize("degradation", DEGRADATIONS, ids=lambda one: one.title)
def test_changes_depend_on_the_seed_only(degradation: Degradation) -> None:
    image = textured(200, 200)
    first, again, other = (degradation.cut(image, image, WINDOWS, (seed,)) for seed in (1, 1, 2))
    for one, same in zip(first, again):
        np.testing.assert_array_equal(one, same)
    differs = any(not np.array_equal(a, b, equal_nan=True) for a, b in zip(first, other))
    assert differs == any(word in degradation.title for word in ("speckle", "nodata"))


def test_none_is_the_windows_as_they_are_and_the_image_stays() -> None:
    image = textured(200, 200, bands=3)
    before = image.copy()
    for degradation in DEGRADATIONS:
        degradation.cut(image, image, WINDOWS, (0,))
    np.testing.assert_array_equal(image, before)
    search, template = BY_TITLE["none"].cut(image, image, WINDOWS, (0,))
    np.testing.assert_array_equal(search, image[:, 10:138, 20:148])
    np.testing.assert_array_equal(template, image[:, 41:105, 50:114])


def test_speckle_is_of_a_single_look() -> None:
    even = np.full((2, 200, 200), 60, dtype=np.float32)
    changed = speckled(even, random())
    assert changed.mean() == pytest.approx(60, rel=0.01)
    assert changed.std() / changed.mean() == pytest.approx(SINGLE_LOOK, rel=0.03)
    assert pytest.approx(0.523, abs=0.001) == SINGLE_LOOK
    np.testing.assert_array_equal(changed[0], changed[1])


@pytest.mark.parametrize("shape", [(1, 64, 64), (3, 61, 40), (2, 64, 65)])
def test_nodata_share_is_exact_and_on_one_side_of_a_line(shape: tuple[int, int, int]) -> None:
    image = textured(shape[1], shape[2], bands=shape[0])
    sides = []
    for seed in range(8):
        lost = np.isnan(half_blanked(image, random(seed)))
        assert (lost == lost[0]).all()
        assert lost[0].mean() == pytest.approx(NODATA_SHARE, abs=1 / lost[0].size)
        angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
        normals = np.stack([np.sin(angles), np.cos(angles)])
        # Seen along some direction, all that is lost lies before all that is kept.
        gap = (np.argwhere(~lost[0]) @ normals).min(axis=0) - (np.argwhere(lost[0]) @ normals).max(axis=0)
        assert gap.max() > -0.5
        sides.append(int(gap.argmax()) // 180)
    assert len(set(sides)) > 2


def test_half_resolution_keeps_places_and_loses_detail() -> None:
    ramp = np.broadcast_to(np.arange(65, dtype=np.float32), (1, 50, 65))
    coarse = coarsened(ramp, random())
    np.testing.assert_allclose(coarse[:, :, 2:-3], ramp[:, :, 2:-3], atol=1e-4)
    noise = random().normal(100, 20, (1, 64, 64)).astype(np.float32)
    assert coarsened(noise, random()).std() < 0.5 * noise.std()


def test_half_resolution_leaves_nodata_where_it_was() -> None:
    image = textured(64, 64)
    image[:, :20, 30:] = np.nan
    coarse = coarsened(image, random())
    np.testing.assert_array_equal(np.isnan(coarse), np.isnan(image))


def test_inverted_twice_is_the_image() -> None:
    image = textured(32, 32)
    np.testing.assert_allclose(inverted(inverted(image, random()), random()), image, atol=1e-4)


def test_turning_is_counter_clockwise_about_the_centre() -> None:
    image = np.zeros((1, 101, 101), dtype=np.float32)
    # Right of the middle of a window of 41 px whose centre is (50, 50); y points down.
    image[0, 49:52, 63:66] = 200
    turned = cut_turned(image, Window(30, 30, 41, 41), 5.0)[0]
    rows, cols = np.indices(turned.shape)
    row, col = (turned * rows).sum() / turned.sum(), (turned * cols).sum() / turned.sum()
    assert col == pytest.approx(20 + 14 * np.cos(np.radians(5)), abs=0.1)
    assert row == pytest.approx(20 - 14 * np.sin(np.radians(5)), abs=0.1)


def test_the_margin_is_enough_for_a_turn_without_invented_pixels() -> None:
    for side in (40, 64, 96, 192):
        margin = turn_margin(side)
        size = side + 2 * margin
        # Columns as values: mirrored ones would show as a departure from the plane.
        plane = np.broadcast_to(np.linspace(20, 220, size, dtype=np.float32), (1, size, size))
        turned = cut_turned(plane, Window(margin, margin, side, side), TURN_DEG)[0]
        x, y = np.meshgrid(np.arange(side) - (side - 1) / 2, np.arange(side) - (side - 1) / 2)
        angle = np.radians(TURN_DEG)
        expected = 120 + (np.cos(angle) * x - np.sin(angle) * y) * 200 / (size - 1)
        # Splines bend a plane a little next to an image's edge.
        np.testing.assert_allclose(turned, expected, atol=0.5 * 200 / (size - 1))


def test_turned_nodata_stays_nodata_and_alone() -> None:
    image = textured(120, 120)
    image[:, :, :45] = np.nan
    turned = cut_turned(image, Window(30, 30, 60, 60), 5.0)
    assert 0.2 < np.isnan(turned).mean() < 0.3
    assert np.isfinite(turned[:, :, 25:]).all()
