"""The ground to match as the dock has it: the area for readiness, and what a match is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import QgsGeometry, QgsProject, QgsRectangle, QgsReferencedRectangle, QgsVectorLayer
from qgis.gui import QgsMapToolExtent, QgsRubberBand
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ..engine_files import protocol
from ..i18n import tr
from ..jobs import capture
from ..jobs.calls import Ground
from ..project.mask_files import MaskFile, mask_file, raster_file
from ..qt_compat import POLYGON_GEOMETRY
from .ground_panel import BOX, POLYGONS, VIEW, AdvancedBox, WhereBox
from .map_tools import MapToolTurn

_COLOUR, _FILL = QColor(15, 107, 119), QColor(15, 107, 119, 30)


class GroundChoice(QObject):
    """Knows the area that is chosen, and lets the user draw a box, which stays on the map while it is chosen."""

    def __init__(self, iface: Any, project: QgsProject, where: WhereBox, advanced: AdvancedBox) -> None:
        super().__init__(where)
        self._canvas, self._project = iface.mapCanvas(), project
        self._where, self._advanced = where, advanced
        self._box: QgsReferencedRectangle | None = None
        self._band: QgsRubberBand | None = None
        self._turn: MapToolTurn[QgsMapToolExtent] = MapToolTurn(iface, self._left)
        where.box_wanted.connect(self._draw)
        where.changed.connect(self._show_box)
        self._canvas.destinationCrsChanged.connect(self._show_box)

    def shut_down(self) -> None:
        """Take the box off the map, and disconnect from map and layers."""
        self._canvas.destinationCrsChanged.disconnect(self._show_box)
        self._where.forget_layer()
        self._turn.leave()
        self._hide_box()

    @property
    def area(self) -> QgsReferencedRectangle | None:
        """The area that is chosen; None for the whole overlap."""
        where = self._where.where
        if where == VIEW:
            return capture.view_of(self._canvas)
        if where == BOX:
            return self._box
        layer = self._where.polygon_layer
        if where == POLYGONS and layer is not None:
            extent = layer.boundingBoxOfSelected() if layer.selectedFeatureCount() else layer.extent()
            return QgsReferencedRectangle(extent, layer.crs())
        return None

    @property
    def problem(self) -> str:
        """What is still missing, in a sentence; "" if nothing is."""
        if self._where.where == BOX and self._box is None:
            return tr("Draw a box on the map, around the ground to match.")
        layer = self._where.polygon_layer
        if self._where.where == POLYGONS and layer is None:
            return tr("Choose the layer of polygons under “Limit to”.")
        if layer is not None and layer.featureCount() == 0:
            return tr("“{name}” has no polygons.").format(name=layer.name())
        return ""

    def fill(self, request: protocol.MatchRequest) -> protocol.MatchRequest:
        """A request with what is chosen under Advanced.

        Raises:
            ValueError: the layer of heights cannot be used; the text says why.
        """
        advanced = self._advanced
        return replace(
            request,
            spacing=advanced.chosen_spacing,
            device=str(advanced.device.currentData()),
            error_raster=advanced.errors.isChecked(),
            ce90_limit=advanced.chosen_limit,
            dem="" if advanced.heights.currentLayer() is None else raster_file(advanced.heights.currentLayer()),
        )

    def files(self) -> Ground:
        """Masks and cutline as files.

        Raises:
            ValueError: a layer cannot be used as a mask; the text says why.
        """
        cutline, mask = self._where.polygon_layer, self._advanced.mask.currentLayer()
        inside = None if cutline is None else _file(cutline)
        try:
            return Ground(() if mask is None else (_file(mask),), inside)
        except ValueError:
            if inside is not None:
                inside.remove()
            raise

    # --- the box ----------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Let the user draw a box; the map tool of before comes back afterwards."""
        tool = QgsMapToolExtent(self._canvas)
        tool.extentChanged.connect(self._drawn)
        self._turn.begin(tool)

    def _drawn(self, extent: QgsRectangle) -> None:
        if not extent.isEmpty():
            self._box = QgsReferencedRectangle(extent, self._canvas.mapSettings().destinationCrs())
            self._turn.leave()
            self._where.changed.emit()

    def _left(self, tool: QgsMapToolExtent) -> None:
        tool.clearRubberBand()
        tool.deleteLater()

    def _show_box(self) -> None:
        self._hide_box()
        if self._where.where != BOX:
            self._turn.leave()
            return
        crs = self._canvas.mapSettings().destinationCrs()
        box = capture.in_crs(self._box, crs, self._project) if self._box is not None else None
        if box is not None:
            self._band = QgsRubberBand(self._canvas, POLYGON_GEOMETRY)
            self._band.setColor(_COLOUR)
            self._band.setFillColor(_FILL)
            self._band.setWidth(2)
            self._band.setToGeometry(QgsGeometry.fromRect(box), None)

    def _hide_box(self) -> None:
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None


def _file(layer: Any) -> MaskFile:
    """A layer as a mask; of polygons, the selected ones if there are any."""
    return mask_file(layer, isinstance(layer, QgsVectorLayer) and layer.selectedFeatureCount() > 0)
