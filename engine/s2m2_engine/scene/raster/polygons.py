"""Reads the polygons of a vector layer, and says which places lie inside them.

Places are compared with the polygons in the layer's own CRS, in which its edges are straight. Every polygon is filled
by the even-odd rule, so that holes stay empty and a ring that crosses itself is no obstacle.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyogrio
import pyogrio.errors
from affine import Affine
from numpy.typing import NDArray
from pyproj.exceptions import ProjError
from rasterio.features import rasterize

from ...arrays import Float64Array
from ...errors import InputError
from .geodesy import Points, full_turn, point_transformer, unusable

Box = tuple[float, float, float, float]

# How QGIS appends a layer's name to the file's.
_LAYER_NAME = "|layername="
_READ_ERRORS = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError)
# What the geometry types of layers that may hold polygons contain.
_POLYGONAL = ("Polygon", "Surface", "Unknown", "GeometryCollection", "TIN", "Triangle")
# Types of well-known binary; collections hold further geometries.
_POINT, _LINE, _POLYGON, _COLLECTIONS = 1, 2, 3, (4, 5, 6, 7)
_HEAD = 5  # bytes: the order of bytes, and the type


@dataclass(frozen=True)
class Polygon:
    """Rings (n, 2) of which the first is the outline and the others are holes, and their bounding box."""

    rings: tuple[Float64Array, ...]
    box: Box

    @classmethod
    def of(cls, rings: tuple[Float64Array, ...]) -> Polygon:
        (xmin, ymin), (xmax, ymax) = rings[0].min(axis=0), rings[0].max(axis=0)
        return cls(rings, (float(xmin), float(ymin), float(xmax), float(ymax)))

    def moved(self, east: float) -> Polygon:
        return Polygon.of(tuple(ring + np.array([east, 0.0]) for ring in self.rings)) if east else self

    def meets(self, box: Box) -> bool:
        first, second = self.box, box
        return first[0] <= second[2] and second[0] <= first[2] and first[1] <= second[3] and second[1] <= first[3]


class PolygonArea:
    """The ground inside the polygons of a layer.

    Attributes:
        name: the file's name, for messages.
        crs_text: the layer's CRS.
        near_x: in a CRS that goes round the Earth, x of places must be within half a turn of this.
    """

    def __init__(self, name: str, crs_text: str, near_x: float, polygons: list[Polygon]) -> None:
        self.name = name
        self.crs_text = crs_text
        self.near_x = near_x
        self._polygons = polygons

    def place(self, xy: Points) -> Points:
        """Convert map positions (n, 2) in the layer's CRS to what `covers` takes."""
        return xy

    def overlaps(self, places: Points) -> bool:
        """Whether there are polygons where the area was opened for."""
        return bool(self._polygons)

    def covers(self, x: Float64Array, y: Float64Array) -> NDArray[np.bool_]:
        """Whether places (rows, cols) of a regular lattice lie inside a polygon."""
        result = np.zeros(x.shape, dtype=bool)
        known = np.isfinite(x) & np.isfinite(y)
        if not known.any():
            return result
        box = float(x[known].min()), float(y[known].min()), float(x[known].max()), float(y[known].max())
        near = [one for one in self._polygons if one.meets(box)]
        if not near:
            return result
        # Twice as fine as the lattice, and if both have the same axes, with the same centres.
        rows, cols = (2 * length - 1 for length in x.shape)
        step_x, step_y = _step(box[2] - box[0], cols), _step(box[3] - box[1], rows)
        picture = rasterize(
            [{"type": "Polygon", "coordinates": [ring.tolist() for ring in one.rings]} for one in near],
            out_shape=(rows, cols),
            transform=Affine(step_x, 0.0, box[0] - step_x / 2, 0.0, -step_y, box[3] + step_y / 2),
            dtype=np.uint8,
        )
        col = np.rint((x[known] - box[0]) / step_x).astype(np.intp)
        row = np.rint((box[3] - y[known]) / step_y).astype(np.intp)
        result[known] = picture[row.clip(0, rows - 1), col.clip(0, cols - 1)] > 0
        return result


def file_of(path: str) -> str:
    """The file of a mask that may name a layer of it, as QGIS does: `FILE|layername=NAME`."""
    return path.partition(_LAYER_NAME)[0]


def holds_vectors(path: str) -> bool:
    """Whether GDAL finds layers of features in a file."""
    try:
        return len(_layers(file_of(path))) > 0
    except (*_READ_ERRORS, ValueError):
        return False


def open_polygons(path: str, name: str, around: Points, crs_text: str) -> PolygonArea:
    """Read the polygons of a layer in the neighbourhood of some places.

    Args:
        path: `FILE`, or `FILE|layername=NAME`.
        name: the file's name, for messages.
        around: map positions (n, 2) in the CRS `crs_text`; polygons outside their bounding box are not read.

    Raises:
        InputError: "mask_not_polygons", "mask_layer", "no_crs", "bad_crs", "no_crs_path", "mask_unreadable".
    """
    file = file_of(path)
    layer = _chosen_layer(path, name)
    try:
        with warnings.catch_warnings():
            # What GDAL finds odd in a file and can be read nevertheless is of no use to the user.
            warnings.simplefilter("ignore")
            info = pyogrio.read_info(file, layer=layer, force_total_bounds=True)
            crs = _checked_crs(info["crs"], name)
            near_x, box = _box(around, crs_text, crs, name)
            _, _, shapes, _ = pyogrio.raw.read(
                file, layer=layer, columns=[], force_2d=True, bbox=_filter(box, info, full_turn(crs))
            )
    except _READ_ERRORS as error:
        raise unreadable(name, file, error) from error
    polygons = [rings for shape in shapes if shape is not None for rings in _polygons(shape)]
    if not polygons and info["geometry_type"] == "Unknown" and len(shapes):
        raise _not_polygons(name)
    return PolygonArea(name, crs, near_x, list(_near(polygons, box, full_turn(crs))))


def no_way_to(name: str) -> InputError:
    """The error for a mask into whose CRS nothing can be converted."""
    return InputError(
        "no_crs_path",
        f"There is no transformation from the CRS of the layers to that of {name}.",
        "Save the mask in the CRS of the moving layer.",
    )


def unreadable(name: str, path: str, error: BaseException) -> InputError:
    """The error for a mask that is nothing that can be read."""
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
    return InputError(
        "mask_unreadable",
        f"{name} ({path}) is neither a raster nor a layer of polygons that GDAL can read: {reason}.",
        "Give a GeoTIFF, GeoPackage, GeoJSON or Shapefile.",
    )


# --- which layer ------------------------------------------------------------------------------------------


def _layers(file: str) -> list[tuple[str, str]]:
    """The names and the geometry types of all layers; those without geometry have the type ""."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [(str(name), str(kind or "")) for name, kind in pyogrio.list_layers(file)]


def _chosen_layer(path: str, name: str) -> str:
    file, _, wanted = path.partition(_LAYER_NAME)
    wanted = wanted.partition("|")[0]
    layers = dict(_layers(file))
    if wanted and wanted not in layers:
        raise InputError(
            "mask_layer", f"{name} has no layer {wanted!r}.", f"It has these: {', '.join(list(layers)[:10])}."
        )
    possible = [
        layer for layer, kind in layers.items() if wanted in ("", layer) and any(word in kind for word in _POLYGONAL)
    ]
    if not possible:
        raise _not_polygons(name)
    if len(possible) > 1:
        raise InputError(
            "mask_layer",
            f"{name} has {len(possible)} layers with polygons: {', '.join(possible[:10])}.",
            f"Say which one is meant: {file}{_LAYER_NAME}{possible[0]}.",
        )
    return possible[0]


def _not_polygons(name: str) -> InputError:
    return InputError(
        "mask_not_polygons",
        f"{name} has no polygons, and only polygons have an inside.",
        "Give a layer of polygons; in QGIS, Buffer makes polygons of lines and points.",
    )


# --- where it lies ----------------------------------------------------------------------------------------


def _checked_crs(crs: str | None, name: str) -> str:
    if not crs:
        raise InputError(
            "no_crs",
            f"{name} has no coordinate reference system.",
            "Assign one in QGIS (Layer Properties > Source), and save the layer with it.",
        )
    why = unusable(crs)
    if why:
        raise InputError("bad_crs", f"The CRS of {name} cannot be used: {why}.", "Save the layer in another CRS.")
    return crs


def _box(around: Points, crs_text: str, crs: str, name: str) -> tuple[float, Box]:
    """The middle x of some places in a layer's CRS, and their bounding box."""
    try:
        middle = (around.min(axis=0) + around.max(axis=0)) / 2
        near_x = float(point_transformer(crs_text, crs)(middle[None])[0, 0])
        places = point_transformer(crs_text, crs, near_x)(around)
    except ProjError as error:
        raise no_way_to(name) from error
    places = places[np.isfinite(places).all(axis=1)]
    if len(places) == 0:
        return near_x, (np.inf, np.inf, -np.inf, -np.inf)
    (xmin, ymin), (xmax, ymax) = places.min(axis=0), places.max(axis=0)
    # Between the places, edges of the area may bulge.
    slack_x, slack_y = (xmax - xmin) / 16, (ymax - ymin) / 16
    return near_x, (float(xmin - slack_x), float(ymin - slack_y), float(xmax + slack_x), float(ymax + slack_y))


def _filter(box: Box, info: dict[str, Any], turn: float) -> Box | None:
    """The box that features are read in; None for all of them, where the layer may count longitudes in another way."""
    if box[0] > box[2]:
        return None
    if turn:
        bounds = info["total_bounds"]
        xs = (box[0], box[2]) if bounds is None else (box[0], box[2], float(bounds[0]), float(bounds[2]))
        if max(map(abs, xs)) > turn / 2 * (1 + 1e-9):
            return None
    return box


def _near(polygons: list[tuple[Float64Array, ...]], box: Box, turn: float) -> Iterator[Polygon]:
    """Those of the polygons that meet a box, also if they are drawn a turn round the Earth away from it."""
    for rings in polygons:
        whole = Polygon.of(_in_one_piece(rings, turn) if turn else rings)
        for moved in (whole.moved(turns * turn) for turns in ((-1, 0, 1) if turn else (0,))):
            if moved.meets(box):
                yield moved


def _in_one_piece(rings: tuple[Float64Array, ...], turn: float) -> tuple[Float64Array, ...]:
    """Rings without jumps from one side of the 180th meridian to the other."""
    whole = [_without_jumps(ring, turn) for ring in rings]
    middle = (whole[0][:, 0].min() + whole[0][:, 0].max()) / 2
    for number, hole in enumerate(whole[1:], start=1):
        off = middle - (hole[:, 0].min() + hole[:, 0].max()) / 2
        whole[number] = hole + np.array([round(off / turn) * turn, 0.0])
    return tuple(whole)


def _without_jumps(ring: Float64Array, turn: float) -> Float64Array:
    steps = np.diff(ring[:, 0])
    # An edge of a whole turn goes round the Earth along the frame of a map of the world.
    jumps = (np.abs(steps) > turn / 2) & (np.abs(steps) < turn * (1 - 1e-9))
    moves = np.concatenate([[0.0], np.cumsum(np.where(jumps, -np.sign(steps) * turn, 0.0))])
    if moves[-1]:  # the ring goes round a pole
        return ring
    return np.column_stack([ring[:, 0] + moves, ring[:, 1]])


# --- well-known binary ------------------------------------------------------------------------------------


def _polygons(shape: bytes) -> Iterator[tuple[Float64Array, ...]]:
    """The rings of all polygons in a geometry, also in collections; rings without an inside are left out."""
    end = 0

    def count(order: str) -> int:
        nonlocal end
        end += 4
        return int(struct.unpack_from(order + "I", shape, end - 4)[0])

    def points(order: str, number: int) -> Float64Array:
        nonlocal end
        found = np.frombuffer(shape, order + "f8", 2 * number, end).reshape(-1, 2).astype(np.float64)
        end += 16 * number
        return found

    def geometry() -> Iterator[tuple[Float64Array, ...]]:
        nonlocal end
        order = "<" if shape[end] else ">"
        kind = struct.unpack_from(order + "I", shape, end + 1)[0]
        end += _HEAD
        if kind == _POLYGON:
            rings = [_closed(points(order, count(order))) for _ in range(count(order))]
            if rings and _has_inside(rings[0]):
                yield tuple(ring for ring in rings if _has_inside(ring))
        elif kind in _COLLECTIONS:
            for _ in range(count(order)):
                yield from geometry()
        elif kind == _LINE:
            points(order, count(order))
        elif kind == _POINT:
            points(order, 1)

    return geometry()


def _closed(ring: Float64Array) -> Float64Array:
    return ring if len(ring) == 0 or (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])


def _has_inside(ring: Float64Array) -> bool:
    return len(ring) > 3 and bool(np.isfinite(ring).all())


def _step(length: float, count: int) -> float:
    return length / (count - 1) if count > 1 and length > 0 else 1.0
