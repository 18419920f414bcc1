"""Several rasters become one layer without copying pixels, if they fit together."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer

from helpers.layers import virtual_layer
from helpers.ui_fakes import make_raster
from s2m2_qgis.project.mosaic import add_above, make_mosaic


def part(folder: Path, name: str, east: float = 0.0, value: int | None = None) -> QgsRasterLayer:
    """A layer of a raster that lies `east` metres from the others."""
    path = make_raster(folder / f"{name}.tif")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    left, *rest = dataset.GetGeoTransform()
    dataset.SetGeoTransform((left + east, *rest))
    if value is not None:
        dataset.GetRasterBand(1).Fill(value)
    dataset = None
    return QgsRasterLayer(str(path), name)


def test_two_rasters_become_one(qgis_app: object, tmp_path: Path) -> None:
    left = part(tmp_path, "left", value=7)
    width = left.extent().width()
    right = part(tmp_path, "right", east=width / 2, value=9)
    mosaic = make_mosaic([left, right], tmp_path / "s2m2_results")
    assert mosaic.name() == "left and 1 more"
    assert mosaic.crs() == left.crs()
    assert mosaic.extent().width() == pytest.approx(1.5 * width)
    values = gdal.Open(mosaic.source()).ReadAsArray().reshape(-1, mosaic.height(), mosaic.width())[0, 0]
    assert (values[: left.width()] == 7).all(), "the first layer is on top"
    assert (values[left.width() :] == 9).all()
    assert Path(mosaic.source()).stat().st_size < 10_000, "no pixels"
    again = make_mosaic([left, right], tmp_path / "s2m2_results")
    assert again.source() != mosaic.source()
    add_above(mosaic, QgsProject.instance())
    assert QgsProject.instance().layerTreeRoot().layerOrder()[0].id() == mosaic.id()
    QgsProject.instance().clear()


def test_what_does_not_fit_together_is_named(qgis_app: object, tmp_path: Path) -> None:
    first, other = part(tmp_path, "first"), part(tmp_path, "other")
    with pytest.raises(ValueError, match="two or more"):
        make_mosaic([first], tmp_path)
    gdal.Translate(str(tmp_path / "float.tif"), first.source(), outputType=gdal.GDT_Float32)
    with pytest.raises(ValueError, match="“float” has another CRS, other bands or another data type than “first”"):
        make_mosaic([first, QgsRasterLayer(str(tmp_path / "float.tif"), "float")], tmp_path)
    with pytest.raises(ValueError, match="“Zweifach” cannot be used here"):
        make_mosaic([first, virtual_layer(first.source())], tmp_path)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ValueError, match="cannot be written"):
        make_mosaic([first, other], tmp_path / "file" / "inside")
