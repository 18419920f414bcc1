"""Small rasters on disk, and the real scenes that lie beside the project."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.errors import NotGeoreferencedWarning

from helpers.raster_samples import UTM, UTM_PLACE, WriteRaster

# Read when torch is imported: on few cores its threads wait for each other far longer than they compute.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from s2m2_engine.scene.raster.grid import CommonGrid, common_grid
from s2m2_engine.scene.raster.raster import Raster, open_raster


@pytest.fixture
def write_raster(tmp_path: Path) -> WriteRaster:
    """write_raster(image, name=..., crs=..., transform=..., nodata=..., prepare=..., **creation options) -> path.

    `image` is (bands, rows, cols) or (rows, cols). `prepare(dataset)` may set anything before the pixels are written.
    crs=None leaves it out; gcps=(list, crs) takes the transform's place.
    """

    def write(
        image: np.ndarray,
        name: str = "raster.tif",
        crs: str | None = UTM,
        transform: Affine | None = UTM_PLACE,
        nodata: float | None = None,
        mask: np.ndarray | None = None,
        gcps: tuple[list[Any], Any] | None = None,
        overviews: tuple[int, ...] = (),
        prepare: Callable[[Any], None] | None = None,
        **options: Any,
    ) -> Path:
        path = tmp_path / name
        image = image if image.ndim == 3 else image[None]
        bands, height, width = image.shape
        profile: dict[str, Any] = {"driver": "GTiff", "dtype": image.dtype, "nodata": nodata, **options}
        if gcps is None:
            profile.update(crs=crs, transform=transform)
        with warnings.catch_warnings(), rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, "w", width=width, height=height, count=bands, **profile) as dataset:
                if gcps is not None:
                    dataset.gcps = gcps
                if prepare is not None:
                    prepare(dataset)
                dataset.write(image)
                if mask is not None:
                    dataset.write_mask(mask)
            if overviews:
                with rasterio.open(path, "r+") as dataset:
                    dataset.build_overviews(list(overviews))
        return path

    return write


@pytest.fixture
def opened(request: pytest.FixtureRequest) -> Callable[..., Raster]:
    """open_raster whose rasters are closed after the test."""

    def open_(path: Path, role: str = "sar", **arguments: Any) -> Raster:
        raster = open_raster(path, role, **arguments)  # type: ignore[arg-type]
        request.addfinalizer(raster.close)
        return raster

    return open_


@pytest.fixture
def own_grid(opened: Callable[..., Raster]) -> Callable[..., CommonGrid]:
    """own_grid(raster, radius=100) -> the common grid of a raster with itself: its own pixels and a margin."""

    def make(raster: Raster, radius: float = 100.0) -> CommonGrid:
        return common_grid(raster, raster, radius, None)

    return make
