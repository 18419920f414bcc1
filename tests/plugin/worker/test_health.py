"""Damaged packages are named, whether they raise an error, crash or compute nonsense."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from s2m2_qgis.worker import environment, health, pythons
from s2m2_qgis.worker.environment import MARKER
from s2m2_qgis.worker.pythons import examine

PYTHON = os.environ.get("S2M2_PYTHON", "")
CRASH = "import os, signal\nos.kill(os.getpid(), signal.SIGBUS)\n"
NONSENSE = """
class linalg:
    solve = staticmethod(lambda *_: [0.0, 0.0])
diag = list
"""


def python_with(folder: Path, **modules: str) -> str:
    """An interpreter that finds these modules first."""
    folder.mkdir()
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    path = folder / "python"
    path.write_text(f"#!/bin/sh\nulimit -c 0\nPYTHONPATH='{folder}' exec '{sys.executable}' \"$@\"\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("module", "why"),
    [
        (CRASH, "it crashed (SIGBUS)"),
        ("raise OSError('libcudnn.so.9: cannot open shared object file')", "OSError: libcudnn.so.9: cannot open"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import os; os._exit(9)", "it ended with exit status 9"),
        (
            "try:\n    raise OSError('libblas: cannot open')\n"
            "except OSError as e:\n    raise ImportError('Read\\nthis.') from e",
            "OSError: libblas: cannot open",
        ),
        (NONSENSE, "AttributeError: 'list' object has no attribute 'tolist'"),
    ],
)
def test_a_damaged_package_is_named(module: str, why: str, tmp_path: Path) -> None:
    found = health._try(python_with(tmp_path / "a", numpy=module), ["numpy", "scipy"])
    assert found.startswith(f"The package numpy is damaged: {why}")


def test_a_wrong_result_is_an_ailment(tmp_path: Path) -> None:
    python = python_with(tmp_path / "a", psutil="class virtual_memory:\n    total = 0\n")
    assert health._try(python, ["psutil"]) == "The package psutil is damaged: a wrong result."


def test_the_packages_of_the_engine_are_well() -> None:
    """With the packages that a working environment has."""
    if not PYTHON:
        pytest.skip("no engine environment: S2M2_PYTHON is not set")
    assert health._try(PYTHON, [*pythons.PACKAGES, *pythons.MODEL_PACKAGES]) == ""


def test_a_package_that_crashes_at_once_is_named_by_the_check_before_each_start(tmp_path: Path) -> None:
    python = python_with(tmp_path / "a", numpy=CRASH)
    assert examine(python, ("json", "numpy", "csv")) == f"“{python}” cannot load numpy: it crashed (SIGBUS)."


def test_a_check_that_is_stopped_says_nothing_and_is_made_again(
    own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_profile / "bin").mkdir(parents=True)
    (own_profile / MARKER).write_text("", encoding="utf-8")
    python = own_profile / "bin" / "python"
    python.write_text("#!/bin/sh\nexec sleep 60\n")
    python.chmod(0o755)
    begun = time.monotonic()
    assert health.ailment_of(own_profile, lambda: True) == ""
    assert time.monotonic() - begun < 10
    monkeypatch.setattr(health, "_LIMIT_S", 0.2)
    assert "did not answer" in health.ailment_of(own_profile)


def test_an_environment_is_tried_once_a_session(own_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[list[str]] = []
    answers = ["The package numpy is damaged: x.", "", "", "", ""]

    def answer(_python: str, packages: list[str], _is_cancelled: object) -> str:
        tried.append(packages)
        return answers.pop(0)

    monkeypatch.setattr(health, "_try", answer)
    assert health.ailment_of(own_profile) == "", "there is none"
    own_profile.mkdir(parents=True)
    (own_profile / MARKER).write_text(environment.contents(with_pytorch=True), encoding="utf-8")
    assert health.ailment_of(own_profile) != ""
    assert health.ailment_of(own_profile) == "", "what is damaged is tried again"
    assert health.ailment_of(own_profile) == ""
    assert len(tried) == 2, "what is well is not"
    assert tried[0][-1] == "torch"
    os.utime(own_profile / MARKER, (1, 1))
    health.ailment_of(own_profile)
    assert len(tried) == 3, "it was made again"
    (own_profile / MARKER).write_text(environment.contents(with_pytorch=False), encoding="utf-8")
    health.ailment_of(own_profile)
    assert "torch" not in tried[-1]
    assert "dask" not in tried[-1]
    (own_profile / MARKER).write_text(environment.contents(with_pytorch=False, with_dask=True), encoding="utf-8")
    health.ailment_of(own_profile)
    assert "pyarrow" in tried[-1]
