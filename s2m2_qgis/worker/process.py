"""One worker process: its environment, its pipes, and its end.

`subprocess` rather than QProcess: a QProcess belongs to the thread that made it and needs that thread to live, while
the warm worker outlives the task that started it and is used from task, Processing and main threads in turn. Python's
pipes with a reader thread each work from any thread, without an event loop, and in qgis_process alike.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..engine_files import engine_folder, protocol

KEPT_STDERR_LINES = 50
_LONGEST_LINE = 64 * 1024 * 1024
_LONGEST_STDERR_LINE = 4096

# What QGIS sets for itself and another Python must not inherit: it would load QGIS's libraries and data.
_REMOVED = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "__PYVENV_LAUNCHER__")
_REMOVED_PREFIXES = ("PROJ_", "GDAL_", "QGIS_", "DYLD_", "QT_")

# The first lines of code for `python -c`. Python looks for modules in the current folder first, which for QGIS is where
# the user last opened a project: a json.py there would run. `sys` is built in. (Option -P is new in Python 3.11, and
# -I would hide what the user installed for themselves, too.)
SAFE_PATH = """
import sys
sys.path[:] = [folder for folder in sys.path if folder]
"""
# With the engine's folder as argument. PYTHONPATH would be split at a colon in its name.
_START_WORKER = (
    SAFE_PATH
    + """
sys.path.insert(0, sys.argv.pop(1))
import runpy
runpy.run_module("s2m2_engine.worker", run_name="__main__", alter_sys=True)
"""
)


def worker_arguments() -> list[str]:
    """What Python is started with to be the engine's worker."""
    return ["-c", _START_WORKER, str(engine_folder())]


def clean_environment(python: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables that `python` is started with: those inherited, less QGIS's own, and UTF-8 everywhere."""
    variables = {
        name: value
        for name, value in inherited.items()
        if name.upper() not in _REMOVED and not name.upper().startswith(_REMOVED_PREFIXES)
    }
    variables["PYTHONUTF8"] = "1"
    variables["PYTHONIOENCODING"] = "utf-8"
    # From Python 3.11 on nothing that the process starts in turn looks for modules in the current folder, either.
    variables["PYTHONSAFEPATH"] = "1"
    prefix = Path(python).parent
    if sys.platform == "win32" and (prefix / "conda-meta").is_dir():
        # An environment of conda finds its DLLs only where activation would have put it on PATH.
        folders = [prefix, prefix / "Library" / "bin", prefix / "Scripts"]
        variables["PATH"] = os.pathsep.join([*map(str, folders), variables.get("PATH", "")])
    return variables


def hidden_window() -> dict[str, Any]:
    """Arguments of Popen that keep a console window from flashing up on Windows."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {}


class WorkerEndedError(Exception):
    """The process closed its stdout."""


class WorkerProcess:
    """A started worker. Methods may be called from any thread; messages are for one reader at a time."""

    def __init__(self, python: str, arguments: Sequence[str]) -> None:
        """Start it.

        Raises:
            OSError: there is no such program, or it cannot be executed.
        """
        self._process = subprocess.Popen(
            [python, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(python, os.environ),
            # Ctrl-C in the terminal of qgis_process is not the worker's: it ends when its stdin closes.
            start_new_session=sys.platform != "win32",
            **hidden_window(),
        )
        self._messages: queue.Queue[protocol.Message | Exception] = queue.Queue()
        self._stderr: deque[str] = deque(maxlen=KEPT_STDERR_LINES)
        self._stderr_lock = threading.Lock()
        self.greeted = False  # whether its hello has come
        self._readers = [
            threading.Thread(target=self._read_stdout, name="s2m2 worker stdout", daemon=True),
            threading.Thread(target=self._read_stderr, name="s2m2 worker stderr", daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, message: protocol.Message) -> None:
        """Write a message. A worker that has gone is noticed when its answer is awaited."""
        stdin = self._process.stdin
        assert stdin is not None
        with contextlib.suppress(OSError, ValueError):
            stdin.write((protocol.encode(message) + "\n").encode("utf-8"))
            stdin.flush()

    def receive(self, timeout_s: float) -> protocol.Message | None:
        """The next message, or None when none came in time.

        Raises:
            protocol.ProtocolError: the worker wrote something that is no message of this protocol version.
            WorkerEndedError: it has closed its stdout.
        """
        try:
            item = self._messages.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(item, Exception):
            self._messages.put(item)  # what comes after it is not to be trusted
            raise item
        return item

    def last_stderr(self) -> list[str]:
        """The last lines of stderr, at most KEPT_STDERR_LINES, without taking them."""
        with self._stderr_lock:
            return list(self._stderr)

    def take_stderr(self) -> list[str]:
        """The last lines of stderr since this was last called, at most KEPT_STDERR_LINES."""
        with self._stderr_lock:
            lines = list(self._stderr)
            self._stderr.clear()
        return lines

    def wait(self, timeout_s: float) -> int | None:
        """The exit status once the process has ended and its stderr is read; None when it goes on."""
        try:
            status = self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None
        self._readers[1].join(0.5)
        return status

    def close_stdin(self) -> None:
        """Ask it to end: a worker that reads the end of its stdin exits."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # what was buffered could not be written any more
            self._process.stdin.close()

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def release(self) -> None:
        """Give the pipes back, after the process has ended."""
        self.close_stdin()
        for reader, pipe in zip(self._readers, (self._process.stdout, self._process.stderr)):
            reader.join(0.5)
            if pipe is not None and not reader.is_alive():
                pipe.close()

    def _read_stdout(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        while True:
            line = stdout.readline(_LONGEST_LINE)
            if not line:
                self._messages.put(WorkerEndedError())
                return
            text = line.decode("utf-8", "replace").strip()
            if not text:
                continue
            try:
                self._messages.put(protocol.decode(text))
            except protocol.ProtocolError as error:
                self._messages.put(error)

    def _read_stderr(self) -> None:
        stderr = self._process.stderr
        assert stderr is not None
        while line := stderr.readline(_LONGEST_STDERR_LINE):
            text = line.decode("utf-8", "replace").rstrip()
            if text:
                with self._stderr_lock:
                    self._stderr.append(text)
