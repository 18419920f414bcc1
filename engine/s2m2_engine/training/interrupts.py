"""Ctrl-C and SIGTERM while training: noted, so that the step can be finished and a checkpoint written."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def noted_interrupts() -> Iterator[Callable[[], bool]]:
    """Yields a function that says whether a signal has come. A second one does what it did before.

    Handlers that were there (the command line's) are called, too. Outside the main thread nothing is changed.
    """
    noted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield noted.is_set
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def note(number: int, frame: FrameType | None) -> None:
        first = not noted.is_set()
        noted.set()
        previous = before[signal.Signals(number)]
        if callable(previous) and previous is not signal.default_int_handler:
            previous(number, frame)
        elif not first:
            raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, note)
    try:
        yield noted.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
