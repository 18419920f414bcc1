"""A finished match in the project: a group on top of the layer tree with the styled tie points and heatmap.

A later match of the same pair replaces the earlier group, but the earlier files are kept.
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

# Marks the groups and layers that this module adds, because only those may be removed again.
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
        moving_layer, reference_layer: the matched layers; None if the user has removed a layer.

    Returns:
        The group. It does not contain files that QGIS cannot open.
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
    """Remove earlier groups of this pair from the project. Layers that the user added to them stay."""
    for group in [group for group in _match_groups(project) if group.customProperty(PAIR_PROPERTY) == key]:
        own = [
            node.layerId()
            for node in group.findLayers()
            if node.layer() is not None and node.layer().customProperty(PAIR_PROPERTY) == key
        ]
        project.removeMapLayers(own)
        if not group.children():
            group.parent().removeChildNode(group)


def hide_match_groups(project: QgsProject) -> None:
    """Hide the results of earlier matches, so that the tie points of a new match are visible when they arrive."""
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
    """Return the tie point layers of all matches in the project, in the order of the layer tree."""
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    return [layer for layer in layers if is_tie_points(layer)]


def is_tie_points(layer: QgsMapLayer | None) -> bool:
    """Return whether a layer is a tie point layer that this module added and that can be read."""
    return isinstance(layer, QgsVectorLayer) and layer.isValid() and bool(layer.customProperty(PAIR_PROPERTY))


def match_folder_of(layer: QgsVectorLayer) -> Path:
    """Return the folder of the match that a tie point layer belongs to."""
    return Path(QgsProviderRegistry.instance().decodeUri("ogr", layer.source())["path"]).parent


def tie_points_of(match_dir: str, project: QgsProject) -> QgsVectorLayer | None:
    """Return the tie point layer of the match in a folder; None if the user has removed it."""
    folder = Path(match_dir)
    return next((layer for layer in tie_point_layers(project) if match_folder_of(layer) == folder), None)


def reload_tie_points(match_dir: str, project: QgsProject) -> None:
    """Show what the file of tie points of the match in a folder holds now, after the engine has written into it."""
    layer = tie_points_of(match_dir, project)
    if layer is not None:
        layer.reload()
        layer.triggerRepaint()


def _match_groups(project: QgsProject) -> list[QgsLayerTreeGroup]:
    return [group for group in project.layerTreeRoot().findGroups(True) if group.customProperty(PAIR_PROPERTY)]


def insert_above(project: QgsProject, layer: QgsMapLayer, below: QgsMapLayer | None) -> QgsLayerTreeLayer:
    """Add a layer to the project above another layer in the layer tree; on top if the other has been removed."""
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
        return  # the area is outside the domain of the map's CRS
    canvas.refresh()


def _pair(result: protocol.MatchJson) -> tuple[protocol.InputInfo, protocol.InputInfo]:
    """Return the descriptions of the inputs (moving, reference)."""
    by_role = {info["role"]: info for info in result["inputs"]}
    reference: protocol.Role = "optical" if result["moving"] == "sar" else "sar"
    return by_role[result["moving"]], by_role[reference]
