"""Pairs in folders, and what is said of rasters that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem

from helpers.layers import place
from helpers.raster_files import write_raster
from s2m2_qgis.pairs.folders import pairs_in, pairs_of
from s2m2_qgis.pairs.pairing import Pairing

UTM = QgsCoordinateReferenceSystem("EPSG:32633").toWkt()


def never() -> bool:
    return False


def ignore(_number: int, _count: int) -> None:
    pass


def found(folder: Path) -> Pairing:
    return pairs_in(str(folder), ignore, never)


def names(pairing: Pairing) -> list[tuple[str, str]]:
    return [(pair.sar.name.replace("\\", "/"), pair.optical.name.replace("\\", "/")) for pair in pairing.pairs]


def test_names_that_differ_by_the_sensor(qgis_app: object, tmp_path: Path) -> None:
    for number in range(3):
        place(tmp_path / f"Täler {number}_sar.tif")
        place(tmp_path / f"Täler {number}_opt.TIF", bands=3)
    pairing = found(tmp_path)
    assert names(pairing) == [(f"Täler {number}_sar.tif", f"Täler {number}_opt.TIF") for number in range(3)]
    assert pairing.left_over == ()
    assert pairing.pairs[0].sar.source == str(tmp_path / "Täler 0_sar.tif")
    assert pairing.pairs[0].sar.layer_id == ""


def test_names_that_are_the_same_in_folders_of_the_sensors(qgis_app: object, tmp_path: Path) -> None:
    for number in range(2):
        place(tmp_path / "SAR" / f"{number}.tif")
        place(tmp_path / "optical" / f"{number}.tif")
        place(tmp_path / f"roi{number}" / "s1.tif", 9000.0)
        place(tmp_path / f"roi{number}" / "s2.tif", 9000.0)
    assert names(found(tmp_path)) == [
        ("SAR/0.tif", "optical/0.tif"),
        ("SAR/1.tif", "optical/1.tif"),
        ("roi0/s1.tif", "roi0/s2.tif"),
        ("roi1/s1.tif", "roi1/s2.tif"),
    ]


def test_names_that_say_nothing_are_paired_by_bands_and_ground(qgis_app: object, tmp_path: Path) -> None:
    """In another CRS, too."""
    write_raster(tmp_path / "a.tif", dtype=gdal.GDT_Float32)
    write_raster(tmp_path / "b.tif", bands=3)
    write_raster(tmp_path / "c.tif", dtype=gdal.GDT_Float32, origin=(700_000.0, 5_000_000.0))
    far = write_raster(tmp_path / "far" / "d.tif", bands=3, origin=(700_000.0, 5_000_000.0))
    gdal.Warp(str(tmp_path / "e.tif"), far, dstSRS="EPSG:4326")
    Path(far).unlink()
    assert names(found(tmp_path)) == [("a.tif", "b.tif"), ("c.tif", "e.tif")]


def test_what_is_no_raster_to_learn_from_is_said(qgis_app: object, tmp_path: Path) -> None:
    place(tmp_path / "a_sar.tif")
    place(tmp_path / "a_opt.tif", bands=3)
    place(tmp_path / "nowhere_sar.tif", epsg=None)
    place(tmp_path / "grey.tif", 5000.0)
    place(tmp_path / "alone_s1.tif", 9000.0)
    (tmp_path / "damaged_opt.tif").write_bytes(b"II*\0 no image")
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no raster", encoding="utf-8")
    for name, crs, lies_at in (("local", 'LOCAL_CS["x",UNIT["metre",1]]', 0.0), ("beyond", UTM, 9e12)):
        raster = gdal.GetDriverByName("GTiff").Create(str(tmp_path / f"{name}_sar.tif"), 8, 8, 1)
        raster.SetGeoTransform((lies_at, 1.0, 0.0, lies_at, 0.0, -1.0))
        raster.SetProjection(crs)
        del raster
    plain = gdal.GetDriverByName("MEM").Create("", 8, 8, 1)
    gdal.GetDriverByName("PNG").CreateCopy(str(tmp_path / "plain.png"), plain)
    pairing = found(tmp_path)
    assert names(pairing) == [("a_sar.tif", "a_opt.tif")]
    assert dict(pairing.left_over) == {
        "alone_s1.tif": "no optical raster shows its ground",
        "damaged_opt.tif": "it cannot be read as a raster",
        "empty.png": "it cannot be read as a raster",
        "beyond_sar.tif": "it is not georeferenced",
        "local_sar.tif": "it is not georeferenced",
        "grey.tif": "neither its name nor its bands show whether it is SAR or optical",
        "nowhere_sar.tif": "it has no coordinate reference system",
        "plain.png": "it has no coordinate reference system",
    }


@pytest.mark.parametrize("folder", ["nothing in it", "not there"])
def test_an_empty_folder(qgis_app: object, tmp_path: Path, folder: str) -> None:
    (tmp_path / "nothing in it").mkdir()
    assert found(tmp_path / folder) == Pairing((), ())


def test_two_folders_say_what_is_sar(qgis_app: object, tmp_path: Path) -> None:
    for number in range(2):
        place(tmp_path / "x" / f"{number}.tif", 3000.0 * number)
        place(tmp_path / "y" / f"{number}.tif", 3000.0 * number)
    pairing = pairs_of(str(tmp_path / "x"), str(tmp_path / "y"), ignore, never)
    assert [(Path(one.sar.source).parent.name, one.sar.name) for one in pairing.pairs] == [
        ("x", "0.tif"),
        ("x", "1.tif"),
    ]
    assert [(Path(one.optical.source).parent.name, one.optical.name) for one in pairing.pairs] == [
        ("y", "0.tif"),
        ("y", "1.tif"),
    ]


def test_a_folder_within_the_other(qgis_app: object, tmp_path: Path) -> None:
    place(tmp_path / "0.tif")
    place(tmp_path / "inner" / "0.tif")
    for folders, sar in ((("", "inner"), "0.tif"), (("inner", ""), str(Path("inner", "0.tif")))):
        pairing = pairs_of(*(str(tmp_path / folder) for folder in folders), ignore, never)
        assert [pair.sar.source for pair in pairing.pairs] == [str(tmp_path / sar)]
        assert pairing.left_over == ()
    assert pairs_of(str(tmp_path), str(tmp_path), ignore, never).pairs == (), "nothing is its own partner"
