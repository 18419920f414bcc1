"""What a worker process that a batch has started does first; Dask calls it (`preload`)."""

from __future__ import annotations

import signal

from .task import prepare_worker


def dask_setup(_worker: object) -> None:
    """Prepare the process, and leave Ctrl-C, which all processes of a terminal get, to the one that started it."""
    prepare_worker()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
