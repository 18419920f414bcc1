"""The arrows of tie points: one factor for all, in the legend; displacement and residual; readable on dark images."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTreeModel,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from helpers.ui_fakes import wait_until
from s2m2_qgis.project.arrows import DISPLACEMENT, RESIDUAL, draw_arrows, has_residuals, view_of
from s2m2_qgis.project.match_group import add_match_to_project


@pytest.fixture
def points(project: QgsProject, pair: Any, result: dict[str, Any]) -> QgsVectorLayer:
    """Nine tie points; displacements of 1 to 9 m to the east, residuals of a tenth to the north."""
    file = Path(result["out"]) / "tie_points.gpkg"
    with closing(sqlite3.connect(file)) as database, database:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            database.create_function(name, 1, lambda _: None)
        for name in ("residual_dx", "residual_dy"):
            database.execute(f"ALTER TABLE tie_points ADD COLUMN {name} REAL")
        database.execute("UPDATE tie_points SET dx = id, dy = 0, dx_m = id, dy_m = 0, residual_dx = 0")
        database.execute("UPDATE tie_points SET residual_dy = 0.1 * id")
    return add_match_to_project(result, result["out"], project, *pair).findLayers()[0].layer()


def arrow_lengths(layer: QgsVectorLayer, scale: float) -> dict[int, float]:
    """The lengths of the inliers' arrows as the style makes them, in map units."""
    lengths = {}
    for feature in layer.getFeatures('"inlier"'):
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.lastScope().setVariable("map_scale", scale)
        context.setFeature(feature)
        expression = QgsExpression(
            layer.renderer().rootRule().children()[0].symbol().symbolLayer(0).geometryExpression()
        )
        lengths[feature["id"]] = expression.evaluate(context).length()
        assert not expression.hasEvalError()
    return lengths


def legend(project: QgsProject, layer: QgsVectorLayer) -> list[str]:
    model = QgsLayerTreeModel(project.layerTreeRoot())
    nodes = model.layerLegendNodes(project.layerTreeRoot().findLayer(layer.id()))
    return [str(node.data(0)) for node in nodes]


def test_all_arrows_are_lengthened_alike_and_the_legend_says_it(project: QgsProject, points: QgsVectorLayer) -> None:
    # Tie points are about 100 m apart, and nine of ten displacements are below 9 m.
    assert legend(project, points)[-1] == "Displacement, drawn 10 times as long"
    for scale in (10_000, 1_000_000):
        lengths = arrow_lengths(points, scale)
        assert lengths == pytest.approx({number: 10.0 * number for number in lengths})


def test_the_residual_has_its_own_factor(project: QgsProject, points: QgsVectorLayer) -> None:
    draw_arrows(points, RESIDUAL)
    assert legend(project, points)[-1] == "Residual after the transform, drawn 100 times as long"
    lengths = arrow_lengths(points, 10_000)
    assert lengths == pytest.approx({number: 100 * 0.1 * number for number in lengths})
    draw_arrows(points)
    assert view_of(points) == RESIDUAL
    draw_arrows(points, DISPLACEMENT)
    assert len(legend(project, points)) == 12, "one key"


def test_arrows_end_where_places_belong_while_they_are_checked(project: QgsProject, points: QgsVectorLayer) -> None:
    draw_arrows(points, true_length=True)
    for _ in range(2):
        assert legend(project, points)[-1] == "Displacement, true length"
        lengths = arrow_lengths(points, 10_000)
        assert lengths == pytest.approx({number: float(number) for number in lengths})
        draw_arrows(points)  # as a refit does meanwhile
    draw_arrows(points, true_length=False)
    assert legend(project, points)[-1] == "Displacement, drawn 10 times as long"


def test_files_without_residuals_have_no_such_view(
    project: QgsProject, pair: Any, result: dict[str, Any], points: QgsVectorLayer, tmp_path: Path
) -> None:
    assert has_residuals(points)
    older = QgsVectorLayer("Point?crs=EPSG:32633&field=dx:double&field=dy:double&field=inlier:bool", "old", "memory")
    assert not has_residuals(older)
    draw_arrows(older)
    assert older.renderer().rootRule().children()[-1].label() == "Displacement, true length"


def drawn(layer: QgsVectorLayer, background: QColor, width_m: float = 600.0) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(600, 600))
    settings.setBackgroundColor(background)
    centre = layer.extent().center()
    settings.setExtent(QgsRectangle.fromCenterAndSize(centre, width_m, width_m))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    finished: list[bool] = []
    job.finished.connect(lambda: finished.append(True))
    job.start()
    # QGIS 3.30 and later evaluate some expressions in the main thread, which must not wait for the drawing.
    wait_until(lambda: bool(finished))
    return job.renderedImage()


def pixels_like(image: QImage, wanted: QColor, tolerance: int = 40) -> int:
    colours = (QColor(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height()))
    return sum(
        abs(one.red() - wanted.red()) + abs(one.green() - wanted.green()) + abs(one.blue() - wanted.blue()) <= tolerance
        for one in colours
    )


@pytest.mark.parametrize("background", [QColor(0, 0, 0), QColor(255, 255, 255)])
def test_arrows_are_seen_on_dark_and_on_bright_ground(points: QgsVectorLayer, background: QColor) -> None:
    dark_line = pixels_like(drawn(points, background), QColor(33, 145, 140))  # confidence 0.4 to 0.6
    halo = pixels_like(drawn(points, QColor(0, 0, 0)), QColor(255, 255, 255), 150)
    assert dark_line > 20
    assert halo > 50


def test_a_small_arrow_has_a_small_head(points: QgsVectorLayer) -> None:
    """Seen from far, a head of a fixed size would hide how short the arrow is."""
    near, far = (pixels_like(drawn(points, QColor(0, 0, 0), width), QColor(0, 0, 0), 0) for width in (600.0, 6000.0))
    assert 360_000 - far < 0.2 * (360_000 - near)
