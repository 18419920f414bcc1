"""Metres on the ground, directions, and the transformation of points between CRSs.

A metre of a map projection is not a metre on the ground (in EPSG:3395 at 34 degrees north it is 0.83 m). Lengths are
therefore geodesics on the CRS's own ellipsoid (Karney 2013, by pyproj.Geod). Datum grids are never downloaded.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import pyproj
from numpy.typing import NDArray
from pyproj import network
from pyproj.exceptions import ProjError

from ...arrays import lattice

Points = NDArray[np.float64]
PointFunction = Callable[[Points], Points]

network.set_network_enabled(active=False)  # type: ignore[attr-defined]

# Nearer to a pole than this, degrees, east and north turn from one end of a scene to the other: if a part of a scene
# is there, the axes of its CRS, easting and northing, give the directions in all of it.
_POLAR_LATITUDE = 89.0
_LATTICE = 17
# How libraries name a local CRS that has no name.
_NAMELESS = ("unnamed", "unknown", "undefined", "user-defined")
_DIRECTIONS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def crs_to_text(crs: Any) -> str:
    """Return AUTHORITY:CODE of a rasterio CRS if that describes it completely, else its WKT on one line."""
    authority = crs.to_authority(confidence_threshold=100)
    if authority:
        text = ":".join(authority)
        if type(crs).from_user_input(text) == crs:
            return text
    wkt: str = crs.to_wkt(version="WKT2_2019")
    return " ".join(wkt.split())


@lru_cache(maxsize=64)
def _crs(text: str) -> pyproj.CRS:
    return pyproj.CRS.from_user_input(text)


def _text(crs: Any) -> str:
    return crs if isinstance(crs, str) else crs_to_text(crs)


@lru_cache(maxsize=64)
def _transformer(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(_crs(source), _crs(target), always_xy=True)


@lru_cache(maxsize=64)
def _to_longitude_latitude(text: str) -> pyproj.Transformer | None:
    """Return a transformer from a CRS to degrees on its own ellipsoid, without a datum shift."""
    crs = _crs(text)
    geodetic = crs.geodetic_crs
    if geodetic is None:
        return None
    degrees = pyproj.CRS.from_json_dict({**_plain_degrees(geodetic)})
    return pyproj.Transformer.from_crs(crs, degrees, always_xy=True)


def _plain_degrees(geodetic: pyproj.CRS) -> dict[str, Any]:
    """Return the 2-D geographic CRS in degrees with the datum of `geodetic`, as PROJJSON."""
    body = geodetic.to_2d().to_json_dict()
    if body.get("type") == "GeographicCRS":
        for axis in body["coordinate_system"]["axis"]:
            axis["unit"] = "degree"
        body.pop("id", None)
    return dict(body)


@lru_cache(maxsize=64)
def _geod(text: str) -> pyproj.Geod:
    ellipsoid = _crs(text).ellipsoid
    if ellipsoid is None:
        return pyproj.Geod(ellps="WGS84")
    return pyproj.Geod(a=ellipsoid.semi_major_metre, b=ellipsoid.semi_minor_metre)


def unusable(crs: Any) -> str:
    """Say why nothing can be measured in a CRS, as the end of a sentence; "" if it can be used.

    A local CRS is refused if it can be one that was lost: libraries that do not understand a CRS turn it into a local
    one that has its name, or none.
    """
    try:
        text = _text(crs)
        horizontal = next(iter(_crs(text).sub_crs_list), _crs(text))
        if horizontal.is_engineering:
            if not _can_be_lost(horizontal.name):
                return ""
            return f"it is the local CRS {horizontal.name!r}, which has no place on the Earth"
        if not (horizontal.is_projected or horizontal.is_geographic):
            return f"it is a {horizontal.type_name}, which is no map"
        _to_longitude_latitude(text)
    except ProjError:
        return "PROJ cannot compute with it"
    return ""


def _can_be_lost(name: str) -> bool:
    """Whether a local CRS has the name of a CRS that PROJ knows, or no name of its own."""
    if name.lower().startswith(_NAMELESS):
        return True
    try:
        return not pyproj.CRS.from_user_input(name).is_engineering
    except ProjError:
        return False


def _degrees_turn(text: str) -> float:
    """360 degrees in the CRS's own unit if it is geographic, else 0."""
    crs = _crs(text)
    if not crs.is_geographic or not crs.axis_info:
        return 0.0
    return 2 * math.pi / crs.axis_info[0].unit_conversion_factor


def full_turn(crs: Any) -> float:
    """How far x goes once round the Earth: in a geographic CRS, or a cylindrical one such as Web Mercator; else 0."""
    text = _text(crs)
    return _degrees_turn(text) or _cylinder_turn(text)


@lru_cache(maxsize=64)
def _cylinder_turn(text: str) -> float:
    """The width of the Earth in a projected CRS where x is proportional to longitude at every latitude, else 0."""
    to_degrees = _to_longitude_latitude(text) if _crs(text).is_projected else None
    if to_degrees is None:
        return 0.0
    longitudes = np.arange(-175.0, 180.0, 10.0)
    steps = []
    for latitude in (0.0, 40.0):
        x, _ = to_degrees.transform(longitudes, np.full_like(longitudes, latitude), direction="INVERSE")
        with np.errstate(invalid="ignore"):
            steps.append(np.diff(x))
    step = float(np.median(steps[0]))
    if not math.isfinite(step) or step == 0:
        return 0.0
    turn = abs(36 * step)
    # One of the steps may jump back, where the projection begins anew.
    even = [np.abs(row - step) < 1e-6 * turn for row in steps]
    jumps = [np.abs(np.abs(row - step) - turn) < 1e-6 * turn for row in steps]
    fits = all(np.all(e | j) and j.sum() <= 1 for e, j in zip(even, jumps, strict=True))
    return turn if fits and np.allclose(steps[0], steps[1], rtol=0, atol=1e-6 * turn) else 0.0


def point_transformer(source: Any, target: Any, near_x: float = math.nan) -> PointFunction:
    """Return a function that transforms points (n, 2) from CRS `source` to `target` (rasterio CRS or text).

    Points that have no image become NaN or infinite. In a geographic or cylindrical target, x comes out within half a
    turn of `near_x` where that is given: a scene across the 180th meridian stays in one piece. Threads may share it.

    Raises:
        pyproj.exceptions.ProjError: a CRS is not understood, or there is no transformation between the two.
    """
    source_text, target_text = _text(source), _text(target)
    turn = full_turn(target_text) if math.isfinite(near_x) else 0.0
    same = source_text == target_text or _crs(source_text) == _crs(target_text)
    transformer = None if same else _transformer(source_text, target_text)

    def apply(xy: Points) -> Points:
        points = np.asarray(xy, dtype=np.float64)
        if transformer is None:
            result = points.copy()
        else:
            result = np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
        if turn:
            turns = np.round((result[:, 0] - near_x) / turn)
            result[:, 0] -= turn * np.where(np.isfinite(turns), turns, 0)
        return result

    return apply


def directions_turn(crs: Any, bbox: tuple[float, float, float, float]) -> bool:
    """Return whether a pole is in an area (xmin, ymin, xmax, ymax) of a projected CRS, or near it.

    There, the axes of the CRS say more than east and north, which differ from place to place.
    """
    text = _text(crs)
    to_degrees = _to_longitude_latitude(text) if _crs(text).is_projected else None
    if to_degrees is None:
        return False
    xmin, ymin, xmax, ymax = bbox
    _, latitude = to_degrees.transform(*lattice((xmin, ymin), (xmax, ymax), _LATTICE).T)
    finite = latitude[np.isfinite(latitude)]
    # A pole between the lattice's points; the projection may have no place for a pole.
    pole_x, pole_y = to_degrees.transform(np.zeros(2), np.array([-90.0, 90.0]), direction="INVERSE")
    inside = (pole_x > xmin) & (pole_x < xmax) & (pole_y > ymin) & (pole_y < ymax)
    # A cylindrical projection stretches the pole to a line: its y axis points to it everywhere.
    return not full_turn(text) and bool((np.abs(finite) > _POLAR_LATITUDE).any() or inside.any())


def displacement_m(crs: Any, xy: Points, dxy: Points, along_axes: bool = False) -> Points:
    """Convert displacements from CRS units to metres on the ground (east, north), (n, 2).

    Args:
        along_axes: the axes of a projected CRS give the directions instead of east and north; see `directions_turn`.
        crs: rasterio CRS or text. If it has no geodetic base (a local engineering CRS), only its unit is converted.
        xy: (n, 2) start of each displacement, CRS units.
        dxy: (n, 2) displacements, CRS units.
    """
    text = _text(crs)
    start = np.asarray(xy, dtype=np.float64)
    end = start + np.asarray(dxy, dtype=np.float64)
    to_degrees = _to_longitude_latitude(text)
    if to_degrees is None:
        axes = _crs(text).axis_info
        factor = axes[0].unit_conversion_factor if axes else 1.0
        return np.asarray((end - start) * factor)
    lon0, lat0 = to_degrees.transform(start[:, 0], start[:, 1])
    lon1, lat1 = to_degrees.transform(end[:, 0], end[:, 1])
    azimuth, _, distance = _geod(text).inv(lon0, lat0, lon1, lat1)
    angle = np.radians(azimuth)
    result = np.column_stack([distance * np.sin(angle), distance * np.cos(angle)])
    if along_axes and _crs(text).is_projected:
        angle = np.arctan2(end[:, 0] - start[:, 0], end[:, 1] - start[:, 1])
        result = distance[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    result[~np.isfinite(result).all(axis=1)] = np.nan
    return result


def metres_per_unit(crs: Any, x: float, y: float) -> tuple[float, float]:
    """Return the length on the ground, in metres, of a CRS unit along x and along y at (x, y).

    Raises:
        ValueError: (x, y) lies outside the domain of the CRS.
    """
    text = _text(crs)
    # A step of about a metre: small against the curvature, large against rounding of map coordinates.
    turn = _degrees_turn(text)
    step = turn / 4e7 if turn else 1.0
    place = np.array([[x, y]], dtype=np.float64)
    lengths = []
    for axis in ((step, 0.0), (0.0, step)):
        offset = np.array([axis])
        forward = displacement_m(text, place - offset / 2, offset)
        lengths.append(float(np.hypot(*forward[0])) / step)
    if not all(math.isfinite(value) and value > 0 for value in lengths):
        raise ValueError(f"({x}, {y}) lies outside the area where {text[:40]} is defined")
    return lengths[0], lengths[1]


def direction_text(dx_m: float, dy_m: float) -> str:
    """Return the compass direction of a displacement (east, north), such as "north-east"; "" if it is zero or NaN."""
    if not (math.isfinite(dx_m) and math.isfinite(dy_m)) or (dx_m == 0 and dy_m == 0):
        return ""
    sector = round(math.degrees(math.atan2(dx_m, dy_m)) / 45) % 8
    return _DIRECTIONS[sector]
