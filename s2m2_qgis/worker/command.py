"""Runs a command of `s2m2` in the engine's Python, as a process of its own beside the workers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Callable

from ..engine_files import engine_folder
from .failures import cancelled, cannot_start
from .process import SAFE_PATH
from .subprocesses import StoppedError, run_lines

# A command that is cancelled ends within two seconds; this long after, it is ended by force.
_POLITE_S = 8.0
# The end of stdin counts as Ctrl-C: the command is cancelled, or QGIS is gone.
_START = (
    SAFE_PATH
    + """
import _thread, threading
def wait():
    while sys.stdin.buffer.read(1):
        pass
    _thread.interrupt_main()
threading.Thread(target=wait, daemon=True).start()
sys.path.insert(0, sys.argv.pop(1))
sys.argv[0] = "s2m2"
from s2m2_engine.entry import main
sys.exit(main())
"""
)

_lock = threading.Lock()
_running = 0


def run_command(
    python: str, arguments: Sequence[str], on_line: Callable[[str], None], is_cancelled: Callable[[], bool]
) -> int:
    """Run `s2m2 ARGUMENTS`, and return its exit status.

    Args:
        on_line: called with each line of stdout and stderr.

    Raises:
        WorkerFailure: "worker_missing": the Python cannot be started, or "cancelled".
    """
    global _running
    with _lock:
        _running += 1
    try:
        command = [python, "-c", _START, str(engine_folder()), *arguments]
        return run_lines(command, on_line, is_cancelled, polite_s=_POLITE_S)
    except StoppedError:
        raise cancelled() from None
    except OSError as error:
        raise cannot_start(python, error) from None
    finally:
        with _lock:
            _running -= 1


def is_running() -> bool:
    """Whether a command runs."""
    return _running > 0
