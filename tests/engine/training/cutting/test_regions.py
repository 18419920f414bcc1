"""Regions with several templates, cut from a pair."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from helpers.folder_pairs import displaced_pairs, file_pairs, make_folders
from helpers.pair_files import write_image
from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.training.cutting.augmentation import NO_AUGMENTATION, Augmentation
from s2m2_engine.training.cutting.regions import cut_region


@pytest.mark.parametrize("settings", [NO_AUGMENTATION, Augmentation(turns=True), Augmentation(turns=True, coarser=1.0)])
def test_truths_of_a_region_are_where_its_templates_lie(settings: Augmentation, tmp_path: Path) -> None:
    pairs = displaced_pairs(tmp_path)
    phases = set()
    for number in range(24):
        region = cut_region(pairs[number % 4], 40, (16, 24), 5, settings, np.random.default_rng(number))
        assert region.labelled
        assert region.optical.shape == region.sar.shape == (3, 40, 40)
        for side in (16, 24):
            assert region.places[side].shape == region.truths[side].shape == (5, 2)
            for (col, row), (x, y) in zip(region.places[side], region.truths[side]):
                assert col % 8 == row % 8 == 0
                assert 0 <= x <= 40 - side
                assert 0 <= y <= 40 - side
                phases.add(x % 8)
                if x == int(x) and y == int(y):
                    found = region.optical[:, int(y) : int(y) + side, int(x) : int(x) + side]
                    np.testing.assert_allclose(found, region.sar[:, row : row + side, col : col + side], atol=0.01)
    assert len(phases) > 4


def test_templates_of_a_region_hold_data(tmp_path: Path) -> None:
    image = textured(64, 64)[0]
    image[:28] = 0
    write_image(tmp_path / "sar" / "00.png", image)
    write_image(tmp_path / "opt" / "00.png", textured(64, 64))
    pair = file_pairs(tmp_path, sar_nodata=0.0)[0]
    region = cut_region(pair, 56, (24,), 20, NO_AUGMENTATION, np.random.default_rng(0))
    assert region.labelled
    for col, row in region.places[24]:
        assert region.sar_valid[row : row + 24, col : col + 24].mean() >= 0.75
    write_image(tmp_path / "sar" / "01.png", np.zeros_like(image))
    write_image(tmp_path / "opt" / "01.png", textured(64, 64))
    empty = file_pairs(tmp_path, sar_nodata=0.0)[1]
    assert not cut_region(empty, 56, (24,), 20, NO_AUGMENTATION, np.random.default_rng(0)).labelled


def test_pair_too_small_for_a_region(tmp_path: Path) -> None:
    pair = file_pairs(make_folders(tmp_path, count=1, side=64))[0]
    with pytest.raises(InputError, match="64 x 64 pixels, but regions have sides of 96"):
        cut_region(pair, 96, (64,), 2, NO_AUGMENTATION, np.random.default_rng(0))
