"""Comparing on the map from the dock: the layer as it is, corrected by any method, or as Correct has written it."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtTest import QTest

from helpers.dock_bench import Bench
from helpers.ui_fakes import make_raster, wait_until
from s2m2_qgis.compare.overlay import CHECKERBOARD, SWIPE
from s2m2_qgis.dock.compare_panel import AS_IT_IS, BOTH


def titles(bench: Bench) -> list[str]:
    overlay = bench.dock.comparing._overlay
    return [picture.title for picture in overlay._pictures] if overlay is not None else []


def sources(bench: Bench) -> list[str]:
    overlay = bench.dock.comparing._overlay
    assert overlay is not None
    return [picture.layer.source() for picture in overlay._pictures]


@pytest.fixture
def matched(bench: Bench) -> dict[str, Any]:
    bench.load_pair()
    bench.pan = QgsMapToolPan(bench.iface.canvas)  # type: ignore[attr-defined]
    bench.iface.canvas.setMapTool(bench.pan)  # type: ignore[attr-defined]
    return bench.match()


def test_buttons_begin_and_end_it(bench: Bench, matched: dict[str, Any]) -> None:
    panel = bench.form.compare
    panel.buttons[SWIPE].click()
    assert titles(bench) == ["scene_sar, corrected", "scene_optical"]
    assert sources(bench)[0].startswith("/vsimem/")
    assert "Drag the line" in panel.hint.text()
    panel.buttons[CHECKERBOARD].click()
    assert not panel.buttons[SWIPE].isChecked()
    assert bench.dock.comparing._overlay.mode == CHECKERBOARD
    panel.buttons[CHECKERBOARD].click()
    assert titles(bench) == []
    assert bench.iface.canvas.mapTool() is bench.pan  # type: ignore[attr-defined]
    assert panel.hint.isHidden()


def test_what_is_compared(bench: Bench, matched: dict[str, Any]) -> None:
    panel = bench.form.compare
    panel.buttons[SWIPE].click()
    panel.choose_subject(BOTH)
    panel.subject_chosen.emit(BOTH)
    assert titles(bench) == ["scene_sar, corrected", "scene_sar, as it is"]
    bench.iface.canvas.mapTool().switched.emit()
    assert panel.chosen_subject() == AS_IT_IS
    assert titles(bench) == ["scene_sar, as it is", "scene_optical"]
    bench.iface.canvas.mapTool().switched.emit()
    assert titles(bench) == ["scene_sar, corrected", "scene_optical"]


def test_another_method_is_asked_of_the_engine(bench: Bench, matched: dict[str, Any]) -> None:
    panel = bench.form.compare
    panel.buttons[SWIPE].click()
    own = sources(bench)[0]
    bench.form.correct.choose_method("affine")
    assert "being prepared" in panel.hint.text()
    assert sources(bench)[0] == own, "what is drawn stays meanwhile"
    task = bench.transforms.last
    assert task.inputs.method == "affine"
    task.end("succeeded", {"transform": {"kind": "affine", "matrix": [[1.0, 0.0, 50.0], [0.0, 1.0, 0.0]]}})
    wait_until(lambda: sources(bench)[0] != own)
    assert "Drag the line" in panel.hint.text()
    bench.form.correct.choose_method("tps")
    bench.transforms.last.end("failed", "Too few tie points.", "Choose another method.", "too_few")
    wait_until(lambda: titles(bench) == [])
    assert "Too few tie points. Choose another method." in bench.iface.bar.last


def test_an_answer_that_comes_too_late_is_dropped(bench: Bench, matched: dict[str, Any]) -> None:
    bench.form.compare.buttons[SWIPE].click()
    bench.form.correct.choose_method("affine")
    late = bench.transforms.last
    bench.dock.comparing.stop()
    late.end("succeeded", {"transform": {"kind": "affine", "matrix": [[1.0, 0.0, 50.0], [0.0, 1.0, 0.0]]}})
    QTest.qWait(100)
    assert titles(bench) == []


def test_after_correct_the_file_is_compared(bench: Bench, matched: dict[str, Any]) -> None:
    bench.form.compare.buttons[SWIPE].click()
    bench.form.correct.button.click()
    task = bench.corrections.last
    path = make_raster(bench.folder / "corrected.tif")
    task.end("succeeded", {"path": str(path), "further": [], "note": ""})
    wait_until(lambda: sources(bench)[0] == str(path))
    layer = next(one for one in bench.project.mapLayers().values() if one.source() == str(path))
    bench.project.removeMapLayer(layer.id())
    assert titles(bench) == []


def test_another_match_and_missing_layers_end_it(bench: Bench, matched: dict[str, Any]) -> None:
    panel = bench.form.compare
    panel.buttons[SWIPE].click()
    bench.dock.shown.show(bench.dock.shown.match)
    assert titles(bench) == []
    panel.buttons[SWIPE].click()
    bench.project.removeMapLayer(bench.dock.layers.optical.id())
    assert titles(bench) == []
    assert not panel.buttons[SWIPE].isEnabled()


def test_another_map_tool_ends_it(bench: Bench, matched: dict[str, Any]) -> None:
    bench.form.compare.buttons[SWIPE].click()
    bench.iface.canvas.setMapTool(bench.pan)  # type: ignore[attr-defined]
    assert titles(bench) == []
    assert bench.iface.canvas.mapTool() is bench.pan  # type: ignore[attr-defined]


def test_a_file_that_is_written_again_holds_the_last_method_alone(bench: Bench, matched: dict[str, Any]) -> None:
    path = make_raster(bench.folder / "corrected.tif")
    for method in ("affine", "tps"):
        bench.form.correct.choose_method(method)
        bench.form.correct.button.click()
        bench.form.correct.choose_method("shift")  # meanwhile, in the table of transforms
        bench.corrections.last.end("succeeded", {"path": str(path), "further": [], "note": ""})
        wait_until(lambda: not bench.dock.runner.running)
    bench.form.correct.choose_method("tps")
    bench.form.compare.buttons[SWIPE].click()
    assert sources(bench)[0] == str(path)
    bench.form.correct.choose_method("affine")
    assert bench.transforms.last.inputs.method == "affine"
