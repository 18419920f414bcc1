"""Several rasters as one layer to match: a VRT beside them, which copies no pixels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer

from ..i18n import tr, tr_count
from .mask_files import raster_file
from .output_paths import free_path, safe_name


def make_mosaic(layers: Sequence[QgsRasterLayer], folder: Path) -> QgsRasterLayer:
    """Write a VRT of raster layers, the topmost first, and return a layer of it, which is not yet in the project.

    It has the finest pixels of its parts, and the style of the first.

    Raises:
        ValueError: fewer than two layers, layers that do not fit together, or a folder that cannot be written; the text
            says why.
    """
    if len(layers) < 2:
        raise ValueError(tr("Select two or more raster layers that are to be matched as one."))
    files = [raster_file(layer) for layer in layers]
    first = layers[0]
    for layer in layers[1:]:
        if layer.crs() != first.crs() or _kind(layer) != _kind(first):
            text = tr("“{name}” has another CRS, other bands or another data type than “{first}”.")
            raise ValueError(text.format(name=layer.name(), first=first.name()))
    more = len(layers) - 1
    name = f"{first.name()} {tr_count('and {count} more', more).format(count=more)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = free_path(folder / safe_name(name), ".vrt")
        # Later sources cover earlier ones.
        written = gdal.BuildVRT(str(path), files[::-1], resolution="highest")
    except (OSError, RuntimeError) as error:  # GDAL raises exceptions if another plugin wants it
        raise ValueError(_unwritable(folder, str(error))) from None
    if written is None:
        raise ValueError(_unwritable(folder, gdal.GetLastErrorMsg()))
    written = None  # GDAL writes the file when its dataset goes
    mosaic = QgsRasterLayer(str(path), name)
    if not mosaic.isValid():
        raise ValueError(_unwritable(folder, tr("QGIS cannot open it")))
    mosaic.setRenderer(first.renderer().clone())
    return mosaic


def add_above(mosaic: QgsRasterLayer, project: QgsProject) -> None:
    """Add the layer of a mosaic to the project, above all others."""
    project.addMapLayer(mosaic, False)
    project.layerTreeRoot().insertLayer(0, mosaic)


def _kind(layer: QgsRasterLayer) -> list[int]:
    provider = layer.dataProvider()
    return [int(provider.sourceDataType(band)) for band in range(1, layer.bandCount() + 1)]


def _unwritable(folder: Path, reason: str) -> str:
    text = tr("The mosaic cannot be written into “{folder}”: {reason}.")
    return text.format(folder=folder, reason=reason.rstrip(".") or tr("GDAL gives no reason"))
