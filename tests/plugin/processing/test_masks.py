"""The masks of s2m2:match: which files the worker is given, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from helpers.layers import virtual_layer
from helpers.raster_files import write_raster
from s2m2_qgis.processing.provider import S2M2Provider
from s2m2_qgis.worker.client import WorkerClient


class Feedback(QgsProcessingFeedback):
    """Keeps errors."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803 - its names
        self.errors.append(error)


@pytest.fixture
def ask(provider: S2M2Provider, asked: list[Any], tmp_path: Path) -> Any:
    """ask(MASKS=..., ...) -> the request that the worker gets, or the errors."""
    pair = {
        "SAR": write_raster(tmp_path / "sar.tif"),
        "OPTICAL": write_raster(tmp_path / "optical.tif", bands=3),
        "OUTPUT": str(tmp_path / "match"),
        "MODEL": "ok",
    }

    def ask_(**parameters: Any) -> Any:
        algorithm = QgsApplication.processingRegistry().algorithmById("s2m2:match")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = Feedback()
        _, ok = algorithm.run({**pair, **parameters}, context, feedback, {}, False)
        return asked[-1] if ok else feedback.errors

    return ask_


def memory_layer() -> QgsVectorLayer:
    """A layer of one polygon that is in no file."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "Wasser", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_100, 4_999_700, 500_300, 4_999_900)))
    layer.dataProvider().addFeatures([feature])
    return layer


def file_layer(path: Path) -> QgsVectorLayer:
    """The same in a GeoPackage."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "wasser"
    written = QgsVectorFileWriter.writeAsVectorFormatV3(
        memory_layer(), str(path), QgsProject.instance().transformContext(), options
    )
    assert written[0] == QgsVectorFileWriter.NoError
    layer = QgsVectorLayer(f"{path}|layername=wasser", "Wasser", "ogr")
    assert layer.isValid()
    return layer


def count(name: str) -> tuple[int, str]:
    """The features of an exported layer, and its CRS."""
    path, _, layer_name = name.partition("|layername=")
    source = ogr.Open(path)
    layer = source.GetLayerByName(layer_name) if layer_name else source.GetLayer(0)
    return layer.GetFeatureCount(), layer.GetSpatialRef().GetAuthorityCode(None)


def test_without_masks_all_ground_is_matched(ask: Any) -> None:
    request = ask()
    assert (request.masks, request.mask_classes, request.cutline) == ((), (), "")


def test_files_are_given_as_they_are(ask: Any, tmp_path: Path) -> None:
    clouds = write_raster(tmp_path / "Wolken.tif")
    water = file_layer(tmp_path / "Wasser é.gpkg")
    request = ask(MASKS=[QgsRasterLayer(clouds, "Wolken"), water], CUTLINE=water, MASK_CLASSES="3, 8")
    assert request.masks == (clouds, f"{tmp_path / 'Wasser é.gpkg'}|layername=wasser")
    assert (request.mask_classes, request.cutline) == ((3, 8), request.masks[1])


def test_layers_that_are_not_as_a_file_are_exported_and_removed_afterwards(
    ask: Any, fake_client: WorkerClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filtered = file_layer(tmp_path / "a.gpkg")
    filtered.setSubsetString("fid > 5")
    elsewhere = file_layer(tmp_path / "b.gpkg")
    elsewhere.setCrs(QgsCoordinateReferenceSystem("EPSG:32634"))
    layers = QgsProject.instance().addMapLayers([memory_layer(), filtered, elsewhere])
    seen: list[tuple[int, str]] = []
    run = fake_client.run

    def look(request: Any, *arguments: Any) -> Any:
        seen.extend(count(name) for name in request.masks)
        return run(request, *arguments)

    monkeypatch.setattr(fake_client, "run", look)
    request = ask(MASKS=[layer.id() for layer in layers])
    assert seen == [(1, "32633"), (0, "32633"), (1, "32634")]
    assert not any(str(tmp_path) in name for name in request.masks)
    assert not any(Path(name).parent.exists() for name in request.masks)


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"MASKS": ["/nowhere/a.gpkg"]}, "cannot be opened: /nowhere/a.gpkg"),
        ({"MASK_CLASSES": "clouds"}, "“clouds” are not integers"),
    ],
)
def test_what_is_no_mask_is_named(ask: Any, parameters: dict[str, Any], says: str) -> None:
    (error,) = ask(**parameters)
    assert says in error


def test_a_raster_that_is_no_file_is_refused(ask: Any, tmp_path: Path) -> None:
    layer = QgsProject.instance().addMapLayer(virtual_layer(write_raster(tmp_path / "a.tif")))
    (error,) = ask(MASKS=[layer.id()])
    assert "“Zweifach” cannot be used here" in error
