"""QGIS runs this script (qgis --code): it walks through the plugin as an analyst does, with a picture of each state.

`./build.sh pictures` starts it, on the simulated pair, for the pictures of the documentation. The environment says:

S2M2_WALK_OUT     the folder that gets the pictures and `walk.json`: for each step its seconds, and the longest time in
                  milliseconds during which QGIS did not answer
S2M2_WALK_THEME   the name of a theme of QGIS ("Night Mapping"); without it QGIS's default
S2M2_WALK_WIDTH   the width of the dock in pixels; without it the dock's own

The layers are those of QGIS's command line. A failure is written into `walk.json`, and ends QGIS like the walk's end.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsContrastEnhancement,
    QgsProject,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
)
from qgis.PyQt.QtCore import QElapsedTimer, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QWidget
from qgis.utils import iface, plugins

from s2m2_qgis import settings

OUT = Path(os.environ["S2M2_WALK_OUT"])
_POLL_MS = 50
_HEARTBEAT_MS = 5
_SETTLE_S = 1.5
_LIMIT_S = 300.0
_JPEG_QUALITY = 85
# What a search radius far below the misalignment of the simulated pair leads to is a match that is not reliable.
_TOO_SMALL_M = 30.0

# A step: what the walk waits for before it goes on, and the name of the picture that is then taken ("": none).
Step = tuple[Callable[[], bool], str, "QWidget | None"]


class Walk:
    """Goes through steps while QGIS's own loop of events runs, so that nothing is faster or slower than for a user."""

    def __init__(self, steps: Iterator[Step]) -> None:
        self._steps = steps
        self._step: Step | None = None
        self._begun = self._ready_since = time.monotonic()
        self._ready = False
        self._record: dict[str, Any] = {"steps": []}
        self._gap = QElapsedTimer()
        self._longest = 0
        self._heart = QTimer()
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._poll = QTimer()
        self._poll.timeout.connect(self._look)
        self._gap.start()
        self._heart.start(_HEARTBEAT_MS)
        self._poll.start(_POLL_MS)

    def _beat(self) -> None:
        self._longest = max(self._longest, int(self._gap.restart()))

    def _look(self) -> None:
        try:
            self._go_on()
        except StopIteration:
            self._end()
        except Exception:
            self._record["failure"] = traceback.format_exc()
            picture("failure", iface.mainWindow())
            self._end()

    def _go_on(self) -> None:
        now = time.monotonic()
        if self._step is None:
            self._begun, self._longest, self._ready = now, 0, False
            self._step = next(self._steps)
            return
        condition, name, widget = self._step
        if not self._ready:
            if now - self._begun > _LIMIT_S:
                raise TimeoutError(f"waited {_LIMIT_S:.0f} s in vain for {name}")
            self._ready = condition()
            self._ready_since = now
        elif now - self._ready_since > _SETTLE_S and not iface.mapCanvas().isDrawing():
            seconds = round(self._ready_since - self._begun, 2)
            self._record["steps"].append({"step": name, "seconds": seconds, "longest_gap_ms": self._longest})
            if name:
                picture(name, widget or iface.mainWindow())
            self._step = None
            self._gap.restart()  # what the picture took is the walk's, not the plugin's

    def _end(self) -> None:
        self._heart.stop()
        self._poll.stop()
        (OUT / "walk.json").write_text(json.dumps(self._record, indent=1), encoding="utf-8")
        QgsProject.instance().clear()
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(0, iface.actionExit().trigger)


def picture(name: str, widget: QWidget) -> None:
    """Save what a widget shows: what holds the map as JPEG, since imagery makes a PNG ten times as large."""
    image = widget.grab().toImage()
    if widget is iface.mainWindow():
        image.save(str(OUT / f"{name}.jpg"), "JPG", _JPEG_QUALITY)
    else:
        image.save(str(OUT / f"{name}.png"), "PNG", 1)  # 1: the smallest file


def picture_of_dialog(name: str) -> None:
    """Take a picture of the dialog that is about to block, once it is filled, and close it."""

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            picture(name, dialog)
            dialog.close()

    QTimer.singleShot(int(3000 * _SETTLE_S), take)


def always() -> bool:
    return True


def steps() -> Iterator[Step]:
    """The walk."""
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    dock = plugins["s2m2_qgis"].dock
    form = dock.form
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())  # nothing is left beside the user's rasters
    settings.set_results_folder(str(folder))
    for name in ("Browser", "SnappingToolBar", "mVectorToolBar", "mDigitizeToolBar"):  # the map needs their place
        part = iface.mainWindow().findChild(QWidget, name)
        if part is not None:
            part.hide()
    stretch_rasters()
    canvas.zoomToFullExtent()
    yield always, "layers", None
    dock.setUserVisible(True)
    width = os.environ.get("S2M2_WALK_WIDTH")
    if width:
        iface.mainWindow().resizeDocks([dock], [int(width)], Qt.Orientation.Horizontal)
    yield form.match.isEnabled, "ready", None
    yield always, "dock_ready", dock
    count = len(project.mapLayers())
    form.match.click()
    yield (lambda: len(project.mapLayers()) > count or form.result.isVisible()), "matching", None
    yield form.result.isVisible, "matched", None
    yield always, "dock_matched", dock
    form.result.arrows.setCurrentIndex(1)
    form.result.arrows.activated.emit(1)
    yield always, "residuals", None
    form.result.arrows.setCurrentIndex(0)
    form.result.arrows.activated.emit(0)
    form.result.check.click()
    yield (lambda: table_window() is not None), "checking", None
    table = table_window()
    table.drop.click()
    yield (lambda: bool(table.note.text()) and not dock.runner.running), "refitted", None
    yield always, "table", table
    form.result.check.setChecked(False)
    dock.checking.stop()
    yield always, "", None
    for way in ("swipe", "checkerboard"):
        form.compare.buttons[way].click()
        yield always, way, None
        form.compare.buttons[way].click()
    target = folder / "corrected.tif"
    form.correct.set_target(target)
    form.correct.button.click()
    yield (lambda: target.exists() and not dock.runner.running), "corrected", None
    form.ensureWidgetVisible(form.correct.button)
    yield always, "dock_corrected", dock
    yield from dialogs(form)
    form.radius.setValue(_TOO_SMALL_M)
    form.match.click()
    yield (lambda: form.cancel.isVisible() or not form.match.isVisible()), "", None
    yield (lambda: not dock.runner.running), "unreliable", None
    yield always, "dock_unreliable", dock
    settings.set_results_folder("")
    shutil.rmtree(folder)


def dialogs(form: Any) -> Iterator[Step]:
    """The windows beside the dock."""
    folder = settings.results_folder()
    for name, opener in (("settings", form.settings), ("models", form.models)):
        settings.set_results_folder("")  # as a user has it
        picture_of_dialog(name)
        opener.click()
        settings.set_results_folder(folder)
        yield always, "", None
    form.finetune.click()
    window = plugins["s2m2_qgis"].finetuning
    yield (lambda: window.setup.model.count() > 0), "finetune", window
    window.close()
    from processing import createAlgorithmDialog

    dialog = createAlgorithmDialog("s2m2:match")
    dialog.show()
    yield always, "processing", dialog
    dialog.close()
    yield always, "", None


def table_window() -> Any:
    """The window with the table of tie points; None before it is opened."""
    return iface.mainWindow().findChild(QDockWidget, "S2M2TiePoints")


def stretch_rasters() -> None:
    """As tools/open_dock.py: a few bright corner reflectors are not to make a SAR image black."""
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsRasterLayer) and layer.bandCount() == 1:
            layer.setContrastEnhancement(
                QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
                QgsRasterMinMaxOrigin.Limits.CumulativeCut,
            )


theme = os.environ.get("S2M2_WALK_THEME")
if theme:
    QgsApplication.setUITheme(theme)
# QGIS runs this script before its own start has finished. The name keeps the walk alive.
walk: list[Walk] = []
QTimer.singleShot(2000, lambda: walk.append(Walk(steps())))
