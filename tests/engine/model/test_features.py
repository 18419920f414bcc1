"""Nodata is filled in from its surroundings, whatever lies farther away."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.model.features import fill_nodata, fill_nodata_around_mean

REACH = 48  # three times the widest sigma


@pytest.mark.parametrize("hole", [np.s_[60:70, 80:95], np.s_[:20, :], np.s_[100:, 100:]])
def test_a_fill_depends_on_what_is_near_only(hole: tuple[slice, slice]) -> None:
    rng = np.random.default_rng(0)
    small = rng.normal(size=(2, 128, 128)).astype(np.float32)
    large = rng.normal(size=(2, 128 + 2 * REACH, 128 + 2 * REACH)).astype(np.float32)
    inner = (slice(REACH, -REACH), slice(REACH, -REACH))
    large[(..., *inner)] = small
    valid, valid_large = np.ones((128, 128), dtype=bool), np.ones(large.shape[1:], dtype=bool)
    valid[hole] = False
    valid_large[inner] = valid
    again = large.copy()
    again[:, :10] += 100
    fill_nodata(large, valid_large)
    fill_nodata(again, valid_large)
    np.testing.assert_array_equal(large[:, REACH:-REACH], again[:, REACH:-REACH])
    assert np.isfinite(large).all()


def test_each_band_is_filled_by_itself() -> None:
    rng = np.random.default_rng(1)
    bands = rng.normal(size=(3, 90, 110)).astype(np.float32)
    valid = rng.random((90, 110)) > 0.2
    valid[30:60, 40:100] = False
    together = bands.copy()
    fill_nodata(together, valid)
    for band, filled in zip(bands, together):
        alone = band[None].copy()
        fill_nodata(alone, valid)
        np.testing.assert_array_equal(alone[0], filled)


def test_a_constant_band_is_filled_with_its_value() -> None:
    bands = np.full((1, 100, 100), 7, np.float32)
    valid = np.ones((100, 100), dtype=bool)
    valid[20:30, 20:30] = False
    valid[:5] = False
    fill_nodata_around_mean(bands, valid)
    np.testing.assert_allclose(bands, 7, atol=1e-6)
