"""Rasters georeferenced only by ground control points (GCPs), such as Sentinel-1 GRD: pixel to map and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rasterio.control import GroundControlPoint

from ...errors import InputError
from .geodesy import Points, full_turn

# Points nearer than this, in pixels of the raster, are one point that was given twice; a spline through both would
# swing wildly.
_SAME_PX = 0.5
# So would it through points that lie nearer to each other than this share of the mean distance, and that disagree by
# more than this share of their distance (and than an error of rounding). They become one point, too.
_NEAR = 0.1
_STEEP = 0.02
_ROUNDING_PX = 0.05
# They contradict each other if they disagree by more pixels than this, and by more than this share of their distance.
_CONTRADICTION_PX = 3.0
_CONTRADICTION = 0.5
_REMOVE = "Remove the wrong one, for example with the QGIS Georeferencer."
# The map must not be folded: that is looked for in this many cells a side.
_CELLS = 32


class GcpMap:
    """Thin-plate splines through ground control points, pixel to map and back (as GDAL's own TPS transformer).

    Raises:
        InputError: "bad_gcps": no spline goes through them.
    """

    def __init__(self, gcps: tuple[Any, ...]) -> None:
        from scipy.interpolate import RBFInterpolator

        pixel = np.array([[gcp.col, gcp.row] for gcp in gcps], dtype=np.float64)
        place = np.array([[gcp.x, gcp.y] for gcp in gcps], dtype=np.float64)
        self._pixel_frame = pixel.mean(axis=0), max(float(np.ptp(pixel, axis=0).max()), 1e-12)
        self._map_frame = place.mean(axis=0), max(float(np.ptp(place, axis=0).max()), 1e-12)
        forward, backward = _scaled(pixel, self._pixel_frame), _scaled(place, self._map_frame)
        try:
            self._to_map = RBFInterpolator(forward, backward, kernel="thin_plate_spline")
            self._to_pixel = RBFInterpolator(backward, forward, kernel="thin_plate_spline")
        except np.linalg.LinAlgError as error:
            raise _unusable() from error
        if not float(np.abs(self.to_pixel(place) - pixel).max()) < _SAME_PX:
            raise _unusable()
        if self._is_folded(pixel):
            raise _folded(list(gcps), pixel, place)

    def to_map(self, colrow: Points) -> Points:
        """Return the map positions (n, 2) of pixel coordinates (n, 2), (col, row)."""
        centre, scale = self._map_frame
        return np.asarray(self._to_map(_scaled(colrow, self._pixel_frame)) * scale + centre)

    def to_pixel(self, xy: Points) -> Points:
        """Return the pixel coordinates (n, 2), (col, row), of map positions (n, 2)."""
        centre, scale = self._pixel_frame
        return np.asarray(self._to_pixel(_scaled(xy, self._map_frame)) * scale + centre)

    def _is_folded(self, pixel: Points) -> bool:
        """Whether the map turns over somewhere between the control points at `pixel` (n, 2)."""
        sides = [np.linspace(first, last, _CELLS + 1) for first, last in zip(pixel.min(axis=0), pixel.max(axis=0))]
        cols, rows = np.meshgrid(*sides)
        x, y = self.to_map(np.column_stack([cols.ravel(), rows.ravel()])).T.reshape(2, *cols.shape)
        area = (
            np.diff(x, axis=1)[:-1] * np.diff(y, axis=0)[:, :-1] - np.diff(x, axis=0)[:, :-1] * np.diff(y, axis=1)[:-1]
        )
        return not ((area > 0).all() or (area < 0).all())


def _scaled(points: Points, frame: tuple[Points, float]) -> Points:
    return np.asarray((points - frame[0]) / frame[1])


def cleaned(gcps: Sequence[Any], crs: Any) -> tuple[Any, ...]:
    """Ground control points fit for a spline: finite, in one piece across the 180th meridian, none given twice.

    Args:
        crs: of their map positions, a rasterio CRS or text.

    Raises:
        InputError: "bad_gcps": two of them contradict each other, or those that are left determine no place.
    """
    points = [gcp for gcp in gcps if np.isfinite([gcp.row, gcp.col, gcp.x, gcp.y]).all()]
    if not determine_georeference(points):
        raise _unusable()
    points = _in_one_piece(points, full_turn(crs))
    groups = _groups_of_one_place(points)
    if len(groups) < len(points):
        points = [_mean([points[index] for index in group]) for group in groups]
        if not determine_georeference(points):
            raise _unusable()
    return tuple(points)


def _unusable() -> InputError:
    return InputError(
        "bad_gcps",
        "The ground control points do not determine where the raster lies: too few of them differ.",
        "Place the raster again with the QGIS Georeferencer, then match the result.",
    )


def _in_one_piece(points: list[Any], turn: float) -> list[Any]:
    x = np.array([gcp.x for gcp in points])
    if not turn or np.ptp(x) <= turn / 2:
        return points
    near = x - turn * np.round((x - x[0]) / turn)
    if np.ptp(near) > turn / 2:
        return points
    return [_placed(gcp, gcp.row, gcp.col, float(value), gcp.y) for gcp, value in zip(points, near, strict=True)]


def _placed(gcp: Any, row: float, col: float, x: float, y: float) -> GroundControlPoint:
    return GroundControlPoint(row, col, x, y, gcp.z, gcp.id, gcp.info)


def _mean(points: list[Any]) -> Any:
    if len(points) == 1:
        return points[0]
    row, col, x, y = np.mean([(gcp.row, gcp.col, gcp.x, gcp.y) for gcp in points], axis=0)
    return _placed(points[0], float(row), float(col), float(x), float(y))


def _groups_of_one_place(points: list[Any]) -> list[list[int]]:
    """Indexes of the points, those together that are one place in the raster or on the map."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    pixel = np.array([[gcp.col, gcp.row] for gcp in points], dtype=np.float64)
    on_map = _affine_pixels(np.array([[gcp.x, gcp.y] for gcp in points], dtype=np.float64), pixel)
    near = max(_SAME_PX, _NEAR * float(np.sqrt(np.prod(np.ptp(pixel, axis=0)) / len(points))))
    pairs = np.vstack([cKDTree(where).query_pairs(near, output_type="ndarray") for where in (pixel, on_map)])
    if len(pairs) == 0:
        return [[index] for index in range(len(points))]
    first, second = pairs.T
    in_raster, in_map = pixel[second] - pixel[first], on_map[second] - on_map[first]
    distance = np.minimum(np.linalg.norm(in_raster, axis=1), np.linalg.norm(in_map, axis=1))
    disagreement = np.linalg.norm(in_map - in_raster, axis=1)
    contradicts = disagreement > np.maximum(_CONTRADICTION_PX, _CONTRADICTION * distance)
    if contradicts.any():
        worst = int(np.where(contradicts, disagreement, 0).argmax())
        raise _contradiction(points, int(first[worst]), int(second[worst]))
    one = (distance < _SAME_PX) | (disagreement > _STEEP * distance + _ROUNDING_PX)
    first, second = first[one], second[one]
    links = coo_array((np.ones(len(first)), (first, second)), shape=(len(points), len(points)))
    count, labels = connected_components(links, directed=False)
    groups: list[list[int]] = [[] for _ in range(count)]
    for index, label in enumerate(labels):
        groups[label].append(index)
    return groups


def _affine_pixels(place: Points, pixel: Points) -> Points:
    """Map positions in pixels, by the affine map that fits the points best."""
    scaled = _scaled(place, (place.mean(axis=0), max(float(np.ptp(place, axis=0).max()), 1e-12)))
    design = np.column_stack([scaled, np.ones(len(scaled))])
    solution = np.linalg.lstsq(design, pixel, rcond=None)[0]
    return np.asarray(design @ solution)


def _contradiction(points: list[Any], first: int, second: int) -> InputError:
    return InputError(
        "bad_gcps",
        f"Two ground control points contradict each other: {_named(points, first)} and {_named(points, second)}.",
        _REMOVE,
    )


def _folded(points: list[Any], pixel: Points, place: Points) -> InputError:
    """The error that no point can be placed between these; it names the one that fits the others worst."""
    worst = int(np.linalg.norm(_affine_pixels(place, pixel) - pixel, axis=1).argmax())
    return InputError(
        "bad_gcps",
        "The ground control points fold the raster over itself, so that one of them must be wrong; the one that fits "
        f"the others worst is {_named(points, worst)}.",
        _REMOVE,
    )


def _named(points: list[Any], index: int) -> str:
    gcp = points[index]
    return f"{gcp.id or index + 1} (column {gcp.col:.1f}, row {gcp.row:.1f}, at {gcp.x:.6f} {gcp.y:.6f})"


def determine_georeference(gcps: Sequence[Any]) -> bool:
    """Return whether GCPs georeference a raster: at least three that are not on a line, in pixels and on the map."""
    if len(gcps) < 3:
        return False
    for pairs in ([(gcp.col, gcp.row) for gcp in gcps], [(gcp.x, gcp.y) for gcp in gcps]):
        values = np.array(pairs, dtype=np.float64)
        values -= values.mean(axis=0)
        singular = np.linalg.svd(values, compute_uv=False)
        if not singular[1] > 1e-6 * singular[0]:
            return False
    return True
