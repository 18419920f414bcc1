"""Layers of polygons and rasters as files that the engine reads as masks; what is no such file is exported."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsRasterLayer, QgsVectorFileWriter, QgsVectorLayer

from ..i18n import tr
from ..worker.leftovers import remove
from .layer_files import gdal_name

# Files of vector layers that the engine reads as they are.
_FORMATS = (".gpkg", ".geojson", ".json", ".shp", ".fgb", ".gml", ".kml")


@dataclass(frozen=True)
class MaskFile:
    """The name by which the engine opens a mask, and the folder of an export; "" for a layer's own file."""

    path: str
    folder: str = ""

    def remove(self) -> None:
        """Remove an export."""
        if self.folder:
            remove(Path(self.folder))


def mask_file(layer: QgsMapLayer, only_selected: bool = False) -> MaskFile:
    """Provide a layer as a file. Call this in the main thread.

    Args:
        only_selected: only the selected polygons.

    Raises:
        ValueError: the layer cannot be used as a mask; the text says why.
    """
    if isinstance(layer, QgsVectorLayer):
        own = "" if only_selected else _own_file(layer)
        return MaskFile(own) if own else _exported(layer, only_selected)
    return MaskFile(raster_file(layer))


def raster_file(layer: QgsMapLayer) -> str:
    """The name by which the engine opens a raster layer as QGIS shows it.

    Raises:
        ValueError: it has none; the text says what to do.
    """
    path = gdal_name(layer) if isinstance(layer, QgsRasterLayer) else ""
    if not path or layer.crs() != layer.dataProvider().crs():
        text = tr("“{name}” cannot be used here: it is not a raster file with this CRS. Export it (Layer > Save As).")
        raise ValueError(text.format(name=layer.name()))
    return path


def _own_file(layer: QgsVectorLayer) -> str:
    """The file of a vector layer that shows what its file holds; "" for all others."""
    changed = layer.isModified() or layer.subsetString() or layer.crs() != layer.dataProvider().crs()
    if changed or layer.providerType() != "ogr":
        return ""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path, name = str(parts.get("path") or ""), str(parts.get("layerName") or "")
    if not path.lower().endswith(_FORMATS) or parts.get("layerId") is not None or not os.path.isfile(path):
        return ""
    return f"{path}|layername={name}" if name else path


def _exported(layer: QgsVectorLayer, only_selected: bool) -> MaskFile:
    folder = tempfile.mkdtemp(prefix="s2m2-mask-")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "mask"
    options.onlySelectedFeatures = only_selected
    options.skipAttributeCreation = True
    path = os.path.join(folder, "mask.gpkg")
    context = QgsProject.instance().transformContext()
    status, reason, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, options)
    exported = MaskFile(path, folder)
    if status != QgsVectorFileWriter.WriterError.NoError:
        exported.remove()
        text = tr("“{name}” cannot be used as a mask: {reason}.")
        raise ValueError(text.format(name=layer.name(), reason=reason.rstrip(".")))
    return exported
