"""Refining labels: the displacement is found, what cannot be judged is left alone, and training reads the file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from helpers.pair_files import RECIPE, write_image
from helpers.raster_samples import UTM_PLACE, WriteRaster, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.errors import InputError
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.pairs.file_pairs import FilePair
from s2m2_engine.pairs.folders import ALIGNED, Displacement
from s2m2_engine.pairs.image_pairs import ImagePair
from s2m2_engine.pairs.refined_labels import (
    DOUBTFUL,
    KEPT,
    REFINED,
    RefinedLabel,
    read_refined,
    with_refined_labels,
    write_refined,
)
from s2m2_engine.pairs.scene_pairs import ScenePair
from s2m2_engine.pairs.training_pairs import TrainingPair, fingerprint
from s2m2_engine.progress import Reporter
from s2m2_engine.studies import refine_labels as refine
from s2m2_engine.training.configuration import read_configuration
from s2m2_engine.training.cutting.augmentation import NO_AUGMENTATION
from s2m2_engine.training.cutting.patches import cut_sample
from s2m2_engine.training.label_refinement import RefinementSettings, find_matches, grid_places, refine_pair

SETTINGS = RefinementSettings()
SHIFT: Displacement = ((3.4, 0.0, 0.0), (-5.7, 0.0, 0.0))


def write_pair(root: Path, name: str, side: int, displacement: Displacement, seed: int = 0) -> FilePair:
    """SAR: speckled and inverted, displaced from the optical image; the pair's label says that it is not."""
    margin = 32
    ground = textured(side + 2 * margin, side + 2 * margin, seed=seed)[0]
    rows, cols = np.mgrid[:side, :side].astype(float)
    dx, dy = (
        c0 + c1 * (cols - side / 2) / (side / 2) + c2 * (rows - side / 2) / (side / 2) for c0, c1, c2 in displacement
    )
    # The SAR pixel x shows the ground of the optical pixel x + d.
    seen = map_coordinates(ground, [rows + dy + margin, cols + dx + margin], order=3)
    speckle = np.random.default_rng(seed).normal(1, 0.2, seen.shape)
    sar = write_image(root / "sar" / f"{name}.png", (255 - seen) * speckle)
    optical = write_image(root / "opt" / f"{name}.png", ground[margin:-margin, margin:-margin])
    return FilePair(ImagePair("made", name, optical, sar), root)


def write_unrelated(root: Path, name: str, seed: int) -> FilePair:
    sar = write_image(root / "sar" / f"{name}.png", textured(256, 256, seed=seed)[0])
    optical = write_image(root / "opt" / f"{name}.png", textured(256, 256, seed=seed + 1000)[0])
    return FilePair(ImagePair("made", name, optical, sar), root)


@pytest.fixture(scope="module")
def shifted(tmp_path_factory: pytest.TempPathFactory) -> FilePair:
    return write_pair(tmp_path_factory.mktemp("shifted"), "00", 256, SHIFT)


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """Two pairs to train on and one to validate with, all displaced by SHIFT, and a configuration in their folder."""
    for number in range(3):
        write_pair(tmp_path, f"{number:02}", 256, SHIFT, number)
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, encoding="utf-8")
    return path


def label(key: str, displacement: Displacement = SHIFT, state: str = REFINED) -> RefinedLabel:
    return RefinedLabel(key, displacement, 10, 9, 0.5, state)


def test_displacement_of_a_chip_is_found(shifted: FilePair) -> None:
    outcome = refine_pair(shifted, StructureMatcher(), SETTINGS)
    assert outcome.label.state == REFINED
    (dx, *slopes_x), (dy, *slopes_y) = outcome.label.displacement
    assert np.hypot(dx - 3.4, dy + 5.7) < 0.3
    # A chip is too small for slopes.
    assert slopes_x + slopes_y == pytest.approx([0, 0, 0, 0], abs=1e-9)
    assert outcome.label.agreeing >= 20
    assert outcome.change_px == pytest.approx(np.hypot(dx, dy))


def test_held_out_residuals_fall_to_the_noise(shifted: FilePair) -> None:
    outcome = refine_pair(shifted, StructureMatcher(), SETTINGS)
    assert len(outcome.residuals_before) == len(outcome.residuals_after) >= 15
    assert np.median(outcome.residuals_before) == pytest.approx(np.hypot(3.4, 5.7), abs=0.5)
    assert np.median(outcome.residuals_after) < 0.5


def test_halves_share_no_pixel(shifted: FilePair) -> None:
    places = [(place.half, place.windows.template) for place in grid_places(shifted, SETTINGS)]
    assert len(places) == 25
    lefts, rights = ([window for half, window in places if half == wanted] for wanted in (0, 1))
    assert len(lefts) == len(rights) == 10
    assert max(one.col + one.width for one in lefts) <= min(one.col for one in rights)


def test_affine_displacement_of_a_tile_is_found(tmp_path: Path) -> None:
    truth: Displacement = ((2.5, 3.0, -1.0), (-1.5, 0.5, 4.0))
    pair = write_pair(tmp_path, "00", 576, truth)
    outcome = refine_pair(pair, StructureMatcher(), SETTINGS)
    assert outcome.label.state == REFINED
    found = pair.with_displacement(outcome.label.displacement)
    known = pair.with_displacement(truth)
    for place in ((60, 60), (288, 288), (500, 80), (516, 516)):
        assert np.linalg.norm(found.shift_at(*place) - known.shift_at(*place)) < 0.3
    assert np.median(outcome.residuals_after) < 0.5 < 2 < np.median(outcome.residuals_before)


def test_search_goes_around_the_current_label(tmp_path: Path) -> None:
    far: Displacement = ((24.0, 0.0, 0.0), (20.0, 0.0, 0.0))
    pair = write_pair(tmp_path, "00", 256, far)
    near = RefinementSettings(radius=8)
    assert refine_pair(pair, StructureMatcher(), near).label.state != REFINED
    outcome = refine_pair(pair.with_displacement(((21.0, 0, 0), (22.0, 0, 0))), StructureMatcher(), near)
    assert outcome.label.state == REFINED
    assert np.hypot(outcome.label.displacement[0][0] - 24, outcome.label.displacement[1][0] - 20) < 0.3
    assert outcome.change_px == pytest.approx(np.hypot(3, 2), abs=0.3)


@pytest.mark.slow
def test_unrelated_images_keep_their_label(tmp_path: Path) -> None:
    known: Displacement = ((1.0, 0.0, 0.0), (2.0, 0.0, 0.0))
    for seed in range(4):
        pair = write_unrelated(tmp_path, f"{seed:02}", seed).with_displacement(known)
        outcome = refine_pair(pair, StructureMatcher(), SETTINGS)
        assert outcome.label.state in (KEPT, DOUBTFUL)
        assert outcome.label.displacement == known
        assert outcome.change_px == len(outcome.residuals_before) == 0


class Scattered(StructureMatcher):
    """Sure of itself and wrong: another place for every template."""

    def match_block(self, search: np.ndarray, template: np.ndarray, windows: list[WindowPair]) -> list[Match]:  # type: ignore[override]
        found = super().match_block(search, template, windows)
        random = np.random.default_rng(len(windows))
        return [
            replace(one, offset=tuple(random.uniform(0, 48, 2)), confidence=0.9, abstain=None)  # type: ignore[arg-type]
            for one in found
        ]


def test_matches_that_contradict_each_other_make_a_pair_doubtful(shifted: FilePair) -> None:
    outcome = refine_pair(shifted, Scattered(), SETTINGS)
    assert (outcome.label.state, outcome.label.matches) == (DOUBTFUL, 25)
    assert outcome.label.displacement == ALIGNED


def test_abstaining_and_unsure_matches_do_not_count(shifted: FilePair) -> None:
    assert len(find_matches(shifted, StructureMatcher(), RefinementSettings(confidence=1.0))) == 0
    blank = write_image(shifted.pair.sar.parents[1] / "flat" / "00.png", np.full((256, 256), 90.0))
    flat = FilePair(replace(shifted.pair, sar=blank), blank.parent)
    outcome = refine_pair(flat, StructureMatcher(), SETTINGS)
    assert outcome.label == RefinedLabel(flat.key, ALIGNED, 0, 0, None, KEPT)


def test_images_too_small_are_kept(tmp_path: Path) -> None:
    pair = write_pair(tmp_path, "00", 100, SHIFT)
    assert grid_places(pair, SETTINGS) == []
    assert refine_pair(pair, StructureMatcher(), SETTINGS).label.state == KEPT


def test_scenes_are_refined_on_their_grid(write_raster: WriteRaster) -> None:
    ground = textured(340, 340)[0]
    sar = write_raster(ground[None, 23:279, 17:273], "sar.tif", transform=UTM_PLACE)
    optical = write_raster(ground[None, 20:276, 20:276], "optical.tif", transform=UTM_PLACE)
    outcome = refine_pair(ScenePair(sar, optical), StructureMatcher(), SETTINGS)
    assert outcome.label.state == REFINED
    assert [part[0] for part in outcome.label.displacement] == pytest.approx([-3, 3], abs=0.3)


def test_blocks_give_what_whole_images_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = write_pair(tmp_path, "00", 400, SHIFT)
    matcher = StructureMatcher()
    monkeypatch.setattr("s2m2_engine.training.label_refinement._BLOCK", 128)
    parts = find_matches(pair, matcher, SETTINGS)
    monkeypatch.setattr("s2m2_engine.training.label_refinement._BLOCK", 4096)
    whole = find_matches(pair, matcher, SETTINGS)
    order_parts, order_whole = (np.lexsort(one.position.T) for one in (parts, whole))
    np.testing.assert_array_equal(parts.position[order_parts], whole.position[order_whole])
    np.testing.assert_allclose(parts.displacement[order_parts], whole.displacement[order_whole], atol=0.1)


@pytest.mark.slow
def test_command_refines_training_pairs_only(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = recipe.parent / "refined.json"
    assert refine.main([str(recipe), "--model", "structure", "--out", str(out)]) == 0
    body = json.loads(out.read_text(encoding="utf-8"))
    assert body["model"] == "structure"
    assert body["sha256"] == StructureMatcher().sha256
    assert [one["key"] for one in body["pairs"]] == ["made:sar/00.png", "made:sar/01.png"]
    for one in body["pairs"]:
        assert one["state"] == REFINED
        assert np.hypot(one["dx"][0] - 3.4, one["dy"][0] + 5.7) < 0.3
        assert one["rms_px"] < 1
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("| made"))
    assert row.startswith("| made | 2 | 2 | 0 | 0 | 6.")
    first = out.read_bytes()
    assert refine.main([str(recipe), "--out", str(out)]) == 0
    assert out.read_bytes() == first
    assert not list(recipe.parent.glob("*partial*"))


def test_refining_again_begins_with_refined_labels(recipe: Path) -> None:
    keys = [f"made:sar/{number:02}.png" for number in (0, 1)]
    write_refined(recipe.parent / "first.json", "m", "0", [label(key) for key in keys])
    recipe.write_text('refined_labels = "first.json"\n' + RECIPE, encoding="utf-8")
    outcomes = refine.refine_labels(read_configuration(recipe), StructureMatcher(), SETTINGS, Reporter())
    assert max(one.change_px for one in outcomes) < 0.3


def test_command_says_what_is_wrong(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = recipe.parent / "refined.json"
    assert refine.main([str(recipe), "--model", "none", "--out", str(out)]) == 2
    assert "no model called 'none'" in capsys.readouterr().err
    assert refine.main([str(recipe), "--template", "4", "--out", str(out)]) == 2
    assert "template cannot be 4" in capsys.readouterr().err
    assert not out.exists()


def test_file_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "refined.json"
    labels = [
        label("b"),
        RefinedLabel("ä", ALIGNED, 0, 0, None, KEPT),
        label("c", ((1, 2.25, 3), (4, 5, 6)), DOUBTFUL),
    ]
    write_refined(path, "some model", "abc", labels)
    assert read_refined(path).labels == {one.key: one for one in labels}
    first = read_refined(path).sha256
    write_refined(tmp_path / "moved.json", "some model", "abc", labels[::-1])
    assert read_refined(tmp_path / "moved.json").sha256 == first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "No such file"),
        ("[", "JSONDecodeError"),
        ("[]", "TypeError"),
        ('{"pairs": [{"key": "a", "dx": [1, 2, 3]}]}', "KeyError: 'state'"),
        ('{"pairs": [{"key": "a", "state": "odd"}]}', "odd"),
        (
            '{"pairs": [{"key": "a", "state": "kept", "rms_px": null, "dx": [1, 2], "dy": [1, 2, 3]}]}',
            "not enough values",
        ),
        (
            '{"pairs": [{"key": "a", "state": "kept", "rms_px": null, "dx": [1, NaN, 2], "dy": [1, 2, 3]}]}',
            "NaN is no number",
        ),
    ],
)
def test_other_files_are_refused(text: str | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "refined.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says) as caught:
        read_refined(path)
    assert caught.value.code == "bad_refined_labels"


def test_overlay_changes_the_truth_of_samples(shifted: FilePair, tmp_path: Path) -> None:
    pair = TrainingPair(shifted)
    path = tmp_path / "refined.json"
    write_refined(path, "m", "0", [label(shifted.key)])
    reporter = RecordingReporter()
    (overlaid,) = with_refined_labels([pair], path, "unlabelled", reporter)
    assert reporter.warnings == []
    before, after = (cut_sample(one, 64, 32, NO_AUGMENTATION, np.random.default_rng(3)) for one in (pair, overlaid))
    assert before.truth == tuple(map(int, before.truth))
    assert np.mod(after.truth, 1) == pytest.approx([0.4, 0.3], abs=1e-6)
    # Now the truth is where the matcher finds the template, too.
    found = StructureMatcher().match(after.optical, after.sar).offset
    assert np.hypot(found[0] - after.truth[0], found[1] - after.truth[1]) < 1.0
    assert shifted.displacement == ALIGNED


def test_doubtful_pairs_lose_their_label_or_keep_it(shifted: FilePair, tmp_path: Path) -> None:
    path = tmp_path / "refined.json"
    write_refined(path, "m", "0", [label(shifted.key, ALIGNED, DOUBTFUL)])
    for pair, use, expected in (
        (TrainingPair(shifted), "unlabelled", False),
        (TrainingPair(shifted), "keep", True),
        (TrainingPair(shifted, labelled=False), "keep", False),
    ):
        assert with_refined_labels([pair], path, use, Reporter())[0].labelled is expected


def test_keys_that_fit_no_pair_are_counted(shifted: FilePair, tmp_path: Path) -> None:
    path = tmp_path / "refined.json"
    other = FilePair(replace(shifted.pair, sar=tmp_path / "sar" / "07.png"), tmp_path)
    write_refined(path, "m", "0", [label(shifted.key), label("gone"), label("gone, too")])
    reporter = RecordingReporter()
    pairs = with_refined_labels([TrainingPair(shifted), TrainingPair(other)], path, "keep", reporter)
    assert (
        "lists 2 pairs that are not used for training, and does not list 1 training pairs" in reporter.warning_texts[0]
    )
    assert [pair.images.displacement for pair in pairs] == [SHIFT, ALIGNED]
    with pytest.raises(InputError, match="none of the training pairs"):
        with_refined_labels([TrainingPair(other)], path, "keep", reporter)


def test_one_key_for_different_images_is_refused(shifted: FilePair, tmp_path: Path) -> None:
    path = tmp_path / "refined.json"
    write_refined(path, "m", "0", [label(shifted.key)])
    stranger = FilePair(replace(shifted.pair, sar=tmp_path / "sar" / "00.png"), tmp_path)
    assert stranger.key == shifted.key
    with pytest.raises(InputError, match=r"different images have the same key made:sar/00\.png"):
        with_refined_labels([TrainingPair(shifted), TrainingPair(stranger)], path, "keep", Reporter())


def test_fingerprint_follows_the_content_and_not_the_path(shifted: FilePair, tmp_path: Path) -> None:
    pair = TrainingPair(shifted)
    prints = [fingerprint([pair])]
    for name, col in (("a.json", 3.4), ("b.json", 3.4), ("c.json", 3.5)):
        write_refined(tmp_path / name, "m", "0", [label(shifted.key, ((col, 0, 0), (0, 0, 0)))])
        prints.append(fingerprint(with_refined_labels([pair], tmp_path / name, "keep", Reporter())))
    assert prints[1] == prints[2]
    assert len(set(prints)) == 3


def test_windows_of_scenes_stay_inside(write_raster: WriteRaster) -> None:
    sar = write_raster(textured(200, 260), "sar.tif", transform=UTM_PLACE)
    optical = write_raster(textured(280, 230), "optical.tif", transform=UTM_PLACE)
    pair = ScenePair(sar, optical, ((9.0, 0.0, 0.0), (-9.0, 0.0, 0.0)))
    places = grid_places(pair, SETTINGS)
    assert places

    def holds(outer: Window, inner: Window) -> bool:
        return (
            outer.col <= inner.col
            and inner.col + inner.width <= outer.col + outer.width
            and outer.row <= inner.row
            and inner.row + inner.height <= outer.row + outer.height
        )

    assert all(holds(pair.core(), place.windows.template) for place in places)
    assert all(holds(pair.bounds(), place.windows.search) for place in places)
