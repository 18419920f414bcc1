"""How a command talks to a terminal: progress on stderr, Ctrl-C as cancel, failures as a sentence and a status."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from types import FrameType

from . import gdal_environment
from .errors import CancelledError, S2M2Error
from .progress import Reporter


class TerminalReporter(Reporter):
    """Progress as one line on stderr, rewritten in place on a terminal; Ctrl-C and SIGTERM cancel."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._live = sys.stderr.isatty()
        self._last = ""
        self._lock = threading.Lock()

    def cancel(self, signum: int, frame: FrameType | None) -> None:
        """Signal handler. A second signal ends the process at once."""
        if self._cancelled.is_set():
            os._exit(CancelledError.exit_status)
        self._cancelled.set()

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        line = f"{100 * fraction:3.0f} %  {text or stage}"
        with self._lock:
            if self._live:
                sys.stderr.write(f"\r{line:<60.60}" + ("\n" if fraction >= 1 else ""))
            elif stage != self._last:
                # In a log one line a stage is enough.
                sys.stderr.write(line + "\n")
            self._last = stage
            sys.stderr.flush()

    def warning(self, code: str, text: str) -> None:
        with self._lock:
            sys.stderr.write(f"{self._break()}warning: {text}\n")

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def _break(self) -> str:
        return "\n" if self._live and self._last else ""


def module_status(action: Callable[[], None]) -> int:
    """Run what a `python -m` command does; its exit status, with a sentence on stderr where it failed."""
    gdal_environment.prepare()
    try:
        action()
    except S2M2Error as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0
