"""The style, the names and the texts that QGIS finds where it opens a file of tie points that the engine wrote."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from s2m2_qgis.project.arrows import draw_arrows

# As the tests were started: the fixtures take the variable away.
PYTHON = os.environ.get("S2M2_PYTHON", "")
# Six tie points 100 m apart, moved by 10 m: the first is an outlier, the second has no answer.
WRITE = """
import sys
from pathlib import Path
import numpy as np
from s2m2_engine.scene.fitting.tie_points import TiePointSet
from s2m2_engine.scene.results.tie_point_files import write_tie_points
from s2m2_engine.scene.results.tie_point_style import style_qml
number, zeros = np.arange(6), np.zeros(6)
xy = np.stack([500_000.0 + 100 * (number % 3), 5_000_000.0 + 100 * (number // 3)], axis=1)
moved = np.tile((6.0, 8.0), (6, 1))
covariance = np.tile(np.eye(2), (6, 1, 1))
points = TiePointSet(
    xy, moved, moved, moved / 10, covariance, zeros + 0.9, number == 1, number > 1, zeros, zeros, 0 * xy
)
write_tie_points(Path(sys.argv[1]), points, "EPSG:32633")
Path(sys.argv[1]).with_suffix(".qml").write_text(style_qml(points), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def file(qgis_app: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PYTHON:
        pytest.skip("no engine environment: S2M2_PYTHON is not set")
    path = tmp_path_factory.mktemp("match é") / "tie_points.gpkg"
    subprocess.run([PYTHON, "-c", WRITE, str(path)], check=True)
    return path


@pytest.fixture
def layer(file: Path, project: QgsProject) -> QgsVectorLayer:
    """The file as QGIS opens it when it is dragged in."""
    (found,) = QgsProviderRegistry.instance().querySublayers(str(file))
    assert found.name() == "tie_points"
    layer = QgsVectorLayer(found.uri(), "tie points", "ogr")
    assert layer.isValid()
    return layer


def labels(layer: QgsVectorLayer) -> list[str]:
    return [rule.label() for rule in layer.renderer().rootRule().children()]


def drawn(layer: QgsVectorLayer) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setExtent(layer.extent().buffered(60.0))
    settings.setOutputSize(QSize(320, 220))
    settings.setBackgroundColor(QColor(255, 255, 255))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    assert job.errors() == []
    return job.renderedImage()


def test_the_style_beside_the_file_is_taken(layer: QgsVectorLayer) -> None:
    # Arrows of 10 m between tie points that are less than 100 m apart.
    assert labels(layer) == [
        "Inlier (arrows: displacement, drawn 5 times as long)", "Outlier", "No answer", "Confirmed", "Moved", "Added",
        "Rejected",
    ]  # fmt: skip
    image = drawn(layer)
    # What a pixel is that is 40 m along an arrow from its tie point: a pixel is a metre.
    arrows = {}
    for feature in layer.getFeatures():
        point = feature.geometry().asPoint()
        x, y = point.x() - layer.extent().xMinimum() + 60 + 24, layer.extent().yMaximum() - point.y() + 60 - 32
        around = [QColor(image.pixel(round(x) + i, round(y) + j)) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        arrows[feature["id"]] = min(around, key=lambda one: one.lightness())
    assert arrows[1].red() > arrows[1].blue() + 50, "an outlier is orange"
    assert arrows[2].lightness() == 255, "without an answer there is no arrow"
    assert all(arrows[number].blue() > arrows[number].red() + 50 for number in (3, 4, 5, 6)), "inliers are blue"


def test_fields_and_tie_points_have_names_and_the_layer_has_texts(layer: QgsVectorLayer) -> None:
    fields = layer.fields()
    assert [field.name() for field in fields if not field.alias()] == ["fid"]
    assert fields.field("dx_m").alias() == "To the east (m)"
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    shown = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        shown.append(QgsExpression(layer.displayExpression()).evaluate(context))
        tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        assert "8 m north" in tip
        assert "confidence 0.9" in tip
    assert shown[:3] == ["1: 10 m", "2: no answer", "3: 10 m"]
    assert layer.metadata().title() == "S2M2 tie points"
    assert "moving layer" in layer.metadata().abstract()


@pytest.mark.parametrize("in_file", [False, True])
def test_the_plugins_own_style_takes_its_place(layer: QgsVectorLayer, in_file: bool) -> None:
    """Also that of a default style which a user has saved in the file."""
    if in_file:
        assert not layer.saveStyleToDatabase("mine", "", True, "")
        layer = QgsVectorLayer(layer.source(), "with a default style", "ogr")
    assert labels(layer)[1] == "Outlier"
    draw_arrows(layer)
    assert labels(layer)[0] == "0.8\u20131"
    assert labels(layer)[-1] == "Displacement, drawn 5 times as long"
    assert layer.fields().field("dx_m").alias() == "To the east (m)"
