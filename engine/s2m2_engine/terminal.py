"""How a command talks to a terminal: progress on stderr, Ctrl-C as cancel, failures as a sentence and a status.

What is lost on stderr stops nothing, and what is lost on stdout is a failure, since it is what was asked for.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import TextIO

from . import gdal_environment
from .errors import CancelledError, EngineError, S2M2Error
from .progress import Reporter

# Control characters, C1's among them, and those that change the direction of text: names of files and notes of models
# come from others, and a terminal would obey.
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {ord("\n"), ord("\t")}
_SHOWN = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}")


def plain(text: str) -> str:
    """`text` with nothing in it that a terminal would obey, but new lines and tabs."""
    return text.translate(_SHOWN)


class PlainOutput:
    """Stands for stdout: what is printed is made plain, and what cannot be written is an EngineError."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """As a text stream does.

        Raises:
            EngineError: "output_lost".
        """
        try:
            self._stream.write(plain(text))
        except OSError as error:
            raise self._lost(error) from error
        return len(text)

    def flush(self) -> None:
        """As a text stream does.

        Raises:
            EngineError: "output_lost".
        """
        try:
            self._stream.flush()
        except OSError as error:
            raise self._lost(error) from error

    def _lost(self, error: OSError) -> EngineError:
        _silence(self._stream)
        return EngineError("output_lost", f"The output could not be written: {error.strerror or error}.")


def prepare_streams() -> None:
    """Give stdin, stdout and stderr a place where they were closed, and UTF-8 where they were not.

    Otherwise the next file that is opened, a raster perhaps, would be what libraries write their messages to.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            # Windows consoles default to a code page that lacks most of Unicode.
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Write `text` to stderr, as far as that can be."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Have the rest, with what is still in the buffer, go nowhere, so that Python does not fail on it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


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
        line = plain(f"{100 * fraction:3.0f} %  {text or stage}")
        with self._lock:
            if self._live:
                say(f"\r{line:<60.60}" + ("\n" if fraction >= 1 else ""))
            elif stage != self._last:
                # In a log one line a stage is enough.
                say(line + "\n")
            self._last = stage

    def warning(self, code: str, text: str) -> None:
        with self._lock:
            say(f"{self._break()}warning: {plain(text)}\n")

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
        say(plain(f"{error}\n"))
        return error.exit_status
    return 0
