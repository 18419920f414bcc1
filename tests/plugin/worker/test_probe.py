"""What the dock learns of the environment in the background."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from s2m2_qgis import settings
from s2m2_qgis.worker import environment, probe
from s2m2_qgis.worker.failures import WorkerFailure


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise WorkerFailure("no_python", "It does not start.")

    monkeypatch.setattr(probe, "get_client", fail)


@pytest.mark.usefixtures("no_worker")
@pytest.mark.parametrize("chosen", ["", sys.executable])
def test_only_the_plugins_own_environment_is_outdated(chosen: str, own_profile: Path) -> None:
    own_profile.mkdir(parents=True)
    (own_profile / environment.MARKER).write_text("numpy==1.0\n", encoding="utf-8")
    settings.set_python_path(chosen)
    made = probe.EngineProbe()
    assert made.run()
    assert made.outdated is not bool(chosen)
    found: list[str] = []
    made.found.connect(lambda problem, models: found.append(problem))
    made.finished(True)
    assert found == ["It does not start."]
