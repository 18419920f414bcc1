"""Shows the tie points of a running match as arrows on the map, in a temporary layer."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, QTimer

from ..engine_files import names
from ..i18n import tr
from .arrows import draw_arrows
from .ground import Ground

# Interval at which the map is redrawn while tie points arrive.
FLUSH_MS = 700

_FIELDS = (
    *(f"{name}:double" for name in (names.DX, names.DY, names.DX_M, names.DY_M, names.CONFIDENCE)),
    *(f"{name}:bool" for name in (names.INLIER, names.ABSTAINED)),
)


class LiveTiePoints(QObject):
    """Collects tie points and adds them to the map in batches. `close` removes the layer from the project."""

    def __init__(self, project: QgsProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._layer_id = ""
        self._waiting: list[Sequence[float]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)

    def add(self, crs: str, rows: Sequence[Sequence[float]]) -> None:
        """Add tie points (x, y, dx, dy, confidence) in units of `crs`, which is WKT or AUTHORITY:CODE."""
        if not self._layer_id:
            self._make_layer(crs)
        self._waiting.extend(rows)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Show the tie points that have arrived since the last call. Do nothing if the user has removed the layer."""
        self._timer.stop()
        rows, self._waiting = self._waiting, []
        layer = self.layer()
        if layer is None or not rows:
            return
        ground = Ground(layer.crs(), self._project)
        layer.dataProvider().addFeatures([_feature(row, ground) for row in rows])
        layer.updateExtents()
        draw_arrows(layer)

    def layer(self) -> QgsVectorLayer | None:
        """Return the layer; None before the first tie point and after the layer has been removed."""
        return self._project.mapLayer(self._layer_id) if self._layer_id else None

    def close(self) -> None:
        """Remove the layer from the project, and forget all tie points."""
        self._timer.stop()
        self._waiting = []
        if self.layer() is not None:
            self._project.removeMapLayer(self._layer_id)
        self._layer_id = ""

    def _make_layer(self, crs: str) -> None:
        uri = "Point?" + "&".join(f"field={field}" for field in _FIELDS)
        layer = QgsVectorLayer(uri, tr("Tie points so far (confidence)"), "memory")
        layer.setCrs(_crs(crs))
        # The layer is removed when the match ends, so QGIS should not ask whether to save it.
        layer.setCustomProperty("skipMemoryLayersCheck", 1)
        self._layer_id = layer.id()
        self._project.addMapLayer(layer, False)
        self._project.layerTreeRoot().insertLayer(0, layer)


def _crs(text: str) -> QgsCoordinateReferenceSystem:
    crs = QgsCoordinateReferenceSystem()
    crs.createFromUserInput(text)
    return crs


def _feature(row: Sequence[float], ground: Ground) -> QgsFeature:
    x, y, dx, dy, confidence = row
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
    east, north = ground.metres(QgsPointXY(x, y), dx, dy)
    feature.setAttributes([dx, dy, east, north, confidence, True, False])
    return feature
