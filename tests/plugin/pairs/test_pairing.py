"""Which rasters belong together, by name and by ground."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from s2m2_qgis.engine_files import sensors
from s2m2_qgis.pairs.pairing import Candidate, ListedRaster, Pairing, pair_up

UTM = QgsCoordinateReferenceSystem("EPSG:32633").toWkt()


def candidate(name: str, role: str, box: tuple[float, float, float, float]) -> Candidate:
    return Candidate(ListedRaster(name, name), role, sensors.without_sensor_words(name), box)


def names(pairing: Pairing) -> list[tuple[str, str]]:
    return [(pair.sar.name, pair.optical.name) for pair in pairing.pairs]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Valais_SAR", "valais"),
        ("S1A_IW_GRDH_20200101", "20200101"),
        ("opt", ""),
        ("optics-3.rgb", "optics 3"),
        ("roi-12 s2", "roi 12"),
    ],
)
def test_names_without_their_sensor(name: str, key: str) -> None:
    assert sensors.without_sensor_words(name) == key


def test_names_go_before_ground() -> None:
    """The namesake is taken, though another one overlaps more."""
    here, near = (0.0, 0.0, 1.0, 1.0), (0.5, 0.0, 1.5, 1.0)
    pairing = pair_up(
        [candidate("a sar", "sar", here), candidate("b opt", "optical", here), candidate("a opt", "optical", near)]
    )
    assert names(pairing) == [("a sar", "a opt")]
    assert pairing.left_over == (("b opt", "the raster that fits it belongs to another pair"),)


def test_namesakes_of_other_ground_are_no_pair() -> None:
    boxes = (0.0, 0.0, 1.0, 1.0), (5.0, 0.0, 6.0, 1.0)
    pairing = pair_up([candidate("a sar", "sar", boxes[0]), candidate("a opt", "optical", boxes[1])])
    assert pairing.pairs == ()
    assert dict(pairing.left_over) == {
        "a sar": "no optical raster shows its ground",
        "a opt": "no SAR raster shows its ground",
    }


def test_by_ground_the_best_overlap_comes_first_whatever_the_order() -> None:
    candidates = [
        candidate("one sar", "sar", (0.0, 0.0, 1.0, 1.0)),
        candidate("two sar", "sar", (0.2, 0.0, 1.2, 1.0)),
        candidate("three opt", "optical", (0.2, 0.0, 1.2, 1.0)),
        candidate("four opt", "optical", (-0.3, 0.0, 0.7, 1.0)),
        candidate("five opt", "optical", (0.9, 0.0, 1.9, 1.0)),
        candidate("six", "", (0.0, 0.0, 1.0, 1.0)),
    ]
    expected = [("one sar", "four opt"), ("two sar", "three opt")]
    assert names(pair_up(candidates)) == names(pair_up(candidates[::-1])) == expected
    assert dict(pair_up(candidates).left_over) == {
        "five opt": "the raster that fits it belongs to another pair",
        "six": "neither its name nor its bands show whether it is SAR or optical",
    }


def test_a_strip_at_the_edge_is_no_pair() -> None:
    candidates = [candidate("x sar", "sar", (0.0, 0.0, 1.0, 1.0)), candidate("y opt", "optical", (0.9, 0.0, 1.9, 1.0))]
    assert pair_up(candidates).pairs == ()


def test_two_candidates_are_decided_by_ground_then_name() -> None:
    box = (0.0, 0.0, 1.0, 1.0)
    same = [candidate("a vv", "sar", box), candidate("a vh", "sar", box), candidate("a rgb", "optical", box)]
    pairing = pair_up(same)
    assert names(pairing) == [("a vh", "a rgb")]
    assert pairing.left_over == (("a vv", "the raster that fits it belongs to another pair"),)


def test_across_the_180th_meridian() -> None:
    boxes = (179.0, 0.0, 181.0, 1.0), (-180.9, 0.0, -179.0, 1.0)
    assert pair_up([candidate("p sar", "sar", boxes[0]), candidate("q opt", "optical", boxes[1])]).pairs
