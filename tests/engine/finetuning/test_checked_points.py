"""Fine-tuning from matches whose tie points an analyst has checked: they say where scenes lie and what blocks teach."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio.shutil

from helpers.checked_points import check_tie_points, without_checks

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from s2m2_engine.errors import CancelledError, InputError
from s2m2_engine.finetuning import alignment, finetune
from s2m2_engine.finetuning.alignment import align
from s2m2_engine.finetuning.blocks import cut_blocks, share_out
from s2m2_engine.finetuning.checked_points import read_earlier_match, write_earlier_match
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths
from s2m2_engine.finetuning.teaching import CHECKED, CONTRADICTED, Lesson, checked_lessons
from s2m2_engine.model.registry import KeptMatcher
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.names import RESULT_FILE, TIE_POINTS_FILE
from s2m2_engine.pairs.scene_pairs import ScenePair
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.results.tie_point_files import read_tie_points
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.simulation.sample import MOVED_BY, make_sample

QUIET = Reporter()
TRUTH = -np.array(MOVED_BY)


@pytest.fixture(scope="module")
def matched(scenes: ScenePaths, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of its matches, by the layer that moves."""
    folders = {moving: tmp_path_factory.mktemp("matches") / f"{moving}, 1" for moving in ("sar", "optical")}
    for moving, folder in folders.items():
        assert match_scene(
            MatchSettings(scenes.sar, scenes.optical, folder, moving, spacing=32), StructureMatcher(), QUIET
        ).reliable
    return folders


class Bench:
    """A copy of a match to check tie points in, and a run that begins with it."""

    def __init__(self, pair: ScenePaths, match: Path, folder: Path, model: str = "structure") -> None:
        self.match = Path(shutil.copytree(match, folder / match.name))
        self.pair = ScenePaths(pair.sar, pair.optical, str(self.match))
        self.settings = FineTuneSettings((self.pair,), folder / "run", model=model, minutes=600)
        self.points = read_tie_points(self.match / TIE_POINTS_FILE)
        self.sign = 1 if match.name.startswith("sar") else -1  # which way displacements lead

    def check(self, checks: dict[int, Any]) -> None:
        """Rows of `points` are counted from 0."""
        check_tie_points(self.match / TIE_POINTS_FILE, {row + 1: check for row, check in checks.items()})

    def scene(self) -> ScenePair:
        found = align(self.settings, 0, KeptMatcher(), QUIET, read_earlier_match(self.settings, 0))
        assert found.scene is not None, found.reason
        return found.scene

    def lessons(self) -> dict[str, Lesson]:
        earlier = read_earlier_match(self.settings, 0)
        assert earlier is not None
        scene = self.scene()
        return {lesson.block.key: lesson for lesson in checked_lessons(cut_blocks(scene, 0), scene, earlier)}

    def rows_by_block(self) -> dict[str, list[int]]:
        """Good tie points in each block that has one, those nearest to its middle first."""
        scene, points = self.scene(), self.points
        place = scene.grid.colrow(points.moving_xy + (points.displacement_xy if self.sign < 0 else 0.0))
        rows = {}
        for block in cut_blocks(scene, 0):
            core = block.core()
            off = np.abs(place - [core.col + core.width / 2, core.row + core.height / 2])
            here = (off < [core.width / 2, core.height / 2]).all(axis=1) & points.inlier & ~points.abstained
            rows[block.key] = sorted(np.flatnonzero(here).tolist(), key=lambda row, off=off: off[row].max())
        return {key: found for key, found in rows.items() if found}

    def middle_rows(self) -> dict[str, int]:
        """The good tie point next to the middle of each block."""
        return {key: rows[0] for key, rows in self.rows_by_block().items()}

    def unreliable(self) -> None:
        path = self.match / RESULT_FILE
        body = json.loads(path.read_text(encoding="utf-8"))
        body.update(status="unreliable", reasons=["So few."])
        body["transform"] = {"kind": "shift", "matrix": [[1, 0, 9000.0], [0, 1, 9000.0]]}
        body["shift"].update(dx=9000.0, dy=9000.0)
        path.write_text(json.dumps(body), encoding="utf-8")


@pytest.fixture(params=["sar", "optical"])
def bench(
    request: pytest.FixtureRequest, scenes: ScenePaths, matched: dict[str, Path], tmp_path: Path, no_match: None
) -> Bench:
    """With either layer as the one that moves."""
    return Bench(scenes, matched[request.param], tmp_path)


@pytest.fixture
def no_match(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole scenes are not matched."""

    def fail(*_: Any) -> Any:
        raise AssertionError("the scenes were matched again")

    monkeypatch.setattr(alignment, "match_scene", fail)


def shift_m(scene: Any) -> np.ndarray:
    """East and north in the middle of a pair or block."""
    core = scene.core()
    moved = scene.shift_at(core.col + core.width / 2, core.row + core.height / 2)
    return np.asarray(moved * 12.5 * [1, -1])


@pytest.mark.slow
def test_the_match_says_where_scenes_lie(bench: Bench) -> None:
    scene = bench.scene()
    assert scene.grid.pixel_xy == (12.5, 12.5)
    np.testing.assert_allclose(shift_m(scene), TRUTH, atol=4.0)
    assert bench.lessons() == {}


@pytest.mark.slow
def test_confirmed_and_moved_points_are_the_lessons_of_their_blocks(bench: Bench) -> None:
    """A confirmed one teaches what the match found there, a moved one what the analyst says, whatever was found."""
    middles = bench.middle_rows()
    (first, confirmed), (second, moved), (_, rejected), *_ = middles.items()
    given = bench.points.displacement_xy[moved] + [60.0, -35.0]
    bench.check({confirmed: "confirmed", moved: tuple(given.tolist()), rejected: "rejected"})
    lessons = bench.lessons()
    assert {key: lesson.state for key, lesson in lessons.items()} == {first: CHECKED, second: CHECKED}
    for key, row, displacement in (
        (first, confirmed, bench.points.displacement_xy[confirmed]),
        (second, moved, given),
    ):
        sar = bench.points.moving_xy[row] + (displacement if bench.sign < 0 else 0.0)
        (place,) = bench.scene().grid.colrow(sar[None])
        taught = lessons[key].block.shift_at(*place) * 12.5 * [1, -1]
        np.testing.assert_allclose(taught, bench.sign * displacement, atol=1e-6)


@pytest.mark.slow
def test_points_that_contradict_each_other_teach_nothing(bench: Bench) -> None:
    key, rows = max(bench.rows_by_block().items(), key=lambda one: len(one[1]))
    far = bench.points.displacement_xy[rows[0]] + [250.0, 0.0]
    bench.check({rows[0]: tuple(far.tolist()), rows[1]: "confirmed"})
    assert bench.lessons()[key].state == CONTRADICTED


@pytest.mark.slow
def test_a_point_that_leads_out_of_its_block_teaches_nothing(bench: Bench) -> None:
    row, *_ = bench.middle_rows().values()
    far = bench.points.displacement_xy[row] + [0.0, bench.sign * 40 * 12.5]
    bench.check({row: tuple(far.tolist())})
    assert {lesson.state for lesson in bench.lessons().values()} <= {CONTRADICTED}


@pytest.mark.slow
def test_checked_points_say_where_scenes_lie_if_the_match_cannot(bench: Bench) -> None:
    rows = list(bench.middle_rows().values())
    bench.unreliable()
    bench.check({rows[0]: "confirmed", rows[1]: "rejected", rows[2]: "confirmed"})
    earlier = read_earlier_match(bench.settings, 0)
    assert earlier is not None
    assert earlier.transform is None
    assert len(earlier.position) == 2
    bench.check({rows[1]: "confirmed"})
    np.testing.assert_allclose(shift_m(bench.scene()), TRUTH, atol=20.0)
    bench.check({row: "confirmed" for row in np.flatnonzero(bench.points.inlier)[:30].tolist()})
    np.testing.assert_allclose(shift_m(bench.scene()), TRUTH, atol=20.0)


@pytest.mark.slow
def test_checked_points_overrule_a_match_that_they_contradict(bench: Bench) -> None:
    rows = list(bench.middle_rows().values())[:3]
    off = np.array([400.0, 300.0])
    bench.check({row: tuple((bench.points.displacement_xy[row] + off).tolist()) for row in rows})
    np.testing.assert_allclose(shift_m(bench.scene()), TRUTH + bench.sign * off, atol=20.0)


@pytest.mark.slow
def test_files_from_before_tie_points_could_be_checked(bench: Bench) -> None:
    without_checks(bench.match / TIE_POINTS_FILE)
    np.testing.assert_allclose(shift_m(bench.scene()), TRUTH, atol=4.0)
    assert bench.lessons() == {}


def test_a_run_needs_the_match_only_once(bench: Bench) -> None:
    """The earlier match is kept; points that are checked later change no run."""
    (_, first), (_, second), *_ = bench.middle_rows().items()
    bench.check({first: "confirmed"})
    earlier = read_earlier_match(bench.settings, 0)
    assert earlier is not None
    write_earlier_match(bench.settings, 0, earlier)
    bench.check({second: "confirmed"})
    shutil.rmtree(bench.match)
    again = read_earlier_match(bench.settings, 0)
    assert again is not None
    np.testing.assert_allclose(again.position, earlier.position)
    np.testing.assert_allclose(again.displacement, earlier.displacement)
    assert (again.transform, again.reach_m) == (earlier.transform, earlier.reach_m)


def test_a_virtual_raster_of_what_was_matched(bench: Bench, tmp_path: Path) -> None:
    """The plugin gives one for a layer whose CRS the user set; in another CRS it is another scene."""
    virtual = tmp_path / "sar.vrt"
    rasterio.shutil.copy(bench.pair.sar, virtual, driver="VRT")
    pair = ScenePaths(str(virtual), bench.pair.optical, bench.pair.match)
    assert read_earlier_match(FineTuneSettings((pair,), tmp_path / "run"), 0) is not None
    elsewhere = virtual.read_text(encoding="utf-8").replace("UTM zone 33N", "UTM zone 32N").replace("32633", "32632")
    virtual.write_text(elsewhere, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        read_earlier_match(FineTuneSettings((pair,), tmp_path / "run"), 0)
    assert failure.value.code == "other_match"


def test_a_match_of_others_is_refused_before_any_work(bench: Bench, model: Path, tmp_path: Path) -> None:
    other = make_sample(tmp_path / "other", size=256, seed=9)
    for pair, code in (
        (ScenePaths(bench.pair.sar, str(other.optical), bench.pair.match), "other_match"),
        (ScenePaths(bench.pair.optical, bench.pair.sar, bench.pair.match), "other_match"),
        (ScenePaths(bench.pair.sar, bench.pair.optical, str(tmp_path)), "no_match"),
    ):
        with pytest.raises(InputError) as failure:
            finetune.finetune(FineTuneSettings((pair,), tmp_path / "run", model=str(model)), QUIET)
        assert failure.value.code == code
        assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_scenes_are_matched_where_the_match_says_too_little(
    scenes: ScenePaths, matched: dict[str, Path], tmp_path: Path
) -> None:
    bench = Bench(scenes, matched["sar"], tmp_path)
    bench.unreliable()
    np.testing.assert_allclose(shift_m(bench.scene()), TRUTH, atol=4.0)
    assert (bench.settings.out / "matches" / "000-structure").is_dir()


@pytest.mark.slow
def test_a_whole_run(
    scenes: ScenePaths,
    matched: dict[str, Path],
    model: Path,
    tmp_path: Path,
    no_match: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Blocks to learn from learn from the analyst, those of the trial are judged by the analyst, others by matchers."""
    bench = Bench(scenes, matched["optical"], tmp_path, str(model))
    shares = share_out(cut_blocks(bench.scene(), 0), 0)
    middles = bench.middle_rows()
    learn, trial = shares.learn[0].key, shares.trial[0].key
    bench.check({middles[learn]: "confirmed", middles[trial]: "confirmed"})
    seen: dict[str, list[Lesson]] = {}

    def train(*given: Any) -> Any:
        seen["learn"] = given[3]
        raise CancelledError

    told: list[str] = []
    monkeypatch.setattr(finetune, "_train", train)
    monkeypatch.setattr(QUIET, "warning", lambda code, text: told.append(text), raising=False)
    for resume in (False, True):
        with pytest.raises(CancelledError):
            finetune.finetune(bench.settings, QUIET, resume)
        shutil.rmtree(bench.match, ignore_errors=True)
        states = {lesson.block.key: lesson.state for lesson in seen["learn"]}
        assert [key for key, state in states.items() if state == CHECKED] == [learn]
        assert trial not in states
        assert told.pop().startswith(f"Checked tie points: 2. 1 of {len(states)} blocks")
    written = json.loads((bench.settings.out / "lessons.json").read_text(encoding="utf-8"))
    assert {one["block"] for one in written if one["state"] == CHECKED} == {learn, trial}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("a.tif,b.tif", ScenePaths("a.tif", "b.tif")),
        ("a.tif, b.tif , in Zürich, 1, 2", ScenePaths("a.tif", "b.tif", "in Zürich, 1, 2")),
        (r"C:\a\s.tif,D:\b\o.tif,E:\m", ScenePaths(r"C:\a\s.tif", r"D:\b\o.tif", r"E:\m")),
    ],
)
def test_pairs_on_the_command_line(text: str, pair: ScenePaths) -> None:
    assert ScenePaths.parse(text) == pair


@pytest.mark.parametrize("text", ["a.tif", "a.tif,", ",b.tif", "a.tif,b.tif,"])
def test_what_is_no_pair(text: str) -> None:
    with pytest.raises(InputError):
        ScenePaths.parse(text)


def test_runs_from_before_there_could_be_a_match_are_known_again(tmp_path: Path) -> None:
    with_match = ScenePaths("c", "d", "m")
    settings = FineTuneSettings((ScenePaths("a", "b"), with_match), tmp_path)
    assert settings.to_json()["pairs"] == [["a", "b"], ["c", "d", "m"]]
