"""Runs a program and reads its output line by line, with cancellation and a time limit."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, Callable

from .process import clean_environment, hidden_window

_POLL_S = 0.1
_KILL_AFTER_S = 1.0


class StoppedError(Exception):
    """The program was stopped, by the user if `cancelled` is true, else by the time limit."""

    def __init__(self, cancelled: bool) -> None:
        super().__init__("cancelled" if cancelled else "time limit")
        self.cancelled = cancelled


def run_lines(
    command: Sequence[str],
    on_line: Callable[[str], None],
    is_cancelled: Callable[[], bool] = lambda: False,
    limit_s: float | None = None,
    variables: Mapping[str, str] | None = None,
    polite_s: float = 0.0,
) -> int:
    """Run `command`, and return its exit status.

    Args:
        on_line: called with each line of stdout and stderr.
        variables: the environment variables; None: those of QGIS, cleaned for the program.
        polite_s: a program that is cancelled may take so long to end by itself; the end of its stdin tells it.

    Raises:
        OSError: the program cannot be started.
        StoppedError: the program was stopped, because it was cancelled or took longer than `limit_s`.
    """
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE if polite_s else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=clean_environment(command[0], os.environ) if variables is None else dict(variables),
        **hidden_window(),
    )
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read, args=(process.stdout, lines), name="s2m2 subprocess", daemon=True).start()
    deadline = None if limit_s is None else time.monotonic() + limit_s
    asked = False
    try:
        while True:
            try:
                line = lines.get(timeout=_POLL_S)
            except queue.Empty:
                line = ""
            if line is None:
                status = process.wait()
                if asked:
                    raise StoppedError(cancelled=True)
                return status
            if line:
                on_line(line)
            if not asked and is_cancelled():
                asked, deadline = True, time.monotonic() + polite_s
                _close_stdin(process)
            if deadline is not None and time.monotonic() >= deadline:
                raise StoppedError(cancelled=asked)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(_KILL_AFTER_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        _close_stdin(process)


def _close_stdin(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()


def run_quietly(command: Sequence[str], limit_s: float) -> tuple[int, list[str]]:
    """Run `command`, and return its exit status and its output lines.

    Raises:
        OSError, StoppedError: as `run_lines`.
    """
    lines: list[str] = []
    return run_lines(command, lines.append, limit_s=limit_s), lines


def _read(stream: Any, lines: queue.Queue[str | None]) -> None:
    with stream:
        for line in stream:
            text = line.decode("utf-8", "replace").rstrip()
            if text:
                lines.put(text)
    lines.put(None)
