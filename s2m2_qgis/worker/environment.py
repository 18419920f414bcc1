"""Finds the Python that runs the engine, and creates an environment for it on request.

Nothing is installed without a request, and other interpreters only run as child processes.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication

from .. import settings
from ..engine_files import engine_folder
from ..i18n import tr
from .failures import WorkerFailure, cancelled
from .leftovers import remove
from .process import SAFE_PATH
from .subprocesses import StoppedError, run_lines, run_quietly

PYTHON_VARIABLE = "S2M2_PYTHON"
MINIMUM_VERSION = (3, 10)
PACKAGES = ("numpy", "scipy", "rasterio", "pyproj", "pyogrio", "psutil")
# Additional packages for trained models.
PYTORCH_PACKAGES = ("torch", "safetensors")
# Index with PyTorch for Linux without CUDA libraries, which the package on PyPI contains.
PYTORCH_INDEX = "https://download.pytorch.org/whl/cpu"

# A file with the installed requirements that is written last; a folder without it is an incomplete environment.
MARKER = "s2m2-complete.txt"

_CHECK_LIMIT_S = 60.0
_KEPT_LINES = 8

# This code runs in the interpreter that is checked, whatever its version, and prints a line of JSON.
_CHECK = (
    SAFE_PATH
    + """
import json
missing = {}
for name in sys.argv[1:]:
    try:
        __import__(name)
    except Exception as error:
        missing[name] = "%s: %s" % (type(error).__name__, error)
print("S2M2 " + json.dumps({"version": list(sys.version_info[:3]), "missing": missing}))
"""
)
# Runs a module of the standard library or of an environment, without the current folder and packages of the user.
_ISOLATED = ("-I", "-X", "utf8", "-m")


@dataclass(frozen=True)
class PythonChoice:
    """A Python for the engine. `problem`: a sentence on why it cannot run the engine, or ""."""

    path: str
    kind: str  # "user", "profile" or "qgis"
    problem: str


def find_python() -> PythonChoice | None:
    """Find the Python for the engine; None if there is none.

    The order is: the environment variable S2M2_PYTHON, the user's setting, the environment in the profile, and QGIS's
    own interpreter (as a child process) if it has the packages. A Python that the user has chosen is never skipped: if
    it cannot be used, `problem` says why. The first check of an interpreter may take seconds.
    """
    chosen = os.environ.get(PYTHON_VARIABLE, "").strip() or settings.python_path()
    if chosen:
        return PythonChoice(chosen, "user", check_python(chosen))
    folder = profile_folder()
    if (folder / MARKER).is_file():
        python = str(environment_python(folder))
        return PythonChoice(python, "profile", check_python(python))
    for python in _bundled_pythons():
        if not check_python(python):
            return PythonChoice(python, "qgis", "")
    return None


def profile_folder() -> Path:
    """Return the folder of the plugin's environment, in the user's QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "s2m2" / "env"


def environment_python(folder: Path) -> Path:
    """Return the interpreter of the environment in `folder`."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


# --- looking at an interpreter ------------------------------------------------------------------------------

# (path, modification time) of interpreters that work.
_good: set[tuple[str, float]] = set()


def check_python(path: str) -> str:
    """Check whether the engine can run with the Python at `path`; returns a sentence on the problem, or "".

    This runs the interpreter, which may take seconds. A success is remembered until the file changes or `forget_checks`
    is called. A failure is not remembered, because the user may solve the problem.
    """
    try:
        key = (path, os.stat(path).st_mtime)
    except OSError:
        return tr("There is no Python at “{path}”.").format(path=path)
    if key in _good:
        return ""
    problem = _examine(path, PACKAGES)
    if not problem:
        _good.add(key)
    return problem


def has_pytorch(path: str) -> bool:
    """Return whether the Python at `path` can load the packages for trained models. This takes seconds."""
    return not _examine(path, PYTORCH_PACKAGES)


def forget_checks() -> None:
    """Forget all checks: packages were installed or removed, or a worker did not start."""
    _good.clear()


def _examine(path: str, packages: Sequence[str]) -> str:
    name = f"“{path}”"
    try:
        status, lines = run_quietly([path, "-c", _CHECK, *packages], _CHECK_LIMIT_S)
    except OSError as error:
        return tr("{name} cannot be started: {error}.").format(name=name, error=error.strerror or error)
    except StoppedError:
        return tr("{name} did not answer within {limit:.0f} seconds.").format(name=name, limit=_CHECK_LIMIT_S)
    answer = next((line[5:] for line in lines if line.startswith("S2M2 ")), None)
    if answer is None:
        last = lines[-1].rstrip(".") if lines else tr("exit status {status}").format(status=status)
        return tr("{name} is not a working Python: {reason}.").format(name=name, reason=last)
    found = json.loads(answer)
    version = tuple(found["version"])
    if version < MINIMUM_VERSION:
        return tr("{name} is Python {version}, but the engine needs {minimum} or later.").format(
            name=name, version=".".join(map(str, version)), minimum=".".join(map(str, MINIMUM_VERSION))
        )
    missing = found["missing"]
    absent = [package for package, why in missing.items() if why.startswith("ModuleNotFoundError")]
    if absent:
        return tr("{name} lacks packages that the engine needs: {packages}.").format(
            name=name, packages=", ".join(absent)
        )
    if missing:
        package, why = next(iter(missing.items()))
        return tr("{name} cannot load {package}: {why}.").format(name=name, package=package, why=why.rstrip("."))
    return ""


def _bundled_pythons() -> Iterator[str]:
    """Yield QGIS's own interpreter. On Windows and macOS, `sys.executable` is QGIS itself."""
    if sys.platform == "win32":
        yield from _existing([Path(sys.exec_prefix) / "python.exe", Path(sys.exec_prefix) / "python3.exe"])
    elif sys.platform == "darwin":
        program = Path(sys.executable).parent
        yield from _existing([program / "bin" / "python3", program / "python3"])
    else:
        own = Path(sys.executable or "")
        yield from _existing([own] if own.name.startswith("python") else [Path("/usr/bin/python3")])


def _existing(paths: Sequence[Path]) -> list[str]:
    return [str(path) for path in paths if path.is_file()]


# --- making an environment ----------------------------------------------------------------------------------


def lacks_only_pytorch(folder: Path) -> bool:
    """Return whether the environment in `folder` has the engine's packages as currently pinned, but not PyTorch."""
    try:
        installed = (folder / MARKER).read_text(encoding="utf-8")
    except OSError:
        return False
    return installed == _contents(with_pytorch=False)


def create_environment(
    folder: Path,
    wheel_folder: Path | None,
    with_pytorch: bool,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> str:
    """Create an environment with the engine's packages in `folder`, which is replaced.

    If only PyTorch is missing, only PyTorch is added. The environment also works without PyTorch: the engine then
    matches with the model structure. It is therefore not an error if PyTorch cannot be installed.

    Args:
        wheel_folder: folder of wheels to install from, without internet; None: install from PyPI.
        with_pytorch: also install PyTorch.
        on_text: called with each line of output.
        is_cancelled: called now and then.

    Returns:
        One or two sentences on why PyTorch could not be installed; "" if everything was installed.

    Raises:
        WorkerFailure: "no_base_python", "bad_wheel_folder", "unwritable_environment", "environment_failed" or
            "cancelled". `folder` is empty then, or unchanged if only PyTorch was to be added.
    """
    if wheel_folder is not None and not any(wheel_folder.glob("*.whl")):
        message = tr("The folder “{folder}” contains no wheels.").format(folder=wheel_folder)
        hint = tr("Choose a folder that “pip download” has filled, or choose no folder to install from the internet.")
        raise WorkerFailure("bad_wheel_folder", message, hint, 2)
    # An environment whose Python is missing, for example after an upgrade of the system, is created again.
    if with_pytorch and lacks_only_pytorch(folder) and not check_python(str(environment_python(folder))):
        return _complete_environment(folder, wheel_folder, on_text, is_cancelled)
    base = _base_python(on_text)
    _make_room(folder)
    done = False
    try:
        on_text(tr("Creating an environment with {python}…").format(python=base))
        _step([base, *_ISOLATED, "venv", str(folder)], on_text, is_cancelled, _venv_hint())
        on_text(tr("Installing the engine's packages…"))
        command = _pip_command(folder, wheel_folder, with_pytorch=False)
        _step(command, on_text, is_cancelled, _pip_hint(wheel_folder))
        on_text(tr("Checking the environment…"))
        forget_checks()
        problem = check_python(str(environment_python(folder)))
        if problem:
            raise WorkerFailure("environment_failed", problem, tr("Choose another Python in the S2M2 settings."))
        pytorch_problem = _add_pytorch(folder, wheel_folder, on_text, is_cancelled) if with_pytorch else ""
        _mark(folder, with_pytorch and not pytorch_problem)
        done = True
        on_text(tr("The environment is ready."))
    finally:
        if not done:
            remove(folder)
            forget_checks()
    return pytorch_problem


def _complete_environment(
    folder: Path,
    wheel_folder: Path | None,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> str:
    # If QGIS ends meanwhile, PyTorch may be incomplete, and the engine would fail.
    (folder / MARKER).unlink()
    added = False
    try:
        problem = _add_pytorch(folder, wheel_folder, on_text, is_cancelled)
        added = not problem
    finally:
        _mark(folder, added)
    return problem


def _add_pytorch(
    folder: Path,
    wheel_folder: Path | None,
    on_text: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> str:
    """Install PyTorch into the environment in `folder`. If this fails, PyTorch is removed and the reason is returned.

    Raises:
        WorkerFailure: "cancelled".
    """
    on_text(tr("Installing PyTorch…"))
    try:
        command = _pip_command(folder, wheel_folder, with_pytorch=True)
        reason = _run(command, on_text, is_cancelled)
        hint = _pip_hint(wheel_folder)
        if not reason:
            on_text(tr("Checking PyTorch…"))
            reason = _examine(str(environment_python(folder)), PYTORCH_PACKAGES).rstrip(".")
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


def _remove_pytorch(folder: Path) -> None:
    """Remove the files of PyTorch. Pip cannot do this, because it does not know an incomplete installation."""
    for packages in (*folder.glob("lib/python3*/site-packages"), *folder.glob("Lib/site-packages")):
        for name in PYTORCH_PACKAGES:
            for path in (packages / name, *packages.glob(f"{name}-*")):
                remove(path)


def _mark(folder: Path, with_pytorch: bool) -> None:
    (folder / MARKER).write_text(_contents(with_pytorch), encoding="utf-8")


def _contents(with_pytorch: bool) -> str:
    """Return the content of an environment's marker."""
    return "".join(path.read_text(encoding="utf-8") for path in _requirements(with_pytorch))


def _venv_hint() -> str:
    return tr("On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.")


def _pip_hint(wheel_folder: Path | None) -> str:
    if wheel_folder is None:
        return tr("Check the internet connection and the proxy, or install from a folder of wheels.")
    return tr("The folder must contain the wheels of all packages for this system and Python version.")


def _requirements(with_pytorch: bool) -> list[Path]:
    names = ["requirements.txt", "requirements-network.txt"] if with_pytorch else ["requirements.txt"]
    return [engine_folder() / name for name in names]


def _pip_command(folder: Path, wheel_folder: Path | None, with_pytorch: bool) -> list[str]:
    command = [str(environment_python(folder)), *_ISOLATED, "pip", "install"]
    command += ["--disable-pip-version-check", "--no-input"]
    # Without a wheel for this system a package would be compiled, which fails late and with unclear messages.
    command += ["--progress-bar", "off", "--only-binary", ":all:"]
    for path in _requirements(with_pytorch):
        command += ["-r", str(path)]
    if wheel_folder is not None:
        command += ["--no-index", "--find-links", str(wheel_folder)]
    elif with_pytorch and sys.platform == "linux":
        command += ["--extra-index-url", PYTORCH_INDEX]
    return command


def _step(command: list[str], on_text: Callable[[str], None], is_cancelled: Callable[[], bool], hint: str) -> None:
    reason = _run(command, on_text, is_cancelled)
    if reason:
        message = tr("The environment could not be created: {reason}.").format(reason=reason)
        raise WorkerFailure("environment_failed", message, hint)


def _run(command: list[str], on_text: Callable[[str], None], is_cancelled: Callable[[], bool]) -> str:
    """Run a command; returns its error message if it fails, else "".

    Raises:
        WorkerFailure: "cancelled".
    """
    last: deque[str] = deque(maxlen=_KEPT_LINES)

    def keep(line: str) -> None:
        last.append(line)
        on_text(line)

    try:
        status = run_lines(command, keep, is_cancelled)
    except StoppedError:
        raise cancelled() from None
    except OSError as error:
        last.append(str(error))
        status = -1
    if status == 0:
        return ""
    errors = [line for line in last if "error" in line.lower()] or list(last)
    return errors[-1].strip().rstrip(".") if errors else tr("exit status {s}").format(s=status)


def _make_room(folder: Path) -> None:
    """Remove an earlier environment, so that its files do not mix with the new ones."""
    remove(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = tr("“{folder}” cannot be written: {error}.").format(folder=folder.parent, error=error.strerror)
        raise WorkerFailure("unwritable_environment", message, tr("Check the folder's permissions.")) from None
    if folder.exists():
        message = tr("The earlier environment in “{folder}” cannot be removed.").format(folder=folder)
        hint = tr("Close other QGIS windows that use it, and try again.")
        raise WorkerFailure("unwritable_environment", message, hint)


def _base_python(on_text: Callable[[str], None]) -> str:
    """Return an interpreter that is new enough to create the environment: QGIS's own or one of the system."""
    for python in dict.fromkeys([*_bundled_pythons(), *_system_pythons()]):
        problem = _examine(python, ("venv",))
        if not problem:
            return python
        on_text(problem)
    message = tr("Creating the environment needs Python {minimum} or later, which was not found.")
    raise WorkerFailure(
        "no_base_python",
        message.format(minimum=".".join(map(str, MINIMUM_VERSION))),
        tr("Install Python from python.org, or choose a Python in the S2M2 settings."),
    )


def _system_pythons() -> Iterator[str]:
    folders = ["/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"] if sys.platform == "darwin" else os.get_exec_path()
    names = ["python3", "python"] + [f"python3.{minor}" for minor in range(14, MINIMUM_VERSION[1] - 1, -1)]
    for name in names:
        for folder in folders:
            # By its whole path: on Windows, `which` would look in the current folder first.
            found = shutil.which(os.path.join(folder, name)) if os.path.isabs(folder) else None
            if found:
                yield found
