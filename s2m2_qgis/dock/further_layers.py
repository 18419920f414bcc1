"""The layers that a match can correct besides the moving layer, because they share its geometry."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer

from ..engine_files import names
from ..project.corrected_layer import local_file
from ..qt_compat import is_raster


def layers_like(moving: QgsRasterLayer, reference_id: str, project: QgsProject) -> list[QgsRasterLayer]:
    """The layers of other files, but the reference, with the CRS of `moving` and its extent to a pixel; by name."""
    layers = [layer for layer in project.mapLayers().values() if is_raster(layer) and layer.id() != reference_id]
    found = [layer for layer in layers if _is_like(layer, moving)]
    return sorted(found, key=lambda layer: str(layer.name()))


def corrected_name(layer: QgsRasterLayer) -> str:
    """The name of the file that the engine writes, in a folder of the user's, for a layer that is a file."""
    return f"{Path(local_file(layer)).stem}{names.CORRECTED_SUFFIX}.tif"


def _is_like(layer: QgsRasterLayer, moving: QgsRasterLayer) -> bool:
    path = local_file(layer)
    if not path or path == local_file(moving) or layer.crs() != moving.crs():
        return False
    own, other = layer.extent(), moving.extent()
    across = max(layer.rasterUnitsPerPixelX(), 0.0), max(layer.rasterUnitsPerPixelY(), 0.0)
    return bool(
        max(abs(own.xMinimum() - other.xMinimum()), abs(own.xMaximum() - other.xMaximum())) <= across[0]
        and max(abs(own.yMinimum() - other.yMinimum()), abs(own.yMaximum() - other.yMaximum())) <= across[1]
    )
