"""Makes the plugin's environment on request: beside the earlier one, whose place it takes when it works.

Nothing is installed without a request, and other interpreters only run as child processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from ..i18n import tr
from . import pythons, replacing, space
from .causes import Cause, cause_of, why_failed
from .environment import (
    ADDING,
    MARKER,
    Parts,
    contents,
    finish_interrupted,
    is_made,
    missing,
    present,
    remove_pytorch,
    take_in,
    temporary,
)
from .failures import WorkerFailure, cancelled
from .installer import (
    DASK_LOCKS,
    NETWORK_LOCKS,
    PACKAGE_LOCKS,
    Installer,
    PackageSource,
    package_names,
    pytorch_lock,
    read_pip_settings,
    settings_of_variables,
    without_password,
    write_certificates,
)
from .leftovers import remove
from .pip_wheel import get_pip
from .pythons import environment_python
from .reaching import Answer
from .subprocesses import StoppedError
from .venvs import make_venv, not_created, venv_hint

_CERTIFICATES = "certificates.pem"


def create_environment(
    folder: Path,
    source: PackageSource,
    with_pytorch: bool,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
    release: Callable[[], None] = lambda: None,
    base: str = "",
    anew: bool = False,
    with_dask: bool = False,
) -> str:
    """Create an environment with the engine's packages in `folder`, in whose place it is put when it works.

    If only PyTorch or Dask is missing, only that is added. Matching does without PyTorch, which fine-tuning needs, and
    without Dask, which matching many pairs needs. It is therefore not an error if these cannot be installed. If another
    QGIS is creating the environment, this waits for it, and takes its environment if it is as wanted.

    Args:
        source: where packages come from.
        with_pytorch, with_dask: also install these.
        on_text: called with each line of output.
        is_cancelled: called now and then.
        release: called before files of the earlier environment change: Windows locks those of a running worker.
        base: the Python to create it with, if that can; "": QGIS's own or one of the system.
        anew: make all of it again, also if only a part is missing: a package is damaged.

    Returns:
        Sentences on why PyTorch or Dask could not be installed; "" if everything was installed.

    Raises:
        WorkerFailure: "no_base_python", "bad_wheel_folder", "bad_path", "no_space", "unwritable_environment",
            "environment_failed" or "cancelled". `folder` is unchanged then.
    """
    _require_wheels(source)
    _require_usable(folder)
    with replacing.only_one(folder, on_text, is_cancelled) as waited:
        finish_interrupted(folder)
        wanted = Parts(with_pytorch, with_dask)
        if waited and _is_as_wanted(folder, wanted):
            on_text(tr("The other QGIS has created the environment."))
            pythons.forget_checks()
            return ""
        set_up = _SetUp(source, on_text, is_cancelled)
        # An environment whose Python is missing, for example after an upgrade of the system, is created again.
        lacking = missing(folder, wanted)
        if any(lacking) and not anew and _works(folder):
            _require_room(folder, source, space.size_of(False, *lacking))
            release()
            return set_up.complete(folder, lacking)
        try:
            _require_room(folder, source, space.size_of(True, *wanted))
            problem = set_up.create_beside(folder, base, wanted)
        except WorkerFailure as failure:
            if not failure.cancelled and is_made(folder):
                message = f"{failure.message} {tr('The earlier environment is still there.')}"
                raise WorkerFailure(failure.code, message, failure.hint, failure.exit_status) from None
            raise
        release()
        _put_in_place(folder)
    on_text(tr("The environment is ready."))
    return problem


@dataclass(frozen=True)
class _SetUp:
    """One set-up: where packages come from, and who is told about it."""

    source: PackageSource
    on_text: Callable[[str], None]
    is_cancelled: Callable[[], bool]

    def create_beside(self, place: Path, base: str, wanted: Parts) -> str:
        """Create an environment beside `place`, and return why a part could not be installed, or "".

        Raises:
            WorkerFailure: as `create_environment`; nothing is left.
        """
        folder = replacing.beside(place)
        done = False
        try:
            make_venv(folder, base, self._get_pip, self.on_text, self.is_cancelled)
            installer = self._installer(folder)
            answer = self._require_index(installer, installer.index, PACKAGE_LOCKS)
            self.on_text(tr("Installing the engine's packages…"))
            cause = self._pip(installer, PACKAGE_LOCKS, installer.index, answer)
            if cause is not None:
                raise WorkerFailure("environment_failed", not_created(cause.reason), cause.hint)
            self.on_text(tr("Checking the environment…"))
            pythons.forget_checks()
            problem = pythons.check_python(str(environment_python(folder)))
            if problem:
                raise WorkerFailure("environment_failed", problem, tr("Choose another Python in the S2M2 settings."))
            added, problem = self._add(folder, wanted, installer)
            remove(temporary(folder))
            _mark(folder, added)
            done = True
        finally:
            if not done:
                remove(folder)
                pythons.forget_checks()
        return problem

    def complete(self, folder: Path, lacking: Parts) -> str:
        """Add what is lacking to the environment in `folder`, and return why it could not be installed, or ""."""
        had = present(folder) or Parts()
        # If QGIS ends meanwhile, PyTorch may be incomplete, and is taken out at the next start.
        if lacking.pytorch:
            (folder / ADDING).write_text("", encoding="utf-8")
        try:
            temporary(folder).mkdir(exist_ok=True)
            added, problem = self._add(folder, lacking, self._installer(folder))
            _mark(folder, Parts(had.pytorch or added.pytorch, had.dask or added.dask))
        finally:
            remove(temporary(folder))
            remove(folder / ADDING)
        if not problem:
            self.on_text(tr("The environment is ready."))
        return problem

    def _get_pip(self, target: Path) -> Path:
        """Get pip's wheel, before there is a pip that could be asked for its settings."""
        certificates = write_certificates(self.source.network, target, target / _CERTIFICATES)
        installer = Installer("", self.source, settings_of_variables(os.environ), target, certificates)
        return get_pip(target, self.source.wheel_folder, installer.index, installer.way(installer.index))

    def _installer(self, folder: Path) -> Installer:
        """Return what installs packages into `folder`, after saying where they come from.

        Raises:
            WorkerFailure: "environment_failed" or "cancelled".
        """
        python, place = str(environment_python(folder)), temporary(folder)
        try:
            settings = read_pip_settings(python, self.on_text, self.is_cancelled)
            certificates = write_certificates(self.source.network, folder, place / _CERTIFICATES)
        except StoppedError:
            raise cancelled() from None
        except OSError as error:
            cause = cause_of([str(error)], -1, venv_hint())
            raise WorkerFailure("environment_failed", not_created(cause.reason), cause.hint) from None
        installer = Installer(python, self.source, settings, place, certificates)
        for sentence in installer.origin():
            self.on_text(sentence)
        return installer

    def _require_index(self, installer: Installer, index: str, files: Sequence[str]) -> Answer:
        """Make sure that an index can be reached, which pip would try again and again for each package.

        Raises:
            WorkerFailure: "environment_failed" or "cancelled".
        """
        answer = self._ask(installer, index, files)
        if answer.problem:
            cause = cause_of([answer.problem], -1, _offline_hint())
            raise WorkerFailure("environment_failed", _out_of_reach(index, cause), cause.hint)
        return answer

    def _ask(self, installer: Installer, index: str, files: Sequence[str]) -> Answer:
        try:
            return installer.reach(index, next(iter(package_names(files)), ""), self.is_cancelled)
        except StoppedError:
            raise cancelled() from None

    def _add(self, folder: Path, wanted: Parts, installer: Installer) -> tuple[Parts, str]:
        """Add parts; returns what was added, and why the others were not, or "".

        Raises:
            WorkerFailure: "cancelled".
        """
        pytorch = self._add_pytorch(folder, installer) if wanted.pytorch else ""
        dask = self._add_dask(folder, installer) if wanted.dask else ""
        added = Parts(wanted.pytorch and not pytorch, wanted.dask and not dask)
        return added, " ".join(filter(None, (pytorch, dask)))

    def _add_dask(self, folder: Path, installer: Installer) -> str:
        """Install Dask beside the environment's packages, and move it in when it is whole. If it does not load, it is
        taken out again, and the reason returned.

        Raises:
            WorkerFailure: "cancelled".
        """
        self.on_text(tr("Installing Dask…"))
        staged = temporary(folder) / "dask"
        answer = self._ask(installer, installer.index, DASK_LOCKS)
        if answer.problem:
            found = cause_of([answer.problem], -1, _offline_hint())
            cause: Cause | None = Cause(_out_of_reach(installer.index, found).rstrip("."), found.hint)
        else:
            cause = self._pip(installer, DASK_LOCKS, installer.index, answer, staged)
        if cause is None:
            self.on_text(tr("Checking Dask…"))
            moved = take_in(folder, staged)
            reason = pythons.examine(str(environment_python(folder)), pythons.DASK_PACKAGES).rstrip(".")
            if not reason:
                return ""
            for path in moved:
                remove(path)
            cause = Cause(reason, "")
        text = tr("Dask could not be installed: {reason}. {hint}")
        return text.format(reason=cause.reason, hint=cause.hint).strip()

    def _add_pytorch(self, folder: Path, installer: Installer) -> str:
        """Install PyTorch into the environment in `folder`. If this fails, PyTorch is removed and the reason returned.

        Raises:
            WorkerFailure: "cancelled".
        """
        try:
            cause = self.install_pytorch(installer)
            if cause is None:
                self.on_text(tr("Checking PyTorch…"))
                reason = pythons.examine(str(environment_python(folder)), pythons.PYTORCH_PACKAGES).rstrip(".")
                # If a new PyTorch does not load on Windows, Microsoft's runtime library is usually missing.
                is_windows = sys.platform == "win32"
                hint = tr("Install the latest Microsoft Visual C++ Redistributable.") if is_windows else ""
                cause = Cause(reason, hint) if reason else None
        except WorkerFailure:
            remove_pytorch(folder)
            raise
        if cause is None:
            return ""
        remove_pytorch(folder)
        text = tr("PyTorch could not be installed: {reason}. {hint}")
        return text.format(reason=cause.reason, hint=cause.hint).strip()

    def install_pytorch(self, installer: Installer) -> Cause | None:
        """Install what PyTorch needs, and then PyTorch itself, which on Linux comes from an index of its own.

        Returns:
            Why that failed, or None.
        """
        index = installer.source.pytorch_index if sys.platform == "linux" else installer.index
        answer = self._ask(installer, index, [pytorch_lock()])
        if answer.problem:
            cause = cause_of([answer.problem], -1, _offline_hint())
            return Cause(_out_of_reach(index, cause).rstrip("."), cause.hint)
        self.on_text(tr("Installing what PyTorch needs…"))
        cause_of_needed = self._pip(installer, NETWORK_LOCKS, installer.index, Answer())
        if cause_of_needed is not None:
            return cause_of_needed
        if installer.source.wheel_folder is None:
            self.on_text(tr("Installing PyTorch from {index}…").format(index=without_password(index)))
        else:
            self.on_text(tr("Installing PyTorch…"))
        return self._pip(installer, [pytorch_lock()], index, answer)

    def _pip(
        self, installer: Installer, files: Sequence[str], index: str, answer: Answer, target: Path | None = None
    ) -> Cause | None:
        """Install what the lock files list, perhaps into a folder of its own; returns why that failed, or None.

        Raises:
            WorkerFailure: "cancelled".
        """

        def install(on_line: Callable[[str], None]) -> int:
            return installer.install(files, index, on_line, self.is_cancelled, target)

        if installer.source.wheel_folder is None:
            otherwise = tr(
                "If the index has no file for this system and Python version, choose another index or a folder of "
                "wheels in the S2M2 settings."
            )
        else:
            otherwise = tr("The folder must contain the wheels of all packages for this system and Python version.")
        return why_failed(install, self.on_text, otherwise, answer.note)


def _require_wheels(source: PackageSource) -> None:
    if source.wheel_folder is not None and not any(source.wheel_folder.glob("*.whl")):
        message = tr("The folder “{folder}” contains no wheels.").format(folder=source.wheel_folder)
        hint = tr("Choose a folder that “pip download” has filled, or choose no folder to install from the internet.")
        raise WorkerFailure("bad_wheel_folder", message, hint, 2)


def _require_usable(folder: Path) -> None:
    """Make sure that an environment can be made in the folder, before anything else is done."""
    if os.pathsep in str(folder):
        message = tr("No environment can be made in “{folder}”: its path contains “{character}”.")
        hint = tr("Use a QGIS profile in a folder whose path does not contain this character.")
        raise WorkerFailure("bad_path", message.format(folder=folder, character=os.pathsep), hint)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        cause = cause_of([str(error)], -1, tr("Check the folder's permissions."))
        message = tr("“{folder}” cannot be written: {error}.").format(folder=folder.parent, error=error.strerror)
        raise WorkerFailure("unwritable_environment", message, cause.hint) from None


def _require_room(folder: Path, source: PackageSource, size: space.Size) -> None:
    # Wheels of a folder are used where they lie; others lie beside what is unpacked from them.
    downloaded = size.download_mb if source.wheel_folder is None else 0
    space.require_room(folder.parent, size.disk_mb + downloaded)


def _is_as_wanted(folder: Path, wanted: Parts) -> bool:
    """Whether the environment in `folder` has the packages as currently pinned, and works."""
    return present(folder) is not None and not any(missing(folder, wanted)) and _works(folder)


def _works(folder: Path) -> bool:
    return not pythons.check_python(str(environment_python(folder)))


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


def _mark(folder: Path, parts: Parts) -> None:
    (folder / MARKER).write_text(contents(*parts), encoding="utf-8")


def _out_of_reach(index: str, cause: Cause) -> str:
    return tr("The index {index} cannot be reached: {reason}.").format(
        index=without_password(index), reason=cause.reason
    )


def _offline_hint() -> str:
    return tr("Check the internet connection and the proxy, or install from a folder of wheels.")
