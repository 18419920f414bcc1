"""Which match the dock shows: that of the chosen layers, of a reopened project, of a group or a folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingUtils, QgsVectorLayer
from qgis.PyQt.QtGui import QDesktopServices

from helpers.dock_bench import Bench
from helpers.ui_fakes import make_match, process_events, wait_until
from s2m2_qgis import settings
from s2m2_qgis.project.arrows import DISPLACEMENT, RESIDUAL, view_of
from s2m2_qgis.project.match_group import add_match_to_project, match_groups, reload_tie_points, tie_point_layers
from s2m2_qgis.worker import environment


def fail_match(bench: Bench) -> None:
    bench.form.match.click()
    bench.matches.last.end("failed", "The disk is full.", "Make room.", "disk_full")
    wait_until(lambda: not bench.dock.runner.running)


def save(bench: Bench, name: str = "project/mine.qgs") -> Path:
    path = bench.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    bench.project.setFileName(str(path))  # as QGIS does before it saves
    assert bench.project.write()
    return path


# --- where results lie --------------------------------------------------------------------------------------------


def test_an_unsaved_project_writes_results_beside_the_moving_raster(bench: Bench) -> None:
    settings.set_results_folder("")
    bench.load_pair()
    assert bench.readiness == "Ready to match."
    result = bench.match()
    assert Path(result["out"]).parent == bench.folder / "s2m2_results"


def test_temporary_results_are_moved_when_the_project_is_saved(bench: Bench) -> None:
    settings.set_results_folder("")
    sar, optical = bench.load_pair()
    folder = Path(QgsProcessingUtils.tempFolder()) / "an old match"
    result = make_match(folder, Path(sar.source()), Path(optical.source()))
    group = add_match_to_project(result, str(folder), bench.project, sar, optical)
    points = tie_point_layers(bench.project)[0]
    bench.dock.shown.open_group(group)
    save(bench)
    new = bench.folder / "s2m2_results" / "an old match"
    assert (new / "result.json").is_file()
    assert not folder.exists()
    assert points.isValid()
    assert points.source().startswith(str(new))
    assert bench.dock.shown.match.out_dir == str(new)
    bench.form.result.refit.button.click()
    assert bench.refits.last.inputs.match_dir == str(new)
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)
    text = (bench.folder / "project" / "mine.qgs").read_text(encoding="utf-8")
    assert str(folder) not in text
    assert "../s2m2_results/an old match/tie_points.gpkg" in text


def test_results_that_cannot_be_moved_stay_where_they_are(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    sar, optical = bench.load_pair()
    folder = Path(QgsProcessingUtils.tempFolder()) / "another old match"
    result = make_match(folder, Path(sar.source()), Path(optical.source()))
    add_match_to_project(result, str(folder), bench.project, sar, optical)

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", refuse)
    save(bench)
    assert "could not be moved" in bench.iface.bar.last
    assert "No space left on device" in bench.iface.bar.last
    assert tie_point_layers(bench.project)[0].isValid()
    shutil.rmtree(folder)


# --- reopening ----------------------------------------------------------------------------------------------------


def test_a_reopened_project_shows_its_match(bench: Bench) -> None:
    bench.load_pair()
    result = bench.match()
    path = save(bench)
    bench.project.clear()
    assert bench.form.result.isHidden()
    assert bench.project.read(str(path))
    process_events()
    assert not bench.form.result.isHidden()
    assert "scene" in bench.dock.layers.sar.name()
    assert bench.form.correct.button.isEnabled()
    bench.form.correct.button.click()
    request = bench.corrections.last.inputs.request
    assert Path(request.match_dir) == Path(result["out"])
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)


def test_a_project_that_was_copied_with_its_results_shows_its_match(bench: Bench, tmp_path: Path) -> None:
    settings.set_results_folder("")
    bench.load_pair()
    bench.match()
    save(bench, "mine.qgs")
    bench.project.clear()
    here = tmp_path / "another computer"
    here.mkdir()
    for name in ("scene_sar.tif", "scene_optical.tif", "mine.qgs"):
        shutil.move(str(tmp_path / name), here / name)
    shutil.move(str(tmp_path / "s2m2_results"), here / "s2m2_results")
    assert bench.project.read(str(here / "mine.qgs"))
    process_events()
    match = bench.dock.shown.match
    assert Path(match.out_dir) == here / "s2m2_results" / "scene_sar to scene_optical"
    assert bench.project.mapLayer(match.moving_id) == bench.dock.layers.sar
    assert bench.form.correct.button.isEnabled()


def test_the_folder_is_found_without_the_tie_points_layer(bench: Bench) -> None:
    bench.load_pair()
    result = bench.match()
    save(bench)
    bench.project.removeMapLayer(tie_point_layers(bench.project)[0].id())
    assert match_groups(bench.project)[0].customProperty("s2m2/folder").startswith("../results/")
    bench.dock.shown.show(None)
    bench.dock.shown.open_group(match_groups(bench.project)[0])
    assert Path(bench.dock.shown.match.out_dir) == Path(result["out"])


def test_open_a_match_from_a_folder_with_its_rasters(bench: Bench, tmp_path: Path) -> None:
    settings.set_results_folder("")
    bench.load_pair()
    folder = Path(bench.match()["out"])
    bench.project.clear()
    here = tmp_path / "another computer"
    here.mkdir()
    for name in ("scene_sar.tif", "scene_optical.tif", "s2m2_results"):
        shutil.move(str(tmp_path / name), here / name)
    chosen = here / "s2m2_results" / folder.name
    bench.dock.shown.choose_folder = lambda *_: str(chosen)
    bench.dock.shown.fill_menu()
    bench.dock.shown.menu.actions()[-1].trigger()
    process_events()
    assert sorted(bench.layer_names()) == ["Heatmap (probability)", "Tie points (confidence)", "photo", "radar"]
    assert (bench.dock.layers.sar.name(), bench.dock.layers.optical.name()) == ("radar", "photo")
    assert bench.form.correct.button.isEnabled()
    bench.dock.shown.menu.actions()[-1].trigger()
    assert len(match_groups(bench.project)) == 1, "it is there already"


@pytest.mark.parametrize("content", [None, "{", '{"status": "reliable"}'])
def test_a_folder_without_a_match(bench: Bench, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "result.json").write_text(content)
    bench.dock.shown.open_folder(tmp_path)
    assert str(tmp_path) in bench.iface.bar.last
    assert bench.form.result.isHidden()


# --- arrows on the map --------------------------------------------------------------------------------------------


def test_the_arrows_view_is_chosen_in_the_panel(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    assert not bench.form.result.arrows.isEnabled(), "the file has no residuals"
    layer = tie_point_layers(bench.project)[0]
    for name in ("residual_dx", "residual_dy"):
        fields = QgsVectorLayer(f"None?field={name}:double", "", "memory").fields()
        layer.dataProvider().addAttributes(list(fields))
    reload_tie_points(bench.dock.shown.match.out_dir, bench.project)
    bench.dock.refresh()
    arrows = bench.form.result.arrows
    assert arrows.isEnabled()
    arrows.setCurrentIndex(1)
    arrows.activated.emit(1)
    assert view_of(layer) == RESIDUAL
    bench.form.result.check.click()
    assert view_of(layer) == DISPLACEMENT
    assert arrows.currentData() == DISPLACEMENT


# --- several matches ----------------------------------------------------------------------------------------------


def test_earlier_matches_stay_and_can_be_opened(bench: Bench) -> None:
    bench.load_pair()
    first = bench.match("unreliable")
    second = bench.match()
    groups = match_groups(bench.project)
    assert [group.itemVisibilityChecked() for group in groups] == [True, False]
    bench.dock.shown.fill_menu()
    actions = bench.dock.shown.menu.actions()
    assert [action.text() for action in actions[:2]] == [group.name() for group in groups]
    actions[1].trigger()
    assert "Not reliable" in bench.form.result.verdict.text()
    assert bench.dock.shown.match.out_dir == first["out"] != second["out"]
    assert groups[1].itemVisibilityChecked()


def test_a_failed_new_try_changes_nothing(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    before = bench.form.result.pair.text()
    group = match_groups(bench.project)[0]
    fail_match(bench)
    assert match_groups(bench.project) == [group]
    assert group.itemVisibilityChecked()
    assert len(group.findLayers()) == 2
    assert bench.form.result.pair.text() == before
    assert before.startswith("radar → photo, 20")
    assert before.endswith(", structure")


def test_the_panel_never_shows_another_pairs_verdict(bench: Bench) -> None:
    sar, optical = bench.load_pair()
    bench.match()
    other = bench.load("third_sar")
    bench.dock.layers.choose(other, optical)
    assert bench.form.result.isHidden()
    assert bench.form.correct.isHidden()
    fail_match(bench)
    assert bench.form.result.isHidden()
    bench.dock.layers.choose(sar, optical)
    assert not bench.form.result.isHidden()
    assert "Reliable" in bench.form.result.verdict.text()
    bench.dock.layers.choose(optical, sar)
    assert not bench.form.result.isHidden(), "the same pair"


def test_a_layer_that_is_added_again_can_be_corrected(bench: Bench) -> None:
    sar, optical = bench.load_pair()
    bench.match()
    bench.project.removeMapLayer(sar.id())
    assert not bench.form.correct.button.isEnabled()
    again = bench.load_again("scene_sar")
    bench.dock.layers.choose(again, optical)
    assert bench.dock.shown.match.moving_id == again.id()
    assert bench.form.correct.button.isEnabled()


def test_results_of_layers_without_a_file_lie_in_the_profile(bench: Bench, tmp_path: Path) -> None:
    settings.set_results_folder("")
    assert bench.dock.shown.root_of("") == environment.profile_folder().parent / "s2m2_results"


def test_a_result_without_figures_can_be_opened(bench: Bench, tmp_path: Path) -> None:
    """A match that could not measure a shift has null in its place."""
    sar, optical = bench.load_pair()
    result: dict[str, Any] = make_match(tmp_path / "nothing", Path(sar.source()), Path(optical.source()), "unreliable")
    result["shift"] = dict.fromkeys(result["shift"])
    result["accuracy"] = {**dict.fromkeys(result["accuracy"]), "held_out": 0}
    result["tie_points"] = {"total": 12, "inliers": 0}
    (tmp_path / "nothing" / "result.json").write_text(json.dumps(result))
    bench.dock.shown.open_folder(tmp_path / "nothing")
    assert bench.form.result.shift.text() == ""
    assert bench.form.result.inliers.text() == "0 of 12 agree (0 %)"


def test_a_report_that_nothing_opens_is_named(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.load_pair()
    result = bench.match()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or len(opened) > 2)
    for link, file in (("report", "report.html"), ("folder", "")):
        bench.form.result.link_activated.emit(link)
        assert str(Path(result["out"]) / file) in bench.iface.bar.last
        assert Path(opened[-1]) == Path(result["out"]) / file
    count = len(bench.iface.bar.messages)
    bench.form.result.link_activated.emit("report")
    assert len(bench.iface.bar.messages) == count


def test_the_dock_fits_320_pixels(bench: Bench) -> None:
    """With the scroll bar that a low screen needs, nothing of the form is beside the visible part."""
    bench.load_pair()
    bench.match()
    form = bench.form
    form.setParent(None)
    form.resize(320, 600)
    form.show()
    for _ in range(3):
        process_events()
    assert form.minimumWidth() <= 320
    assert form.verticalScrollBar().isVisible()
    assert form.widget().width() <= form.viewport().width()
    for widget in (form.finetune, form.settings, form.open):
        assert not widget.autoRaise()
    bench.dock.setWidget(form)
