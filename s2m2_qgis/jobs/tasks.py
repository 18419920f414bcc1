"""QgsTasks that match, refit, correct, fine-tune, manage models and set up the environment.

`run()` is executed in a thread of the task manager: it never raises and never touches a layer or a widget. Every
signal arrives in the main thread: signals of `run()` are queued, and the last signals come from `finished()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..engine_files import protocol
from ..i18n import tr
from ..qt_compat import TASK_FLAGS
from ..worker import environment, making, removing
from ..worker.client import close_client, is_busy
from ..worker.failures import WorkerFailure
from ..worker.installer import PackageSource
from ..worker.network import Network
from .calls import (
    Corrected,
    CorrectInputs,
    MatchInputs,
    ModelChange,
    ModelsListed,
    run_correct,
    run_match,
    run_models,
    run_request,
)
from .finetune import FineTuneInputs, run_finetune

Slot = Callable[..., None]
Connection = tuple[Any, Slot]  # a signal, and the slot that it is connected to


def abandon(task: QgsTask, connections: Iterable[Connection]) -> None:
    """Cancel a task and disconnect its signals, since the objects that it would call are about to be deleted."""
    for signal, slot in connections:
        signal.disconnect(slot)
    task.cancel()


class Job(QgsTask):
    """Runs `work` and keeps its outcome for `finished`, which the task manager calls in the main thread."""

    failed = pyqtSignal(str, str, str)  # message, hint, code
    was_cancelled = pyqtSignal()

    def __init__(self, description: str) -> None:
        super().__init__(description, TASK_FLAGS)
        self._result: Any = None
        self._failure: WorkerFailure | None = None

    def work(self) -> Any:
        """Do the task's work, in its own thread; returns the result for `announce`.

        Raises:
            WorkerFailure: the work failed or was cancelled.
        """
        raise NotImplementedError

    def announce(self, result: Any) -> None:
        """Emit the result of a success, in the main thread."""
        raise NotImplementedError

    def run(self) -> bool:
        try:
            self._result = self.work()
        except WorkerFailure as failure:
            self._failure = failure
        except Exception as error:  # nobody would see a traceback in a task's thread
            self._failure = WorkerFailure(
                "unexpected",
                tr("The plugin failed: {error}.").format(error=f"{type(error).__name__}: {error}"),
                tr("Please report this sentence."),
            )
        # What the user has stopped has not failed; QGIS would say so.
        return self._failure is None or self._failure.cancelled

    def finished(self, result: bool) -> None:
        if self._failure is not None and self._failure.cancelled:
            self.was_cancelled.emit()
        elif result:
            self.announce(self._result)
        elif self._failure is None:  # it was cancelled before it began
            self.was_cancelled.emit()
        else:
            self.failed.emit(self._failure.message, self._failure.hint, self._failure.code)


class _WorkerJob(Job):
    """A job that the engine's worker does; it passes on the worker's progress."""

    stage_changed = pyqtSignal(str, float)  # text for the user, seconds left or -1
    tie_points_found = pyqtSignal(str, list)  # CRS, rows (x, y, dx, dy, confidence)
    warned = pyqtSignal(str, str)  # text, code
    succeeded = pyqtSignal(dict)

    def announce(self, result: Any) -> None:
        self.succeeded.emit(result)

    def on_event(self, event: protocol.Message) -> None:
        """Pass a message of the worker on as a signal."""
        if isinstance(event, protocol.Progress):
            self.setProgress(100.0 * event.fraction)
            self.stage_changed.emit(event.text, -1.0 if event.eta_s is None else event.eta_s)
        elif isinstance(event, protocol.TiePoints):
            self.tie_points_found.emit(event.crs, event.points)
        elif isinstance(event, protocol.Warning):
            self.warned.emit(event.text, event.code)


class MatchTask(_WorkerJob):
    """Matches a pair of layers; `succeeded` carries protocol.MatchData."""

    def __init__(self, inputs: MatchInputs) -> None:
        super().__init__(tr("Match {sar} and {optical}").format(sar=inputs.sar.name, optical=inputs.optical.name))
        self._inputs = inputs

    def work(self) -> protocol.MatchData:
        return run_match(self._inputs, self.on_event, self.isCanceled)

    def finished(self, result: bool) -> None:
        self._inputs.ground.remove()  # nothing else does if the task was cancelled before it began
        super().finished(result)


class _RequestTask(_WorkerJob):
    """Lets the worker do what a request asks for that needs no layer; `succeeded` carries the data of its result."""

    def __init__(self, title: str, request: protocol.Request[Any]) -> None:
        super().__init__(title)
        self._request = request

    def work(self) -> Any:
        return run_request(self._request, self.on_event, self.isCanceled)


class RefitTask(_RequestTask):
    """Makes the results of a match anew from its checked tie points; `succeeded` carries protocol.MatchData."""

    def __init__(self, request: protocol.RefitRequest) -> None:
        super().__init__(tr("Refit a match"), request)


class TransformTask(_RequestTask):
    """Asks for the transform that rasters are corrected by; `succeeded` carries protocol.TransformData."""

    def __init__(self, request: protocol.TransformRequest) -> None:
        super().__init__(tr("Prepare a preview"), request)


class CorrectTask(_WorkerJob):
    """Writes a corrected raster, and those of further layers; `succeeded` carries Corrected."""

    def __init__(self, inputs: CorrectInputs) -> None:
        super().__init__(tr("Correct {name}").format(name=inputs.raster.name))
        self._inputs = inputs

    def work(self) -> Corrected:
        return run_correct(self._inputs, self.on_event, self.isCanceled)


class FineTuneTask(_WorkerJob):
    """Tunes a model; `succeeded` carries protocol.FineTuneData."""

    metric_found = pyqtSignal(str, int, float)  # name, step, value

    def __init__(self, inputs: FineTuneInputs) -> None:
        request = inputs.request
        super().__init__(tr("Fine-tune {model} to “{name}”").format(model=request.model, name=request.name))
        self._inputs = inputs

    def work(self) -> protocol.FineTuneData:
        return run_finetune(self._inputs, self.on_event, self.isCanceled)

    def on_event(self, event: protocol.Message) -> None:
        if isinstance(event, protocol.Metric):
            self.metric_found.emit(event.name, event.step, event.value)
        else:
            super().on_event(event)


class ModelsTask(_WorkerJob):
    """Carries out a change of the models, if there is one, and lists them; `succeeded` carries ModelsListed."""

    def __init__(self, change: ModelChange | None = None) -> None:
        super().__init__(tr("List models") if change is None else tr("Change models"))
        self._change = change

    def work(self) -> ModelsListed:
        return run_models(self._change, self.on_event, self.isCanceled)


class EnvironmentTask(Job):
    """Creates the environment in the user's profile, on request, from an index or from a folder of wheels."""

    text = pyqtSignal(str)
    succeeded = pyqtSignal(str)  # why PyTorch or Dask is missing although it was wanted, or ""
    failed = pyqtSignal(str, str)  # message, hint

    def __init__(
        self,
        source: PackageSource,
        with_pytorch: bool = True,
        base: str = "",
        anew: bool = False,
        with_dask: bool = False,
    ) -> None:
        super().__init__(tr("Set up the matching environment"))
        self._source = replace(source, network=Network.of_qgis())  # which only the main thread may read
        self._with_pytorch, self._with_dask = with_pytorch, with_dask
        self._base = base
        self._anew = anew

    def work(self) -> str:
        return making.create_environment(
            environment.profile_folder(),
            self._source,
            self._with_pytorch,
            self.text.emit,
            self.isCanceled,
            close_client,
            self._base,
            self._anew,
            self._with_dask,
        )

    def announce(self, result: str) -> None:
        self.succeeded.emit(result)

    def finished(self, result: bool) -> None:
        if self._failure is not None and not self._failure.cancelled:
            self.failed.emit(self._failure.message, self._failure.hint)
        else:
            super().finished(result)


class MeasureTask(Job):
    """Measures the environment in the user's profile; `succeeded` carries its megabytes."""

    succeeded = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__(tr("Measure the matching environment"))

    def work(self) -> int:
        return removing.size_mb(environment.profile_folder())

    def announce(self, result: int) -> None:
        self.succeeded.emit(result)


class RemoveTask(Job):
    """Removes the environment in the user's profile, on request."""

    succeeded = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(tr("Remove the matching environment"))

    def work(self) -> None:
        removing.remove_environment(environment.profile_folder(), is_busy, close_client)

    def announce(self, result: None) -> None:
        self.succeeded.emit()
