"""A match in a project, for the tests of its tie points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from helpers.ui_fakes import make_match, make_raster
from s2m2_qgis.project.match_group import add_match_to_project, tie_points_of
from s2m2_qgis.tie_points.editor import TiePointEditor


@pytest.fixture
def layer(qgis_app: object, tmp_path: Path) -> Iterator[QgsVectorLayer]:
    """Nine tie points: the first is not matched, the next two are outliers."""
    project = QgsProject.instance()
    project.clear()
    paths = [make_raster(tmp_path / f"{one}.tif") for one in ("sar", "optical")]
    add_match_to_project(make_match(tmp_path / "match", *paths), str(tmp_path / "match"), project, None, None)
    made = tie_points_of(str(tmp_path / "match"), project)
    assert made is not None
    yield made
    project.clear()


@pytest.fixture
def editor(layer: QgsVectorLayer) -> Iterator[TiePointEditor]:
    made = TiePointEditor(layer)
    yield made
    made.shut_down()
