"""A correction that is taken back: what goes, and what has to stay."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable

import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer

from helpers.layers import layer_names, load, virtual_layer
from helpers.ui_fakes import make_match
from s2m2_qgis.project.corrected_layer import show_corrected
from s2m2_qgis.project.corrections import Before, Correction, note_saved, take_back
from s2m2_qgis.project.match_group import add_match_to_project


@pytest.fixture
def target(pair: Any) -> Path:
    return Path(pair[0].source()).with_name("radar_s2m2.tif")


def correct(project: QgsProject, original: QgsRasterLayer, target: Path, earlier: Any = ()) -> Correction:
    """What the dock does when a layer is corrected."""
    before = Before([str(target)], project, earlier)
    shown = target.exists()
    shutil.copyfile(original.source(), target)
    layer = None if shown else show_corrected(str(target), original, project)
    return before.correction("match", [str(target)], ["" if layer is None else layer.id()])


def test_layer_and_file_go_and_the_project_is_as_before(project: QgsProject, pair: Any, target: Path) -> None:
    names, kept = layer_names(project), Path(f"{target}.qml")
    kept.write_text("a style of the user's")
    correction = correct(project, pair[0], target)
    Path(f"{target}.aux.xml").write_text("statistics")
    assert layer_names(project) != names
    assert take_back(correction, project) == []
    assert layer_names(project) == names
    assert not target.exists()
    assert not Path(f"{target}.aux.xml").exists()
    assert kept.exists()
    assert Path(pair[0].source()).exists()


def test_layers_of_an_exclusive_group_are_shown_again(project: QgsProject, pair: Any, target: Path) -> None:
    root = project.layerTreeRoot()
    group = root.insertGroup(0, "one of")
    for layer in pair:
        node = root.findLayer(layer.id())
        group.addChildNode(node.clone())
        root.removeChildNode(node)
    group.setIsMutuallyExclusive(True, 1)
    shown = [node.itemVisibilityChecked() for node in group.findLayers()]
    assert shown == [False, True]
    correction = correct(project, pair[0], target)
    take_back(correction, project)
    assert [node.itemVisibilityChecked() for node in group.findLayers()] == shown


def test_layers_that_the_user_switched_stay_so(project: QgsProject, pair: Any, target: Path) -> None:
    correction = correct(project, pair[0], target)
    node = project.layerTreeRoot().findLayer(pair[1].id())
    node.setItemVisibilityChecked(False)
    take_back(correction, project)
    assert not node.itemVisibilityChecked()


def change(target: Path, project: QgsProject) -> None:
    with target.open("ab") as file:
        file.write(b" ")


def read_elsewhere(target: Path, project: QgsProject) -> None:
    load(project, target, "the same file")


def read_by_vrt(target: Path, project: QgsProject) -> None:
    path = target.with_name("mosaic.vrt")
    gdal.BuildVRT(str(path), [str(target)]).FlushCache()
    load(project, path, "mosaic")


def read_by_a_calculation(target: Path, project: QgsProject) -> None:
    project.addMapLayer(virtual_layer(str(target)))


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        (change, "was changed"),
        (read_elsewhere, "another layer reads it"),
        (read_by_vrt, "another layer reads it"),
        (read_by_a_calculation, "another layer reads it"),
    ],
)
def test_a_file_that_is_needed_stays(
    project: QgsProject, pair: Any, target: Path, use: Callable[[Path, QgsProject], None], reason: str
) -> None:
    correction = correct(project, pair[0], target)
    use(target, project)
    (sentence,) = take_back(correction, project)
    assert reason in sentence
    assert "radar_s2m2.tif" in sentence
    assert target.exists()
    assert "radar (corrected)" not in layer_names(project)


def test_a_file_that_the_saved_project_shows_stays(project: QgsProject, pair: Any, target: Path) -> None:
    correction = correct(project, pair[0], target)
    note_saved([correction], project)
    (sentence,) = take_back(correction, project)
    assert "saved" in sentence
    assert target.exists()


def test_a_file_that_the_user_had_stays(project: QgsProject, pair: Any, target: Path) -> None:
    target.write_bytes(b"another product")
    correction = correct(project, pair[0], target)
    (sentence,) = take_back(correction, project)
    assert "before" in sentence
    assert target.exists()


def test_what_replaced_an_own_file_is_taken_back_with_it(project: QgsProject, pair: Any, target: Path) -> None:
    first = correct(project, pair[0], target)
    second = correct(project, pair[1], target, [first])
    assert first.files == []
    assert take_back(second, project) == []
    assert not target.exists()
    assert "radar (corrected)" not in layer_names(project)
    assert take_back(correct(project, pair[0], target), project) == []


def test_a_corrected_layer_that_was_matched_stays(project: QgsProject, pair: Any, target: Path, tmp_path: Path) -> None:
    correction = correct(project, pair[0], target)
    corrected = project.mapLayer(correction.files[0].layer_id)
    result = make_match(tmp_path / "later", target, Path(pair[1].source()))
    add_match_to_project(result, result["out"], project, corrected, pair[1])
    (sentence,) = take_back(correction, project)
    assert "later match" in sentence
    assert corrected.isValid()
    assert target.exists()


def test_the_layer_may_be_gone_or_show_another_file(project: QgsProject, pair: Any, target: Path) -> None:
    correction = correct(project, pair[0], target)
    project.removeMapLayer(correction.files[0].layer_id)
    assert take_back(correction, project) == []
    assert not target.exists()
    correction = correct(project, pair[0], target)
    layer = project.mapLayer(correction.files[0].layer_id)
    layer.setDataSource(pair[1].source(), "mine", "gdal", layer.dataProvider().ProviderOptions())
    assert take_back(correction, project) == []
    assert "mine" in layer_names(project)
