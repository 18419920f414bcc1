"""Finds the Python that runs the engine, and creates an environment for it on request.

Nothing is installed without a request, and other interpreters only run as child processes.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication

from .. import settings
from ..i18n import tr
from . import pythons, replacing
from .failures import WorkerFailure, cancelled
from .installer import ISOLATED, Installer, PackageSource, pins, pytorch_lock, read_pip_settings, without_password
from .leftovers import remove
from .subprocesses import StoppedError, run_lines

PYTHON_VARIABLE = "S2M2_PYTHON"
# A file with the installed versions that is written last; a folder without it is an incomplete environment.
MARKER = "s2m2-complete.txt"
# A file that is there while PyTorch is being added.
ADDING = "s2m2-adding-pytorch.txt"

_LOCKS = ("engine.txt",)
_NETWORK_LOCKS = ("network.txt",)
_KEPT_LINES = 8


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
        python = str(environment_python(folder))
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
            _finish_interrupted(folder)
            return ""
    adding = (folder / ADDING).exists()
    return tr("PyTorch is being added to the environment. Wait until that has ended.") if adding else ""


def _finish_interrupted(folder: Path) -> None:
    replacing.put_right(folder, is_made)
    if (folder / ADDING).exists():
        # Half a PyTorch would stop the engine.
        _remove_pytorch(folder)
        remove(folder / ADDING)


def profile_folder() -> Path:
    """Return the folder of the plugin's environment, in the user's QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "s2m2" / "env"


def environment_python(folder: Path) -> Path:
    """Return the interpreter of the environment in `folder`."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


# --- making an environment ----------------------------------------------------------------------------------


def lacks_only_pytorch(folder: Path) -> bool:
    """Return whether the environment in `folder` has the engine's packages as currently pinned, but not PyTorch."""
    return _installed(folder) == _contents(with_pytorch=False)


def create_environment(
    folder: Path,
    source: PackageSource,
    with_pytorch: bool,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
    release: Callable[[], None] = lambda: None,
) -> str:
    """Create an environment with the engine's packages in `folder`, in whose place it is put when it works.

    If only PyTorch is missing, only PyTorch is added. Matching does without PyTorch, which fine-tuning needs. It is
    therefore not an error if PyTorch cannot be installed. If another QGIS is creating the environment, this waits for
    it, and takes its environment if it is as wanted.

    Args:
        source: where packages come from.
        with_pytorch: also install PyTorch.
        on_text: called with each line of output.
        is_cancelled: called now and then.
        release: called before files of the earlier environment change: Windows locks those of a running worker.

    Returns:
        One or two sentences on why PyTorch could not be installed; "" if everything was installed.

    Raises:
        WorkerFailure: "no_base_python", "bad_wheel_folder", "unwritable_environment", "environment_failed" or
            "cancelled". `folder` is unchanged then.
    """
    if source.wheel_folder is not None and not any(source.wheel_folder.glob("*.whl")):
        message = tr("The folder “{folder}” contains no wheels.").format(folder=source.wheel_folder)
        hint = tr("Choose a folder that “pip download” has filled, or choose no folder to install from the internet.")
        raise WorkerFailure("bad_wheel_folder", message, hint, 2)
    _make_parent(folder)
    with replacing.only_one(folder, on_text, is_cancelled) as waited:
        _finish_interrupted(folder)
        if waited and _is_as_wanted(folder, with_pytorch):
            on_text(tr("The other QGIS has created the environment."))
            pythons.forget_checks()
            return ""
        # An environment whose Python is missing, for example after an upgrade of the system, is created again.
        if with_pytorch and lacks_only_pytorch(folder) and not pythons.check_python(str(environment_python(folder))):
            release()
            return _complete_environment(folder, source, on_text, is_cancelled)
        try:
            problem = _create_beside(folder, source, with_pytorch, on_text, is_cancelled)
        except WorkerFailure as failure:
            if not failure.cancelled and is_made(folder):
                message = f"{failure.message} {tr('The earlier environment is still there.')}"
                raise WorkerFailure(failure.code, message, failure.hint, failure.exit_status) from None
            raise
        release()
        _put_in_place(folder)
    on_text(tr("The environment is ready."))
    return problem


def is_made(folder: Path) -> bool:
    """Whether there is a whole environment in `folder`, whether or not it works."""
    return (folder / MARKER).is_file()


def is_outdated(folder: Path) -> bool:
    """Whether the environment in `folder` has other packages than this version of the plugin pins."""
    installed = _installed(folder)
    return installed is not None and installed not in (_contents(with_pytorch=False), _contents(with_pytorch=True))


def _is_as_wanted(folder: Path, with_pytorch: bool) -> bool:
    """Whether the environment in `folder` has the packages as currently pinned, and works."""
    enough = [_contents(with_pytorch=True), *([] if with_pytorch else [_contents(with_pytorch=False)])]
    return _installed(folder) in enough and not pythons.check_python(str(environment_python(folder)))


def _installed(folder: Path) -> str | None:
    """What the marker of the environment in `folder` says; None if there is no whole environment."""
    try:
        return (folder / MARKER).read_text(encoding="utf-8")
    except OSError:
        return None


def _create_beside(
    place: Path,
    source: PackageSource,
    with_pytorch: bool,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> str:
    """Create an environment beside `place`, and return why PyTorch could not be installed, or "".

    Raises:
        WorkerFailure: as `create_environment`; nothing is left.
    """
    folder = replacing.beside(place)
    base = pythons.base_python(on_text)
    _make_room(folder)
    done = False
    try:
        on_text(tr("Creating an environment with {python}…").format(python=base))
        reason = _run(lambda keep: run_lines([base, *ISOLATED, "venv", str(folder)], keep, is_cancelled), on_text)
        if reason:
            raise WorkerFailure("environment_failed", _not_created(reason), _venv_hint())
        installer = _installer(folder, source, on_text, is_cancelled)
        on_text(tr("Installing the engine's packages…"))
        reason, hint = _pip(installer, _LOCKS, installer.index, on_text, is_cancelled)
        if reason:
            raise WorkerFailure("environment_failed", _not_created(reason), hint)
        on_text(tr("Checking the environment…"))
        pythons.forget_checks()
        problem = pythons.check_python(str(environment_python(folder)))
        if problem:
            raise WorkerFailure("environment_failed", problem, tr("Choose another Python in the S2M2 settings."))
        pytorch_problem = _add_pytorch(folder, installer, on_text, is_cancelled) if with_pytorch else ""
        _mark(folder, with_pytorch and not pytorch_problem)
        done = True
    finally:
        if not done:
            remove(folder)
            pythons.forget_checks()
    return pytorch_problem


def _complete_environment(
    folder: Path,
    source: PackageSource,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> str:
    # If QGIS ends meanwhile, PyTorch may be incomplete, and is taken out at the next start.
    (folder / ADDING).write_text("", encoding="utf-8")
    try:
        installer = _installer(folder, source, on_text, is_cancelled)
        problem = _add_pytorch(folder, installer, on_text, is_cancelled)
        if not problem:
            _mark(folder, with_pytorch=True)
    finally:
        remove(folder / ADDING)
    if not problem:
        on_text(tr("The environment is ready."))
    return problem


def _put_in_place(folder: Path) -> None:
    """Let the new environment take the place of the earlier one.

    Raises:
        WorkerFailure: "unwritable_environment": the earlier one is in use, and stays.
    """
    try:
        replacing.replace_folder(folder)
    except OSError as error:
        remove(replacing.beside(folder))
        message = tr("The earlier environment in “{folder}” cannot be replaced: {error}.")
        hint = tr("Close other QGIS windows that use it, and try again.")
        raise WorkerFailure(
            "unwritable_environment", message.format(folder=folder, error=error.strerror or error), hint
        ) from None
    finally:
        pythons.forget_checks()


def _installer(
    folder: Path, source: PackageSource, on_text: Callable[[str], None], is_cancelled: Callable[[], bool]
) -> Installer:
    """Return what installs packages into `folder`, after saying where they come from.

    Raises:
        WorkerFailure: "environment_failed" or "cancelled".
    """
    python = str(environment_python(folder))
    try:
        installer = Installer(python, source, read_pip_settings(python, on_text, is_cancelled))
    except StoppedError:
        raise cancelled() from None
    except OSError as error:
        raise WorkerFailure("environment_failed", _not_created(str(error)), _venv_hint()) from None
    for sentence in installer.origin():
        on_text(sentence)
    return installer


def _add_pytorch(
    folder: Path,
    installer: Installer,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> str:
    """Install PyTorch into the environment in `folder`. If this fails, PyTorch is removed and the reason is returned.

    Raises:
        WorkerFailure: "cancelled".
    """
    try:
        reason, hint = _install_pytorch(installer, on_text, is_cancelled)
        if not reason:
            on_text(tr("Checking PyTorch…"))
            reason = pythons.examine(str(environment_python(folder)), pythons.PYTORCH_PACKAGES).rstrip(".")
            # If a new PyTorch does not load on Windows, Microsoft's runtime library is usually missing.
            is_windows = sys.platform == "win32"
            hint = tr("Install the latest Microsoft Visual C++ Redistributable.") if is_windows else ""
    except WorkerFailure:
        _remove_pytorch(folder)
        raise
    if not reason:
        return ""
    _remove_pytorch(folder)
    return tr("PyTorch could not be installed: {reason}. {hint}").format(reason=reason, hint=hint).strip()


def _install_pytorch(
    installer: Installer, on_text: Callable[[str], None], is_cancelled: Callable[[], bool]
) -> tuple[str, str]:
    """Install what PyTorch needs, and then PyTorch itself, which on Linux comes from an index of its own.

    Returns:
        Why that failed, and a hint; "" if it did not.
    """
    on_text(tr("Installing what PyTorch needs…"))
    reason, hint = _pip(installer, _NETWORK_LOCKS, installer.index, on_text, is_cancelled)
    if reason:
        return reason, hint
    index = installer.source.pytorch_index if sys.platform == "linux" else installer.index
    if installer.source.wheel_folder is None:
        on_text(tr("Installing PyTorch from {index}…").format(index=without_password(index)))
    else:
        on_text(tr("Installing PyTorch…"))
    return _pip(installer, [pytorch_lock()], index, on_text, is_cancelled)


def _remove_pytorch(folder: Path) -> None:
    """Remove the files of PyTorch. Pip cannot do this, because it does not know an incomplete installation."""
    for packages in (*folder.glob("lib/python3*/site-packages"), *folder.glob("Lib/site-packages")):
        for name in pythons.PYTORCH_PACKAGES:
            for path in (packages / name, *packages.glob(f"{name}-*")):
                remove(path)


def _mark(folder: Path, with_pytorch: bool) -> None:
    (folder / MARKER).write_text(_contents(with_pytorch), encoding="utf-8")


def _contents(with_pytorch: bool) -> str:
    """Return the content of an environment's marker."""
    return pins([*_LOCKS, *_NETWORK_LOCKS, pytorch_lock()] if with_pytorch else _LOCKS)


def _venv_hint() -> str:
    return tr("On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.")


def _pip(
    installer: Installer,
    files: Sequence[str],
    index: str,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> tuple[str, str]:
    """Install what the lock files list; returns why that failed, and a hint, or "".

    Raises:
        WorkerFailure: "cancelled".
    """
    lines: list[str] = []

    def keep(line: str) -> None:
        lines.append(line)
        on_text(line)

    reason = _run(lambda on_line: installer.install(files, index, on_line, is_cancelled), keep)
    if not reason:
        return "", ""
    altered = [after for before, after in zip(lines, lines[1:]) if "DO NOT MATCH THE HASHES" in before]
    if altered:
        package = altered[0].split(" from ")[0].strip()
        return (
            tr("the file of {package} is not the one that S2M2 was released with").format(package=package),
            tr(
                "It was not installed. The index or the folder holds another file under this name; tell who manages it."
            ),
        )
    if installer.source.wheel_folder is None:
        return reason, tr("Check the internet connection and the proxy, or install from a folder of wheels.")
    return reason, tr("The folder must contain the wheels of all packages for this system and Python version.")


def _not_created(reason: str) -> str:
    return tr("The environment could not be created: {reason}.").format(reason=reason)


def _run(run: Callable[[Callable[[str], None]], int], on_text: Callable[[str], None]) -> str:
    """Run a program, which gets a function for its lines; returns its error message if it fails, else "".

    Raises:
        WorkerFailure: "cancelled".
    """
    last: deque[str] = deque(maxlen=_KEPT_LINES)

    def keep(line: str) -> None:
        last.append(line)
        on_text(line)

    try:
        status = run(keep)
    except StoppedError:
        raise cancelled() from None
    except OSError as error:
        last.append(str(error))
        status = -1
    if status == 0:
        return ""
    errors = [line for line in last if "error" in line.lower()] or list(last)
    return errors[-1].strip().rstrip(".") if errors else tr("exit status {s}").format(s=status)


def _make_parent(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = tr("“{folder}” cannot be written: {error}.").format(folder=folder.parent, error=error.strerror)
        raise WorkerFailure("unwritable_environment", message, tr("Check the folder's permissions.")) from None


def _make_room(folder: Path) -> None:
    """Remove what an earlier set-up has left, so that its files do not mix with the new ones."""
    remove(folder)
    if folder.exists():
        message = tr("The remains of an earlier set-up in “{folder}” cannot be removed.").format(folder=folder)
        raise WorkerFailure("unwritable_environment", message, tr("Remove the folder, and try again."))
