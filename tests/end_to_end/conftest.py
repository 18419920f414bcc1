"""QGIS as it is installed, the plugin as it is packaged, the worker in its own environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.paths import DESKTOP_DRIVER, PROJECT_ROOT

INI = "[PythonPlugins]\ns2m2_qgis=true\n\n[qgis]\ncheckVersion=false\n\n[Qgis]\nshowTips=false\n"


@pytest.fixture(scope="session")
def worker_python() -> str:
    """The engine's environment: S2M2_PYTHON, or .venv as `./build.sh env` makes it."""
    python = os.environ.get("S2M2_PYTHON", str(PROJECT_ROOT / ".venv" / "bin" / "python"))
    if not Path(python).exists():
        pytest.fail(f"There is no engine environment at {python}; run ./build.sh env.")
    return python


@pytest.fixture(scope="session")
def scenes(shared_data: Path) -> Path:
    return shared_data / "scenes"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder of profiles whose profile "default" has the packaged plugin, enabled."""
    folder = tmp_path / "Profile é" / "profiles" / "default"
    stage = folder / "python" / "plugins" / "s2m2_qgis"
    command = [sys.executable, str(PROJECT_ROOT / "tools" / "package.py"), "--stage", str(stage)]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "QGIS").mkdir(parents=True)
    (folder / "QGIS" / "QGIS3.ini").write_text(INI, encoding="utf-8")
    return tmp_path / "Profile é"


@pytest.fixture
def environment(worker_python: str, tmp_path: Path) -> dict[str, str]:
    """The environment variables of a user's QGIS: nothing of pytest's, and models of her own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "QGIS_", "PYTEST", "PYTHON"))}
    # Without this QGIS would leave its statistics beside the scenes, which are not the tests' to write to.
    return {
        **kept,
        "S2M2_PYTHON": worker_python,
        "S2M2_MODELS": str(tmp_path / "models"),
        "GDAL_PAM_ENABLED": "NO",
    }


@pytest.fixture
def drive(profile: Path, environment: dict[str, str], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """drive(do, layers) -> report: start QGIS Desktop on a virtual screen and let `desktop_driver` do it."""
    for program in ("qgis", "xvfb-run"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is not installed; ./build.sh test installs it.")

    def run(do: str, layers: list[Path], limit_s: float = 400.0) -> dict[str, Any]:
        orders = tmp_path / "orders.json"
        orders.write_text(json.dumps({"do": do, "layers": [str(path) for path in layers]}), encoding="utf-8")
        command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis", "--nologo", "--noversioncheck"]
        command += ["--profiles-path", str(profile), "--profile", "default"]
        command += ["--code", str(DESKTOP_DRIVER)]
        with (tmp_path / "qgis.log").open("wb") as log:
            done = subprocess.run(
                command, env={**environment, "S2M2_DRIVE": str(orders)}, stdout=log, stderr=log, timeout=limit_s
            )
        report_file = tmp_path / "report.json"
        assert report_file.exists(), (tmp_path / "qgis.log").read_text(errors="replace")[-3000:]
        report: dict[str, Any] = json.loads(report_file.read_text(encoding="utf-8"))
        assert "failure" not in report, report["failure"]
        report["exit status"] = done.returncode
        return report

    return run
