"""Pairs for training: shares of labels, leaks, and what is checked before training begins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from helpers.folder_pairs import file_pairs, make_folders
from helpers.pair_files import write_image
from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.pairs.folders import list_folders
from s2m2_engine.pairs.manifests import UNLABELLED
from s2m2_engine.pairs.settings import DataSettings
from s2m2_engine.pairs.sources import training_pairs
from s2m2_engine.pairs.training_pairs import check_pairs, fingerprint, label_share, refuse_leaks
from s2m2_engine.training.cutting.augmentation import Augmentation
from s2m2_engine.training.cutting.patches import cut_sample


def test_label_share_is_nested_and_seeded(tmp_path: Path) -> None:
    pairs = file_pairs(make_folders(tmp_path, count=10))
    few, more = (label_share(pairs, share, 0) for share in (0.2, 0.5))
    kept = [{pair.images.key for pair in one if pair.labelled} for one in (few, more)]
    assert [len(one) for one in kept] == [2, 5]
    assert kept[0] < kept[1]
    assert not any(pair.labelled for pair in label_share(pairs, 0, 0))
    assert fingerprint(few) != fingerprint(label_share(pairs, 0.2, 1))


def test_leak_between_training_and_validation_is_refused(tmp_path: Path) -> None:
    pairs = file_pairs(make_folders(tmp_path), block=2)
    refuse_leaks(pairs[:2], pairs[2:])
    with pytest.raises(InputError, match="share the scene"):
        refuse_leaks(pairs[:1], pairs[1:])


def test_folders_say_what_is_wrong(tmp_path: Path) -> None:
    make_folders(tmp_path)
    (tmp_path / "opt" / "01.png").unlink()
    with pytest.raises(InputError, match="no partner called 01"):
        file_pairs(tmp_path)
    with pytest.raises(InputError, match="is not a folder"):
        list_folders(tmp_path / "none", tmp_path / "opt", "made")


def test_pairs_are_checked_before_training(tmp_path: Path) -> None:
    pairs = file_pairs(make_folders(tmp_path, count=3))
    done: list[float] = []
    check_pairs(pairs, done.append)
    assert done[-1] == 1
    write_image(tmp_path / "opt" / "01.png", textured(100, 128))
    with pytest.raises(InputError, match=r"01\.png has 128 x 128 pixels, but .*128 x 100") as caught:
        check_pairs(pairs, done.append)
    assert caught.value.code == "sizes_differ"
    (tmp_path / "opt" / "01.png").unlink()
    with pytest.raises(InputError, match="There is no file"):
        check_pairs(pairs, done.append)


def test_truncated_image_is_found(tmp_path: Path) -> None:
    pairs = file_pairs(make_folders(tmp_path, count=2))
    path = tmp_path / "sar" / "01.png"
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(InputError, match=r"01\.png cannot be read"):
        check_pairs(pairs, lambda done: None)


def test_real_sen12_folder(shared_data: Path) -> None:
    pairs = training_pairs([DataSettings("sen12", root=shared_data / "sen12", split="roi", part=UNLABELLED)], 0)
    assert not any(pair.labelled for pair in pairs)
    check_pairs(pairs[:4], lambda done: None)
    sample = cut_sample(pairs[0], 64, 64, Augmentation(turns=True, speckle=0.3), np.random.default_rng(0))
    assert sample.sar.std() > 0
