"""The algorithm s2m2:correct applies the transform of a match to a raster."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..engine_files import names, protocol
from ..i18n import tr
from ..jobs.calls import CorrectInputs, run_correct
from ..jobs.capture import correct_inputs
from ..json_files import read_json
from ..worker.client import new_id
from .base import WorkerAlgorithm

# What is read of result.json before the engine reads all of it.
_RESULT = {"grid": {"bbox": (float, float, float, float), "pixel_m": (float, float)}}
# New methods come last: models and scripts of users store a method by its number.
METHODS = ("auto", "shift", "affine", "polynomial", "tps", "similarity")
RESAMPLINGS = ("auto", "nearest", "bilinear", "cubic")


class CorrectAlgorithm(WorkerAlgorithm):
    """Writes a corrected copy of a raster; the original does not change."""

    MATCH_FOLDER = "MATCH_FOLDER"
    INPUT = "INPUT"
    METHOD = "METHOD"
    RESAMPLING = "RESAMPLING"
    FORCE = "FORCE"
    CORRECTED = "CORRECTED"

    def __init__(self) -> None:
        super().__init__()
        self._inputs: CorrectInputs | None = None

    def name(self) -> str:
        return "correct"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Correct a raster")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Writes a copy of a raster, moved onto the reference by the transform of an earlier match. A pure shift is "
            "applied without resampling. A match that is not reliable is refused unless forced."
        )

    def createInstance(self) -> CorrectAlgorithm:  # noqa: N802 - QGIS's name
        return CorrectAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        resamplings = [
            tr("Automatic: nearest pixel for classes and masks, cubic for images"),
            tr("Nearest pixel"),
            tr("Bilinear"),
            tr("Cubic"),
        ]
        method = QgsProcessingParameterEnum(self.METHOD, tr("Method"), method_titles(), defaultValue=0)
        for parameter in (
            QgsProcessingParameterFile(
                self.MATCH_FOLDER, tr("Match folder"), QgsProcessingParameterFile.Behavior.Folder
            ),
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to correct (the moving layer)")),
            method,
            QgsProcessingParameterEnum(self.RESAMPLING, tr("Resampling"), resamplings, defaultValue=0),
            QgsProcessingParameterBoolean(self.FORCE, tr("Correct even if the match is not reliable"), False),
            QgsProcessingParameterRasterDestination(self.CORRECTED, tr("Corrected raster")),
        ):
            self.addParameter(parameter)

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        folder = self.parameterAsFile(parameters, self.MATCH_FOLDER, context)
        layer = self.raster(parameters, self.INPUT, context)
        request = protocol.CorrectRequest(
            new_id(),
            match_dir=folder,
            raster="",
            out=self.parameterAsOutputLayer(parameters, self.CORRECTED, context),
            method=METHODS[self.parameterAsEnum(parameters, self.METHOD, context)],
            resampling=RESAMPLINGS[self.parameterAsEnum(parameters, self.RESAMPLING, context)],
            force=self.parameterAsBool(parameters, self.FORCE, context),
        )
        self._inputs = correct_inputs(request, layer, _result_of(folder))
        return True

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        correction = self.follow(run_correct, self._inputs, feedback)
        return {} if correction is None else {self.CORRECTED: correction["path"]}


def method_titles() -> list[str]:
    """The titles of `METHODS`, in their order."""
    return [tr("Automatic"), tr("Shift"), tr("Affine"), tr("Polynomial"), tr("Thin-plate spline"), tr("Similarity")]


def _result_of(folder: str) -> protocol.MatchJson:
    """The content of the result.json in a match folder.

    Raises:
        QgsProcessingException: there is no such file, or it is not what a match writes.
    """
    path = Path(folder) / names.RESULT_FILE
    try:
        return cast("protocol.MatchJson", read_json(path, _RESULT))
    except FileNotFoundError:
        text = tr("“{folder}” holds no match. Give the folder that a match wrote its results to.")
        raise QgsProcessingException(text.format(folder=folder)) from None
    except (OSError, ValueError) as error:
        text = tr("“{file}” cannot be read as the result of a match: {reason}. Match again.")
        reason = getattr(error, "strerror", None) or error
        raise QgsProcessingException(text.format(file=path, reason=reason)) from None
