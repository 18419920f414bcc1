"""Puts a folder in the place of an earlier one, so that one of the two is whole at any time, even after a kill.

The new folder is made beside the earlier one. Two renames exchange them, and what is left of an interrupted exchange is
put right before the folder is used again.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QLockFile

from ..i18n import tr
from .failures import WorkerFailure, cancelled
from .leftovers import remove

_POLL_MS = 200
# A set-up that takes longer has come to no end.
_LONGEST_MS = 6 * 60 * 60 * 1000
# A lock is written at once; one without an owner after this time is damaged.
_DAMAGED_AFTER_S = 5.0


def beside(folder: Path) -> Path:
    """The folder in which the next content of `folder` is made."""
    return folder.with_name(f"{folder.name}-new")


def _former(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-former")


def replace_folder(folder: Path) -> None:
    """Put `beside(folder)` in the place of `folder`, which is removed.

    Raises:
        OSError: a file of the earlier folder is in use; it stays as it is.
    """
    remove(_former(folder))
    if folder.exists():
        folder.rename(_former(folder))
    try:
        beside(folder).rename(folder)
    except OSError:
        if _former(folder).exists():
            _former(folder).rename(folder)
        raise
    remove(_former(folder))


def discard_folder(folder: Path, mark: str) -> None:
    """Remove `folder`, which is there as a whole or not at all: its file `mark`, which says so, goes first.

    Raises:
        OSError: a file of the folder is in use; it stays as it is.
    """
    remove(_former(folder))
    folder.rename(_former(folder))
    remove(_former(folder) / mark)
    remove(_former(folder))


def is_interrupted(folder: Path) -> bool:
    """Whether something is left of a set-up or an exchange that did not come to its end, or is going on."""
    return beside(folder).exists() or _former(folder).exists()


def put_right(folder: Path, is_whole: Callable[[Path], bool]) -> None:
    """Finish or undo an interrupted exchange; nobody else may be changing the folder.

    What is whole is removed only when `folder` is whole itself. Files that are in use leave all as it is.
    """
    if not is_whole(folder):
        # The new one is whole before an exchange begins.
        whole = next((other for other in (beside(folder), _former(folder)) if is_whole(other)), None)
        if whole is not None:
            remove(folder)
            try:
                whole.rename(folder)
            except OSError:
                return
    remove(_former(folder))
    remove(beside(folder))


@contextlib.contextmanager
def only_one(folder: Path, on_text: Callable[[str], None], is_cancelled: Callable[[], bool]) -> Iterator[bool]:
    """Hold the right to change `folder`; waits while another QGIS has it. Yields whether it had to wait.

    Raises:
        WorkerFailure: "cancelled", or "unwritable_environment" if the lock cannot be made.
    """
    lock = _lock(folder)
    waited = False
    while not lock.tryLock(_POLL_MS):
        if lock.error() != QLockFile.LockError.LockFailedError:
            message = tr("“{folder}” cannot be written.").format(folder=folder.parent)
            raise WorkerFailure("unwritable_environment", message, tr("Check the folder's permissions."))
        if not waited:
            found, process, host, _program = lock.getLockInfo()
            who = tr("process {process} on {host}").format(process=process, host=host) if found else tr("its owner")
            on_text(tr("Another QGIS is setting up the environment ({who}); waiting for it…").format(who=who))
        waited = True
        _remove_damaged(folder)
        if is_cancelled():
            raise cancelled()
    try:
        yield waited
    finally:
        lock.unlock()


@contextlib.contextmanager
def at_once(folder: Path) -> Iterator[bool]:
    """Hold the right to change `folder` if nobody has it; yields whether it is held."""
    lock = _lock(folder)
    _remove_damaged(folder)
    held = bool(lock.tryLock(0))
    try:
        yield held
    finally:
        if held:
            lock.unlock()


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(_lock_path(folder)))
    # The lock of a process of this computer that is gone does not count; that of another computer counts so long.
    lock.setStaleLockTime(_LONGEST_MS)
    return lock


def _lock_path(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _remove_damaged(folder: Path) -> None:
    """Remove a lock that names no owner, as a full disk or a crash leaves it."""
    path = _lock_path(folder)
    with contextlib.suppress(OSError):
        is_old = time.time() - path.stat().st_mtime > _DAMAGED_AFTER_S
        if is_old and not _lock(folder).getLockInfo()[0]:
            path.unlink()
