"""Makes the plugin's widgets, fills them, and paints them; for `qt6_plugin`, which has installed the doubles."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QApplication, QTableView, QWidget

from s2m2_qgis.compare import overlay
from s2m2_qgis.dock import compare_panel, form, ground_panel
from s2m2_qgis.finetuning import curves
from s2m2_qgis.qt_compat import QUndoStack
from s2m2_qgis.tie_points import place_views, table_model, table_window
from s2m2_qgis.tie_points.checked_points import CheckedPoint

RESULT: dict[str, Any] = {
    "status": "reliable",
    "reasons": [],
    "warnings": ["A warning."],
    "moving": "sar",
    "shift": {"dx": 1.0, "dy": 2.0, "dx_m": 1.0, "dy_m": 2.0, "dx_px": 0.1, "dy_px": 0.2},
    "displacement": {"least_m": 1.0, "most_m": 3.0, "error_m": 0.5},
    "transform": {"kind": "affine"},
    "accuracy": {"rmse_m": 1.0, "ce90_m": 2.0, "rmse_px": 0.1, "ce90_px": 0.2},
    "candidates": [
        {"kind": kind, "ce90_m": 2.0, "ce90_px": 0.2, "within_1_px": 0.9, "chosen": kind == "affine", "why": "So."}
        for kind in ("shift", "affine", "tps")
    ],
    "settings": {},
    "tie_points": {"total": 10, "inliers": 9},
    "inputs": [{"role": "sar", "name": "radar", "path": "/r"}, {"role": "optical", "name": "photo", "path": "/p"}],
    "grid": {"bbox": [0.0, 0.0, 1.0, 1.0], "pixel_m": [10.0, 10.0]},
}


class Editor(QObject):
    """Ten tie points, of which nothing is written."""

    changed, renewed = pyqtSignal(list), pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.stack = QUndoStack(self)
        self.layer = table_model.Ground  # anything: doubles take every call
        self.points = [
            CheckedPoint(row, row + 1, QPointF(row, row), "rejected" if row == 3 else "", (1.0, 2.0), None, (1.0, 2.0),
                         0.5, row > 2, float(row), (1.0, 0.0, 1.0))
            for row in range(10)
        ]  # fmt: skip
        self.rejected: list[int] = []

    def point(self, number: int) -> CheckedPoint:
        return self.points[number - 1]

    def reject(self, points: list[CheckedPoint]) -> None:
        self.rejected += [point.number for point in points]


def paint(widget: QWidget, app: QApplication) -> None:
    """Show a widget, and let it draw itself."""
    widget.resize(400, 600)
    widget.show()
    app.processEvents()
    assert not widget.grab().isNull()
    widget.hide()


def show_all(app: QApplication) -> None:
    dock = form.DockForm()
    dock.show_readiness("ready", "Ready.")
    dock.result.show_result(RESULT, "/nowhere", "radar to photo")
    dock.show_outcome(True)
    dock.compare.show_mode(overlay.SWIPE)
    for where in (ground_panel.VIEW, ground_panel.BOX, ground_panel.POLYGONS, ground_panel.EVERYWHERE):
        dock.where.choose(where)
    dock.show_running(True, "Starting")
    dock.show_running(False, "")
    dock.correct.choose_method("tps")
    assert dock.result.refit.table.rowCount() == 3
    assert dock.compare.chosen_subject() == compare_panel.CORRECTED
    paint(dock, app)
    show_table(app)
    paint(place_views.PlaceViews(), app)
    paint(curves.CurveView(), app)
    paint_overlay()


def show_table(app: QApplication) -> None:
    editor = Editor()
    model = table_model.TiePointTableModel.__new__(table_model.TiePointTableModel)
    table_model.QAbstractTableModel.__init__(model)
    model._editor, model._filter, model._column, model._descending = editor, table_model.ALL, table_model.RESIDUAL, True
    model._numbers, model._order, model._listed = [], [], {}
    model._arrange()
    table = table_window.TiePointTable()
    table.show_model(model)
    assert isinstance(table, QTableView)
    box = model.index(0, table_model.USE)
    assert Qt.CheckState(model.data(box, Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    assert model.flags(box) & Qt.ItemFlag.ItemIsUserCheckable
    model.setData(box, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert editor.rejected == [10], editor.rejected
    table.sortByColumn(table_model.NUMBER, Qt.SortOrder.AscendingOrder)
    paint(table, app)


def paint_overlay() -> None:
    """The labels and the squares of the comparison."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    shown = overlay.Overlay.__new__(overlay.Overlay)
    shown.area = lambda: QRectF(0, 0, 300, 200)
    overlay.Overlay._paint_label(shown, painter, "a label", True)
    painter.end()
    assert len(overlay._squares(QRectF(0, 0, 300, 200))) == 6
