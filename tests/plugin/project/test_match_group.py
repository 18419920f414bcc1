"""A match in the project: group, styles, order, reruns."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeatureRequest,
    QgsProject,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDateTime

from helpers.layers import layer_names
from helpers.ui_fakes import make_match
from s2m2_qgis.project.match_group import add_match_to_project, when_and_how, zoom_to_match
from s2m2_qgis.tie_points.checked_points import Check, write_checks


def test_group_is_on_top_and_styled(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    group = add_match_to_project(result, result["out"], project, *pair)
    assert layer_names(project)[0].startswith("S2M2: radar → photo, 20")
    points, heatmap = (node.layer() for node in group.findLayers())
    assert isinstance(points, QgsVectorLayer)
    assert points.featureCount() == 9
    labels = [rule.label() for rule in points.renderer().rootRule().children()]
    assert labels[0].startswith("0.8")
    assert labels[5:] == [
        "Outlier",
        "No answer",
        "Confirmed",
        "Moved",
        "Added",
        "Rejected",
        "Displacement, true length",
    ]
    renderer = heatmap.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    assert renderer.usesBands() == [2]
    assert renderer.shader().rasterShaderFunction().colorRampItemList()[0].color.alpha() == 0


def test_every_tie_point_has_one_symbol(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    """The style's rules cover all combinations of inlier, abstained and checked, and don't draw one twice."""
    group = add_match_to_project(result, result["out"], project, *pair)
    points = group.findLayers()[0].layer()
    for number, check in ((1, "confirmed"), (2, "moved"), (5, "rejected"), (6, "whatever")):
        assert write_checks(points, {number: Check(check, (20.0, 30.0) if check == "moved" else None)})
    drawn: list[int] = []
    for rule in points.renderer().rootRule().children():
        request = QgsFeatureRequest().setFilterExpression(rule.filterExpression())
        drawn += [feature.id() for feature in points.getFeatures(request)]
    assert sorted(drawn) == sorted(feature.id() for feature in points.getFeatures())


def test_a_later_match_leaves_the_earlier_one_hidden_below_it(
    project: QgsProject, pair: Any, result: dict[str, Any], tmp_path: Path
) -> None:
    first = add_match_to_project(result, result["out"], project, *pair)
    other = make_match(tmp_path / "another pair", Path(pair[0].source()), tmp_path / "other.tif")
    elsewhere = add_match_to_project(other, other["out"], project, pair[0], None)
    again = make_match(tmp_path / "a match 2", Path(pair[0].source()), Path(pair[1].source()))
    again["model"]["name"] = "alps"
    second = add_match_to_project(again, again["out"], project, *pair)
    groups = [child for child in project.layerTreeRoot().children() if child.name().startswith("S2M2")]
    assert groups == [second, elsewhere, first]
    assert [group.itemVisibilityChecked() for group in groups] == [True, True, False]
    assert [len(group.findLayers()) for group in groups] == [2, 2, 2]
    assert first.name().endswith(", structure")
    assert second.name().endswith(", alps")


def test_removed_layers_do_no_harm(project: QgsProject, pair: Any, result: dict[str, Any]) -> None:
    add_match_to_project(result, result["out"], project, *pair)
    project.removeAllMapLayers()
    group = add_match_to_project(result, result["out"], project, None, None)
    assert group.name().startswith("S2M2: radar → photo, 20")
    assert len(group.findLayers()) == 2


def test_a_match_is_named_by_the_time_it_was_made_wherever_its_files_were_copied(result: dict[str, Any]) -> None:
    folder, local = Path(result["out"]), QDateTime.fromSecsSinceEpoch
    os.utime(folder / "heatmap.tif", (1_000_000_000, 1_000_000_000))
    assert when_and_how(result, folder) == f"{local(1_000_000_000).toString('yyyy-MM-dd HH:mm')}, structure"
    result["created"] = "2026-11-28T09:30:00+00:00"
    assert when_and_how(result, folder) == f"{local(1_795_858_200).toString('yyyy-MM-dd HH:mm')}, structure"
    result["created"] = "some day"
    assert when_and_how(result, folder / "gone") == "structure"


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
    write_checks(points, {4: Check("moved", (-300.0, 400.0))})
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
