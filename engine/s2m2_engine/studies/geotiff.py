"""Writes the rasters that studies run on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..arrays import Float32Array

if TYPE_CHECKING:
    from affine import Affine
    from rasterio.crs import CRS


def write_bands(path: Path, bands: Float32Array, crs: CRS | str, transform: Affine) -> None:
    """Write (bands, rows, cols) as a GeoTIFF with nodata value NaN.

    Raises:
        OSError: the file cannot be written.
    """
    import rasterio

    count, height, width = bands.shape
    profile = {"driver": "GTiff", "dtype": "float32", "nodata": float("nan"), "compress": "deflate"}
    with rasterio.open(
        path, "w", count=count, height=height, width=width, crs=crs, transform=transform, **profile
    ) as dataset:
        dataset.write(bands)
