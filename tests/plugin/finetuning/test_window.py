"""The fine-tuning window: what it asks for, what it shows, how runs stop, go on, and end; with tasks that wait."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsTask
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QColor, QImage, QTextDocument
from qgis.PyQt.QtWidgets import QLabel, QPushButton

from helpers.fake_tasks import VERDICT, FakeModelsTask, FakeTuning
from helpers.model_listings import DEFAULT, STRUCTURE, TRAINED, listing
from helpers.ui_fakes import make_match, make_raster, process_events, wait_until
from s2m2_qgis import settings
from s2m2_qgis.finetuning import runs
from s2m2_qgis.finetuning import window as finetune_window
from s2m2_qgis.finetuning.window import FineTuneWindow
from s2m2_qgis.jobs.finetune import FineTuneInputs
from s2m2_qgis.pairs.pairing import Pairing
from s2m2_qgis.project.layer_choice import PAIR_PROPERTY
from s2m2_qgis.project.match_group import add_match_to_project, tie_points_of
from s2m2_qgis.tie_points.checked_points import Check, write_checks

BARE = listing({**DEFAULT, "created": ""}, STRUCTURE)


class Bench:
    """A window on a project with a SAR and an optical layer. `answers` are the user's; `asked` what was asked."""

    def __init__(self, folder: Path, models: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.models = folder, models
        self.project = QgsProject.instance()
        self.layers = [self.load("scene_sar"), self.load("scene_optical", bands=3)]
        self.tasks: list[FakeTuning] = []
        self.answer = True
        self.asked: list[str] = []
        self.details: list[str] = []
        self.names: list[str] = []
        monkeypatch.setattr(finetune_window.questions, "ask", self._ask)
        monkeypatch.setattr(finetune_window.questions, "ask_line", lambda *_: self.names.pop(0))
        self.added: list[str] = []
        self.notices: list[str] = []
        self.window = self.open_another()

    def open_another(self) -> FineTuneWindow:
        """A window as after a start of QGIS."""
        self.window = FineTuneWindow(None, self._make_task, self._make_models_task)
        self.window.model_added.connect(self.added.append)
        self.window.notice.connect(self.notices.append)
        self.open()
        return self.window

    def open(self) -> None:
        self.window.show_with(*self.layers, 300.0, "hills")
        self.settle()

    def settle(self) -> None:
        wait_until(lambda: not self.window._library.busy)

    def load(self, name: str, **options: Any) -> QgsRasterLayer:
        layer = QgsRasterLayer(str(make_raster(self.folder / f"{name}.tif", **options)), name)
        self.project.addMapLayer(layer)
        return layer

    def start(self) -> FakeTuning:
        self.setup.pairs.add.click()
        self.setup.start.click()
        self.tasks[-1].begin()
        return self.tasks[-1]

    def wait_for_end(self) -> None:
        wait_until(lambda: self.window._task is None)
        self.settle()

    def close(self) -> None:
        self.window.shut_down()
        QgsApplication.taskManager().cancelAll()
        wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
        self.layers.clear()
        self.window.deleteLater()
        process_events()

    @property
    def setup(self) -> Any:
        return self.window.setup

    @property
    def view(self) -> Any:
        return self.window.run_view

    @property
    def said(self) -> str:
        return str(self.setup.readiness.text())

    @property
    def buttons(self) -> list[str]:
        """What can be done with the run."""
        if self.window._pages.currentWidget() is not self.view:
            return []
        buttons = self.view.findChildren(QPushButton)
        return sorted(b.text().strip("&…").replace("&", "") for b in buttons if not b.isHidden() and b.isEnabled())

    def _make_task(self, inputs: FineTuneInputs) -> FakeTuning:
        self.tasks.append(FakeTuning(inputs))
        return self.tasks[-1]

    def _make_models_task(self, change: Any) -> QgsTask:
        if change is None:
            FakeModelsTask.answers.append(self.models)
        return FakeModelsTask(change)

    def _ask(self, _parent: Any, text: str, detail: str, yes: str) -> bool:
        self.asked.append(yes)
        self.details.append(detail)
        return self.answer


@pytest.fixture
def make_bench(qgis_app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []
    FakeModelsTask.answers[:], FakeModelsTask.changes[:] = [], []

    def make(models: Any = TRAINED) -> Bench:
        made.append(Bench(tmp_path, models, monkeypatch))
        return made[-1]

    yield make
    for bench in made:
        bench.close()
    QgsProject.instance().clear()


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


# --- before a run ---------------------------------------------------------------------------------------------


def test_the_docks_choices_are_offered(bench: Bench) -> None:
    setup = bench.setup
    assert (setup.pairs.sar.currentLayer(), setup.pairs.optical.currentLayer()) == tuple(bench.layers)
    assert [setup.model.itemData(row) for row in range(setup.model.count())] == ["alps", "hills"]
    assert setup.model.currentData() == "hills"
    assert (setup.radius.value(), setup.minutes.value(), setup.name.text()) == (300.0, 30, "tuned")
    assert "press Add pair" in bench.said
    assert not setup.start.isEnabled()
    setup.pairs.add.click()
    assert bench.said == ""
    assert setup.start.isEnabled()


def test_without_a_trained_model(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(BARE)
    bench.setup.pairs.add.click()
    assert "no trained model to start from. To import a model" in bench.said
    assert not bench.setup.start.isEnabled()


def test_without_an_environment(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(("Matching needs a Python.", "Set one up.", "no_python"))
    assert bench.said == "Matching needs a Python. Set one up."
    assert not bench.setup.start.isEnabled()


def test_pairs_are_added_and_removed(bench: Bench) -> None:
    pairs = bench.setup.pairs
    pairs.add.click()
    assert not pairs.add.isEnabled()
    assert pairs.problem.text() == "This pair is already in the list."
    pairs.sar.setLayer(bench.layers[1])
    assert "two different layers" in pairs.problem.text()
    pairs.add_pair()
    assert len(pairs.pairs) == 1
    pairs.sar.setLayer(None)
    assert not pairs.add.isEnabled()
    assert not pairs.remove.isEnabled()
    pairs.list.setCurrentRow(0)
    pairs.remove.click()
    assert pairs.pairs == []
    assert not bench.setup.start.isEnabled()


def test_swapped_layers_are_told_before_they_are_added(bench: Bench) -> None:
    pairs = bench.setup.pairs
    assert pairs.problem.text() == ""
    pairs.layers.swap()
    assert "look swapped" in pairs.problem.text()
    assert pairs.add.isEnabled()
    pairs.layers.swap()
    assert pairs.problem.text() == ""


def test_a_layer_without_a_crs_is_no_pair(bench: Bench) -> None:
    bench.setup.pairs.sar.setLayer(bench.load("nowhere_sar", epsg=None))
    assert "has no coordinate reference system" in bench.setup.pairs.problem.text()
    assert not bench.setup.pairs.add.isEnabled()


def test_a_pair_goes_with_its_layer(bench: Bench) -> None:
    bench.setup.pairs.add.click()
    gone = bench.layers.pop()
    bench.project.removeMapLayer(gone.id())
    assert bench.setup.pairs.pairs == []
    assert "press Add pair" in bench.said
    bench.layers.append(bench.load("another_optical", bands=3))


def test_results_of_matches_are_not_offered(make_bench: Callable[..., Bench], tmp_path: Path) -> None:
    heatmap = QgsRasterLayer(str(make_raster(tmp_path / "heat.tif", bands=2)), "heat")
    heatmap.setCustomProperty(PAIR_PROPERTY, "some")
    QgsProject.instance().addMapLayer(heatmap)
    bench = make_bench()
    assert bench.setup.pairs.sar.exceptedLayerList() == [heatmap]
    del heatmap


def test_pairs_that_were_matched(bench: Bench, tmp_path: Path) -> None:
    """They come with their match, and so does a pair that is in the list; of two matches the one on top."""
    pairs = bench.setup.pairs
    pairs.many.matched.trigger()
    assert pairs.many.text.text() == "No pair of layers in this project has been matched yet."
    sar, optical = (Path(layer.source()) for layer in bench.layers)
    for name in ("old", "match"):
        result = make_match(tmp_path / name, sar, optical)
        add_match_to_project(result, result["out"], bench.project, *bench.layers)
    other = make_match(tmp_path / "of layers that are gone", tmp_path / "gone.tif", optical)
    add_match_to_project(other, other["out"], bench.project, None, None)
    damaged = make_match(tmp_path / "damaged", optical, sar)
    add_match_to_project(damaged, damaged["out"], bench.project, *bench.layers)
    (tmp_path / "damaged" / "result.json").write_text('{"inputs": [{"role": ["sar"], "path": 3}]}')
    pairs.add.click()
    pairs.many.matched.trigger()
    assert pairs.pairs == [tuple(bench.layers)]
    assert pairs.matches == [str(tmp_path / "match")]
    assert pairs.list.item(0).text() == "scene_sar  +  scene_optical  (matched)"
    tie_points = tie_points_of(str(tmp_path / "match"), bench.project)
    for number, check in ((3, "confirmed"), (4, "moved"), (5, "rejected")):
        write_checks(tie_points, {number: Check(check, (1.0, 2.0) if check == "moved" else None)})
    pairs.many.matched.trigger()
    assert "checked tie points: 2" in pairs.list.item(0).text()
    assert str(tmp_path / "match") in pairs.list.item(0).toolTip()
    bench.setup.start.click()
    task = bench.tasks[-1]
    task.begin()
    assert task.inputs.request.pairs == [[str(sar), str(optical), str(tmp_path / "match")]]
    bench.view.pause.click()
    bench.wait_for_end()
    bench.window.shut_down()
    bench.open_another()
    bench.view.resume.click()
    assert bench.tasks[-1].inputs.request.pairs == task.inputs.request.pairs


def test_runs_from_before_there_were_matches(bench: Bench) -> None:
    bench.start()
    path = Path(bench.tasks[-1].inputs.request.out) / "run.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    del kept["matches"]
    path.write_text(json.dumps(kept), encoding="utf-8")
    run = runs.remembered()
    assert run is not None
    assert run.inputs().request.pairs == bench.tasks[-1].inputs.request.pairs


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[]",
        '{"pairs": 3}',
        {"minutes": 10**400},
        {"minutes": "30"},
        {"pairs": [["a", "b", "c"]]},
        {"titles": []},
        {"matches": ["a", "b"]},
        {"search_radius": {}},
        {"name": None},
    ],
)
def test_a_run_whose_file_is_damaged(bench: Bench, text: str | dict[str, Any]) -> None:
    bench.start()
    path = Path(bench.tasks[-1].inputs.request.out) / "run.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert runs.remembered() is not None
    path.write_text(text if isinstance(text, str) else json.dumps({**kept, **text}), encoding="utf-8")
    assert runs.remembered() is None


def test_curves_that_are_damaged(bench: Bench) -> None:
    bench.start()
    run = runs.remembered()
    assert run is not None
    folder = Path(run.folder) / "training"
    folder.mkdir()
    rows = ["step,loss", "1,0.5", "2,nan", "9999999999999,1", "-4,1", "3,0.25", "4,x", "5,1"]
    (folder / "training.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "validation.csv").write_bytes(b"step,cmr_3\n1,\x00\n")
    assert list(run.curves()) == [("loss", 1, 0.5), ("loss", 3, 0.25)]


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Give the new model a name"), ("a b", "letters a to z"), ("alps", "A model with the name “alps” exists")],
)
def test_names_that_cannot_be(bench: Bench, name: str, said: str) -> None:
    bench.setup.pairs.add.click()
    bench.setup.name.setText(name)
    assert said in bench.said
    bench.window.start()
    assert bench.tasks == []


def test_a_folder_that_cannot_be_written(bench: Bench, own_profile: Path) -> None:
    own_profile.parent.parent.mkdir(parents=True, exist_ok=True)
    own_profile.parent.write_text("in the way")
    bench.setup.pairs.add.click()
    bench.setup.start.click()
    assert bench.tasks == []
    assert "cannot be written to" in bench.said
    assert settings.finetune_folder() == ""


# --- a run ----------------------------------------------------------------------------------------------------


def test_what_is_asked_of_the_task(bench: Bench, own_profile: Path) -> None:
    bench.setup.name.setText("valais")
    bench.setup.minutes.setValue(5)
    inputs = bench.start().inputs
    assert Path(inputs.request.out) == own_profile.parent / "finetuning" / "valais"
    request = inputs.request
    assert (request.name, request.model, request.minutes, request.search_radius) == ("valais", "hills", 5.0, 300.0)
    assert [scene.path for scene in inputs.pairs[0]] == [layer.source() for layer in bench.layers]
    assert not request.resume
    assert bench.buttons == ["Cancel", "Pause"]


def test_a_crs_that_the_user_set_is_passed_on(bench: Bench) -> None:
    layer = bench.load("elsewhere_sar", epsg=None)
    layer.setCrs(bench.layers[0].crs())
    bench.setup.pairs.sar.setLayer(layer)
    inputs = bench.start().inputs
    assert inputs.pairs[0][0].path.endswith("layer.vrt")
    assert inputs.pairs[0][0].layer.crs == "EPSG:32633"
    assert not inputs.pairs[0][1].vrt


def test_curves_stage_and_warnings_are_shown(bench: Bench) -> None:
    task = bench.start()
    task.metric_found.emit("cmr_3", 0, 0.25)
    task.metric_found.emit("loss", 1, 2.5)
    task.stage_changed.emit("Step 1", 120.0)
    task.warned.emit("Nothing is learned from a.", "pair_refused")
    task.warned.emit("Nothing is learned from a.", "pair_refused")
    task.warned.emit("TensorBoard is not installed.", "no_tensorboard")
    task.setProgress(50.0)
    wait_until(lambda: bench.view.progress.value() == 500)
    assert bench.view.stage.text() == "Step 1 · about 2 min left"
    assert bench.view.notes.text() == "Nothing is learned from a."
    assert bench.view.curves.base == 0.25
    assert bench.view.curves.curves["loss"].points == [(1, 2.5)]


def test_pause_and_go_on(bench: Bench) -> None:
    task = bench.start()
    task.metric_found.emit("cmr_3", 0, 0.25)
    bench.view.pause.click()
    bench.wait_for_end()
    assert "Paused" in bench.view.stage.text()
    assert bench.buttons == ["Discard", "Resume"]
    out = Path(task.inputs.request.out)
    (out / "training").mkdir()
    (out / "training" / "validation.csv").write_text("step,cmr_3,mean_error\n0,0.25,3\n100,0.5,2\n", encoding="utf-8")
    bench.view.resume.click()
    again = bench.tasks[-1].inputs
    request = again.request
    assert request.resume
    assert (request.out, request.name, request.model) == (task.inputs.request.out, "tuned", "hills")
    assert request.minutes == 30.0
    assert [scene.path for scene in again.pairs[0]] == [scene.path for scene in task.inputs.pairs[0]]
    assert bench.view.curves.curves["cmr_3"].points == [(0, 0.25), (100, 0.5)]


def test_a_run_outlives_qgis(bench: Bench) -> None:
    task = bench.start()
    bench.window.shut_down()
    assert task.isCanceled()
    bench.open_another()
    assert "has not ended" in bench.view.stage.text()
    assert bench.buttons == ["Discard", "Resume"]
    bench.view.resume.click()
    assert bench.tasks[-1].inputs.request.resume


def test_a_run_that_ended_while_nobody_looked_is_offered(bench: Bench) -> None:
    task = bench.start()
    bench.window.shut_down()
    task.succeed()
    bench.open_another()
    assert "is better" in bench.view.outcome.toPlainText()
    assert bench.buttons == ["Discard", "Use it"]


def test_what_was_not_begun_is_not_offered(bench: Bench) -> None:
    bench.setup.pairs.add.click()
    bench.setup.start.click()
    folder = Path(bench.tasks[-1].inputs.request.out)
    assert folder.is_dir()
    bench.window.shut_down()
    bench.open_another()
    assert bench.buttons == []
    assert not folder.exists()


def test_a_run_of_another_window_is_left_alone(bench: Bench) -> None:
    folder = bench.start().inputs.request.out
    first = bench.window
    bench.open_another()
    assert "another QGIS window" in bench.view.stage.text()
    bench.view.resume.click()
    bench.view.discard.click()
    assert len(bench.tasks) == 1
    assert Path(folder).is_dir()
    first.shut_down()
    bench.view.resume.click()
    assert len(bench.tasks) == 2


def test_discarding_asks_first(bench: Bench) -> None:
    folder = Path(bench.start().inputs.request.out)
    bench.view.pause.click()
    bench.wait_for_end()
    bench.answer = False
    bench.view.discard.click()
    assert folder.is_dir()
    bench.answer = True
    bench.view.discard.click()
    assert bench.asked == ["Delete", "Delete"]
    assert not folder.exists()
    assert bench.buttons == []
    assert settings.finetune_folder() == ""
    bench.settle()
    assert bench.setup.start.isEnabled(), "the pairs are still there"


def test_cancel_deletes_after_asking(bench: Bench) -> None:
    folder = Path(bench.start().inputs.request.out)
    bench.answer = False
    bench.view.cancel.click()
    assert not bench.tasks[-1].isCanceled()
    bench.answer = True
    bench.view.cancel.click()
    bench.wait_for_end()
    assert bench.asked == ["Stop and delete"] * 2
    assert not folder.exists()
    assert bench.buttons == []


def test_closing_the_window_stops_nothing(bench: Bench) -> None:
    task = bench.start()
    bench.window.close()
    assert not task.isCanceled()
    task.succeed()
    bench.wait_for_end()
    assert "ended with a better model" in bench.notices[0]
    bench.open()
    assert bench.buttons == ["Discard", "Use it"]


def test_a_window_that_is_seen_needs_no_notice(bench: Bench) -> None:
    bench.start().succeed(better=False)
    bench.wait_for_end()
    assert bench.notices == []


# --- how runs end ---------------------------------------------------------------------------------------------


def test_a_better_model_is_used(bench: Bench) -> None:
    task = bench.start()
    task.succeed()
    bench.wait_for_end()
    text = bench.view.outcome.toPlainText()
    for said in ("The new model is better.", "Because <b>.", "60.0 %", "90.0 %", "95.0 %", "36 templates"):
        assert said in text
    assert "Nothing was learned from a, b: Too far apart." in text
    FakeModelsTask.answers.append(listing(STRUCTURE, name="tuned"))
    bench.view.use.click()
    assert bench.buttons == []
    bench.settle()
    request = next(change for change in FakeModelsTask.changes if change is not None)
    assert (request.file, request.name) == (str(Path(task.inputs.request.out) / "tuned.safetensors"), "tuned")
    assert bench.added == ["tuned"]
    assert not Path(task.inputs.request.out).exists()
    assert "“tuned” has been added to your models" in bench.said
    assert runs.remembered() is None


def test_a_name_that_was_taken_meanwhile(bench: Bench) -> None:
    bench.start().succeed()
    bench.wait_for_end()
    FakeModelsTask.answers += [("There is one.", "Choose another.", "model_exists"), listing(STRUCTURE, name="other")]
    bench.names = ["other"]
    bench.view.use.click()
    wait_until(lambda: bench.added == ["other"])


def test_a_model_that_cannot_be_added_stays(bench: Bench) -> None:
    task = bench.start()
    task.succeed()
    bench.wait_for_end()
    FakeModelsTask.answers.append(("The disk is full.", "Make room.", "disk_full"))
    bench.view.use.click()
    bench.settle()
    assert bench.view.notes.text() == "The disk is full. Make room."
    assert bench.buttons == ["Discard", "Use it"]
    assert Path(task.inputs.request.out).is_dir()


def test_a_refused_pair_is_told_once_by_its_layers_names(bench: Bench) -> None:
    task = bench.start()
    task.warned.emit("Nothing is learned from /a.tif, /b.tif: Too far apart.", "pair_refused")
    task.warned.emit("Checked tie points: 3.", "checked_points")
    task.succeed(better=False, refused=", ".join(scene.path for scene in task.inputs.pairs[0]))
    bench.wait_for_end()
    titles = " + ".join(scene.layer.name for scene in task.inputs.pairs[0])
    assert f"Nothing was learned from {titles}: Too far apart." in bench.view.outcome.toPlainText()
    assert bench.view.notes.text() == "Checked tie points: 3."


@pytest.mark.parametrize("verdict", [VERDICT, None])
def test_no_better_model(bench: Bench, verdict: Any) -> None:
    task = bench.start()
    task.succeed(better=False, verdict=verdict)
    bench.wait_for_end()
    assert ("is not better" if verdict else "no new model") in bench.view.outcome.toPlainText()
    # There is nothing to discard: what she wants is the list of pairs.
    assert bench.buttons == ["Start again"]
    bench.view.discard.click()
    assert bench.asked == []
    assert bench.setup.pairs.isVisible()
    assert not Path(task.inputs.request.out).exists()


@pytest.mark.parametrize(("familiar", "said"), [(0.97, True), (None, False)])
def test_how_much_ground_the_new_model_knows(bench: Bench, familiar: float | None, said: bool) -> None:
    bench.start().succeed(verdict={**VERDICT, "familiar": familiar})
    bench.wait_for_end()
    text = bench.view.outcome.toPlainText()
    assert ("In 97 % of them" in text) is said
    assert "Measured with 36 templates" in text


def draw_examples(folder: Path, pair: str, colours: dict[str, str]) -> list[dict[str, Any]]:
    """Pictures of one colour each, by their kind, as finetune.json lists them."""
    (folder / "examples").mkdir(parents=True)
    listed = []
    for number, (kind, colour) in enumerate(colours.items(), start=1):
        image = QImage(588, 384, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        file = f"examples/{number}.png"
        assert image.save(str(folder / file))
        listed.append({"file": file, "kind": kind, "base_error_px": 14.21, "tuned_error_px": 0.84, "pair": pair})
    return listed


def shown_widths(view: Any) -> dict[str, int]:
    """How wide the view shows pixels of each pure colour, scrolled to wherever they are."""
    widths: dict[str, int] = {}
    bar = view.verticalScrollBar()
    for top in range(0, bar.maximum() + 1, 20):
        bar.setValue(top)
        image = view.viewport().grab().toImage()
        for row in range(0, image.height(), 8):
            names = [image.pixelColor(col, row).name() for col in range(image.width())]
            for name in set(names):
                widths[name] = max(widths.get(name, 0), names.count(name))
    return widths


@pytest.mark.slow
def test_examples_are_shown_whole(bench: Bench, own_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also from a folder whose name means something in addresses, and in a window as small as it can be."""
    odd = own_profile.parent / "Müller & Söhne #1 100%25 <b>'x"
    monkeypatch.setattr(runs, "new_folder", lambda name: str(odd / name))
    bench.window.resize(bench.window.minimumSizeHint())
    task = bench.start()
    colours = {"mended": "#123456", "broken": "#654321", "both_wrong": "#246810"}
    examples = draw_examples(Path(task.inputs.request.out), "", colours)
    missing = {**examples[0], "file": "examples/9.png", "kind": "both_right"}
    other = {**examples[0], "file": "examples/1.png", "kind": "of a later version"}
    QImage(str(Path(task.inputs.request.out) / "examples/1.png")).save(str(own_profile.parent / "1.png"))
    outside = [{**missing, "file": file} for file in (str(own_profile.parent / "1.png"), "../../1.png", "\0", ".")]
    task.succeed(examples=[*examples, missing, other, *outside])
    bench.wait_for_end()
    for _ in range(3):
        process_events()
    outcome = bench.view.outcome
    text = outcome.toPlainText()
    for said in (
        "Examples",
        "It was wrong and is now correct.",
        "It was correct and is now wrong.",
        "It was wrong and still is.",
    ):
        assert said in text
    assert text.count("Error before: 14.2 px. Error now: 0.8 px.") == 3
    assert "It was correct and still is." not in text, "its picture is missing"
    assert "scene_sar" not in text, "there is one pair only"
    assert not outcome.horizontalScrollBar().isVisible()
    widths = shown_widths(outcome)
    assert [widths.get(colour) for colour in colours.values()] == [280] * 3


def test_examples_of_several_pairs_name_theirs(bench: Bench) -> None:
    bench.setup.pairs.add.click()
    bench.setup.pairs.optical.setLayer(bench.load("other_optical", bands=3))
    task = bench.start()
    sar, optical = (scene.path for scene in task.inputs.pairs[1])
    task.succeed(examples=draw_examples(Path(task.inputs.request.out), f"{sar}, {optical}", {"mended": "#123456"}))
    bench.wait_for_end()
    text = bench.view.outcome.toPlainText()
    other = {"scene_optical", "other_optical"} - {task.inputs.pairs[1][1].layer.name}
    assert f"scene_sar + {task.inputs.pairs[1][1].layer.name}" in " ".join(text.split())
    assert other.pop() not in text


def test_a_later_outcome_has_pictures_of_its_own(bench: Bench) -> None:
    for colour in ("#123456", "#654321"):
        task = bench.start()
        task.succeed(examples=draw_examples(Path(task.inputs.request.out), "", {"mended": colour}))
        bench.wait_for_end()
        name = bench.view.outcome.toHtml().split('<img src="')[1].split('"')[0]
        picture = bench.view.outcome.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(name))
        assert picture.pixelColor(100, 100).name() == colour
        bench.view.discard.click()
        bench.settle()
        bench.setup.pairs.list.setCurrentRow(0)
        bench.setup.pairs.remove.click()


def test_outcomes_from_before_there_were_examples(bench: Bench) -> None:
    bench.start().succeed(examples=None)
    bench.wait_for_end()
    assert "The new model is better." in bench.view.outcome.toPlainText()
    assert "Examples" not in bench.view.outcome.toPlainText()
    assert "<img" not in bench.view.outcome.toHtml()


@pytest.mark.parametrize("changed", [{"better": "no"}, {"verdict": {"base": 1}}, {"refused": [3]}, {"examples": [{}]}])
def test_a_run_whose_outcome_is_damaged_can_go_on(bench: Bench, changed: dict[str, Any]) -> None:
    task = bench.start()
    task.succeed()
    path = Path(task.inputs.request.out) / "finetune.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changed}), encoding="utf-8")
    bench.wait_for_end()
    assert bench.buttons == ["Discard", "Resume"]


def test_a_failure_in_the_middle_can_go_on(bench: Bench) -> None:
    bench.start().end("failed", "The engine was killed.", "Close other programs.", "worker_died")
    bench.wait_for_end()
    assert "was killed. Close other programs. What has been learned is kept." in bench.view.stage.text()
    assert bench.buttons == ["Discard", "Resume"]


def test_a_failure_before_it_began_is_said_where_it_can_be_mended(bench: Bench) -> None:
    bench.setup.pairs.add.click()
    bench.setup.start.click()
    folder = Path(bench.tasks[-1].inputs.request.out)
    bench.tasks[-1].end("failed", "Fine-tuning needs PyTorch.", "Add it.", "no_torch")
    bench.wait_for_end()
    assert bench.said == "Fine-tuning needs PyTorch. Add it."
    assert not folder.exists()
    assert bench.setup.start.isEnabled()


# --- what the engine warns of before it begins ----------------------------------------------------------------


def warn(bench: Bench) -> None:
    """The engine has looked at memory."""
    bench.tasks[-1].end("failed", "1.4 GB are needed, 0.3 GB are free.", "", "ask_first")
    wait_until(lambda: bench.window._task is None or len(bench.tasks) > 1)
    wait_until(lambda: bool(bench.asked))
    process_events()


def test_little_memory_is_asked_about_before_it_begins(bench: Bench) -> None:
    bench.setup.pairs.add.click()
    bench.setup.start.click()
    first = bench.tasks[-1].inputs
    assert first.heed_warnings
    warn(bench)
    assert bench.asked == ["Start"]
    assert bench.details == ["1.4 GB are needed, 0.3 GB are free."]
    again = bench.tasks[-1].inputs
    assert again == replace(first, heed_warnings=False)
    assert bench.buttons == ["Cancel", "Pause"]


def test_a_user_who_heeds_the_warning(bench: Bench) -> None:
    bench.setup.pairs.add.click()
    bench.setup.start.click()
    folder = Path(bench.tasks[-1].inputs.request.out)
    bench.answer = False
    warn(bench)
    bench.settle()
    assert len(bench.tasks) == 1
    assert bench.buttons == []
    assert bench.said == "1.4 GB are needed, 0.3 GB are free."
    assert not folder.exists()
    assert bench.setup.start.isEnabled()


def test_a_paused_run_stays_where_memory_is_short(bench: Bench) -> None:
    bench.start()
    bench.view.pause.click()
    bench.wait_for_end()
    bench.view.resume.click()
    assert bench.tasks[-1].inputs.heed_warnings
    bench.answer = False
    bench.tasks[-1].end("failed", "0.3 GB are free.", "", "ask_first")
    wait_until(lambda: bench.buttons == ["Discard", "Resume"])
    assert bench.view.stage.text() == "0.3 GB are free."
    assert Path(bench.tasks[-1].inputs.request.out).is_dir()


def test_files_of_a_folder_are_learned_from(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "more").mkdir()
    for name, bands in (("x_sar", 1), ("x_opt", 3)):
        make_raster(tmp_path / "more" / f"{name}.tif", bands)
    monkeypatch.setattr(finetune_window.questions, "folder_to_read", lambda *_: str(tmp_path / "more"))
    many = bench.setup.pairs.many
    many.add_folder()
    wait_until(lambda: many._task is None)
    assert bench.setup._box.title() == "Pairs to learn from (1)"
    inputs = bench.start().inputs
    paths = [[scene.path for scene in pair] for pair in inputs.pairs]
    assert paths[0] == [str(tmp_path / "more" / "x_sar.tif"), str(tmp_path / "more" / "x_opt.tif")]
    assert paths[1] == [layer.source() for layer in bench.layers]
    assert not any(scene.vrt or scene.layer.temporary for pair in inputs.pairs for scene in pair)
    assert "x_sar.tif  +  x_opt.tif" in bench.view.title.toolTip()


def test_nothing_is_cut_off(bench: Bench) -> None:
    reasons = (("a.tif", "it has no coordinate reference system"), ("b.tif", "it cannot be read as a raster"))
    bench.setup.pairs.many._found(Pairing((), reasons * 200))
    for _ in range(3):
        process_events()
    assert bench.window.minimumSizeHint().height() <= 680, "a screen of 1280 x 720 has room for it"
    for widget in (*bench.setup.findChildren(QLabel), *bench.setup.findChildren(QPushButton)):
        if widget.isVisible():
            assert widget.height() >= (widget.heightForWidth(widget.width()) if isinstance(widget, QLabel) else 0)
            assert widget.width() >= widget.minimumSizeHint().width()


# --- curves ---------------------------------------------------------------------------------------------------


def test_a_long_curve_has_few_points() -> None:
    from s2m2_qgis.finetuning.curves import Curve

    curve = Curve()
    for step in range(1, 5001):
        curve.add(step, float(step))
    assert 200 <= len(curve.points) <= 401
    steps = [step for step, _ in curve.points]
    assert steps == sorted(set(steps))
    assert all(abs(value - step) < 20 for step, value in curve.points)
    curve.add(2500, 7.0)
    assert curve.points[-1][0] <= 2500


@pytest.mark.parametrize("values", [[], [(0, 0.3)], [(0, 0.3), (100, 0.3)], [(0, 0.0), (100, 1.0)]])
def test_curves_are_drawn(bench: Bench, values: list[tuple[int, float]]) -> None:
    view = bench.view.curves
    view.resize(400, 260)
    for name in ("loss", "cmr_3"):
        for step, value in values:
            view.add(name, step, value)
    view.add("unknown", 1, 1.0)
    image = view.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, 400, 2) for y in range(0, 260, 2)}
    assert len(colours) > 2
