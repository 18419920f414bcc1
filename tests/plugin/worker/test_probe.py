"""What the dock learns of the environment in the background."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from s2m2_qgis import settings
from s2m2_qgis.worker import environment, health, probe, pythons
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


@pytest.mark.parametrize("own", [False, True])
def test_a_worker_that_crashes_over_a_damaged_package_names_it(
    own: bool, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash() -> None:
        raise WorkerFailure("worker_died", "The matching engine stopped while it worked (exit status -7).")

    monkeypatch.setattr(probe, "get_client", crash)
    monkeypatch.setattr(health, "ailment_of", lambda *_: "The package onnxruntime is damaged: it crashed.")
    monkeypatch.setattr(pythons, "check_python", lambda path: "")
    if own:
        own_profile.mkdir(parents=True)
        (own_profile / environment.MARKER).write_text("", encoding="utf-8")
    else:
        settings.set_python_path(sys.executable)
    made = probe.EngineProbe()
    made.run()
    assert made.own is own
    expected = "The package onnxruntime is damaged" if own else "The matching engine stopped"
    assert made._problem.startswith(expected)


@pytest.mark.parametrize("fails", [False, True])
def test_the_health_check_never_raises(fails: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def ailment_of(*_arguments: object) -> str:
        if fails:
            raise RuntimeError("no thread")
        return "The package numpy is damaged."

    monkeypatch.setattr(health, "ailment_of", ailment_of)
    made = probe.HealthCheck()
    assert made.run()
    found: list[str] = []
    made.checked.connect(found.append)
    made.finished(True)
    expected = "The matching environment does not work: no thread." if fails else "The package numpy is damaged."
    assert found == [expected]
