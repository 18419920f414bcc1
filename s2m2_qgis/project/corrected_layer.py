"""The corrected raster in the project, which is added above the unchanged original with the original's style.

On Windows a file that is open cannot be replaced. Layers of the file therefore close it before a correction is written
and open it again afterwards. They keep their place and style.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from qgis.core import QgsDataProvider, QgsMapLayerStyle, QgsProject, QgsProviderRegistry, QgsRasterLayer

from ..i18n import tr
from .match_group import CORRECTED_PROPERTY, insert_above


class ReleasedFiles:
    """Layers of `project` that show one of the files `paths`. They close it until `restore` is called."""

    def __init__(self, paths: Iterable[str], project: QgsProject) -> None:
        self._project = project
        self._sources: dict[str, str] = {}
        for path in paths:
            for layer in layers_of_file(path, project):
                self._sources[layer.id()] = layer.source()
                _set_source(layer, "")

    def restore(self) -> list[QgsRasterLayer]:
        """Open the file again in all layers that are still in the project, and return these layers."""
        layers = []
        for layer_id, source in self._sources.items():
            layer = self._project.mapLayer(layer_id)
            if layer is not None:
                _set_source(layer, source)
                layer.triggerRepaint()
                layers.append(layer)
        self._sources = {}
        return layers


def layers_of_file(path: str, project: QgsProject) -> list[QgsRasterLayer]:
    """Return the raster layers of the project that read the local file `path`."""
    return [
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsRasterLayer) and _same_file(local_file(layer), path)
    ]


def local_file(layer: QgsRasterLayer) -> str:
    """Return the local file that a GDAL layer reads; "" for other providers and files inside archives."""
    if layer.providerType() != "gdal":
        return ""
    parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
    path = str(parts.get("path") or "")
    return path if path and not parts.get("vsiPrefix") and os.path.isabs(path) else ""


def show_corrected(path: str, original: QgsRasterLayer | None, project: QgsProject) -> QgsRasterLayer | None:
    """Add the corrected raster above the original, with its style. Return None if QGIS cannot open the file."""
    name = os.path.splitext(os.path.basename(path))[0]
    if original is not None:
        name = tr("{name} (corrected)").format(name=original.name())
    layer = QgsRasterLayer(path, name, "gdal")
    if not layer.isValid():
        return None
    if original is not None and original.providerType() == "gdal":
        style = QgsMapLayerStyle()
        style.readFromLayer(original)
        style.writeToLayer(layer)
    layer.setCustomProperty(CORRECTED_PROPERTY, True)
    insert_above(project, layer, original)
    return layer


def _set_source(layer: QgsRasterLayer, source: str) -> None:
    layer.setDataSource(source, layer.name(), "gdal", QgsDataProvider.ProviderOptions(), False)


def _same_file(a: str, b: str) -> bool:
    if not a or not b:
        return False
    try:
        return os.path.samefile(a, b)
    except OSError:
        return os.path.normcase(os.path.abspath(a)) == os.path.normcase(os.path.abspath(b))
