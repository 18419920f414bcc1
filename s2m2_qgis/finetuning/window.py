"""The fine-tuning window: choose pairs of layers, start a run, watch it, and use or discard the new model.

The window is not modal, and closing it does not stop a run. All slots run in the main thread; the work is done in
QgsTasks. There is no run, or the run is running, is paused (by the user, by a failure, or because QGIS was closed), or
has ended.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsTask
from qgis.PyQt.QtCore import QLockFile, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from .. import questions
from ..engine_files import protocol
from ..i18n import tr
from ..jobs import capture
from ..jobs.calls import ModelChange, ModelsListed
from ..jobs.finetune import ASK_FIRST, FineTuneInputs
from ..jobs.tasks import Connection, FineTuneTask, ModelsTask, abandon
from ..models.library import NAME_PROBLEMS, ModelLibrary
from ..widgets import eta_text
from ..worker.client import new_id
from ..worker.failures import WorkerFailure
from . import runs
from .form import RunView, SetupView
from .runs import FineTuneRun

_WIDTH, _HEIGHT = 540, 640
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# The window draws the curves itself, so its user does not need TensorBoard.
_HIDDEN_WARNINGS = ("no_tensorboard",)
_REFUSED = "pair_refused"


class FineTuneWindow(QDialog):
    """The window. `make_task` and `make_models_task` make its tasks; tests replace them.

    `model_added(name)`: a new model is in the library. `notice(text)`: a run has ended while the window was closed.
    """

    model_added = pyqtSignal(str)
    notice = pyqtSignal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        make_task: Callable[[FineTuneInputs], QgsTask] = FineTuneTask,
        make_models_task: Callable[[ModelChange | None], QgsTask] = ModelsTask,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("S2M2: fine-tune a model"))
        self._make_task = make_task
        self._project = QgsProject.instance()
        self._library = ModelLibrary(self, make_models_task)
        self._run: FineTuneRun | None = None
        self._lock: QLockFile | None = None  # held while the run belongs to this window
        self._task: QgsTask | None = None
        self._connections: list[Connection] = []
        self._discarding = False  # whether to discard the run when the task has ended
        self._resumed = False
        self._names: set[str] = set()  # of all models
        self._wanted_base = ""
        self._wanted_name = ""
        self._models_problem = ""
        self._message = ""
        self.setup = SetupView(self._project)
        self.run_view = RunView()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.setup)
        self._pages.addWidget(self.run_view)
        QVBoxLayout(self).addWidget(self._pages)
        self.resize(_WIDTH, _HEIGHT)
        self._connect()

    def _connect(self) -> None:
        setup, view, library = self.setup, self.run_view, self._library
        setup.pairs.changed.connect(self._refresh)
        setup.name.textChanged.connect(self._refresh)
        setup.start.clicked.connect(self.start)
        view.pause.clicked.connect(self.pause)
        view.cancel.clicked.connect(self.cancel)
        view.resume.clicked.connect(self.resume)
        view.use.clicked.connect(self.use)
        view.discard.clicked.connect(self.discard)
        library.told.connect(self._set_models_problem)
        library.listed.connect(self._library_listed)
        library.failed.connect(self._library_failed)

    def show_with(self, sar: QgsRasterLayer | None, optical: QgsRasterLayer | None, radius_m: float, base: str) -> None:
        """Show the window with the current run or, without a run, with the dock's choices.

        `base` is the model to choose, if it is a trained model.
        """
        if self._task is None and self._lock is None:
            self._take_up(runs.remembered())
        if self._run is None:
            self.setup.pairs.layers.choose(sar, optical)
            self.setup.radius.setValue(radius_m)
            self._list_models(base)
        self._show()
        self.show()
        self.raise_()
        self.activateWindow()

    def shut_down(self) -> None:
        """Stop the run, which can be resumed later, and disconnect from everything. Call this once, before deleting."""
        if self._task is not None:
            abandon(self._task, self._connections)
            self._forget_task()
        self._library.shut_down()
        self._release()
        self.setup.pairs.shut_down()
        self.hide()

    # --- what is shown ------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._run is None:
            self._pages.setCurrentWidget(self.setup)
            self._refresh()
            return
        outcome = None if self._task is not None else self._run.outcome()
        self.run_view.show_state(self._task is not None, self._run, outcome)
        self._pages.setCurrentWidget(self.run_view)

    def _refresh(self, *_args: object) -> None:
        problem = self._start_problem()
        self.setup.start.setEnabled(not problem)
        self.setup.readiness.setText("\n".join(filter(None, (self._message, problem))))

    def _start_problem(self) -> str:
        """Return a sentence on why the run cannot start; "" if it can."""
        name = self.setup.name.text().strip()
        if self._models_problem:
            return self._models_problem
        if not self.setup.pairs.pairs:
            return tr("Choose a SAR and an optical layer of the same ground, and press Add pair, or use Add many.")
        if not _NAME.fullmatch(name):
            return tr("Give the new model a name of letters a to z, digits, dots, dashes and underscores.")
        if name in self._names:
            return tr("A model with the name “{name}” exists. Give the new model another name.").format(name=name)
        return ""

    # --- models -------------------------------------------------------------------------------------------

    def _list_models(self, chosen: str) -> None:
        self._wanted_base = chosen
        self._set_models_problem(tr("Looking for models…"))
        self._library.request()

    def _set_models_problem(self, text: str) -> None:
        self._models_problem = text
        self._refresh()

    def _library_listed(self, listing: ModelsListed) -> None:
        if listing["name"]:
            self._model_added(listing["name"])
        else:
            self._show_models(listing)

    def _show_models(self, listing: ModelsListed) -> None:
        self._names = {model["name"] for model in (*listing["models"], *listing["damaged"])}
        # Models without a trained network have no date.
        trained = [(model["name"], model["description"]) for model in listing["models"] if model["created"]]
        self.setup.fill_models(trained, self._wanted_base)
        if not self.setup.name.text() or self.setup.name.text() in self._names:
            self.setup.name.setText(_free_name(self._names))
        problem = tr("There is no trained model to start from. To import a model, press … next to Model in the dock.")
        self._set_models_problem("" if trained else problem)

    def _library_failed(self, message: str, hint: str, code: str) -> None:
        text = f"{message} {hint}".strip()
        if self._run is None:
            self._set_models_problem(text)
            return
        self.run_view.set_busy(False)
        self.run_view.add_note(text)
        if code in NAME_PROBLEMS:
            # Ask later: the task's last signal must return before the user answers.
            QTimer.singleShot(0, lambda: self._use_as_another(text))

    # --- a run --------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start a run with the choices of the user."""
        if self._start_problem():
            return
        name = self.setup.name.text().strip()
        request = protocol.FineTuneRequest(
            new_id(),
            pairs=[],
            out=runs.new_folder(name),
            name=name,
            model=str(self.setup.model.currentData()),
            minutes=float(self.setup.minutes.value()),
            search_radius=self.setup.radius.value(),
            lessons=runs.lessons_folder(),
        )
        pairs = self.setup.pairs
        inputs = capture.finetune_inputs(request, pairs.pairs, self._project, pairs.matches, heed_warnings=True)
        run = FineTuneRun.of(inputs)
        try:
            runs.remember(run)
        except WorkerFailure as failure:
            self._message = str(failure)
            self._refresh()
            return
        self._run, self._lock, self._resumed = run, run.lock(), False
        self.run_view.show_run(run, ())
        self._launch(inputs)

    def resume(self) -> None:
        """Resume the paused run."""
        run = self._run
        if run is not None and self._task is None and self._is_ours(run):
            self._resumed = True
            self.run_view.show_run(run, run.curves())
            self._launch(run.inputs())

    def pause(self) -> None:
        """Stop the run so that it can be resumed."""
        self._stop(tr("Pausing: the current step is completed…"))

    def cancel(self) -> None:
        """Stop the run and delete it, if the user is sure."""
        text = tr("Stop, and delete what has been learned?")
        if not questions.ask(self, text, tr("To continue later, pause the run instead."), tr("Stop and delete")):
            return
        if self._task is None:  # the task ended while the question was shown
            self._discard()
        else:
            self._discarding = True
            self._stop(tr("Stopping…"))

    def discard(self) -> None:
        """Delete the run, after a confirmation unless its model is not better."""
        run = self._run
        if run is None or not self._is_ours(run):
            return
        outcome = run.outcome()
        text = tr("Delete what “{name}” has learned?").format(name=run.name)
        is_useless = outcome is not None and not outcome["better"]
        if is_useless or questions.ask(self, text, tr("This cannot be undone."), tr("Delete")):
            self._discard()

    def _take_up(self, run: FineTuneRun | None) -> None:
        """Offer the run of an earlier session, if there is one."""
        self._run = None
        if run is None:
            return
        self._lock = run.lock()
        if self._lock is not None and not run.has_started:
            # The run was still exporting layers, which may not be in the project any more.
            self._release()
            runs.discard(run)
            return
        self._run = run
        self.run_view.show_run(run, run.curves())
        text = tr("This run has not ended. Resume or discard it.")
        self.run_view.stage.setText(text if self._lock is not None else _elsewhere())

    def _is_ours(self, run: FineTuneRun) -> bool:
        """Return whether this window has locked the run; if another QGIS window has, show this."""
        if self._lock is None:
            self._lock = run.lock()
        if self._lock is None:
            self.run_view.stage.setText(_elsewhere())
        return self._lock is not None

    def _launch(self, inputs: FineTuneInputs) -> None:
        task = self._task = self._make_task(inputs)
        self._connections = [
            (task.stage_changed, self._show_stage),
            (task.progressChanged, self._show_progress),
            (task.metric_found, self.run_view.curves.add),
            (task.warned, self._warned),
            (task.succeeded, self._succeeded),
            (task.failed, lambda *failure: self._failed(inputs, *failure)),
            (task.was_cancelled, self._was_cancelled),
        ]
        for signal, slot in self._connections:
            signal.connect(slot)
        self.run_view.stage.setText(tr("Starting…"))
        self._show()
        QgsApplication.taskManager().addTask(task)

    def _stop(self, text: str) -> None:
        if self._task is not None:
            self.run_view.set_busy(True)
            self.run_view.stage.setText(text)
            self._task.cancel()

    def _show_stage(self, text: str, eta_s: float) -> None:
        if self.run_view.pause.isEnabled():
            # The worker cannot estimate the time of a resumed run, because it does not know the earlier time.
            known = eta_s >= 0 and not self._resumed
            self.run_view.stage.setText(f"{text} · {eta_text(eta_s)}" if known else text)

    def _show_progress(self, percent: float) -> None:
        self.run_view.progress.setValue(round(percent * 10))

    def _warned(self, text: str, code: str) -> None:
        if code not in _HIDDEN_WARNINGS:
            self.run_view.add_note(text, in_outcome=code == _REFUSED)

    # --- how runs end -------------------------------------------------------------------------------------

    def _succeeded(self, outcome: protocol.FineTuneData) -> None:
        text = tr("Fine-tuning has ended without a better model. Press “Fine-tune…” in the S2M2 dock to see why.")
        if outcome["better"]:
            text = tr("Fine-tuning has ended with a better model. Press “Fine-tune…” in the S2M2 dock to use it.")
        self._ended("")
        self._tell(text)

    def _failed(self, inputs: FineTuneInputs, message: str, hint: str, code: str) -> None:
        if code == ASK_FIRST and not self._discarding:
            self._forget_task()
            self.run_view.set_busy(True)
            # Ask later: the task's last signal must return before the user answers.
            QTimer.singleShot(0, lambda: self._ask_first(inputs, message))
            return
        text = f"{message} {hint}".strip()
        kept = tr("What has been learned is kept. You can resume at any time.")
        self.run_view.stage.setText(f"{text} {kept}")
        self._ended(text)
        self._tell(tr("Fine-tuning has stopped. {reason}").format(reason=message))

    def _ask_first(self, inputs: FineTuneInputs, warning: str) -> None:
        """Start the run in spite of the engine's warning if the user wants this."""
        wanted = questions.ask(self, tr("Start anyway?"), warning, tr("Start"))
        if self._lock is None:  # the window was shut down while the question was shown
            return
        if wanted:
            self._launch(replace(inputs, heed_warnings=False))
        else:
            self.run_view.stage.setText(warning)
            self._ended(warning)

    def _was_cancelled(self) -> None:
        self.run_view.stage.setText(tr("Paused. What has been learned is kept, even if QGIS is closed."))
        self._ended("")

    def _ended(self, problem: str) -> None:
        """Clean up after the task has ended; `problem` is the failure, or ""."""
        self._forget_task()
        if self._run is not None and (self._discarding or not self._run.has_started):
            self._discard("" if self._discarding else problem)
        self._show()

    def _tell(self, text: str) -> None:
        if not self.isVisible():
            self.notice.emit(text)

    def _discard(self, message: str = "") -> None:
        """Delete the run, and show the choices for a new run with `message`."""
        run, self._run, self._discarding = self._run, None, False
        self._release()
        if run is not None:
            runs.discard(run)
            self._list_models(run.model)
        self._message = message
        self._show()

    def use(self) -> None:
        """Add the new model to the library, and discard the run."""
        if self._run is not None:
            self._use_as(self._run.name)

    def _use_as(self, name: str) -> None:
        outcome = self._run.outcome() if self._run is not None else None
        if self._run is None or outcome is None or outcome["model"] is None or self._library.busy:
            return
        self._wanted_name = name
        self.run_view.set_busy(True)
        file = str(Path(self._run.folder) / Path(outcome["model"]).name)
        self._library.request(protocol.ImportModelRequest(new_id(), file, name))

    def _use_as_another(self, problem: str) -> None:
        other = questions.ask_line(self, tr("Use the new model"), problem, self._wanted_name)
        if other:
            self._use_as(other)

    def _model_added(self, name: str) -> None:
        text = tr(
            "“{name}” has been added to your models and is chosen in the dock. You can choose another model there."
        )
        self._discard(text.format(name=name))
        self.model_added.emit(name)

    def _forget_task(self) -> None:
        self._task, self._connections = None, []

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def _elsewhere() -> str:
    return tr("This run is open in another QGIS window.")


def _free_name(taken: set[str]) -> str:
    """Return a name to suggest."""
    name, number = "tuned", 2
    while name in taken:
        name, number = f"tuned-{number}", number + 1
    return name
