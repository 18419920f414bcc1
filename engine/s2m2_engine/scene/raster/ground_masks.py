"""Masks that the user gives: rasters or layers of polygons that say which ground is matched.

A mask covers the non-zero pixels of a raster, the pixels of some of its classes, or the inside of polygons. It has any
CRS and any pixel size, and is read piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pyproj.exceptions import ProjError
from rasterio.errors import RasterioError
from rasterio.windows import Window as FileWindow

from ...arrays import Float64Array, Window, lattice
from ...errors import InputError
from ...progress import Reporter
from .geodesy import Points, point_transformer
from .grid import BBox, CommonGrid
from .polygons import file_of, holds_vectors, no_way_to, open_polygons, unreadable
from .raster import Raster, corrupt, open_raster
from .sources import refuse_hidden_network, refuse_special_files
from .warp import position_map

# The mask of a larger grid has coarser pixels. Up to this side, its pixels are those of the grid.
_SIDE = 8192
_TILE = 512
# So coarsely is a raster looked at to find the bounding box of a cutline, and a mask to recognise what it is.
_LOOK = 512
_LATTICE = 33
# The scene classification of Sentinel-2's level 2A has these classes. Left out are shadows of clouds, clouds of medium
# and high probability, and cirrus.
_SCENE_CLASSES = 12
_CLOUDY_CLASSES = (3, 8, 9, 10)
_SCENE_CLASSIFICATION = re.compile(r"(?<![a-z])scl(?![a-z])|scene.classification", re.I)


class Area(Protocol):
    """Ground that a file describes; see `PolygonArea` for what the members mean."""

    name: str
    crs_text: str
    near_x: float

    def place(self, xy: Points) -> Points: ...

    def overlaps(self, places: Points) -> bool: ...

    def covers(self, x: Float64Array, y: Float64Array) -> NDArray[np.bool_]: ...


class RasterArea:
    """The ground under the pixels of a raster that are neither zero nor nodata, or that have one of some classes."""

    def __init__(self, raster: Raster, classes: tuple[int, ...]) -> None:
        self.name = raster.name
        self.crs_text = raster.crs_text
        self.near_x = raster.centre[0]
        self._raster = raster
        self._classes = classes

    def place(self, xy: Points) -> Points:
        """Convert map positions (n, 2) in the raster's CRS to its pixel coordinates."""
        return self._raster.to_pixel(xy)

    def overlaps(self, places: Points) -> bool:
        """Whether some of the places (n, 2) lie in the raster."""
        return bool(self._inside(places[:, 0], places[:, 1]).any())

    def covers(self, x: Float64Array, y: Float64Array) -> NDArray[np.bool_]:
        """Whether places (rows, cols) of a regular lattice lie on pixels that count."""
        result = self._inside(x, y)
        if not result.any():
            return result
        cols, rows = x[result].astype(np.int64), y[result].astype(np.int64)
        col, row = int(cols.min()), int(rows.min())
        width, height = int(cols.max()) + 1 - col, int(rows.max()) + 1 - row
        # Of a raster with far smaller pixels than the lattice, only so many are read as there are places.
        shape = min(height, 2 * x.shape[0]), min(width, 2 * x.shape[1])
        counts = self._read(FileWindow(col, row, width, height), shape)
        result[result] = counts[(rows - row) * shape[0] // height, (cols - col) * shape[1] // width]
        return result

    def _inside(self, x: Float64Array, y: Float64Array) -> NDArray[np.bool_]:
        return np.asarray((x >= 0) & (x < self._raster.width) & (y >= 0) & (y < self._raster.height))

    def _read(self, window: FileWindow, shape: tuple[int, int]) -> NDArray[np.bool_]:
        try:
            values = self._raster.dataset.read(1, window=window, out_shape=shape, masked=not self._classes)
        except (RasterioError, OSError) as error:
            raise corrupt(self.name, self._raster.path, error) from error
        if self._classes:
            return np.asarray(np.isin(values, self._classes))
        with np.errstate(invalid="ignore"):
            return np.asarray(np.ma.filled((values != 0) & (values == values), False))


def masked_ground(
    paths: tuple[str, ...], classes: tuple[int, ...], grid: CommonGrid, note: Callable[[str], None], reporter: Reporter
) -> tuple[NDArray[np.bool_], int]:
    """The ground that masks cover.

    Args:
        paths: rasters, or layers of polygons.
        classes: the values of rasters that count; none for all but zero, or the usual ones of a scene classification.
        note: is told what the user should know about a mask.

    Returns:
        The mask (rows, cols) of the grid coarsened by the factor that is returned with it.

    Raises:
        InputError: a mask cannot be used, or lies elsewhere.
        CancelledError: the reporter wants to stop.
    """
    factor = max(1, -(-max(grid.width, grid.height) // _SIDE))
    shape = -(-grid.height // factor), -(-grid.width // factor)
    result = np.zeros(shape, dtype=bool)
    around = lattice(grid.bbox[:2], grid.bbox[2:], _LATTICE)
    for path in paths:
        with _open_area(path, classes, around, grid.crs_text, note) as area:
            if not area.overlaps(area.place(_to_area(area, grid.crs_text)(around))):
                raise InputError(
                    "mask_elsewhere",
                    f"{area.name} does not overlap the ground that both layers cover.",
                    "Zoom to it to see where it lies, and check its CRS.",
                )
            result |= _covered(area, grid.crs_text, lambda pixels: grid.xy(*(pixels * factor).T), shape, reporter)
    return result, factor


def box_of_area(path: str, moving: Raster, reporter: Reporter) -> BBox | None:
    """The bounding box, in the moving layer's CRS, of the part of that layer that a mask covers; None if there is none.

    Raises:
        InputError: the mask cannot be used.
        CancelledError: the reporter wants to stop.
    """
    step = max(1, -(-max(moving.width, moving.height) // _LOOK))
    shape = -(-moving.height // step), -(-moving.width // step)
    with _open_area(path, (), moving.outline(), moving.crs_text, lambda _: None) as area:
        covered = _covered(area, moving.crs_text, lambda pixels: moving.to_map(pixels * step), shape, reporter)
    rows, cols = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    if len(rows) == 0:
        return None
    # A pixel more on every side, since only the middle of each was looked at.
    corners = step * lattice((cols[0] - 1.0, rows[0] - 1.0), (cols[-1] + 2.0, rows[-1] + 2.0), _LATTICE)
    xy = moving.to_map(corners)
    (xmin, ymin), (xmax, ymax) = xy.min(axis=0), xy.max(axis=0)
    return float(xmin), float(ymin), float(xmax), float(ymax)


def _covered(
    area: Area, crs_text: str, xy: Callable[[Points], Points], shape: tuple[int, int], reporter: Reporter
) -> NDArray[np.bool_]:
    """Which pixels (rows, cols) have their middle in an area; `xy` converts pixel coordinates to the map."""
    result = np.zeros(shape, dtype=bool)
    to_area = _to_area(area, crs_text)
    for row in range(0, shape[0], _TILE):
        for col in range(0, shape[1], _TILE):
            reporter.raise_if_cancelled()
            tile = Window(col, row, min(_TILE, shape[1] - col), min(_TILE, shape[0] - row))
            x, y = position_map(lambda pixels: area.place(to_area(xy(pixels))), tile)
            result[row : row + tile.height, col : col + tile.width] = area.covers(x, y)
    return result


def _to_area(area: Area, crs_text: str) -> Callable[[Points], Points]:
    try:
        return point_transformer(crs_text, area.crs_text, area.near_x)
    except ProjError as error:
        raise no_way_to(area.name) from error


# --- what a mask is ---------------------------------------------------------------------------------------


@contextmanager
def _open_area(
    path: str, classes: tuple[int, ...], around: Points, crs_text: str, note: Callable[[str], None]
) -> Iterator[Area]:
    name = Path(file_of(path)).name
    refuse_hidden_network(file_of(path), name)
    refuse_special_files(file_of(path), name)
    if holds_vectors(path):
        yield open_polygons(path, name, around, crs_text)
        return
    with _open_raster(path, name) as raster:
        if not classes and is_scene_classification(raster):
            classes = _CLOUDY_CLASSES
            note(
                f"{name} is a scene classification of Sentinel-2: the shadows of clouds, clouds and cirrus were left "
                f"out (classes {', '.join(map(str, classes))})."
            )
        yield RasterArea(raster, classes)


def _open_raster(path: str, name: str) -> Raster:
    try:
        raster = open_raster(path, "optical", name, least_side=1)
    except InputError as error:
        if error.code != "corrupt_raster":
            raise
        raise unreadable(name, path, error.__cause__ or error) from error
    if len([one for one in raster.dataset.colorinterp if one.name != "alpha"]) > 1:
        raster.close()
        raise InputError(
            "mask_bands",
            f"{name} has {raster.bands} bands, but a mask has one.",
            "Give the band that says which ground is meant as a file of its own.",
        )
    return raster


def is_scene_classification(raster: Raster) -> bool:
    """Whether a raster is the scene classification (SCL) of a Sentinel-2 product, by its name or its colours."""
    dataset = raster.dataset
    if dataset.dtypes[0] != "uint8":
        return False
    texts = (raster.path, raster.name, dataset.descriptions[0] or "")
    if not any(_SCENE_CLASSIFICATION.search(Path(text).name) for text in texts) and not _has_its_colours(dataset):
        return False
    values = dataset.read(1, out_shape=(min(raster.height, _LOOK), min(raster.width, _LOOK)), masked=True)
    # A mask of zeros and ones that was made from a scene classification may still have its name.
    return bool(values.count()) and 1 < int(values.max()) < _SCENE_CLASSES


def _has_its_colours(dataset: Any) -> bool:
    """Whether vegetation is green, water is blue, defective pixels are red, and clouds of high probability are bright
    and grey: products and programs differ in the exact colours."""
    try:
        colours = dataset.colormap(1)
    except ValueError:
        return False
    if any(number >= _SCENE_CLASSES and max(colour[:3]) > 0 for number, colour in colours.items()):
        return False
    red, green, blue, grey = (colours.get(number, (0, 0, 0))[:3] for number in (1, 4, 6, 9))
    pure = all(colour[place] > 1.5 * max(1, *(colour[:place] + colour[place + 1 :]))
               for place, colour in enumerate((red, green, blue)))  # fmt: skip
    return pure and min(grey) > 128 and max(grey) - min(grey) < 16
