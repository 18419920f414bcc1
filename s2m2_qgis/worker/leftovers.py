"""Removes partial files of a worker that was killed."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from pathlib import Path

from ..engine_files import names

# On Windows and on network drives, files of a process that has ended stay locked for a moment.
_TRIES = 10
_PAUSE_S = 0.1


def remove_partial(out: str, process: int) -> None:
    """Remove the partial folder or file that `process` wrote for `out`, and files that GDAL wrote next to it.

    Another process may be writing the same target: its files stay.
    """
    target = Path(out)
    places = ((target.name, ""), (target.stem, target.suffix))
    patterns = [f"{re.escape(a + names.PARTIAL_SUFFIX)}-[0-9a-f]+-{process}{re.escape(b)}(\\..*)?" for a, b in places]
    try:
        siblings = list(target.parent.iterdir())
    except OSError:
        return
    for path in siblings:
        if any(re.fullmatch(pattern, path.name) for pattern in patterns):
            remove(path)


def remove(path: Path) -> None:
    """Remove a file, or a folder with its content. A file that stays locked remains, without an error."""
    for _ in range(_TRIES):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
        if not path.exists():
            return
        time.sleep(_PAUSE_S)
