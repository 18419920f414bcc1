"""The dock: guesses, readiness, match, cancel, result, correct; with tasks that wait to be told how they end."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRectangle, QgsTask
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette

from helpers.dock_bench import Bench
from helpers.map_server import CENTRE, MapServer
from helpers.ui_fakes import (
    BrokenProbe,
    FakeProbe,
    OwnProbe,
    ProbeWithoutRuntime,
    make_match,
    process_events,
    wait_until,
)
from s2m2_qgis import settings
from s2m2_qgis.dock import dock as dock_module
from s2m2_qgis.dock.ground_panel import VIEW
from s2m2_qgis.dock.words import compass, metres_text, pixels_text
from s2m2_qgis.widgets import eta_text

# --- layers and readiness -------------------------------------------------------------------------------------


def test_layers_are_guessed_as_they_come(bench: Bench) -> None:
    assert "Add a SAR and an optical" in bench.readiness
    optical = bench.load("scene_optical", bands=3)
    sar = bench.load("scene_sar")
    assert bench.dock.layers.sar == sar
    assert bench.dock.layers.optical == optical
    assert bench.form.match.isEnabled()
    assert bench.readiness == "Ready to match."


def test_a_web_map_is_asked_for_nothing_before_the_match(bench: Bench) -> None:
    server = MapServer()
    try:
        bench.load("scene_sar", epsg=3857, origin=CENTRE)
        web = server.xyz()
        bench.project.addMapLayer(web)
        bench.dock.layers.use(web)
        assert bench.dock.layers.optical == web
        assert bench.readiness == "Ready to match."
        assert server.requests == []
    finally:
        server.close()


def test_users_choice_is_kept(bench: Bench) -> None:
    sar, optical = bench.load_pair()
    bench.form.swap.click()
    bench.load("another_sar")
    assert bench.dock.layers.sar == optical
    assert bench.dock.layers.optical == sar
    assert "swapped" in bench.readiness
    assert bench.form.match.isEnabled()


def test_context_menus_layer_goes_into_its_box(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    other = bench.load("later_optical", bands=3)
    bench.dock.layers.use(other)
    assert (bench.dock.layers.sar, bench.dock.layers.optical) == (sar, other)


def test_same_layer_twice(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.form.optical.setLayer(sar)
    assert "“scene_sar” is chosen twice" in bench.readiness
    assert not bench.form.match.isEnabled()


def test_no_overlap_and_search_radius(bench: Bench) -> None:
    bench.load("scene_sar")
    bench.load("scene_optical", bands=3, origin=(503_640.0, 5_000_000.0))
    assert "do not overlap: they are 3.0 km apart" in bench.readiness
    assert not bench.form.match.isEnabled()
    bench.form.radius.setValue(4000)
    assert bench.form.match.isEnabled()
    bench.form.radius.setValue(0)
    assert "search radius is 0" in bench.readiness
    assert not bench.form.match.isEnabled()


def test_missing_crs_can_be_set_meanwhile(bench: Bench) -> None:
    bench.load("scene_sar")
    optical = bench.load("scene_optical", bands=3, epsg=None)
    optical.setCrs(QgsCoordinateReferenceSystem())
    assert "“scene_optical” has no coordinate reference system" in bench.readiness
    optical.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    assert bench.form.match.isEnabled()


def test_missing_environment_offers_setup(qgis_app: object, tmp_path: Path) -> None:
    QgsProject.instance().clear()
    bench = Bench(tmp_path, BrokenProbe)
    assert "not set up yet" in bench.readiness, "this is said before layers are asked for"
    assert bench.form.setup.text() == "Set up Python…"
    assert not bench.form.setup.isHidden()
    assert not bench.form.match.isEnabled()
    bench.dock.shut_down()
    QgsProject.instance().clear()


class FakeDialog:
    """Stands for the settings; keeps the ailment that it is opened with."""

    ailments: ClassVar[list[str]] = []
    panel = SimpleNamespace(radius_changed=False, environment_changed=False)

    def __init__(self, _parent: object, ailment: str) -> None:
        self.ailments.append(ailment)

    def exec(self) -> None:
        pass

    def deleteLater(self) -> None:  # noqa: N802 - Qt's name
        pass


class BrokenOwnProbe(OwnProbe):
    problem = "“python” cannot load numpy: it crashed (SIGBUS)."


@pytest.mark.parametrize("loads", [False, True])
def test_a_damaged_environment_is_told_and_can_be_repaired(
    loads: bool, qgis_app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QgsProject.instance().clear()
    settings.set_results_folder(str(tmp_path))
    monkeypatch.setattr(dock_module, "SettingsDialog", FakeDialog)
    monkeypatch.setattr(FakeDialog, "ailments", [])
    bench = Bench(tmp_path, OwnProbe if loads else BrokenOwnProbe)
    bench.load_pair()
    wait_until(lambda: bench.dock._health is None)
    if loads:
        assert "The package torch is damaged: it crashed (SIGBUS). Repair it." in bench.readiness
        assert bench.form.match.isEnabled()
        assert bench.form.setup.isHidden()
        bench.form.readiness.linkActivated.emit("setup")
        assert FakeDialog.ailments == ["The package torch is damaged: it crashed (SIGBUS)."]
    else:
        assert bench.readiness == "“python” cannot load numpy: it crashed (SIGBUS)."
        assert bench.form.setup.text() == "Repair Python…"
        bench.form.setup.click()
        assert FakeDialog.ailments == ["“python” cannot load numpy: it crashed (SIGBUS)."]
    bench.dock.shut_down()
    QgsProject.instance().clear()


def test_structure_in_place_of_the_trained_model_is_told(
    qgis_app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QgsProject.instance().clear()
    settings.set_results_folder(str(tmp_path))
    bench = Bench(tmp_path, ProbeWithoutRuntime)
    bench.load_pair()
    assert bench.form.model.currentText() == "Default (trained)"
    assert "ONNX Runtime is not installed" in bench.form.model.currentData(Qt.ItemDataRole.ToolTipRole)
    assert "“structure” is used instead of the trained model" in bench.readiness
    assert "Set up…" in bench.readiness
    assert bench.form.match.isEnabled()
    opened: list[bool] = []
    monkeypatch.setattr(bench.dock, "open_settings", lambda: opened.append(True))
    bench.form.readiness.linkActivated.emit("setup")
    assert opened == [True]
    bench.form.model.setCurrentIndex(1)
    bench.form.model.activated.emit(1)
    assert bench.readiness == "Ready to match.", "who chooses structure gets what was chosen"
    bench.dock.shut_down()
    QgsProject.instance().clear()


def test_view_without_the_layers(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.iface.canvas.setDestinationCrs(sar.crs())
    bench.iface.canvas.setExtent(QgsRectangle(600_000, 4_000_000, 600_100, 4_000_100))
    assert bench.form.match.isEnabled()
    bench.form.where.choose(VIEW)
    assert "“Limit to” shows no ground" in bench.readiness
    bench.iface.canvas.setExtent(sar.extent())
    assert bench.form.match.isEnabled()


def test_models_come_from_the_worker(bench: Bench) -> None:
    titles = [bench.form.model.itemText(index) for index in range(bench.form.model.count())]
    assert titles == ["Structure (untrained)", "los-angeles"]


class FakeModelsDialog:
    """Closes at once; `change` is what happens while it is open."""

    change: Any = None

    def __init__(self, _parent: Any) -> None:
        self.changed = False

    def exec(self) -> None:
        if self.change is not None:
            type(self).change()
            self.changed = True

    def deleteLater(self) -> None:  # noqa: N802 - Qt's name
        pass


@pytest.mark.parametrize(
    ("left", "chosen"),
    [
        (["default", "structure", "los-angeles", "alps"], "los-angeles"),
        (["default", "structure", "renamed"], "default"),
        (["structure"], "structure"),
    ],
)
def test_the_chosen_model_stays_chosen_while_it_is_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, left: list[str], chosen: str
) -> None:
    bench.form.model.setCurrentIndex(bench.form.model.findData("los-angeles"))
    bench.form.model.activated.emit(bench.form.model.currentIndex())
    monkeypatch.setattr(dock_module, "ModelsDialog", FakeModelsDialog)
    bench.form.models.click()
    assert bench.form.model.currentData() == "los-angeles"
    assert bench.dock._probe is None, "nothing has changed"

    def change() -> None:
        monkeypatch.setattr(FakeProbe, "models", [(name, "", "") for name in left])

    monkeypatch.setattr(FakeModelsDialog, "change", change)
    bench.form.models.click()
    wait_until(lambda: bench.dock._probe is None)
    assert [bench.form.model.itemData(row) for row in range(bench.form.model.count())] == left
    assert bench.form.model.currentData() == chosen
    assert settings.model() == ("default" if chosen == "structure" else chosen)


def test_models_rest_while_a_match_runs(bench: Bench) -> None:
    bench.load_pair()
    assert bench.form.models.isEnabled()
    bench.form.match.click()
    assert not bench.form.models.isEnabled()
    bench.matches.last.end("was_cancelled")
    wait_until(lambda: not bench.dock.runner.running)
    assert bench.form.models.isEnabled()


def test_project_without_layers_after_clear(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    bench.project.clear()
    assert bench.form.result.isHidden()
    assert "Add a SAR and an optical" in bench.readiness


# --- match ----------------------------------------------------------------------------------------------------


def test_match_gets_what_was_chosen(bench: Bench) -> None:
    sar, optical = bench.load_pair()
    bench.form.moving.setCurrentIndex(1)
    bench.form.radius.setValue(250)
    bench.iface.canvas.setDestinationCrs(sar.crs())
    bench.iface.canvas.setExtent(QgsRectangle(500_100, 4_999_700, 500_300, 4_999_900))
    bench.form.where.choose(VIEW)
    bench.form.match.click()
    inputs = bench.matches.last.inputs
    assert (inputs.sar.path, inputs.optical.path) == (sar.source(), optical.source())
    request = inputs.request
    assert (request.sar, request.optical) == (sar.source(), optical.source())
    assert (request.moving, request.search_radius, request.model) == ("optical", 250.0, "structure")
    assert request.bbox is not None
    assert request.bbox[0] <= 500_100
    assert request.bbox[3] >= 4_999_900
    assert Path(request.out).parent == bench.folder / "results"
    assert Path(request.out).name == "scene_optical to scene_sar"
    assert "running" in bench.readiness
    assert not bench.form.match.isEnabled()
    bench.matches.last.end("was_cancelled")
    wait_until(lambda: not bench.dock.runner.running)


def test_progress_and_arrows_are_shown(bench: Bench) -> None:
    bench.load_pair()
    bench.form.match.click()
    task = bench.matches.last
    task.stage_changed.emit("Matching 3 of 40", 42.0)
    task.tie_points_found.emit("EPSG:32633", [[500_100.0, 4_999_900.0, 10.0, 20.0, 0.8]])
    assert bench.form.stage.text() == "Matching 3 of 40 · about 40 s left"
    assert "Tie points so far (confidence)" in bench.layer_names()
    task.end("failed", "“scene_sar” is constant.", "Choose another layer.", "constant")
    wait_until(lambda: not bench.dock.runner.running)
    assert "Tie points so far (confidence)" not in bench.layer_names()
    assert bench.iface.bar.last == "“scene_sar” is constant. Choose another layer."
    assert bench.iface.bar.messages[-1][1] == Qgis.MessageLevel.Warning
    assert bench.form.match.isEnabled()


def test_cancel_is_seen_at_once(bench: Bench) -> None:
    bench.load_pair()
    bench.form.match.click()
    wait_until(lambda: bench.matches.last.status() == QgsTask.TaskStatus.Running)
    bench.form.cancel.click()
    assert bench.form.stage.text() == "Cancelling…"
    assert not bench.form.cancel.isEnabled()
    wait_until(lambda: not bench.dock.runner.running, seconds=1.0)
    assert bench.form.match.isEnabled()
    assert bench.form.result.isHidden()


def test_layer_removed_while_matching(bench: Bench) -> None:
    _, optical = bench.load_pair()
    bench.form.match.click()
    bench.project.removeMapLayer(optical.id())
    wait_until(lambda: not bench.dock.runner.running)
    assert bench.iface.bar.last == (
        "“scene_optical” was removed, so the match was stopped. Add it again and press Match."
    )
    assert "Choose the optical layer" in bench.readiness


def test_result_is_shown_in_words(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    panel = bench.form.result
    assert not panel.isHidden()
    assert "Reliable" in panel.verdict.text()
    assert panel.shift.text() == "“radar” has to move 161.0 m to the south-east (bearing 121°)."
    assert panel.metres.text() == "137.4 m east, 83.9 m south"
    assert panel.pixels.text() == "13.74 px right, 8.39 px down"
    assert panel.ce90.text() == "4.20 m (0.42 px)"
    assert panel.inliers.text() == "31 of 40 agree (78 %)"
    assert bench.project.layerTreeRoot().children()[0].name().startswith("S2M2: scene_sar → scene_optical, 20")
    assert bench.form.correct.button.isEnabled()
    assert Path(bench.form.correct.target.filePath()) == bench.folder / "scene_sar_s2m2.tif"
    assert bench.form.correct.note.text() == "The match found a shift. Pixel values do not change."


def test_the_verdicts_colour_follows_the_theme(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    light = bench.form.result.verdict.text()
    palette = bench.form.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#222222"))
    bench.form.setPalette(palette)
    process_events()
    dark = bench.form.result.verdict.text()
    assert "Reliable" in dark
    assert dark != light
    bench.form.setPalette(QPalette())
    process_events()
    assert bench.form.result.verdict.text() == light


def test_earlier_results_are_hidden_while_a_match_runs(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    group = bench.project.layerTreeRoot().children()[0]
    bench.form.match.click()
    assert not group.itemVisibilityChecked()
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)
    assert group.itemVisibilityChecked()


def test_heatmap_is_not_offered_for_matching(bench: Bench) -> None:
    sar, optical = bench.load_pair()
    bench.match()
    names = [bench.form.sar.itemText(index) for index in range(bench.form.sar.count())]
    assert not any("Heatmap" in name for name in names)
    assert (bench.dock.layers.sar, bench.dock.layers.optical) == (sar, optical)


@pytest.mark.parametrize("kind", ["shift", "similarity", "affine", "polynomial", "tps"])
def test_every_kind_of_transform_is_described(bench: Bench, kind: str) -> None:
    bench.form.correct.set_found(kind)
    assert bench.form.correct.note.text().startswith("The match found ")
    assert bench.form.correct.note.text() == bench.form.correct.method.toolTip()


# --- refit ----------------------------------------------------------------------------------------------------


def test_a_refit_says_what_has_changed_and_correct_uses_it(bench: Bench) -> None:
    bench.load_pair()
    result = bench.match("unreliable")
    bench.form.result.refit.button.click()
    assert not bench.form.result.refit.button.isEnabled()
    assert bench.readiness == "A refit is running."
    task = bench.refits.last
    assert (task.inputs.match_dir, task.inputs.method) == (result["out"], "auto")
    after = {**result, "status": "reliable", "reasons": [], "transform": {"kind": "affine", "matrix": []}}
    after["accuracy"] = {**result["accuracy"], "ce90_m": 3.0, "ce90_px": 0.3}
    task.end("succeeded", after)
    wait_until(lambda: not bench.dock.runner.running)
    panel = bench.form.result
    assert "Reliable" in panel.verdict.text()
    assert panel.ce90.text() == "3.00 m (0.30 px)"
    assert panel.refit.note.text().splitlines() == [
        "The match was not reliable and is reliable now.",
        "The shift did not change.",
        "CE90 was 4.20 m (0.42 px) and is 3.00 m (0.30 px).",
        "Transform: Affine, before: Shift.",
    ]
    assert "affine transform" in bench.form.correct.note.text()
    bench.form.correct.button.click()
    assert bench.questions == []
    assert bench.corrections.last.inputs.request.force is False
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)


def test_edits_in_the_table_are_refitted_at_once(bench: Bench) -> None:
    """Quietly; what changed is said from the state at which editing began."""
    bench.load_pair()
    result = bench.match()
    bench.form.result.table.click()
    bench.iface.window.show()
    window = bench.iface.docks[-1]
    editor = window.editor
    editor.reject(editor.points[3:5])
    editor.reject([editor.points[5]])
    wait_until(lambda: bench.dock.runner.running == "refit")
    assert bench.form.busy.isHidden()
    assert len(bench.refits.tasks) == 1
    editor.reject([editor.points[6]])  # meanwhile
    better = {**result, "accuracy": {**result["accuracy"], "ce90_m": 3.0, "ce90_px": 0.3}}
    bench.refits.last.end("succeeded", better)
    wait_until(lambda: len(bench.refits.tasks) == 2)
    best = {**result, "accuracy": {**result["accuracy"], "ce90_m": 2.0, "ce90_px": 0.2}}
    bench.refits.last.end("succeeded", best)
    wait_until(lambda: not bench.dock.runner.running)
    assert "CE90 was 4.20 m (0.42 px) and is 2.00 m (0.20 px)." in window.note.text()
    assert bench.form.result.refit.note.text() == window.note.text()
    window.at_once.setChecked(False)
    editor.stack.undo()
    assert "Refit uses your checks" in bench.form.result.refit.note.text()
    assert not bench.dock.checking._timer.isActive()


def test_a_refit_at_once_that_fails_is_said_in_the_table_and_not_tried_again(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    bench.form.result.table.click()
    bench.iface.window.show()
    window = bench.iface.docks[-1]
    window.editor.reject(window.editor.points[3:5])
    wait_until(lambda: bench.dock.runner.running == "refit")
    messages = len(bench.iface.bar.messages)
    bench.refits.last.end("failed", "The match is of an earlier version.", "Match again.", "old_match")
    wait_until(lambda: not bench.dock.runner.running)
    assert window.note.text() == "The match is of an earlier version. Match again."
    assert not window.at_once.isChecked()
    assert len(bench.iface.bar.messages) == messages


def test_refits_are_of_the_match_that_is_shown(bench: Bench) -> None:
    """While another match is edited than the panel shows, nothing is refitted at once, and no change is said."""
    bench.load_pair()
    first = bench.match()
    bench.form.result.table.click()
    bench.iface.window.show()
    window = bench.iface.docks[-1]
    editor = window.editor
    editor.reject([editor.points[3]])
    second = bench.folder / "second"
    make_match(second, *(Path(one["path"]) for one in first["inputs"]))
    bench.dock.shown.open_folder(second)
    assert not window.at_once.isEnabled()
    assert not bench.dock.checking._timer.isActive()
    editor.reject([editor.points[4]])
    assert not bench.dock.checking._timer.isActive()
    assert bench.form.result.refit.note.text() == ""
    bench.form.result.refit.button.click()
    wider = {**bench.dock.shown.match.result, "out": str(second)}
    bench.refits.last.end("succeeded", {**wider, "accuracy": {**first["accuracy"], "ce90_m": 9.0, "ce90_px": 0.9}})
    wait_until(lambda: not bench.dock.runner.running)
    assert "is 9.00 m" in bench.form.result.refit.note.text()
    assert window.note.text() == ""


def test_edits_without_a_refit_are_refitted_when_that_is_wanted(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    bench.form.result.table.click()
    bench.iface.window.show()
    window = bench.iface.docks[-1]
    window.at_once.setChecked(False)
    window.at_once.setChecked(True)
    assert not bench.dock.checking._timer.isActive()
    window.at_once.setChecked(False)
    window.editor.reject([window.editor.points[3]])
    window.at_once.setChecked(True)
    wait_until(lambda: bench.dock.runner.running == "refit")
    bench.refits.last.end("failed", "Too few.", "Confirm more.", "too_few_tie_points")
    wait_until(lambda: not bench.dock.runner.running)
    window.at_once.setChecked(True)
    assert bench.dock.checking._timer.isActive()


def test_another_kind_is_taken_by_refit_and_correct(bench: Bench) -> None:
    bench.load_pair()
    result = bench.match()
    panel = bench.form.result.refit
    panel.table.selectRow(1)
    assert bench.form.correct.chosen_method() == "affine"
    assert panel.figures.text().startswith("Affine: CE90 5.50 m (0.55 px), 90 % of the tie points within 1 px.")
    bench.form.correct.button.click()
    assert bench.corrections.last.inputs.request.method == "affine"
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)
    panel.button.click()
    assert bench.refits.last.inputs.method == "affine"
    bench.refits.last.end("succeeded", {**result, "transform": {"kind": "affine", "matrix": []}})
    wait_until(lambda: not bench.dock.runner.running)
    # The match's own transform is now of that kind, and its figures are shown.
    bench.form.correct.button.click()
    assert bench.corrections.last.inputs.request.method == "auto"
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)


def test_a_failed_refit_leaves_the_result(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    bench.form.result.refit.button.click()
    bench.refits.last.end("failed", "Too few tie points agree.", "Choose another method.", "too_few_tie_points")
    wait_until(lambda: not bench.dock.runner.running)
    assert bench.iface.bar.last == "Too few tie points agree. Choose another method."
    assert bench.form.result.refit.button.isEnabled()
    assert bench.form.result.ce90.text() == "4.20 m (0.42 px)"


def test_a_project_that_is_closed_during_a_refit(bench: Bench) -> None:
    bench.load_pair()
    result = bench.match()
    bench.form.result.refit.button.click()
    bench.project.clear()
    bench.refits.last.end("succeeded", result)
    wait_until(lambda: not bench.dock.runner.running)
    assert bench.form.result.isHidden()


# --- correct --------------------------------------------------------------------------------------------------


def test_correct_adds_the_layer_beside_the_original(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.match()
    target = Path(bench.form.correct.target.filePath())
    bench.form.correct.button.click()
    task = bench.corrections.last
    request = task.inputs.request
    assert (request.method, request.force, Path(request.out)) == ("auto", False, target)
    shutil.copy(sar.source(), target)
    task.end("succeeded", {"path": str(target), "further": [], "note": "It lies 0.5 columns off."})
    wait_until(lambda: not bench.dock.runner.running)
    assert "scene_sar (corrected)" in bench.layer_names()
    assert bench.form.correct.note.text().endswith("\nIt lies 0.5 columns off.")
    assert sar.isValid()
    assert bench.questions == []
    assert bench.iface.bar.messages[-1][1] == Qgis.MessageLevel.Success


def test_the_resampling_that_is_chosen(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    box = bench.form.correct.resampling
    for index in range(box.count()):
        box.setCurrentIndex(index)
        bench.form.correct.button.click()
        bench.corrections.last.end("failed", "The disk is full.", "Make room.", "disk_full")
        wait_until(lambda: not bench.dock.runner.running)
    asked = [task.inputs.request.resampling for task in bench.corrections.tasks]
    assert asked == ["auto", "nearest", "bilinear", "cubic"]


def test_pixels_and_format_that_are_chosen(bench: Bench) -> None:
    bench.load_pair()
    other = bench.load("another_sar")
    bench.match()
    panel = bench.form.correct
    asked = []
    for value in ("own", "reference", "layer"):
        panel.grid.setCurrentIndex(panel.grid.findData(value))
        assert panel.grid_layer.isHidden() == (value != "layer")
        panel.grid_layer.setLayer(other)
        assert ("resampled" in panel.note.text()) == (value != "own")
        panel.file_format.setCurrentIndex(panel.file_format.findData("cog"))
        panel.button.click()
        asked.append(bench.corrections.last.inputs.request.grid)
        assert bench.corrections.last.inputs.request.file_format == "cog"
        bench.corrections.last.end("failed", "The disk is full.", "Make room.", "disk_full")
        wait_until(lambda: not bench.dock.runner.running)
    assert asked == ["own", "reference", other.source()]
    panel.grid_layer.setLayer(None)
    panel.button.click()
    assert "whose pixels" in bench.iface.bar.last
    assert len(bench.corrections.tasks) == 3


def test_layers_of_the_same_geometry_are_corrected_too(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    like = bench.load("polarisation")
    bench.load("elsewhere", origin=(800_000.0, 5_000_000.0))
    bench.match()
    panel = bench.form.correct
    offered = [panel.further.item(row).text() for row in range(panel.further.count())]
    assert "polarisation" in offered
    assert not {"elsewhere", "scene_sar"} & set(offered)
    panel.further.item(offered.index("polarisation")).setCheckState(Qt.CheckState.Checked)
    bench.load("later")
    assert panel.ticked_layers() == [like.id()]
    panel.button.click()
    task = bench.corrections.last
    many = task.inputs.further.request
    assert [row[0] for row in many.rasters] == [like.source()]
    assert Path(many.out_dir) == bench.folder
    targets = [Path(panel.target.filePath()), bench.folder / "polarisation_s2m2.tif"]
    for target in targets:
        shutil.copy(sar.source(), target)
    task.end("succeeded", {"path": str(targets[0]), "further": [{"path": str(targets[1])}], "note": ""})
    wait_until(lambda: not bench.dock.runner.running)
    assert {"scene_sar (corrected)", "polarisation (corrected)"} <= set(bench.layer_names())
    assert "and 1 more" in bench.iface.bar.messages[-1][0]
    panel.button.click()
    assert bench.questions == ["Replace"]


def test_two_outputs_of_one_name(bench: Bench) -> None:
    bench.load_pair()
    bench.load("polarisation")
    bench.match()
    panel = bench.form.correct
    for row in range(panel.further.count()):
        if panel.further.item(row).text() == "polarisation":
            panel.further.item(row).setCheckState(Qt.CheckState.Checked)
    panel.target.setFilePath(str(bench.folder / "polarisation_s2m2.tif"))
    panel.button.click()
    assert "Two corrected layers" in bench.iface.bar.last
    assert bench.corrections.tasks == []


def test_correct_again_reloads_the_layer_in_place(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.match()
    target = bench.form.correct.target.filePath()
    shutil.copy(sar.source(), target)
    earlier = QgsRasterLayer(target, "earlier")
    bench.project.addMapLayer(earlier)
    bench.form.correct.button.click()
    assert bench.questions == ["Replace"]
    assert not earlier.isValid()
    bench.corrections.last.end("succeeded", {"path": target, "further": [], "note": ""})
    wait_until(lambda: not bench.dock.runner.running)
    assert earlier.isValid()
    assert "scene_sar (corrected)" not in bench.layer_names()


def test_failed_correction_gives_the_file_back(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.match()
    target = bench.form.correct.target.filePath()
    shutil.copy(sar.source(), target)
    earlier = QgsRasterLayer(target, "earlier")
    bench.project.addMapLayer(earlier)
    bench.form.correct.button.click()
    bench.corrections.last.end("failed", "The disk is full.", "Make room.", "disk_full")
    wait_until(lambda: not bench.dock.runner.running)
    assert earlier.isValid()
    assert bench.iface.bar.last == "The disk is full. Make room."


@pytest.mark.parametrize("answer", [True, False])
def test_unreliable_match_is_corrected_only_when_confirmed(bench: Bench, answer: bool) -> None:
    bench.load_pair()
    bench.match("unreliable")
    assert "Not reliable" in bench.form.result.verdict.text()
    assert bench.form.result.reasons.text() == "Only 5 of 40 tie points agree."
    bench.answer = answer
    bench.form.correct.button.click()
    assert bench.questions == ["Correct anyway"]
    assert [task.inputs.request.force for task in bench.corrections.tasks] == [True] * answer
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)


def test_original_is_never_overwritten(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.match()
    bench.form.correct.target.setFilePath(sar.source())
    bench.form.correct.button.click()
    assert "never overwritten" in bench.iface.bar.last
    assert bench.corrections.tasks == []


def test_no_target(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    bench.form.correct.target.setFilePath("")
    bench.form.correct.button.click()
    assert "No file is given" in bench.iface.bar.last
    assert bench.corrections.tasks == []


def test_moving_layer_removed_before_correct(bench: Bench) -> None:
    sar, _ = bench.load_pair()
    bench.match()
    bench.project.removeMapLayer(sar.id())
    assert not bench.form.correct.button.isEnabled()
    assert "was removed" in bench.form.correct.note.text()


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("east", "north", "name"),
    [
        (0, 1, "north"),
        (1, 1, "north-east"),
        (5, 1, "east"),
        (1, -1, "south-east"),
        (-1, -9, "south"),
        (-1, 0.1, "west"),
    ],
)
def test_compass(east: float, north: float, name: str) -> None:
    assert compass(east, north) == name


def test_directions_of_signs() -> None:
    shift = {"dx_m": -5.0, "dy_m": 2.5, "dx_px": -0.5, "dy_px": -0.25}
    assert metres_text(shift) == "5.00 m west, 2.50 m north"
    assert pixels_text(shift) == "0.50 px left, 0.25 px up"


def test_time_left() -> None:
    assert eta_text(2) == "a few seconds left"
    assert eta_text(44) == "about 45 s left"
    assert eta_text(200) == "about 3 min left"
