"""The pixels in which a layer that is no file is exported: its own, or those that fit the other layer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRasterLayer, QgsRectangle

from ..qt_compat import is_rendered
from .ground import distance_area

# Largest exports from a web service, and from a database or another source with its own pixels.
RENDERED_PIXELS_LIMIT = 4096 * 4096
DATA_PIXELS_LIMIT = 16384 * 16384
# A web map with pixels that are more times larger than those of the other layer would not do.
COARSEST = 4.0
# At the size of the tiles' own pixels, Qt would draw every tile at a whole pixel, up to half a pixel off its place.
_BELOW_TILES = 0.95
# Side of the export in pixels if neither this layer nor the other layer has a pixel size.
_UNKNOWN_SIDE = 2048
# Part of a pixel by which an extent may lie off a pixel's edge because numbers are rounded.
_ROUNDING = 1e-3


@dataclass(frozen=True)
class ExportGrid:
    """The extent of an export in the layer's CRS, its columns and rows (0 if there is no data to export).

    `reduced` is the factor (at least 1) by which its pixels are larger than those that are wanted. `refused`: a web
    service would have to send more than should be asked of it.
    """

    extent: QgsRectangle
    width: int = 0
    height: int = 0
    reduced: float = 1.0
    refused: bool = False


def export_grid(layer: QgsRasterLayer, area: QgsRectangle, pixel_m: float | None) -> ExportGrid:
    """Return the pixels for `area`, a part of a layer's extent.

    Args:
        pixel_m: their size, metres on the ground, if the layer has none of its own (web maps).
    """
    if area.isEmpty() or not area.isFinite():
        return ExportGrid(area)
    if has_own_pixels(layer):
        return _own_grid(layer, area)
    if pixel_m:
        wanted = pixel_m / max(metres_per_unit(layer.crs(), area))
    else:
        wanted = max(area.width(), area.height()) / _UNKNOWN_SIDE
    return _rendered_grid(area, wanted, sorted(layer.dataProvider().nativeResolutions()))


def has_own_pixels(layer: QgsRasterLayer) -> bool:
    """Whether a layer has data in pixels, and no picture that is drawn in any size."""
    provider = layer.dataProvider()
    return not is_rendered(provider) and provider.xSize() > 0 and provider.ySize() > 0


def ground_pixel_m(layer: QgsRasterLayer) -> float | None:
    """Return the size of the layer's own pixels at its centre, metres on the ground; None if it has none."""
    if not has_own_pixels(layer):
        return None
    east, north = metres_per_unit(layer.crs(), layer.extent())
    return float(max(layer.rasterUnitsPerPixelX() * east, layer.rasterUnitsPerPixelY() * north))


def metres_per_unit(crs: QgsCoordinateReferenceSystem, area: QgsRectangle) -> tuple[float, float]:
    """Return the length of a CRS unit, metres on the ellipsoid, eastward and northward at the area's centre."""
    measure = distance_area(crs, QgsProject.instance())
    centre, step = area.center(), max(area.width(), area.height()) / 100
    east = measure.measureLine(centre, QgsPointXY(centre.x() + step, centre.y())) / step
    north = measure.measureLine(centre, QgsPointXY(centre.x(), centre.y() + step)) / step
    return max(east, 1e-9), max(north, 1e-9)


def _own_grid(layer: QgsRasterLayer, area: QgsRectangle) -> ExportGrid:
    """The layer's pixels that touch the area; providers take the nearest one, so others would be shifted."""
    whole, across, along = layer.extent(), layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    first = math.floor((area.xMinimum() - whole.xMinimum()) / across + _ROUNDING)
    last = math.ceil((area.xMaximum() - whole.xMinimum()) / across - _ROUNDING)
    top = math.floor((whole.yMaximum() - area.yMaximum()) / along + _ROUNDING)
    bottom = math.ceil((whole.yMaximum() - area.yMinimum()) / along - _ROUNDING)
    west, north = whole.xMinimum() + first * across, whole.yMaximum() - top * along
    extent = QgsRectangle(west, whole.yMaximum() - bottom * along, whole.xMinimum() + last * across, north)
    columns, rows = max(1, last - first), max(1, bottom - top)
    reduced = max(1.0, math.sqrt(columns * rows / DATA_PIXELS_LIMIT))
    return ExportGrid(extent, max(1, round(columns / reduced)), max(1, round(rows / reduced)), reduced)


def _rendered_grid(area: QgsRectangle, wanted: float, zoom_levels: list[float]) -> ExportGrid:
    """Pixels of the `wanted` size or, of tiles, those of the coarsest zoom level that is as fine, if it has one.

    The pixels are square, because providers draw no others in their places.
    """
    smallest = math.sqrt(area.width() * area.height() / RENDERED_PIXELS_LIMIT)
    sizes = [size * _BELOW_TILES for size in zoom_levels] or [wanted, smallest]
    fine = max((size for size in sizes if size <= wanted), default=min(sizes))
    pixel = min((size for size in sizes if size >= max(fine, smallest)), default=math.inf)
    if math.isinf(pixel):  # not even the coarsest zoom level is coarse enough
        return ExportGrid(area, 1, 1, refused=True)
    columns, rows = math.ceil(area.width() / pixel), math.ceil(area.height() / pixel)
    west, north = area.xMinimum(), area.yMaximum()
    extent = QgsRectangle(west, north - rows * pixel, west + columns * pixel, north)
    reduced = max(1.0, pixel / max(wanted, min(sizes)))
    return ExportGrid(extent, columns, rows, reduced, refused=reduced > COARSEST)
