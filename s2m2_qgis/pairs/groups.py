"""Finds pairs among the layers in groups of the project. Runs in the main thread."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
)

from ..engine_files import sensors
from ..i18n import tr
from ..project.layer_files import gdal_name
from ..project.layer_guess import guess_role
from ..project.match_group import PAIR_PROPERTY
from ..qt_compat import is_raster, is_rendered
from .pairing import Box, Candidate, ListedRaster, Pairing, pair_up


def raster_groups(project: QgsProject) -> dict[str, tuple[str, ...]]:
    """Return the ids of the raster layers in each group and its subgroups, by the group's full name.

    The first entry is the whole project. Groups without rasters are left out.
    """
    found: dict[str, tuple[str, ...]] = {}

    def add(group: QgsLayerTreeGroup, name: str) -> None:
        layers = [node.layer() for node in group.findLayers()]
        ids = tuple(layer.id() for layer in layers if layer is not None and _is_scene(layer))
        if ids:
            found[name] = ids
        for child in group.findGroups():
            add(child, child.name() if group.parent() is None else f"{name} / {child.name()}")

    add(project.layerTreeRoot(), tr("All layers of the project"))
    return found


def pairs_among(ids: Iterable[str], project: QgsProject) -> Pairing:
    """Find pairs among layers, given by their ids. Layers that have been removed are ignored."""
    candidates, refused = [], []
    for layer in map(project.mapLayer, dict.fromkeys(ids)):
        if layer is None:
            continue
        box = _box(layer, project)
        if not layer.crs().isValid():
            refused.append((layer.name(), tr("it has no coordinate reference system")))
        elif is_rendered(layer.dataProvider()):
            refused.append((layer.name(), tr("it is a web map; add its pairs one by one")))
        elif box is None:
            refused.append((layer.name(), tr("it is not georeferenced")))
        else:
            candidates.append(
                Candidate(listed_layer(layer), guess_role(layer), sensors.without_sensor_words(layer.name()), box)
            )
    return pair_up(candidates, refused)


def listed_layer(layer: QgsRasterLayer) -> ListedRaster:
    """Return the list entry of a layer."""
    return ListedRaster(gdal_name(layer) or layer.id(), layer.name(), layer.id())


def _is_scene(layer: QgsMapLayer) -> bool:
    """Return whether a layer is a raster that a model can learn from, and not the heatmap of a match."""
    return is_raster(layer) and not layer.customProperty(PAIR_PROPERTY)


def _box(layer: QgsRasterLayer, project: QgsProject) -> Box | None:
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(layer.crs(), degrees, project)
    try:
        box = transform.transformBoundingBox(layer.extent(), handle180Crossover=True)
    except QgsCsException:
        return None
    west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
    east += 360 if east < west else 0  # across the 180th meridian
    return (west, south, east, north) if box.isFinite() and east > west and north > south else None
