"""Looks in the background at Pythons and at the models that the engine offers: both may take seconds.

No layer and no widget is touched in `run`, which is executed in another thread.
"""

from __future__ import annotations

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..engine_files import protocol
from ..i18n import tr
from .client import get_client, new_id
from .environment import check_python, has_pytorch
from .failures import WorkerFailure


class EngineProbe(QgsTask):
    """Starts the engine's worker and asks it for its models.

    `found(problem, models)`: `problem` says in a sentence why matching cannot start, and is empty when it can;
    `models` are (name, description, note): the note says in a sentence what is used in the model's place, and is empty
    where it is itself used.
    """

    found = pyqtSignal(str, list)

    def __init__(self) -> None:
        super().__init__(tr("Look for the matching environment"), QgsTask.Flag.CanCancel)
        self._problem = ""
        self._models: list[tuple[str, str, str]] = []

    def run(self) -> bool:
        """Never raises; what went wrong is in the `found` signal."""
        request = protocol.ModelsRequest(new_id())
        try:
            answer = get_client().run(request, _ignore, self.isCanceled)
            self._models = [(model["name"], model["description"], model["note"]) for model in answer.data["models"]]
        except WorkerFailure as failure:
            self._problem = failure.message
        except Exception as error:  # a traceback in a task's thread would reach nobody
            self._problem = tr("The matching environment does not work: {error}.").format(error=error)
        return True

    def finished(self, result: bool) -> None:
        """In the main thread, after `run`."""
        if not self.isCanceled():
            self.found.emit(self._problem, self._models)


class PythonCheck(QgsTask):
    """Tries the Python at `path`.

    `checked(problem, has_pytorch)`: `problem` says in a sentence why matching cannot run in it, and is empty if it can.
    """

    checked = pyqtSignal(str, bool)

    def __init__(self, path: str) -> None:
        super().__init__(tr("Check the matching environment"), QgsTask.Flag.CanCancel)
        self._path = path
        self._problem = ""
        self._has_pytorch = False

    def run(self) -> bool:
        """Never raises; what went wrong is in the `checked` signal."""
        try:
            self._problem = check_python(self._path)
            self._has_pytorch = not self._problem and has_pytorch(self._path)
        except Exception as error:  # a traceback in a task's thread would reach nobody
            self._problem = tr("{path} cannot be used: {error}.").format(path=self._path, error=error)
        return True

    def finished(self, result: bool) -> None:
        """In the main thread, after `run`."""
        if not self.isCanceled():
            self.checked.emit(self._problem, self._has_pytorch)


def _ignore(_event: protocol.Message) -> None:
    """Progress of a list of models is of no interest."""
