"""What the algorithms share: the worker's events become Processing feedback, and its failures become exceptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QIcon

from ..engine_files import protocol, resource
from ..i18n import tr
from ..settings import AUTOMATIC_SEARCH_RADIUS_M
from ..worker.client import IsCancelled, OnEvent
from ..worker.failures import WorkerFailure
from .choices import with_names

Inputs = TypeVar("Inputs")
Result = TypeVar("Result")


class WorkerAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose work the engine's worker does.

    Attributes:
        CHOICES: the parameters whose values are names, and these names.
    """

    CHOICES: ClassVar[dict[str, Sequence[str]]] = {}

    def icon(self) -> QIcon:
        return QIcon(str(resource("icons/s2m2.svg")))

    def shortHelpString(self) -> str:  # noqa: N802 - QGIS's name
        return str(self.shortDescription())

    def checkParameterValues(  # noqa: N802 - QGIS's name
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        return super().checkParameterValues(with_names(parameters, self.CHOICES), context)  # type: ignore[no-any-return]

    def chosen(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """The name that is chosen for a parameter of `CHOICES`.

        Raises:
            QgsProcessingException: there is no such name. In models QGIS does not check it, and would take the default.
        """
        named = with_names(parameters, self.CHOICES)
        given = named.get(name)
        if isinstance(given, (str, int)) and given not in self.CHOICES[name]:
            text = tr("{name} cannot be “{value}”. It is one of {names}.")
            raise QgsProcessingException(text.format(name=name, value=given, names=", ".join(self.CHOICES[name])))
        return str(self.parameterAsEnumString(named, name, context))

    @staticmethod
    def radius_parameter(name: str, help_text: str) -> QgsProcessingParameterNumber:
        """The parameter of the search radius, in whole metres on the ground."""
        radius = QgsProcessingParameterNumber(
            name,
            tr("Search radius (metres on the ground)"),
            QgsProcessingParameterNumber.Type.Double,
            AUTOMATIC_SEARCH_RADIUS_M,
            minValue=0.0,
        )
        radius.setMetadata({"widget_wrapper": {"decimals": 0}})
        radius.setHelp(help_text)
        return radius

    @staticmethod
    def match_parameter(name: str, help_text: str) -> QgsProcessingParameterFile:
        """The parameter of the folder of a match."""
        folder = QgsProcessingParameterFile(name, tr("Match folder"), QgsProcessingParameterFile.Behavior.Folder)
        folder.setHelp(help_text)
        return folder

    def raster(self, parameters: dict[str, Any], name: str, context: Any) -> QgsRasterLayer:
        """The raster layer of a parameter.

        Raises:
            QgsProcessingException: it cannot be opened; the text names the file.
        """
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None or not layer.isValid():
            source = layer.source() if layer is not None else parameters.get(name)
            text = tr("The raster “{source}” cannot be opened. Check that the file exists and is a raster.")
            raise QgsProcessingException(text.format(source=source))
        return layer

    def rasters(self, parameters: dict[str, Any], name: str, context: Any) -> list[QgsRasterLayer]:
        """The layers of a parameter.

        Raises:
            QgsProcessingException: a layer cannot be opened.
        """
        layers: list[QgsRasterLayer] = self.parameterAsLayerList(parameters, name, context)
        given = parameters.get(name)
        if isinstance(given, (list, tuple)) and len(given) != len(layers):
            raise QgsProcessingException(
                tr("One of these rasters cannot be opened: {sources}. Check that they exist and are rasters.").format(
                    sources=", ".join(map(str, given))
                )
            )
        return layers

    def follow(
        self,
        work: Callable[[Inputs, OnEvent, IsCancelled], Result],
        inputs: Inputs | None,
        feedback: QgsProcessingFeedback,
    ) -> Result | None:
        """Run `work` on `inputs`, which `prepareAlgorithm` has captured; returns None if the user cancelled it.

        Raises:
            QgsProcessingException: the work failed; the text says what is wrong and what to do.
        """
        assert inputs is not None
        try:
            return work(inputs, _Events(feedback), feedback.isCanceled)
        except WorkerFailure as failure:
            if failure.cancelled:
                return None
            raise QgsProcessingException(str(failure)) from None


class _Events:
    """Shows the worker's events in the feedback. Its log keeps all texts, so only the first of each stage is shown."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._stage = ""

    def __call__(self, event: protocol.Message) -> None:
        if isinstance(event, protocol.Progress):
            self._feedback.setProgress(100.0 * event.fraction)
            if event.stage != self._stage and event.text:
                self._stage = event.stage
                self._feedback.setProgressText(event.text)
        elif isinstance(event, protocol.Warning):
            self._feedback.pushWarning(event.text)
