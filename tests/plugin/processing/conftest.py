"""The provider of the algorithms, registered as the plugin registers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsApplication

from s2m2_qgis.processing.provider import S2M2Provider


@pytest.fixture
def provider() -> Iterator[S2M2Provider]:
    provider = S2M2Provider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)
