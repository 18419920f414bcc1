"""The program `s2m2`: it imports next to nothing before it has seen to it that Ctrl-C ends it without a traceback."""

from __future__ import annotations

import os

_EXIT_CANCELLED = 130  # that of `errors`, whose import takes as long as all of this


def main() -> int:
    """Run the command line, and return its exit status."""
    try:
        import signal

        # While modules are imported, an exception may come out as another one, or be printed and lost.
        signal.signal(signal.SIGINT, _end)
        from .cli import main as run

        return run()
    except KeyboardInterrupt:
        return _EXIT_CANCELLED


def _end(*_signal_and_frame: object) -> None:
    os._exit(_EXIT_CANCELLED)
