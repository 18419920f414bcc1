"""The terminal side of a command: progress on stderr, cancelling by Ctrl-C, errors as a sentence and an exit status.

If stderr cannot be written, the work continues. If stdout cannot be written, that is an error, since the results that
the user asked for go there.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TextIO

from . import library_environment
from .errors import CancelledError, EngineError, InputError, S2M2Error
from .progress import Reporter

# Control characters, including C1, and characters that change the direction of text. File names and notes on models can
# come from other people, and a terminal would execute control characters in them.
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {ord("\n"), ord("\t")}
_STDOUT, _STDERR = 1, 2
_SHOWN = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}")


def plain(text: str) -> str:
    """`text` with all control characters replaced, except line breaks and tabs."""
    return text.translate(_SHOWN)


class PlainOutput:
    """Replaces stdout: control characters in the text are replaced, and a failure to write raises EngineError."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text` without control characters; returns its length.

        Raises:
            EngineError: "output_lost".
        """
        try:
            self._stream.write(plain(text))
        except OSError as error:
            raise self._lost(error) from error
        return len(text)

    def flush(self) -> None:
        """Flush the stream.

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
    """Connect stdin, stdout and stderr to the null device if they are closed; set the output streams to UTF-8.

    Otherwise the next file that is opened, for example a raster, would get the number of a closed stream, and libraries
    would write their messages into it. A stdout that was closed cannot be written: the results would be lost.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # It gets the lowest free number.
            os.open(os.devnull, os.O_RDONLY if number == _STDOUT else os.O_RDWR)
    for number, name in ((_STDOUT, "stdout"), (_STDERR, "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(number, "w", encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            # Windows consoles default to a code page that lacks most of Unicode.
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Write `text` to stderr; a failure to write is ignored."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Redirect the stream, with its buffer, to the null device, so that Python does not fail on it at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


class TerminalReporter(Reporter):
    """Shows progress as one line on stderr, which is overwritten on a terminal; Ctrl-C and SIGTERM cancel.

    Attributes:
        quiet: whether only warnings are shown. A log gets all lines even so.
    """

    def __init__(self) -> None:
        self.quiet = False
        self._log: TextIO | None = None
        self._cancelled = threading.Event()
        self._live = sys.stderr.isatty()
        self._last = ""
        self._lock = threading.Lock()

    def cancel(self, signum: int, frame: FrameType | None) -> None:
        """Handle a signal: the first one cancels the work, the second one ends the process at once."""
        if self._cancelled.is_set():
            os._exit(CancelledError.exit_status)
        self._cancelled.set()

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        line = plain(f"{100 * fraction:3.0f} %  {text or stage}")
        with self._lock:
            begins = stage != self._last
            if begins:
                # In a file, one line for each stage is enough.
                self.note(line + "\n")
            if self._live and not self.quiet:
                say(f"\r{line:<60.60}" + ("\n" if fraction >= 1 else ""))
            elif begins and not self.quiet:
                say(line + "\n")
            self._last = stage

    def warning(self, code: str, text: str) -> None:
        with self._lock:
            line = f"warning: {plain(text)}\n"
            self.note(line)
            say(self._break() + line)

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def _break(self) -> str:
        return "\n" if self._live and self._last and not self.quiet else ""

    def log_to(self, path: Path) -> None:
        """Append all lines to a file from now on, each with the time.

        Raises:
            InputError: "unwritable_log".
        """
        try:
            self._log = open(path, "a", encoding="utf-8")  # noqa: SIM115 - `close` closes it
        except OSError as error:
            why = error.strerror or error
            raise InputError("unwritable_log", f"{path} cannot be written: {why}.", "Give another log file.") from error

    def note(self, line: str) -> None:
        """Write a line to the log, if there is one. If that fails, the work continues without a log."""
        if self._log is None:
            return
        try:
            self._log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {line}")
            self._log.flush()
        except OSError:
            self.close()

    def close(self) -> None:
        """Close the log."""
        log, self._log = self._log, None
        if log is not None:
            with suppress(OSError):
                log.close()


def module_status(action: Callable[[], None]) -> int:
    """Run `action`, the work of a `python -m` command; returns the exit status. An S2M2Error is written to stderr."""
    library_environment.prepare()
    try:
        action()
    except S2M2Error as error:
        say(plain(f"{error}\n"))
        return error.exit_status
    return 0
