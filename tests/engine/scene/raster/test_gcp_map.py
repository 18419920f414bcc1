"""Ground control points as people have them: doubled, nearly doubled, not finite, across the 180th meridian."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from rasterio.control import GroundControlPoint

from s2m2_engine.errors import InputError
from s2m2_engine.scene.raster.gcp_map import GcpMap, cleaned

DEGREE = 1e-4  # about eleven metres a pixel


def grid(longitude: float = 10.0, latitude: float = 50.0) -> list[GroundControlPoint]:
    return [
        GroundControlPoint(row, col, longitude + DEGREE * col, latitude - DEGREE * row, 0.0, str(number))
        for number, (row, col) in enumerate((r, c) for r in np.linspace(0, 900, 4) for c in np.linspace(0, 900, 4))
    ]


def near(gcp: GroundControlPoint, col: float = 0.0, row: float = 0.0, x: float = 0.0, y: float = 0.0):
    return GroundControlPoint(gcp.row + row, gcp.col + col, gcp.x + x, gcp.y + y, 0.0, "again")


PIXELS = np.array([[0.0, 0.0], [150.0, 450.0], [437.0, 211.0], [900.0, 900.0]])


@pytest.mark.parametrize(
    "move", [{}, {"x": 1e-7}, {"y": -1e-7}, {"col": 0.2}, {"col": 0.01, "x": 1e-6}, {"x": 0.4 * DEGREE}]
)
@pytest.mark.parametrize("times", [1, 3])
def test_a_point_given_twice_counts_once(move, times):
    points = grid()
    doubled = [*points, *(near(points[5], **move) for _ in range(times))]
    assert len(cleaned(doubled, "EPSG:4326")) == len(points)
    expected = GcpMap(tuple(points)).to_map(PIXELS)
    found = GcpMap(cleaned(doubled, "EPSG:4326"))
    assert np.abs(found.to_map(PIXELS) - expected).max() < 0.5 * DEGREE
    assert np.abs(found.to_pixel(expected) - PIXELS).max() < 0.5


@pytest.mark.parametrize("move", [{"x": 30 * DEGREE}, {"col": 40.0}, {"row": -25.0}])
def test_points_that_contradict_each_other_are_named(move):
    points = grid()
    with pytest.raises(InputError, match="contradict") as caught:
        cleaned([*points, near(points[5], **move)], "EPSG:4326")
    assert caught.value.code == "bad_gcps"
    assert "5 (column 300.0, row 300.0" in caught.value.message
    assert "again" in caught.value.message


@pytest.mark.parametrize("distance", [0.6, 1.0, 4.0, 20.0])
@pytest.mark.parametrize("off", [(0.5, 0.0), (0.0, -0.5), (1.5, 1.5)])
def test_near_points_that_disagree_a_little_do_not_stretch_the_map(distance, off):
    """Where the two disagree by less than their distance allows, both stay, and the spline is smooth anyway."""
    points = grid()
    other = near(points[5], col=distance, x=DEGREE * (distance + off[0]), y=-DEGREE * off[1])
    expected = GcpMap(tuple(points))
    found = GcpMap(cleaned([*points, other], "EPSG:4326"))
    col, row = np.meshgrid(np.linspace(250, 400, 61), np.linspace(250, 350, 41))
    around = np.column_stack([col.ravel(), row.ravel()])
    error = (found.to_map(around) - expected.to_map(around)) / DEGREE
    assert np.linalg.norm(error, axis=1).max() < 1.6
    stretch = np.diff(error[:, 0].reshape(col.shape), axis=1) / 2.5
    assert np.abs(stretch).max() < 0.2


def test_three_near_points_become_one():
    points = grid()
    cluster = [near(points[5], col=1, x=1.5 * DEGREE), near(points[5], row=1, y=-0.5 * DEGREE)]
    assert len(cleaned([*points, *cluster], "EPSG:4326")) == len(points)


def test_near_points_that_agree_both_stay():
    points = grid()
    other = near(points[5], col=3, x=3.1 * DEGREE)
    assert cleaned([*points, other], "EPSG:4326") == (*points, other)


@pytest.mark.parametrize("wrong", [{"x": 700 * DEGREE}, {"y": 500 * DEGREE}, {"col": -500}])
def test_a_wrong_point_that_folds_the_raster_is_named(wrong):
    points = grid()
    points[10] = near(points[10], **wrong)
    with pytest.raises(InputError, match="fold") as caught:
        GcpMap(cleaned(points, "EPSG:4326"))
    assert caught.value.code == "bad_gcps"
    assert "worst is again" in caught.value.message


def test_a_wide_swath_is_not_refused():
    """Pixels that are six times as wide at the ends of a line as at nadir, as those of scanners with a wide view."""
    places = np.linspace(-1, 1, 33)
    points = [
        GroundControlPoint(row, 500 * (place + 1), 5 * (place + 1.6 * place**5), 50 - row * 0.01)
        for row in range(0, 1001, 100)
        for place in places
    ]
    assert cleaned(points, "EPSG:4326") == tuple(points)
    GcpMap(tuple(points))


@dataclass
class Gcp:
    """What a file may hold; rasterio's own class wants numbers."""

    row: float
    col: float
    x: float
    y: float
    z: float = 0.0
    id: str = ""
    info: str = ""


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_points_that_are_not_finite_are_left_out(value):
    points = grid()
    bad = [Gcp(100, 100, value, 50), Gcp(100, 100, 10, value), Gcp(value, 100, 10, 50), Gcp(100, value, 10, 50)]
    assert cleaned([*bad, *points], "EPSG:4326") == tuple(points)


def test_points_that_are_one_place_are_refused():
    points = grid()
    with pytest.raises(InputError) as caught:
        cleaned([points[0], near(points[0], x=1e-9, col=1e-3), near(points[0], y=1e-9, row=1e-3)], "EPSG:4326")
    assert caught.value.code == "bad_gcps"


def test_usual_points_stay_as_they_are():
    points = grid()
    assert all(a is b for a, b in zip(cleaned(points, "EPSG:4326"), points, strict=True))


@pytest.mark.parametrize(
    ("crs", "unit", "turn"), [("EPSG:4326", 1.0, 360.0), ("EPSG:3857", 111_319.49, 2 * math.pi * 6378137)]
)
def test_points_across_the_180th_meridian_are_in_one_piece(crs, unit, turn):
    whole = [Gcp(p.row, p.col, (p.x + 169.96) * unit, p.y * unit) for p in grid()]
    split = [Gcp(p.row, p.col, p.x - turn if p.x > turn / 2 else p.x, p.y) for p in whole]
    assert np.ptp([p.x for p in split]) > turn / 2
    found = np.array([[p.x, p.y] for p in cleaned(split, crs)])
    assert found == pytest.approx(np.array([[p.x, p.y] for p in whole]))


def test_points_around_the_world_are_not_folded():
    points = [Gcp(r, c, -180 + c / 10, 80 - r / 10) for r in (0, 800, 1600) for c in range(0, 3601, 400)]
    assert cleaned(points, "EPSG:4326") == tuple(points)
