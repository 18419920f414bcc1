"""What the tests of the plugin's window need: an interface that records, tasks that wait to be told, small rasters."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Callable, ClassVar

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import QgsTask
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QCoreApplication, QEvent, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QMainWindow, QMenu

from s2m2_qgis.plain import LONGEST_LINE


def process_events() -> None:
    """Let signals arrive, and objects that are to be deleted go."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Process events until `condition` holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "what the test waits for did not happen"
        process_events()
        time.sleep(0.005)


class FakeMessageBar:
    """Keeps (text, level) of what is pushed; of long messages, the text behind the button for more."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, Any]] = []

    def pushMessage(self, title: str, text: str, *rest: Any) -> None:  # noqa: N802
        assert title == "S2M2"
        assert len(text) <= LONGEST_LINE
        more, level = (rest[0], rest[1]) if isinstance(rest[0], str) else (text, rest[0])
        self.messages.append((more, level))

    @property
    def last(self) -> str:
        return self.messages[-1][0]


class FakeIface:
    """The part of QgisInterface that the plugin uses, with lists of what has been added to it."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.bar = FakeMessageBar()
        self.menu = QMenu(self.window)
        self.toolbar: list[Any] = []
        self.layer_actions: list[Any] = []
        self.selected_layers: list[Any] = []
        self.layers_with_actions: list[str] = []
        self.docks: list[Any] = []
        self.locator_filters: list[Any] = []
        self.options: list[Any] = []
        self.current_layer: Any = None
        self.pan = QgsMapToolPan(self.canvas)
        self.pan_action = QAction(self.window)
        self.pan_action.triggered.connect(lambda: self.canvas.setMapTool(self.pan))

    def actionPan(self) -> QAction:  # noqa: N802
        return self.pan_action

    def mainWindow(self) -> QMainWindow:  # noqa: N802
        return self.window

    def mapCanvas(self) -> QgsMapCanvas:  # noqa: N802
        return self.canvas

    def messageBar(self) -> FakeMessageBar:  # noqa: N802
        return self.bar

    def rasterMenu(self) -> QMenu:  # noqa: N802
        return self.menu

    def addToolBarIcon(self, action: Any) -> None:  # noqa: N802
        self.toolbar.append(action)

    def removeToolBarIcon(self, action: Any) -> None:  # noqa: N802
        self.toolbar.remove(action)

    def addCustomActionForLayerType(self, action: Any, menu: str, kind: Any, all_layers: bool) -> None:  # noqa: N802
        self.layer_actions.append(action)

    def addCustomActionForLayer(self, action: Any, layer: Any) -> None:  # noqa: N802
        assert action in self.layer_actions
        self.layers_with_actions.append(layer.id())

    def removeCustomActionForLayerType(self, action: Any) -> None:  # noqa: N802
        self.layer_actions.remove(action)

    def addTabifiedDockWidget(self, area: Any, dock: Any, raiseTab: bool) -> None:  # noqa: N802, N803
        self.window.addDockWidget(area, dock)
        self.docks.append(dock)

    def addDockWidget(self, area: Any, dock: Any) -> None:  # noqa: N802
        self.window.addDockWidget(area, dock)
        self.docks.append(dock)

    def removeDockWidget(self, dock: Any) -> None:  # noqa: N802
        self.window.removeDockWidget(dock)
        self.docks.remove(dock)

    def registerLocatorFilter(self, one: Any) -> None:  # noqa: N802
        self.locator_filters.append(one)

    def deregisterLocatorFilter(self, one: Any) -> None:  # noqa: N802
        self.locator_filters.remove(one)

    def registerOptionsWidgetFactory(self, factory: Any) -> None:  # noqa: N802
        self.options.append(factory)

    def unregisterOptionsWidgetFactory(self, factory: Any) -> None:  # noqa: N802
        self.options.remove(factory)

    def layerTreeView(self) -> Any:  # noqa: N802
        return self

    def currentLayer(self) -> Any:  # noqa: N802
        return self.current_layer

    def selectedLayersRecursive(self) -> list[Any]:  # noqa: N802
        return self.selected_layers


class FakeProbe(QgsTask):
    """Has found an environment with one model."""

    found = pyqtSignal(str, list)
    outdated = own = False
    problem = ""
    models: ClassVar = [("structure", "phase congruency", ""), ("los-angeles", "", "")]

    def __init__(self) -> None:
        super().__init__("probe", QgsTask.Flag.CanCancel)

    def run(self) -> bool:
        return True

    def finished(self, result: bool) -> None:
        if not self.isCanceled():
            self.found.emit(self.problem, [] if self.problem else self.models)


class BrokenProbe(FakeProbe):
    problem = "Matching needs a Python environment, which is not set up yet."


class OwnProbe(FakeProbe):
    """Has found the plugin's environment."""

    own = True


class FakeHealthCheck(QgsTask):
    """Finds what the class says."""

    checked = pyqtSignal(str)
    ailment = "The package torch is damaged: it crashed (SIGBUS)."

    def __init__(self) -> None:
        super().__init__("health", QgsTask.Flag.CanCancel)

    def run(self) -> bool:
        return True

    def finished(self, result: bool) -> None:
        if not self.isCanceled():
            self.checked.emit(self.ailment)


class ProbeWithoutRuntime(FakeProbe):
    models: ClassVar = [("default", "Trained on hills.", "ONNX Runtime is not installed."), ("structure", "", "")]


class FakeTask(QgsTask):
    """Stands for a match or a correction: runs until `end` is called or it is cancelled."""

    tie_points_found = pyqtSignal(str, list)
    stage_changed = pyqtSignal(str, float)
    warned = pyqtSignal(str, str)
    succeeded = pyqtSignal(dict)
    failed = pyqtSignal(str, str, str)
    was_cancelled = pyqtSignal()

    def __init__(self, inputs: Any) -> None:
        super().__init__("fake", QgsTask.Flag.CanCancel)
        self.inputs = inputs
        self._outcome: tuple[str, Any] | None = None

    def end(self, outcome: str, *arguments: Any) -> None:
        """`outcome` is the name of the signal that the task ends with."""
        self._outcome = (outcome, arguments)

    def run(self) -> bool:
        while self._outcome is None and not self.isCanceled():
            time.sleep(0.005)
        return True

    def finished(self, result: bool) -> None:
        name, arguments = ("was_cancelled", ()) if self._outcome is None else self._outcome
        getattr(self, name).emit(*arguments)


class TaskMaker:
    """A task factory that keeps what it has made."""

    def __init__(self) -> None:
        self.tasks: list[FakeTask] = []

    def __call__(self, inputs: Any) -> FakeTask:
        self.tasks.append(FakeTask(inputs))
        return self.tasks[-1]

    @property
    def last(self) -> FakeTask:
        return self.tasks[-1]


def make_raster(
    path: Path,
    bands: int = 1,
    epsg: int | None = 32633,
    origin: tuple[float, float] = (500_000.0, 5_000_000.0),
    pixel: float = 10.0,
) -> Path:
    """A GeoTIFF of 64² pixels with noise in it; `epsg` None: without a CRS."""
    data = np.random.default_rng(bands).integers(1, 255, (bands, 64, 64)).astype(np.uint8)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 64, 64, bands, gdal.GDT_Byte)
    dataset.SetGeoTransform((origin[0], pixel, 0.0, origin[1], 0.0, -pixel))
    if epsg is not None:
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        dataset.SetProjection(crs.ExportToWkt())
    for index in range(bands):
        dataset.GetRasterBand(index + 1).WriteArray(data[index])
    dataset.FlushCache()
    return path


def make_candidate(kind: str, ce90_m: float | None, ce90_px: float | None, chosen: bool) -> dict[str, Any]:
    """A kind of transform in a result, as the engine describes it."""
    within = None if ce90_px is None else 0.9
    why = "It was taken." if chosen else "It was not taken."
    return {"kind": kind, "ce90_m": ce90_m, "ce90_px": ce90_px, "within_1_px": within, "chosen": chosen, "why": why}


def make_match(
    folder: Path, sar: Path, optical: Path, status: str = "reliable", can_be_checked: bool = True
) -> dict[str, Any]:
    """A match folder as the engine writes it (tie points, heatmap, result.json); returns the result's data.

    `can_be_checked` False: as it was written before tie points could be checked.
    """
    folder.mkdir(parents=True)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "tie_points.gpkg"))
    layer = source.CreateLayer("tie_points", crs, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTInteger))
    for name in ("moving_x", "moving_y", "dx", "dy", "dx_m", "dy_m", "confidence"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    for name in ("abstained", "inlier"):
        field = ogr.FieldDefn(name, ogr.OFTInteger)
        field.SetSubType(ogr.OFSTBoolean)
        layer.CreateField(field)
    if can_be_checked:
        layer.CreateField(ogr.FieldDefn("checked", ogr.OFTString))
        for name in ("checked_dx", "checked_dy"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    for index in range(9):
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(("dx", "dy", "dx_m", "dy_m"), (137.4, -83.9, 137.4, -83.9)):
            feature[name] = value
        feature["id"] = index + 1
        feature["moving_x"], feature["moving_y"] = 500_100.0 + 50 * index, 4_999_900.0 - 30 * index
        feature["confidence"], feature["abstained"], feature["inlier"] = index / 9, index == 0, index > 2
        if can_be_checked:
            feature["checked"] = ""
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(500_100.0 + 50 * index, 4_999_900.0 - 30 * index)
        feature.SetGeometry(point)
        layer.CreateFeature(feature)
    del feature, layer, source
    make_raster(folder / "heatmap.tif", bands=2)
    result: dict[str, Any] = {
        "status": status,
        "reasons": [] if status == "reliable" else ["Only 5 of 40 tie points agree."],
        "crs": "EPSG:32633",
        "moving": "sar",
        "shift": {"dx": 137.4, "dy": -83.9, "dx_m": 137.4, "dy_m": -83.9, "dx_px": 13.74, "dy_px": 8.39},
        "transform": {"kind": "shift", "matrix": [[1, 0, 137.4], [0, 1, -83.9]]},
        "candidates": [make_candidate("shift", 4.2, 0.42, True), make_candidate("affine", 5.5, 0.55, False)],
        "accuracy": {"rmse_m": 3.1, "ce90_m": 4.2, "rmse_px": 0.31, "ce90_px": 0.42, "held_out": 30},
        "tie_points": {"total": 40, "inliers": 31 if status == "reliable" else 5},
        "model": {"name": "structure", "sha256": ""},
        "device": "cpu",
        "seconds": 2.0,
        "inputs": [
            {"role": "sar", "path": str(sar), "name": "radar", "crs": "EPSG:32633", "width": 64, "height": 64},
            {"role": "optical", "path": str(optical), "name": "photo", "crs": "EPSG:32633", "width": 64, "height": 64},
        ],
        "grid": {"pixel_m": [10.0, 10.0], "bbox": [500_000.0, 4_999_360.0, 500_640.0, 5_000_000.0]},
        "settings": {},
        "version": "0.1.0",
        "warnings": [],
    }
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")
    return {**result, "out": str(folder)}
