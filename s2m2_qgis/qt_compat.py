"""Hides the differences between QGIS 3 (Qt 5) and QGIS 4 (Qt 6), and between QGIS versions, in one place."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsMapLayerServerProperties,
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsRasterDataProvider,
    QgsRasterFileWriter,
    QgsTask,
    QgsWkbTypes,
)

try:  # Qt 6 moved them
    from qgis.PyQt.QtGui import QUndoCommand as QUndoCommand
    from qgis.PyQt.QtGui import QUndoStack as QUndoStack
except ImportError:
    from qgis.PyQt.QtWidgets import QUndoCommand as QUndoCommand
    from qgis.PyQt.QtWidgets import QUndoStack as QUndoStack

try:  # QGIS >= 3.30 moved the enums of several classes to Qgis
    RASTER_LAYER: Any = Qgis.LayerType.Raster
    VECTOR_LAYER: Any = Qgis.LayerType.Vector
    LINE_GEOMETRY: Any = Qgis.GeometryType.Line
    POLYGON_GEOMETRY: Any = Qgis.GeometryType.Polygon
except AttributeError:
    from qgis.core import QgsMapLayerType

    RASTER_LAYER = QgsMapLayerType.RasterLayer
    VECTOR_LAYER = QgsMapLayerType.VectorLayer
    LINE_GEOMETRY = QgsWkbTypes.GeometryType.LineGeometry
    POLYGON_GEOMETRY = QgsWkbTypes.GeometryType.PolygonGeometry

try:  # QGIS >= 3.34
    RASTER_FILTER: Any = Qgis.LayerFilter.RasterLayer
    POLYGON_FILTER: Any = Qgis.LayerFilter.PolygonLayer
    MASK_FILTER: Any = Qgis.LayerFilters(RASTER_FILTER) | POLYGON_FILTER
except AttributeError:
    RASTER_FILTER = QgsMapLayerProxyModel.Filter.RasterLayer
    POLYGON_FILTER = QgsMapLayerProxyModel.Filter.PolygonLayer
    MASK_FILTER = QgsMapLayerProxyModel.Filters(RASTER_FILTER) | POLYGON_FILTER

try:  # QGIS >= 3.36
    RASTER_SOURCE: Any = Qgis.ProcessingSourceType.Raster
    POLYGON_SOURCE: Any = Qgis.ProcessingSourceType.VectorPolygon
    ANY_LAYER: Any = Qgis.ProcessingSourceType.MapLayer
    ANY_VECTOR: Any = Qgis.ProcessingSourceType.Vector
except AttributeError:
    RASTER_SOURCE = QgsProcessing.SourceType.TypeRaster
    POLYGON_SOURCE = QgsProcessing.SourceType.TypeVectorPolygon
    ANY_LAYER = QgsProcessing.SourceType.TypeMapLayer
    ANY_VECTOR = QgsProcessing.SourceType.TypeVector

try:
    RASTER_WRITTEN: Any = Qgis.RasterFileWriterResult.Success
    RASTER_WRITE_CANCELLED: Any = Qgis.RasterFileWriterResult.Canceled
except AttributeError:
    RASTER_WRITTEN = QgsRasterFileWriter.WriterError.NoError
    RASTER_WRITE_CANCELLED = QgsRasterFileWriter.WriterError.WriteCanceled

try:  # QGIS >= 3.26
    TASK_FLAGS: Any = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent
except AttributeError:
    TASK_FLAGS = QgsTask.Flag.CanCancel

# QGIS 3.36 changed the scoped names of these; the unscoped names are the same in all versions.
ADVANCED: Any = QgsProcessingParameterDefinition.FlagAdvanced
WKT: Any = QgsCoordinateReferenceSystem.WKT_PREFERRED


def as_int(flags: Any) -> int:
    """Flags as the number that Qt's tables and painters take: an enumeration in PyQt6, which `int` refuses."""
    value = getattr(flags, "value", flags)
    return int(value)


def is_raster(layer: QgsMapLayer) -> bool:
    """Whether `layer` is a raster layer that QGIS could load."""
    return bool(layer.type() == RASTER_LAYER and layer.isValid())


def set_creation_options(writer: QgsRasterFileWriter, options: list[str]) -> None:
    """Set the options, NAME=VALUE, of the GDAL driver that writes the file."""
    # QGIS 3.44 renamed the method after GDAL's term.
    (getattr(writer, "setCreationOptions", None) or writer.setCreateOptions)(options)


def attribution_of(layer: QgsMapLayer) -> str:
    """The attribution in a layer's properties."""
    # QGIS 3.38 moved it.
    return str(
        (layer.serverProperties() if hasattr(QgsMapLayerServerProperties, "attribution") else layer).attribution()
    )


def is_rendered(provider: QgsRasterDataProvider) -> bool:
    """Whether the provider returns colours, as web maps do, and not data."""
    return provider.dataType(1) in (Qgis.DataType.ARGB32, Qgis.DataType.ARGB32_Premultiplied)
