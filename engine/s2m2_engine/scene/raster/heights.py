"""Reads heights from a digital elevation model (DEM) at places of another raster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.windows import Window, from_bounds
from scipy.ndimage import uniform_filter

from ...arrays import Float64Array
from ...errors import InputError
from .geodesy import crs_to_text, metres_per_unit, point_transformer
from .raster import apply_affine
from .sources import refuse_hidden_network, refuse_special_files

# A DEM is read no larger than this along a side, whatever its resolution.
_LARGEST_SIDE = 2048
# Cells across a square whose heights are averaged.
_CELLS = 5
# Share of a square that must have heights.
_LEAST_COVERED = 0.5


@contextmanager
def open_dem(path: str) -> Iterator[Any]:
    """An open DEM (a rasterio dataset).

    Raises:
        InputError: "bad_dem": it cannot be read, or has no CRS; and as `refuse_hidden_network`.
    """
    refuse_hidden_network(path, path)
    refuse_special_files(path, path)
    try:
        dataset = rasterio.open(path)
    except RasterioError as error:
        raise InputError("bad_dem", f"The DEM {path} cannot be read: {error}.", "Check its path.") from error
    with dataset:
        if dataset.crs is None:
            raise InputError("bad_dem", f"The DEM {path} has no CRS.", "Give a raster of heights with its CRS.")
        yield dataset


def heights_at(dataset: Any, crs: str, xy: Float64Array, side_m: float) -> Float64Array:
    """The mean height of the ground around each of n places.

    Args:
        dataset: as `open_dem` gives it.
        crs: of the places, AUTHORITY:CODE or WKT.
        xy: (n, 2) places.
        side_m: side of the squares of ground that are averaged, about, metres.

    Returns:
        (n,) heights in the DEM's own unit; NaN where it has none.
    """
    there = point_transformer(crs, crs_to_text(dataset.crs), float(xy[:, 0].mean()))(xy)
    heights = np.full(len(xy), np.nan)
    finite = np.isfinite(there).all(axis=1)
    if finite.any():
        heights[finite] = _averages(dataset, there[finite], side_m)
    return heights


def _averages(dataset: Any, xy: Float64Array, side_m: float) -> Float64Array:
    """As `heights_at`, of places in the DEM's own CRS."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    unit = np.array(metres_per_unit(crs_to_text(dataset.crs), *((low + high) / 2).tolist()))
    reach = np.array([low - side_m / unit, high + side_m / unit]).ravel()
    around = from_bounds(*reach, transform=dataset.transform).round_offsets().round_lengths()
    try:
        window = around.intersection(Window(0, 0, dataset.width, dataset.height))
    except RasterioError:
        return np.full(len(xy), np.nan)
    size = np.array([window.width, window.height])
    pixel_m = np.hypot(*np.array([dataset.transform[:2], dataset.transform[3:5]])) * unit
    cells = np.ceil(np.clip(size * pixel_m * _CELLS / side_m, 1, np.minimum(size, _LARGEST_SIDE))).astype(np.int64)
    band = dataset.read(
        1, window=window, out_shape=tuple(cells[::-1]), masked=True, resampling=Resampling.average, out_dtype="float64"
    )
    values = np.ma.filled(band, np.nan)
    known = np.isfinite(values)
    # A coarse DEM has fewer cells in the square.
    across = np.maximum(1, np.rint(side_m / pixel_m * cells / size)).astype(np.int64)
    total = uniform_filter(np.where(known, values, 0.0), tuple(across[::-1]), mode="constant")
    share = uniform_filter(known.astype(np.float64), tuple(across[::-1]), mode="constant")
    mean = np.where(share > _LEAST_COVERED, total / np.maximum(share, _LEAST_COVERED), np.nan)
    place = apply_affine(~dataset.window_transform(window), xy) * cells / size
    col, row = np.floor(place).astype(np.int64).T
    inside = (col >= 0) & (col < cells[0]) & (row >= 0) & (row < cells[1])
    found = np.full(len(xy), np.nan)
    found[inside] = mean[row[inside], col[inside]]
    return found
