"""Layers of QGIS, in the project and in groups of it; for QGIS's interpreter."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsProject, QgsRasterDataProvider, QgsRasterLayer

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


def prepare_in_thread(file: LayerFile, is_cancelled: Callable[[], bool] = never) -> list[BaseException]:
    """`prepare` in another thread, as tasks do it, while this one goes on with its events; returns what it raised."""
    raised: list[BaseException] = []

    def work() -> None:
        try:
            file.prepare(is_cancelled)
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    wait_until(lambda: not thread.is_alive(), seconds=60)
    thread.join()
    return raised


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
