"""What names, bands and data types say about a sensor."""

from __future__ import annotations

import pytest

from s2m2_engine import sensors


@pytest.mark.parametrize(
    ("names", "bands", "role"),
    [
        (("S1A_IW_GRDH.tif",), (), "sar"),
        (("scene", "S2B_MSIL2A.tif"), (), "optical"),
        (("S2 true colour", "vv.tif"), (), "optical"),  # the user's name counts before the file's
        (("scene",), ("VV", "VH"), "sar"),
        (("sar and optical",), (), ""),
        (("scene",), ("", "Band 1"), ""),
    ],
)
def test_what_names_tell(names: tuple[str, ...], bands: tuple[str, ...], role: str) -> None:
    assert sensors.role_of(sensors.sensor_score(names, bands)) == role


@pytest.mark.parametrize(
    ("bands", "is_red", "is_float", "role"),
    [(3, True, False, "optical"), (4, False, True, "optical"), (1, False, True, "sar"), (1, False, False, "")],
)
def test_what_the_pixels_tell(bands: int, is_red: bool, is_float: bool, role: str) -> None:
    assert sensors.role_of(sensors.look_score(bands, is_red, is_float)) == role


@pytest.mark.parametrize("path", ["/data/S1/a.tif", "C:\\S1\\a.tif", "a.tif"])
def test_the_file_of_a_path(path: str) -> None:
    assert sensors.file_name(path) == "a.tif"
