"""The window below the map with the table of tie points and the views of the current one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsMapLayer, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsVertexMarker
from qgis.PyQt.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QIcon, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..project.ground import Ground, to_map
from ..qt_compat import QUndoStack
from ..widgets import button, let_shrink, plain_text
from .checked_points import CheckedPoint
from .colours import CURRENT
from .editor import TiePointEditor
from .place_views import PlaceViews
from .table import TiePointTable
from .table_model import (
    AGREEING,
    ALL,
    CHECKED,
    NUMBER,
    OUTLIERS,
    STATE,
    UNMATCHED,
    USE,
    TiePointTableModel,
    can_be_used,
    is_used,
    use,
)

# The small maps show this much of the ground at first, in templates; the map shows so many times more.
_TEMPLATE_PX = 64
_SURROUNDINGS = 8
# Share of the tie points that are dropped at once, at first.
_WORST_PERCENT = 5.0
_MARK_PX = 18
# Width of table and views at first; the views get what a wider window has more.
_WIDTHS = (640, 480)


class TiePointWindow(QgsDockWidget):
    """The window for the tie points of one match.

    `hidden`: it was closed. `placed` carries where the user has clicked in the view of the reference, in the CRS of
    the tie points.
    """

    hidden = pyqtSignal()
    placed = pyqtSignal(QgsPointXY)

    def __init__(self, canvas: QgsMapCanvas, project: QgsProject, parent: QWidget) -> None:
        super().__init__(tr("S2M2: tie points"), parent)
        self.setObjectName("S2M2TiePoints")
        self._canvas, self._project = canvas, project
        self._editor: TiePointEditor | None = None
        self._marker: QgsVertexMarker | None = None  # at the current tie point on the map
        self._model: TiePointTableModel | None = None
        self._selecting = False
        self._pixel_m = (1.0, 1.0)
        self.table = TiePointTable()
        self.views = PlaceViews()
        self.filter = QComboBox()
        for which, title in (
            (ALL, tr("All tie points")),
            (AGREEING, tr("Those that agree")),
            (OUTLIERS, tr("Outliers")),
            (CHECKED, tr("Checked")),
            (UNMATCHED, tr("Not matched")),
        ):
            self.filter.addItem(title, which)
        let_shrink(self.filter, 11)
        self.filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.filter.setAccessibleName(tr("Which tie points are listed"))
        self.percent = QDoubleSpinBox()
        self.percent.setRange(0.1, 50.0)
        self.percent.setDecimals(1)
        self.percent.setValue(_WORST_PERCENT)
        self.percent.setSuffix(" %")
        self.percent.setAccessibleName(tr("Share of the tie points to drop"))
        self.drop = button(
            tr("Drop the worst"),
            tr("Reject this share of the tie points that agree: those with the largest residuals."),
        )
        self.follow = QCheckBox(tr("Map follows"))
        self.follow.setToolTip(tr("The map shows the current tie point."))
        self.follow.setChecked(True)
        self.at_once = QCheckBox(tr("Refit at once"))
        self.at_once.setToolTip(tr("Each change makes transform, accuracy and verdict anew."))
        self.at_once.setChecked(True)
        self.undo, self.redo = _small(tr("Undo"), "/mActionUndo.svg"), _small(tr("Redo"), "/mActionRedo.svg")
        self.note = plain_text()
        self._lay_out()
        self._actions = self._make_actions()
        self.filter.activated.connect(self._filter_chosen)
        self.drop.clicked.connect(self._drop_worst)
        self.table.doubleClicked.connect(lambda _index: self._zoom())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.views.placed.connect(self.placed)

    # --- what it shows ----------------------------------------------------------------------------------

    def show_match(
        self,
        editor: TiePointEditor,
        moving: QgsMapLayer | None,
        reference: QgsMapLayer | None,
        heatmap: QgsMapLayer | None,
        pixel_m: tuple[float, float],
    ) -> None:
        """Show the tie points of an editor; `pixel_m` is the size of a pixel of the match."""
        self.forget()
        self._editor, self._pixel_m = editor, pixel_m
        self._model = model = TiePointTableModel(editor, self._project)
        layer = editor.layer
        pixel = self._pixel(layer.extent().center())
        self.views.show_layers(moving, reference, heatmap, layer.crs(), _TEMPLATE_PX * max(pixel))
        self.filter.setCurrentIndex(0)
        self.table.show_model(model)
        self.table.selectionModel().selectionChanged.connect(self._rows_selected)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        model.modelReset.connect(self._selected_on_map)
        layer.selectionChanged.connect(self._selected_on_map)
        editor.changed.connect(self._checks_changed)
        editor.renewed.connect(self._show_current)
        self._canvas.destinationCrsChanged.connect(self._show_current)
        editor.stack.indexChanged.connect(self._show_steps)
        self._show_steps()
        self.say("")
        self._selected_on_map()
        if model.rowCount():
            self.table.setCurrentIndex(model.index(0, NUMBER))

    def forget(self) -> None:
        """Show no match any more."""
        editor, self._editor, self._model = self._editor, None, None
        if editor is None:
            return
        self._mark(None)
        editor.layer.selectionChanged.disconnect(self._selected_on_map)
        editor.changed.disconnect(self._checks_changed)
        editor.stack.indexChanged.disconnect(self._show_steps)
        editor.renewed.disconnect(self._show_current)
        self._canvas.destinationCrsChanged.disconnect(self._show_current)
        self.table.setModel(None)
        self.views.show_layers(None, None, None, editor.layer.crs(), 1.0)
        self.views.show_point(None, None)

    def say(self, text: str) -> None:
        """Show what the last change has done to the result."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def point_at(self, number: int) -> None:
        """Make a tie point the current one, without selecting it."""
        if self._model is None:
            return
        row = self._model.row_of(number)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self._model.index(row, NUMBER), flags)
            self.table.scrollTo(self._model.index(row, NUMBER))

    def show_new(self, place: QgsPointXY) -> None:
        """Show a place at which the user adds a tie point."""
        self.views.show_point(place, place)

    @property
    def current(self) -> CheckedPoint | None:
        """The current tie point."""
        index = self.table.currentIndex()
        return self._model.point(index.row()) if self._model is not None and index.isValid() else None

    @property
    def selected(self) -> list[CheckedPoint]:
        """The selected tie points, or else the current one."""
        selection = self.table.selectionModel()
        if self._model is None or selection is None:
            return []
        rows = [index.row() for index in selection.selectedRows()]
        return [self._model.point(row) for row in rows] or [one for one in (self.current,) if one is not None]

    @property
    def editor(self) -> TiePointEditor | None:
        """The editor whose tie points are shown."""
        return self._editor

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if self.isHidden():  # and not only covered by another tab, or minimised with QGIS
            self.hidden.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of undo and redo: QGIS has them, too, while a layer is edited, and then neither would work."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step_of(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = _step_of(event)
        if step:
            self._actions[step].trigger()
        else:
            super().keyPressEvent(event)

    # --- selection --------------------------------------------------------------------------------------

    def _rows_selected(self, _selected: QItemSelection, _gone: QItemSelection) -> None:
        if self._editor is None or self._selecting:
            return
        self._selecting = True
        rows = self.table.selectionModel().selectedRows()
        assert self._model is not None
        self._editor.layer.selectByIds([self._model.point(index.row()).feature_id for index in rows])
        self._selecting = False

    def _selected_on_map(self, *_: Any) -> None:
        """Select the rows of what is selected on the map."""
        if self._editor is None or self._model is None or self._selecting:
            return
        self._selecting = True
        chosen = QItemSelection()
        rows = self._model.rows_of(self._editor.layer.selectedFeatureIds())
        for row in rows:
            chosen.select(self._model.index(row, USE), self._model.index(row, STATE))
        self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self._model.index(min(rows), NUMBER), flags)
            self.table.scrollTo(self._model.index(min(rows), NUMBER))
        self._selecting = False

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        self._show_current()
        if self.follow.isChecked() and self.table.hasFocus():
            self._zoom()

    def _show_current(self) -> None:
        point = self.current
        self._mark(point)
        if point is None:
            self.views.show_point(None, None)
            return
        width, height = self._pixel(point.start)
        xx, xy, yy = point.covariance_px
        # Rows count down, and y counts up.
        covariance = (xx * width**2, -xy * width * height, yy * height**2)
        self.views.show_point(point.start, point.end, None if point.given is not None else covariance)

    def _mark(self, point: CheckedPoint | None) -> None:
        """Mark a tie point on the map; None takes the mark away."""
        if self._marker is not None:
            self._canvas.scene().removeItem(self._marker)
            self._marker = None
        if point is None or self._editor is None:
            return
        try:
            place = self._to_map().transform(point.start)
        except QgsCsException:
            return
        self._marker = QgsVertexMarker(self._canvas)
        self._marker.setIconType(QgsVertexMarker.IconType.ICON_BOX)
        self._marker.setIconSize(_MARK_PX)
        self._marker.setPenWidth(2)
        self._marker.setColor(CURRENT)
        self._marker.setCenter(place)

    def _to_map(self) -> QgsCoordinateTransform:
        assert self._editor is not None
        return to_map(self._editor.layer.crs(), self._canvas, self._project)

    def _checks_changed(self, _rows: list[int]) -> None:
        self._show_current()

    # --- edits ------------------------------------------------------------------------------------------

    def _use(self) -> None:
        """Use the selected tie points, or leave them out if all of them are used."""
        chosen = [point for point in self.selected if can_be_used(point)]
        if self._editor is not None and chosen:
            use(chosen, not all(is_used(point) for point in chosen), self._editor)

    def _edit(self, edit: Callable[[TiePointEditor, list[CheckedPoint]], None]) -> None:
        if self._editor is not None:
            edit(self._editor, self.selected)

    def _drop_worst(self) -> None:
        if self._editor is not None and self._model is not None:
            self._editor.reject(self._model.worst(self.percent.value()))

    def _zoom(self) -> None:
        """Show the current tie point on the map; zoom in if the map shows much more than its surroundings."""
        point = self.current
        if point is None or self._editor is None:
            return
        half = _SURROUNDINGS * _TEMPLATE_PX * max(self._pixel(point.start)) / 2
        x, y = (point.start.x() + point.end.x()) / 2, (point.start.y() + point.end.y()) / 2
        try:
            area = self._to_map().transformBoundingBox(QgsRectangle(x - half, y - half, x + half, y + half))
        except QgsCsException:
            return
        if self._canvas.extent().width() > area.width():
            self._canvas.setExtent(area)
        else:
            self._canvas.setCenter(area.center())
        self._canvas.refresh()

    def _filter_chosen(self, _index: int) -> None:
        if self._model is not None:
            self._model.show_only(str(self.filter.currentData()))
            self._selected_on_map()

    def _pixel(self, place: QgsPointXY) -> tuple[float, float]:
        """The size of a pixel of the match at a place, in units of the CRS of the tie points."""
        assert self._editor is not None
        unit = 1e-6 * max(self._editor.layer.extent().width(), self._editor.layer.extent().height(), 1e-3)
        across, along = Ground(self._editor.layer.crs(), self._project).metres(place, unit, unit)
        return self._pixel_m[0] / across * unit, self._pixel_m[1] / along * unit

    # --- its parts --------------------------------------------------------------------------------------

    def _make_actions(self) -> dict[str, QAction]:
        """What the keyboard and the table's menu do; the shortcuts work while the window has the focus."""
        actions = {}
        for name, text, keys, slot in (
            ("use", tr("Use, or leave out"), ["Space"], self._use),
            ("confirm", tr("Confirm"), ["C"], lambda: self._edit(TiePointEditor.confirm)),
            ("reject", tr("Reject"), ["Del"], lambda: self._edit(TiePointEditor.reject)),
            ("clear", tr("Take back the check"), ["Backspace"], lambda: self._edit(TiePointEditor.clear)),
            ("zoom", tr("Zoom to"), ["Return", "Enter"], self._zoom),
            ("undo", tr("Undo"), [], lambda: self._step(QUndoStack.undo)),
            ("redo", tr("Redo"), [], lambda: self._step(QUndoStack.redo)),
        ):
            action = QAction(text, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            self.table.addAction(action)
            actions[name] = action
        for tool, name in ((self.undo, "undo"), (self.redo, "redo")):
            tool.clicked.connect(actions[name].trigger)
            tool.setEnabled(False)
        return actions

    def _step(self, step: Callable[[QUndoStack], None]) -> None:
        if self._editor is not None:
            step(self._editor.stack)

    def _show_steps(self, *_: Any) -> None:
        """Say what Undo and Redo would do."""
        if self._editor is None:
            return
        stack = self._editor.stack
        for name, tool, can, text in (
            ("undo", self.undo, stack.canUndo(), stack.undoText()),
            ("redo", self.redo, stack.canRedo(), stack.redoText()),
        ):
            action = self._actions[name]
            action.setEnabled(can)
            tool.setEnabled(can)
            tool.setToolTip(f"{action.text()}: {text}" if can else action.text())

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for name in ("use", "confirm", "reject", "clear", "zoom"):
            menu.addAction(self._actions[name])
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_row(self.filter, self.undo, self.redo, self.drop, self.percent))
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.views, 1)
        beside.addLayout(_row(self.follow, self.at_once))  # beside the others they would need a wider screen
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes(_WIDTHS)
        split.setChildrenCollapsible(False)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(6, 6, 6, 6)
        outer.addWidget(split)
        self.setWidget(content)
        maps = (self.views.moving.canvas, self.views.reference.canvas, self.views.heatmap.canvas)
        chain = (self.filter, self.undo, self.redo, self.drop, self.percent, self.table, *maps, self.follow)
        for before, after in zip(chain, (*chain[1:], self.at_once)):
            QWidget.setTabOrder(before, after)


def _step_of(event: QKeyEvent) -> str:
    """The action that a key stands for: "undo" or "redo"; "" for another key."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) else ""


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _small(text: str, icon: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setIcon(QIcon(f":/images/themes/default{icon}"))
    return made
