"""Augmentation changes values only, as it says, and is seeded."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.training.cutting.augmentation import NO_AUGMENTATION, Augmentation, augment_optical, augment_sar, hide


def test_hidden_rectangles() -> None:
    valid = np.ones((60, 80), dtype=bool)
    assert hide(valid, NO_AUGMENTATION, np.random.default_rng(0)) is valid
    shares = [1 - hide(valid, Augmentation(nodata=1.0), np.random.default_rng(n)).mean() for n in range(50)]
    assert 0 < min(shares) < 0.1
    assert 0.25 < max(shares) < 0.36
    assert valid.all()


def test_augmentation_changes_values_only_and_is_seeded() -> None:
    image = textured(48, 48)
    settings = Augmentation(
        blur=1, speckle=0.5, sar_gain_db=6, decibel=1, gamma=1, haze=0.5, grey=1, invert=1, detail=1
    )
    three = np.concatenate([image, image[:, ::-1], image[..., ::-1]])
    for change, source in ((augment_sar, image), (augment_optical, three)):
        before = source.copy()
        first, second, third = (change(source, settings, np.random.default_rng(seed)) for seed in (1, 1, 2))
        np.testing.assert_array_equal(first, second)
        assert not np.array_equal(first, third)
        np.testing.assert_array_equal(source, before)
        assert first.shape == source.shape
        assert first.dtype == np.float32
        assert first.min() >= 0
        assert first.max() <= 255
    np.testing.assert_array_equal(augment_sar(image, NO_AUGMENTATION, np.random.default_rng(0)), image)


def test_speckle_has_the_stated_strength() -> None:
    flat = np.full((1, 200, 200), 60, np.float32)
    deviations = [
        augment_sar(flat, Augmentation(speckle=0.4), np.random.default_rng(seed)).std() / 60 for seed in range(40)
    ]
    assert max(deviations) < 0.41
    assert 0.15 < np.mean(deviations) < 0.25


@pytest.mark.parametrize("key", ["coarser", "haze", "speckle", "gamma"])
def test_impossible_augmentation_is_refused(key: str) -> None:
    with pytest.raises(InputError, match=rf"augmentation\.{key}"):
        Augmentation(**{key: -0.1})
