"""Runs one background task at a time, and shows it by the dock's progress bar, stage text and Cancel button."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..i18n import tr
from ..jobs.tasks import Connection, Slot, abandon
from ..widgets import eta_text
from .form import DockForm

MATCH = "match"
CORRECT = "correct"
REFIT = "refit"


class TaskRunner(QObject):
    """Starts a task and follows it.

    `changed`: a task has started or ended. `ended_badly`: a task was cancelled or failed. The caller of `start` gives
    the slots for the task's other signals; the slot of `succeeded` must call `end`.
    """

    changed = pyqtSignal()
    ended_badly = pyqtSignal()
    failed = pyqtSignal(str, str, str)  # message, hint, code

    def __init__(self, form: DockForm, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._task: QgsTask | None = None
        self._connections: list[Connection] = []
        self.running = ""
        form.cancel.clicked.connect(self.cancel)
        self._show_running("")

    def start(self, task: QgsTask, kind: str, slots: dict[str, Slot], quiet: bool = False) -> None:
        """Run `task`; `kind` is MATCH, CORRECT or REFIT, and `slots` are slots by the names of the task's signals.

        Args:
            quiet: without a progress bar and Cancel, for what the user did not ask for and lasts a second.
        """
        own: dict[str, Slot] = {
            "stage_changed": self._show_stage,
            "progressChanged": self._show_progress,
            "failed": self._task_failed,
            "was_cancelled": self._task_cancelled,
        }
        self._connections = [(getattr(task, name), slot) for name, slot in {**own, **slots}.items()]
        for signal, slot in self._connections:
            signal.connect(slot)
        self._task = task
        self.running = kind
        if not quiet:
            self._show_running(kind)
        self.changed.emit()
        QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Cancel the task. The dock shows this at once; the task reports when it has stopped."""
        if self._task is not None:
            self._form.cancel.setEnabled(False)
            self._form.stage.setText(tr("Cancelling…"))
            self._task.cancel()

    def end(self) -> None:
        """Show that the task has ended."""
        self._forget()
        self._show_running("")
        self.changed.emit()

    def shut_down(self) -> None:
        """Cancel the task and disconnect from it, because the dock is about to be deleted."""
        if self._task is not None:
            abandon(self._task, self._connections)
        self._forget()

    def _forget(self) -> None:
        self._task = None
        self._connections = []

    def _task_failed(self, message: str, hint: str, code: str) -> None:
        self.ended_badly.emit()
        self.end()
        self.failed.emit(message, hint, code)

    def _task_cancelled(self) -> None:
        self.ended_badly.emit()
        self.end()

    def _show_running(self, kind: str) -> None:
        self.running = kind
        self._form.show_running(bool(kind), tr("Starting…"))

    def _show_stage(self, text: str, eta_s: float) -> None:
        if self._form.cancel.isEnabled():
            self._form.stage.setText(f"{text} · {eta_text(eta_s)}" if eta_s >= 0 else text)

    def _show_progress(self, percent: float) -> None:
        self._form.progress.setValue(round(percent * 10))
