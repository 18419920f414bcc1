"""Heights at places of another raster: averaged over the ground around them, in any CRS, and none where none are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from affine import Affine
from pyproj import Transformer

from helpers.raster_samples import WriteRaster
from s2m2_engine.errors import InputError
from s2m2_engine.scene.raster.heights import heights_at, open_dem

ORIGIN = np.array([500_000.0, 4_990_000.0])
SIDE, PIXEL_M = 200, 30.0
PLACES = ORIGIN + np.array([[1500.0, -2000.0], [3001.0, -4003.0], [4500.0, -1200.0]])


def plane(xy: np.ndarray) -> np.ndarray:
    """100 m at the origin, rising by 5 m to the east and falling by 3 m to the south, for each 100 m."""
    return 100 + (xy - ORIGIN) @ [0.05, 0.03]


def write_dem(write_raster: WriteRaster, pixel_m: float = PIXEL_M, dtype: str = "float32", hole: bool = False) -> Path:
    side = round(SIDE * PIXEL_M / pixel_m)
    cols, rows = np.meshgrid(np.arange(side) + 0.5, np.arange(side) + 0.5)
    values = plane(ORIGIN + pixel_m * np.stack([cols, -rows], axis=-1))
    if hole:
        values[: side // 2] = -9999
    transform = Affine(pixel_m, 0, ORIGIN[0], 0, -pixel_m, ORIGIN[1])
    return write_raster(np.rint(values).astype(dtype) if dtype == "int16" else values.astype(dtype), name="dem.tif",
                        transform=transform, nodata=-9999)  # fmt: skip


@pytest.mark.parametrize(
    ("pixel_m", "dtype"), [(30.0, "float32"), (30.0, "int16"), (7.5, "float32"), (300.0, "float32")]
)
def test_heights_of_a_plane(write_raster: WriteRaster, pixel_m: float, dtype: str) -> None:
    with open_dem(str(write_dem(write_raster, pixel_m, dtype))) as dem:
        found = heights_at(dem, "EPSG:32614", PLACES, 640.0)
    # The places lie anywhere in cells of a fifth of the square, or of one pixel of a coarse DEM.
    assert found == pytest.approx(plane(PLACES), abs=0.04 * max(pixel_m, 128.0) + 0.5)


def test_places_in_another_crs(write_raster: WriteRaster) -> None:
    degrees = np.column_stack(Transformer.from_crs(32614, 4326, always_xy=True).transform(*PLACES.T))
    with open_dem(str(write_dem(write_raster))) as dem:
        own, other = heights_at(dem, "EPSG:32614", PLACES, 300.0), heights_at(dem, "EPSG:4326", degrees, 300.0)
    assert other == pytest.approx(own)


def test_no_heights_outside_and_in_gaps(write_raster: WriteRaster) -> None:
    with open_dem(str(write_dem(write_raster, hole=True))) as dem:
        found = heights_at(dem, "EPSG:32614", np.array([*PLACES, ORIGIN - 90_000.0]), 300.0)
        nowhere = heights_at(dem, "EPSG:32614", ORIGIN + np.array([[90_000.0, 0.0]]), 300.0)
    assert np.isfinite(found).tolist() == [False, True, False, False]
    assert np.isnan(nowhere).all()


def test_what_is_no_dem(tmp_path: Path) -> None:
    (tmp_path / "dem.tif").write_text("no raster")
    for path in (tmp_path / "dem.tif", tmp_path / "missing.tif"):
        with pytest.raises(InputError) as caught, open_dem(str(path)):
            pass
        assert caught.value.code == "bad_dem"
