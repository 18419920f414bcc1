"""Two layers against each other on a real canvas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtTest import QTest

from helpers.ui_fakes import make_raster, process_events, wait_until
from s2m2_qgis.compare import overlay as module
from s2m2_qgis.compare.map_tool import CompareTool
from s2m2_qgis.compare.overlay import CHECKERBOARD, FLICKER, SWIPE, Overlay

SIZE = 400


def plain_layer(path: Path, colour: tuple[int, int, int]) -> QgsRasterLayer:
    dataset = gdal.Open(str(make_raster(path, bands=3)), gdal.GA_Update)
    for band, value in enumerate(colour, 1):
        dataset.GetRasterBand(band).WriteArray(np.full((64, 64), value, np.uint8))
    dataset = None
    # The project owns the layer: pytest would keep it until QGIS has ended.
    layer = QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), path.stem))
    layer.renderer().setRedContrastEnhancement(None)
    layer.renderer().setGreenContrastEnhancement(None)
    layer.renderer().setBlueContrastEnhancement(None)
    return layer


class Bench:
    def __init__(self, folder: Path) -> None:
        self.canvas = QgsMapCanvas()
        self.red, self.blue = (
            plain_layer(folder / "red.tif", (255, 0, 0)),
            plain_layer(folder / "blue.tif", (0, 0, 255)),
        )
        self.canvas.setDestinationCrs(self.red.crs())
        self.canvas.resize(SIZE, SIZE)
        self.canvas.show()
        self.canvas.setExtent(self.red.extent())
        process_events()
        self.overlay = Overlay(self.canvas)
        self.overlay.show(("first", self.red), ("second", self.blue))
        wait_until(lambda: self.overlay.is_drawn)

    def colours(self, *places: tuple[int, int]) -> list[str]:
        """What is drawn at places on the map."""
        image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self.overlay.paint(painter)
        painter.end()
        names = {"#ff0000": "red", "#0000ff": "blue"}
        return [names.get(image.pixelColor(x, y).name(), image.pixelColor(x, y).name()) for x, y in places]


@pytest.fixture
def bench(qgis_app: object, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.overlay.close()
    made.canvas.deleteLater()
    process_events()
    QgsProject.instance().clear()


def test_swipe_shows_one_layer_left_of_the_line(bench: Bench) -> None:
    assert bench.colours((100, 100), (300, 100)) == ["red", "blue"]
    bench.overlay.set_divider(0.8)
    assert bench.colours((300, 100), (350, 100)) == ["red", "blue"]
    bench.overlay.set_divider(7.0)
    assert bench.colours((390, 100)) == ["red"]


def test_a_checkerboard_alternates(bench: Bench) -> None:
    bench.overlay.set_mode(CHECKERBOARD)
    assert bench.colours((45, 45), (135, 45), (45, 135), (135, 135)) == ["red", "blue", "blue", "red"]


def test_flicker_takes_turns(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.overlay._flicker.setInterval(10)
    bench.overlay.set_mode(FLICKER)
    seen = set()
    for _ in range(20):
        seen.update(bench.colours((100, 100)))
        QTest.qWait(5)
    assert seen == {"red", "blue"}
    bench.overlay.set_mode(SWIPE)
    assert not bench.overlay._flicker.isActive()
    assert module.FLICKER_MS >= 500, "faster flicker may harm people with epilepsy"


def test_it_follows_the_map(bench: Bench) -> None:
    extent = bench.canvas.extent()
    extent.setXMinimum(extent.xMinimum() - extent.width())
    bench.canvas.setExtent(extent)
    assert not bench.overlay.is_drawn
    wait_until(lambda: bench.overlay.is_drawn)
    # Half of the map is beside both layers now, and shows the map's own colour.
    assert bench.colours((50, 200)) == [bench.canvas.canvasColor().name()]


def test_the_line_is_dragged_and_keys_work(bench: Bench) -> None:
    tool = CompareTool(bench.canvas, bench.overlay)
    bench.canvas.setMapTool(tool)
    heard: list[str] = []
    tool.left.connect(lambda: heard.append("left"))
    tool.switched.connect(lambda: heard.append("switched"))
    viewport = bench.canvas.viewport()
    extent = bench.canvas.extent()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(SIZE // 2 + 3, 100))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert bench.overlay.divider == pytest.approx(0.25, abs=0.01)
    assert bench.canvas.extent() == extent
    QTest.keyClick(bench.canvas, Qt.Key.Key_Period)
    assert bench.overlay.divider == pytest.approx(0.27, abs=0.01)
    QTest.keyClick(bench.canvas, Qt.Key.Key_Space)
    QTest.keyClick(bench.canvas, Qt.Key.Key_Escape)
    assert heard == ["switched", "left"]
    bench.canvas.unsetMapTool(tool)


def test_a_rotated_map_does_not_turn_the_overlay(bench: Bench) -> None:
    bench.canvas.setRotation(30.0)
    wait_until(lambda: bench.overlay.is_drawn)
    assert bench.overlay._item.rotation() == 0.0
    assert bench.colours((150, 200), (250, 200)) == ["red", "blue"]


def test_it_follows_the_styles_of_its_layers(bench: Bench) -> None:
    bench.red.renderer().setOpacity(0.0)
    bench.red.triggerRepaint()
    wait_until(lambda: bench.colours((100, 100)) == [bench.canvas.canvasColor().name()])
