"""The widgets of the fine-tuning window and their layout. `window` reacts to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..engine_files import protocol
from ..i18n import tr, tr_count
from ..models.card import model_title
from ..pairs.pair_list import PairList
from ..plain import as_plain
from ..widgets import button, plain_text, radius_box
from .curves import CurveView
from .outcome import FineTuneOutcome
from .runs import FineTuneRun

DEFAULT_MINUTES = 30
_NAMED_PAIRS = 20
_MOST_MINUTES = 7 * 24 * 60


class SetupView(QWidget):
    """The choices before a run."""

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = PairList(project)
        self._box = QGroupBox()
        self.model = QComboBox()
        self.model.setToolTip(tr("The trained model to start from. It does not change."))
        self.name = QLineEdit()
        self.name.setMaxLength(64)
        self.name.setToolTip(tr("Name of the new model: letters a to z, digits, dots, dashes, underscores."))
        self.minutes = QSpinBox()
        self.minutes.setRange(1, _MOST_MINUTES)
        self.minutes.setValue(DEFAULT_MINUTES)
        self.minutes.setSuffix(tr(" min"))
        self.minutes.setToolTip(
            tr(
                "Longest training time; with little ground, training ends sooner. Aligning the layers, looking for "
                "lessons and testing the new model take additional time. The window says how much, once the first "
                "block was looked at."
            )
        )
        self.radius = radius_box()
        self.readiness = plain_text()
        self.start = QPushButton(tr("&Start"))
        self.start.setDefault(True)
        self._lay_out()
        self.pairs.changed.connect(self._show_count)
        self._show_count()

    def fill_models(self, models: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer models, given as (name, description)."""
        self.model.clear()
        for name, description in models:
            self.model.addItem(model_title(name), name)
            self.model.setItemData(self.model.count() - 1, description, Qt.ItemDataRole.ToolTipRole)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))

    def _show_count(self) -> None:
        count = self.pairs.list.count()
        title = tr("Pairs to learn from")
        self._box.setTitle(f"{title} ({count})" if count else title)

    def _lay_out(self) -> None:
        intro = plain_text(
            tr(
                "The model learns from pairs of layers that show the same ground. Pairs need no labels and need not be "
                "aligned. You can continue to use QGIS meanwhile."
            )
        )
        QVBoxLayout(self._box).addWidget(self.pairs)
        fields = QFormLayout()
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(tr("&Base model"), self.model)
        fields.addRow(tr("&Name of the new model"), self.name)
        fields.addRow(tr("&Time for training"), self.minutes)
        fields.addRow(tr("Search &radius"), self.radius)
        foot = QHBoxLayout()
        foot.addWidget(self.readiness, 1)
        foot.addWidget(self.start, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.addWidget(intro)
        column.addWidget(self._box, 1)
        column.addLayout(fields)
        column.addLayout(foot)


class RunView(QWidget):
    """A run: its curves, progress and outcome, and buttons for what can be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = plain_text()
        self.curves = CurveView()
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.stage = plain_text()
        self._notes: dict[str, bool] = {}
        self.notes = plain_text()
        self.notes.hide()
        self.outcome = FineTuneOutcome()
        self.pause = button(tr("&Pause"), tr("Stop for now. What has been learned is kept, even if QGIS is closed."))
        self.cancel = button(tr("&Cancel…"), tr("Stop, and delete what has been learned."))
        self.resume = button(tr("&Resume"), tr("Resume the run where it was stopped."))
        self.use = button(tr("&Use it"), tr("Add the new model to your models, and choose it in the dock."))
        self.discard = button("", "")  # its text depends on the outcome
        self._lay_out()

    def show_run(self, run: FineTuneRun, values: Iterable[tuple[str, int, float]]) -> None:
        """Show `run`; `values` are the values of its metrics so far, (name, step, value)."""
        count = len(run.pairs)
        pairs = tr_count("{count} pairs", count, one="one pair").format(count=count)
        text = tr("“{name}”, from {model}: {pairs}, {minutes:g} min of training")
        model = model_title(run.model)
        self.title.setText(text.format(name=run.name, model=model, pairs=pairs, minutes=run.minutes))
        named = [f"{sar}  +  {optical}" for sar, optical in run.titles]
        shown = named if count <= _NAMED_PAIRS else [*named[:_NAMED_PAIRS], "…"]
        self.title.setToolTip(as_plain("\n".join(shown)))
        self._notes.clear()
        self._show_notes([])
        self.progress.setValue(0)
        self.curves.clear()
        for value in values:
            self.curves.add(*value)

    def add_note(self, text: str, in_outcome: bool = False) -> None:
        """Show a warning once, below the stage. `in_outcome`: hide it when the outcome, which repeats it, is shown."""
        self._notes.setdefault(text, in_outcome)
        self._show_notes(list(self._notes))

    def _show_notes(self, texts: list[str]) -> None:
        self.notes.setText("\n".join(texts))
        self.notes.setVisible(bool(texts))

    def show_state(self, running: bool, run: FineTuneRun, outcome: protocol.FineTuneJson | None) -> None:
        """Show the state of `run`: it is running, has ended with `outcome`, or is paused."""
        ended = outcome is not None
        if outcome is not None:
            self.outcome.show_outcome(outcome, run)
            self._show_notes([text for text, in_outcome in self._notes.items() if not in_outcome])
        self.pause.setVisible(running)
        self.cancel.setVisible(running)
        self.progress.setVisible(running)
        self.curves.setVisible(not ended or not self.curves.is_empty)
        self.stage.setVisible(not ended)
        self.outcome.setVisible(ended)
        self.resume.setVisible(not running and not ended)
        self.use.setVisible(bool(outcome and outcome["better"]))
        self.discard.setVisible(not running)
        # If the new model is not better, nothing is lost, and the user wants another run.
        is_useless = outcome is not None and not outcome["better"]
        self.discard.setText(tr("Start &again") if is_useless else tr("&Discard…"))
        self.discard.setToolTip(
            tr("Delete this run, and choose pairs for another run.")
            if is_useless
            else tr("Delete what has been learned.")
        )
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Disable the buttons while they have to wait for something."""
        for widget in (self.pause, self.cancel, self.resume, self.use, self.discard):
            widget.setEnabled(not busy)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for widget in (self.pause, self.resume, self.use, self.cancel, self.discard):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.curves, 1)
        column.addWidget(self.progress)
        column.addWidget(self.stage)
        column.addWidget(self.outcome, 1)
        column.addWidget(self.notes)
        column.addLayout(buttons)
