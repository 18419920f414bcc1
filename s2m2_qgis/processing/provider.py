"""The Processing provider "s2m2" offers the plugin's algorithms."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..engine_files import resource
from ..i18n import tr
from .correct import CorrectAlgorithm, CorrectManyAlgorithm
from .finetune import FineTuneAlgorithm
from .match import MatchAlgorithm
from .match_many import MatchManyAlgorithm
from .refit import RefitAlgorithm


class S2M2Provider(QgsProcessingProvider):
    """Provides `s2m2:match`, `s2m2:matchmany`, `s2m2:refit`, `s2m2:correct`, `s2m2:correctmany` and `s2m2:finetune`."""

    def id(self) -> str:
        return "s2m2"

    def name(self) -> str:
        return "S2M2"

    def longName(self) -> str:  # noqa: N802 - QGIS's name
        return tr("S2M2: SAR and optical")

    def icon(self) -> QIcon:
        return QIcon(str(resource("icons/s2m2.svg")))

    def supportedOutputRasterLayerExtensions(self) -> list[str]:  # noqa: N802 - QGIS's name
        return ["tif", "tiff"]

    def supportsNonFileBasedOutput(self) -> bool:  # noqa: N802 - QGIS's name
        return False

    def loadAlgorithms(self) -> None:  # noqa: N802 - QGIS's name
        for algorithm in (
            MatchAlgorithm(),
            MatchManyAlgorithm(),
            RefitAlgorithm(),
            CorrectAlgorithm(),
            CorrectManyAlgorithm(),
            FineTuneAlgorithm(),
        ):
            self.addAlgorithm(algorithm)
