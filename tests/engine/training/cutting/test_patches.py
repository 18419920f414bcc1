"""Windows cut from a pair, and where their truth lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.folder_pairs import displaced_pairs, file_pairs, make_folders
from helpers.pair_files import write_image
from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.pairs.file_pairs import FilePair
from s2m2_engine.pairs.training_pairs import TrainingPair
from s2m2_engine.training.cutting.augmentation import NO_AUGMENTATION, Augmentation, turn
from s2m2_engine.training.cutting.patches import cut_sample, halve, turn_corner


@pytest.mark.parametrize("settings", [NO_AUGMENTATION, Augmentation(turns=True), Augmentation(turns=True, coarser=1.0)])
def test_truth_is_where_the_template_lies(settings: Augmentation, tmp_path: Path) -> None:
    """The optical image is the SAR image displaced by a known (4, -2): the template is found at its truth, exactly."""
    pairs = displaced_pairs(tmp_path)
    seen = set()
    for number in range(24):
        sample = cut_sample(pairs[number % 4], 24, 16, settings, np.random.default_rng(number))
        assert sample.labelled
        col, row = sample.truth
        seen.add(sample.truth)
        assert sample.optical.shape == (3, 40, 40)
        if col == int(col) and row == int(row):
            found = sample.optical[:, int(row) : int(row) + 24, int(col) : int(col) + 24]
            np.testing.assert_allclose(found, sample.sar, atol=0.01)
    assert len(seen) > 12
    assert all(0 <= value <= 16 for truth in seen for value in truth)


def test_truth_follows_turns() -> None:
    rng = np.random.default_rng(0)
    search = rng.random((3, 40, 40))
    for turns in range(4):
        for mirror in (False, True):
            template = turn(search[:, 5:29, 11:35], turns, mirror)
            col, row = (int(v) for v in turn_corner((11, 5), 16, turns, mirror))
            np.testing.assert_array_equal(turn(search, turns, mirror)[:, row : row + 24, col : col + 24], template)


def test_template_whose_partner_lies_outside_has_no_label(tmp_path: Path) -> None:
    make_folders(tmp_path, count=1, side=64)
    pair = file_pairs(tmp_path)[0].images
    assert isinstance(pair, FilePair)
    far = FilePair(replace(pair.pair, displacement=((60, 0, 0), (0, 0, 0))), tmp_path)
    assert not cut_sample(TrainingPair(far), 32, 16, NO_AUGMENTATION, np.random.default_rng(0)).labelled


def test_nodata_is_masked_and_filled(tmp_path: Path) -> None:
    image = textured(64, 64)[0]
    image[:20] = 0
    write_image(tmp_path / "sar" / "00.png", image)
    write_image(tmp_path / "opt" / "00.png", textured(64, 64))
    pair = file_pairs(tmp_path, sar_nodata=0.0)[0]
    sample = cut_sample(pair, 48, 16, NO_AUGMENTATION, np.random.default_rng(1))
    assert 0 < (~sample.sar_valid).mean() < 0.5
    assert np.isfinite(sample.sar).all()
    assert sample.optical_valid.all()


def test_pair_too_small_for_the_windows(tmp_path: Path) -> None:
    pair = file_pairs(make_folders(tmp_path, count=1, side=64))[0]
    with pytest.raises(InputError, match="64 x 64 pixels, but search windows have sides of 96"):
        cut_sample(pair, 64, 32, NO_AUGMENTATION, np.random.default_rng(0))


def test_halving_averages() -> None:
    image = np.arange(16, dtype=np.float32).reshape(1, 4, 4)
    assert halve(image).tolist() == [[[2.5, 4.5], [10.5, 12.5]]]
