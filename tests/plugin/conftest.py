"""What all tests of the plugin share: the plugin importable, settings and profile that are the tests' own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QSettings

from helpers.paths import FAKE_WORKER
from s2m2_qgis.jobs import calls as jobs
from s2m2_qgis.worker import client, environment, pythons, space

# QGIS leaves open whether GDAL raises exceptions, and GDAL 3.7 and later warn of that.
for module in (gdal, ogr, osr):
    module.DontUseExceptions()


@pytest.fixture(autouse=True, scope="session")
def _own_settings(qgis_app: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither the user's settings nor those of an earlier session are read or written."""
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    assert QgsSettings().fileName().startswith(folder)
    yield
    client.close_client()


@pytest.fixture(autouse=True)
def own_profile(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A profile without an environment, and no Python pointed at; returns where the environment would be."""
    folder = tmp_path_factory.mktemp("profile") / "s2m2" / "env"
    monkeypatch.setattr(environment, "profile_folder", lambda: folder)
    monkeypatch.delenv(environment.PYTHON_VARIABLE, raising=False)
    monkeypatch.setattr(space, "free_mb", lambda folder: None)  # no test installs anything large
    QgsSettings().remove("s2m2")
    yield folder
    client.close_client()
    pythons.forget_checks()
    QgsProject.instance().clear()


@pytest.fixture
def make_client() -> Iterator[Callable[..., client.WorkerClient]]:
    """make_client(start) -> a client of `fake_worker.py` that starts in this way; closed after the test."""
    made = []

    def make(start: str = "normally", python: str = sys.executable) -> client.WorkerClient:
        made.append(client.WorkerClient(python, [str(FAKE_WORKER), start]))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def fake_client(
    make_client: Callable[..., client.WorkerClient], monkeypatch: pytest.MonkeyPatch
) -> client.WorkerClient:
    """The plugin's shared client is one of the fake worker."""
    fake = make_client()
    monkeypatch.setattr(jobs, "get_client", lambda: fake)
    return fake


@pytest.fixture
def asked(fake_client: client.WorkerClient, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The requests that the fake worker gets."""
    requests: list[Any] = []
    run = fake_client.run

    def keep(request: Any, *arguments: Any) -> Any:
        requests.append(request)
        return run(request, *arguments)

    monkeypatch.setattr(fake_client, "run", keep)
    return requests
