"""The dock's widgets and their layout. `dock` reacts to them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..engine_files import resource
from ..i18n import tr
from ..models.card import model_title
from ..widgets import label_of, layer_box, let_shrink, plain_text, radius_box
from .compare_panel import ComparePanel
from .correct_panel import CorrectPanel
from .ground_panel import AdvancedBox, WhereBox
from .result_panel import ResultPanel

MINIMUM_WIDTH = 320
PREFERRED_WIDTH = 375
_ICON_PX = 18
_NOTE_ROLE = Qt.ItemDataRole.UserRole + 1  # addItem keeps the name under UserRole


class DockForm(QScrollArea):
    """All widgets of the dock, in a scroll area so that they fit a small screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sar = layer_box(tr("The SAR layer"))
        self.optical = layer_box(tr("The optical layer"))
        self.swap = QToolButton()
        self.swap.setIcon(QIcon(str(resource("icons/swap.svg"))))
        self.swap.setIconSize(QSize(18, 18))
        self.swap.setToolTip(tr("Swap the two layers"))
        self.swap.setAccessibleName(tr("Swap the two layers"))
        self.moving = QComboBox()
        let_shrink(self.moving, 0)
        self.moving.addItem(tr("SAR (optical stays)"), "sar")
        self.moving.addItem(tr("Optical (SAR stays)"), "optical")
        self.moving.setToolTip(
            tr("The moving layer is the layer that is corrected. Choose the layer whose position you trust less.")
        )
        self.radius = radius_box()
        self.model = QComboBox()
        let_shrink(self.model)
        self.model.setToolTip(tr("The matcher. “Structure” compares edges and needs no trained model."))
        self.models = QToolButton()
        self.models.setText("…")
        self.models.setFixedWidth(self.swap.sizeHint().width())  # a wider button would narrow the layer boxes above it
        self.models.setAccessibleName(tr("Models…"))
        self.models.setToolTip(tr("Models…: view, import, export, rename, annotate or remove models."))
        self.where = WhereBox()
        self.advanced = AdvancedBox()
        self.open = _tool(tr("Open match…"), tr("Show an earlier match, to check, refit or correct by it."))
        self.open.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.finetune = _tool(
            tr("Fine-tune…"), tr("Adapt a trained model to your own scenes while you continue to work.")
        )
        self.settings = _tool(tr("Settings…"), tr("Python environment, default search radius, results folder"))

        self.readiness_icon = QLabel()
        self.readiness = plain_text()
        self.readiness.setTextFormat(Qt.TextFormat.RichText)  # for its link
        self.readiness.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setup = QPushButton()
        self.setup.setToolTip(tr("Open the settings, which say what is downloaded before anything is."))
        self.preflight = plain_text()
        self.match = QPushButton(tr("&Match"))
        self.match.setToolTip(tr("Measure the displacement between the moving layer and the reference."))
        self.cancel = QPushButton(tr("Ca&ncel"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.stage = plain_text()
        self.busy = QWidget()
        self.result = ResultPanel()
        self.compare = ComparePanel()
        self.correct = CorrectPanel()
        self._lay_out()

    def show_running(self, running: bool, stage: str) -> None:
        """Show progress and Cancel while a task runs, and disable the choices meanwhile."""
        self.busy.setVisible(running)
        self.cancel.setVisible(running)
        self.open.setVisible(not running)
        self.cancel.setEnabled(running)
        self.progress.setValue(0)
        self.stage.setText(stage if running else "")
        layers = (self.sar, self.optical, self.swap, self.moving)
        for widget in (*layers, self.radius, self.model, self.models, self.where, self.advanced):
            widget.setEnabled(not running)

    def show_readiness(self, state: str, text: str, setup: str = "") -> None:
        """Show the readiness line; `state` names its icon (icons/state_*.svg), `text` is HTML.

        `setup` is the text of the button that leads to the settings; "" hides it.
        """
        self.setup.setText(setup)
        self.setup.setVisible(bool(setup))
        icon = QIcon(str(resource(f"icons/state_{state}.svg")))
        self.readiness_icon.setPixmap(icon.pixmap(QSize(_ICON_PX, _ICON_PX)))
        self.readiness.setText(text)

    def show_preflight(self, text: str) -> None:
        """Say what a match would do; "" for nothing."""
        self.preflight.setText(text)
        self.preflight.setVisible(bool(text))

    def show_outcome(self, visible: bool) -> None:
        """Show or hide the result and Correct, and scroll to them."""
        self.result.setVisible(visible)
        self.compare.setVisible(visible)
        self.correct.setVisible(visible)
        if visible:
            # The scroll area knows the position of the result only after the layout is done.
            QTimer.singleShot(0, self._reveal_outcome)

    def _reveal_outcome(self) -> None:
        self.ensureWidgetVisible(self.correct.button)
        self.ensureWidgetVisible(self.result.verdict)

    def fill_models(self, models: Sequence[tuple[str, str, str]], chosen: str) -> None:
        """Offer models, given as (name, description, note). S2M2's own models have titles."""
        self.model.clear()
        for name, description, note in models:
            self.model.addItem(model_title(name), name)
            index = self.model.count() - 1
            self.model.setItemData(index, f"{description} {note}".strip(), Qt.ItemDataRole.ToolTipRole)
            self.model.setItemData(index, note, _NOTE_ROLE)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))

    def model_note(self) -> str:
        """Return a sentence on the model that is used instead of the chosen model; "" if the chosen model is used."""
        return str(self.model.currentData(_NOTE_ROLE) or "")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width at which nothing in the form is cut off."""
        return QSize(PREFERRED_WIDTH, super().sizeHint().height())

    def _lay_out(self) -> None:
        choices = QGridLayout()
        choices.setColumnStretch(1, 1)
        rows = (
            (tr("&SAR"), self.sar),
            (tr("&Optical"), self.optical),
            (tr("Mo&ves"), self.moving),
            (tr("Search radi&us"), self.radius),
            (tr("Mo&del"), self.model),
            (tr("&Limit to"), self.where),
        )
        for row, (text, field) in enumerate(rows):
            vertical = QSizePolicy.Policy.Preferred if field is self.where else QSizePolicy.Policy.Fixed
            field.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
            choices.addWidget(label_of(text, field), row, 0)
            choices.addWidget(field, row, 1, 1, 2 if field in (self.moving, self.radius, self.where) else 1)
        choices.addWidget(self.swap, 0, 2, 2, 1)
        choices.addWidget(self.models, len(rows) - 2, 2)
        foot = QHBoxLayout()
        for widget in (self.finetune, self.settings):
            foot.addWidget(widget, 1)

        ready = QHBoxLayout()
        ready.addWidget(self.readiness_icon, 0, Qt.AlignmentFlag.AlignTop)
        ready.addWidget(self.readiness, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.match, 1)
        buttons.addWidget(self.open)
        buttons.addWidget(self.cancel)
        busy = QVBoxLayout(self.busy)
        busy.setContentsMargins(0, 0, 0, 0)
        busy.addWidget(self.progress)
        busy.addWidget(self.stage)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(choices)
        column.addWidget(self.advanced)
        column.addLayout(foot)
        column.addLayout(ready)
        column.addWidget(self.preflight)
        column.addWidget(self.setup)
        column.addLayout(buttons)
        column.addWidget(self.busy)
        column.addWidget(self.result)
        column.addWidget(self.compare)
        column.addWidget(self.correct)
        column.addStretch(1)
        self.setWidget(content)
        self._order_tabs()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab would stop at the form without anything to see
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(MINIMUM_WIDTH)

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom; Qt would go in the order in which the widgets were made."""
        upper = (self.sar, self.swap, self.optical, self.moving, self.radius, self.model, self.models)
        where, advanced = (self.where.choice, self.where.polygons), self.advanced.stops
        lower = (self.finetune, self.settings, self.readiness, self.setup, self.match, self.open, self.cancel)
        stops = (*upper, *where, *advanced, *lower, *self.result.stops, *self.compare.stops, *self.correct.stops)
        for before, after in zip(stops, stops[1:]):
            QWidget.setTabOrder(before, after)


def _tool(text: str, tip: str) -> QToolButton:
    """A small button with a text, beside others of its kind."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(tip)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
