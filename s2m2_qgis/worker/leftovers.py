"""Removes what a worker that was killed could not remove itself."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path

from ..engine_files import names

# Windows and network drives keep a dead process's files locked for a moment.
_TRIES = 10
_PAUSE_S = 0.1


def remove_partial(out: str) -> None:
    """Remove the partial folder or file of the target `out`, and files that GDAL put beside it."""
    target = Path(out)
    starts = (f"{target.name}{names.PARTIAL_SUFFIX}", f"{target.stem}{names.PARTIAL_SUFFIX}{target.suffix}")
    try:
        siblings = list(target.parent.iterdir())
    except OSError:
        return
    for path in siblings:
        if path.name.startswith(starts):
            remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder with all it holds; gives up quietly on one that stays locked."""
    for _ in range(_TRIES):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
        if not path.exists():
            return
        time.sleep(_PAUSE_S)
