"""Writes the displacement that a match found, and how uncertain it is, at each place of the moving layer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from affine import Affine

from ..fitting.accuracy import Fit
from ..raster.geodesy import directions_turn, displacement_m
from ..raster.grid import CommonGrid
from .building import ground_pixel_m

BANDS = ("displacement to the east", "displacement to the north", "standard deviation along an axis")
# Pixels of the raster per distance between tie points: the displacement is smoother than that.
_PER_SPACING = 4
# Larger rasters would show no more.
_MOST_PIXELS = 1_000_000


def write_error_raster(path: Path, fitted: Fit, grid: CommonGrid, spacing: int) -> None:
    """Write a GeoTIFF of three float32 bands in metres on the ground, `BANDS`, in the CRS of the match.

    A pixel holds what a place in the moving layer must move by. The standard deviation is that of the fitted transform,
    without the noise of single tie points; it grows with the distance from them. Where axes of the CRS do not point to
    the east and to the north everywhere (at a pole), the bands are along the axes.

    Args:
        spacing: distance between tie points, pixels of the grid.

    Raises:
        OSError, rasterio.errors.RasterioError: the file cannot be written.
    """
    step = max(1, spacing // _PER_SPACING, int(np.ceil(np.sqrt(grid.width * grid.height / _MOST_PIXELS))))
    width, height = -(-grid.width // step), -(-grid.height // step)
    size_x, size_y = grid.pixel_xy
    place = Affine(step * size_x, 0, grid.transform.c, 0, -step * size_y, grid.transform.f)
    profile = {
        "driver": "GTiff", "width": width, "height": height, "count": len(BANDS), "dtype": "float32", "crs": grid.crs,
        "transform": place, "nodata": float("nan"), "compress": "deflate", "predictor": 3,
    }  # fmt: skip
    turn = directions_turn(grid.crs, grid.bbox)
    cols = (np.arange(width) + 0.5) * step
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.update_tags(AREA_OR_POINT="Area")
        for number, name in enumerate(BANDS, 1):
            dataset.set_band_description(number, name)
            dataset.set_band_unit(number, "m")
        values = np.empty((len(BANDS), height, width), dtype=np.float32)
        for row in range(height):
            position = np.column_stack([cols, np.full(width, (row + 0.5) * step)])
            xy = grid.xy(position[:, 0], position[:, 1])
            moved = grid.displacement_xy(fitted.transform.displacement(position))
            values[:2, row] = displacement_m(grid.crs, xy, moved, turn).T
            values[2, row] = fitted.deviation.at(position) * ground_pixel_m(grid)
        dataset.write(values)
