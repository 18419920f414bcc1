"""A match in the project: group, styles, order; reruns; the corrected layer; the arrows of a running match."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeatureRequest,
    QgsGeometryGeneratorSymbolLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from helpers.ui_fakes import make_match, make_raster
from s2m2_qgis.project.checked_points import set_check
from s2m2_qgis.project.corrected_layer import ReleasedFile, layers_of_file, local_file, show_corrected
from s2m2_qgis.project.live_tie_points import LiveTiePoints
from s2m2_qgis.project.match_group import add_match_to_project, zoom_to_match
from s2m2_qgis.project.output_paths import corrected_file, match_folder, results_root, safe_name, with_tif_suffix


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    instance = QgsProject.instance()
    instance.clear()
    yield instance
    instance.clear()


def load(project: QgsProject, path: Path, name: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(path), name)
    assert layer.isValid()
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def pair(project: QgsProject, tmp_path: Path) -> tuple[QgsRasterLayer, QgsRasterLayer]:
    folder = tmp_path / "Bilder für Größe"
    folder.mkdir()
    sar = load(project, make_raster(folder / "radar.tif"), "radar")
    return sar, load(project, make_raster(folder / "photo.tif", bands=3), "photo")


@pytest.fixture
def result(pair: Any, tmp_path: Path) -> dict[str, Any]:
    return make_match(tmp_path / "a match", Path(pair[0].source()), Path(pair[1].source()))


def names(project: QgsProject) -> list[str]:
    return [child.name() for child in project.layerTreeRoot().children()]


def test_group_is_on_top_and_styled(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    group = add_match_to_project(result, result["out"], project, *pair)
    assert names(project)[0] == "S2M2: radar → photo"
    points, heatmap = (node.layer() for node in group.findLayers())
    assert isinstance(points, QgsVectorLayer)
    assert points.featureCount() == 9
    labels = [rule.label() for rule in points.renderer().rootRule().children()]
    assert labels[0].startswith("0.8")
    assert labels[5:] == ["Outlier", "No answer", "Confirmed", "Moved", "Rejected"]
    renderer = heatmap.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    assert renderer.band() == 2
    assert renderer.shader().rasterShaderFunction().colorRampItemList()[0].color.alpha() == 0


def test_every_tie_point_has_one_symbol(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    """The style's rules cover all combinations of inlier, abstained and checked, and don't draw one twice."""
    group = add_match_to_project(result, result["out"], project, *pair)
    points = group.findLayers()[0].layer()
    for number, check in ((1, "confirmed"), (2, "moved"), (5, "rejected"), (6, "whatever")):
        assert set_check(points, number, check, (20.0, 30.0) if check == "moved" else None)
    drawn: list[int] = []
    for rule in points.renderer().rootRule().children():
        request = QgsFeatureRequest().setFilterExpression(rule.filterExpression())
        drawn += [feature.id() for feature in points.getFeatures(request)]
    assert sorted(drawn) == sorted(feature.id() for feature in points.getFeatures())


def test_arrow_has_true_length_on_a_large_scale(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    group = add_match_to_project(result, result["out"], project, *pair)
    points = group.findLayers()[0].layer()
    symbol = points.renderer().rootRule().children()[0].symbol()
    generator = symbol.symbolLayer(0)
    assert isinstance(generator, QgsGeometryGeneratorSymbolLayer)
    lengths = {}
    for scale in (10_000, 1_000_000):
        context = QgsExpressionContext()
        scope = QgsExpressionContextScope()
        scope.setVariable("map_scale", scale)
        context.appendScope(scope)
        context.setFeature(next(points.getFeatures()))
        expression = QgsExpression(generator.geometryExpression())
        lengths[scale] = expression.evaluate(context).length()
        assert not expression.hasEvalError()
    assert lengths[10_000] == pytest.approx((137.4**2 + 83.9**2) ** 0.5)
    assert lengths[1_000_000] == pytest.approx(3_500.0)  # never shorter than 3.5 mm: its head needs that


def test_rerun_replaces_own_layers_and_keeps_the_users(
    project: QgsProject, pair: Any, result: dict[str, Any], tmp_path: Path
) -> None:
    first = add_match_to_project(result, result["out"], project, *pair)
    other = load(project, make_raster(tmp_path / "mine.tif"), "mine")
    first.addLayer(other)
    second = make_match(tmp_path / "a match 2", Path(pair[0].source()), Path(pair[1].source()))
    add_match_to_project(second, second["out"], project, *pair)
    groups = [child for child in project.layerTreeRoot().children() if child.name().startswith("S2M2")]
    assert [len(group.findLayers()) for group in groups] == [2, 1]
    assert str(tmp_path / "a match 2") in groups[0].findLayers()[0].layer().source()


def test_removed_layers_do_no_harm(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    add_match_to_project(result, result["out"], project, *pair)
    project.removeAllMapLayers()
    group = add_match_to_project(result, result["out"], project, None, None)
    assert group.name() == "S2M2: radar → photo"
    assert len(group.findLayers()) == 2


def test_zoom_goes_to_the_matched_area(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    canvas = QgsMapCanvas()
    canvas.resize(200, 200)
    canvas.setDestinationCrs(pair[0].crs())
    zoom_to_match(canvas, result, project)
    assert canvas.extent().contains(QgsRectangle(*result["grid"]["bbox"]).buffered(-1))
    assert canvas.extent().width() < 3 * 640


def test_files_without_checks_are_drawn_as_before(project: QgsProject, pair: Any, tmp_path: Path) -> None:
    sources = (Path(layer.source()) for layer in pair)
    result = make_match(tmp_path / "old", *sources, can_be_checked=False)
    points = add_match_to_project(result, result["out"], project, *pair).findLayers()[0].layer()
    drawn = 0
    for rule in points.renderer().rootRule().children():
        drawn += len(list(points.getFeatures(QgsFeatureRequest().setFilterExpression(rule.filterExpression()))))
    assert drawn == 9


def test_an_arrow_leads_where_it_was_moved(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    points = add_match_to_project(result, result["out"], project, *pair).findLayers()[0].layer()
    set_check(points, 4, "moved", (-300.0, 400.0))
    (rule,) = (one for one in points.renderer().rootRule().children() if one.label() == "Moved")
    context = QgsExpressionContext()
    scope = QgsExpressionContextScope()
    scope.setVariable("map_scale", 10_000)
    context.appendScope(scope)
    feature = points.getFeature(4)
    context.setFeature(feature)
    arrow = QgsExpression(rule.symbol().symbolLayer(0).geometryExpression()).evaluate(context)
    start, end = arrow.asPolyline()
    assert start == feature.geometry().asPoint()
    assert (end.x() - start.x(), end.y() - start.y()) == pytest.approx((-300.0, 400.0))


# --- corrected layer ------------------------------------------------------------------------------------------


def test_corrected_layer_stands_above_the_original_with_its_style(
    project: QgsProject, pair: Any, tmp_path: Path
) -> None:
    sar = pair[0]
    sar.renderer().setOpacity(0.5)
    corrected = Path(shutil.copy(sar.source(), tmp_path / "radar_s2m2.tif"))
    layer = show_corrected(str(corrected), sar, project)
    assert layer is not None
    assert layer.name() == "radar (corrected)"
    assert layer.renderer().opacity() == 0.5
    order = names(project)
    assert order.index("radar (corrected)") == order.index("radar") - 1


def test_corrected_file_that_cannot_be_opened(project: QgsProject, pair: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.tif").write_bytes(b"no raster")
    assert show_corrected(str(tmp_path / "broken.tif"), pair[0], project) is None


def test_file_is_released_and_taken_up_again(project: QgsProject, pair: Any) -> None:
    sar = pair[0]
    source, layer_id = sar.source(), sar.id()
    sar.renderer().setOpacity(0.25)
    released = ReleasedFile(source, project)
    assert not sar.isValid()
    assert released.restore() == [sar]
    assert sar.isValid()
    assert sar.id() == layer_id
    assert sar.renderer().opacity() == 0.25


def test_released_layer_may_go_meanwhile(project: QgsProject, pair: Any) -> None:
    released = ReleasedFile(pair[0].source(), project)
    project.removeMapLayer(pair[0].id())
    assert released.restore() == []


def test_local_file(project: QgsProject, pair: Any) -> None:
    assert Path(local_file(pair[0])) == Path(pair[0].source())
    assert layers_of_file(pair[0].source(), project) == [pair[0]]
    web = QgsRasterLayer("type=xyz&url=http://localhost:9/{z}/{x}/{y}.png", "web", "wms")
    assert local_file(web) == ""


# --- live arrows ----------------------------------------------------------------------------------------------


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
    assert names(project) == ["Tie points so far (confidence)"]
    live.close()
    assert names(project) == []


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


# --- where results go -----------------------------------------------------------------------------------------


def test_match_folder_is_a_new_one(tmp_path: Path) -> None:
    first = match_folder(tmp_path, "sar: 1/2", "Größe")
    assert first.name == "sar_ 1_2 to Größe"
    first.mkdir()
    assert match_folder(tmp_path, "sar: 1/2", "Größe").name == "sar_ 1_2 to Größe 2"


def test_results_root() -> None:
    assert results_root("/mine", "/home/project", "/tmp") == Path("/mine")
    assert results_root("", "/home/project", "/tmp") == Path("/home/project/s2m2_results")
    assert results_root("", "", "/tmp") == Path("/tmp/s2m2_results")


def test_safe_name_never_is_empty() -> None:
    assert safe_name(" ... ") == "layer"
    assert safe_name("x" * 300) == "x" * 50


def test_corrected_file(tmp_path: Path) -> None:
    assert corrected_file(str(tmp_path / "s.jp2"), "s", Path("/m")) == tmp_path / "s_s2m2.tif"
    assert corrected_file("", "web layer", Path("/m")) == Path("/m/web layer_s2m2.tif")
    assert corrected_file("/nowhere/at/all/s.tif", "s", Path("/m")) == Path("/m/s_s2m2.tif")


def test_suffix() -> None:
    assert with_tif_suffix("") == ""
    assert with_tif_suffix("/a/b.TIF") == "/a/b.TIF"
    assert with_tif_suffix("/a/b.c") == "/a/b.c.tif"
