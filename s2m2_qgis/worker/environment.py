"""Finds the Python that runs the engine, and tells what is in the environment that the plugin has made.

`making` makes that environment.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from qgis.core import QgsApplication

from .. import settings
from ..i18n import tr
from . import pythons, replacing
from .installer import DASK_LOCKS, NETWORK_LOCKS, PACKAGE_LOCKS, pins, pytorch_lock
from .leftovers import remove

PYTHON_VARIABLE = "S2M2_PYTHON"
# A file with the installed versions that is written last; a folder without it is an incomplete environment.
MARKER = "s2m2-complete.txt"
# A file that is there while PyTorch is being added.
ADDING = "s2m2-adding-pytorch.txt"
# A folder for temporary files of a set-up.
_TEMPORARY = "tmp"
# What pip puts beside packages into a folder: programs, which the plugin does not use, and files for them.
_NO_PACKAGES = ("bin", "Scripts", "share", "etc", "__pycache__")


@dataclass(frozen=True)
class PythonChoice:
    """A Python for the engine.

    Attributes:
        kind: "user", "profile" or "qgis".
        problem: a sentence on why it cannot run the engine, or "".
    """

    path: str
    kind: str
    problem: str


class Parts(NamedTuple):
    """What an environment has, or lacks, beside the engine's packages."""

    pytorch: bool = False
    dask: bool = False


def find_python() -> PythonChoice | None:
    """Find the Python for the engine; None if there is none.

    The order is: the environment variable S2M2_PYTHON, the user's setting, the environment in the profile, and QGIS's
    own interpreter (as a child process) if it has the packages. A Python that the user has chosen is never skipped: if
    it cannot be used, `problem` says why. The first check of an interpreter may take seconds.
    """
    chosen = os.environ.get(PYTHON_VARIABLE, "").strip() or settings.python_path()
    if chosen:
        return PythonChoice(chosen, "user", pythons.check_python(chosen))
    folder = profile_folder()
    problem = _put_right(folder)
    if is_made(folder):
        python = str(pythons.environment_python(folder))
        return PythonChoice(python, "profile", problem or pythons.check_python(python))
    for python in pythons.bundled_pythons():
        if not pythons.check_python(python):
            return PythonChoice(python, "qgis", "")
    return None


def _put_right(folder: Path) -> str:
    """Finish or undo what a killed set-up has left; returns a sentence if one goes on that must end first, or ""."""
    if not replacing.is_interrupted(folder) and not (folder / ADDING).exists():
        return ""
    with replacing.at_once(folder) as alone:
        if alone:
            finish_interrupted(folder)
            return ""
    adding = (folder / ADDING).exists()
    return tr("PyTorch is being added to the environment. Wait until that has ended.") if adding else ""


def finish_interrupted(folder: Path) -> None:
    """Finish or undo what a killed set-up has left; only for who holds the right to change `folder`."""
    replacing.put_right(folder, is_made)
    if (folder / ADDING).exists():
        # Half a PyTorch would stop the engine.
        remove_pytorch(folder)
        remove(temporary(folder))
        remove(folder / ADDING)


def profile_folder() -> Path:
    """Return the folder of the plugin's environment, in the user's QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "s2m2" / "env"


def temporary(folder: Path) -> Path:
    """The folder for temporary files of a set-up, inside the environment's folder: the system's may be too small."""
    return folder / _TEMPORARY


def present(folder: Path) -> Parts | None:
    """What the environment in `folder` has; None if it lacks the engine's packages, or has other versions than are
    currently pinned."""
    found = installed(folder)
    every = (Parts(pytorch, dask) for pytorch in (False, True) for dask in (False, True))
    return None if found is None else next((parts for parts in every if contents(*parts) == found), None)


def missing(folder: Path, wanted: Parts) -> Parts:
    """What of `wanted` can be added to the environment in `folder`; nothing if it has to be made anew."""
    has = present(folder)
    return Parts() if has is None else Parts(*(want and not have for want, have in zip(wanted, has)))


def has(folder: Path) -> Parts:
    """What was installed into the environment in `folder`, in whatever version."""
    names = {line.split("==")[0].strip() for line in (installed(folder) or "").splitlines()}
    return Parts(not names.isdisjoint(pythons.PYTORCH_PACKAGES), not names.isdisjoint(pythons.DASK_PACKAGES))


def is_made(folder: Path) -> bool:
    """Whether there is a whole environment in `folder`, whether or not it works."""
    return (folder / MARKER).is_file()


def is_outdated(folder: Path) -> bool:
    """Whether the environment in `folder` has other packages than this version of the plugin pins."""
    return installed(folder) is not None and present(folder) is None


def installed(folder: Path) -> str | None:
    """Return what the marker of the environment in `folder` says; None if there is no whole environment."""
    try:
        return (folder / MARKER).read_text(encoding="utf-8")
    except OSError:
        return None


def remove_pytorch(folder: Path) -> None:
    """Remove the files of PyTorch. Pip cannot do this, because it does not know an incomplete installation."""
    for packages in _packages_folders(folder):
        for name in pythons.PYTORCH_PACKAGES:
            for path in (packages / name, *packages.glob(f"{name}-*")):
                remove(path)


def take_in(folder: Path, staged: Path) -> list[Path]:
    """Move packages from a folder into the environment, and return their places. What is there already stays: packages
    that PyTorch needs, too, have the same version.

    Raises:
        OSError: a file cannot be moved.
    """
    (packages,) = list(_packages_folders(folder))[:1]
    moved = []
    for path in sorted(staged.iterdir()):
        target = packages / path.name
        if path.name not in _NO_PACKAGES and not target.exists():
            path.rename(target)
            moved.append(target)
    return moved


def _packages_folders(folder: Path) -> tuple[Path, ...]:
    return (*folder.glob("lib/python3*/site-packages"), *folder.glob("Lib/site-packages"))


def contents(with_pytorch: bool, with_dask: bool = False) -> str:
    """Return the content of an environment's marker."""
    pytorch = [*NETWORK_LOCKS, pytorch_lock()] if with_pytorch else []
    return pins([*PACKAGE_LOCKS, *pytorch, *(DASK_LOCKS if with_dask else ())])
