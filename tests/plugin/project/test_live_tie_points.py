"""The arrows of a running match."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsProject,
)

from helpers.layers import layer_names
from s2m2_qgis.project.live_tie_points import LiveTiePoints


def test_arrows_come_in_batches_and_go(project: QgsProject) -> None:
    live = LiveTiePoints(project)
    live.add("EPSG:32633", [[500_000.0, 5_000_000.0, 30.0, -40.0, 0.9]])
    live.add("EPSG:32633", [[500_100.0, 5_000_000.0, 30.0, -40.0, 0.1]])
    layer = live.layer()
    assert layer is not None
    assert layer.featureCount() == 0
    live.flush()
    assert layer.featureCount() == 2
    feature = next(layer.getFeatures())
    assert feature["dx_m"] == pytest.approx(30.0, rel=1e-3)
    assert feature["dy_m"] == pytest.approx(-40.0, rel=1e-3)
    assert layer_names(project) == ["Tie points so far (confidence)"]
    live.close()
    assert layer_names(project) == []


def test_degrees_become_metres(project: QgsProject) -> None:
    live = LiveTiePoints(project)
    live.add("EPSG:4326", [[15.0, 60.0, -0.001, 0.001, 0.9]])
    live.flush()
    feature = next(live.layer().getFeatures())
    assert feature["dx_m"] == pytest.approx(-55.8, abs=0.1)  # cos 60° of 111 km
    assert feature["dy_m"] == pytest.approx(111.4, abs=0.1)
    live.close()


def test_user_removes_the_arrows(project: QgsProject) -> None:
    live = LiveTiePoints(project)
    live.add("EPSG:32633", [[500_000.0, 5_000_000.0, 30.0, -40.0, 0.9]])
    project.removeMapLayer(live.layer().id())
    live.add("EPSG:32633", [[500_100.0, 5_000_000.0, 30.0, -40.0, 0.1]])
    live.flush()
    assert live.layer() is None
    live.close()
