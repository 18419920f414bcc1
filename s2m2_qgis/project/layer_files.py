"""Provides QGIS layers as files that the engine can read.

Layers that GDAL reads are used directly. All others (web maps, databases, virtual rasters) are exported to a temporary
GeoTIFF for the extent that is needed. `layer_input` captures in the main thread what an export needs. `prepare` runs in
the task's thread and uses no layer, so the layer may be deleted meanwhile.
"""

from __future__ import annotations

import math
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterBlockFeedback,
    QgsRasterDataProvider,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QThread

from ..i18n import tr
from ..qt_compat import RASTER_WRITE_CANCELLED, RASTER_WRITTEN, WKT, is_rendered, set_creation_options
from ..worker.failures import WorkerFailure, cancelled
from ..worker.leftovers import remove
from .ground import distance_area

# Largest exports from a web service, and from a database or another source with its own pixels.
RENDERED_PIXELS_LIMIT = 4096 * 4096
DATA_PIXELS_LIMIT = 16384 * 16384
# Side of the export in pixels if neither this layer nor the other layer has a pixel size.
_UNKNOWN_SIDE = 2048
_BLOCK = 1024
_TILE = 256  # GDAL's default tile size
_POLL_S = 0.05


@dataclass(frozen=True)
class LayerExport:
    """Everything that is needed to write a layer to a file, once.

    Attributes:
        provider: clone of the layer's provider.
        extent: extent in the layer's CRS.
        width, height: size in pixels.
        size: size of the file in bytes.
    """

    provider: QgsRasterDataProvider
    extent: QgsRectangle
    width: int
    height: int
    crs: QgsCoordinateReferenceSystem
    size: int


@dataclass(frozen=True)
class LayerFile:
    """A layer as a file for the engine.

    Attributes:
        path: a local path or another name that GDAL opens.
        crs: the layer's CRS in QGIS, which may differ from that of the file: AUTHORITY:CODE or WKT; "" for none.
        name: name of the layer.
        note: a sentence if the export is coarser than the layer, else "".
        export: how to write the file at `path`; None if the file exists.
    """

    path: str
    crs: str
    name: str
    note: str = ""
    export: LayerExport | None = None

    @property
    def temporary(self) -> bool:
        """Whether `prepare` writes the file and `remove` removes it."""
        return self.export is not None

    def prepare(self, is_cancelled: Callable[[], bool]) -> None:
        """Write the file, if it is temporary. Call this in the task's thread.

        Raises:
            WorkerFailure: "empty_extent", "export_failed" or "cancelled"; no file remains then.
        """
        if self.export is None:
            return
        try:
            _write(self.export, self.path, self.name, is_cancelled)
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove the file, if it is temporary."""
        if self.export is not None:
            remove(Path(self.path).parent)


def layer_input(layer: QgsRasterLayer, extent: QgsRectangle | None = None, pixel_m: float | None = None) -> LayerFile:
    """Capture a layer for the engine. Call this in the main thread.

    Args:
        extent: the part that is needed if the layer has to be exported, in its own CRS; None: the whole layer.
        pixel_m: pixel size of an export, metres on the ground, if the layer has no pixels of its own (web maps).
    """
    crs = crs_text(layer.crs())
    path = gdal_name(layer)
    if path:
        return LayerFile(path, crs, layer.name())
    area = layer.extent() if extent is None else layer.extent().intersect(extent)
    width, height, reduced = _export_size(layer, area, pixel_m)
    note = ""
    if reduced > 1:
        note = tr("“{name}” is read with {factor:.1f} times larger pixels, because the area is large.")
        note = note.format(name=layer.name(), factor=reduced)
    # A clone, because the layer may be deleted while the task runs. The task's thread will take it.
    provider = layer.dataProvider().clone()
    provider.moveToThread(None)
    pixel_bytes = sum(provider.dataTypeSize(provider.dataType(band + 1)) for band in range(provider.bandCount()))
    stored = math.ceil(width / _TILE) * math.ceil(height / _TILE) * _TILE**2
    export = LayerExport(provider, area, width, height, layer.crs(), stored * pixel_bytes)
    folder = Path(tempfile.gettempdir()) / f"s2m2-{os.getpid()}-{os.urandom(6).hex()}"
    return LayerFile(str(folder / "layer.tif"), crs, layer.name(), note, export)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return AUTHORITY:CODE if every version of PROJ knows it, else WKT; "" for no CRS."""
    if not crs.isValid():
        return ""
    if crs.authid().startswith("EPSG:"):
        return str(crs.authid())
    return str(crs.toWkt(WKT))


def gdal_name(layer: QgsRasterLayer) -> str:
    """Return the name by which another process can open the layer's data with GDAL; "" if that is not possible."""
    source = layer.source()
    if layer.providerType() != "gdal" or source.lstrip().startswith("<"):
        return ""
    parts = QgsProviderRegistry.instance().decodeUri("gdal", source)
    # Only QGIS applies open options and credentials, and other processes cannot read files in its memory.
    if parts.get("openOptions") or parts.get("authcfg") or "|credential:" in source or "/vsimem/" in source:
        return ""
    return os.path.abspath(source) if os.path.exists(source) else str(source)


def ground_pixel_m(layer: QgsRasterLayer) -> float | None:
    """Return the size of the layer's own pixels at its centre, metres on the ground; None if it has none."""
    if not _has_own_pixels(layer):
        return None
    east, north = metres_per_unit(layer.crs(), layer.extent())
    return float(max(layer.rasterUnitsPerPixelX() * east, layer.rasterUnitsPerPixelY() * north))


# --- export -------------------------------------------------------------------------------------------------


def _has_own_pixels(layer: QgsRasterLayer) -> bool:
    provider = layer.dataProvider()
    return not is_rendered(provider) and provider.xSize() > 0 and provider.ySize() > 0


def _export_size(layer: QgsRasterLayer, area: QgsRectangle, pixel_m: float | None) -> tuple[int, int, float]:
    """Return columns and rows of the export, and the factor (at least 1) by which its pixels are enlarged."""
    if area.isEmpty() or not area.isFinite():
        return 0, 0, 1.0
    limit = RENDERED_PIXELS_LIMIT if is_rendered(layer.dataProvider()) else DATA_PIXELS_LIMIT
    if _has_own_pixels(layer):
        pixel_x, pixel_y = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    elif pixel_m:
        east, north = metres_per_unit(layer.crs(), area)
        pixel_x, pixel_y = pixel_m / east, pixel_m / north
    else:
        pixel_x = pixel_y = max(area.width(), area.height()) / _UNKNOWN_SIDE
    columns, rows = area.width() / pixel_x, area.height() / pixel_y
    reduced = max(1.0, math.sqrt(columns * rows / limit))
    return max(1, round(columns / reduced)), max(1, round(rows / reduced)), reduced


def metres_per_unit(crs: QgsCoordinateReferenceSystem, area: QgsRectangle) -> tuple[float, float]:
    """Return the length of a CRS unit, metres on the ellipsoid, eastward and northward at the area's centre."""
    measure = distance_area(crs, QgsProject.instance())
    centre, step = area.center(), max(area.width(), area.height()) / 100
    east = measure.measureLine(centre, QgsPointXY(centre.x() + step, centre.y())) / step
    north = measure.measureLine(centre, QgsPointXY(centre.x(), centre.y() + step)) / step
    return max(east, 1e-9), max(north, 1e-9)


def _write(export: LayerExport, path: str, name: str, is_cancelled: Callable[[], bool]) -> None:
    if export.width == 0:
        message = tr("“{name}” has no data in the area that is needed.").format(name=name)
        raise WorkerFailure("empty_extent", message, tr("Choose layers that show the same ground."), 2)
    try:
        Path(path).parent.mkdir(parents=True)
    except OSError as error:
        raise _export_failure(name, error.strerror or str(error)) from None
    export.provider.moveToThread(QThread.currentThread())
    pipe = QgsRasterPipe()
    pipe.set(export.provider)
    writer = QgsRasterFileWriter(path)
    writer.setOutputProviderKey("gdal")
    writer.setOutputFormat("GTiff")
    set_creation_options(writer, ["BIGTIFF=IF_SAFER", "TILED=YES"])
    # Blocks of this size are requested from a web service; cancelling is possible between them.
    writer.setMaxTileWidth(_BLOCK)
    writer.setMaxTileHeight(_BLOCK)
    feedback = QgsRasterBlockFeedback()
    context = QgsCoordinateTransformContext()
    # The writer releases Python's lock, so this thread can tell it to stop.
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(feedback, is_cancelled, done), name="s2m2 export", daemon=True)
    watcher.start()
    try:
        status = writer.writeRaster(pipe, export.width, export.height, export.extent, export.crs, context, feedback)
    finally:
        done.set()
        watcher.join()
    if feedback.isCanceled() or status == RASTER_WRITE_CANCELLED:
        raise cancelled()
    if status != RASTER_WRITTEN or feedback.errors():
        reason = "; ".join(feedback.errors()[:1]) or tr("QGIS reports error {number}").format(number=int(status))
        raise _export_failure(name, reason)


def _export_failure(name: str, reason: str) -> WorkerFailure:
    message = tr("“{name}” could not be written to a temporary file: {reason}.")
    hint = tr("Check that the layer is drawn on the map and that the disk is not full.")
    return WorkerFailure("export_failed", message.format(name=name, reason=reason.rstrip(".")), hint)


def _watch(feedback: QgsRasterBlockFeedback, is_cancelled: Callable[[], bool], done: threading.Event) -> None:
    while not done.wait(_POLL_S):
        if is_cancelled():
            feedback.cancel()
            return
