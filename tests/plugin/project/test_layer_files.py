"""Layers as files: what passes through, what is exported, and that nothing of an export stays behind."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle

from helpers.layers import never, prepare_in_thread, virtual_layer
from helpers.raster_files import write_raster
from s2m2_qgis.project import export_grid
from s2m2_qgis.project.export_grid import ground_pixel_m
from s2m2_qgis.project.layer_files import LayerFile, crs_text, layer_input
from s2m2_qgis.worker.failures import WorkerFailure


def test_a_file_passes_through(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "Größe 1" / "Straße.tif")
    file = layer_input(QgsRasterLayer(path, "Mein SAR"), QgsRectangle(0, 0, 1, 1), 1.0)
    assert file == LayerFile(path, "EPSG:32633", "Mein SAR")
    assert not file.temporary
    file.prepare(never)
    file.remove()
    assert os.path.exists(path)


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_raster(tmp_path / "a.tif")
    monkeypatch.chdir(tmp_path)
    assert layer_input(QgsRasterLayer("a.tif", "a")).path == path


def test_a_file_inside_an_archive_passes_through(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "inner/a.tif")
    source = f"/vsizip/{tmp_path}/a.zip/inner/a.tif"
    layer = QgsRasterLayer(source, "a")
    assert layer.isValid()
    file = layer_input(layer)
    assert not file.temporary
    assert gdal.Open(file.path) is not None


def test_a_subdataset_passes_through(tmp_path: Path) -> None:
    path = str(tmp_path / "two rasters.gpkg")
    for table in ("first", "second"):
        source = gdal.Open(write_raster(tmp_path / f"{table}.tif", bands=3))
        gdal.Translate(path, source, format="GPKG", creationOptions=[f"RASTER_TABLE={table}", "APPEND_SUBDATASET=YES"])
    layer = QgsRasterLayer(f"GPKG:{path}:second", "second")
    assert layer.isValid()
    assert layer_input(layer).path == f"GPKG:{path}:second"


@pytest.mark.parametrize("where", ["open options", "memory"])
def test_what_only_qgis_can_open_is_exported(tmp_path: Path, temporary_folder: Path, where: str) -> None:
    if where == "memory":
        source = write_raster("/vsimem/a.tif")
    else:
        source = write_raster(tmp_path / "a.tif") + "|option:NUM_THREADS=1"
    layer = QgsRasterLayer(source, "a")
    assert layer.isValid()
    file = layer_input(layer)
    assert prepare_in_thread(file) == []
    exported = gdal.Open(file.path)
    assert exported.ReadAsArray().shape == (40, 60)
    exported = None
    file.remove()
    assert list(temporary_folder.iterdir()) == []
    gdal.Unlink("/vsimem/a.tif")


def test_the_crs_is_the_layers(tmp_path: Path) -> None:
    layer = QgsRasterLayer(write_raster(tmp_path / "a.tif"), "a")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    assert layer_input(layer).crs == "EPSG:32614"


def test_crs_as_text() -> None:
    assert crs_text(QgsCoordinateReferenceSystem()) == ""
    custom = QgsCoordinateReferenceSystem.fromProj("+proj=laea +lat_0=10 +lon_0=20 +datum=WGS84")
    text = crs_text(custom)
    assert "Lambert Azimuthal Equal Area" in text
    assert "USER" not in text


def test_another_providers_pixels_are_exported_as_they_are(tmp_path: Path, temporary_folder: Path) -> None:
    path = write_raster(tmp_path / "a.tif", size=(60, 40))
    layer = virtual_layer(path)
    assert layer.isValid()
    file = layer_input(layer)
    assert file.temporary
    assert file.note == ""
    assert not os.path.exists(file.path)
    del layer  # as when the user deletes it while the task waits
    assert prepare_in_thread(file) == []
    exported = gdal.Open(file.path)
    assert exported.GetGeoTransform() == (500_000.0, 10.0, 0.0, 5_000_000.0, 0.0, -10.0)
    assert np.array_equal(exported.ReadAsArray(), 2.0 * gdal.Open(path).ReadAsArray())
    exported = None
    file.remove()
    assert list(temporary_folder.iterdir()) == []


def test_only_the_extent_is_exported(tmp_path: Path) -> None:
    layer = virtual_layer(write_raster(tmp_path / "a.tif"))
    file = layer_input(layer, QgsRectangle(500_100, 4_999_800, 500_300, 5_000_900))
    assert prepare_in_thread(file) == []
    exported = gdal.Open(file.path)
    assert (exported.RasterXSize, exported.RasterYSize) == (20, 20)
    assert exported.GetGeoTransform()[0] == 500_100


def test_a_large_export_is_reduced_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_grid, "DATA_PIXELS_LIMIT", 600)
    file = layer_input(virtual_layer(write_raster(tmp_path / "a.tif", size=(60, 40))))
    assert file.export is not None
    assert (file.export.grid.width, file.export.grid.height) == (30, 20)
    assert file.note == "“Zweifach” is read with 2.0 times larger pixels, because the area is large."


def test_nothing_where_it_is_needed(tmp_path: Path, temporary_folder: Path) -> None:
    file = layer_input(virtual_layer(write_raster(tmp_path / "a.tif")), QgsRectangle(0, 0, 10, 10))
    (raised,) = prepare_in_thread(file)
    assert isinstance(raised, WorkerFailure)
    assert raised.code == "empty_extent"
    assert "Zweifach" in raised.message
    assert list(temporary_folder.iterdir()) == []


def test_a_temporary_folder_that_cannot_be_written(tmp_path: Path, temporary_folder: Path) -> None:
    file = layer_input(virtual_layer(write_raster(tmp_path / "a.tif")))
    temporary_folder.rmdir()
    temporary_folder.write_text("a file")
    (raised,) = prepare_in_thread(file)
    assert isinstance(raised, WorkerFailure)
    assert raised.code == "export_failed"
    assert "Zweifach" in raised.message


def test_ground_pixel(tmp_path: Path) -> None:
    utm = QgsRasterLayer(write_raster(tmp_path / "utm.tif", pixel=10.0), "utm")
    assert ground_pixel_m(utm) == pytest.approx(10.0, rel=0.001)
    degrees = QgsRasterLayer(write_raster(tmp_path / "wgs84.tif", epsg=4326, origin=(15.0, 60.0), pixel=0.001), "wgs84")
    assert ground_pixel_m(degrees) == pytest.approx(111.4, rel=0.01)
    mercator = QgsRasterLayer(
        write_raster(tmp_path / "mercator.tif", epsg=3857, origin=(1_600_000.0, 8_399_737.0), pixel=10.0), "mercator"
    )
    assert ground_pixel_m(mercator) == pytest.approx(5.0, rel=0.01)
