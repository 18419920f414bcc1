"""Pairs in groups of layers."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject

from helpers.layers import load_into
from s2m2_qgis.pairs.groups import pairs_among, raster_groups
from s2m2_qgis.project.layer_choice import PAIR_PROPERTY


def test_groups_are_paired(project: QgsProject, tmp_path: Path) -> None:
    root = project.layerTreeRoot()
    radar, outer = root.addGroup("Radar"), root.addGroup("2023")
    photos = outer.addGroup("photos")
    root.addGroup("empty")
    sars = [load_into(radar, tmp_path / f"vv_{number}.tif", 3000.0 * number) for number in range(3)]
    opticals = [load_into(photos, tmp_path / f"photo_{number}x.tif", 3000.0 * number, bands=3) for number in (1, 2)]
    heatmap = load_into(radar, tmp_path / "heat.tif", bands=2)
    heatmap.setCustomProperty(PAIR_PROPERTY, "some")
    lost = load_into(outer, tmp_path / "lost_sar.tif", epsg=None)
    groups = raster_groups(project)
    assert list(groups) == ["All layers of the project", "Radar", "2023", "2023 / photos"]
    assert len(groups["All layers of the project"]) == 6
    pairing = pairs_among((*groups["Radar"], *groups["2023"], *groups["2023 / photos"]), project)
    assert [(one.sar.layer_id, one.optical.layer_id) for one in pairing.pairs] == [
        (sar.id(), optical.id()) for sar, optical in zip(sars[1:], opticals)
    ]
    assert dict(pairing.left_over) == {
        "vv_0": "no optical raster shows its ground",
        "lost_sar": "it has no coordinate reference system",
    }
    project.removeMapLayer(opticals.pop().id())
    assert len(pairs_among(groups["All layers of the project"], project).pairs) == 1, "a layer has gone meanwhile"
    del lost, heatmap


def test_a_project_without_rasters(project: QgsProject) -> None:
    project.layerTreeRoot().addGroup("empty")
    assert raster_groups(project) == {}
