"""`python -m s2m2_engine.worker`: answers the plugin's requests until stdin closes.

stdout belongs to the protocol: before anything else is imported, file descriptor 1 is pointed at stderr, so that
neither Python's prints nor those of C libraries can end up between two messages.
"""

from __future__ import annotations

import os
import platform
import queue
import sys
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from .. import library_environment
from ..errors import CancelledError, EngineError, S2M2Error
from ..progress import FoundTiePoint, Reporter
from ..version import __version__
from . import protocol

if TYPE_CHECKING:
    from ..model.registry import KeptMatcher

# Work that has not stopped so many seconds after stdin was closed is abandoned.
GRACE_S = 2.0
# A longer line is refused, characters: a request with thousands of pairs of scenes is far shorter.
LONGEST_LINE = 2**24


class Channel:
    """Writes messages, one line each, from any thread."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, message: protocol.Message) -> None:
        """Write and flush one message. A reader that has gone away is not an error here, since stdin closes, too."""
        line = protocol.encode(message) + "\n"
        with self._lock:
            try:
                self._stream.write(line)
                self._stream.flush()
            except (OSError, ValueError):
                pass


class RequestReporter(Reporter):
    """Sends progress, tie points, metrics and warnings as messages of one request."""

    def __init__(self, request_id: str, channel: Channel, cancelled: threading.Event) -> None:
        self._id = request_id
        self._channel = channel
        self._cancelled = cancelled
        self._started = time.monotonic()

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        elapsed = time.monotonic() - self._started
        # An extrapolation from less than 5 % of the work is too uncertain.
        eta = elapsed / fraction * (1 - fraction) if fraction >= 0.05 else None
        self._channel.send(protocol.Progress(self._id, stage, round(fraction, 4), text, eta))

    def tie_points(self, crs: str, points: Sequence[FoundTiePoint]) -> None:
        rows = [[p.x, p.y, p.dx, p.dy, p.confidence] for p in points]
        self._channel.send(protocol.TiePoints(self._id, crs, rows))

    def metric(self, name: str, step: int, value: float) -> None:
        self._channel.send(protocol.Metric(self._id, name, step, value))

    def warning(self, code: str, text: str) -> None:
        self._channel.send(protocol.Warning(self._id, code, text))

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


class Worker:
    """Runs one request at a time in a separate thread, so that a `cancel` can be read while a request runs."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._requests: queue.Queue[protocol.Request[Any] | None] = queue.Queue()
        self._cancelled: dict[str, threading.Event] = {}
        self._kept: KeptMatcher | None = None  # made at the first request: its imports would delay `Hello`
        self._thread = threading.Thread(target=self._work, name="requests", daemon=True)

    def serve(self, lines: TextIO) -> None:
        """Answer requests until `lines` ends; then cancel the running request and return within GRACE_S seconds."""
        self._thread.start()
        while line := lines.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                    pass
                self._refuse(f"a line of more than {LONGEST_LINE} characters")
            elif line.strip():
                self._take(line)
        self._requests.put(None)
        for event in list(self._cancelled.values()):
            event.set()
        self._thread.join(GRACE_S)

    def _take(self, line: str) -> None:
        try:
            message = protocol.decode(line)
        except protocol.ProtocolError as error:
            self._refuse(str(error))
            return
        if isinstance(message, protocol.CancelRequest):
            if event := self._cancelled.get(message.id):
                event.set()
        elif not isinstance(message, protocol.Request):
            self._refuse(f"a message of type {message.type}, which is no request")
        elif message.id in self._cancelled:
            self._refuse(f"a second request {message.id[:200]!r} before the first has ended")
        else:
            self._cancelled[message.id] = threading.Event()
            self._requests.put(message)

    def _refuse(self, what: str) -> None:
        """Send the error that a line was not a request; it has no id, since a request of that id may be running."""
        self._channel.send(protocol.Error("", "protocol", f"The worker was sent {what}.", "", 4))

    def _work(self) -> None:
        while (request := self._requests.get()) is not None:
            answer = self._answer(request)
            # Before the answer is sent: the plugin may use the id again as soon as it has the answer.
            del self._cancelled[request.id]
            try:
                self._channel.send(answer)
            except Exception as error:  # a result that JSON cannot hold must not end this thread
                self._channel.send(_error(request.id, EngineError.unexpected(error)))

    def _answer(self, request: protocol.Request[Any]) -> protocol.Message:
        reporter = RequestReporter(request.id, self._channel, self._cancelled[request.id])
        try:
            reporter.raise_if_cancelled()
            from ..model.registry import KeptMatcher
            from .requests import run_request

            if self._kept is None:
                self._kept = KeptMatcher()
            return protocol.Result(request.id, run_request(request, reporter, self._kept))
        except S2M2Error as error:
            failure = error
        except BaseException as error:  # SystemExit would end this thread without a message
            failure = EngineError.unexpected(error)
        if reporter.is_cancelled():
            failure = CancelledError()
        return _error(request.id, failure)


def _error(request_id: str, failure: S2M2Error) -> protocol.Error:
    return protocol.Error(request_id, failure.code, failure.message, failure.hint, failure.exit_status)


def main() -> None:
    """Read requests from stdin and write the answers to stdout until stdin closes."""
    library_environment.prepare()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    lines = os.fdopen(os.dup(0), "r", encoding="utf-8", errors="replace", newline="\n")
    # Nothing else may read requests, not even a raster called /dev/stdin.
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    channel = Channel(out)
    channel.send(protocol.Hello(protocol.PROTOCOL_VERSION, __version__, platform.python_version(), os.getpid()))
    Worker(channel).serve(lines)
    # A thread that is stuck in a library must not keep the process alive.
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
