"""The window with the table of tie points, driven by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QMainWindow

from helpers.ui_fakes import process_events
from s2m2_qgis.tie_points.editor import TiePointEditor
from s2m2_qgis.tie_points.table_model import NUMBER, OUTLIERS, USE
from s2m2_qgis.tie_points.table_window import TiePointWindow

SELECT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


class Bench:
    def __init__(self, editor: TiePointEditor) -> None:
        self.editor, self.layer = editor, editor.layer
        self.main = QMainWindow()
        self.canvas = QgsMapCanvas(self.main)
        self.main.setCentralWidget(self.canvas)
        self.window = TiePointWindow(self.canvas, QgsProject.instance(), self.main)
        self.main.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.window)
        self.main.resize(1200, 800)
        self.main.show()
        self.canvas.setDestinationCrs(self.layer.crs())
        self.canvas.setExtent(self.layer.extent().buffered(2000.0))
        self.window.show_match(editor, None, None, None, (10.0, 10.0))
        self.table = self.window.table
        process_events()

    def row_of(self, number: int) -> int:
        row = self.window._model.row_of(number)  # type: ignore[union-attr]
        assert row is not None
        return row

    def click(self, number: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = self.table.visualRect(self.table.model().index(self.row_of(number), NUMBER)).center()
        QTest.mouseClick(self.table.viewport(), SELECT, keys, place)
        process_events()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, key, keys)
        process_events()

    def selected_on_map(self) -> set[int]:
        chosen = set(self.layer.selectedFeatureIds())
        return {point.number for point in self.editor.points if point.feature_id in chosen}

    def checks(self) -> dict[int, str]:
        return {point.number: point.check for point in self.editor.points if point.check}


@pytest.fixture
def bench(editor: TiePointEditor) -> Iterator[Bench]:
    made = Bench(editor)
    yield made
    made.window.forget()
    made.main.deleteLater()
    process_events()


def test_ticks_are_not_drawn_on_the_selection(bench: Bench) -> None:
    """A theme's ticks may have the colour of its selection."""
    rows = [bench.row_of(number) for number in (4, 5)]
    bench.click(4)
    picture = bench.table.viewport().grab().toImage()
    colours = []
    for row in rows:
        cells = [bench.table.visualRect(bench.table.model().index(row, column)) for column in (USE, NUMBER)]
        colours.append([picture.pixelColor(cell.right() - 3, cell.top() + 3).name() for cell in cells])
    (tick, number), (other_tick, other_number) = colours
    assert tick == other_tick
    assert number != other_number


def test_selection_in_table_and_map_is_one(bench: Bench) -> None:
    bench.click(4)
    bench.click(6, CONTROL)
    assert bench.selected_on_map() == {4, 6}
    chosen = [point.feature_id for point in bench.editor.points if point.number in (5, 7)]
    bench.layer.selectByIds(chosen)
    rows = {index.row() for index in bench.table.selectionModel().selectedRows()}
    assert rows == {bench.row_of(5), bench.row_of(7)}
    assert bench.window.current is not None
    assert bench.window.current.number in (5, 7)


def test_space_leaves_out_what_is_selected_and_takes_it_back(bench: Bench) -> None:
    bench.click(4)
    bench.click(6, CONTROL)
    bench.press(Qt.Key.Key_Space)
    assert bench.checks() == {4: "rejected", 6: "rejected"}
    bench.press(Qt.Key.Key_Space)
    assert bench.checks() == {}


def test_a_click_on_the_tick_leaves_out_one(bench: Bench) -> None:
    index = bench.table.model().index(bench.row_of(5), USE)
    place = bench.table.visualRect(index)
    QTest.mouseClick(bench.table.viewport(), SELECT, pos=place.center())
    for offset in range(2, place.width(), 3):
        if bench.checks():
            break
        spot = place.topLeft()
        spot.setX(place.left() + offset)
        spot.setY(place.center().y())
        QTest.mouseClick(bench.table.viewport(), SELECT, pos=spot)
    assert bench.checks() == {5: "rejected"}


def test_keys_confirm_reject_and_undo(bench: Bench) -> None:
    bench.click(4)
    bench.press(Qt.Key.Key_C)
    assert bench.checks() == {4: "confirmed"}
    bench.press(Qt.Key.Key_Down)
    below = bench.window.current
    assert below is not None
    bench.press(Qt.Key.Key_Delete)
    assert bench.checks() == {4: "confirmed", below.number: "rejected"}
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.checks() == {4: "confirmed"}
    assert bench.window.redo.isEnabled()
    assert "Reject a tie point" in bench.window.redo.toolTip()
    bench.window.redo.click()
    bench.press(Qt.Key.Key_Backspace)
    assert bench.checks() == {4: "confirmed"}


def test_drop_the_worst(bench: Bench) -> None:
    """No residual is measured yet in this match, so nothing is dropped; with residuals, the largest go."""
    bench.window.drop.click()
    assert bench.checks() == {}
    assert not bench.editor.stack.canUndo()


def test_enter_zooms_to_the_current_one_and_a_click_follows(bench: Bench) -> None:
    bench.click(8)
    point = bench.window.current
    assert point is not None
    extent = bench.canvas.extent()
    # Eight templates of 64 px of 10 m, around the middle of the arrow.
    assert min(extent.width(), extent.height()) == pytest.approx(5120.0, rel=0.02)
    middle = (point.start.x() + point.end.x()) / 2, (point.start.y() + point.end.y()) / 2
    assert (extent.center().x(), extent.center().y()) == pytest.approx(middle, abs=1.0)
    bench.window.follow.setChecked(False)
    bench.canvas.setExtent(bench.layer.extent().buffered(20_000.0))
    bench.click(4)
    assert bench.canvas.extent().width() > 30_000.0
    bench.press(Qt.Key.Key_Return)
    assert bench.canvas.extent().width() < 30_000.0


def test_the_current_one_is_marked_on_the_map(bench: Bench) -> None:
    bench.click(4)
    point = bench.window.current
    assert point is not None
    assert bench.window._marker is not None
    assert bench.window._marker.center() == point.start
    bench.window.forget()
    assert bench.window._marker is None


def test_filter_and_new_points_keep_what_is_selected(bench: Bench) -> None:
    bench.click(3)
    bench.window.filter.setCurrentIndex(bench.window.filter.findData(OUTLIERS))
    bench.window.filter.activated.emit(bench.window.filter.currentIndex())
    assert bench.table.model().rowCount() == 2
    assert bench.selected_on_map() == {3}
    bench.window.filter.setCurrentIndex(0)
    bench.window.filter.activated.emit(0)
    bench.editor.add(bench.editor.points[0].start, (1.0, 2.0))
    assert bench.table.model().rowCount() == 10
    assert bench.selected_on_map() == {3}
    assert [bench.window._model.point(index.row()).number for index in bench.table.selectionModel().selectedRows()] == [
        3
    ]  # type: ignore[union-attr]


def test_undo_works_while_qgis_could_undo_something_else(bench: Bench) -> None:
    """Two actions with the same keys in one window would cancel each other out."""
    other = QAction(bench.main)
    other.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    undone: list[int] = []
    other.triggered.connect(lambda: undone.append(1))
    bench.main.addAction(other)
    bench.click(4)
    bench.press(Qt.Key.Key_Space)
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.checks() == {}
    bench.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert bench.checks() == {4: "rejected"}
    assert not undone


def test_it_fits_beside_the_dock_on_a_small_screen(bench: Bench) -> None:
    """Of 960 pixels, as a screen of 1920 has at 200 %, the dock takes 320; a letter of QGIS's font has about 7."""
    letters = bench.window.minimumSizeHint().width() / bench.window.fontMetrics().averageCharWidth()
    assert letters <= 92
    bench.window.resize(640, 300)
    views = bench.window.views
    process_events()
    tops = {view.canvas.mapTo(views, QPoint(0, 0)).y() for view in (views.moving, views.reference, views.heatmap)}
    assert len(tops) == 1, "captions of different lengths must not shift the maps"


def test_the_space_bar_leaves_out_what_can_be_used(bench: Bench) -> None:
    """Also if a tie point that was not matched is selected, too."""
    bench.click(4)
    bench.table.selectAll()
    bench.press(Qt.Key.Key_Space)
    assert set(bench.checks()) == {2, 3, 4, 5, 6, 7, 8, 9}
    bench.press(Qt.Key.Key_Space)
    assert bench.checks() == {}
