"""The algorithm s2m2:refit makes the results of a match anew from its checked tie points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
)

from ..engine_files import protocol
from ..i18n import tr
from ..jobs.calls import run_request
from ..project.match_group import reload_tie_points
from ..worker.client import new_id
from .choices import METHODS, choice_parameter
from .match_results import MatchingAlgorithm


class RefitAlgorithm(MatchingAlgorithm):
    """Refits a match."""

    MATCH_FOLDER = "MATCH_FOLDER"
    METHOD = "METHOD"
    POINTS = "POINTS"
    CHOICES: ClassVar[dict[str, Sequence[str]]] = {METHOD: METHODS}

    def __init__(self) -> None:
        super().__init__()
        self._request: protocol.RefitRequest | None = None

    def name(self) -> str:
        return "refit"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("Refit a match")

    def shortDescription(self) -> str:  # noqa: N802 - QGIS's name
        return tr(
            "Makes transform, accuracy, verdict, report and gcps.points of an earlier match anew from its tie points, "
            "as you have checked them, without matching again. Rejected tie points are left out; confirmed, moved and "
            "added ones weigh more. STATUS is “unreliable”, with a warning, where the result is not to be trusted."
        )

    def createInstance(self) -> RefitAlgorithm:  # noqa: N802 - QGIS's name
        return RefitAlgorithm()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802 - QGIS's name
        folder = self.match_parameter(
            self.MATCH_FOLDER, tr("The folder that a match wrote its results to. Its files are written anew.")
        )
        method = choice_parameter(
            self.METHOD,
            tr("Method"),
            METHODS,
            tr("“auto” takes the kind of transform that the tie points support best."),
        )
        points = QgsProcessingParameterFile(
            self.POINTS, tr("Control points of the Georeferencer"), extension="points", optional=True
        )
        points.setHelp(
            tr(
                "A .points file for the moving layer. Its points confirm, move or reject the tie points at their "
                "places; the others are added to the tie points. They are kept as checks."
            )
        )
        for parameter in (folder, method, points):
            self.addParameter(parameter)
        for output in self.match_outputs():
            self.addOutput(output)

    def prepareAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self._request = protocol.RefitRequest(
            new_id(),
            match_dir=self.parameterAsFile(parameters, self.MATCH_FOLDER, context),
            method=self.chosen(parameters, self.METHOD, context),
            points=self.parameterAsFile(parameters, self.POINTS, context),
        )
        return True

    def processAlgorithm(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        result = self.follow(run_request, self._request, feedback)
        return {} if result is None else self.outputs_of(result, feedback)

    def postProcessAlgorithm(  # noqa: N802 - QGIS's name
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        if self._request is not None and context.project() is not None:
            reload_tie_points(self._request.match_dir, context.project())
        return {}
