"""Runs inside QGIS Desktop (qgis --code): uses the plugin as an analyst would and writes down what happened.

It reads what to do from the JSON file named in S2M2_DRIVE and writes its report beside it. It never raises: the test
that started QGIS judges the report.
"""

from __future__ import annotations

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeGroup,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin

from s2m2_qgis import settings
from s2m2_qgis.engine_files import names
from s2m2_qgis.project.match_group import tie_points_of
from s2m2_qgis.tie_points.checked_points import Check, add_tie_point, write_checks

ORDERS = Path(os.environ["S2M2_DRIVE"])


def pause(seconds: float) -> None:
    """Let QGIS go on for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)


def wait_until(condition, seconds: float) -> int:
    """Let QGIS go on until `condition` holds; returns how many rounds of events that were."""
    end = time.monotonic() + seconds
    rounds = 0
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain")
        QCoreApplication.processEvents()
        rounds += 1
        time.sleep(0.005)
    return rounds


def plugin():
    return plugins["s2m2_qgis"]


def screenshot(name: str) -> None:
    pause(0.5)
    iface.mainWindow().grab().save(str(ORDERS.parent / f"{name}.png"))


def workers() -> list[int]:
    """Processes that run a worker of this QGIS, even one that it has lost (Linux)."""
    mine = os.fsencode(f"S2M2_DRIVE={ORDERS}")
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                ours = mine in (entry / "environ").read_bytes().split(b"\0")
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
            except OSError:
                continue
            if b"s2m2_engine.worker" in command and ours and state != "Z":
                found.append(int(entry.name))
    return found


def messages() -> list[str]:
    return [item.text() for item in iface.messageBar().items()]


def traces() -> dict[str, int]:
    """What the plugin adds to QGIS, counted."""
    pause(0.1)
    window = iface.mainWindow()
    return {
        "actions": len(window.findChildren(QAction)),
        "raster menu": len(iface.rasterMenu().actions()),
        "docks": len(window.findChildren(QDockWidget)),
        "s2m2 docks": len([d for d in window.findChildren(QDockWidget) if d.objectName() == "S2M2Dock"]),
        "providers": len([p for p in QgsApplication.processingRegistry().providers() if p.id() == "s2m2"]),
        "workers": len(workers()),
        "tasks": QgsApplication.taskManager().countActiveTasks(),
    }


def ready_dock(report: dict):
    """The dock, open and ready to match."""
    dock = plugin().dock
    dock.setUserVisible(True)
    wait_until(dock.form.match.isEnabled, 90)
    report["readiness"] = dock.form.readiness.text()
    return dock


def load(orders: dict) -> None:
    settings.set_results_folder(str(ORDERS.parent / "results é"))  # beside the scenes, which are not the test's own
    project = QgsProject.instance()
    for path in orders["layers"]:
        project.addMapLayer(QgsRasterLayer(path, Path(path).stem))
    pause(0.5)
    iface.mapCanvas().zoomToFullExtent()


def layer_names() -> dict[str, list[str]]:
    root = QgsProject.instance().layerTreeRoot()
    groups = [child for child in root.children() if isinstance(child, QgsLayerTreeGroup)]
    return {
        "top": [layer.name() for layer in root.findLayers() if layer.parent() is root],
        **{group.name(): [layer.name() for layer in group.findLayers()] for group in groups},
    }


def match_and_correct(orders: dict, report: dict) -> None:
    load(orders)
    dock = ready_dock(report)
    report["boxes"] = [dock.layers.sar.name(), dock.layers.optical.name()]
    screenshot("1_ready")
    before = set(QgsProject.instance().mapLayers())
    dock.form.match.click()
    live = []

    def arrows() -> bool:
        live[:] = [
            layer for key, layer in QgsProject.instance().mapLayers().items()
            if key not in before and hasattr(layer, "featureCount") and layer.featureCount() > 50
        ]  # fmt: skip
        return bool(live) or dock.form.result.isVisible()

    rounds = wait_until(arrows, 180)
    report["arrows while it runs"] = bool(live) and not dock.form.result.isVisible()
    live.clear()
    screenshot("2_matching")
    report["rounds of events"] = rounds + wait_until(dock.form.result.isVisible, 300)
    screenshot("3_matched")
    report["layers"] = layer_names()
    refit(dock, report)
    target = ORDERS.parent / "corrected é.tif"
    dock.form.correct.target.setFilePath(str(target))
    dock.form.correct.button.click()
    wait_until(lambda: not dock.runner.running and target.exists(), 120)
    screenshot("5_corrected")
    report["layers after correct"] = layer_names()
    report["messages"] = messages()
    report["workers while warm"] = len(workers())


def refit(dock, report: dict) -> None:
    """Reject a tie point, add one beside it and refit: the layer, which QGIS has open, shows what the engine wrote."""
    layer = tie_points_of(dock._outcome.out_dir, QgsProject.instance())
    dock.checking.start(layer)
    number = next(feature.id() for feature in layer.getFeatures() if feature["inlier"])
    rejected = layer.getFeature(number)
    report["rejected"] = write_checks(layer, {number: Check(names.REJECTED)})
    place = rejected.geometry().asPoint()
    beside = QgsPointXY(place.x() + 50.0, place.y())
    report["added"] = add_tie_point(layer, beside, (rejected["dx"], rejected["dy"])) is not None
    panel = dock.form.result.refit
    total = dock._outcome.result["tie_points"]["total"]
    panel.button.click()
    wait_until(lambda: not dock.runner.running, 60)
    report["refit"] = panel.note.text()
    report["tie points less"] = total - dock._outcome.result["tie_points"]["total"]
    report["inlier after"] = layer.getFeature(number)["inlier"]
    report["inliers added"] = [one["inlier"] for one in layer.getFeatures() if one["checked"] == names.ADDED]
    screenshot("4_refitted")
    dock.checking.stop()


def cancel(orders: dict, report: dict) -> None:
    load(orders)
    dock = ready_dock(report)
    before = set(QgsProject.instance().mapLayers())
    dock.form.match.click()
    wait_until(lambda: len(QgsProject.instance().mapLayers()) > len(before), 180)
    report["worker ran"] = len(workers()) == 1
    dock.form.cancel.click()
    wait_until(lambda: not dock.runner.running, 15)
    pause(3)
    report["layers left"] = sorted(set(QgsProject.instance().mapLayers()) - before)
    report["can match again"] = dock.form.match.isEnabled()
    unloadPlugin("s2m2_qgis")
    pause(1)
    report["workers left"] = len(workers())


def delete_layer(orders: dict, report: dict) -> None:
    load(orders)
    dock = ready_dock(report)
    count = len(QgsProject.instance().mapLayers())
    dock.form.match.click()
    wait_until(lambda: len(QgsProject.instance().mapLayers()) > count, 180)
    QgsProject.instance().removeMapLayer(dock.layers.sar.id())
    wait_until(lambda: not dock.runner.running, 30)
    pause(0.5)
    report["messages"] = messages()
    report["readiness after"] = dock.form.readiness.text()


def fine_tune(orders: dict, report: dict) -> None:
    """The first two layers, optical and SAR, are learned from; the last two are matched meanwhile."""
    load(orders)
    dock = ready_dock(report)
    learn, match = orders["layers"][:2], orders["layers"][2:]
    dock.layers.choose(*reversed(layers_of(learn)))
    dock.form.finetune.click()
    window = plugin().finetuning
    wait_until(lambda: window.setup.model.count() > 0, 90)
    window.setup.pairs.add_pair()
    window.setup.minutes.setValue(1)
    window.setup.radius.setValue(500)
    picture(window, "1_set_up")
    window.setup.start.click()
    wait_until(lambda: not window.run_view.curves.is_empty, 300)
    picture(window, "2_running")
    dock.layers.choose(*reversed(layers_of(match)))
    iface.setActiveLayer(dock.layers.sar)
    iface.zoomToActiveLayer()
    wait_until(dock.form.match.isEnabled, 10)
    dock.form.match.click()
    report["rounds of events"], report["longest wait"] = work_on_the_map(lambda: dock.form.result.isVisible(), 300)
    report["still tuning"] = window.run_view.pause.isVisible()
    screenshot("3_matched_meanwhile")
    wait_until(lambda: window.run_view.outcome.isVisible(), 400)
    picture(window, "4_ended")
    report["outcome"] = window.run_view.outcome.toPlainText()
    report["better"] = window.run_view.use.isVisible()
    (window.run_view.use if report["better"] else window.run_view.discard).click()
    wait_until(lambda: not window.run_view.isVisible(), 60)
    wait_until(lambda: not report["better"] or dock.form.model.currentData() == "tuned", 60)
    report["chosen"] = dock.form.model.currentData()
    picture(window, "5_after")


def layers_of(paths: list[str]) -> list[QgsRasterLayer]:
    named = {layer.source(): layer for layer in QgsProject.instance().mapLayers().values()}
    return [named[path] for path in paths]


def picture(widget, name: str) -> None:
    pause(0.5)
    widget.grab().save(str(ORDERS.parent / f"{name}.png"))


def work_on_the_map(is_over, seconds: float) -> tuple[int, float]:
    """Pan, and edit a layer, until something is over; rounds of events, and the longest that one of them took, s."""
    canvas = iface.mapCanvas()
    edited = QgsVectorLayer("Point?crs=EPSG:3857", "edited", "memory")
    QgsProject.instance().addMapLayer(edited)
    end, rounds, longest = time.monotonic() + seconds, 0, 0.0
    while not is_over():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain")
        begun = time.monotonic()
        QCoreApplication.processEvents()
        longest = max(longest, time.monotonic() - begun)
        rounds += 1
        if rounds % 50 == 0:
            centre = canvas.center()
            canvas.setCenter(QgsPointXY(centre.x() + 50, centre.y()))
            canvas.refresh()
            edited.startEditing()
            feature = QgsFeature(edited.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(centre))
            edited.addFeature(feature)
            assert edited.commitChanges()
        time.sleep(0.005)
    return rounds, longest


def reload(orders: dict, report: dict) -> None:
    load(orders)
    ready_dock(report)
    report["workers when loaded"] = len(workers())
    unloadPlugin("s2m2_qgis")
    pause(0.5)
    report["before"] = traces()
    for _ in range(20):
        loadPlugin("s2m2_qgis")
        startPlugin("s2m2_qgis")
        ready_dock(report)
        unloadPlugin("s2m2_qgis")
    pause(1)
    report["after"] = traces()


def main() -> None:
    orders = json.loads(ORDERS.read_text(encoding="utf-8"))
    report: dict = {}
    try:
        {f.__name__: f for f in (match_and_correct, cancel, delete_layer, fine_tune, reload)}[orders["do"]](
            orders, report
        )
    except BaseException:
        report["failure"] = traceback.format_exc()
        screenshot("failure")
    ORDERS.with_name("report.json").write_text(json.dumps(report), encoding="utf-8")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, iface.actionExit().trigger)


QTimer.singleShot(1000, main)
