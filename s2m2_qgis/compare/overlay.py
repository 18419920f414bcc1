"""Two layers over the whole map, one against the other: behind a line, in turns, or as a checkerboard.

What the map shows otherwise, tie points among it, is covered meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QRectF, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from ..qt_compat import as_int

SWIPE, FLICKER, CHECKERBOARD = "swipe", "flicker", "checkerboard"

FLICKER_MS = 700
_PAUSE_MS = 80  # the map is drawn so long after the last change of its extent
_SQUARE_PX = 90
_LINE, _HALO, _LABEL = QColor(255, 255, 255), QColor(0, 0, 0, 160), QColor(0, 0, 0, 170)
_MARGIN_PX = 6
_ABOVE_ALL = 1000


class _Item(QgsMapCanvasItem):
    """Draws what `Overlay` holds."""

    def __init__(self, canvas: QgsMapCanvas, overlay: Overlay) -> None:
        super().__init__(canvas)
        self._overlay = overlay
        self.setZValue(_ABOVE_ALL)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return self._overlay.area()

    def paint(self, painter: QPainter, *_: Any) -> None:
        self._overlay.paint(painter)

    def updatePosition(self) -> None:  # noqa: N802 - QGIS's name
        """Stay where the window is: QGIS turns the items of a rotated map with it."""
        self.setRotation(0.0)


class _Picture:
    """A layer as it was drawn last."""

    def __init__(self, title: str, layer: QgsMapLayer) -> None:
        self.title, self.layer = title, layer
        self.image: QImage | None = None
        self.extent = QgsRectangle()
        self.job: QgsMapRendererParallelJob | None = None


class Overlay(QObject):
    """Draws two layers over the map, and draws them again when the map moves. `close` must be called at the end."""

    def __init__(self, canvas: QgsMapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._pictures: list[_Picture] = []
        self.mode = SWIPE
        self.divider = 0.5  # of the map's width
        self._shown = 0  # which one flicker shows
        self._item = _Item(canvas, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._flicker = QTimer(self)
        self._flicker.setInterval(FLICKER_MS)
        self._flicker.timeout.connect(self._take_turns)
        canvas.extentsChanged.connect(self._pause.start)
        canvas.destinationCrsChanged.connect(self._pause.start)

    def close(self) -> None:
        """Take the overlay off the map."""
        self._canvas.extentsChanged.disconnect(self._pause.start)
        self._canvas.destinationCrsChanged.disconnect(self._pause.start)
        self._pause.stop()
        self._flicker.stop()
        self._drop()
        self._canvas.scene().removeItem(self._item)
        sip.delete(self._item)  # not later, when the map may have gone
        self.deleteLater()

    def show(self, first: tuple[str, QgsMapLayer], second: tuple[str, QgsMapLayer]) -> None:
        """Compare two layers, each with the title that is drawn with it."""
        self._drop()
        self._pictures = [_Picture(title, layer) for title, layer in (first, second)]
        for picture in self._pictures:
            picture.layer.repaintRequested.connect(self._layer_changed)
        self._draw()

    def forget(self) -> None:
        """Draw neither layer any more; they may go."""
        self._drop()
        self._item.update()

    def set_mode(self, mode: str) -> None:
        """Compare by SWIPE, FLICKER or CHECKERBOARD."""
        self.mode = mode
        (self._flicker.start if mode == FLICKER else self._flicker.stop)()
        self._item.update()

    def set_divider(self, share: float) -> None:
        """Move the line of SWIPE to a share of the map's width."""
        self.divider = min(1.0, max(0.0, share))
        self._item.update()

    @property
    def is_drawn(self) -> bool:
        """Whether both layers have been drawn as the map shows them now."""
        return bool(self._pictures) and all(
            one.image is not None and one.job is None and one.extent == self._canvas.extent() for one in self._pictures
        )

    def area(self) -> QRectF:
        """The whole map, in pixels."""
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    # --- drawing ----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Draw the two layers as the mode says, and which is where."""
        if not self._pictures or any(picture.image is None for picture in self._pictures):
            return
        area = self.area()
        painter.fillRect(area, self._canvas.canvasColor())
        if self.mode == FLICKER:
            self._paint_picture(painter, self._shown, area)
            self._paint_label(painter, self._pictures[self._shown].title, left=True)
            return
        line = area.width() * self.divider
        if self.mode == SWIPE:
            parts: Sequence[QRectF] = [QRectF(0, 0, line, area.height())]
        else:
            parts = _squares(area)
        self._paint_picture(painter, 1, area)
        path = QPainterPath()
        for part in parts:
            path.addRect(part)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, self._canvas.canvasColor())
        self._paint_picture(painter, 0, area)
        painter.restore()
        if self.mode == SWIPE:
            for pen in (QPen(_HALO, 4), QPen(_LINE, 2)):
                painter.setPen(pen)
                painter.drawLine(int(line), 0, int(line), int(area.height()))
        for number, picture in enumerate(self._pictures):
            self._paint_label(painter, picture.title, left=number == 0)

    def _paint_picture(self, painter: QPainter, number: int, area: QRectF) -> None:
        """Draw a layer; while it is drawn anew, as it was before, at its place on the map."""
        picture = self._pictures[number]
        assert picture.image is not None
        extent, to_pixel = picture.extent, self._canvas.getCoordinateTransform()
        corners = [
            to_pixel.transform(QgsPointXY(extent.xMinimum(), extent.yMaximum())),
            to_pixel.transform(QgsPointXY(extent.xMaximum(), extent.yMinimum())),
        ]
        place = QRectF(corners[0].x(), corners[0].y(), corners[1].x() - corners[0].x(), corners[1].y() - corners[0].y())
        if self._canvas.rotation():
            place = area  # the map was rotated as it is drawn
        painter.drawImage(place, picture.image)

    def _paint_label(self, painter: QPainter, text: str, left: bool) -> None:
        metrics = painter.fontMetrics()
        longest = int(self.area().width() / 2) - 4 * _MARGIN_PX
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(longest, 10))
        width, height = metrics.horizontalAdvance(text) + 2 * _MARGIN_PX, metrics.height() + _MARGIN_PX
        x = _MARGIN_PX if left else self.area().width() - width - _MARGIN_PX
        box = QRectF(x, self.area().height() - height - _MARGIN_PX, width, height)
        painter.fillRect(box, _LABEL)
        painter.setPen(_LINE)
        painter.drawText(box, as_int(Qt.AlignmentFlag.AlignCenter), text)

    def _draw(self) -> None:
        for picture in self._pictures:
            if picture.job is not None:
                picture.job.cancelWithoutBlocking()
            settings = QgsMapSettings(self._canvas.mapSettings())
            settings.setLayers([picture.layer])
            settings.setBackgroundColor(QColor(0, 0, 0, 0))
            job = picture.job = QgsMapRendererParallelJob(settings)
            job.setParent(self)  # it must not go while it tells that it has finished
            job.finished.connect(self._drawn)
            job.start()

    def _layer_changed(self, *_: object) -> None:
        """Draw again, since a layer has another style, or its file is another one."""
        self._pause.start()

    def _drawn(self) -> None:
        job: Any = self.sender()
        for picture in self._pictures:
            if picture.job is not None and picture.job is job:  # no other was begun since
                picture.image, picture.extent = job.renderedImage(), job.mapSettings().visibleExtent()
                picture.job = None
                self._item.update()
        job.deleteLater()

    def _take_turns(self) -> None:
        self._shown = 1 - self._shown
        self._item.update()

    def _drop(self) -> None:
        for picture in self._pictures:
            picture.layer.repaintRequested.disconnect(self._layer_changed)
            job, picture.job = picture.job, None
            if job is not None:
                job.finished.disconnect(self._drawn)
                job.cancel()  # a layer may go, so its drawing must have ended
                job.deleteLater()
        self._pictures = []


def _squares(area: QRectF) -> list[QRectF]:
    """Every other square of a checkerboard."""
    across, down = (int(side // _SQUARE_PX) + 1 for side in (area.width(), area.height()))
    return [
        QRectF(col * _SQUARE_PX, row * _SQUARE_PX, _SQUARE_PX, _SQUARE_PX)
        for row in range(down)
        for col in range(across)
        if (row + col) % 2 == 0
    ]
