"""A project with a SAR and an optical layer, and a match of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProject,
    QgsRasterLayer,
)

from helpers.layers import load
from helpers.ui_fakes import make_match, make_raster
from s2m2_qgis.project import layer_files


@pytest.fixture
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for exported layers, which is the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(layer_files.tempfile, "gettempdir", lambda: str(folder))
    return folder


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    instance = QgsProject.instance()
    instance.clear()
    yield instance
    instance.clear()


@pytest.fixture
def pair(project: QgsProject, tmp_path: Path) -> tuple[QgsRasterLayer, QgsRasterLayer]:
    folder = tmp_path / "Bilder für Größe"
    folder.mkdir()
    sar = load(project, make_raster(folder / "radar.tif"), "radar")
    return sar, load(project, make_raster(folder / "photo.tif", bands=3), "photo")


@pytest.fixture
def result(pair: Any, tmp_path: Path) -> dict[str, Any]:
    return make_match(tmp_path / "a match", Path(pair[0].source()), Path(pair[1].source()))
