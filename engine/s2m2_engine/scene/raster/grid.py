"""The common grid: north-up pixels in the moving layer's CRS. Both layers are read on this grid."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from pyproj.exceptions import ProjError
from rasterio.crs import CRS

from ...arrays import Float64Array, Window, lattice
from ...errors import InputError
from .geodesy import PointFunction, Points, full_turn, metres_per_unit, point_transformer
from .raster import MINIMUM_SIDE, Raster

BBox = tuple[float, float, float, float]

_SAME_SIZE = 1.01
_LATTICE = 65
_REFINEMENTS = 3


@dataclass(frozen=True)
class CommonGrid:
    """A north-up pixel grid in the moving layer's CRS.

    Attributes:
        crs, crs_text: CRS of the moving layer.
        transform: geotransform from pixels to the map, north-up.
        width, height: size in pixels, which covers the overlap of both layers buffered by the search radius.
        pixel_m: GSD (x, y) in metres at the centre of the overlap.
        core: the pixels that the moving layer covers (inside the user's bbox), in which templates are placed.
    """

    crs: CRS
    crs_text: str
    transform: Affine
    width: int
    height: int
    pixel_m: tuple[float, float]
    core: Window

    @property
    def pixel_xy(self) -> tuple[float, float]:
        """Pixel size (x, y) in CRS units, both positive."""
        return float(self.transform.a), float(-self.transform.e)

    @property
    def bbox(self) -> BBox:
        """Bounding box (xmin, ymin, xmax, ymax) of the whole grid in CRS units."""
        return self.window_bbox(Window(0, 0, self.width, self.height))

    def window_bbox(self, window: Window) -> BBox:
        """Return the bounding box (xmin, ymin, xmax, ymax) of a window of the grid in CRS units."""
        (xmin, ymax), (xmax, ymin) = self.xy(
            np.array([window.col, window.col + window.width]), np.array([window.row, window.row + window.height])
        )
        return float(xmin), float(ymin), float(xmax), float(ymax)

    @property
    def step_xy(self) -> Float64Array:
        """The step (2,) in CRS units from a pixel to the next column, and to the next row, which is down."""
        return np.array([self.transform.a, self.transform.e])

    @property
    def origin_xy(self) -> Float64Array:
        """The map position (2,) of the upper left corner."""
        return np.array([self.transform.c, self.transform.f])

    def xy(self, cols: Points, rows: Points) -> Points:
        """Return the map positions (n, 2) of pixel coordinates `cols` (n,) and `rows` (n,)."""
        step_x, step_y = self.pixel_xy
        return np.column_stack([self.transform.c + step_x * cols, self.transform.f - step_y * rows])

    def colrow(self, xy: Points) -> Points:
        """Return the pixel coordinates (n, 2), (col, row), of map positions (n, 2)."""
        step_x, step_y = self.pixel_xy
        return np.column_stack([(xy[:, 0] - self.transform.c) / step_x, (self.transform.f - xy[:, 1]) / step_y])

    def displacement_xy(self, dpx: Points) -> Points:
        """Convert displacements (n, 2) from pixels (col, row) to CRS units."""
        return np.asarray(dpx * self.step_xy)

    def displacement_px(self, dxy: Points) -> Points:
        """Convert displacements (n, 2) from CRS units to pixels (col, row)."""
        return np.asarray(dxy / self.step_xy)


def common_grid(
    moving: Raster,
    reference: Raster,
    search_radius_m: float,
    bbox: BBox | None = None,
    largest_radius: float = 1.0,
) -> CommonGrid:
    """Choose the grid for matching.

    Its pixel size is, per axis, the coarser of the two layers' sizes. The moving layer's own pixels are kept if they
    are the coarser ones or equal within 1 %.

    Args:
        search_radius_m: largest displacement between the layers, metres on the ground.
        bbox: (xmin, ymin, xmax, ymax) in the moving layer's CRS, which limits where templates are placed.
        largest_radius: the largest search radius, as a share of the shorter side of the overlap.

    Raises:
        InputError: "no_overlap", "overlap_too_small", "bad_bbox", "search_radius", "no_crs_path".
    """
    _check_radius(search_radius_m)
    try:
        to_reference = point_transformer(moving.crs_text, reference.crs_text, reference.centre[0])
        to_moving = point_transformer(reference.crs_text, moving.crs_text, moving.centre[0])
    except ProjError as error:
        raise InputError(
            "no_crs_path",
            f"There is no transformation from the CRS of {moving.name} to that of {reference.name}.",
            "Check both layers' CRS in Layer Properties > Source.",
        ) from error
    moving_box = moving.bounds
    box = moving_box if bbox is None else _clip_to_bbox(moving, bbox)
    overlap = _overlap(moving, reference, box, to_reference, to_moving)
    if overlap is None:
        where = "" if bbox is None else " inside the given extent"
        raise InputError(
            "no_overlap",
            f"{moving.name} and {reference.name} do not overlap{where}.",
            "Zoom to each layer to see where it lies, and check both layers' CRS.",
        )
    middle = np.array([[(overlap[0] + overlap[2]) / 2, (overlap[1] + overlap[3]) / 2]])
    try:
        unit_m = metres_per_unit(moving.crs_text, float(middle[0, 0]), float(middle[0, 1]))
    except ValueError as error:
        raise InputError(
            "no_overlap",
            f"{moving.name} lies outside the area where its CRS is defined.",
            "Check the layer's CRS in Layer Properties > Source.",
        ) from error
    _check_radius_fits(search_radius_m, overlap, unit_m, largest_radius)
    size = _pixel_size(moving, reference, middle, to_reference, to_moving)
    radius = (search_radius_m / unit_m[0], search_radius_m / unit_m[1])
    grown = _grow(overlap, radius)
    grid = _Snapped(moving, size)
    whole = grid.window(grown, outwards=True)
    core = grid.window(_intersect(grown, box), outwards=False)
    if min(core.width, core.height) < MINIMUM_SIDE:
        raise InputError(
            "overlap_too_small",
            f"{moving.name} and {reference.name} overlap by only {core.width} x {core.height} pixels; "
            f"matching needs at least {MINIMUM_SIDE} x {MINIMUM_SIDE}.",
            "Choose a larger extent, or layers with a larger overlap.",
        )
    return CommonGrid(
        crs=moving.crs,
        crs_text=moving.crs_text,
        transform=Affine(size[0], 0.0, grid.x(whole.col), 0.0, -size[1], grid.y(whole.row)),
        width=whole.width,
        height=whole.height,
        pixel_m=(size[0] * unit_m[0], size[1] * unit_m[1]),
        core=Window(core.col - whole.col, core.row - whole.row, core.width, core.height),
    )


class _Snapped:
    """A grid of pixels of `size` that starts at the moving raster's upper left corner."""

    def __init__(self, moving: Raster, size: tuple[float, float]) -> None:
        upright = moving.transform.b == 0 and moving.transform.d == 0 and not moving.gcps
        bounds = moving.bounds
        # The exact corner of a north-up raster, so that its pixels can be read without resampling.
        self._left = min(moving.transform.c, bounds[0]) if upright else bounds[0]
        self._top = max(moving.transform.f, bounds[3]) if upright else bounds[3]
        self._size = size

    def x(self, col: int) -> float:
        return self._left + col * self._size[0]

    def y(self, row: int) -> float:
        return self._top - row * self._size[1]

    def window(self, box: BBox, outwards: bool) -> Window:
        """Return the pixels that touch `box` (`outwards`), or that lie entirely inside it."""
        slack = 1e-6 if outwards else -1e-6
        first = math.floor if outwards else math.ceil
        last = math.ceil if outwards else math.floor
        col0 = first((box[0] - self._left) / self._size[0] + slack)
        row0 = first((self._top - box[3]) / self._size[1] + slack)
        col1 = last((box[2] - self._left) / self._size[0] - slack)
        row1 = last((self._top - box[1]) / self._size[1] - slack)
        return Window(col0, row0, max(0, col1 - col0), max(0, row1 - row0))


def _check_radius(radius_m: float) -> None:
    if not math.isfinite(radius_m) or radius_m <= 0:
        raise InputError(
            "search_radius",
            f"The search radius is {radius_m:g} m, but it must be greater than 0.",
            "Give the largest displacement between the layers that is possible, in metres on the ground.",
        )


def _check_radius_fits(radius_m: float, overlap: BBox, unit_m: tuple[float, float], largest: float) -> None:
    width_m = (overlap[2] - overlap[0]) * unit_m[0]
    height_m = (overlap[3] - overlap[1]) * unit_m[1]
    if radius_m > largest * min(width_m, height_m):
        raise InputError(
            "search_radius",
            f"The search radius of {radius_m:g} m is larger than the overlap of the layers, "
            f"{width_m:.0f} m x {height_m:.0f} m.",
            "Give a smaller search radius, or layers with a larger overlap.",
        )


def _clip_to_bbox(moving: Raster, bbox: BBox) -> BBox:
    if not all(math.isfinite(value) for value in bbox) or bbox[0] >= bbox[2] or bbox[1] >= bbox[3]:
        raise InputError(
            "bad_bbox",
            f"The extent {' '.join(f'{value:g}' for value in bbox)} is empty or not in the order xmin ymin xmax ymax.",
            f"Give it in the CRS of {moving.name}, {moving.crs_text[:60]}.",
        )
    turn = full_turn(moving.crs_text)
    if turn:
        # The user may count longitudes on from 180 degrees, or from the other side.
        turns = round((moving.centre[0] - (bbox[0] + bbox[2]) / 2) / turn) * turn
        bbox = (bbox[0] + turns, bbox[1], bbox[2] + turns, bbox[3])
    box = _intersect(bbox, moving.bounds)
    if box[0] >= box[2] or box[1] >= box[3]:
        raise InputError(
            "bad_bbox",
            f"The given extent lies outside {moving.name}.",
            f"Give it in the CRS of that layer, {moving.crs_text[:60]}.",
        )
    return box


def _overlap(
    moving: Raster, reference: Raster, box: BBox, to_reference: PointFunction, to_moving: PointFunction
) -> BBox | None:
    """Return the bounding box, in the moving CRS, of the rasters' overlap inside `box`; None if they do not overlap.

    Lattices of points are tested instead of outlines, because a reference that covers the world has no sensible
    outline in the moving layer's UTM zone. The lattice is refined around the overlap found so far.
    """
    seeds = to_moving(reference.outline(_LATTICE))
    seeds = seeds[np.isfinite(seeds).all(axis=1)]
    found: BBox | None = None
    search = box
    for _ in range(_REFINEMENTS):
        points = np.vstack([lattice(search[:2], search[2:], _LATTICE), seeds])
        inside = (points >= (box[0], box[1])).all(axis=1) & (points <= (box[2], box[3])).all(axis=1)
        points = points[inside]
        points = points[_covers(moving, points)]
        points = points[_covers(reference, to_reference(points))]
        if len(points) == 0:
            return found
        low, high = points.min(axis=0), points.max(axis=0)
        found = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
        step = ((search[2] - search[0]) / (_LATTICE - 1), (search[3] - search[1]) / (_LATTICE - 1))
        search = _intersect(_grow(found, step), box)
    if found is None or found[0] >= found[2] or found[1] >= found[3]:
        return None
    return found


def _covers(raster: Raster, xy: Points) -> NDArray[np.bool_]:
    inside = np.asarray(np.isfinite(xy).all(axis=1))
    if not inside.any():
        return inside
    colrow = raster.to_pixel(xy[inside])
    slack = 1e-6
    inside[inside] = ((colrow >= -slack) & (colrow <= np.array([raster.width, raster.height]) + slack)).all(axis=1)
    return inside


def _pixel_size(
    moving: Raster, reference: Raster, middle: Points, to_reference: PointFunction, to_moving: PointFunction
) -> tuple[float, float]:
    """Return the pixel size (x, y) of the grid in CRS units: see `common_grid`."""
    a, b, _, d, e, _ = moving.transform[:6]
    # Differences of map coordinates have rounding errors, which would move the grid off the raster's own pixels.
    moving_size = math.hypot(a, b), math.hypot(d, e)
    reference_size = _pixel_extent(reference, reference.to_pixel(to_reference(middle)), to_moving)
    x, y = (own if other <= own * _SAME_SIZE else other for own, other in zip(moving_size, reference_size, strict=True))
    return x, y


def _pixel_extent(raster: Raster, colrow: Points, to_moving: PointFunction) -> tuple[float, float]:
    """Return the size (x, y), in the moving CRS, of the raster's pixel at `colrow` (1, 2), whatever its rotation."""
    half = 0.5
    corners = colrow + np.array([[-half, 0.0], [half, 0.0], [0.0, -half], [0.0, half]])
    left, right, top, bottom = to_moving(raster.to_map(corners))
    along_x, along_y = np.hypot(right - left, bottom - top)
    return float(along_x), float(along_y)


def _intersect(a: BBox, b: BBox) -> BBox:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _grow(box: BBox, by: tuple[float, float]) -> BBox:
    return box[0] - by[0], box[1] - by[1], box[2] + by[0], box[3] + by[1]
