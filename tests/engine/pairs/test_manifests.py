"""Manifests: which pairs of a data set are for training, which for validation and test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from s2m2_engine.errors import InputError
from s2m2_engine.pairs import qxs, sen12
from s2m2_engine.pairs.image_pairs import ImagePair
from s2m2_engine.pairs.manifests import (
    LABELLED,
    TEST,
    UNLABELLED,
    VALIDATION,
    Manifest,
    read_manifest,
    split_by_scene,
    write_manifest,
)

SEASONS = ("ROIs1158_spring", "ROIs1868_summer")


def touch_sen12(root: Path, rois: int = 6, patches: int = 12) -> Path:
    """Empty files in the layout of SEN1-2."""
    for season in SEASONS:
        for roi in range(1, rois + 1):
            for patch in range(1, patches + 1):
                for sensor in ("s1", "s2"):
                    path = root / season / f"{sensor}_{roi}" / f"{season}_{sensor}_{roi}_p{patch}.png"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.touch()
    return root


def test_sen12_is_listed_by_number_not_by_name(tmp_path: Path) -> None:
    pairs = sen12.list_sen12(touch_sen12(tmp_path, rois=11, patches=11))
    assert [pair.scene for pair in pairs[::11]] == [f"{s}/{n}" for s in SEASONS for n in range(1, 12)]
    assert [pair.sar.stem.split("_p")[1] for pair in pairs[:11]] == [str(n) for n in range(1, 12)]
    assert all(pair.optical.name == pair.sar.name.replace("_s1_", "_s2_") for pair in pairs)


def test_roi_split_shares_no_roi(tmp_path: Path) -> None:
    manifest = sen12.sen12_manifest(touch_sen12(tmp_path, rois=40, patches=3), "roi")
    scenes = {part: {pair.scene for pair in pairs} for part, pairs in manifest.parts.items()}
    assert sum(len(one) for one in scenes.values()) == len(set().union(*scenes.values())) == 80
    assert len(manifest.part(UNLABELLED)) > len(manifest.part(TEST)) >= len(manifest.part(LABELLED)) > 0
    assert manifest.sha256(tmp_path) == sen12.sen12_manifest(tmp_path, "roi").sha256(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "lister", "maker", "sizes"),
    [
        (
            sen12,
            "list_sen12",
            "sen12_manifest",
            {LABELLED: 16_000, UNLABELLED: 240_000, VALIDATION: 2_000, TEST: 2_384},
        ),
        (qxs, "list_qxs", "qxs_manifest", {LABELLED: 1_000, UNLABELLED: 15_000, TEST: 4_000}),
    ],
)
def test_paper_split_trains_on_no_test_pair(
    data: object, lister: str, maker: str, sizes: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    total = data.PAIRS  # type: ignore[attr-defined]
    whole = [ImagePair("made", str(n // 50), Path(f"o{n}.png"), Path(f"s{n}.png")) for n in range(total)]
    monkeypatch.setattr(data, lister, lambda root: whole)
    manifest = getattr(data, maker)(Path(), "paper")
    assert {part: len(pairs) for part, pairs in manifest.parts.items()} == sizes
    test = {pair.sar for pair in manifest.part(TEST)}
    trained = {pair.sar for part in (LABELLED, UNLABELLED) for pair in manifest.part(part)}
    assert not test & trained
    # The published order: numpy's legacy shuffle of the list with seed 42.
    order = list(range(total))
    np.random.RandomState(42).shuffle(order)
    assert manifest.part(LABELLED)[0].sar == Path(f"s{order[0]}.png")
    assert manifest.part(TEST)[-1].sar == Path(f"s{order[-1]}.png")


def test_paper_split_of_a_part_of_the_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="282384") as caught:
        sen12.sen12_manifest(touch_sen12(tmp_path), "paper")
    assert caught.value.code == "incomplete_dataset"


def test_qxs_layout(tmp_path: Path) -> None:
    for folder in (qxs.SAR_FOLDER, qxs.OPTICAL_FOLDER):
        (tmp_path / folder).mkdir()
        for number in (1, 2, 10, 300):
            (tmp_path / folder / f"{number}.png").touch()
    pairs = qxs.list_qxs(tmp_path)
    assert [pair.sar.stem for pair in pairs] == ["1", "2", "10", "300"]
    assert [pair.scene for pair in pairs] == ["0", "0", "0", "1"]
    (tmp_path / qxs.OPTICAL_FOLDER / "2.png").unlink()
    with pytest.raises(InputError, match=r"2\.png"):
        qxs.list_qxs(tmp_path)


@pytest.mark.parametrize("maker", [sen12.sen12_manifest, qxs.qxs_manifest])
def test_wrong_layout_says_what_was_expected(maker: object, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Expected .*png beside") as caught:
        maker(tmp_path, "roi")  # type: ignore[operator]
    assert caught.value.code == "wrong_layout"


def test_manifest_file_round_trip(tmp_path: Path) -> None:
    root = tmp_path / "dätä set"
    manifest = sen12.sen12_manifest(touch_sen12(root), "roi")
    file = tmp_path / "männifest.csv"
    write_manifest(file, manifest, root)
    read = read_manifest(file, root)
    assert read.sha256(root) == manifest.sha256(root)
    file.write_text("part,scene,sar,optical\ntraining,a,b,c\n", encoding="utf-8")
    with pytest.raises(InputError, match="Line 2"):
        read_manifest(file, root)


def test_manifest_refuses_a_pair_in_two_parts() -> None:
    pair = ImagePair("made", "a", Path("o.png"), Path("s.png"))
    with pytest.raises(InputError, match="twice"):
        Manifest("made", {LABELLED: (pair,), TEST: (pair,)})


def test_split_by_scene_meets_the_shares() -> None:
    pairs = [ImagePair("made", str(n // 10), Path(f"o{n}"), Path(f"s{n}")) for n in range(1000)]
    parts = split_by_scene("made", pairs, {LABELLED: 0.1, TEST: 0.9}).parts
    assert (len(parts[LABELLED]), len(parts[TEST])) == (100, 900)
