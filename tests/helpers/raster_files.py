"""Small rasters for the tests of the plugin's core, written with GDAL."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr


def write_raster(
    path: Path | str,
    *,
    bands: int = 1,
    size: tuple[int, int] = (60, 40),
    epsg: int = 32633,
    origin: tuple[float, float] = (500_000.0, 5_000_000.0),
    pixel: float = 10.0,
    dtype: int = gdal.GDT_Byte,
    driver: str = "GTiff",
) -> str:
    """A raster of noise; `size` is (columns, rows)."""
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
    columns, rows = size
    dataset = gdal.GetDriverByName(driver).Create(str(path), columns, rows, bands, dtype)
    dataset.SetGeoTransform((origin[0], pixel, 0.0, origin[1], 0.0, -pixel))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    dataset.SetProjection(reference.ExportToWkt())
    values = np.random.default_rng(0).integers(1, 255, (bands, rows, columns))
    for number in range(bands):
        dataset.GetRasterBand(number + 1).WriteArray(values[number])
    dataset.FlushCache()
    return str(path)
