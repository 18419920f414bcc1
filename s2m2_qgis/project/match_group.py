"""A finished match in the project: a group with the tie points and the heatmap, styled, on top of the layer tree.

A later match of the same pair takes the place of the earlier group; the earlier files stay where they are.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from ..engine_files import names, protocol, resource
from ..i18n import tr

# Marks the groups and layers made here, so that only those are ever taken out again.
PAIR_PROPERTY = "s2m2/pair"
HIDDEN_PROPERTY = "s2m2/hidden"


def add_match_to_project(
    result: protocol.MatchJson,
    out_dir: str,
    project: QgsProject,
    moving_layer: QgsMapLayer | None,
    reference_layer: QgsMapLayer | None,
) -> QgsLayerTreeGroup:
    """Add the tie points and the heatmap of the match in `out_dir` as a group on top of the layer tree.

    Args:
        moving_layer, reference_layer: the layers that were matched; None where the user has removed one.

    Returns:
        The group. A file that QGIS cannot open is left out of it.
    """
    pair = _pair(result)
    moving_name, reference_name = (
        layer.name() if layer is not None else info["name"]
        for layer, info in zip((moving_layer, reference_layer), pair)
    )
    key = "|".join(info["path"] for info in pair)
    remove_match_groups(project, key)

    group = project.layerTreeRoot().insertGroup(0, f"S2M2: {moving_name} → {reference_name}")
    group.setCustomProperty(PAIR_PROPERTY, key)
    tie_points = QgsVectorLayer(str(Path(out_dir) / names.TIE_POINTS_FILE), tr("Tie points (confidence)"), "ogr")
    heatmap = QgsRasterLayer(str(Path(out_dir) / names.HEATMAP_FILE), tr("Heatmap (probability)"), "gdal")
    for layer, style in ((tie_points, "tie_points.qml"), (heatmap, "heatmap.qml")):
        if layer.isValid():
            layer.loadNamedStyle(str(resource(f"styles/{style}")))
            layer.setCustomProperty(PAIR_PROPERTY, key)
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setExpanded(layer is tie_points)
    return group


def remove_match_groups(project: QgsProject, key: str) -> None:
    """Take earlier groups of this pair out of the project. Layers that the user put into them stay."""
    for group in [g for g in _match_groups(project) if g.customProperty(PAIR_PROPERTY) == key]:
        own = [
            node.layerId()
            for node in group.findLayers()
            if node.layer() is not None and node.layer().customProperty(PAIR_PROPERTY) == key
        ]
        project.removeMapLayers(own)
        if not group.children():
            group.parent().removeChildNode(group)


def hide_match_groups(project: QgsProject) -> None:
    """Hide what earlier matches found, so that the tie points of a new one can be seen as they come."""
    for group in _match_groups(project):
        if group.itemVisibilityChecked():
            group.setItemVisibilityChecked(False)
            group.setCustomProperty(HIDDEN_PROPERTY, True)


def unhide_match_groups(project: QgsProject) -> None:
    """Show the groups that `hide_match_groups` has hidden."""
    for group in _match_groups(project):
        if group.customProperty(HIDDEN_PROPERTY):
            group.setItemVisibilityChecked(True)
            group.removeCustomProperty(HIDDEN_PROPERTY)


def tie_point_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """The layers of tie points of all matches in the project, in the order of the layer tree."""
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    return [layer for layer in layers if is_tie_points(layer)]


def is_tie_points(layer: QgsMapLayer | None) -> bool:
    """Whether a layer is one of tie points that was added here and can be read."""
    return isinstance(layer, QgsVectorLayer) and layer.isValid() and bool(layer.customProperty(PAIR_PROPERTY))


def match_folder_of(layer: QgsVectorLayer) -> Path:
    """The folder of the match that a layer of tie points belongs to."""
    return Path(QgsProviderRegistry.instance().decodeUri("ogr", layer.source())["path"]).parent


def tie_points_of(match_dir: str, project: QgsProject) -> QgsVectorLayer | None:
    """The tie points of the match in a folder; None where the user has removed them."""
    folder = Path(match_dir)
    return next((layer for layer in tie_point_layers(project) if match_folder_of(layer) == folder), None)


def _match_groups(project: QgsProject) -> list[QgsLayerTreeGroup]:
    return [g for g in project.layerTreeRoot().findGroups(True) if g.customProperty(PAIR_PROPERTY)]


def insert_above(project: QgsProject, layer: QgsMapLayer, below: QgsMapLayer | None) -> QgsLayerTreeLayer:
    """Add a layer to the project right above another in the layer tree; on top where the other has gone."""
    project.addMapLayer(layer, False)
    root = project.layerTreeRoot()
    node = root.findLayer(below.id()) if below is not None else None
    if node is None:
        return root.insertLayer(0, layer)
    parent = node.parent()
    return parent.insertLayer(parent.children().index(node), layer)


def zoom_to_match(canvas: QgsMapCanvas, result: protocol.MatchJson, project: QgsProject) -> None:
    """Zoom the map to the area that was matched."""
    crs = QgsCoordinateReferenceSystem()
    crs.createFromUserInput(result["crs"])
    area = QgsRectangle(*result["grid"]["bbox"])
    to_map = QgsCoordinateTransform(crs, canvas.mapSettings().destinationCrs(), project)
    try:
        canvas.setExtent(to_map.transformBoundingBox(area))
    except QgsCsException:
        return  # the map's CRS does not reach there, so there is nothing to zoom to
    canvas.refresh()


def _pair(result: protocol.MatchJson) -> tuple[protocol.InputInfo, protocol.InputInfo]:
    """The inputs' descriptions: (moving, reference)."""
    by_role = {info["role"]: info for info in result["inputs"]}
    reference: protocol.Role = "optical" if result["moving"] == "sar" else "sar"
    return by_role[result["moving"]], by_role[reference]
