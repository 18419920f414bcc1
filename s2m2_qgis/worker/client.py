"""The client of the engine: a synchronous call of a worker process that is kept running.

`WorkerClient.run` may be called from any thread, and calls take turns. After cancelling, it returns within a second. A
worker that does not react is ended in the background; after 3 s neither the process nor its partial files remain.
Fine-tuning, which takes long, has a separate client, so that other work can run at the same time.
"""

from __future__ import annotations

import atexit
import threading
import time
import uuid
from collections.abc import Sequence
from typing import Any, Callable, TypeVar

from ..engine_files import protocol
from ..i18n import tr
from ..journal import note
from . import command, environment, failures, pythons
from .failures import WorkerFailure
from .leftovers import remove_partial
from .process import WorkerEndedError, WorkerProcess, worker_arguments

__all__ = ["MATCHING", "TUNING", "WorkerClient", "WorkerFailure", "close_client", "get_client", "new_id"]

# Purposes of workers.
MATCHING, TUNING = "matching", "tuning"

HELLO_TIMEOUT_S = 60.0
POLL_S = 0.05

# Seconds after the cancel message in which the worker may end the request itself.
POLITE_S = 0.8
# The same for fine-tuning, which completes its current step and writes a checkpoint.
POLITE_TUNING_S = 30.0
# A process that does not end the request is terminated, then killed, this long after the cancel message.
TERMINATE_S = 1.0
KILL_S = 2.0

Data = TypeVar("Data")
OnEvent = Callable[[protocol.Message], None]
IsCancelled = Callable[[], bool]


def new_id() -> str:
    """Return the id of a new request."""
    return uuid.uuid4().hex


class _WorkerLostError(Exception):
    """The worker can no longer be used; `failure` says why."""

    def __init__(self, why: WorkerFailure) -> None:
        super().__init__(why.message)
        self.failure = why


class WorkerClient:
    """Runs requests in a worker process of the Python at `python`. It starts the process when necessary."""

    def __init__(
        self,
        python: str,
        arguments: Sequence[str] | None = None,
        polite_s: float = POLITE_S,
        keep_warm: bool = True,
    ) -> None:
        """Prepare a client without starting a worker.

        Args:
            arguments: arguments of Python; None: those of the engine's worker.
            polite_s: how long a cancelled request may take to end.
            keep_warm: whether the worker keeps running after a request.
        """
        self.python = python
        self._arguments = worker_arguments() if arguments is None else tuple(arguments)
        self._polite_s = polite_s
        self._keep_warm = keep_warm
        self._turn = threading.Lock()  # held by the call that uses the worker
        self._state = threading.Lock()  # guards what follows
        self._worker: WorkerProcess | None = None
        self._out = ""  # output of the current request
        self._endings: list[threading.Thread] = []
        self._close_when_idle = False

    @property
    def pid(self) -> int | None:
        """The process id of the running worker, or None."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive else None

    def run(
        self, request: protocol.Request[Data], on_event: OnEvent, is_cancelled: IsCancelled
    ) -> protocol.Result[Data]:
        """Run `request` and return its result.

        Args:
            request: its `id` must be new.
            on_event: called in this thread with each Progress, TiePoints, Metric and Warning. If it raises an
                exception, the worker is ended and the caller gets the exception.
            is_cancelled: called every `POLL_S`.

        Raises:
            WorkerFailure: an error of the engine or of the worker. The code is "cancelled" if `is_cancelled` has
                returned true (the call then ends within a second, or within `polite_s` if this is longer) or if
                `close` is called meanwhile.
        """
        self._take_turn(request, on_event, is_cancelled)
        try:
            return self._run(request, on_event, is_cancelled)
        finally:
            if not self._keep_warm:
                self.close()
            self._turn.release()
            if self._close_when_idle:
                self.close()

    @property
    def busy(self) -> bool:
        """Whether a request is running."""
        return self._turn.locked()

    def close(self) -> None:
        """End the process within 3 s, whatever it is doing. A later `run` starts a new process."""
        with self._state:
            worker, self._worker = self._worker, None
            self._close_when_idle = False
        if worker is not None:
            worker.close_stdin()
            self._end(worker, self._out, TERMINATE_S, KILL_S)
        for ending in self._unfinished_endings():
            ending.join()

    def close_when_idle(self) -> None:
        """Close as `close` does, but only after the current call has ended."""
        self._close_when_idle = True
        if self._turn.acquire(blocking=False):
            self._turn.release()
            self.close()

    # --- one request ---------------------------------------------------------------------------------------

    def _take_turn(self, request: protocol.Request[Any], on_event: OnEvent, is_cancelled: IsCancelled) -> None:
        if self._turn.acquire(blocking=False):
            return
        text = tr("Waiting for other work to end.")
        on_event(protocol.Progress(request.id, "starting", 0.0, text))
        while not self._turn.acquire(timeout=POLL_S):
            if is_cancelled():
                raise failures.cancelled()

    def _run(
        self, request: protocol.Request[Data], on_event: OnEvent, is_cancelled: IsCancelled
    ) -> protocol.Result[Data]:
        while self._unfinished_endings():  # they remove partial files that this request may write again
            if is_cancelled():
                raise failures.cancelled()
            time.sleep(POLL_S)
        worker = self._warm_worker() or self._start()
        self._out = getattr(request, "out", "")
        try:
            if not worker.greeted:
                self._await_hello(worker, is_cancelled)
            worker.send(request)
            return self._await_result(worker, request.id, on_event, is_cancelled)
        except WorkerFailure:
            raise
        except _WorkerLostError as lost:
            closed_meanwhile = self._worker is not worker
            self._abandon(worker)
            raise (failures.cancelled() if closed_meanwhile else lost.failure) from None
        except BaseException:
            self._abandon(worker)
            raise
        finally:
            self._out = ""
            _log(worker.take_stderr())

    def _await_result(
        self, worker: WorkerProcess, request_id: str, on_event: OnEvent, is_cancelled: IsCancelled
    ) -> protocol.Result[Any]:
        cancelled_at: float | None = None
        while True:
            message = _receive(worker)
            if message is not None and getattr(message, "id", None) == request_id:
                if isinstance(message, protocol.Result):
                    return message
                if isinstance(message, protocol.Error):
                    raise WorkerFailure(message.code, message.message, message.hint, message.exit_status)
                if cancelled_at is None:
                    on_event(message)
            elif isinstance(message, protocol.Error) and not message.id:
                raise _WorkerLostError(failures.not_understood(message.message))
            if cancelled_at is None and is_cancelled():
                cancelled_at = time.monotonic()
                worker.send(protocol.CancelRequest(request_id))
            elif cancelled_at is not None and time.monotonic() - cancelled_at > self._polite_s:
                self._abandon(worker, TERMINATE_S - POLITE_S, KILL_S - POLITE_S)
                raise failures.cancelled()

    # --- the process ---------------------------------------------------------------------------------------

    def _warm_worker(self) -> WorkerProcess | None:
        worker = self._worker
        if worker is None or worker.alive:
            return worker
        self._abandon(worker)
        return None

    def _start(self) -> WorkerProcess:
        try:
            worker = WorkerProcess(self.python, self._arguments)
        except OSError as error:
            pythons.forget_checks()
            raise failures.cannot_start(self.python, error) from None
        with self._state:
            self._worker = worker
        note(tr("The worker {pid} was started with {python}.").format(pid=worker.pid, python=self.python))
        return worker

    def _await_hello(self, worker: WorkerProcess, is_cancelled: IsCancelled) -> None:
        deadline = time.monotonic() + HELLO_TIMEOUT_S
        while time.monotonic() < deadline:
            if is_cancelled():
                self._abandon(worker)
                raise failures.cancelled()
            try:
                message = worker.receive(POLL_S)
            except protocol.ProtocolError as error:
                raise _WorkerLostError(failures.not_understood(error)) from None
            except WorkerEndedError:
                pythons.forget_checks()
                status = worker.wait(1.0)
                why = failures.ended_at_start(self.python, status, worker.last_stderr())
                raise _WorkerLostError(why) from None
            if isinstance(message, protocol.Hello):
                if message.protocol != protocol.PROTOCOL_VERSION:
                    raise _WorkerLostError(failures.not_understood(f"protocol version {message.protocol}"))
                worker.greeted, worker.engine_pid = True, message.pid
                return
        raise _WorkerLostError(failures.never_said_hello(HELLO_TIMEOUT_S))

    def _abandon(self, worker: WorkerProcess, terminate_s: float = 0.0, kill_s: float = 1.0) -> None:
        """Give up a worker. A thread ends it and removes its partial files."""
        ending = threading.Thread(
            target=self._end, args=(worker, self._out, terminate_s, kill_s), name="s2m2 worker ending"
        )
        with self._state:
            if self._worker is worker:
                self._worker = None
            self._endings.append(ending)
            ending.start()

    @staticmethod
    def _end(worker: WorkerProcess, out: str, terminate_s: float, kill_s: float) -> None:
        """Wait until the process ends; terminate it after `terminate_s`, and kill it after `kill_s`."""
        if worker.wait(terminate_s) is None:
            worker.terminate()
            if worker.wait(kill_s - terminate_s) is None:
                worker.kill()
                worker.wait(KILL_S)
        worker.release()
        note(tr("The worker {pid} has ended.").format(pid=worker.pid))
        if out:
            remove_partial(out, worker.engine_pid)

    def _unfinished_endings(self) -> list[threading.Thread]:
        with self._state:
            self._endings = [ending for ending in self._endings if ending.is_alive()]
            return list(self._endings)


def _receive(worker: WorkerProcess) -> protocol.Message | None:
    """Return the next message of a worker that has sent its hello, or None if there is none yet."""
    try:
        return worker.receive(POLL_S)
    except protocol.ProtocolError as error:
        raise _WorkerLostError(failures.not_understood(error)) from None
    except WorkerEndedError:
        raise _WorkerLostError(failures.ended_at_work(worker.wait(1.0))) from None


def _log(lines: Sequence[str]) -> None:
    if lines:
        note("\n".join(lines))


# --- the shared clients of the plugin -----------------------------------------------------------------------

_shared: dict[str, WorkerClient] = {}
_shared_lock = threading.Lock()


def usable_python() -> environment.PythonChoice:
    """The Python that `environment.find_python` finds.

    Raises:
        WorkerFailure: "no_python"; "bad_python" if the chosen Python cannot be used.
    """
    choice = environment.find_python()
    if choice is None:
        message = tr("Matching needs a Python environment, which is not set up yet.")
        raise WorkerFailure("no_python", message, failures.setup_hint())
    if choice.problem:
        raise WorkerFailure("bad_python", choice.problem, failures.setup_hint())
    return choice


def get_client(purpose: str = MATCHING) -> WorkerClient:
    """Return the client for the Python that `environment.find_python` finds. Changed settings take effect at once.

    Args:
        purpose: TUNING for fine-tuning, or MATCHING for all other requests.

    Raises:
        WorkerFailure: "no_python"; "bad_python" if the chosen Python cannot be used.
    """
    choice = usable_python()
    with _shared_lock:
        former = _shared.get(purpose)
        if former is not None and former.python == choice.path:
            return former
        client = _shared[purpose] = _new_client(choice.path, purpose)
    if former is not None:
        former.close_when_idle()
    return client


def _new_client(python: str, purpose: str) -> WorkerClient:
    if purpose == TUNING:  # a worker for tuning keeps a network and scenes in memory, so it ends after the request
        return WorkerClient(python, polite_s=POLITE_TUNING_S, keep_warm=False)
    return WorkerClient(python)


def is_busy() -> bool:
    """Whether a request is running in one of the shared workers, or a command beside them."""
    with _shared_lock:
        return command.is_running() or any(client.busy for client in _shared.values())


def close_client() -> None:
    """End the shared workers, whatever they are doing: the plugin is unloaded, or its environment is created again."""
    with _shared_lock:
        clients = list(_shared.values())
        _shared.clear()
    for client in clients:
        client.close()


# If QGIS ends in another way, the stdin of the workers is closed, and they exit.
atexit.register(close_client)
