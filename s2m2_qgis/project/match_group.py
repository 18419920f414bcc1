"""A finished match in the project: a group on top of the layer tree with the styled tie points and heatmap.

A later match of the same pair is put on top of the earlier ones, which are hidden. Each group knows the folder of its
match and the matched layers, so that a project that is opened again can take them up.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
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
from qgis.PyQt.QtCore import QDateTime, Qt

from ..engine_files import names, protocol, resource
from ..i18n import tr
from ..qt_compat import is_raster
from .arrows import draw_arrows
from .ground import to_map

# Marks the groups and layers that this module adds.
PAIR_PROPERTY = "s2m2/pair"
HIDDEN_PROPERTY = "s2m2/hidden"
# Marks the layers of corrected rasters.
CORRECTED_PROPERTY = "s2m2/corrected"
# The folder of a group's match, relative to the project's folder where that is possible, and the ids of its layers.
FOLDER_PROPERTY = "s2m2/folder"
MOVING_PROPERTY, REFERENCE_PROPERTY = "s2m2/moving", "s2m2/reference"


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
    layers = moving_layer, reference_layer
    pair = input_infos(result)
    titles = [layer.name() if layer is not None else info["name"] for layer, info in zip(layers, pair)]
    key = "|".join(info["path"] for info in pair)
    for earlier in match_groups(project):
        if earlier.customProperty(PAIR_PROPERTY) == key:
            earlier.setItemVisibilityChecked(False)
            earlier.setExpanded(False)

    name = f"S2M2: {titles[0]} → {titles[1]}, {when_and_how(result, Path(out_dir))}"
    group = project.layerTreeRoot().insertGroup(0, name)
    group.setCustomProperty(PAIR_PROPERTY, key)
    for layer, wanted in zip(layers, (MOVING_PROPERTY, REFERENCE_PROPERTY)):
        if layer is not None:
            group.setCustomProperty(wanted, layer.id())
    tie_points = QgsVectorLayer(str(Path(out_dir) / names.TIE_POINTS_FILE), tr("Tie points (confidence)"), "ogr")
    heatmap = QgsRasterLayer(str(Path(out_dir) / names.HEATMAP_FILE), tr("Heatmap (probability)"), "gdal")
    for layer in (tie_points, heatmap):
        if layer.isValid():
            if layer is tie_points:
                draw_arrows(tie_points)
            else:
                layer.loadNamedStyle(str(resource("styles/heatmap.qml")))
            layer.setCustomProperty(PAIR_PROPERTY, key)
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setExpanded(layer is tie_points)
    remember_folder(group, Path(out_dir), project)
    return group


def when_and_how(result: protocol.MatchJson, folder: Path) -> str:
    """Return what tells matches of one pair apart: when it was made, and by which model."""
    made = QDateTime.fromString(result.get("created", ""), Qt.DateFormat.ISODate).toLocalTime()
    if not made.isValid():
        # Of an earlier version. A refit replaces result.json, but not the heatmap.
        files = [folder / name for name in (names.HEATMAP_FILE, names.RESULT_FILE)]
        written = next((os.path.getmtime(file) for file in files if file.is_file()), None)
        made = made if written is None else QDateTime.fromSecsSinceEpoch(int(written))
    when = f"{made.toString('yyyy-MM-dd HH:mm')}, " if made.isValid() else ""
    return when + result["model"]["name"]


def remember_folder(group: QgsLayerTreeGroup, folder: Path, project: QgsProject) -> None:
    """Note the folder of a group's match in the group, so that it is found again wherever the project is copied to."""
    home, path = project.homePath(), str(folder)
    if home:
        with contextlib.suppress(ValueError):  # it lies on another drive
            path = os.path.relpath(path, home)
    group.setCustomProperty(FOLDER_PROPERTY, path.replace(os.sep, "/"))


def folder_of_group(group: QgsLayerTreeGroup, project: QgsProject) -> Path | None:
    """Return the folder of a group's match: where its tie points are read, or else what the group has noted."""
    for node in group.findLayers():
        if is_tie_points(node.layer()):
            return match_folder_of(node.layer())
    noted = str(group.customProperty(FOLDER_PROPERTY) or "")
    return Path(os.path.normpath(os.path.join(project.homePath(), noted))) if noted else None


def hide_match_groups(project: QgsProject) -> None:
    """Hide the results of earlier matches, so that the tie points of a new match are visible when they arrive."""
    for group in match_groups(project):
        if group.itemVisibilityChecked():
            group.setItemVisibilityChecked(False)
            group.setCustomProperty(HIDDEN_PROPERTY, True)


def unhide_match_groups(project: QgsProject) -> None:
    """Show the groups that `hide_match_groups` has hidden."""
    for group in match_groups(project):
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


def heatmap_of(match_dir: str, project: QgsProject) -> QgsMapLayer | None:
    """Return the heatmap layer of the match in a folder; None if the user has removed it."""
    file = Path(match_dir) / names.HEATMAP_FILE
    layers = (layer for layer in project.mapLayers().values() if layer.customProperty(PAIR_PROPERTY))
    return next((layer for layer in layers if is_raster(layer) and Path(layer.source()) == file), None)


def reload_tie_points(match_dir: str, project: QgsProject) -> None:
    """Show what the file of tie points of the match in a folder holds now, after the engine has written into it."""
    layer = tie_points_of(match_dir, project)
    if layer is not None:
        selected = layer.selectedFeatureIds()
        layer.reload()
        layer.selectByIds(selected)  # QGIS forgets it when it reads a layer again
        layer.updateFields()  # a refit of a file of an earlier version adds the residuals
        draw_arrows(layer)


def match_groups(project: QgsProject) -> list[QgsLayerTreeGroup]:
    """Return the groups of all matches in the project, from the top of the layer tree."""
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
    try:
        canvas.setExtent(to_map(crs, canvas, project).transformBoundingBox(area))
    except QgsCsException:
        return  # the area is outside the domain of the map's CRS
    canvas.refresh()


def input_infos(result: protocol.MatchJson) -> tuple[protocol.InputInfo, protocol.InputInfo]:
    """Return the descriptions of the inputs (moving, reference)."""
    by_role = {info["role"]: info for info in result["inputs"]}
    reference: protocol.Role = "optical" if result["moving"] == "sar" else "sar"
    return by_role[result["moving"]], by_role[reference]
