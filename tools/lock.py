"""Write the lock files of the plugin's environment, or check that they belong to what is declared.

./build.sh lock              writes engine/locks/ from engine/requirements*.txt; this needs PyPI
./build.sh lock --pytorch    also gives PyTorch's own builds their hashes; this needs download.pytorch.org, too
tools/lock.py --check        says what is out of step; standard library only, without network

Each file lists wheels with SHA-256 for all platforms and Pythons. The files are only written if uv finds in them a
wheel of each package for each platform and Python.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECLARED = ("requirements.txt", "requirements-network.txt", "requirements-batch.txt")

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
_LINUX = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28")
_WITH_PYTORCH_OF_PYPI = ("x86_64-pc-windows-msvc", "aarch64-apple-darwin")
_INTEL_MAC = "x86_64-apple-darwin"
_PLATFORMS = (*_LINUX, *_WITH_PYTORCH_OF_PYPI, _INTEL_MAC)

PYPI = "https://pypi.org/simple"
PYTORCH_INDEX = "https://download.pytorch.org/whl/cpu"

_HEAD = """\
# {what}
# `./build.sh lock` writes this file; do not edit it. For Python {first} to {last}.
# Declared: {digest}
"""
_WHAT = {
    "engine.txt": "The engine's packages and all that they need.",
    "network.txt": "What fine-tuning needs beside PyTorch itself, and what PyTorch needs.",
    "batch.txt": "What matching many pairs needs: Dask, and what that needs.",
    "pytorch.txt": "PyTorch for Windows and macOS, from PyPI.",
    "pytorch-cpu.txt": "PyTorch for Linux without CUDA's libraries, from download.pytorch.org.",
}
_PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", re.MULTILINE)


class LockError(Exception):
    """A lock file could not be made."""


# --- checking -----------------------------------------------------------------------------------------------


def problems_of_locks(root: Path) -> list[str]:
    """Return sentences on lock files that do not belong to the declared versions, or lack hashes."""
    problems = []
    for name in _WHAT:
        path = root / "engine" / "locks" / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if f"# Declared: {_digest(root)}\n" not in text:
            problems.append(f"engine/locks/{name} was not made from the requirements as they are: run ./build.sh lock.")
        elif name != "pytorch-cpu.txt":  # its hashes can only be had where PyTorch's index can be reached
            unhashed = [entry for entry in _entries(text) if not _HASH.search(entry)]
            problems += [f"engine/locks/{name} has no hash for: {entry.splitlines()[0]}" for entry in unhashed]
    declared = set(_PIN.findall("".join(_declared(root))))
    locked = set(_PIN.findall("".join(_read_locks(root))))
    missing = sorted(f"{name} {version}" for name, version in declared - locked)
    if missing:
        problems.append(f"No lock file has: {', '.join(missing)}.")
    return problems


def _read_locks(root: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((root / "engine" / "locks").glob("*.txt"))]


def _declared(root: Path) -> list[str]:
    """Return the lines that declare a version, without comments: a comment does not change a lock."""
    texts = [(root / "engine" / name).read_text(encoding="utf-8") for name in DECLARED]
    return [f"{line.strip()}\n" for text in texts for line in text.splitlines() if line.strip() and line[0] != "#"]


def _digest(root: Path) -> str:
    text = "".join([*_declared(root), *PYTHONS, *_PLATFORMS])
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _entries(lock: str) -> list[str]:
    """Return the pins of a lock file, each with its lines of hashes."""
    lines = [line for line in lock.splitlines() if line and not line.startswith("#")]
    return [entry for entry in re.split(r"\n(?! )", "\n".join(lines)) if entry]


# --- writing ------------------------------------------------------------------------------------------------


def write_locks(root: Path, with_pytorch_index: bool) -> None:
    """Write all lock files.

    Raises:
        LockError: uv has failed, or a wheel is missing for one of the platforms and Pythons; nothing is written then.
    """
    pytorch = next(line for line in _declared(root) if line.startswith("torch==")).strip()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, lock in _locks(root, folder, pytorch, with_pytorch_index).items():
            (folder / file).write_text(_head(root, file) + lock, encoding="utf-8", newline="\n")
        _require_wheels(folder)
        (root / "engine" / "locks").mkdir(exist_ok=True)
        for file in _WHAT:
            (root / "engine" / "locks" / file).write_bytes((folder / file).read_bytes())


def _head(root: Path, file: str) -> str:
    return _HEAD.format(what=_WHAT[file], first=PYTHONS[0], last=PYTHONS[-1], digest=_digest(root))


def _locks(root: Path, folder: Path, pytorch: str, with_pytorch_index: bool) -> dict[str, str]:
    engine, network, batch = ((root / "engine" / name).read_text(encoding="utf-8") for name in DECLARED)
    packages = _compile(folder, engine)
    # PyPI's PyTorch for Linux needs CUDA's packages, the other builds do not: what they need is asked for as for
    # Windows, and PyTorch itself, which has files of its own, is taken out of the resolution.
    needed = _compile(folder, pytorch, "--python-platform", "windows", "--no-emit-package", "torch", universal=False)
    names = sorted({package for package, _version in _PIN.findall(needed)})
    (folder / "without-torch").write_text("torch; sys_platform == 'none'\n", encoding="utf-8")
    (folder / "engine-versions").write_text(packages, encoding="utf-8")
    options = ["--overrides", "without-torch", "--constraints", "engine-versions"]
    for package in ("torch", *_everywhere(packages)):
        options += ["--no-emit-package", package]
    needed_by_network = _compile(folder, "\n".join([network, *names]), *options)
    # An environment may have both, and one version of each package.
    (folder / "network-versions").write_text(needed_by_network, encoding="utf-8")
    limits = ["--constraints", "engine-versions", "--constraints", "network-versions"]
    for package in _everywhere(packages):
        limits += ["--no-emit-package", package]
    cpu = f"{pytorch}+cpu"
    return {
        "engine.txt": packages,
        "network.txt": needed_by_network,
        "batch.txt": _compile(folder, batch, *limits),
        "pytorch.txt": _compile(folder, pytorch, "--no-deps"),
        "pytorch-cpu.txt": _compile(folder, cpu, "--no-deps", index=PYTORCH_INDEX)
        if with_pytorch_index
        else f"{cpu}\n",
    }


def _everywhere(lock: str) -> list[str]:
    """The packages that a lock has for each platform and Python: without a marker, or in several versions."""
    pins = [name for name, _version in _PIN.findall(lock)]
    return sorted(
        {name for name in pins if pins.count(name) > 1 or re.search(rf"^{name}==[^;\n]+$", lock, re.MULTILINE)}
    )


def _compile(folder: Path, declared: str, *options: str, universal: bool = True, index: str = PYPI) -> str:
    """Return the lock of `declared`: the newest versions that fit, with the hashes of all their wheels."""
    (folder / "declared.in").write_text(declared, encoding="utf-8")
    command = ["pip", "compile", "--quiet", "--generate-hashes", "--no-header", "--no-annotate", *_uv_options(index)]
    command += ["--python-version", PYTHONS[0], *(["--universal"] if universal else []), *options]
    return _uv(folder, [*command, "declared.in"])


def _require_wheels(folder: Path) -> None:
    """Make sure that the locks are complete, and that each platform and Python has its wheels in them."""
    for platform in _PLATFORMS:
        files = ["engine.txt", "batch.txt"]
        if platform != _INTEL_MAC:
            files.append("network.txt")
        if platform in _WITH_PYTORCH_OF_PYPI:
            files.append("pytorch.txt")
        for python in PYTHONS:
            command = ["pip", "install", "--quiet", "--dry-run", "--require-hashes", *_uv_options(PYPI)]
            command += ["--target", "none", "--python-platform", platform, "--python-version", python]
            # Without PyTorch of PyPI, the list is not complete.
            command += ["--no-deps"] if platform in _LINUX else []
            for file in files:
                command += ["-r", file]
            _uv(folder, command, MACOSX_DEPLOYMENT_TARGET=_macos(platform, python))


def _macos(platform: str, python: str) -> str:
    """Return the oldest macOS for which wheels are wanted."""
    if platform != _INTEL_MAC:
        return "14.0"
    return "15.0" if python == "3.14" else "13.0"


def _uv_options(index: str) -> list[str]:
    return ["--no-config", "--default-index", index, "--only-binary", ":all:", "--python", sys.executable]


def _uv(folder: Path, arguments: Sequence[str], **variables: str) -> str:
    """Run uv in `folder` and return its output. Settings of the user for uv would change the locks.

    Raises:
        LockError: it failed.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    done = subprocess.run(
        [sys.executable, "-I", "-m", "uv", *arguments],
        cwd=folder,
        env={**inherited, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise LockError(f"uv {' '.join(arguments)}\n{done.stderr.strip()}")
    return done.stdout


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write or check the lock files of the plugin's environment.")
    parser.add_argument("--check", action="store_true", help="say what is out of step, and write nothing")
    parser.add_argument("--pytorch", action="store_true", help="also ask PyTorch's own index for hashes")
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            write_locks(ROOT, options.pytorch)
        problems = problems_of_locks(ROOT)
    except LockError as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
