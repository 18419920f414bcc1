"""Fine-tuning: blocks share no ground, lessons are right or are none, and no model is offered that is not better."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from helpers.reporters import RecordingReporter
from helpers.tiny_network import TINY
from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.cli import main
from s2m2_engine.errors import CancelledError, InputError
from s2m2_engine.finetuning import finetune as module
from s2m2_engine.finetuning import recipe as recipe_module
from s2m2_engine.finetuning import trial
from s2m2_engine.finetuning.alignment import Alignment, align
from s2m2_engine.finetuning.blocks import MARGIN, Block, cut_blocks, share_out
from s2m2_engine.finetuning.examples import choose, draw, kind, write_examples
from s2m2_engine.finetuning.finetune import finetune
from s2m2_engine.finetuning.kept_lessons import KeptLessons
from s2m2_engine.finetuning.recipe import training_configuration
from s2m2_engine.finetuning.rehearsal import SimulatedPair, checked_pairs, rehearsed_pairs
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths
from s2m2_engine.finetuning.start import tune
from s2m2_engine.finetuning.teaching import TAUGHT, UNSURE, Lesson, teach
from s2m2_engine.finetuning.timetable import Timetable
from s2m2_engine.finetuning.trial import Rates, TrialMatch, Verdict, fewer_wrong, judge, try_out
from s2m2_engine.model.model_file import read_card, read_model
from s2m2_engine.model.network.configuration import preset
from s2m2_engine.model.registry import KeptMatcher, load_matcher
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.names import FINETUNE_RESULT_FILE
from s2m2_engine.pairs.scene_pairs import ScenePair
from s2m2_engine.progress import Reporter
from s2m2_engine.simulation.sample import MOVED_BY, make_sample

QUIET = Reporter()


class Mistaken(StructureMatcher):
    """Finds a share of the templates somewhere else."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share

    def match_block(self, search: Any, template: Any, windows: Sequence[WindowPair]) -> list[Any]:
        random = np.random.default_rng(len(windows))
        found = super().match_block(search, template, windows)
        return [
            replace(match, offset=tuple(random.uniform(0, 64, 2))) if random.random() < self._share else match
            for match in found
        ]


@pytest.mark.slow
def test_scenes_are_aligned_before_anything_is_learned(scene: ScenePair) -> None:
    core = scene.core()
    shift = scene.shift_at(core.col + core.width / 2, core.row + core.height / 2)
    pixel = scene.grid.pixel_xy
    np.testing.assert_allclose(shift * pixel * [1, -1], -np.array(MOVED_BY), atol=4.0)


@pytest.mark.slow
def test_blocks_share_no_pixel_of_either_image(scene: ScenePair) -> None:
    blocks = cut_blocks(scene, 0)
    assert len(blocks) >= 4
    for windows in ([block.core() for block in blocks], [block.bounds() for block in blocks]):
        seen = np.zeros((scene.bounds().height, scene.bounds().width), dtype=int)
        for window in windows:
            seen[window.slices] += 1
        assert seen.max() == 1
    for block in blocks:
        core = block.core()
        place = (core.col + 20.0, core.row + 30.0)
        np.testing.assert_allclose(block.shift_at(*place), scene.shift_at(*place), atol=1e-6)
        assert block.bounds().width >= core.width + MARGIN


def test_every_block_has_one_use(scene: ScenePair) -> None:
    blocks = cut_blocks(scene, 0)
    shares = share_out(blocks, 1)
    keys = [block.key for part in (shares.learn, shares.watch, shares.trial) for block in part]
    assert sorted(keys) == sorted(block.key for block in blocks)
    assert len(shares.trial) == round(len(blocks) / 4)
    assert [block.key for block in share_out(blocks[::-1], 1).trial] == [block.key for block in shares.trial]
    assert not share_out(blocks[:1], 1).trial


def test_ground_of_several_pairs_has_one_use(scene: ScenePair) -> None:
    # Four dates of one place, the last one cut otherwise.
    dates = [block for number in range(3) for block in cut_blocks(scene, number)]
    core = dates[0].core()
    beside = Block(scene, 3, Window(core.col + 40, core.row + 40, core.width, core.height))
    shares = share_out([*dates, beside], 1)
    assert shares.learn
    assert shares.watch
    assert len(shares.trial) >= (len(dates) + 1) // 4
    for one, other in combinations((shares.learn, shares.watch, shares.trial), 2):
        assert not any(block.shows_ground_of(another) for block in one for another in other)
    # What is tried at one date is tried at all.
    places = [block.core() for block in shares.trial if block is not beside]
    assert all(places.count(place) == 3 for place in places)


def test_of_many_pairs_a_damaged_one_is_left_out(scenes: ScenePaths, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tif"
    whole = Path(scenes.sar).read_bytes()
    damaged.write_bytes(whole[: len(whole) // 3])
    pairs = (ScenePaths(str(damaged), scenes.optical), scenes)
    found = align(FineTuneSettings(pairs, tmp_path / "out", model="structure"), 0, KeptMatcher(), QUIET)
    assert found.scene is None
    assert "damaged" in found.reason
    with pytest.raises(InputError, match="damaged"):
        align(FineTuneSettings(pairs[:1], tmp_path / "out", model="structure"), 0, KeptMatcher(), QUIET)


@pytest.mark.slow
def test_lessons_are_where_both_matchers_agree(scene: ScenePair) -> None:
    blocks = cut_blocks(scene, 0)
    lessons = teach(blocks, StructureMatcher(), StructureMatcher(), QUIET)
    assert [lesson.state for lesson in lessons] == [TAUGHT] * len(blocks)
    off = [block.with_displacement(((40.0, 0.0, 0.0), (0.0, 0.0, 0.0))) for block in blocks[:4]]
    astray = teach(off, StructureMatcher(), StructureMatcher(), QUIET)
    assert not any(lesson.state == TAUGHT for lesson in astray)


def test_lessons_are_kept_for_later_runs_on_the_same_files(scene: ScenePair, tmp_path: Path) -> None:
    blocks = cut_blocks(scene, 0)[:3]
    found = [Lesson(blocks[0].with_displacement(((1.5, 0.0, 0.0), (2.5, 0.0, 0.0))), TAUGHT), Lesson(blocks[1], UNSURE)]
    first = KeptLessons(tmp_path / "lessons", "base", blocks)
    assert first.known(blocks) == []
    for lesson in found:
        first.keep(lesson)
    later = cut_blocks(scene, 7)[:3]  # the pair has another place in the run
    known = KeptLessons(tmp_path / "lessons", "base", later).known(later)
    assert [(one.block.key, one.state) for one in known] == [(later[0].key, TAUGHT), (later[1].key, UNSURE)]
    assert known[0].block.displacement == found[0].block.displacement
    elsewhere = [block.with_displacement(((9.0, 0.0, 0.0), (0.0, 0.0, 0.0))) for block in later]
    assert KeptLessons(tmp_path / "lessons", "base", elsewhere).known(elsewhere) == [], "the scenes are aligned anew"
    assert KeptLessons(tmp_path / "lessons", "another", later).known(later) == []
    assert KeptLessons(None, "base", later).known(later) == []
    (file,) = (tmp_path / "lessons").iterdir()
    for damage in ("no JSON", "[]", '{"a": 1}', file.read_text().replace("taught", "guessed").replace("2.5", '"x"')):
        file.write_text(damage)
        assert all(one.state == UNSURE for one in KeptLessons(tmp_path / "lessons", "base", later).known(later))
    (tmp_path / "a file").write_text("")
    KeptLessons(tmp_path / "a file", "base", blocks).keep(found[0])


def test_a_later_run_looks_for_no_lesson_again(
    scenes: ScenePaths, scene: ScenePair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []

    def look(blocks: Sequence[Block], _model: Any, _structure: Any, _reporter: Reporter, keep: Any) -> list[Lesson]:
        looked_at.append(len(blocks))
        lessons = [Lesson(block, UNSURE) for block in blocks]
        for number in range(len(lessons)):
            keep(lessons[: number + 1])
        return lessons

    monkeypatch.setattr(module, "teach", look)
    monkeypatch.setattr(module, "load_matcher", lambda *_: None)
    for run in ("first", "second"):
        settings = FineTuneSettings((scenes,), tmp_path / run, lessons=str(tmp_path / "lessons"))
        settings.out.mkdir()
        table = Timetable(Reporter(), 60.0)
        alignment = Alignment(scenes, scene, "")
        found = module._lessons(settings, [alignment], [None], table, "base", Reporter())
        assert sum(map(len, found)) > 0
        assert (settings.out / module.LESSONS_FILE).exists()
    assert looked_at == [len(cut_blocks(scene, 0))]


def test_lessons_of_a_file_that_has_changed_are_looked_for_again(scenes: ScenePaths, tmp_path: Path) -> None:
    paths = [Path(shutil.copy(path, tmp_path)) for path in (scenes.sar, scenes.optical)]
    blocks = cut_blocks(ScenePair(*paths), 0)[:1]
    KeptLessons(tmp_path / "lessons", "base", blocks).keep(Lesson(blocks[0], UNSURE))
    assert len(KeptLessons(tmp_path / "lessons", "base", blocks).known(blocks)) == 1
    os.utime(paths[0], (1, 1))
    assert KeptLessons(tmp_path / "lessons", "base", blocks).known(blocks) == []


@pytest.mark.slow
def test_a_run_that_is_stopped_keeps_its_lessons(scene: ScenePair, tmp_path: Path) -> None:
    from s2m2_engine.finetuning.lessons_file import read_lessons, write_lessons

    class Stopped(Reporter):
        """Is stopped in the third block, before its second matcher."""

        asked = 0

        def is_cancelled(self) -> bool:
            self.asked += 1
            return self.asked > parts_of_two + parts_of_two // 4

    class Counted(Reporter):
        asked = 0

        def is_cancelled(self) -> bool:
            self.asked += 1
            return False

    blocks, path = cut_blocks(scene, 0)[:4], tmp_path / "lessons.json"
    counted = Counted()
    whole = teach(blocks[:2], StructureMatcher(), StructureMatcher(), counted)
    parts_of_two = counted.asked
    assert parts_of_two >= 4, "it can be stopped before each part that each matcher looks at"
    with pytest.raises(CancelledError):
        teach(blocks, StructureMatcher(), StructureMatcher(), Stopped(), lambda some: write_lessons(path, some))
    kept = read_lessons(path, blocks)
    assert kept is not None
    assert [lesson.block.key for lesson in kept] == [block.key for block in blocks[:2]]
    assert [lesson.state for lesson in kept] == [lesson.state for lesson in whole]


@pytest.mark.slow
def test_a_worse_model_is_found_out(scene: ScenePair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_WINDOWS", 12)
    cut = cut_blocks(scene, 0)[:4]
    blocks = [lesson.block for lesson in teach(cut, StructureMatcher(), StructureMatcher(), QUIET)]
    check = checked_pairs()[:2]
    right, wrong = StructureMatcher(), Mistaken(0.5)
    worse, _ = try_out(right, wrong, blocks, [], check, 0, QUIET)
    assert not worse.better
    assert worse.tuned.blunders is not None
    assert worse.base.blunders is not None
    assert worse.tuned.blunders > 0.3 > worse.base.blunders
    better, _ = try_out(wrong, right, blocks, blocks[:1], check, 0, QUIET)
    assert better.better
    assert better.tuned.contradictions < better.base.contradictions
    same, _ = try_out(right, right, blocks, [], check, 0, QUIET)
    assert not same.better
    assert "chance" in same.reason
    assert not try_out(wrong, right, [], blocks, check, 0, QUIET)[0].better


def tried_with(block: Block, base: float, tuned: float, place: int = 0) -> TrialMatch:
    """A template that the models find so far to the right of where it belongs, px."""
    core, bounds = block.core(), block.bounds()
    template = Window(core.col + 40 + place, core.row + 40, 64, 64)
    truth = block.shift_at(template.col + 32, template.row + 32)
    col, row = template.col + round(float(truth[0])) - 20, template.row + round(float(truth[1])) - 30
    assert min(col - bounds.col, row - bounds.row) >= 0
    found = np.array([np.add(truth, [base, 0]), np.add(truth, [tuned, 0])])
    return TrialMatch(block, WindowPair(Window(col, row, 128, 128), template), found, truth)


def test_examples_are_of_every_kind(scene: ScenePair) -> None:
    """By lot, not by how far off: two that are mended, one that is broken, the rest of what did not change."""
    block = cut_blocks(scene, 0)[0]
    kinds = {"mended": (9.0, 1.0), "broken": (1.0, 3.1), "both_right": (3.0, 0.0), "both_wrong": (9.0, 9.0)}
    tried = {
        name: [tried_with(block, base, tuned, place) for place in range(start, start + 6)]
        for start, (name, (base, tuned)) in zip(range(0, 60, 10), kinds.items())
    }
    assert {kind(one) for one in tried["broken"]} == {"broken"}
    assert {kind(one) for one in tried["both_right"]} == {"both_right"}
    every = [one for of_kind in tried.values() for one in of_kind]
    chosen = choose(every, 0)
    assert [kind(one) for one in chosen[:3]] == ["mended", "mended", "broken"]
    assert len(chosen) == 4
    assert kind(chosen[3]) in ("both_right", "both_wrong")
    places = [one.windows for one in chosen]
    assert [one.windows for one in choose(every[::-1], 0)] == places
    assert any([one.windows for one in choose(every, seed)] != places for seed in (1, 2, 3))
    unchanged = choose([*tried["both_right"], *tried["both_wrong"]], 0)
    assert len(unchanged) == 4
    assert {kind(one) for one in choose(tried["broken"], 0)} == {"broken"}
    assert choose([], 0) == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_examples_are_those_of_the_trial(scene: ScenePair, tmp_path: Path) -> None:
    """What they say of either model is what its matcher finds in the windows that are drawn."""
    *blocks, unlabelled = cut_blocks(scene, 0)
    wrong, right = Mistaken(0.5), StructureMatcher()
    verdict, tried = try_out(wrong, right, blocks, [unlabelled], checked_pairs()[:1], 0, QUIET)
    assert len(tried) == verdict.windows
    assert verdict.base.blunders == np.mean([one.errors[0] > 3 for one in tried])
    assert verdict.tuned.blunders == np.mean([one.errors[1] > 3 for one in tried])
    examples = write_examples(tmp_path, tried, ["a, b"], 0, QUIET)
    assert [one.kind for one in examples[:2]] == ["mended"] * 2
    for one, example in zip(choose(tried, 0), examples):
        assert one.block.key != unlabelled.key
        assert example.pair == "a, b"
        assert (example.base_error_px, example.tuned_error_px) == one.errors
        assert example.kind == ("mended" if one.errors[0] > 3 else "both_right")
        search, template = one.windows.search, one.windows.template
        found = right.match(one.block.read_optical(search), one.block.read_sar(template)).offset
        shift = np.add(found, [search.col - template.col, search.row - template.row])
        assert np.linalg.norm(shift - one.truth) == pytest.approx(example.tuned_error_px, abs=0.3)
        with rasterio.open(tmp_path / example.file) as file:
            picture = file.read()
        assert picture.shape == (4, 3 * 128, 3 * 64 + 12 + 3 * 128)
        sar = picture[:, 96 : 96 + 192, :192]
        np.testing.assert_array_equal(sar[0, 1::3, 1::3], one.block.read_sar(template)[0].round())
        assert (sar[:3] == sar[0]).all()
        assert (sar[3] == 255).all()
    again = write_examples(tmp_path / "again", tried[::-1], ["a, b"], 0, QUIET)
    assert again == examples
    for one in examples:
        assert (tmp_path / "again" / one.file).read_bytes() == (tmp_path / one.file).read_bytes()
    assert sorted(path.name for path in (tmp_path / "examples").iterdir()) == [f"{n}.png" for n in (1, 2, 3, 4)]


def test_frames_lie_where_the_models_found_the_template(scene: ScenePair) -> None:
    one = tried_with(cut_blocks(scene, 0)[0], base=25.0, tuned=-12.0)
    optical = draw(one)[:3, :, 3 * 64 + 12 :]
    search, template = one.windows.search, one.windows.template
    corner = np.add(one.truth, [template.col - search.col, template.row - search.row])
    for colour, off in (((240, 228, 66), 0.0), ((213, 94, 0), 25.0), ((86, 180, 233), -12.0)):
        rows, cols = np.nonzero((optical == np.array(colour)[:, None, None]).all(axis=0))
        width = 13 if off == 0 else 5
        left, top = 3 * np.add(corner, [off, 0])
        assert cols.min() == pytest.approx(left - width / 2, abs=1.5)
        assert cols.max() == pytest.approx(left + 192 + width / 2 - 1, abs=1.5)
        assert rows.min() == pytest.approx(top - width / 2, abs=1.5)
        assert rows.max() == pytest.approx(top + 192 + width / 2 - 1, abs=1.5)


def test_frames_on_each_other_all_show(scene: ScenePair) -> None:
    picture = draw(tried_with(cut_blocks(scene, 0)[0], base=0.0, tuned=0.0))[:3]
    for colour in ((240, 228, 66), (213, 94, 0), (86, 180, 233)):
        assert (picture == np.array(colour)[:, None, None]).all(axis=0).sum() > 500


@pytest.mark.slow
def test_without_labelled_blocks_there_are_no_examples(scene: ScenePair, tmp_path: Path) -> None:
    blocks = cut_blocks(scene, 0)[:1]
    _, tried = try_out(StructureMatcher(), StructureMatcher(), [], blocks, [], 0, QUIET)
    assert write_examples(tmp_path, tried, ["a, b"], 0, QUIET) == ()
    assert list(tmp_path.iterdir()) == []


def test_pictures_that_cannot_be_drawn_are_a_warning(scene: ScenePair, tmp_path: Path) -> None:
    (tmp_path / "examples").write_text("in the way")
    told = RecordingReporter()
    assert write_examples(tmp_path, [tried_with(cut_blocks(scene, 0)[0], 9.0, 0.0)], ["a, b"], 0, told) == ()
    assert "could be drawn" in told.warning_texts[0]


@pytest.mark.parametrize(
    ("check", "contradictions", "said"),
    [((-0.2, -0.05), (0.1, 0.2), "forgotten"), ((0.0, 0.0), (-0.2, -0.1), "contradict"), ((0.0, 0.0), None, "Fewer")],
)
def test_better_here_is_not_enough(
    check: tuple[float, float], contradictions: tuple[float, float] | None, said: str
) -> None:
    base, tuned = Rates(0.4, 0.2, 0.1), Rates(0.2, 0.2, 0.2 if said == "forgotten" else 0.1)
    better, reason = judge(base, tuned, (0.1, 0.3), contradictions, check)
    assert said in reason
    assert better == (said == "Fewer")


@pytest.mark.parametrize(
    ("mended", "broken", "blocks", "surely"),
    [
        ([1], [0], 1, False),  # one template of 24, in the only block
        ([4], [0], 1, False),  # heads four times: once in sixteen
        ([5], [0], 1, True),
        ([2, 2], [0, 0], 2, False),  # both blocks say so, with four templates
        ([4], [3], 1, False),
        ([3, 3, 3, 3], [0, 0, 0, 0], 4, True),
        ([12, 0, 0, 0], [0, 0, 0, 0], 4, False),  # one block alone says so
        ([0, 0], [3, 4], 2, False),
    ],
)
def test_what_may_be_chance(mended: list[int], broken: list[int], blocks: int, surely: bool) -> None:
    """Of 24 templates in each block."""
    wrong = np.zeros((blocks, 2, 24), dtype=bool)
    for block, (better, worse) in enumerate(zip(mended, broken)):
        wrong[block, 0, :better] = True
        wrong[block, 1, 12 : 12 + worse] = True
    bounds = fewer_wrong(list(wrong), seed=0)
    assert bounds is not None
    difference = (sum(mended) - sum(broken)) / (24 * blocks)
    assert bounds[0] <= difference <= bounds[1]
    assert (bounds[0] > 0) is surely


def test_nothing_to_compare() -> None:
    assert fewer_wrong([], seed=0) is None


def test_simulated_pairs_are_aligned_and_differ() -> None:
    assert not {one.key for one in checked_pairs()} & {one.key for one in rehearsed_pairs()}
    pair = SimulatedPair(5)
    area = Window(40, 60, 120, 120)
    place = Window(72, 92, 64, 64)
    found = StructureMatcher().match(pair.read_optical(area), pair.read_sar(place))
    assert np.hypot(found.offset[0] - 32, found.offset[1] - 32) < 2
    assert pair.read_sar(area).min() >= 0
    assert pair.read_sar(area).max() <= 255


@pytest.mark.slow
def test_from_scenes_to_a_verdict(
    scenes: ScenePaths, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped on the way, it goes on, tells curves and figures, and leaves a calibrated model that has changed."""
    monkeypatch.setattr(recipe_module, "_STEPS", 6)
    settings = FineTuneSettings((scenes,), tmp_path / "out", model=str(model), minutes=600)
    with pytest.raises(CancelledError):
        finetune(settings, RecordingReporter(lambda told: [name for name, _, _ in told.metrics].count("loss") >= 3))
    with pytest.raises(InputError, match="already"):
        finetune(settings, QUIET)
    told = RecordingReporter()
    result = finetune(settings, told, resume=True)
    assert any("ended after 6 steps" in one for one in told.warning_texts)
    assert told.fractions == sorted(told.fractions)
    assert [step for name, step, _ in told.metrics if name == "loss"] == [4, 5, 6]
    written = json.loads((settings.out / FINETUNE_RESULT_FILE).read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(result.to_json()))
    assert written["steps"] == 6
    assert (settings.out / "tuned.safetensors").exists() == written["better"]
    assert result.verdict is not None
    assert result.verdict.blocks >= 1
    assert written["examples"]
    for one in written["examples"]:
        assert (settings.out / one["file"]).is_file()
        assert one["pair"] == f"{scenes.sar}, {scenes.optical}"
    tuned = settings.out / "training" / "tuned.safetensors"
    before, after = read_model(model)[1], read_model(tuned)[1]
    assert any(not np.array_equal(before[key], after[key]) for key in before)


@pytest.mark.slow
def test_a_better_model_says_where_it_comes_from(
    scenes: ScenePaths, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe_module, "_STEPS", 2)
    rates = Rates(0.4, 0.2, 0.0), Rates(0.1, 0.1, 0.0)
    verdict = Verdict(True, "Because.", *rates, blocks=3, windows=36, fewer_blunders=(0.1, 0.4))
    monkeypatch.setattr(module, "try_out", lambda *_: (verdict, []))
    settings = FineTuneSettings((scenes,), tmp_path / "out", name="alps", model=str(model), minutes=600)
    offered = settings.out / "alps.safetensors"
    assert finetune(settings, QUIET).model == offered
    card = read_card(offered)
    # What was tried is what is offered.
    tried = read_card(settings.out / "training" / "candidate.safetensors")
    assert card.calibration == tried.calibration == read_card(model).calibration
    assert "Fine-tuned from base for 2 steps on 1 pair" in card.training
    assert card.history["base"] == {"name": "base", "sha256": read_card(model).sha256}
    assert card.history["verdict"]["blocks"] == 3
    assert len(card.history["scenes"][0]["sar"]["fingerprint"]) == 64
    assert load_matcher(str(offered)).calibration == card.calibration
    worse = replace(verdict, better=False)
    monkeypatch.setattr(module, "try_out", lambda *_: (worse, []))
    assert finetune(settings, QUIET, resume=True).model is None
    assert not offered.exists(), "what a run that went on does not offer any more must not lie there"


@pytest.mark.slow
def test_the_pull_back_keeps_weights_near(scenes: ScenePaths, model: Path, tmp_path: Path) -> None:
    """The stronger the anchor, the nearer to the weights that training began with."""
    from s2m2_engine.pairs.training_pairs import TrainingPair
    from s2m2_engine.training.loop import train_on

    distance = []
    before = read_model(model)[1]
    for taken_back in (0.0, 0.45):  # of the way, in each step
        settings = FineTuneSettings((scenes,), tmp_path / str(taken_back), model=str(model))
        recipe = training_configuration(settings, model, TINY, has_unsure=False, learned=2, watched=0)
        anchor = taken_back / recipe.optimizer.learning_rate
        recipe = replace(
            recipe,
            optimizer=replace(recipe.optimizer, anchor=anchor, average=0.0, warmup=0),
            losses=replace(recipe.losses, pseudo_teacher="self"),
            schedule=replace(recipe.schedule, steps=4, minutes=0.0),
        )
        done = train_on(recipe, lambda *_: ([TrainingPair(one) for one in rehearsed_pairs()[:2]], []), QUIET)
        after = read_model(done.model)[1]
        names = [key for key, one in before.items() if one.dtype.kind == "f" and "running" not in key]
        distance.append(sum(float(np.square(after[key] - before[key]).sum()) for key in names))
    assert 0 < distance[1] < 0.5 * distance[0]


@pytest.mark.parametrize(("watched", "chosen"), [(0, "last"), (2, "last"), (3, "best"), (8, "best")])
def test_few_watched_blocks_choose_no_weights(
    scenes: ScenePaths, model: Path, tmp_path: Path, watched: int, chosen: str
) -> None:
    settings = FineTuneSettings((scenes,), tmp_path, model=str(model))
    assert training_configuration(settings, model, TINY, False, 2, watched).validation.choose == chosen


@pytest.mark.parametrize(("learned", "steps"), [(2, 1000), (10, 2000), (35, 7000)])
def test_few_blocks_are_not_learned_by_heart(
    scenes: ScenePaths, model: Path, tmp_path: Path, learned: int, steps: int
) -> None:
    """However much time there is; a network that is drawn back to where it began goes on as long as it may."""
    settings = FineTuneSettings((scenes,), tmp_path, model=str(model), minutes=600)
    assert training_configuration(settings, model, TINY, False, learned, 0).schedule.steps == steps
    held = preset("reference-small")
    assert training_configuration(settings, model, held, False, learned, 0).schedule.steps > 10**6


@pytest.mark.slow
def test_scenes_that_do_not_belong_together_teach_nothing(scenes: ScenePaths, model: Path, tmp_path: Path) -> None:
    other = make_sample(tmp_path / "other", size=900, seed=9)
    settings = FineTuneSettings((ScenePaths(scenes.sar, str(other.optical)),), tmp_path / "out", model=str(model))
    told = RecordingReporter()
    result = finetune(settings, told)
    assert result.model is None
    assert result.refused
    assert "No pair of scenes" in result.reason
    assert any("Nothing is learned from" in text for text in told.warning_texts)
    assert not (settings.out / "training").exists()


@pytest.mark.slow
def test_a_scene_too_small_teaches_nothing(model: Path, tmp_path: Path) -> None:
    small = make_sample(tmp_path / "small", size=256, seed=1)
    settings = FineTuneSettings((ScenePaths(str(small.sar), str(small.optical)),), tmp_path / "out", model=str(model))
    result = finetune(settings, QUIET)
    assert result.model is None
    assert not (settings.out / "training").exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pairs": ()}, "no_pairs"),
        ({"pairs": (ScenePaths("a.tif", "a.tif"),)}, "same_raster"),
        ({"minutes": 0.0}, "bad_minutes"),
        ({"minutes": float("nan")}, "bad_minutes"),
        ({"seed": -1}, "bad_seed"),
        ({"seed": 2**70}, "bad_seed"),
        ({"name": "a/b"}, "bad_name"),
        ({"out": Path("/vsimem/out")}, "unwritable_output"),
        ({"out": Path(Path.cwd().anchor)}, "unwritable_output"),
        ({"out": Path("a\nb")}, "bad_name"),
        ({"pairs": (ScenePaths("a.tif", "b\0.tif"),)}, "bad_name"),
        ({"pairs": (ScenePaths("a.tif", "b.tif", "c\x1b"),)}, "bad_name"),
        ({"model": "structure"}, "not_trainable"),
        ({"model": "nowhere"}, "not_trainable"),
    ],
)
def test_what_can_never_work_is_refused(changes: dict[str, Any], code: str, tmp_path: Path) -> None:
    given: dict[str, Any] = {"pairs": (ScenePaths("a.tif", "b.tif"),), "out": tmp_path / "out", **changes}
    with pytest.raises(InputError) as error:
        tune(FineTuneSettings(**given), QUIET)
    assert error.value.code == code
    assert not (tmp_path / "out").exists()


def test_a_raster_that_is_missing_leaves_the_folder_free(model: Path, tmp_path: Path) -> None:
    settings = FineTuneSettings((ScenePaths("a.tif", "b.tif"),), tmp_path / "out", model=str(model))
    with pytest.raises(InputError) as error:
        tune(settings, QUIET)
    assert error.value.code == "raster_not_found"
    assert not settings.out.exists()


def test_the_base_model_is_not_replaced(model: Path, tmp_path: Path) -> None:
    """Where the tuned model is not better, the file in its place would be removed."""
    own = tmp_path / "out" / "tuned.safetensors"
    own.parent.mkdir()
    own.write_bytes(model.read_bytes())
    with pytest.raises(InputError) as error:
        tune(FineTuneSettings((ScenePaths("a.tif", "b.tif"),), own.parent, model=str(own)), QUIET)
    assert error.value.code == "output_is_input"
    assert [path.name for path in own.parent.iterdir()] == [own.name]


@pytest.mark.parametrize("name", ["tuned.safetensors", "finetune.json", "lessons.json", "matches", "examples"])
def test_what_no_fine_tuning_wrote_is_not_replaced(name: str, scenes: ScenePaths, model: Path, tmp_path: Path) -> None:
    """A model that is not better would be removed, too."""
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine")
    with pytest.raises(InputError) as error:
        tune(FineTuneSettings((scenes,), out, model=str(model)), QUIET)
    assert error.value.code == "folder_in_use"
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [(name, "mine")]


def test_damaged_lessons_are_looked_for_again(scene: ScenePair, tmp_path: Path) -> None:
    from s2m2_engine.finetuning.lessons_file import read_lessons, write_lessons

    blocks = cut_blocks(scene, 0)
    path = tmp_path / "lessons.json"
    write_lessons(path, [Lesson(block, TAUGHT) for block in blocks])
    again = read_lessons(path, blocks)
    assert again is not None
    assert [one.block.displacement for one in again] == [block.displacement for block in blocks]
    assert read_lessons(path, blocks[1:]) is None
    path.write_text(path.read_text()[:-9])
    assert read_lessons(path, blocks) is None


def test_the_command_refuses_a_pair_without_comma(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finetune", "sar.tif", "--out", str(tmp_path / "out")]) == 2
    assert "sar.tif,optical.tif" in capsys.readouterr().err
