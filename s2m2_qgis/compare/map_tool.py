"""The map tool while layers are compared: drags the line, pans the map, and listens to the keyboard."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapToolPan
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCursor, QKeyEvent

from .overlay import SWIPE, Overlay

_NEAR_PX = 12
# A step of the keyboard, as a share of the map's width.
_STEP = 0.02


class CompareTool(QgsMapToolPan):
    """`left`: the user pressed Esc. `switched`: the user pressed the space bar."""

    left = pyqtSignal()
    switched = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, overlay: Overlay) -> None:
        super().__init__(canvas)
        self._canvas, self._overlay = canvas, overlay
        self._drags_line = False

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        self._drags_line = event.button() == Qt.MouseButton.LeftButton and self._is_on_line(event)
        if not self._drags_line:
            super().canvasPressEvent(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        if self._drags_line:
            self._drag_to(event)
            return
        if not event.buttons():
            shape = Qt.CursorShape.SplitHCursor if self._is_on_line(event) else Qt.CursorShape.OpenHandCursor
            self._canvas.setCursor(QCursor(shape))
        super().canvasMoveEvent(event)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        if self._drags_line:
            self._drag_to(event)
            self._drags_line = False
        else:
            super().canvasReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - QGIS's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.switched.emit()
        elif event.key() in (Qt.Key.Key_Comma, Qt.Key.Key_Period):
            step = _STEP if event.key() == Qt.Key.Key_Period else -_STEP
            self._overlay.set_divider(self._overlay.divider + step)
        else:
            event.ignore()
            return
        event.accept()

    def _drag_to(self, event: QgsMapMouseEvent) -> None:
        self._overlay.set_divider(event.pos().x() / max(self._canvas.width(), 1))

    def _is_on_line(self, event: QgsMapMouseEvent) -> bool:
        line = self._overlay.divider * self._canvas.width()
        return self._overlay.mode == SWIPE and abs(event.pos().x() - line) <= _NEAR_PX
