"""Where the dock matches: the view, a drawn box, polygons; and the choices under Advanced."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapToolExtent, QgsMapToolPan
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication

from helpers.dock_bench import Bench
from helpers.ui_fakes import wait_until
from s2m2_qgis.dock.ground_panel import BOX, EVERYWHERE, POLYGONS
from s2m2_qgis.jobs.tasks import MatchTask


def polygon_layer(bench: Bench, *boxes: tuple[float, float, float, float]) -> QgsVectorLayer:
    """A layer in memory, of boxes in metres from the upper left corner of the rasters."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "fields", "memory")
    features = []
    for left, top, right, bottom in boxes:
        feature = QgsFeature()
        area = QgsRectangle(500_000 + left, 5_000_000 - bottom, 500_000 + right, 5_000_000 - top)
        feature.setGeometry(QgsGeometry.fromRect(area))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    bench.project.addMapLayer(layer)
    return layer


def count(path: str) -> int:
    source = ogr.Open(path)
    return int(source.GetLayer(0).GetFeatureCount())


@pytest.fixture
def ready(bench: Bench) -> Bench:
    sar, _ = bench.load_pair()
    bench.iface.canvas.setDestinationCrs(sar.crs())
    bench.iface.canvas.setExtent(sar.extent())
    assert bench.form.match.isEnabled()
    return bench


def end_match(bench: Bench) -> None:
    bench.matches.last.end("was_cancelled")
    wait_until(lambda: not bench.dock.runner.running)


def test_a_box_is_drawn_and_stays_on_the_map(ready: Bench) -> None:
    canvas = ready.iface.canvas
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    ready.form.where.choose(BOX)
    assert "Draw a box" in ready.readiness
    assert not ready.form.match.isEnabled()
    tool = canvas.mapTool()
    assert isinstance(tool, QgsMapToolExtent)
    tool.extentChanged.emit(QgsRectangle(500_100, 4_999_600, 500_400, 4_999_900))
    assert canvas.mapTool() is pan
    assert ready.dock.ground._band is not None
    ready.form.match.click()
    assert ready.matches.last.inputs.request.bbox == pytest.approx((500_100, 4_999_600, 500_400, 4_999_900))
    end_match(ready)
    ready.form.where.choose(EVERYWHERE)
    assert ready.dock.ground._band is None
    ready.form.match.click()
    assert ready.matches.last.inputs.request.bbox is None
    end_match(ready)


def test_a_box_that_is_not_drawn_after_all(ready: Bench) -> None:
    canvas = ready.iface.canvas
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    ready.form.where.choose(BOX)
    ready.form.where.choose(EVERYWHERE)
    assert canvas.mapTool() is pan
    assert ready.form.match.isEnabled()


def test_a_box_beside_both_layers(ready: Bench) -> None:
    ready.form.where.choose(BOX)
    ready.iface.canvas.mapTool().extentChanged.emit(QgsRectangle(600_000, 4_000_000, 600_100, 4_000_100))
    assert "no ground that both layers cover" in ready.readiness


def test_polygons_of_a_layer_the_selected_ones_if_there_are_any(ready: Bench) -> None:
    layer = polygon_layer(ready, (50, 50, 300, 300), (350, 350, 600, 600))
    ready.form.where.choose(POLYGONS)
    assert "Choose the layer of polygons" in ready.readiness
    ready.form.where.polygons.setLayer(layer)
    assert "All of its polygons" in ready.form.where.note.text()
    ready.form.match.click()
    inputs = ready.matches.last.inputs
    assert count(inputs.request.cutline) == 2
    assert inputs.request.bbox == pytest.approx((500_050, 4_999_400, 500_600, 4_999_950))
    inputs.ground.remove()
    assert not Path(inputs.request.cutline).exists()
    end_match(ready)
    layer.selectByIds([next(layer.getFeatures()).id()])
    assert ready.form.where.note.text() == "Only its selected polygon."
    ready.form.match.click()
    inputs = ready.matches.last.inputs
    assert count(inputs.request.cutline) == 1
    assert inputs.request.bbox == pytest.approx((500_050, 4_999_700, 500_300, 4_999_950))
    inputs.ground.remove()
    end_match(ready)
    ready.project.removeMapLayer(layer.id())
    assert "Choose the layer of polygons" in ready.readiness


def test_a_layer_without_polygons(ready: Bench) -> None:
    layer = polygon_layer(ready)
    ready.form.where.choose(POLYGONS)
    ready.form.where.polygons.setLayer(layer)
    assert "“fields” has no polygons." in ready.readiness


def test_advanced_choices_reach_the_request(ready: Bench) -> None:
    ready.form.match.click()
    request = ready.matches.last.inputs.request
    assert (request.masks, request.cutline, request.spacing, request.device) == ((), "", None, "auto")
    assert not request.error_raster
    assert (request.ce90_limit, request.dem) == (None, "")
    end_match(ready)
    clouds = ready.load("clouds")
    advanced = ready.form.advanced
    advanced.mask.setLayer(clouds)
    advanced.spacing.setValue(32)
    advanced.device.setCurrentIndex(advanced.device.findData("cpu"))
    advanced.errors.setChecked(True)
    advanced.limit.setValue(7.5)
    advanced.heights.setLayer(ready.dock.layers.optical)
    ready.form.match.click()
    request = ready.matches.last.inputs.request
    assert (request.masks, request.spacing, request.device) == ((clouds.source(),), 32, "cpu")
    assert request.error_raster
    assert (request.ce90_limit, request.dem) == (7.5, ready.dock.layers.optical.source())
    end_match(ready)


def test_a_mask_that_cannot_be_used_is_said_and_nothing_starts(ready: Bench) -> None:
    clouds = ready.load("clouds")
    clouds.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    ready.form.advanced.mask.setLayer(clouds)
    ready.form.match.click()
    assert "“clouds” cannot be used here" in ready.iface.bar.last
    assert ready.matches.tasks == []


def test_polygons_that_change_after_they_were_chosen(ready: Bench) -> None:
    """Match is possible exactly while the polygons that are meant lie on both layers."""
    layer = polygon_layer(ready, (50, 50, 300, 300), (90_000, 50, 90_300, 300))
    near, far = (feature.id() for feature in layer.getFeatures())
    ready.form.where.choose(POLYGONS)
    ready.form.where.polygons.setLayer(layer)
    assert ready.form.match.isEnabled()
    layer.selectByIds([far])
    assert "no ground that both layers cover" in ready.readiness
    assert not ready.form.match.isEnabled()
    layer.selectByIds([near])
    assert ready.form.match.isEnabled()
    layer.startEditing()
    layer.deleteFeatures([near, far])
    assert "“fields” has no polygons." in ready.readiness
    layer.rollBack()
    assert ready.form.match.isEnabled()


def test_exports_go_when_a_match_is_cancelled_before_it_begins(ready: Bench) -> None:
    layer = polygon_layer(ready, (50, 50, 300, 300))
    ready.form.where.choose(POLYGONS)
    ready.form.where.polygons.setLayer(layer)
    ready.form.match.click()
    inputs = ready.matches.last.inputs
    end_match(ready)
    assert Path(inputs.request.cutline).exists()
    MatchTask(inputs).finished(False)  # as the task manager does without `run`
    assert not Path(inputs.request.cutline).exists()


def test_the_map_can_be_panned_after_a_tool_whose_predecessor_is_gone(ready: Bench) -> None:
    ready.match()
    canvas = ready.iface.canvas
    ready.form.result.check.click()
    ready.form.where.choose(BOX)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ready.form.where.choose(EVERYWHERE)
    assert canvas.mapTool() is ready.iface.pan
