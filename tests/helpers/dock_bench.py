"""The dock on a project, with tasks that wait to be told how they end; for QGIS's interpreter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsRasterLayer

from helpers.ui_fakes import (
    FakeHealthCheck,
    FakeIface,
    FakeProbe,
    TaskMaker,
    make_match,
    make_raster,
    process_events,
    wait_until,
)
from s2m2_qgis.dock.dock import S2M2Dock


class Bench:
    """A dock on a project with a SAR and an optical layer, in a saved project's folder."""

    def __init__(self, folder: Path, probe: type = FakeProbe) -> None:
        self.folder = folder
        self.project = QgsProject.instance()
        self.iface = FakeIface()
        self.matches, self.corrections, self.refits, self.transforms = (TaskMaker() for _ in range(4))
        makers = (self.matches, self.corrections, probe, self.refits, self.transforms, FakeHealthCheck)
        self.dock = S2M2Dock(self.iface, *makers)
        self.form = self.dock.form
        self.questions: list[str] = []
        self.answer = True
        self.dock.correcting.ask = self._ask
        self.dock.probe_environment()
        wait_until(lambda: self.dock._probe is None)

    def _ask(self, _parent: Any, text: str, detail: str, yes: str) -> bool:
        self.questions.append(yes)
        return self.answer

    def load(self, name: str, **options: Any) -> QgsRasterLayer:
        layer = QgsRasterLayer(str(make_raster(self.folder / f"{name}.tif", **options)), name)
        self.project.addMapLayer(layer)
        return layer

    def load_again(self, name: str) -> QgsRasterLayer:
        """A layer of a file that exists."""
        layer = QgsRasterLayer(str(self.folder / f"{name}.tif"), name)
        self.project.addMapLayer(layer)
        return layer

    def load_pair(self) -> tuple[QgsRasterLayer, QgsRasterLayer]:
        pair = self.load("scene_sar"), self.load("scene_optical", bands=3)
        process_events()
        return pair

    @property
    def readiness(self) -> str:
        return str(self.form.readiness.text())

    def match(self, status: str = "reliable") -> dict[str, Any]:
        """Press Match and let it succeed."""
        sar, optical = self.dock.layers.sar, self.dock.layers.optical
        self.form.match.click()
        task = self.matches.last
        result = make_match(Path(task.inputs.request.out), Path(sar.source()), Path(optical.source()), status)
        task.end("succeeded", result)
        wait_until(lambda: not self.dock.runner.running)
        return result

    def layer_names(self) -> list[str]:
        return [layer.name() for layer in self.project.mapLayers().values()]
