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

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProviderRegistry,
    QgsRasterBlockFeedback,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QThread

from ..i18n import tr
from ..qt_compat import RASTER_WRITE_CANCELLED, RASTER_WRITTEN, WKT, attribution_of, is_rendered, set_creation_options
from ..worker.failures import WorkerFailure, cancelled
from ..worker.leftovers import remove
from .export_grid import ExportGrid, export_grid

_BLOCK = 1024
_TILE = 256  # GDAL's default tile size
_POLL_S = 0.05
_COVERAGES = "wcs"  # the provider whose data come from a server
# Pixels along a side that are looked at for missing parts, and the share of them from which on that is said.
_LOOKED_AT = 512
_WORTH_SAYING = 0.01


@dataclass(frozen=True)
class LayerExport:
    """Everything that is needed to write a layer to a file, once.

    Attributes:
        pipe: holds, and at the end deletes, a clone of the layer's provider.
        grid: its pixels, in the layer's CRS.
        size: size of the file in bytes.
        attribution: who has rights in the layer, as its properties say it; the file says it, too.
    """

    pipe: QgsRasterPipe
    grid: ExportGrid
    crs: QgsCoordinateReferenceSystem
    size: int
    attribution: str = ""


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

    def prepare(self, is_cancelled: Callable[[], bool]) -> str:
        """Write the file, if it is temporary. Call this in the task's thread.

        Returns:
            A sentence if a part of the area is missing, else "".

        Raises:
            WorkerFailure: "empty_extent", "export_failed", "web_area_too_large", "no_picture" or "cancelled"; no file
                remains then.
        """
        if self.export is None:
            return ""
        try:
            _write(self.export, self.path, self.name, is_cancelled)
            return _missing_part(self.export, self.path, self.name)
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
    grid = export_grid(layer, area, pixel_m)
    # A clone, because the layer may be deleted while the task runs. The task's thread will take it.
    provider = layer.dataProvider().clone()
    provider.moveToThread(None)
    pipe = QgsRasterPipe()
    pipe.set(provider)
    pixel_bytes = sum(provider.dataTypeSize(provider.dataType(band + 1)) for band in range(provider.bandCount()))
    stored = math.ceil(grid.width / _TILE) * math.ceil(grid.height / _TILE) * _TILE**2
    export = LayerExport(pipe, grid, layer.crs(), stored * pixel_bytes, _attribution(layer))
    folder = Path(tempfile.gettempdir()) / f"s2m2-{os.getpid()}-{os.urandom(6).hex()}"
    return LayerFile(str(folder / "layer.tif"), crs, layer.name(), _note(layer, grid), export)


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


# --- export -------------------------------------------------------------------------------------------------


def _attribution(layer: QgsRasterLayer) -> str:
    """Who has rights in a layer, as its properties say it."""
    said = [attribution_of(layer), *layer.metadata().rights()]
    return "; ".join(dict.fromkeys(filter(None, (" ".join(one.split()) for one in said))))


def _note(layer: QgsRasterLayer, grid: ExportGrid) -> str:
    if grid.reduced <= 1.0:
        return ""
    note = tr("“{name}” is read with {factor:.1f} times larger pixels, because the area is large.")
    return str(note.format(name=layer.name(), factor=grid.reduced))


def _write(export: LayerExport, path: str, name: str, is_cancelled: Callable[[], bool]) -> None:
    grid = export.grid
    if grid.width == 0:
        message = tr("“{name}” has no data in the area that is needed.").format(name=name)
        raise WorkerFailure("empty_extent", message, tr("Choose layers that show the same ground."), 2)
    if grid.refused:
        message = tr("“{name}” is a web map, and the area is too large to ask its server for it.").format(name=name)
        raise WorkerFailure("web_area_too_large", message, tr("Choose a smaller area, or a file as the layer."), 2)
    try:
        Path(path).parent.mkdir(parents=True)
    except OSError as error:
        raise _export_failure(name, error.strerror or str(error)) from None
    export.pipe.provider().moveToThread(QThread.currentThread())
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
        status = writer.writeRaster(export.pipe, grid.width, grid.height, grid.extent, export.crs, context, feedback)
    finally:
        done.set()
        watcher.join()
    if feedback.isCanceled() or status == RASTER_WRITE_CANCELLED:
        raise cancelled()
    if status != RASTER_WRITTEN or feedback.errors():
        reason = "; ".join(feedback.errors()[:1]) or tr("QGIS reports error {number}").format(number=int(status))
        raise _export_failure(name, reason)
    if export.attribution:
        written = gdal.OpenEx(path, gdal.OF_UPDATE)
        written.SetMetadataItem("TIFFTAG_COPYRIGHT", export.attribution)


def _missing_part(export: LayerExport, path: str, name: str) -> str:
    """A sentence if a web service has sent only a part of what it was asked for; QGIS fills the rest with zeros.

    Raises:
        WorkerFailure: "no_picture": it has sent nothing.
    """
    provider = export.pipe.provider()
    rendered = is_rendered(provider)
    if not rendered and provider.name() != _COVERAGES:
        return ""
    dataset = gdal.OpenEx(path)
    columns, rows = (min(side, _LOOKED_AT) for side in (dataset.RasterXSize, dataset.RasterYSize))
    opacity = dataset.GetRasterBand(dataset.RasterCount).ReadAsArray(buf_xsize=columns, buf_ysize=rows)
    missing = float((opacity == 0).mean())
    if missing == 1.0:
        message = tr("The server of “{name}” has sent no picture of the area.").format(name=name)
        hint = tr("Look whether the layer is drawn on the map there. The server may be down, or refuse you.")
        raise WorkerFailure("no_picture", message, hint)
    if not rendered or missing < _WORTH_SAYING:  # zeros in a coverage may be its data
        return ""
    text = tr("The server of “{name}” has sent no picture for {percent} % of the area, which is not matched.")
    return str(text.format(name=name, percent=math.ceil(100 * missing)))


def _export_failure(name: str, reason: str) -> WorkerFailure:
    message = tr("“{name}” could not be written to a temporary file: {reason}.")
    hint = tr("Check that the layer is drawn on the map and that the disk is not full.")
    return WorkerFailure("export_failed", message.format(name=name, reason=reason.rstrip(".")), hint)


def _watch(feedback: QgsRasterBlockFeedback, is_cancelled: Callable[[], bool], done: threading.Event) -> None:
    while not done.wait(_POLL_S):
        if is_cancelled():
            feedback.cancel()
            return
