"""Pairs, manifests and the windows cut from them."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import shift as moved

from helpers.pair_files import write_image
from helpers.raster_samples import UTM_PLACE, WriteRaster, textured
from s2m2_engine.errors import InputError
from s2m2_engine.pairs import qxs, sen12
from s2m2_engine.pairs.file_pairs import FilePair
from s2m2_engine.pairs.folders import list_folders
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
from s2m2_engine.pairs.scene_pairs import ScenePair
from s2m2_engine.pairs.settings import DataSettings
from s2m2_engine.pairs.sources import training_pairs
from s2m2_engine.pairs.training_pairs import TrainingPair, check_pairs, fingerprint, label_share, refuse_leaks
from s2m2_engine.training.cutting.augmentation import (
    NO_AUGMENTATION,
    Augmentation,
    augment_optical,
    augment_sar,
    hide,
    turn,
)
from s2m2_engine.training.cutting.order import BatchPlan, Order
from s2m2_engine.training.cutting.patches import cut_sample, halve, turn_corner
from s2m2_engine.training.cutting.regions import cut_region

SEASONS = ("ROIs1158_spring", "ROIs1868_summer")


def make_folders(root: Path, count: int = 4, side: int = 128, displaced: tuple[int, int] = (0, 0)) -> Path:
    """sar/NN.png and opt/NN.png: the optical image is the SAR one moved by `displaced` (col, row)."""
    for number in range(count):
        image = textured(side, side, seed=number)[0]
        write_image(root / "sar" / f"{number:02}.png", image)
        write_image(root / "opt" / f"{number:02}.png", moved(image, displaced[::-1], order=0, mode="wrap"))
    return root


def file_pairs(root: Path, **options: object) -> list[TrainingPair]:
    found = list_folders(root / "sar", root / "opt", "made", **options)  # type: ignore[arg-type]
    return [TrainingPair(FilePair(pair, root)) for pair in found]


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
    with pytest.raises(InputError, match="is no folder"):
        list_folders(tmp_path / "none", tmp_path / "opt", "made")


def test_pairs_are_checked_before_training(tmp_path: Path) -> None:
    pairs = file_pairs(make_folders(tmp_path, count=3))
    done: list[float] = []
    check_pairs(pairs, done.append)
    assert done[-1] == 1
    write_image(tmp_path / "opt" / "01.png", textured(100, 128))
    with pytest.raises(InputError, match=r"01\.png is 128 x 128 pixels but .*128 x 100") as caught:
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


@pytest.mark.parametrize("settings", [NO_AUGMENTATION, Augmentation(turns=True), Augmentation(turns=True, coarser=1.0)])
def test_truth_is_where_the_template_lies(settings: Augmentation, tmp_path: Path) -> None:
    """The optical image is the SAR image displaced by a known (4, -2): the template is found at its truth, exactly."""
    offsets = [{"tile": f"{n:02}", "dx": [4, 0, 0], "dy": [-2, 0, 0]} for n in range(4)]
    make_folders(tmp_path, displaced=(4, -2))
    (tmp_path / "offsets.json").write_text(json.dumps(offsets))
    pairs = file_pairs(tmp_path, offsets=tmp_path / "offsets.json")
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


@pytest.mark.parametrize("settings", [NO_AUGMENTATION, Augmentation(turns=True), Augmentation(turns=True, coarser=1.0)])
def test_truths_of_a_region_are_where_its_templates_lie(settings: Augmentation, tmp_path: Path) -> None:
    offsets = [{"tile": f"{n:02}", "dx": [4, 0, 0], "dy": [-2, 0, 0]} for n in range(4)]
    make_folders(tmp_path, displaced=(4, -2))
    (tmp_path / "offsets.json").write_text(json.dumps(offsets))
    pairs = file_pairs(tmp_path, offsets=tmp_path / "offsets.json")
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
    with pytest.raises(InputError, match="64 x 64 pixels; the regions are 96"):
        cut_region(pair, 96, (64,), 2, NO_AUGMENTATION, np.random.default_rng(0))


def test_hidden_rectangles() -> None:
    valid = np.ones((60, 80), dtype=bool)
    assert hide(valid, NO_AUGMENTATION, np.random.default_rng(0)) is valid
    shares = [1 - hide(valid, Augmentation(nodata=1.0), np.random.default_rng(n)).mean() for n in range(50)]
    assert 0 < min(shares) < 0.1
    assert 0.25 < max(shares) < 0.36
    assert valid.all()


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
    with pytest.raises(InputError, match="64 x 64 pixels; the search windows are 96"):
        cut_sample(pair, 64, 32, NO_AUGMENTATION, np.random.default_rng(0))


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


def test_order_shows_every_cut_once_an_epoch(tmp_path: Path) -> None:
    pairs = [replace(pair, cuts=cuts) for pair, cuts in zip(file_pairs(make_folders(tmp_path)), (1, 2, 3, 1))]
    order = Order(pairs, 0, 0)
    epochs = [[order.pair(number).images.key for number in range(7 * e, 7 * e + 7)] for e in (0, 1)]
    assert sorted(epochs[0]) == sorted(epochs[1])
    assert epochs[0] != epochs[1]
    again = Order(pairs, 0, 0)
    assert [again.pair(number).images.key for number in range(13, 6, -1)] == epochs[1][::-1]


def test_plan_deals_every_number_to_one_device() -> None:
    plans = [BatchPlan(2, 3, (32, 48), 0, 0, 5, rank, 2) for rank in (0, 1)]
    batches = [list(plan) for plan in plans]
    assert all(len({draw.template for draw in a + b}) == 1 for a, b in zip(*batches))
    for stream, count in ((0, 2), (1, 3)):
        numbers = [draw.number for device in batches for batch in device for draw in batch if draw.stream == stream]
        assert sorted(numbers) == list(range(count * 5 * 2))
    late = list(BatchPlan(2, 3, (32, 48), 0, 3, 5, 1, 2))
    assert late == batches[1][3:]


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
    with pytest.raises(InputError, match="Nothing is left"):
        training_pairs([replace(settings, scenes=("7*",))], 0)


def test_halving_averages() -> None:
    image = np.arange(16, dtype=np.float32).reshape(1, 4, 4)
    assert halve(image).tolist() == [[[2.5, 4.5], [10.5, 12.5]]]


def test_real_sen12_folder(shared_data: Path) -> None:
    pairs = training_pairs([DataSettings("sen12", root=shared_data / "sen12", split="roi", part=UNLABELLED)], 0)
    assert not any(pair.labelled for pair in pairs)
    check_pairs(pairs[:4], lambda done: None)
    sample = cut_sample(pairs[0], 64, 64, Augmentation(turns=True, speckle=0.3), np.random.default_rng(0))
    assert sample.sar.std() > 0


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
