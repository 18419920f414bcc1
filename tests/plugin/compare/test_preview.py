"""A preview places what the raster shows where the transform moves it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsPointXY, QgsProject, QgsRasterLayer

from helpers.ui_fakes import make_raster
from s2m2_qgis.compare.preview import Preview

CRS = "EPSG:32633"
# The middle of the pixel (20, 30) of a raster with pixels of 10 m from (500000, 5000000).
SPOT = 500_205.0, 4_999_695.0


@pytest.fixture
def layer(qgis_app: object, tmp_path: Path) -> Iterator[QgsRasterLayer]:
    """Dark, with one bright square of three pixels around the spot."""
    path = make_raster(tmp_path / "radar.tif")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    image = np.full((64, 64), 10, np.uint8)
    image[29:32, 19:22] = 250
    dataset.GetRasterBand(1).WriteArray(image)
    dataset = None
    # The project owns the layer: pytest would keep it until QGIS has ended.
    yield QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), "radar"))
    QgsProject.instance().clear()


def value(preview: Preview, x: float, y: float) -> float:
    return float(preview.layer.dataProvider().sample(QgsPointXY(x, y), 1)[0])


def field(x: float, y: float) -> tuple[float, float]:
    """A displacement of second order."""
    u, v = (x - 500_320.0) / 320.0, (y - 4_999_680.0) / 320.0
    return 40.0 + 20.0 * u * v, -30.0 + 15.0 * u * u


PLACES = [(500_000.0 + 128.0 * col, 4_999_360.0 + 128.0 * row) for row in range(6) for col in range(6)]
TRANSFORMS = {
    "shift": {"kind": "shift", "matrix": [[1.0, 0.0, 70.0], [0.0, 1.0, -40.0]]},
    "affine": {"kind": "affine", "matrix": [[1.01, 0.02, -104_931.9], [-0.01, 0.98, 105_051.95]]},
    "polynomial": {"kind": "polynomial", "control_points": [[x, y, *field(x, y)] for x, y in PLACES]},
    "tps": {"kind": "tps", "control_points": [[x, y, *field(x, y)] for x, y in PLACES]},
}


@pytest.mark.parametrize("kind", list(TRANSFORMS))
def test_a_preview_shows_the_spot_where_it_belongs(layer: QgsRasterLayer, kind: str) -> None:
    transform = TRANSFORMS[kind]
    if "matrix" in transform:
        matrix = np.array(transform["matrix"])
        x, y = matrix[:, :2] @ SPOT + matrix[:, 2]
    else:
        dx, dy = field(*SPOT)
        x, y = SPOT[0] + dx, SPOT[1] + dy
    preview = Preview(layer, transform, CRS)  # type: ignore[arg-type]
    assert preview.layer.isValid()
    assert value(preview, x, y) > 200
    for dx, dy in ((40.0, 0.0), (-40.0, 0.0), (0.0, 40.0), (0.0, -40.0)):
        assert value(preview, x + dx, y + dy) < 60
    source = preview.layer.source()
    assert gdal.VSIStatL(source) is not None
    preview.close()
    assert gdal.VSIStatL(source) is None


def test_what_the_raster_does_not_cover_is_transparent_in_its_style(layer: QgsRasterLayer) -> None:
    layer.renderer().setOpacity(0.5)
    preview = Preview(layer, TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]
    assert preview.layer.renderer().alphaBand() == 2
    assert preview.layer.renderer().opacity() == 0.5
    preview.close()


def test_a_raster_with_gcps_alone(layer: QgsRasterLayer, tmp_path: Path) -> None:
    corners = [(0, 0), (64, 0), (0, 64), (64, 64)]
    gcps = [gdal.GCP(500_000.0 + 10 * col, 5_000_000.0 - 10 * row, 0, col, row) for col, row in corners]
    path = str(tmp_path / "gcps.tif")
    gdal.Translate(path, layer.source(), GCPs=gcps, outputSRS=CRS)
    preview = Preview(QgsRasterLayer(path, "gcps"), TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]
    assert value(preview, SPOT[0] + 70.0, SPOT[1] - 40.0) > 200
    preview.close()


def test_what_cannot_be_shown_says_why(layer: QgsRasterLayer, tmp_path: Path) -> None:
    web = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "web", "wms")
    with pytest.raises(ValueError, match="“web” is not a file"):
        Preview(web, TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]
    (tmp_path / "radar.tif").unlink()
    with pytest.raises(ValueError, match="“radar” cannot be shown corrected"):
        Preview(layer, TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]


def test_a_raster_with_an_alpha_band_of_its_own(layer: QgsRasterLayer, tmp_path: Path) -> None:
    """GDAL makes its alpha band of that one, so that there is no further one."""
    path = str(tmp_path / "rgba.tif")
    options = ["-colorinterp", "red,green,blue,alpha"]
    gdal.Translate(path, layer.source(), bandList=[1, 1, 1, 1], options=options)
    preview = Preview(QgsRasterLayer(path, "rgba"), TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]
    assert preview.layer.bandCount() == 4
    assert preview.layer.renderer().alphaBand() == 4
    preview.close()


def test_the_crs_that_the_user_has_given_to_the_layer(layer: QgsRasterLayer, tmp_path: Path) -> None:
    path = str(tmp_path / "wrong.tif")
    gdal.Translate(path, layer.source(), outputSRS="EPSG:32634")
    mended = QgsRasterLayer(path, "wrong")
    mended.setCrs(layer.crs())
    preview = Preview(mended, TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]
    assert value(preview, SPOT[0] + 70.0, SPOT[1] - 40.0) > 200
    preview.close()


def test_statistics_do_not_bring_a_closed_preview_back(layer: QgsRasterLayer) -> None:
    preview = Preview(layer, TRANSFORMS["shift"], CRS)  # type: ignore[arg-type]
    source = preview.layer.source()
    preview.layer.dataProvider().bandStatistics(1)
    preview.close()
    del preview
    gc.collect()
    assert gdal.VSIStatL(source) is None
