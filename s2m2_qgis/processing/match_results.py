"""What the algorithms that make or change a match give back: its files, its figures and its verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
)

from ..engine_files import names, protocol
from ..i18n import tr
from .base import WorkerAlgorithm


class MatchingAlgorithm(WorkerAlgorithm):
    """An algorithm whose result is a match. If that is not reliable, there is a result with a warning, so that
    Processing models and batches continue."""

    TIE_POINTS = "TIE_POINTS"
    REPORT = "REPORT"
    DX_M = "DX_M"
    DY_M = "DY_M"
    CE90_M = "CE90_M"
    INLIERS = "INLIERS"
    TRANSFORM = "TRANSFORM"
    STATUS = "STATUS"
    REASONS = "REASONS"

    def match_outputs(self) -> list[QgsProcessingOutputDefinition]:
        """The outputs that `outputs_of` fills in."""
        return [
            QgsProcessingOutputVectorLayer(self.TIE_POINTS, tr("Tie points")),
            QgsProcessingOutputHtml(self.REPORT, tr("Report")),
            QgsProcessingOutputNumber(self.DX_M, tr("Shift to the east (metres)")),
            QgsProcessingOutputNumber(self.DY_M, tr("Shift to the north (metres)")),
            QgsProcessingOutputNumber(self.CE90_M, tr("CE90 (metres)")),
            QgsProcessingOutputNumber(self.INLIERS, tr("Inliers among the tie points")),
            QgsProcessingOutputString(self.TRANSFORM, tr("Kind of transform")),
            QgsProcessingOutputString(self.STATUS, tr("Status: reliable or unreliable")),
            QgsProcessingOutputString(self.REASONS, tr("Why it is not reliable, or empty")),
        ]

    def outputs_of(self, result: protocol.MatchData, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """The values of `match_outputs`; warns of a match that is not reliable."""
        out, reasons = Path(result["out"]), " ".join(result["reasons"])
        if result["status"] != "reliable":
            feedback.pushWarning(tr("This match is not reliable.") + " " + reasons)
        return {
            self.TIE_POINTS: str(out / names.TIE_POINTS_FILE),
            self.REPORT: str(out / names.REPORT_FILE),
            self.DX_M: result["shift"]["dx_m"],
            self.DY_M: result["shift"]["dy_m"],
            self.CE90_M: result["accuracy"]["ce90_m"],
            self.INLIERS: result["tie_points"]["inliers"],
            self.TRANSFORM: result["transform"]["kind"],
            self.STATUS: result["status"],
            self.REASONS: reasons,
        }
