"""The map tool for checking tie points: click to confirm, drag to move, right-click to reject; two clicks add one.

A rectangle that is dragged beside all arrows selects the tie points in it, as a row of the table does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QApplication

from ..engine_files import names
from ..i18n import tr
from ..project.ground import to_map
from ..qt_compat import LINE_GEOMETRY, POLYGON_GEOMETRY
from .checked_points import CheckedPoint
from .colours import CURRENT, with_alpha
from .editor import TiePointEditor

# Largest distance at which the mouse is on an arrow, mm.
_NEAR_MM = 2.5
_HEAD_MM = 2.5
# Weight of the distance from an arrow's start, compared with the distance from the arrow.
_START_WEIGHT = 0.25
_HALO, _WIDTH, _FILL = QColor(255, 255, 255, 200), 3, with_alpha(CURRENT, 40)


class TiePointTool(QgsMapTool):
    """The tool for a layer of tie points.

    `left`: the user pressed Esc. `pointed` carries the number of the tie point that was clicked. `begun` carries the
    place in the moving layer at which the user adds a tie point.
    """

    left = pyqtSignal()
    pointed = pyqtSignal(int)
    begun = pyqtSignal(QgsPointXY)

    def __init__(self, canvas: QgsMapCanvas, editor: TiePointEditor, project: QgsProject) -> None:
        super().__init__(canvas)
        self._canvas, self._editor, self._layer, self._project = canvas, editor, editor.layer, project
        self._rows: list[int] | None = None  # of the editor's tie points inside the CRS's domain; None: not read yet
        self._starts = self._ends = np.empty((0, 2))  # in the map's CRS, in the order of `_rows`
        self._pressed: tuple[CheckedPoint, QPoint] | None = None
        self._dragging = False
        self._began: QPoint | None = None  # where the left button was pressed
        self._new: QgsPointXY | None = None  # where a tie point that is being added begins, in the layer's CRS
        self._arrow = QgsRubberBand(canvas, LINE_GEOMETRY)
        self._arrow.setColor(CURRENT)
        self._arrow.setSecondaryStrokeColor(_HALO)
        self._arrow.setWidth(_WIDTH)
        self._box = QgsRubberBand(canvas, POLYGON_GEOMETRY)
        self._box.setColor(CURRENT)
        self._box.setFillColor(_FILL)
        self.setCursor(Qt.CursorShape.CrossCursor)
        editor.changed.connect(self._follow)
        editor.renewed.connect(self._forget)
        canvas.destinationCrsChanged.connect(self._forget)

    def shut_down(self) -> None:
        """Disconnect from editor and map, and remove what is drawn. Call this once, when the tool is deactivated."""
        self._editor.changed.disconnect(self._follow)
        self._editor.renewed.disconnect(self._forget)
        self._canvas.destinationCrsChanged.disconnect(self._forget)
        for drawn in (self._arrow, self._box):
            self._canvas.scene().removeItem(drawn)
        self.deleteLater()

    # --- what the user does -------------------------------------------------------------------------------

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        self._dragging = False
        index = self._at(event.mapPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._began = event.pos() if is_left else None
        if self._new is not None:
            index = None  # also an arrow can be where the new tie point leads
        self._pressed = (self._point(index), event.pos()) if is_left and index is not None else None

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        if self._pressed is None:
            self._show(event.mapPoint())
            if self._began is not None and self._new is None:
                self._draw_box(self._began, event.pos())
            return
        tie_point, began = self._pressed
        self._dragging = self._dragging or _is_drag(began, event.pos())
        start = self._to_map(tie_point.start)
        if self._dragging and start is not None:
            self._draw(start, event.mapPoint())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        pressed, self._pressed = self._pressed, None
        began, self._began = self._began, None
        self._box.reset(POLYGON_GEOMETRY)
        if event.button() == Qt.MouseButton.RightButton:
            self._right_click(event.mapPoint())
        elif pressed is not None and self._dragging:
            self._move(pressed[0], event.mapPoint())
        elif pressed is not None:
            self._click(pressed[0])
        elif began is not None and not _is_drag(began, event.pos()):
            self._click_beside(event.mapPoint())
        elif began is not None and self._new is None:
            self._select(began, event)
        self._dragging = False
        self._show(event.mapPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - QGIS's name
        if event.key() == Qt.Key.Key_Escape and self._new is not None:
            self._drop_new()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._editor.stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._editor.stack.redo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            chosen = set(self._layer.selectedFeatureIds())
            self._editor.reject([point for point in self._editor.points if point.feature_id in chosen])
        else:
            event.ignore()
            return
        event.accept()

    def deactivate(self) -> None:
        self._pressed = self._new = None
        self._arrow.reset(LINE_GEOMETRY)
        self._box.reset(POLYGON_GEOMETRY)
        self.messageDiscarded.emit()
        super().deactivate()

    # --- what is written ----------------------------------------------------------------------------------

    def _click(self, tie_point: CheckedPoint) -> None:
        self.pointed.emit(tie_point.number)
        if tie_point.check == names.MOVED:
            self._editor.clear([tie_point])
        elif tie_point.check == names.ADDED:
            self.messageEmitted.emit(tr("You added this tie point. Drag it to move it, or right-click to remove it."))
        elif tie_point.found is not None:
            self._editor.toggle(tie_point, names.CONFIRMED)
        else:
            text = tr(
                "The match found no displacement here that you could confirm. Drag the point to its correct place."
            )
            self.messageEmitted.emit(text)

    def _right_click(self, place: QgsPointXY) -> None:
        index = self._at(place)
        if self._new is not None:
            self._drop_new()
        elif index is not None:
            self.pointed.emit(self._point(index).number)
            self._editor.toggle(self._point(index), names.REJECTED)

    def _click_beside(self, place: QgsPointXY) -> None:
        """Begin a tie point at a place on the map, or end the one that was begun."""
        on_layer = self._to_layer(place)
        if on_layer is None:
            return
        if self._new is None:
            self._new = on_layer
            text = tr(
                "A tie point begins here in the moving layer. Click where this place belongs, as the reference shows "
                "it. Right-click or press Esc to drop it."
            )
            self.messageEmitted.emit(text)
            self.begun.emit(on_layer)
            return
        self.end_new(on_layer)

    def end_new(self, place: QgsPointXY) -> bool:
        """End the tie point that was begun where its place belongs, in the layer's CRS; returns False if none was."""
        start, self._new = self._new, None
        if start is None:
            return False
        self.messageDiscarded.emit()
        self._arrow.reset(LINE_GEOMETRY)
        self._editor.add(start, (place.x() - start.x(), place.y() - start.y()))
        return True

    def _drop_new(self) -> None:
        self._new = None
        self.messageDiscarded.emit()
        self._arrow.reset(LINE_GEOMETRY)

    def _move(self, tie_point: CheckedPoint, to: QgsPointXY) -> None:
        end = self._to_layer(to)
        if end is not None:
            self.pointed.emit(tie_point.number)
            self._editor.move(tie_point, (end.x() - tie_point.start.x(), end.y() - tie_point.start.y()))

    def _select(self, began: QPoint, event: QgsMapMouseEvent) -> None:
        """Select the tie points that begin in a rectangle; with Shift in addition to the others."""
        corners = [self.toMapCoordinates(place) for place in (began, event.pos())]
        box = QgsRectangle(corners[0], corners[1])
        rows = self._read()
        x, y = self._starts.T
        inside = (x >= box.xMinimum()) & (x <= box.xMaximum()) & (y >= box.yMinimum()) & (y <= box.yMaximum())
        chosen = [self._editor.points[rows[index]].feature_id for index in np.flatnonzero(inside)]
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            chosen += self._layer.selectedFeatureIds()
        self._layer.selectByIds(chosen)

    # --- where the tie points are -------------------------------------------------------------------------

    def _forget(self) -> None:
        self._rows = None

    def _follow(self, changed: list[int]) -> None:
        """Only these have changed: to read all of them again would block QGIS's window."""
        if self._rows is None:
            return
        places = {row: index for index, row in enumerate(self._rows)}
        for row in changed:
            end = self._to_map(self._editor.points[row].end)
            if row in places and end is not None:
                self._ends[places[row]] = end.x(), end.y()

    def _point(self, index: int) -> CheckedPoint:
        return self._editor.points[self._read()[index]]

    def _read(self) -> list[int]:
        """Return the rows of the tie points inside the domain of the map's CRS."""
        if self._rows is None:
            points = self._editor.points
            starts = self._all_to_map([(point.start.x(), point.start.y()) for point in points])
            ends = self._all_to_map([(end.x(), end.y()) for end in (point.end for point in points)])
            inside = np.isfinite(starts).all(axis=1) & np.isfinite(ends).all(axis=1)
            self._rows = np.flatnonzero(inside).tolist()
            self._starts, self._ends = starts[inside], ends[inside]
        return self._rows

    def _at(self, place: QgsPointXY) -> int | None:
        """Return the index of the tie point whose arrow is nearest to a place on the map; None if none is near.

        Arrows in a row often overlap. Then the arrow with the nearest start is returned.
        """
        if not self._read():
            return None
        arrow = self._ends - self._starts
        beside = np.array([place.x(), place.y()]) - self._starts
        along = np.clip((beside * arrow).sum(axis=1) / np.maximum((arrow**2).sum(axis=1), 1e-24), 0.0, 1.0)
        distance = np.hypot(*(beside - along[:, None] * arrow).T)
        merit = np.where(distance <= self._mm(_NEAR_MM), distance + _START_WEIGHT * np.hypot(*beside.T), np.inf)
        nearest = int(merit.argmin())
        return nearest if np.isfinite(merit[nearest]) else None

    def _mm(self, millimetres: float) -> float:
        """Convert millimetres on the screen to map units."""
        return float(millimetres / 25.4 * self._canvas.logicalDpiX() * self._canvas.mapUnitsPerPixel())

    def _transform(self) -> QgsCoordinateTransform:
        """Return the transformation from the layer's CRS to the map's CRS."""
        return to_map(self._layer.crs(), self._canvas, self._project)

    def _all_to_map(self, places: list[tuple[float, float]]) -> NDArray[np.float64]:
        """Return places (n, 2) of the layer's CRS in the map's CRS; NaN outside the domain of that CRS."""
        transform = self._transform()
        if transform.isShortCircuited():
            return np.array(places, dtype=np.float64).reshape(-1, 2)
        geometry = QgsGeometry.fromMultiPointXY([QgsPointXY(x, y) for x, y in places])
        try:
            if places:
                geometry.transform(transform)
            return np.array([(one.x(), one.y()) for one in geometry.asMultiPoint()], dtype=np.float64).reshape(-1, 2)
        except (QgsCsException, TypeError):  # one of them is outside: each is tried
            on_map = [self._to_map(QgsPointXY(x, y)) for x, y in places]
            return np.array([(np.nan, np.nan) if one is None else (one.x(), one.y()) for one in on_map])

    def _to_map(self, place: QgsPointXY) -> QgsPointXY | None:
        try:
            return self._transform().transform(place)
        except QgsCsException:
            return None

    def _to_layer(self, place: QgsPointXY) -> QgsPointXY | None:
        """Return a place on the map in the layer's CRS; None outside the domain of that CRS."""
        try:
            return self._transform().transform(place, Qgis.TransformDirection.Reverse)
        except QgsCsException:
            return None

    # --- what is drawn ------------------------------------------------------------------------------------

    def _show(self, place: QgsPointXY) -> None:
        """Draw the tie point that is being added, or else the one under the mouse."""
        start = self._to_map(self._new) if self._new is not None else None
        if start is not None:
            self._draw(start, place)
            return
        index = self._at(place)
        if index is None:
            self._arrow.reset(LINE_GEOMETRY)
        else:
            self._draw(QgsPointXY(*self._starts[index]), QgsPointXY(*self._ends[index]))

    def _draw(self, start: QgsPointXY, end: QgsPointXY) -> None:
        """Draw an arrow on the map."""
        tail, tip = np.array([start.x(), start.y()]), np.array([end.x(), end.y()])
        back = (tail - tip) / max(float(np.hypot(*(tail - tip))), 1e-12) * self._mm(_HEAD_MM)
        aside = 0.5 * np.array([-back[1], back[0]])
        self._arrow.reset(LINE_GEOMETRY)
        for x, y in (tail, tip, tip + back + aside, tip, tip + back - aside):
            self._arrow.addPoint(QgsPointXY(float(x), float(y)))

    def _draw_box(self, began: QPoint, to: QPoint) -> None:
        if _is_drag(began, to):
            box = QgsRectangle(self.toMapCoordinates(began), self.toMapCoordinates(to))
            self._box.setToGeometry(QgsGeometry.fromRect(box), None)


def _is_drag(began: QPoint, ended: QPoint) -> bool:
    return bool((ended - began).manhattanLength() >= QApplication.startDragDistance())
