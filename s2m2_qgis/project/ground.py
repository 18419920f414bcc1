"""Distances in units of a CRS as metres on the ground, and the way from a CRS to the map."""

from __future__ import annotations

import math

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas

# The ellipsoid of WGS 84, for a CRS that names none.
_ELLIPSOID = "EPSG:7030"


def distance_area(crs: QgsCoordinateReferenceSystem, project: QgsProject) -> QgsDistanceArea:
    """Return what measures on the ellipsoid of a CRS, in metres."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, project.transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or _ELLIPSOID)
    return measure


def to_map(crs: QgsCoordinateReferenceSystem, canvas: QgsMapCanvas, project: QgsProject) -> QgsCoordinateTransform:
    """Return the transformation from a CRS to that of the map."""
    return QgsCoordinateTransform(crs, canvas.mapSettings().destinationCrs(), project)


class Ground:
    """Measures on the ellipsoid of a CRS."""

    def __init__(self, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> None:
        self._measure = distance_area(crs, project)

    def metres(self, place: QgsPointXY, dx: float, dy: float) -> tuple[float, float]:
        """How far a displacement leads along the CRS's axes, in metres; outside its domain, in its units."""
        across = QgsPointXY(place.x() + dx, place.y())
        along = QgsPointXY(place.x(), place.y() + dy)
        return math.copysign(self._length(place, across), dx), math.copysign(self._length(place, along), dy)

    def _length(self, start: QgsPointXY, end: QgsPointXY) -> float:
        try:
            return float(self._measure.measureLine(start, end))
        except QgsCsException:
            return math.hypot(end.x() - start.x(), end.y() - start.y())
