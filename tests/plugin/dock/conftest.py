"""The dock, for its tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject

from helpers.dock_bench import Bench
from helpers.ui_fakes import process_events
from s2m2_qgis import settings


@pytest.fixture
def bench(qgis_app: object, tmp_path: Path) -> Iterator[Bench]:
    QgsProject.instance().clear()
    settings.set_results_folder(str(tmp_path / "results"))
    made = Bench(tmp_path)
    yield made
    made.dock.shut_down()
    made.dock.deleteLater()
    QgsProject.instance().clear()
    settings.set_results_folder("")
    process_events()
