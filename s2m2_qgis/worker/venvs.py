"""Makes an empty environment with pip: with the Python that the user has chosen, or with the first one that can."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from ..i18n import tr
from . import pythons
from .causes import Cause, why_failed
from .environment import temporary
from .failures import WorkerFailure
from .installer import ISOLATED, plain_variables
from .leftovers import remove
from .pip_wheel import NAME, NoPipError
from .pythons import Base, environment_python
from .subprocesses import run_lines

OnText = Callable[[str], None]
IsCancelled = Callable[[], bool]


def make_venv(
    folder: Path,
    chosen: str,
    get_pip: Callable[[Path], Path],
    on_text: OnText,
    is_cancelled: IsCancelled,
) -> None:
    """Make an environment in `folder`, whose earlier content is removed.

    Args:
        chosen: the Python that the user has chosen, which is tried first; "" if there is none.
        get_pip: puts pip's wheel into a folder and returns its path; it raises `NoPipError` if it cannot.

    Raises:
        WorkerFailure: "no_base_python", "unwritable_environment", "environment_failed" or "cancelled".
    """
    first: Cause | None = None
    for base in pythons.bases(chosen, on_text):
        cause = _make(folder, base, get_pip, on_text, is_cancelled)
        if cause is None:
            return
        first = first or cause
        if cause.is_general:
            break
        on_text(f"{cause.reason}.")
    if first is None:
        raise pythons.no_base()
    raise WorkerFailure("environment_failed", not_created(first.reason), first.hint)


def not_created(reason: str) -> str:
    """Return the sentence on an environment that was not created."""
    return tr("The environment could not be created: {reason}.").format(reason=reason)


def venv_hint() -> str:
    """Return the hint for a Python that cannot make environments."""
    return tr("On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.")


def _make(
    folder: Path, base: Base, get_pip: Callable[[Path], Path], on_text: OnText, is_cancelled: IsCancelled
) -> Cause | None:
    """Try it with one Python; returns why it failed, or None."""
    _make_room(folder)
    if base.has_pip:
        on_text(tr("Creating an environment with {python}…").format(python=base.path))
    else:
        text = tr("Creating an environment with {python}, which has no pip for it, and {file}…")
        on_text(text.format(python=base.path, file=NAME))
    options = [] if base.has_pip else ["--without-pip"]
    variables = plain_variables(base.path, temporary(folder))

    def venv(keep: OnText) -> int:
        command = [base.path, *ISOLATED, "venv", *options, str(folder)]
        return run_lines(command, keep, is_cancelled, variables=variables)

    cause = why_failed(venv, on_text, venv_hint())
    if cause is not None or base.has_pip:
        return cause
    try:
        wheel = get_pip(temporary(folder))
    except NoPipError as error:
        return Cause(str(error), venv_hint())

    def install_pip(keep: OnText) -> int:
        # A wheel is a zip file, and Python can run a package in it.
        command = [str(environment_python(folder)), "-I", "-X", "utf8", str(wheel / "pip"), "install", "--no-index"]
        command += ["--no-deps", "--disable-pip-version-check", str(wheel)]
        return run_lines(command, keep, is_cancelled, variables=variables)

    return why_failed(install_pip, on_text, venv_hint())


def _make_room(folder: Path) -> None:
    """Remove what an earlier set-up has left, so that its files do not mix with the new ones."""
    remove(folder)
    if folder.exists():
        message = tr("The remains of an earlier set-up in “{folder}” cannot be removed.").format(folder=folder)
        raise WorkerFailure("unwritable_environment", message, tr("Remove the folder, and try again."))
    try:
        temporary(folder).mkdir(parents=True)
    except OSError as error:
        message = tr("“{folder}” cannot be written: {error}.").format(folder=folder, error=error.strerror or error)
        raise WorkerFailure("unwritable_environment", message, tr("Check the folder's permissions.")) from None
