"""What the plugin adds to QGIS, and that nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMenu

from helpers.fake_tasks import FakeModelsTask, FakeTuning
from helpers.model_listings import TRAINED
from helpers.ui_fakes import FakeIface, TaskMaker, make_match, make_raster, process_events, wait_until
from s2m2_qgis import plugin as plugin_module
from s2m2_qgis.engine_files import resource
from s2m2_qgis.finetuning import runs
from s2m2_qgis.finetuning import window as finetune_window
from s2m2_qgis.plugin import S2M2Plugin
from s2m2_qgis.project.match_group import add_match_to_project, tie_points_of
from s2m2_qgis.tie_points.map_tool import TiePointTool

CYCLES = 20


@pytest.fixture
def iface(qgis_app: object) -> Iterator[FakeIface]:
    QgsProject.instance().clear()
    yield FakeIface()
    QgsProject.instance().clear()
    process_events()


def traces(iface: FakeIface) -> dict[str, int]:
    """How much of the plugin there is in QGIS: whatever `unload` has to take away, counted."""
    process_events()
    project = QgsProject.instance()
    return {
        "menu": len(iface.menu.actions()),
        "toolbar": len(iface.toolbar),
        "layer actions": len(iface.layer_actions),
        "docks": len(iface.docks),
        "locator filters": len(iface.locator_filters),
        "options": len(iface.options),
        "dock widgets": len(iface.window.findChildren(QDockWidget)),
        "menus": len(iface.window.findChildren(QMenu)),
        "actions": len(iface.window.findChildren(QAction)),
        "providers": sum(p.id() == "s2m2" for p in QgsApplication.processingRegistry().providers()),
        "tasks": QgsApplication.taskManager().countActiveTasks(),
        "layers added": project.receivers(project.layersAdded),
        "layers will be removed": project.receivers(project.layersWillBeRemoved),
        "layers removed": project.receivers(project.layersRemoved),
        "cleared": project.receivers(project.cleared),
        "file name": project.receivers(project.fileNameChanged),
        "saved": project.receivers(project.projectSaved),
        "extents": iface.canvas.receivers(iface.canvas.extentsChanged),
    }


def test_everything_is_added_once(iface: FakeIface) -> None:
    plugin = S2M2Plugin(iface)
    plugin.initGui()
    counts = traces(iface)
    assert [counts[name] for name in ("menu", "toolbar", "layer actions", "docks", "providers")] == [1, 1, 3, 1, 1]
    plugin.unload()


def test_unload_leaves_nothing_behind(iface: FakeIface, tmp_path: Path) -> None:
    for name, bands in (("a_sar", 1), ("an_optical", 3)):
        layer = QgsRasterLayer(str(make_raster(tmp_path / f"{name}.tif", bands=bands)), name)
        QgsProject.instance().addMapLayer(layer)
    before = traces(iface)
    crs_receivers = layer.receivers(layer.crsChanged)
    for _ in range(CYCLES):
        plugin = S2M2Plugin(iface)
        plugin.initGui()
        plugin.unload()
        del plugin
    assert traces(iface) == before
    assert layer.receivers(layer.crsChanged) == crs_receivers


def test_unload_stops_what_runs(iface: FakeIface, tmp_path: Path) -> None:
    before = traces(iface)
    plugin = S2M2Plugin(iface)
    plugin.initGui()
    maker = TaskMaker()
    task = maker(None)
    assert plugin.dock is not None
    plugin.dock.runner.start(task, "match", {})
    plugin.unload()
    assert task.isCanceled()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert traces(iface) == before


def test_the_fine_tuning_window_is_one_and_goes_with_the_plugin(
    iface: FakeIface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = []
    for name, bands in (("a_sar", 1), ("an_optical", 3)):
        layers.append(QgsRasterLayer(str(make_raster(tmp_path / f"{name}.tif", bands=bands)), name))
        QgsProject.instance().addMapLayer(layers[-1])
    before = traces(iface)
    FakeModelsTask.answers[:] = [TRAINED]
    made: list[FakeTuning] = []

    def make_task(inputs: object) -> FakeTuning:
        made.append(FakeTuning(inputs))
        return made[-1]

    def make_window(parent: object) -> finetune_window.FineTuneWindow:
        return finetune_window.FineTuneWindow(parent, make_task, FakeModelsTask)

    monkeypatch.setattr(plugin_module, "FineTuneWindow", make_window)
    plugin = S2M2Plugin(iface)
    plugin.initGui()
    assert plugin.dock is not None
    plugin.dock.form.finetune.click()
    window = plugin.finetuning
    assert window is not None
    wait_until(lambda: window.setup.model.count() > 0)
    plugin.dock.form.finetune.click()
    assert plugin.finetuning is window
    window.setup.pairs.add.click()
    FakeModelsTask.answers[:] = [TRAINED]
    wait_until(lambda: not window._library.busy)
    window.setup.start.click()
    made[0].begin()
    plugin.unload()
    assert made[0].isCanceled()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert traces(iface) == before
    run = runs.remembered()
    assert run is not None
    assert run.has_started
    layers.clear()


def test_unload_before_init_does_no_harm(iface: FakeIface) -> None:
    S2M2Plugin(iface).unload()


def test_layer_menu_opens_the_dock_with_the_layer(iface: FakeIface, tmp_path: Path) -> None:
    layer = QgsRasterLayer(str(make_raster(tmp_path / "some_sar.tif")), "some_sar")
    QgsProject.instance().addMapLayer(layer)
    plugin = S2M2Plugin(iface)
    plugin.initGui()
    iface.current_layer = layer
    iface.layer_actions[0].trigger()
    assert plugin.dock is not None
    assert plugin.dock.layers.sar == layer
    assert not plugin.dock.isHidden()
    plugin.unload()


def test_selected_rasters_are_matched_as_one(iface: FakeIface, tmp_path: Path) -> None:
    project = QgsProject.instance()
    parts = []
    for name in ("east_sar", "west_sar", "other"):
        parts.append(QgsRasterLayer(str(make_raster(tmp_path / f"{name}.tif")), name))
        project.addMapLayer(parts[-1])
    plugin = S2M2Plugin(iface)
    plugin.initGui()
    iface.selected_layers = parts[:1]
    iface.layer_actions[1].trigger()
    assert len(project.mapLayers()) == 3
    iface.selected_layers = parts[:2]
    iface.layer_actions[1].trigger()
    assert plugin.dock is not None
    mosaic = plugin.dock.layers.sar
    assert mosaic.name() == "west_sar and 1 more", "the topmost comes first"
    assert Path(mosaic.source()).parent == tmp_path / "s2m2_results"
    assert plugin.dock.shown.root_of(mosaic.source()) == tmp_path / "s2m2_results", "no folder in a folder"
    plugin.unload()


def test_tie_points_are_checked_from_the_layer_tree(iface: FakeIface, tmp_path: Path) -> None:
    """Those of matches that were there before, and of later ones; other vector layers are not offered it."""
    project = QgsProject.instance()
    project.addMapLayer(QgsVectorLayer("Point", "other", "memory"))
    layers = []
    plugin = S2M2Plugin(iface)
    for name in ("earlier", "later"):
        rasters = (make_raster(tmp_path / f"{name}_{role}.tif") for role in ("sar", "optical"))
        result = make_match(tmp_path / name, *rasters)
        add_match_to_project(result, result["out"], project, None, None)
        layers.append(tie_points_of(result["out"], project))
        if len(layers) == 1:
            plugin.initGui()
    assert iface.layers_with_actions == [layer.id() for layer in layers]
    for iface.current_layer in layers:
        iface.layer_actions[-1].trigger()
        assert isinstance(iface.canvas.mapTool(), TiePointTool)
    plugin.unload()
    assert iface.canvas.mapTool() is None
    layers.clear()
    iface.current_layer = None


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_icons_can_be_drawn(qgis_app: object, path: Path) -> None:
    image = QIcon(str(path)).pixmap(24, 24).toImage()
    assert len({image.pixel(x, y) for x in range(24) for y in range(24)}) > 3
