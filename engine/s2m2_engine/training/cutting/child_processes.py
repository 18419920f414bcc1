"""Starts Python processes that do not search the current folder for modules.

Where processes are spawned (Windows, macOS, and Linux from Python 3.14 on), they begin as `python -c` does: the current
folder comes first on their search path. A json.py in it would run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SAFE_PATH = "PYTHONSAFEPATH"


@contextmanager
def safe_start() -> Iterator[None]:
    """Processes that `multiprocessing` starts within this context import nothing from the current folder.

    They need absolute paths: with Python 3.10, their current folder is another one.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        if sys.version_info >= (3, 11):
            yield
        else:  # Python 3.10 does not know the variable
            with _in_pythons_own_folder():
                yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


@contextmanager
def _in_pythons_own_folder() -> Iterator[None]:
    """Change to the folder of Python's own modules; processes that start now stay in it."""
    current = os.getcwd()
    os.chdir(os.path.dirname(os.__file__))
    try:
        yield
    finally:
        os.chdir(current)
