"""Layers as files: what passes through, what is exported, and that nothing of an export stays behind."""

from __future__ import annotations

import http.server
import os
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QColor, QImage

from helpers.layers import virtual_layer
from helpers.raster_files import write_raster
from s2m2_qgis.project import layer_files
from s2m2_qgis.project.layer_files import LayerFile, crs_text, ground_pixel_m, layer_input
from s2m2_qgis.worker.failures import WorkerFailure

TILE_COLOUR = (200, 100, 50)


def never() -> bool:
    return False


def in_thread(layer_file: LayerFile, is_cancelled: object = never) -> list[BaseException]:
    """`prepare` in another thread, as tasks do it, while this one goes on with its events; returns what it raised."""
    raised: list[BaseException] = []

    def work() -> None:
        try:
            layer_file.prepare(is_cancelled)  # type: ignore[arg-type]
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    from qgis.PyQt.QtCore import QCoreApplication

    while thread.is_alive():
        QCoreApplication.processEvents()
        time.sleep(0.005)
    thread.join()
    return raised


class TileServer(http.server.ThreadingHTTPServer):
    """Every tile is of one colour; `delay_s` before each."""

    daemon_threads = True

    def __init__(self) -> None:
        image = QImage(256, 256, QImage.Format.Format_RGB32)
        image.fill(QColor(*TILE_COLOUR))
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        self.png = bytes(data)
        self.delay_s = 0.0
        self.served = 0
        super().__init__(("127.0.0.1", 0), _TileHandler)

    @property
    def layer(self) -> QgsRasterLayer:
        url = f"http://127.0.0.1:{self.server_port}/%7Bz%7D/%7Bx%7D/%7By%7D.png"
        return QgsRasterLayer(f"type=xyz&url={url}&zmax=18&zmin=0", "Web map", "wms")


class _TileHandler(http.server.BaseHTTPRequestHandler):
    server: TileServer

    def do_GET(self) -> None:
        time.sleep(self.server.delay_s)
        self.server.served += 1
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(self.server.png)))
        self.end_headers()
        self.wfile.write(self.server.png)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def tiles() -> Iterator[TileServer]:
    server = TileServer()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(layer_files.tempfile, "gettempdir", lambda: str(folder))


def leftovers(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "temporary").iterdir())


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
def test_what_only_qgis_can_open_is_exported(tmp_path: Path, where: str) -> None:
    if where == "memory":
        source = write_raster("/vsimem/a.tif")
    else:
        source = write_raster(tmp_path / "a.tif") + "|option:NUM_THREADS=1"
    layer = QgsRasterLayer(source, "a")
    assert layer.isValid()
    file = layer_input(layer)
    assert in_thread(file) == []
    exported = gdal.Open(file.path)
    assert exported.ReadAsArray().shape == (40, 60)
    exported = None
    file.remove()
    assert leftovers(tmp_path) == []
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


def test_another_providers_pixels_are_exported_as_they_are(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", size=(60, 40))
    layer = virtual_layer(path)
    assert layer.isValid()
    file = layer_input(layer)
    assert file.temporary
    assert file.note == ""
    assert not os.path.exists(file.path)
    del layer  # as when the user deletes it while the task waits
    assert in_thread(file) == []
    exported = gdal.Open(file.path)
    assert exported.GetGeoTransform() == (500_000.0, 10.0, 0.0, 5_000_000.0, 0.0, -10.0)
    assert np.array_equal(exported.ReadAsArray(), 2.0 * gdal.Open(path).ReadAsArray())
    exported = None
    file.remove()
    assert leftovers(tmp_path) == []


def test_only_the_extent_is_exported(tmp_path: Path) -> None:
    layer = virtual_layer(write_raster(tmp_path / "a.tif"))
    file = layer_input(layer, QgsRectangle(500_100, 4_999_800, 500_300, 5_000_900))
    assert in_thread(file) == []
    exported = gdal.Open(file.path)
    assert (exported.RasterXSize, exported.RasterYSize) == (20, 20)
    assert exported.GetGeoTransform()[0] == 500_100


def test_a_large_export_is_reduced_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer_files, "DATA_PIXELS_LIMIT", 600)
    file = layer_input(virtual_layer(write_raster(tmp_path / "a.tif", size=(60, 40))))
    assert file.export is not None
    assert (file.export.width, file.export.height) == (30, 20)
    assert file.note == "“Zweifach” is read with 2.0 times larger pixels, because the area is large."


def test_nothing_where_it_is_needed(tmp_path: Path) -> None:
    file = layer_input(virtual_layer(write_raster(tmp_path / "a.tif")), QgsRectangle(0, 0, 10, 10))
    (raised,) = in_thread(file)
    assert isinstance(raised, WorkerFailure)
    assert raised.code == "empty_extent"
    assert "Zweifach" in raised.message
    assert leftovers(tmp_path) == []


def test_a_temporary_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = layer_input(virtual_layer(write_raster(tmp_path / "a.tif")))
    (tmp_path / "temporary").rmdir()
    (tmp_path / "temporary").write_text("a file")
    (raised,) = in_thread(file)
    assert isinstance(raised, WorkerFailure)
    assert raised.code == "export_failed"
    assert "Zweifach" in raised.message


def web_extent() -> QgsRectangle:
    """About 5 x 5 km in Vienna, in EPSG:3857."""
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance()
    )
    return transform.transformBoundingBox(QgsRectangle(600_000, 5_340_000, 605_000, 5_345_000))


def test_a_web_map_is_exported_as_colours_at_the_others_pixel_size(tiles: TileServer, tmp_path: Path) -> None:
    layer = tiles.layer
    assert layer.isValid()
    assert ground_pixel_m(layer) is None
    file = layer_input(layer, web_extent(), 10.0)
    assert in_thread(file) == []
    exported = gdal.Open(file.path)
    assert exported.RasterXSize == pytest.approx(500, rel=0.05)
    # The options of the driver count: strips of whole rows would be slow to read windows from.
    assert exported.GetRasterBand(1).GetBlockSize() == [256, 256]
    assert exported.GetRasterBand(1).DataType == gdal.GDT_Byte
    interpretations = [exported.GetRasterBand(band).GetColorInterpretation() for band in (1, 2, 3)]
    assert interpretations == [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand]
    middle = exported.ReadAsArray()[:3, 200, 200]
    assert tuple(int(value) for value in middle) == TILE_COLOUR
    assert tiles.served > 0


def test_an_export_can_be_cancelled(tiles: TileServer, tmp_path: Path) -> None:
    tiles.delay_s = 0.5
    file = layer_input(tiles.layer, web_extent(), 2.0)
    begun = time.monotonic()
    (raised,) = in_thread(file, lambda: time.monotonic() > begun + 0.5)
    assert isinstance(raised, WorkerFailure)
    assert raised.cancelled
    assert leftovers(tmp_path) == []


def test_ground_pixel(tmp_path: Path) -> None:
    utm = QgsRasterLayer(write_raster(tmp_path / "utm.tif", pixel=10.0), "utm")
    assert ground_pixel_m(utm) == pytest.approx(10.0, rel=0.001)
    degrees = QgsRasterLayer(write_raster(tmp_path / "wgs84.tif", epsg=4326, origin=(15.0, 60.0), pixel=0.001), "wgs84")
    assert ground_pixel_m(degrees) == pytest.approx(111.4, rel=0.01)
    mercator = QgsRasterLayer(
        write_raster(tmp_path / "mercator.tif", epsg=3857, origin=(1_600_000.0, 8_399_737.0), pixel=10.0), "mercator"
    )
    assert ground_pixel_m(mercator) == pytest.approx(5.0, rel=0.01)
