"""A worker process: its environment variables, its pipes, and its end.

It uses `subprocess` instead of QProcess. A QProcess belongs to the thread that made it and needs this thread, but the
worker outlives the task that started it and is used by task threads, Processing and the main thread in turn. Python's
pipes, each with a reader thread, work from any thread, without an event loop, and also in qgis_process.
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

# Variables that QGIS sets for itself. Another Python must not inherit them, because it would load QGIS's libraries.
_REMOVED = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "__PYVENV_LAUNCHER__")
_REMOVED_PREFIXES = ("PROJ_", "GDAL_", "QGIS_", "DYLD_", "QT_")

# The first lines of code for `python -c`. Python searches the current folder for modules first. In QGIS that is the
# folder of the last project, so a json.py in it would run. `sys` is built in. (Option -P needs Python 3.11, and -I
# would also hide packages that users have installed for themselves.)
SAFE_PATH = """
import sys
sys.path[:] = [folder for folder in sys.path if folder]
"""
# The engine's folder is an argument, because PYTHONPATH would be split at a colon in its name.
_START_WORKER = (
    SAFE_PATH
    + """
sys.path.insert(0, sys.argv.pop(1))
import runpy
runpy.run_module("s2m2_engine.worker", run_name="__main__", alter_sys=True)
"""
)


def worker_arguments() -> list[str]:
    """Return the arguments of Python that start the engine's worker."""
    return ["-c", _START_WORKER, str(engine_folder())]


def clean_environment(python: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables for `python`: the inherited variables without those of QGIS, and UTF-8."""
    variables = {
        name: value
        for name, value in inherited.items()
        if name.upper() not in _REMOVED and not name.upper().startswith(_REMOVED_PREFIXES)
    }
    variables["PYTHONUTF8"] = "1"
    variables["PYTHONIOENCODING"] = "utf-8"
    # From Python 3.11 on, processes that this process starts do not search the current folder for modules, either.
    variables["PYTHONSAFEPATH"] = "1"
    prefix = Path(python).parent
    if sys.platform == "win32" and (prefix / "conda-meta").is_dir():
        # A conda environment finds its DLLs only if these folders are on PATH, as after its activation.
        folders = [prefix, prefix / "Library" / "bin", prefix / "Scripts"]
        variables["PATH"] = os.pathsep.join([*map(str, folders), variables.get("PATH", "")])
    return variables


def hidden_window() -> dict[str, Any]:
    """Return arguments for Popen that prevent a console window on Windows."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {}


class WorkerEndedError(Exception):
    """The process closed its stdout."""


class WorkerProcess:
    """A running worker. Methods may be called from any thread, but only one thread may receive messages at a time."""

    def __init__(self, python: str, arguments: Sequence[str]) -> None:
        """Start the process.

        Raises:
            OSError: the program does not exist or cannot be executed.
        """
        self._process = subprocess.Popen(
            [python, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(python, os.environ),
            # The worker must not get Ctrl-C from the terminal of qgis_process; it ends when its stdin is closed.
            start_new_session=sys.platform != "win32",
            **hidden_window(),
        )
        self._messages: queue.Queue[protocol.Message | Exception] = queue.Queue()
        self._stderr: deque[str] = deque(maxlen=KEPT_STDERR_LINES)
        self._stderr_lock = threading.Lock()
        self.greeted = False  # whether its hello has arrived
        # The engine's process; on Windows the Python of an environment starts another process, which is the engine.
        self.engine_pid = self._process.pid
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
        """Write a message. If the worker has ended, `receive` reports it."""
        stdin = self._process.stdin
        assert stdin is not None
        with contextlib.suppress(OSError, ValueError):
            stdin.write((protocol.encode(message) + "\n").encode("utf-8"))
            stdin.flush()

    def receive(self, timeout_s: float) -> protocol.Message | None:
        """Return the next message, or None if none arrives within `timeout_s`.

        Raises:
            protocol.ProtocolError: the worker wrote something other than a message of this protocol version.
            WorkerEndedError: the worker has closed its stdout.
        """
        try:
            item = self._messages.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if isinstance(item, Exception):
            self._messages.put(item)  # later messages are not reliable
            raise item
        return item

    def last_stderr(self) -> list[str]:
        """Return the last lines of stderr, at most `KEPT_STDERR_LINES`, and keep them."""
        with self._stderr_lock:
            return list(self._stderr)

    def take_stderr(self) -> list[str]:
        """Return the last lines of stderr since the last call, at most `KEPT_STDERR_LINES`."""
        with self._stderr_lock:
            lines = list(self._stderr)
            self._stderr.clear()
        return lines

    def wait(self, timeout_s: float) -> int | None:
        """Wait for the end of the process and its stderr; returns the exit status, or None if it still runs."""
        try:
            status = self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None
        self._readers[1].join(0.5)
        return status

    def close_stdin(self) -> None:
        """Ask the worker to end: it exits when its stdin is closed."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # buffered data cannot be written any more
            self._process.stdin.close()

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def release(self) -> None:
        """Close the pipes after the process has ended."""
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
