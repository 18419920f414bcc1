"""Checking tie points on the map: clicks and drags on a real canvas, saved in the file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsPointXY,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from helpers.ui_fakes import FakeIface, make_match, make_raster, process_events
from s2m2_qgis.dock.result_panel import ResultPanel
from s2m2_qgis.dock.tie_point_checking import TiePointChecking
from s2m2_qgis.project.match_group import add_match_to_project, tie_points_of
from s2m2_qgis.tie_points.checked_points import count_checks

# As the tests were started: the fixtures take the variable away.
PYTHON = os.environ.get("S2M2_PYTHON", "")
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
FOUND = (137.4, -83.9)


class Bench:
    """A match in a project, checked on a canvas whose CRS is neither metric nor the layer's."""

    def __init__(self, folder: Path, can_be_checked: bool = True) -> None:
        self.folder = folder
        self.project = QgsProject.instance()
        self.iface = FakeIface()
        self.canvas: QgsMapCanvas = self.iface.canvas
        self.panel = ResultPanel()
        self.checking = TiePointChecking(self.iface, self.project, self.panel, self.iface.window)
        self.layer = self.add_match("match", can_be_checked)
        self.match_dir = str(folder / "match")
        self.checking.set_match(self.match_dir)
        self.iface.window.resize(800, 600)
        self.canvas.resize(800, 600)
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.canvas.setExtent(self.to_map().transformBoundingBox(self.layer.extent().buffered(150.0)))
        self.iface.window.show()
        self.pan = QgsMapToolPan(self.canvas)
        self.canvas.setMapTool(self.pan)
        process_events()

    def add_match(self, name: str, can_be_checked: bool = True) -> QgsVectorLayer:
        paths = [make_raster(self.folder / f"{name}_{one}.tif") for one in ("sar", "optical")]
        result = make_match(self.folder / name, *paths, can_be_checked=can_be_checked)
        add_match_to_project(result, str(self.folder / name), self.project, None, None)
        layer = tie_points_of(str(self.folder / name), self.project)
        assert layer is not None
        return layer

    def to_map(self) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(self.layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), self.project)

    def place(self, row: int, along: float = 0.0, beside: tuple[float, float] = (0.0, 0.0)) -> QPoint:
        """On the canvas: of a tie point's arrow, from 0 (its start) to 1, and metres beside that."""
        x, y = 500_100.0 + 50 * row + along * FOUND[0], 4_999_900.0 - 30 * row + along * FOUND[1]
        on_map = self.to_map().transform(QgsPointXY(x + beside[0], y + beside[1]))
        return self.canvas.getCoordinateTransform().transform(on_map).toQPointF().toPoint()

    def click(self, row: int, button: Any = LEFT) -> None:
        QTest.mouseClick(self.canvas.viewport(), button, pos=self.place(row, 0.05))
        process_events()

    def drag(self, begin: QPoint, end: QPoint, release: bool = True) -> None:
        viewport = self.canvas.viewport()
        QTest.mousePress(viewport, LEFT, pos=begin)
        for share in (0.5, 1.0):
            _move(self.canvas, begin + (end - begin) * share)
        if release:
            QTest.mouseRelease(viewport, LEFT, pos=end)
        process_events()

    def saved(self, row: int) -> tuple[Any, ...]:
        """What the file holds of a tie point, as another program sees it."""
        with closing(sqlite3.connect(self.folder / "match" / "tie_points.gpkg")) as database:
            query = "SELECT checked, checked_dx, checked_dy, dx, dy, dx_m, dy_m FROM tie_points WHERE fid = ?"
            return tuple(database.execute(query, (row + 1,)).fetchone())

    def added(self) -> tuple[Any, ...]:
        """What the file holds of the last tie point."""
        with closing(sqlite3.connect(self.folder / "match" / "tie_points.gpkg")) as database:
            query = (
                "SELECT id, abstained, inlier, dx, confidence, checked, moving_x, moving_y, checked_dx, checked_dy, "
                "fid FROM tie_points ORDER BY fid DESC LIMIT 1"
            )
            return tuple(database.execute(query).fetchone())

    @property
    def is_on(self) -> bool:
        return self.panel.check.isChecked()


def _legend(layer: QgsVectorLayer, feature: QgsFeature) -> set[str]:
    """The labels of the rules that draw a feature."""
    context, renderer = QgsRenderContext(), layer.renderer()
    context.setExpressionContext(layer.createExpressionContext())
    renderer.startRender(context, layer.fields())
    keys = renderer.legendKeysForFeature(feature, context)
    renderer.stopRender(context)
    return {rule.label() for rule in renderer.rootRule().children() if rule.ruleKey() in keys}


def _move(canvas: QgsMapCanvas, place: QPoint) -> None:
    """QTest moves the mouse without its button."""
    spot = QPointF(place)
    on_screen = QPointF(canvas.viewport().mapToGlobal(place))
    no_keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, spot, on_screen, Qt.MouseButton.NoButton, LEFT, no_keys)
    QApplication.sendEvent(canvas.viewport(), event)


@pytest.fixture
def bench(request: pytest.FixtureRequest, qgis_app: object, tmp_path: Path) -> Iterator[Bench]:
    QgsProject.instance().clear()
    made = Bench(tmp_path, getattr(request, "param", True))
    yield made
    made.checking.stop()
    QgsProject.instance().clear()
    made.iface.window.deleteLater()
    process_events()


def test_click_confirms_and_takes_back(bench: Bench) -> None:
    bench.panel.check.click()
    assert "right-click" in bench.panel.hint.text()
    bench.click(4)
    assert bench.saved(4) == ("confirmed", None, None, *FOUND, *FOUND)
    assert bench.panel.checks.text() == "1 confirmed"
    bench.click(4)
    assert bench.saved(4)[0] == ""
    assert bench.panel.checks.text() == ""
    assert [bench.saved(row)[0] for row in range(9)] == [""] * 9


def test_right_click_rejects_and_takes_back(bench: Bench) -> None:
    bench.panel.check.click()
    bench.click(4)
    bench.click(4, RIGHT)
    assert bench.saved(4)[0] == "rejected"
    bench.click(4, RIGHT)
    assert bench.saved(4)[0] == ""
    bench.click(5, RIGHT)
    bench.click(5)
    assert bench.saved(5)[0] == "confirmed"


def test_drag_moves_where_a_tie_point_leads(bench: Bench) -> None:
    """In units of the layer's CRS; what the match found stays, so taking it back needs no memory."""
    bench.panel.check.click()
    bench.drag(bench.place(4, 0.05), bench.place(4, beside=(60.0, 40.0)))
    check, dx, dy, *found = bench.saved(4)
    pixel = 2 * bench.canvas.mapUnitsPerPixel() * 111_000
    assert check == "moved"
    assert (dx, dy) == pytest.approx((60.0, 40.0), abs=pixel)
    assert tuple(found) == FOUND * 2
    # It is taken hold of where it leads now.
    QTest.mouseClick(bench.canvas.viewport(), LEFT, pos=bench.place(4, beside=(54.0, 36.0)))
    assert bench.saved(4) == ("", None, None, *FOUND, *FOUND)


def test_a_tie_point_without_an_answer_can_only_be_moved(bench: Bench) -> None:
    bench.panel.check.click()
    said: list[str] = []
    bench.canvas.mapTool().messageEmitted.connect(lambda text, *_: said.append(text))
    QTest.mouseClick(bench.canvas.viewport(), LEFT, pos=bench.place(0))
    assert bench.saved(0)[0] == ""
    assert "no displacement here that you could confirm" in said[0]
    bench.drag(bench.place(0), bench.place(0, beside=(-60.0, 40.0)))
    assert bench.saved(0)[0] == "moved"


def test_an_arrow_is_drawn_while_dragging_and_escape_ends_it(bench: Bench) -> None:
    bench.panel.check.click()
    tool = bench.canvas.mapTool()
    bench.drag(bench.place(4, 0.05), bench.place(4, beside=(60.0, 40.0)), release=False)
    assert tool._arrow.numberOfVertices() == 5
    QTest.mouseRelease(bench.canvas.viewport(), LEFT, pos=bench.place(4, beside=(60.0, 40.0)))
    assert bench.is_on
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    assert not bench.is_on
    assert bench.canvas.mapTool() is bench.pan


def test_two_clicks_add_a_tie_point_and_a_right_click_removes_it(bench: Bench) -> None:
    bench.panel.check.click()
    viewport = bench.canvas.viewport()
    begin, end = bench.place(4, beside=(0.0, -150.0)), bench.place(4, beside=(60.0, -110.0))
    QTest.mouseClick(viewport, LEFT, pos=begin)
    assert bench.layer.featureCount() == 9
    _move(bench.canvas, end)
    assert bench.canvas.mapTool()._arrow.numberOfVertices() == 5
    QTest.mouseClick(viewport, LEFT, pos=end)
    pixel = 2 * bench.canvas.mapUnitsPerPixel() * 111_000
    added = bench.added()
    assert added[:6] == (10, 1, 0, None, None, "added")
    start = 500_300.0, 4_999_780.0 - 150.0
    assert added[6:8] == pytest.approx(start, abs=pixel)
    assert added[8:10] == pytest.approx((60.0, 40.0), abs=pixel)
    feature = bench.layer.getFeature(added[-1])
    place = feature.geometry().asPoint()
    assert (place.x(), place.y()) == pytest.approx(start, abs=pixel)
    assert bench.panel.checks.text() == "1 added"
    assert _legend(bench.layer, feature) == {"Added"}
    # It is dragged as others are, and stays an added one; a click on it changes nothing.
    bench.drag(bench.place(4, beside=(54.0, -114.0)), bench.place(4, beside=(80.0, -90.0)))
    assert bench.added()[8:10] == pytest.approx((80.0, 60.0), abs=pixel)
    QTest.mouseClick(viewport, LEFT, pos=bench.place(4, beside=(4.0, -147.0)))
    assert bench.added()[5] == "added"
    QTest.mouseClick(viewport, RIGHT, pos=bench.place(4, beside=(4.0, -147.0)))
    assert bench.layer.featureCount() == 9
    assert bench.panel.checks.text() == ""


def test_a_tie_point_that_is_begun_can_be_dropped(bench: Bench) -> None:
    bench.panel.check.click()
    viewport = bench.canvas.viewport()
    begin = bench.place(4, beside=(0.0, -150.0))
    for drop in (
        lambda: QTest.mouseClick(viewport, RIGHT, pos=bench.place(4, 0.05)),
        lambda: QTest.keyClick(bench.canvas, Qt.Key.Key_Escape),
        lambda: bench.checking.stop(),
    ):
        bench.panel.check.setChecked(False)
        bench.checking.start(bench.layer)
        QTest.mouseClick(viewport, LEFT, pos=begin)
        drop()
        bench.click(4)
    assert bench.layer.featureCount() == 9
    # The first two clicks that followed confirmed a tie point and took that back; the tool had gone before the third.
    assert not count_checks(bench.layer)


def test_a_new_tie_point_may_lead_to_an_arrow(bench: Bench) -> None:
    bench.panel.check.click()
    viewport = bench.canvas.viewport()
    QTest.mouseClick(viewport, LEFT, pos=bench.place(4, beside=(0.0, -150.0)))
    QTest.mouseClick(viewport, LEFT, pos=bench.place(4, 0.05))
    assert bench.saved(4)[0] == ""
    assert bench.added()[5] == "added"


def test_clicks_beside_all_arrows_do_nothing(bench: Bench) -> None:
    bench.panel.check.click()
    for button in (LEFT, RIGHT):
        QTest.mouseClick(bench.canvas.viewport(), button, pos=QPoint(5, 5))
    bench.drag(QPoint(5, 5), QPoint(60, 60))
    assert not count_checks(bench.layer)


def test_another_crs_of_the_map_and_another_tool(bench: Bench) -> None:
    bench.panel.check.click()
    bench.click(4)
    crs = QgsCoordinateReferenceSystem("EPSG:3857")
    bench.canvas.setDestinationCrs(crs)
    to_map = QgsCoordinateTransform(bench.layer.crs(), crs, bench.project)
    bench.canvas.setExtent(to_map.transformBoundingBox(bench.layer.extent().buffered(150.0)))
    bench.to_map = lambda: to_map  # type: ignore[method-assign]
    bench.click(4)
    assert bench.saved(4)[0] == ""
    bench.canvas.setMapTool(bench.pan)
    assert not bench.is_on
    assert bench.panel.hint.isHidden()
    bench.click(4)
    assert bench.saved(4)[0] == ""


@pytest.mark.parametrize("bench", [False], indirect=True)
def test_a_file_from_before_tie_points_could_be_checked(bench: Bench) -> None:
    assert not count_checks(bench.layer)
    bench.panel.check.click()
    bench.click(4)
    assert bench.saved(4) == ("confirmed", None, None, *FOUND, *FOUND)
    assert bench.saved(5)[0] is None


def test_the_layer_goes_meanwhile(bench: Bench) -> None:
    bench.panel.check.click()
    bench.project.removeMapLayer(bench.layer.id())
    bench.checking.refresh()
    assert not bench.is_on
    assert not bench.panel.check.isEnabled()
    assert bench.canvas.mapTool() is bench.pan


def test_the_project_is_closed_meanwhile(bench: Bench) -> None:
    bench.panel.check.click()
    bench.project.clear()
    assert bench.canvas.mapTool() is bench.pan


def test_the_tool_before_has_gone(bench: Bench) -> None:
    bench.panel.check.click()
    bench.pan.deleteLater()
    process_events()
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    assert bench.canvas.mapTool() is bench.iface.pan


def test_a_layer_that_is_being_edited(bench: Bench) -> None:
    bench.layer.startEditing()
    bench.panel.check.click()
    assert "is being edited" in bench.iface.bar.last
    assert not bench.is_on
    bench.layer.rollBack()
    bench.panel.check.click()
    assert bench.is_on
    bench.layer.startEditing()
    assert not bench.is_on
    bench.layer.rollBack()


def test_a_layer_that_cannot_be_written(bench: Bench) -> None:
    bench.layer.setReadOnly(True)
    bench.panel.check.click()
    assert "cannot be written to" in bench.iface.bar.last
    assert not bench.is_on


def test_a_file_that_cannot_be_written_any_more(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:

    bench.panel.check.click()
    from s2m2_qgis.tie_points import editor

    monkeypatch.setattr(editor, "write_checks", lambda *_: False)
    bench.click(4)
    assert "cannot be written" in bench.iface.bar.last


def test_each_match_has_its_own(bench: Bench) -> None:
    """The result panel is for the last one; others are begun from the layer tree."""
    bench.panel.check.click()
    other = bench.add_match("other")
    bench.checking.start(other)
    assert not bench.is_on
    bench.click(4)
    assert bench.saved(4)[0] == ""
    assert count_checks(other)["confirmed"] == 1
    bench.panel.check.click()
    assert bench.is_on
    bench.panel.check.click()
    assert bench.canvas.mapTool() is bench.pan


def test_hidden_tie_points_are_shown(bench: Bench) -> None:
    node = bench.project.layerTreeRoot().findLayer(bench.layer.id())
    node.parent().setItemVisibilityChecked(False)
    bench.panel.check.click()
    assert node.isVisible()


def test_a_rectangle_selects_and_delete_rejects(bench: Bench) -> None:
    bench.panel.check.click()
    corner, beside = bench.place(3, beside=(-30.0, -75.0)), bench.place(5, beside=(20.0, 75.0))
    bench.drag(corner, beside)
    numbers = {one["id"] for one in bench.layer.selectedFeatures()}
    assert numbers == {4, 5, 6}
    QTest.keyClick(bench.canvas, Qt.Key.Key_Delete)
    assert [bench.saved(row)[0] for row in range(3, 7)] == ["rejected", "rejected", "rejected", ""]
    QTest.keyClick(bench.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not count_checks(bench.layer)


def test_the_table_opens_with_the_map_tool_and_stays_when_that_is_left(bench: Bench) -> None:
    bench.panel.check.click()
    window = bench.iface.docks[-1]
    assert not window.isHidden()
    assert bench.panel.table.isChecked()
    bench.click(4)
    assert window.current.number == 5
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    assert not bench.is_on
    assert not window.isHidden()
    window.undo.click()
    assert not count_checks(bench.layer)
    bench.panel.table.click()
    assert window.isHidden()
    assert window.editor is None


def test_the_table_without_the_map_tool(bench: Bench) -> None:
    bench.panel.table.click()
    window = bench.iface.docks[-1]
    assert not window.isHidden()
    assert not bench.is_on
    assert bench.canvas.mapTool() is bench.pan
    bench.project.removeMapLayer(bench.layer.id())
    assert window.isHidden()
    bench.checking.refresh()
    assert not bench.panel.table.isEnabled()


def test_a_click_into_the_reference_moves_the_current_one_or_ends_a_new_one(bench: Bench) -> None:
    bench.panel.check.click()
    window = bench.iface.docks[-1]
    bench.click(4)
    start = window.current.start
    window.views.placed.emit(QgsPointXY(start.x() + 60.0, start.y() + 40.0))
    assert bench.saved(4)[:3] == ("moved", 60.0, 40.0)
    QTest.mouseClick(bench.canvas.viewport(), LEFT, pos=bench.place(4, beside=(0.0, -150.0)))
    begun = window.views._places[1]
    window.views.placed.emit(QgsPointXY(begun.x() + 7.0, begun.y() - 3.0))
    assert bench.added()[5] == "added"
    assert bench.added()[8:10] == pytest.approx((7.0, -3.0))
    assert bench.saved(4)[:3] == ("moved", 60.0, 40.0)


def test_the_engine_reads_what_was_written(bench: Bench) -> None:
    """While QGIS has the file open."""
    if not PYTHON:
        pytest.skip("no engine environment: S2M2_PYTHON is not set")
    bench.panel.check.click()
    bench.click(4)
    bench.drag(bench.place(6, 0.05), bench.place(6, beside=(60.0, 40.0)))
    code = "import pyogrio, sys; print(sorted(filter(None, pyogrio.raw.read(sys.argv[1], columns=['checked'])[3][0])))"
    command = [PYTHON, "-c", code, str(bench.folder / "match" / "tie_points.gpkg")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout.strip() == "['confirmed', 'moved']", done.stderr
