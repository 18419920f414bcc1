"""The map tool for checking tie points: click to confirm, drag to move, right-click to reject; two clicks add one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent
from qgis.PyQt.QtWidgets import QApplication

from ..engine_files import names
from ..i18n import tr
from ..project.checked_points import CheckedPoint, add_tie_point, read_checked_points, remove_tie_point, set_check
from ..qt_compat import LINE_GEOMETRY

# Largest distance at which the mouse is on an arrow, mm.
_NEAR_MM = 2.5
_HEAD_MM = 2.5
# Weight of the distance from an arrow's start, compared with the distance from the arrow.
_START_WEIGHT = 0.25
_COLOUR, _HALO, _WIDTH = QColor(230, 97, 1), QColor(255, 255, 255, 200), 3


class TiePointTool(QgsMapTool):
    """The tool for a layer of tie points.

    `checked`: a check was written. `failed`: a check could not be written. `left`: the user pressed Esc.
    """

    checked = pyqtSignal()
    failed = pyqtSignal()
    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, layer: QgsVectorLayer, project: QgsProject) -> None:
        super().__init__(canvas)
        self._canvas, self._layer, self._project = canvas, layer, project
        self._tie_points: list[CheckedPoint] | None = None  # None: not read yet
        self._starts = self._ends = np.empty((0, 2))  # in the map's CRS
        self._pressed: tuple[CheckedPoint, QPoint] | None = None
        self._dragging = False
        self._began: QPoint | None = None  # where the left button was pressed
        self._new: QgsPointXY | None = None  # where a tie point that is being added begins, in the layer's CRS
        self._arrow = QgsRubberBand(canvas, LINE_GEOMETRY)
        self._arrow.setColor(_COLOUR)
        self._arrow.setSecondaryStrokeColor(_HALO)
        self._arrow.setWidth(_WIDTH)
        self.setCursor(Qt.CursorShape.CrossCursor)
        layer.dataChanged.connect(self._forget)
        canvas.destinationCrsChanged.connect(self._forget)

    def shut_down(self) -> None:
        """Disconnect from the layer and the map, and remove the arrow. Call this once, when the tool is deactivated."""
        self._layer.dataChanged.disconnect(self._forget)
        self._canvas.destinationCrsChanged.disconnect(self._forget)
        self._canvas.scene().removeItem(self._arrow)
        self.deleteLater()

    # --- what the user does -------------------------------------------------------------------------------

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        self._dragging = False
        index = self._at(event.mapPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._began = event.pos() if is_left else None
        if self._new is not None:
            index = None  # also an arrow can be where the new tie point leads
        self._pressed = (self._read()[index], event.pos()) if is_left and index is not None else None

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        if self._pressed is None:
            self._show(event.mapPoint())
            return
        tie_point, began = self._pressed
        self._dragging = self._dragging or _is_drag(began, event.pos())
        start = self._to_map(tie_point.start)
        if self._dragging and start is not None:
            self._draw(start, event.mapPoint())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        pressed, self._pressed = self._pressed, None
        began, self._began = self._began, None
        if event.button() == Qt.MouseButton.RightButton:
            self._right_click(event.mapPoint())
        elif pressed is not None and self._dragging:
            self._move(pressed[0], event.mapPoint())
        elif pressed is not None:
            self._click(pressed[0])
        elif began is not None and not _is_drag(began, event.pos()):
            self._click_beside(event.mapPoint())
        self._dragging = False
        self._show(event.mapPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - QGIS's name
        if event.key() == Qt.Key.Key_Escape and self._new is not None:
            self._drop_new()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def deactivate(self) -> None:
        self._pressed = self._new = None
        self._arrow.reset(LINE_GEOMETRY)
        self.messageDiscarded.emit()
        super().deactivate()

    # --- what is written ----------------------------------------------------------------------------------

    def _click(self, tie_point: CheckedPoint) -> None:
        if tie_point.check == names.MOVED:
            self._write(tie_point, "")
        elif tie_point.check == names.ADDED:
            self.messageEmitted.emit(tr("You added this tie point. Drag it to move it, or right-click to remove it."))
        elif tie_point.displacement is not None:
            self._toggle(tie_point, names.CONFIRMED)
        else:
            text = tr(
                "The match found no displacement here that you could confirm. Drag the point to its correct place."
            )
            self.messageEmitted.emit(text)

    def _right_click(self, place: QgsPointXY) -> None:
        index = self._at(place)
        if self._new is not None:
            self._drop_new()
        elif index is not None and self._read()[index].check == names.ADDED:
            self._written(remove_tie_point(self._layer, self._read()[index].feature_id))
        elif index is not None:
            self._toggle(self._read()[index], names.REJECTED)

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
            return
        start, self._new = self._new, None
        self.messageDiscarded.emit()
        displacement = on_layer.x() - start.x(), on_layer.y() - start.y()
        self._written(add_tie_point(self._layer, start, displacement))

    def _drop_new(self) -> None:
        self._new = None
        self.messageDiscarded.emit()
        self._arrow.reset(LINE_GEOMETRY)

    def _toggle(self, tie_point: CheckedPoint, check: str) -> None:
        self._write(tie_point, "" if tie_point.check == check else check)

    def _move(self, tie_point: CheckedPoint, to: QgsPointXY) -> None:
        end = self._to_layer(to)
        if end is not None:
            check = names.ADDED if tie_point.check == names.ADDED else names.MOVED
            self._write(tie_point, check, (end.x() - tie_point.start.x(), end.y() - tie_point.start.y()))

    def _write(self, tie_point: CheckedPoint, check: str, displacement: tuple[float, float] | None = None) -> None:
        points, starts, ends = self._read(), self._starts, self._ends
        is_written = set_check(self._layer, tie_point.feature_id, check, displacement)
        self._written(is_written)
        after = replace(tie_point, check=check, given=displacement)
        dx, dy = after.displacement or (0.0, 0.0)
        end = self._to_map(QgsPointXY(after.start.x() + dx, after.start.y() + dy))
        if is_written and tie_point in points and end is not None:
            # Only this one has changed: to read all of them again would block QGIS's window.
            index = points.index(tie_point)
            points[index], ends[index] = after, (end.x(), end.y())
            self._tie_points, self._starts, self._ends = points, starts, ends

    def _written(self, is_written: bool) -> None:
        """React to what was written, or could not be written, into the file."""
        if not is_written:
            self.failed.emit()
            return
        self._forget()
        self._layer.triggerRepaint()
        self.checked.emit()

    # --- where the tie points are -------------------------------------------------------------------------

    def _forget(self) -> None:
        self._tie_points = None

    def _read(self) -> list[CheckedPoint]:
        """Return the tie points inside the domain of the map's CRS; `_starts` and `_ends` correspond to them."""
        if self._tie_points is None:
            points = read_checked_points(self._layer)
            starts = self._all_to_map([(point.start.x(), point.start.y()) for point in points])
            moved = [point.displacement or (0.0, 0.0) for point in points]
            ends = self._all_to_map(
                [(point.start.x() + dx, point.start.y() + dy) for point, (dx, dy) in zip(points, moved)]
            )
            inside = np.isfinite(starts).all(axis=1) & np.isfinite(ends).all(axis=1)
            self._tie_points = [points[index] for index in np.flatnonzero(inside)]
            self._starts, self._ends = starts[inside], ends[inside]
        return self._tie_points

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
        return QgsCoordinateTransform(
            self._layer.crs(), self._canvas.mapSettings().destinationCrs(), self._project.transformContext()
        )

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


def _is_drag(began: QPoint, ended: QPoint) -> bool:
    return bool((ended - began).manhattanLength() >= QApplication.startDragDistance())
