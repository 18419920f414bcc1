"""Guessing which layer is SAR and which optical."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsVectorLayer

from helpers.raster_files import write_raster
from s2m2_qgis.project.layer_guess import guess_pair, guess_role


def layer(folder: Path, name: str, **options: object) -> QgsRasterLayer:
    return QgsRasterLayer(write_raster(folder / "anything.tif", **options), name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("S1A_IW_GRDH_1SDV_20200901T014942", "sar"),
        ("Sentinel-1 VV", "sar"),
        ("san_antonio_sar", "sar"),
        ("TerraSAR-X spotlight", "sar"),
        ("ALOS PALSAR HH", "sar"),
        ("GF3_UFS_amplitude", "sar"),
        ("Sigma0_VH_db", "sar"),
        ("S2B_MSIL2A_20200901T170849_TCI", "optical"),
        ("Sentinel-2 RGB", "optical"),
        ("san_antonio_opt", "optical"),
        ("LC08_L1TP_027039", "optical"),
        ("DOP20 Orthofoto", "optical"),
        ("Google Satellite", "optical"),
        ("WorldView pan", "optical"),
        # Words inside other words say nothing.
        ("Caesar salad", ""),
        ("Kapsarg optimum", ""),
        ("layer 7", ""),
        # Both kinds of words say nothing either.
        ("Sentinel-1 and Sentinel-2", ""),
    ],
)
def test_names(tmp_path: Path, name: str, role: str) -> None:
    assert guess_role(layer(tmp_path, name)) == role


def test_the_file_name_counts_where_the_layer_name_says_nothing(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "S1A_GRD.tif")
    assert guess_role(QgsRasterLayer(path, "my layer")) == "sar"
    assert guess_role(QgsRasterLayer(path, "Sentinel-2")) == "optical"


def test_folders_do_not_count(tmp_path: Path) -> None:
    assert guess_role(QgsRasterLayer(write_raster(tmp_path / "sar" / "scene.tif"), "scene")) == ""


@pytest.mark.parametrize(
    ("options", "role"),
    [
        ({"bands": 1, "dtype": gdal.GDT_Float32}, "sar"),
        ({"bands": 2, "dtype": gdal.GDT_Float32}, "sar"),
        ({"bands": 3, "dtype": gdal.GDT_Byte}, "optical"),
        ({"bands": 13, "dtype": gdal.GDT_Int16}, "optical"),
        ({"bands": 1, "dtype": gdal.GDT_Byte}, ""),
    ],
)
def test_bands_tell_where_names_do_not(tmp_path: Path, options: dict[str, int], role: str) -> None:
    assert guess_role(layer(tmp_path, "scene", **options)) == role


def test_names_weigh_more_than_bands(tmp_path: Path) -> None:
    assert guess_role(layer(tmp_path, "Sentinel-1 composite", bands=3)) == "sar"


def test_a_web_map_is_optical() -> None:
    url = "type=xyz&url=http://127.0.0.1:1/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmax=18&zmin=0"
    assert guess_role(QgsRasterLayer(url, "background", "wms")) == "optical"


def test_what_is_no_raster_has_no_role(tmp_path: Path) -> None:
    assert guess_role(QgsVectorLayer("Point", "sar points", "memory")) == ""
    assert guess_role(QgsRasterLayer(str(tmp_path / "gone.tif"), "sar")) == ""


def test_a_pair(tmp_path: Path) -> None:
    sar, optical = layer(tmp_path / "1", "S1"), layer(tmp_path / "2", "S2", bands=3)
    points, elevation = QgsVectorLayer("Point", "p", "memory"), layer(tmp_path / "3", "scene")
    assert guess_pair([points, elevation, optical, sar]) == (sar, optical)


def test_a_pair_that_overlaps_goes_first(tmp_path: Path) -> None:
    far = layer(tmp_path / "1", "S1 elsewhere", origin=(700_000.0, 5_000_000.0))
    near = layer(tmp_path / "2", "S1 here")
    optical = layer(tmp_path / "3", "S2")
    assert guess_pair([far, near, optical]) == (near, optical)


def test_one_known_and_one_other(tmp_path: Path) -> None:
    sar, unknown, more = layer(tmp_path / "1", "S1"), layer(tmp_path / "2", "scene"), layer(tmp_path / "3", "scene 2")
    assert guess_pair([unknown, sar]) == (sar, unknown)
    assert guess_pair([unknown, sar, more]) == (sar, None)
    assert guess_pair([unknown, more]) == (None, None)
    assert guess_pair([]) == (None, None)


def test_corrected_layers_come_last_and_results_never(tmp_path: Path) -> None:
    sar, optical = layer(tmp_path / "1", "S1"), layer(tmp_path / "2", "S2", bands=3)
    by_file = QgsRasterLayer(write_raster(tmp_path / "S1_vv_s2m2.tif"), "S1 VV")
    by_mark = layer(tmp_path / "4", "S1 VV (corrected)")
    by_mark.setCustomProperty("s2m2/corrected", True)
    heatmap = layer(tmp_path / "5", "SAR heatmap", dtype=gdal.GDT_Float32)
    heatmap.setCustomProperty("s2m2/pair", "a|b")
    assert guess_pair([heatmap, by_file, by_mark, optical, sar]) == (sar, optical)
    assert guess_pair([heatmap, by_mark, optical]) == (by_mark, optical)
