"""Web maps as layers: where their pixels lie, at which zoom level they are read, and servers that fail."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import Qgis, QgsLayerMetadata, QgsRectangle

from helpers.layers import prepare_in_thread, prepared_in_thread
from helpers.map_server import CENTRE, MapServer, offset_px
from s2m2_qgis.project.export_grid import ground_pixel_m
from s2m2_qgis.project.layer_files import LayerFile, layer_input
from s2m2_qgis.worker.failures import WorkerFailure

# The first version of QGIS in which they do, as far as it was tried.
_TILES_OVERLAP = 34400

pytestmark = pytest.mark.usefixtures("qgis_app", "temporary_folder")


@pytest.fixture
def server() -> Iterator[MapServer]:
    made = MapServer()
    yield made
    made.close()


def area(width: float = 1500.0, height: float = 1200.0) -> QgsRectangle:
    """Off all edges of tiles and pixels."""
    west, south = CENTRE[0] + 3.3, CENTRE[1] + 1.1
    return QgsRectangle(west, south, west + width, south + height)


def zoom_levels(server: MapServer) -> set[int]:
    return {int(path.split("/")[2]) for path in server.pictures}


def failure(file: LayerFile) -> WorkerFailure:
    (raised,) = prepare_in_thread(file)
    assert isinstance(raised, WorkerFailure)
    assert not Path(file.path).exists()
    return raised


def prepared(file: LayerFile) -> str:
    """What `prepare` says of an export that succeeds."""
    said, raised = prepared_in_thread(file)
    assert raised == []
    return said


@pytest.mark.parametrize(
    ("service", "pixel_m"), [("xyz", 2.0), ("xyz", 3.0), ("wmts", 3.0), ("wmts", 4.5), ("wms", 3.0), ("wcs", 10.0)]
)
def test_pixels_lie_where_they_belong(server: MapServer, service: str, pixel_m: float) -> None:
    """Within a tenth of a pixel in every part: CRS units are not as long to the north as to the east.

    QGIS 3.44 draws tiles larger by a part of a pixel, which hides the seams between them.
    """
    layer = getattr(server, service)()
    assert layer.isValid()
    file = layer_input(layer, area(), pixel_m)
    assert prepare_in_thread(file) == []
    assert max(offset_px(file.path)) < (0.1 if Qgis.QGIS_VERSION_INT < _TILES_OVERLAP else 0.5)
    file.remove()


def test_colours_come_as_colours_and_tiles(server: MapServer) -> None:
    layer = server.xyz()
    assert ground_pixel_m(layer) is None
    file = layer_input(layer, area(), 6.0)
    assert prepare_in_thread(file) == []
    exported = gdal.Open(file.path)
    # The options of the driver count: strips of whole rows would be slow to read windows from.
    assert exported.GetRasterBand(1).GetBlockSize() == [256, 256]
    assert exported.GetRasterBand(1).DataType == gdal.GDT_Byte
    kinds = [exported.GetRasterBand(band).GetColorInterpretation() for band in (1, 2, 3, 4)]
    assert kinds == [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]


@pytest.mark.parametrize(
    ("wanted_m", "levels", "zoom"),
    # At 48 degrees north, pixels of level 15 are 3.2 m, and those of level 16 are 1.6 m.
    [(3.3, (0, 18), 15), (3.0, (0, 18), 16), (3.0, (0, 14), 14), (10.0, (15, 18), 15)],
)
def test_the_zoom_level_is_as_fine_as_the_other_layer(
    server: MapServer, wanted_m: float, levels: tuple[int, int], zoom: int
) -> None:
    file = layer_input(server.xyz(*levels), area(), wanted_m)
    assert prepare_in_thread(file) == []
    assert zoom_levels(server) == {zoom}
    assert file.note == ""


def test_a_large_area_is_read_at_a_coarser_level_or_refused(server: MapServer) -> None:
    file = layer_input(server.xyz(), area(30_000, 30_000), 3.3)
    assert file.export is not None
    assert file.export.grid.width <= 4096
    assert "larger pixels" in file.note
    for layer, side, pixel_m in ((server.xyz(), 100_000, 3.3), (server.xyz(15), 30_000, 10.0), (server.wms(), 1e6, 10)):
        assert "too large" in failure(layer_input(layer, area(side, side), pixel_m)).message
    assert server.pictures == []


@pytest.mark.parametrize("service", ["xyz", "wms", "wmts", "wcs"])
def test_a_server_that_fails(server: MapServer, service: str) -> None:
    layer = getattr(server, service)()
    server.fails = lambda path: True
    raised = failure(layer_input(layer, area(), 3.0))
    assert raised.code in ("no_picture", "export_failed")
    assert "“Web map”" in raised.message
    assert raised.hint


def test_missing_tiles_are_said(server: MapServer) -> None:
    server.failure = 404
    server.fails = lambda path: int(path.split("/")[3]) % 2 == 0
    assert "has sent no picture for" in prepared(layer_input(server.xyz(), area(), 3.0))
    server.fails = lambda path: False
    assert prepared(layer_input(server.xyz(17), area(600, 600), 3.0)) == ""


def test_a_slow_server_can_be_left(server: MapServer) -> None:
    server.delay_s = 0.5
    begun = time.monotonic()
    (raised,) = prepare_in_thread(layer_input(server.xyz(), area(), 0.5), lambda: time.monotonic() > begun + 0.3)
    assert isinstance(raised, WorkerFailure)
    assert raised.cancelled
    assert time.monotonic() - begun < 3.0


def test_the_file_says_whose_picture_it_is(server: MapServer) -> None:
    layer = server.xyz()
    metadata = QgsLayerMetadata()
    metadata.setRights(["© the surveyors,\n all rights reserved", "Licence 4"])
    layer.setMetadata(metadata)
    file = layer_input(layer, area(), 6.0)
    assert prepare_in_thread(file) == []
    said = gdal.Open(file.path).GetMetadataItem("TIFFTAG_COPYRIGHT")
    assert said == "© the surveyors, all rights reserved; Licence 4"


def test_many_exports_one_after_the_other(server: MapServer) -> None:
    """Each needs its own clone of the provider, also where it gets the memory of an earlier one."""
    files = []
    for _ in range(12):
        files.append(layer_input(server.xyz(), area(300, 300), 6.0))
        assert prepare_in_thread(files[-1]) == []
