"""Checks Python environments and lists the engine's models in the background, because both may take seconds.

`run` is executed in another thread and uses no layers and no widgets.
"""

from __future__ import annotations

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..engine_files import protocol
from ..i18n import tr
from . import environment, health
from .client import get_client, new_id
from .failures import WorkerFailure
from .pythons import check_python, runs_models


class EngineProbe(QgsTask):
    """Starts the engine's worker and asks it for its models.

    `found(problem, models)`: `problem` is a sentence on why matching is not possible, or "". `models` are
    (name, description, note), where `note` is a sentence on the model that is used instead, or "". Then `outdated` says
    whether the plugin's environment has packages of another version of the plugin, and `own` whether it is used at all.
    """

    found = pyqtSignal(str, list)

    def __init__(self) -> None:
        super().__init__(tr("Look for the matching environment"), QgsTask.Flag.CanCancel)
        self._problem = ""
        self._models: list[tuple[str, str, str]] = []
        self.outdated = self.own = False

    def run(self) -> bool:
        """Run in the task's thread. It never raises: `found` carries the problem."""
        request = protocol.ModelsRequest(new_id())
        try:
            choice = environment.find_python()
            self.own = choice is not None and choice.kind == "profile"
            self.outdated = self.own and environment.is_outdated(environment.profile_folder())
            answer = get_client().run(request, _ignore, self.isCanceled)
            self._models = [(model["name"], model["description"], model["note"]) for model in answer.data["models"]]
        except WorkerFailure as failure:
            self._problem = self._ailment(failure) or failure.message
        except Exception as error:  # nobody would see a traceback of the task's thread
            self._problem = tr("The matching environment does not work: {error}.").format(error=error)
        return True

    def _ailment(self, failure: WorkerFailure) -> str:
        """Why the worker may have ended: the exit status of a crash does not tell."""
        is_meant = self.own and failure.code == "worker_died"
        return health.ailment_of(environment.profile_folder(), self.isCanceled) if is_meant else ""

    def finished(self, result: bool) -> None:
        """Emit the result; QGIS calls this in the main thread after `run`."""
        if not self.isCanceled():
            self.found.emit(self._problem, self._models)


class HealthCheck(QgsTask):
    """Tries the packages of the plugin's environment; `checked(ailment)` carries a sentence on a damaged one, or ""."""

    checked = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(tr("Check the packages for matching"), QgsTask.Flag.CanCancel)
        self._ailment = ""

    def run(self) -> bool:
        """Run in the task's thread. It never raises: `checked` carries the problem."""
        try:
            self._ailment = health.ailment_of(environment.profile_folder(), self.isCanceled)
        except Exception as error:  # nobody would see a traceback of the task's thread
            self._ailment = tr("The matching environment does not work: {error}.").format(error=error)
        return True

    def finished(self, result: bool) -> None:
        """Emit the result; QGIS calls this in the main thread after `run`."""
        if not self.isCanceled():
            self.checked.emit(self._ailment)


class PythonCheck(QgsTask):
    """Checks the Python at `path`.

    `checked(problem, runs_models)`: `problem` is a sentence on why matching cannot run in this Python, or "".
    """

    checked = pyqtSignal(str, bool)

    def __init__(self, path: str) -> None:
        super().__init__(tr("Check the matching environment"), QgsTask.Flag.CanCancel)
        self._path = path
        self._problem = ""
        self._runs_models = False

    def run(self) -> bool:
        """Run in the task's thread. It never raises: `checked` carries the problem."""
        try:
            self._problem = check_python(self._path)
            self._runs_models = not self._problem and runs_models(self._path)
        except Exception as error:  # nobody would see a traceback of the task's thread
            self._problem = tr("{path} cannot be used: {error}.").format(path=self._path, error=error)
        return True

    def finished(self, result: bool) -> None:
        """Emit the result; QGIS calls this in the main thread after `run`."""
        if not self.isCanceled():
            self.checked.emit(self._problem, self._runs_models)


def _ignore(_event: protocol.Message) -> None:
    """Ignore events: listing models takes too little time to show progress."""
