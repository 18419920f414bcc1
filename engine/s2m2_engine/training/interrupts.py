"""Ctrl-C and SIGTERM during training are only recorded, so that the step is completed and a checkpoint is written."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def noted_interrupts() -> Iterator[Callable[[], bool]]:
    """Yield a function that tells whether a signal has arrived.

    Handlers that were set before (those of the command line) are also called; without such a handler, a second signal
    raises KeyboardInterrupt. Outside the main thread nothing changes.
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
