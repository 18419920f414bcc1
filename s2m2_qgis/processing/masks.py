"""The parameters of s2m2:match that say on which ground layers are matched, and the files that they mean."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..i18n import tr
from ..project.layer_files import gdal_name
from ..qt_compat import ADVANCED, ANY_LAYER, POLYGON_SOURCE

MASKS = "MASKS"
MASK_CLASSES = "MASK_CLASSES"
CUTLINE = "CUTLINE"
# Files of vector layers that the engine reads as they are; layers of other sources are exported.
_FORMATS = ("gpkg", "geojson", "json", "shp", "fgb", "gml", "kml")
_EXPORT = "gpkg"


def mask_parameters() -> list[QgsProcessingParameterDefinition]:
    """The parameters of masks, all optional."""
    masks = QgsProcessingParameterMultipleLayers(MASKS, tr("Masks: ground to leave out"), ANY_LAYER, optional=True)
    masks.setHelp(
        tr(
            "Clouds, water or anything else that must not be matched: polygons, or rasters that are not zero there. Of "
            "a scene classification of Sentinel-2 (SCL), clouds and their shadows are left out."
        )
    )
    cutline = QgsProcessingParameterVectorLayer(
        CUTLINE, tr("Cutline: polygons of the ground to match"), [POLYGON_SOURCE], optional=True
    )
    cutline.setHelp(tr("Tie points are placed only inside these polygons, as the moving layer shows the ground."))
    classes = QgsProcessingParameterString(MASK_CLASSES, tr("Values of raster masks to leave out"), optional=True)
    classes.setHelp(tr("Integers, with commas between them, for example 3,8,9,10. All but zero if not set."))
    classes.setFlags(classes.flags() | ADVANCED)
    return [masks, cutline, classes]


def mask_fields(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    """What the parameters say, as fields of a `MatchRequest`. Call this in the main thread.

    Raises:
        QgsProcessingException: a layer cannot be opened or is no file, or a value is not an integer.
    """
    layers: list[QgsMapLayer] = algorithm.parameterAsLayerList(parameters, MASKS, context)
    given = parameters.get(MASKS)
    if isinstance(given, (list, tuple)) and len(given) != len(layers):
        raise QgsProcessingException(
            tr("One of these masks cannot be opened: {sources}. Check that they exist.").format(
                sources=", ".join(map(str, given))
            )
        )
    cutline = algorithm.parameterAsVectorLayer(parameters, CUTLINE, context)
    return {
        "masks": tuple(_file(layer, context, feedback) for layer in layers),
        "mask_classes": _classes(algorithm.parameterAsString(parameters, MASK_CLASSES, context)),
        "cutline": "" if cutline is None else _file(cutline, context, feedback),
    }


def _classes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(number) for number in text.split(",")) if text.strip() else ()
    except ValueError:
        message = tr("“{text}” are not integers with commas between them, for example 3,8,9,10.")
        raise QgsProcessingException(message.format(text=text)) from None


def _file(layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> str:
    """The name by which the engine opens a layer; a layer that is no file, or is not as its file, is exported."""
    if isinstance(layer, QgsVectorLayer):
        as_in_file = not layer.isModified() and layer.crs() == layer.dataProvider().crs()
        path, name = QgsProcessingUtils.convertToCompatibleFormatAndLayerName(
            layer, False, "mask", _FORMATS if as_in_file else (), _EXPORT, context, feedback
        )
        # QGIS names the layer of the source also where it has exported it, to a file with one layer.
        own = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path")
        return f"{path}|layername={name}" if name and path == own else str(path)
    path = gdal_name(layer) if isinstance(layer, QgsRasterLayer) else ""
    if not path or layer.crs() != layer.dataProvider().crs():
        message = tr(
            "“{name}” cannot be used as a mask: it is not a raster file with this CRS. Export it (Layer > Save As)."
        )
        raise QgsProcessingException(message.format(name=layer.name()))
    return path
