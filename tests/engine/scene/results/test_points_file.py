"""Files of QGIS's Georeferencer, as its versions write them, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from s2m2_engine.errors import InputError
from s2m2_engine.scene.results.points_file import read_points

NEW = """#CRS: PROJCRS["WGS 84 / UTM zone 33N",BASEGEOGCRS["WGS 84"]]
mapX,mapY,sourceX,sourceY,enable,dX,dY,residual
500137.5,4999816.25,500000.125,4999900,1,0.5,-0.25,0.559
500237.5,4999716.25,500100,4999800,0,0,0,0
"""
OLD = """mapX,mapY,pixelX,pixelY,enable,dX,dY,residual
500137.50000000000000000,4999816.25,12.5,-40,1,0,0,0
"""


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "Passpunkte é.points"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_of_qgis_3_26_and_later(tmp_path: Path) -> None:
    points = read_points(write(tmp_path, NEW))
    assert points.crs.startswith('PROJCRS["WGS 84 / UTM zone 33N"')
    assert points.target.tolist() == [[500_137.5, 4_999_816.25], [500_237.5, 4_999_716.25]]
    assert points.source.tolist() == [[500_000.125, 4_999_900.0], [500_100.0, 4_999_800.0]]
    assert points.enabled.tolist() == [True, False]
    assert points.lines == (3, 4)


@pytest.mark.parametrize(
    "text",
    [
        OLD,
        OLD.replace("\n", "\r\n"),
        "\ufeff" + OLD,
        OLD.replace(",", "\t"),
        OLD.replace(",dX,dY,residual", "").replace(",1,0,0,0", ",1"),
        OLD.replace(",enable,dX,dY,residual", "").replace(",1,0,0,0", ""),
        "#CRS:\n" + OLD,
    ],
)
def test_files_of_earlier_versions(tmp_path: Path, text: str) -> None:
    points = read_points(write(tmp_path, text))
    assert points.crs == ""
    assert points.source.tolist() == [[12.5, -40.0]]
    assert points.enabled.tolist() == [True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it holds no line with the names of columns"),
        ("#CRS: EPSG:4326\n", "it holds no line with the names of columns"),
        ("x,y,z\n1,2,3\n", "line 1 begins with 'x,y,z', and the Georeferencer's columns are mapX, mapY, sourceX"),
        (NEW.replace("sourceX,sourceY", "sourceY,sourceX"), "line 2 begins with 'mapX,mapY,sourceY,sourceX,enable"),
        (NEW.replace(",0.559", ""), "line 3 has 7 values, and there are 8 columns"),
        (NEW.replace("500137.5", "500137.5 m"), "mapX in line 3 is '500137.5 m', which is no number"),
        (NEW.replace("4999800", "nan"), "sourceY in line 4 is 'nan', which is no number"),
        (NEW.replace(",0,0,0,0", ",yes,0,0,0"), "enable in line 4 is 'yes', which is no number"),
        (NEW.replace(",0,0,0,0", ",2,0,0,0"), "enable in line 4 is '2', and not 0 or 1"),
        (b"mapX,mapY\xff", "it is not text in UTF-8"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as failure:
        read_points(path)
    assert failure.value.code == "bad_points"
    assert said in failure.value.message
    assert str(path) in failure.value.message
    assert failure.value.hint


def test_a_file_without_points_and_none(tmp_path: Path) -> None:
    header = write(tmp_path, NEW.split("\n5")[0])
    for path, said in ((header, "holds no control point"), (tmp_path / "gone.points", "There is no file")):
        with pytest.raises(InputError, match=said) as failure:
            read_points(path)
        assert failure.value.code == "no_points"
    with pytest.raises(InputError, match="cannot be read"):
        read_points(tmp_path)
