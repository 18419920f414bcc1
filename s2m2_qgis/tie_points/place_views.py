"""Views of one tie point: its place in the moving layer, where it belongs in the reference, and its heatmap there.

Each is a small map that can be zoomed with the wheel; all three keep the same scale. A click into the reference says
where the place belongs.
"""

from __future__ import annotations

import math

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsMapLayer, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QResizeEvent, QWheelEvent
from qgis.PyQt.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ..i18n import tr
from ..qt_compat import LINE_GEOMETRY
from ..widgets import plain_text
from .colours import CURRENT

_SIDE_PX = 70
_CROSS_PX, _HALO = 18, QColor(255, 255, 255)
# The error ellipse holds nine of ten errors: the quantile of chi-square with two degrees of freedom.
_NINE_OF_TEN = -2 * math.log(0.1)
_CORNERS = 48
# The factor of one step of the wheel.
_WHEEL = 1.4


class _PlaceView(QWidget):
    """One map with a cross. `caption` is laid out apart from it.

    `clicked` carries the place of a click, in the map's CRS, and `zoomed` the factor by which the user zooms out.
    """

    clicked = pyqtSignal(QgsPointXY)
    zoomed = pyqtSignal(float)

    def __init__(self, title: str, tip: str, takes_clicks: bool = False) -> None:
        super().__init__()
        self.caption = plain_text(title)
        self.caption.setToolTip(tip)
        self.canvas = QgsMapCanvas()
        self.canvas.setAccessibleName(title)
        self.canvas.setToolTip(tip)
        self.canvas.setCanvasColor(self.palette().base().color())
        self.canvas.setPreviewJobsEnabled(False)
        self.canvas.setMinimumSize(_SIDE_PX, _SIDE_PX)
        self.canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tool = _Pointing(self.canvas)  # the map does not keep its tool alive
        self.canvas.setMapTool(self._tool)
        self._tool.zoomed.connect(self.zoomed)
        if takes_clicks:
            self.canvas.setCursor(Qt.CursorShape.CrossCursor)
            self._tool.clicked.connect(self.clicked)
        self._cross = QgsVertexMarker(self.canvas)
        self._cross.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
        self._cross.setIconSize(_CROSS_PX)
        self._cross.setPenWidth(2)
        self._cross.setColor(CURRENT)
        self._ellipse = QgsRubberBand(self.canvas, LINE_GEOMETRY)
        self._ellipse.setColor(CURRENT)
        self._ellipse.setSecondaryStrokeColor(_HALO)
        self._ellipse.setWidth(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)

    def show_layer(self, layer: QgsMapLayer | None, crs: QgsCoordinateReferenceSystem) -> None:
        self.canvas.setDestinationCrs(crs)
        self.canvas.setLayers([] if layer is None else [layer])

    def show_place(self, place: QgsPointXY | None, half_side: float) -> None:
        """Show a place with the cross in the middle; None for no place."""
        self._cross.setVisible(place is not None)
        if place is None:
            self._ellipse.reset(LINE_GEOMETRY)
            return
        self._cross.setCenter(place)
        x, y = place.x(), place.y()
        self.canvas.setExtent(QgsRectangle(x - half_side, y - half_side, x + half_side, y + half_side))
        self.canvas.refresh()

    def show_ellipse(self, corners: list[QgsPointXY]) -> None:
        """Draw a line around the place; none without corners."""
        self._ellipse.reset(LINE_GEOMETRY)
        if corners:
            self._ellipse.setToGeometry(QgsGeometry.fromPolylineXY(corners), None)


class _Pointing(QgsMapTool):
    """Tells where the map was clicked, and by what factor the wheel zooms out."""

    clicked = pyqtSignal(QgsPointXY)
    zoomed = pyqtSignal(float)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802 - QGIS's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.mapPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - QGIS's name
        self.zoomed.emit(_WHEEL ** -math.copysign(1, event.angleDelta().y()))
        event.accept()


class PlaceViews(QWidget):
    """The three views. `placed` carries where the user says that the place belongs, in the CRS of the tie points."""

    placed = pyqtSignal(QgsPointXY)

    def __init__(self) -> None:
        super().__init__()
        self._half_side = 1.0  # of the ground that is shown, in units of the CRS
        self._places: tuple[QgsPointXY | None, QgsPointXY | None] = None, None
        self.moving = _PlaceView(tr("Moving"), tr("The place in the moving layer. The wheel zooms."))
        self.reference = _PlaceView(
            tr("Reference (click to place)"),
            tr("Where this place belongs. Click it in the reference, and the tie point moves there. The wheel zooms."),
            takes_clicks=True,
        )
        self.heatmap = _PlaceView(
            tr("Heatmap"),
            tr("How probable each place is. The ellipse holds nine of ten errors, if the match is right."),
        )
        self._views = (self.moving, self.reference, self.heatmap)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setRowStretch(1, 1)
        for column, view in enumerate(self._views):
            # A caption may need two lines; the maps stay side by side nevertheless.
            grid.addWidget(view.caption, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(view, 1, column)
            grid.setColumnStretch(column, 1)
            view.zoomed.connect(self._zoom)
        self.reference.clicked.connect(self.placed)

    def show_layers(
        self,
        moving: QgsMapLayer | None,
        reference: QgsMapLayer | None,
        heatmap: QgsMapLayer | None,
        crs: QgsCoordinateReferenceSystem,
        side: float,
    ) -> None:
        """Set what the views show; `side` of the ground at first, in units of the CRS."""
        self._half_side = side / 2
        for view, layer in zip(self._views, (moving, reference, heatmap)):
            view.show_layer(layer, crs)

    def show_point(
        self, start: QgsPointXY | None, end: QgsPointXY | None, covariance: tuple[float, float, float] | None = None
    ) -> None:
        """Show a tie point.

        Args:
            start, end: its place in the moving layer, and where it belongs.
            covariance: of its displacement along x and y, in squared units of the CRS; None to draw no ellipse.
        """
        self._places = start, end
        self._show_places()
        if end is not None and covariance is not None and np.isfinite(covariance).all():
            self.heatmap.show_ellipse(error_ellipse(end, covariance))
        else:
            self.heatmap.show_ellipse([])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A map that has no size yet cannot show an extent."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._show_places)

    def _show_places(self) -> None:
        start, end = self._places
        for view, place in zip(self._views, (start, end, end)):
            view.show_place(place, self._half_side)

    def _zoom(self, factor: float) -> None:
        """Zoom all views, also for the next tie points."""
        self._half_side *= factor
        self._show_places()


def error_ellipse(centre: QgsPointXY, covariance: tuple[float, float, float]) -> list[QgsPointXY]:
    """The ellipse around a place that holds nine of ten errors.

    Args:
        covariance: variance along x, covariance, and variance along y.
    """
    xx, xy, yy = covariance
    variances, axes = np.linalg.eigh(np.array([[xx, xy], [xy, yy]]))
    turn = np.linspace(0.0, 2 * math.pi, _CORNERS + 1)
    circle = np.stack([np.cos(turn), np.sin(turn)])
    outline = axes @ (np.sqrt(np.maximum(variances, 0.0) * _NINE_OF_TEN)[:, None] * circle)
    return [QgsPointXY(centre.x() + float(dx), centre.y() + float(dy)) for dx, dy in outline.T]
