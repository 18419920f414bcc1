"""Metres on the ground, directions, and points across the 180th meridian."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pyproj import Geod

from s2m2_engine.scene.raster.geodesy import (
    direction_text,
    directions_turn,
    displacement_m,
    full_turn,
    metres_per_unit,
    point_transformer,
)


def test_world_mercator_metres_are_not_ground_metres():
    latitude = math.radians(29.4)
    x, y = point_transformer("EPSG:4326", "EPSG:3395")(np.array([[-98.5, 29.4]]))[0]
    mx, my = metres_per_unit("EPSG:3395", x, y)
    eccentricity = 0.0818191908426
    scale = math.sqrt(1 - (eccentricity * math.sin(latitude)) ** 2) / math.cos(latitude)
    assert mx == pytest.approx(1 / scale, rel=1e-6)
    assert my == pytest.approx(1 / scale, rel=1e-6)


def test_degrees():
    mx, my = metres_per_unit("EPSG:4326", 10.0, 60.0)
    geod = Geod(ellps="WGS84")
    assert mx == pytest.approx(geod.line_length([9.999, 10.001], [60, 60]) / 0.002, rel=1e-5)
    assert my == pytest.approx(geod.line_length([10, 10], [59.999, 60.001]) / 0.002, rel=1e-5)


def test_feet():
    # NAD83 / Texas South Central in US survey feet; close to its scale of one at this place.
    mx, _ = metres_per_unit("EPSG:2278", 2_130_000.0, 13_700_000.0)
    assert mx == pytest.approx(1200 / 3937, rel=2e-4)


def test_a_crs_without_a_place_on_earth_counts_in_its_own_unit():
    local = 'ENGCRS["site",EDATUM["site"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["foot",0.3048]]'
    assert metres_per_unit(local, 5.0, 5.0) == pytest.approx((0.3048, 0.3048))


def test_displacement_is_east_and_north_even_where_the_grid_is_turned():
    # Antarctic polar stereographic: at longitude 90 E, +x points south... away from the pole, that is north.
    xy = point_transformer("EPSG:4326", "EPSG:3031")(np.array([[90.0, -75.0]]))
    east, north = displacement_m("EPSG:3031", xy, np.array([[1000.0, 0.0]]))[0]
    assert abs(east) < 1
    assert north == pytest.approx(1000, rel=0.03)


@pytest.mark.parametrize("crs", ["EPSG:5041", "EPSG:5042", "EPSG:3413"])
def test_displacement_around_a_pole_is_along_the_axes(crs):
    origin = point_transformer("EPSG:4326", crs)(np.array([[0.0, -90.0 if crs == "EPSG:5042" else 90.0]]))
    around = origin + np.array([[0.0, 0.0], [3000.0, 0.0], [-3000.0, 0.0], [0.0, 3000.0], [-2000.0, -2000.0]])
    east, north = displacement_m(crs, around, np.tile([-12.0, 87.0], (5, 1)), along_axes=True).T
    scale = np.hypot(east, north) / np.hypot(12, 87)
    assert scale == pytest.approx(np.full(5, scale[0]), rel=1e-4)
    assert east == pytest.approx(-12 * scale, rel=1e-6)
    assert north == pytest.approx(87 * scale, rel=1e-6)


@pytest.mark.parametrize(
    ("crs", "lon", "lat", "half_m", "turn"),
    [
        ("EPSG:3413", -45.0, 89.995, 2_000.0, True),
        ("EPSG:3413", -45.0, 75.0, 50_000.0, False),
        ("EPSG:3413", -45.0, 75.0, 2_500_000.0, True),  # the pole lies between the points that are looked at
        ("EPSG:3995", 30.0, 88.0, 10_000.0, False),
        ("EPSG:3031", 90.0, -88.9, 20_000.0, True),
        ("EPSG:3032", 70.0, -71.0, 50_000.0, False),
        ("EPSG:3857", 10.0, 85.0, 5_000.0, False),
        ("EPSG:32633", 15.0, 83.9, 50_000.0, False),
        ("EPSG:4326", 10.0, 89.5, 0.2, False),
    ],
)
def test_where_directions_turn(crs, lon, lat, half_m, turn):
    x, y = point_transformer("EPSG:4326", crs)(np.array([[lon, lat]]))[0]
    assert directions_turn(crs, (x - half_m, y - half_m, x + half_m, y + half_m)) is turn


@pytest.mark.parametrize(
    ("crs", "lon", "lat"),
    [("EPSG:3413", 10, 70), ("EPSG:3995", -120, 80), ("EPSG:3031", 33, -72), ("EPSG:3032", 70, -71),
     ("EPSG:2056", 7.0, 47.0), ("EPSG:2053", 29.2, -28.0), ("EPSG:29873", 113, 3), ("EPSG:3078", -89, 47)],
)  # fmt: skip
def test_away_from_the_poles_directions_are_true(crs, lon, lat):
    """Also where the axes of a CRS are turned, oblique, or lead to the west and south."""
    to_crs = point_transformer("EPSG:4326", crs)
    start, end = to_crs(np.array([[lon, lat], [lon, lat + 0.01]]))
    east, north = displacement_m(crs, start[None], (end - start)[None])[0]
    assert abs(east) < 3
    assert north == pytest.approx(1115, rel=0.01)


def test_displacement_over_the_180th_meridian():
    east, north = displacement_m("EPSG:4326", np.array([[179.9999, 10.0]]), np.array([[0.0002, 0.0]]))[0]
    assert east == pytest.approx(21.93, abs=0.05)
    assert north == pytest.approx(0, abs=0.01)


def test_outside_a_projections_domain():
    with pytest.raises(ValueError, match="outside"):
        metres_per_unit("EPSG:3395", 1e12, 1e12)


def test_points_stay_on_the_near_side_of_the_180th_meridian():
    zone_60 = point_transformer("EPSG:4326", "EPSG:32660")(np.array([[179.9, 10.0], [-179.9, 10.0]]))
    back = point_transformer("EPSG:32660", "EPSG:4326", near_x=179.0)(zone_60)
    assert back[:, 0] == pytest.approx([179.9, 180.1])
    back = point_transformer("EPSG:32660", "EPSG:4326", near_x=-179.0)(zone_60)
    assert back[:, 0] == pytest.approx([-180.1, -179.9])


@pytest.mark.parametrize(
    ("crs", "turn"),
    [
        ("EPSG:4326", 360), ("EPSG:3857", 2 * math.pi * 6378137), ("EPSG:3395", 2 * math.pi * 6378137),
        ("EPSG:3832", 2 * math.pi * 6378137),  # begins anew at 30 W
        ("EPSG:6933", 2 * 17367530.45), ("EPSG:32601", 0), ("EPSG:3031", 0), ("EPSG:3035", 0), ("ESRI:54009", 0),
    ],
)  # fmt: skip
def test_once_round_the_earth(crs, turn):
    assert full_turn(crs) == pytest.approx(turn, rel=1e-8)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:3395", "EPSG:6933", "EPSG:4087"])
def test_cylindrical_points_stay_on_the_near_side_of_the_180th_meridian(crs):
    half = full_turn(crs) / 2
    zone_60 = point_transformer("EPSG:4326", "EPSG:32660")(np.array([[179.9, 10.0], [-179.9, 10.0]]))
    east = point_transformer("EPSG:32660", crs, near_x=0.99 * half)(zone_60)
    assert east[:, 0] / half * 180 == pytest.approx([179.9, 180.1])
    west = point_transformer("EPSG:32660", crs, near_x=-0.99 * half)(zone_60)
    assert west[:, 0] / half * 180 == pytest.approx([-180.1, -179.9])
    # And back from beyond the edge.
    assert point_transformer(crs, "EPSG:32660")(east) == pytest.approx(zone_60, abs=0.01)


@pytest.mark.parametrize(
    ("dx", "dy", "text"),
    [
        (0, 1, "north"), (1, 1, "north-east"), (5, 0.1, "east"), (1, -1, "south-east"),
        (0, -3, "south"), (-2, -2, "south-west"), (-1, 0, "west"), (-1, 1, "north-west"),
        (0, 0, ""), (math.nan, 1, ""),
    ],
)  # fmt: skip
def test_direction(dx, dy, text):
    assert direction_text(dx, dy) == text
