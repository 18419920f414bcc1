"""The parameters of s2m2:match that say on which ground layers are matched, and the files that they mean."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..i18n import tr
from ..jobs.calls import Ground
from ..project.mask_files import mask_file
from ..qt_compat import ADVANCED, ANY_LAYER, POLYGON_SOURCE

MASKS = "MASKS"
MASK_CLASSES = "MASK_CLASSES"
CUTLINE = "CUTLINE"


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


def mask_classes(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[int, ...]:
    """The values of raster masks that are left out.

    Raises:
        QgsProcessingException: a value is not an integer.
    """
    text = algorithm.parameterAsString(parameters, MASK_CLASSES, context)
    try:
        return tuple(int(number) for number in text.split(",")) if text.strip() else ()
    except ValueError:
        message = tr("“{text}” are not integers with commas between them, for example 3,8,9,10.")
        raise QgsProcessingException(message.format(text=text)) from None


def ground_of(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Ground:
    """Masks and cutline as files. Call this in the main thread.

    Raises:
        QgsProcessingException: a layer cannot be opened or cannot be used as a mask.
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
    try:
        masks = tuple(mask_file(layer) for layer in layers)
        return Ground(masks, None if cutline is None else mask_file(cutline))
    except ValueError as error:
        raise QgsProcessingException(str(error)) from error
