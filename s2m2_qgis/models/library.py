"""Lists and changes models in the background by the engine, so that windows stay usable."""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..i18n import tr
from ..jobs.calls import ModelChange, ModelsListed
from ..jobs.tasks import ModelsTask

# Failures that can be solved by another name.
NAME_PROBLEMS = ("bad_model_name", "model_exists")


class ModelLibrary(QObject):
    """Runs one request at a time, and ignores others while it is `busy`. A request ends with `listed` or `failed`."""

    listed = pyqtSignal(dict)  # ModelsListed
    failed = pyqtSignal(str, str, str)  # message, hint, code
    told = pyqtSignal(str)  # text on the progress

    def __init__(self, parent: QObject, make_task: Callable[[ModelChange | None], QgsTask] = ModelsTask) -> None:
        super().__init__(parent)
        self._make_task = make_task
        self._task: QgsTask | None = None

    @property
    def busy(self) -> bool:
        """Whether a request is running."""
        return self._task is not None

    def request(self, change: ModelChange | None = None) -> None:
        """Make `change`, if it is given, then list all models."""
        if self.busy:
            return
        self._task = self._make_task(change)
        self._task.stage_changed.connect(self._tell)
        self._task.succeeded.connect(self._succeeded)
        self._task.failed.connect(self._failed)
        self._task.was_cancelled.connect(self._was_cancelled)
        QgsApplication.taskManager().addTask(self._task)

    def shut_down(self) -> None:
        """Cancel the task and disconnect from it."""
        task, self._task = self._task, None
        if task is not None:
            for signal in (task.stage_changed, task.succeeded, task.failed, task.was_cancelled):
                signal.disconnect()
            task.cancel()

    def _tell(self, text: str, _eta_s: float) -> None:
        self.told.emit(text)

    def _succeeded(self, listing: ModelsListed) -> None:
        self._task = None
        self.listed.emit(listing)

    def _failed(self, message: str, hint: str, code: str) -> None:
        self._task = None
        self.failed.emit(message, hint, code)

    def _was_cancelled(self) -> None:
        self._failed(tr("Cancelled."), "", "cancelled")
