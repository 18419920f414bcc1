"""A project of one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsProject


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    yield QgsProject.instance()
    QgsProject.instance().clear()
