"""Scenes as training pairs: read on their common grid, labelled by the offsets that are known."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.folder_pairs import make_folders
from helpers.raster_samples import UTM_PLACE, WriteRaster, textured
from s2m2_engine.arrays import Window
from s2m2_engine.errors import InputError
from s2m2_engine.pairs.scene_pairs import ScenePair
from s2m2_engine.pairs.settings import DataSettings
from s2m2_engine.pairs.sources import training_pairs
from s2m2_engine.pairs.training_pairs import TrainingPair, check_pairs
from s2m2_engine.training.cutting.augmentation import NO_AUGMENTATION
from s2m2_engine.training.cutting.patches import cut_sample


def test_scene_pair_reads_on_the_common_grid(write_raster: WriteRaster, tmp_path: Path) -> None:
    image = textured(160, 160)
    sar = write_raster(image, "sär.tif")
    optical = write_raster(np.concatenate([image] * 3), "optical.tif", transform=UTM_PLACE)
    pair = TrainingPair(ScenePair(sar, optical))
    check_pairs([pair], lambda done: None)
    sample = cut_sample(pair, 32, 16, NO_AUGMENTATION, np.random.default_rng(3))
    col, row = (int(value) for value in sample.truth)
    found = sample.optical[0, row : row + 32, col : col + 32]
    assert np.corrcoef(found.ravel(), sample.sar[0].ravel())[0, 1] > 0.99
    # Open rasters do not travel to other processes.
    copy = pickle.loads(pickle.dumps(pair))
    np.testing.assert_array_equal(cut_sample(copy, 32, 16, NO_AUGMENTATION, np.random.default_rng(3)).sar, sample.sar)


def test_a_fill_of_both_scenes_is_not_learned(write_raster: WriteRaster) -> None:
    images = [textured(160, 160, seed=seed) for seed in (1, 2)]
    for image in images:
        image[:, 50:90, 60:120] = 255
    sar, optical = (write_raster(image, f"{name}.tif") for image, name in zip(images, "ab", strict=True))
    pair = ScenePair(sar, optical)
    for read in (pair.read_sar, pair.read_optical):
        assert np.isnan(read(Window(70, 60, 8, 8))).all()
        assert np.isfinite(read(Window(20, 20, 8, 8))).all()


def test_scenes_without_offsets_are_unlabelled(write_raster: WriteRaster, tmp_path: Path) -> None:
    rasters = {name: write_raster(textured(96, 96), f"{name}.tif") for name in ("a_sar", "a_opt", "b_sar", "b_opt")}
    offsets = tmp_path / "offsets.json"
    offsets.write_text(json.dumps([{"tile": "a_sar", "dx": [1, 0, 0], "dy": [2, 0, 0]}]))
    settings = DataSettings(
        "scenes",
        pairs=((rasters["a_sar"], rasters["a_opt"]), (rasters["b_sar"], rasters["b_opt"])),
        offsets=offsets,
    )
    pairs = training_pairs([settings], 0)
    assert [pair.labelled for pair in pairs] == [True, False]
    assert pairs[0].images.shift_at(10, 10).tolist() == [1, 2]


def test_scenes_are_chosen_by_name(tmp_path: Path) -> None:
    root = make_folders(tmp_path, count=6)
    settings = DataSettings("folders", sar=root / "sar", optical=root / "opt", name="made", block=2)
    chosen = training_pairs([replace(settings, without_scenes=("1",), labels=0.5)], 0)
    assert {pair.images.scene for pair in chosen} == {"made:0", "made:2"}
    assert sum(pair.labelled for pair in chosen) == 2
    with pytest.raises(InputError, match="leave no pair"):
        training_pairs([replace(settings, scenes=("7*",))], 0)


def test_real_los_angeles_labels(shared_data: Path) -> None:
    root = shared_data / "sentinel_la"
    settings = DataSettings(
        "folders",
        sar=root / "sar",
        optical=root / "opt",
        name="la",
        block=30,
        offsets=root / "estimated_offsets.json",
        agreement=0.75,
    )
    pairs = training_pairs([settings], 0)
    assert len(pairs) == 40
    truths = [cut_sample(pairs[0], 64, 64, NO_AUGMENTATION, np.random.default_rng(n)).truth for n in range(4)]
    assert any(value != int(value) for truth in truths for value in truth)
