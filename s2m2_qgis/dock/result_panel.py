"""The result of a match in words: the displacement, its accuracy and reliability, and links to the files."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QPalette
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..engine_files import names, protocol, resource
from ..i18n import tr
from ..project.arrows import DISPLACEMENT, RESIDUAL
from ..verdicts import COLOURS as VERDICT_COLOURS
from ..widgets import button, label_of, plain_text
from .refit_panel import RefitPanel
from .words import accuracy_text, inliers_text, metres_text, pixels_text, requirements_text, shift_text, terrain_text

LINK_ZOOM = "zoom"
LINK_REPORT = "report"
LINK_FOLDER = "folder"

_ICON_PX = 20

_DARK_BELOW = 128


class ResultPanel(QGroupBox):
    """Shows a result. `link_activated` carries the LINK_ constant of the clicked link."""

    link_activated = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Result"), parent)
        self._kind = ""  # of the verdict that is shown
        self.icon = QLabel()
        self.pair = plain_text()
        self.verdict = plain_text()
        self.verdict.setTextFormat(Qt.TextFormat.RichText)
        self.shift = plain_text()
        self.reasons = plain_text()
        self.metres, self.pixels, self.ce90, self.rmse, self.inliers = (plain_text() for _ in range(5))
        self.requirements = plain_text()
        self.check = button(
            tr("Check tie &points"),
            tr("Mark on the map which tie points are correct. Refit uses this, and fine-tuning learns from it."),
        )
        self.check.setCheckable(True)
        self.table = button(tr("Ta&ble"), tr("List the tie points, with views of each, to sort, filter and edit them."))
        self.table.setCheckable(True)
        self.checks = plain_text()
        self.arrows = QComboBox()
        self.arrows.addItem(tr("Displacement"), DISPLACEMENT)
        self.arrows.addItem(tr("Residual"), RESIDUAL)
        self.arrows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.arrows.setToolTip(
            tr(
                "What the arrows on the map show: where each place has to move, or what a transform that was fitted "
                "without the tie point leaves of that. The legend says how many times longer they are drawn."
            )
        )
        self.hint = plain_text()
        self.refit = RefitPanel()
        self.links = plain_text()
        self.links.setTextFormat(Qt.TextFormat.RichText)
        self.links.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.links.linkActivated.connect(self.link_activated)

        head = QHBoxLayout()
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        figures = QFormLayout()
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for title, value, tip in (
            (tr("Shift"), self.metres, tr("Shift at the centre of the overlap, in metres on the ground.")),
            (
                tr("In pixels"),
                self.pixels,
                tr("Shift in pixels of the common grid, on which both layers were matched."),
            ),
            (tr("CE90"), self.ce90, tr("Nine of ten held-out tie points have at most this residual.")),
            (tr("RMSE"), self.rmse, tr("Root mean square residual of the held-out tie points.")),
            (tr("Tie points"), self.inliers, tr("Number of tie points that agree with the transform (inliers).")),
        ):
            label = QLabel(title)
            label.setToolTip(tip)
            value.setToolTip(tip)
            figures.addRow(label, value)
        figures.addRow(self.requirements)
        figures.addRow(label_of(tr("Arro&ws"), self.arrows), self.arrows)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)  # narrow docks have no room to spare
        column.addWidget(self.pair)
        column.addLayout(head)
        column.addWidget(self.reasons)
        column.addWidget(self.shift)
        column.addLayout(figures)
        checks = QHBoxLayout()
        checks.addWidget(self.check)
        checks.addWidget(self.table)
        checks.addStretch(1)
        column.addLayout(checks)
        column.addWidget(self.checks)
        column.addWidget(self.hint)
        column.addWidget(self.refit)
        column.addWidget(self.links)
        self.show_checks("", "")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from the top."""
        return self.arrows, self.check, self.table, self.refit.table, self.refit.button, self.links

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of QGIS's theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and self._kind:
            self._show_verdict()

    def _show_verdict(self) -> None:
        title = tr("Reliable") if self._kind == "reliable" else tr("Not reliable")
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < _DARK_BELOW
        self.verdict.setText(f'<b style="color:{VERDICT_COLOURS[self._kind][dark]}">{title}</b>')

    def show_checks(self, hint: str, counts: str) -> None:
        """Show how tie points are checked ("" if they are not being checked), and how many have been checked."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.checks.setText(counts)
        self.checks.setVisible(bool(counts))

    def show_view(self, view: str) -> None:
        """Show which view the arrows on the map have; "" if there is no choice."""
        self.arrows.setEnabled(bool(view))
        self.arrows.setCurrentIndex(max(0, self.arrows.findData(view)))

    def show_result(self, result: protocol.MatchJson, out_dir: str, title: str) -> None:
        """Show the content of result.json; `out_dir` is its folder, and `title` says what the match is of."""
        self.pair.setText(title)
        reliable = result["status"] == "reliable"
        kind = "reliable" if reliable else "unreliable"
        self.icon.setPixmap(QIcon(str(resource(f"icons/{kind}.svg"))).pixmap(QSize(_ICON_PX, _ICON_PX)))
        self._kind = kind
        self._show_verdict()
        sentences = [*result["reasons"], *result["warnings"]]
        self.reasons.setText("\n".join(sentences))
        self.reasons.setVisible(bool(sentences))
        found = shift_text(result)
        self.shift.setText(found)
        self.shift.setVisible(bool(found))
        self.metres.setText(metres_text(result["shift"]) if found else tr("not measured"))
        self.pixels.setText(pixels_text(result["shift"]) if found else tr("not measured"))
        accuracy = result["accuracy"]
        self.ce90.setText(accuracy_text(accuracy["ce90_m"], accuracy["ce90_px"]))
        self.rmse.setText(accuracy_text(accuracy["rmse_m"], accuracy["rmse_px"]))
        self.inliers.setText(inliers_text(result["tie_points"]))
        required = "\n".join(filter(None, (requirements_text(result), terrain_text(result))))
        self.requirements.setText(required)
        self.requirements.setVisible(bool(required))
        self.refit.show_result(result)
        links = [(LINK_ZOOM, tr("Zoom to")), (LINK_FOLDER, tr("Results folder"))]
        if (Path(out_dir) / names.REPORT_FILE).is_file():
            links.insert(1, (LINK_REPORT, tr("Report")))
        self.links.setText(" · ".join(f'<a href="{target}">{text}</a>' for target, text in links))
