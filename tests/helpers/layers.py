"""Layers of QGIS, in the project and in groups of it; for QGIS's interpreter."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsProject, QgsRasterDataProvider, QgsRasterLayer
from qgis.PyQt.QtCore import QThread

from helpers.ui_fakes import make_raster, wait_until
from s2m2_qgis.project.layer_files import LayerFile


def virtual_layer(path: str) -> QgsRasterLayer:
    """A layer that is no file: the provider of QGIS's on-the-fly raster calculator, here twice the first band."""
    source = QgsRasterLayer(path, "source")
    parameters = QgsRasterDataProvider.VirtualRasterParameters()
    parameters.crs, parameters.extent = source.crs(), source.extent()
    parameters.width, parameters.height = source.width(), source.height()
    parameters.formula = '"a@1" * 2'
    inputs = QgsRasterDataProvider.VirtualRasterInputLayers()
    inputs.name, inputs.uri, inputs.provider = "a", path, "gdal"
    parameters.rInputLayers = [inputs]
    uri = QgsRasterDataProvider.encodeVirtualRasterProviderUri(parameters)
    return QgsRasterLayer(uri, "Zweifach", "virtualraster")


def never() -> bool:
    return False


class _Preparing(QThread):
    """As a task does it: QGIS frees the network of a thread when the thread ends, which it does not see of Python's."""

    def __init__(self, file: LayerFile, is_cancelled: Callable[[], bool]) -> None:
        super().__init__()
        self._file, self._is_cancelled = file, is_cancelled
        self.raised: list[BaseException] = []
        self.said = ""

    def run(self) -> None:
        try:
            self.said = self._file.prepare(self._is_cancelled)
        except BaseException as error:
            # With its frames it would keep the layer until after the end of QGIS.
            self.raised.append(error.with_traceback(None))


def prepared_in_thread(file: LayerFile, is_cancelled: Callable[[], bool] = never) -> tuple[str, list[BaseException]]:
    """`prepare` in another thread, while this one goes on with its events; returns what it says and what it raised."""
    thread = _Preparing(file, is_cancelled)
    thread.start()
    wait_until(thread.isFinished, seconds=60)
    thread.wait()
    return thread.said, thread.raised


def prepare_in_thread(file: LayerFile, is_cancelled: Callable[[], bool] = never) -> list[BaseException]:
    """The same; returns what it raised."""
    return prepared_in_thread(file, is_cancelled)[1]


def load(project: QgsProject, path: Path, name: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(path), name)
    assert layer.isValid()
    project.addMapLayer(layer)
    return layer


def layer_names(project: QgsProject) -> list[str]:
    """Of layers and groups, from the top."""
    return [child.name() for child in project.layerTreeRoot().children()]


def place(path: Path, east_m: float = 0.0, **options: Any) -> Path:
    """A raster, `east_m` from the others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return make_raster(path, origin=(500_000.0 + east_m, 5_000_000.0), **options)


def load_into(group: Any, path: Path, east_m: float = 0.0, **options: Any) -> QgsRasterLayer:
    """The layer of a raster that is made for it."""
    layer = QgsRasterLayer(str(place(path, east_m, **options)), path.stem)
    QgsProject.instance().addMapLayer(layer, False)
    group.addLayer(layer)
    return layer
