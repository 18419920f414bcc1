"""How much an environment takes, and whether the disk has room for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..i18n import tr
from .failures import WorkerFailure

_MB = 1_000_000


@dataclass(frozen=True)
class Size:
    """Sizes in megabytes: what is downloaded, and what stays on the disk."""

    download_mb: int
    disk_mb: int


# The locked packages on Linux with Python 3.11, with the libraries in their wheels, rounded up.
_PACKAGES = Size(140, 520)
# PyTorch and what it needs.
_PYTORCH = Size(200, 900)
# Dask and what it needs.
_DASK = Size(60, 220)


def size_of(packages: bool, pytorch: bool, dask: bool = False) -> Size:
    """The size of the engine's packages, of PyTorch, of Dask, or of several of them."""
    parts = [part for part, wanted in ((_PACKAGES, packages), (_PYTORCH, pytorch), (_DASK, dask)) if wanted]
    return Size(sum(part.download_mb for part in parts), sum(part.disk_mb for part in parts))


def free_mb(folder: Path) -> int | None:
    """The free megabytes on the disk of a folder; None if the system does not tell."""
    try:
        return int(shutil.disk_usage(folder).free // _MB)
    except OSError:
        return None


def require_room(folder: Path, needed_mb: int) -> None:
    """Make sure that the disk of `folder` has room for a set-up.

    Raises:
        WorkerFailure: "no_space".
    """
    free = free_mb(folder)
    if free is not None and free < needed_mb:
        message = tr("The set-up needs {needed} MB on the disk of “{folder}”, which has {free} MB free.")
        raise WorkerFailure(
            "no_space",
            message.format(needed=needed_mb, folder=folder, free=free),
            tr("Free disk space, and try again."),
        )


def taken_mb(folders: Iterable[Path]) -> int:
    """The megabytes that the files in some folders take."""
    return sum(_bytes_in(folder) for folder in folders) // _MB


def _bytes_in(folder: Path) -> int:
    total = 0
    for place, _folders, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(place, name)).st_size
            except OSError:  # removed meanwhile
                continue
    return total
