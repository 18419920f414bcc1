"""Looks at Python interpreters: which there are, and whether they can run the engine or be the base of an environment.

Other interpreters only run as child processes.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, cast

from ..i18n import tr
from ..json_files import parse_json
from .failures import WorkerFailure
from .process import SAFE_PATH
from .subprocesses import StoppedError, run_quietly

MINIMUM_VERSION = (3, 10)
# The latest Python that the lock files have packages for. A Python that the user has chosen may be newer.
MAXIMUM_VERSION = (3, 14)
PACKAGES = ("numpy", "scipy", "rasterio", "pyproj", "pyogrio", "psutil")
# What trained models need in addition; without, the engine matches with the model structure.
MODEL_PACKAGES = ("onnxruntime", "safetensors")
# What fine-tuning needs in addition.
PYTORCH_PACKAGES = ("torch",)
# What matching many pairs needs in addition.
DASK_PACKAGES = ("dask", "distributed", "pyarrow", "rich")
# The platforms that the lock files have packages for, as `sysconfig` names them.
_LOCKED_PLATFORMS = re.compile(r"linux-(x86_64|aarch64)|win-amd64|macosx-.*-(arm64|x86_64|universal2)")


_CHECK_LIMIT_S = 60.0

# This code runs in the interpreter that is checked, whatever its version, and prints a line of JSON.
_CHECK = (
    SAFE_PATH
    + """
import json, sysconfig
missing = {}
for name in sys.argv[1:]:
    print("S2M2 loads " + name, flush=True)
    try:
        __import__(name)
    except Exception as error:
        # Packages wrap the error that says what is wrong into long advice.
        while not isinstance(error, ModuleNotFoundError) and (error.__cause__ or error.__context__):
            error = error.__cause__ or error.__context__
        missing[name] = "%s: %s" % (type(error).__name__, " ".join(str(error).split()))
platform = sysconfig.get_platform()
print("S2M2 " + json.dumps({"version": list(sys.version_info[:3]), "platform": platform, "missing": missing}))
"""
)
_LOADS = "S2M2 loads "
_FOUND = {"version": [int], "platform?": str, "missing": {}}


# (path, modification time) of interpreters that work.
_good: set[tuple[str, float]] = set()


def environment_python(folder: Path) -> Path:
    """Return the interpreter of the environment in `folder`."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


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
    problem = examine(path, PACKAGES)
    if not problem:
        _good.add(key)
    return problem


def runs_models(path: str) -> bool:
    """Return whether the Python at `path` can load the packages for trained models. This takes seconds."""
    return not examine(path, MODEL_PACKAGES)


def forget_checks() -> None:
    """Forget all checks: packages were installed or removed, or a worker did not start."""
    _good.clear()


def examine(path: str, packages: Sequence[str], as_base: bool = False) -> str:
    """Return a sentence on why the Python at `path` cannot run or, `as_base`, be the base of an environment, or ""."""
    name = f"“{path}”"
    try:
        status, lines = run_quietly([path, "-c", _CHECK, *packages], _CHECK_LIMIT_S)
    except OSError as error:
        return tr("{name} cannot be started: {error}.").format(name=name, error=error.strerror or error)
    except StoppedError:
        return tr("{name} did not answer within {limit:.0f} seconds.").format(name=name, limit=_CHECK_LIMIT_S)
    answer = next((line[5:] for line in lines if line.startswith("S2M2 {")), None)
    loading = next((line[11:] for line in reversed(lines) if line.startswith(_LOADS)), "")
    if answer is None and loading:
        return tr("{name} cannot load {package}: {why}.").format(name=name, package=loading, why=crashed(status))
    found = _told(answer)
    if found is None:
        last = lines[-1].rstrip(".") if lines else tr("exit status {status}").format(status=status)
        return tr("{name} is not a working Python: {reason}.").format(name=name, reason=last)
    version = tuple(found["version"])
    if version < MINIMUM_VERSION:
        return tr("{name} is Python {version}, but the engine needs {minimum} or later.").format(
            name=name, version=_dotted(version), minimum=_dotted(MINIMUM_VERSION)
        )
    if as_base and version[:2] > MAXIMUM_VERSION:
        return tr("{name} is Python {version}, but there are packages only for {minimum} to {maximum}.").format(
            name=name,
            version=_dotted(version),
            minimum=_dotted(MINIMUM_VERSION),
            maximum=_dotted(MAXIMUM_VERSION),
        )
    if as_base and not _LOCKED_PLATFORMS.fullmatch(found.get("platform", "")):
        return tr("{name} is a Python for {platform}, for which there are no packages.").format(
            name=name, platform=found.get("platform", "")
        )
    missing = found["missing"]
    absent = [package for package, why in missing.items() if why.startswith("ModuleNotFoundError")]
    if absent and as_base:
        return tr("{name} cannot make environments: it lacks {packages}.").format(name=name, packages=", ".join(absent))
    if absent:
        return tr("{name} lacks packages that the engine needs: {packages}.").format(
            name=name, packages=", ".join(absent)
        )
    if missing:
        package, why = next(iter(missing.items()))
        return tr("{name} cannot load {package}: {why}.").format(name=name, package=package, why=why.rstrip("."))
    return ""


def crashed(status: int) -> str:
    """Return in words how a program has ended that has not come to its end."""
    try:
        name = signal.Signals(-status).name
    except ValueError:
        return tr("it ended with exit status {status}").format(status=status)
    return tr("it crashed ({signal})").format(signal=name)


def _dotted(version: Sequence[int]) -> str:
    return ".".join(map(str, version))


def _told(answer: str | None) -> dict[str, Any] | None:
    """What `_CHECK` printed; None if that is something else."""
    try:
        return None if answer is None else cast("dict[str, Any]", parse_json(answer, _FOUND))
    except ValueError:
        return None


def bundled_pythons() -> Iterator[str]:
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


@dataclass(frozen=True)
class Base:
    """An interpreter that can make an environment; `has_pip` says whether it can put pip into it."""

    path: str
    has_pip: bool


def bases(chosen: str, on_text: Callable[[str], None]) -> Iterator[Base]:
    """Yield the interpreters that may create the environment, the best one first.

    The one that the user has chosen (`chosen`, or "") goes before QGIS's own and those of the system. Those that cannot
    put pip into an environment come after those that can. `on_text` is told why others do not fit.
    """
    others: dict[str, str] = {}
    for path in (*bundled_pythons(), *_system_pythons()):
        others.setdefault(os.path.realpath(path), path)
    for group in ([chosen] if chosen else [], others.values()):
        without_pip = []
        for path in group:
            problem = examine(path, ("venv", "ensurepip"), as_base=True)
            if not problem:
                yield Base(path, True)
            elif examine(path, ("venv",), as_base=True):
                on_text(problem)
                continue
            without_pip.append(path)
        for path in without_pip:
            yield Base(path, False)


def no_base() -> WorkerFailure:
    """Return the failure if there is no interpreter that can create the environment."""
    message = tr("Creating the environment needs Python {minimum} to {maximum}, which was not found.")
    return WorkerFailure(
        "no_base_python",
        message.format(minimum=_dotted(MINIMUM_VERSION), maximum=_dotted(MAXIMUM_VERSION)),
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
