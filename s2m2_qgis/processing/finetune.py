"""The algorithm s2m2:finetune adapts a trained model to pairs of SAR and optical layers."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProject,
)

from ..engine_files import protocol
from ..i18n import tr
from ..jobs.capture import finetune_inputs
from ..jobs.finetune import FineTuneInputs, run_finetune
from ..qt_compat import ADVANCED, RASTER_SOURCE
from ..worker.client import new_id
from .base import WorkerAlgorithm
from .model_choice import chosen_model, model_parameters, without_model

_MINUTES = 30.0
_PARTS = re.compile(r"[;\n]")


class FineTuneAlgorithm(WorkerAlgorithm):
    """Fine-tunes a model. If it is not better, there is a result with a warning, so that Processing models and batches
    continue."""

    SAR = "SAR"
    OPTICAL = "OPTICAL"
    MATCHES = "MATCHES"
    MINUTES = "MINUTES"
    BASE_MODEL = "BASE_MODEL"
    NAME = "NAME"
    SEARCH_RADIUS = "SEARCH_RADIUS"
    OUTPUT = "OUTPUT"
    MODEL = "MODEL"
    BETTER = "BETTER"
    REASON = "REASON"

    def __init__(self) -> None:
        super().__init__()
        self._inputs: FineTuneInputs | None = None

    def name(self) -> str:
        return "finetune"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Fine-tune a model")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Adapts a trained model to pairs of SAR and optical rasters, which nobody needs to have labelled or "
            "aligned: the first SAR layer belongs to the first optical one, and so on. MODEL is the new model's file "
            "if it is better than the one before on ground kept apart, else empty; REASON says why. A run that was "
            "stopped goes on if it is given the same folder and the same settings."
        )

    def createInstance(self) -> FineTuneAlgorithm:  # noqa: N802 - QGIS's name
        return FineTuneAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        number = QgsProcessingParameterNumber.Type
        minutes = QgsProcessingParameterNumber(
            self.MINUTES, tr("Minutes of training"), number.Double, _MINUTES, minValue=0.0
        )
        minutes.setHelp(
            tr(
                "At most; with little ground it ends sooner. Finding out how the layers lie, and trying the new model, "
                "take a little more."
            )
        )
        radius = self.radius_parameter(self.SEARCH_RADIUS, tr("The largest misalignment of a pair."))
        matches = QgsProcessingParameterString(
            self.MATCHES, tr("Match folders of the pairs, in the same order"), multiLine=True, optional=True
        )
        matches.setHelp(
            tr(
                "A line (or, between semicolons, a part) for each pair; empty where there is no match. Pairs with one "
                "are not matched again, and the tie points that were checked there are learned from."
            )
        )
        matches.setFlags(matches.flags() | ADVANCED)
        sar = QgsProcessingParameterMultipleLayers(self.SAR, tr("SAR layers"), RASTER_SOURCE)
        sar.setHelp(tr("Scenes of the sensor and the ground that the model is to learn."))
        optical = QgsProcessingParameterMultipleLayers(
            self.OPTICAL, tr("Optical layers, in the same order"), RASTER_SOURCE
        )
        optical.setHelp(tr("One for each SAR layer, of the same ground."))
        name = QgsProcessingParameterString(self.NAME, tr("Name of the new model"), "tuned")
        name.setHelp(tr("Up to 64 letters a to z, digits, dots, hyphens and underscores."))
        folder = QgsProcessingParameterFolderDestination(self.OUTPUT, tr("Folder of the run"))
        folder.setHelp(tr("What was learned is kept there. With the same folder and settings, a stopped run goes on."))
        for parameter in (
            sar,
            optical,
            *model_parameters(self.BASE_MODEL, tr("Base model, a trained one"), trained_only=True),
            name,
            minutes,
            radius,
            matches,
            folder,
        ):
            self.addParameter(parameter)
        for output in (
            QgsProcessingOutputString(self.MODEL, tr("New model's file, or empty")),
            QgsProcessingOutputBoolean(self.BETTER, tr("Whether there is a better model")),
            QgsProcessingOutputString(self.REASON, tr("Why, or why not")),
        ):
            self.addOutput(output)

    def checkParameterValues(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        return super().checkParameterValues(without_model(parameters, self.BASE_MODEL), context)

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        sars, opticals = (self.rasters(parameters, name, context) for name in (self.SAR, self.OPTICAL))
        if len(sars) != len(opticals):
            text = tr("{sars} SAR and {opticals} optical layers are given. Give as many of the one as of the other.")
            raise QgsProcessingException(text.format(sars=len(sars), opticals=len(opticals)))
        folders = [part.strip() for part in _PARTS.split(self.parameterAsString(parameters, self.MATCHES, context))]
        while folders and not folders[-1]:
            folders.pop()
        if len(folders) > len(sars):
            text = tr("{folders} match folders are given for {pairs} pairs.")
            raise QgsProcessingException(text.format(folders=len(folders), pairs=len(sars)))
        request = protocol.FineTuneRequest(
            new_id(),
            pairs=[],
            out=self.parameterAsString(parameters, self.OUTPUT, context),
            name=self.parameterAsString(parameters, self.NAME, context),
            model=chosen_model(self, parameters, self.BASE_MODEL, context),
            minutes=self.parameterAsDouble(parameters, self.MINUTES, context),
            search_radius=self.parameterAsDouble(parameters, self.SEARCH_RADIUS, context),
            resume=True,
        )
        project = context.project() or QgsProject.instance()
        self._inputs = finetune_inputs(request, list(zip(sars, opticals)), project, folders)
        return True

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        result = self.follow(run_finetune, self._inputs, feedback)
        if result is None:
            return {}
        if not result["better"]:
            feedback.pushWarning(tr("There is no better model.") + " " + result["reason"])
        return {
            self.OUTPUT: result["out"],
            self.MODEL: result["model"] or "",
            self.BETTER: result["better"],
            self.REASON: result["reason"],
        }
