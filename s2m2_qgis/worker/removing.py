"""Removes the plugin's environment on request, and nothing that the plugin has not made."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from ..i18n import tr
from . import pythons, replacing, space
from .environment import MARKER, is_made
from .failures import WorkerFailure


def size_mb(folder: Path) -> int:
    """The megabytes that the environment in `folder` takes. This may take seconds."""
    return space.taken_mb([folder])


def remove_environment(folder: Path, is_busy: Callable[[], bool], release: Callable[[], None]) -> None:
    """Remove the environment in `folder`.

    Args:
        is_busy: whether a request is running in it.
        release: called before files are removed: Windows locks those of a running worker.

    Raises:
        WorkerFailure: "busy", "not_ours" or "in_use". `folder` is unchanged then.
    """
    if folder.is_symlink() or not is_made(folder):
        message = tr("“{folder}” is not an environment that S2M2 has made.").format(folder=folder)
        raise WorkerFailure("not_ours", message, tr("Remove the folder yourself if you do not need it."))
    with replacing.at_once(folder) as alone:
        if not alone:
            message = tr("The environment is being set up, perhaps in another QGIS.")
            raise WorkerFailure("busy", message, tr("Wait until that has ended."))
        if is_busy():
            message = tr("The environment is in use: a match, a correction or a fine-tuning is running.")
            raise WorkerFailure("busy", message, tr("Cancel it or wait until it ends, and try again."))
        release()
        try:
            replacing.discard_folder(folder, MARKER)
        except OSError as error:
            message = tr("“{folder}” cannot be removed: {error}.")
            raise WorkerFailure(
                "in_use",
                message.format(folder=folder, error=error.strerror or error),
                tr("Close other QGIS windows that use it, and try again."),
            ) from None
        finally:
            pythons.forget_checks()
