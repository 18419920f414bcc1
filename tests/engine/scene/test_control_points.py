"""Control points of the Georeferencer for a raster without a geotransform: its places are columns and rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from helpers.raster_samples import UTM, WriteRaster, textured
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.control_points import with_control_points
from s2m2_engine.scene.fitting.tie_points import TiePointSet
from s2m2_engine.scene.raster.grid import common_grid
from s2m2_engine.scene.raster.raster import Raster
from s2m2_engine.scene.results.tie_point_files import Checks, write_gcps


def test_places_in_columns_and_rows(write_raster: WriteRaster, opened: Callable[..., Raster], tmp_path: Path) -> None:
    corners = [(row, col) for row in (0.0, 320.0) for col in (0.0, 320.0)]
    gcps = [GroundControlPoint(row, col, 500_000 + 10 * col, 3_301_000 - 10 * row) for row, col in corners]
    moving = opened(write_raster(textured(320, 320), gcps=(gcps, CRS.from_string(UTM)), name="moving.tif"))
    reference = opened(write_raster(textured(320, 320), gcps=(gcps, CRS.from_string(UTM)), name="reference.tif"))
    grid = common_grid(moving, reference, 100.0)
    position = np.array([[40.0, 60.0], [200.0, 80.0], [120.0, 240.0]]) + 0.25
    pixels = np.tile([2.0, 3.0], (3, 1))
    found = TiePointSet(
        moving_xy=grid.xy(*position.T),
        displacement_xy=grid.displacement_xy(pixels),
        displacement_m=10 * pixels,
        displacement_px=pixels,
        covariance_px=np.tile(np.eye(2), (3, 1, 1)),
        confidence=np.ones(3),
        abstained=np.zeros(3, dtype=bool),
        inlier=np.array([True, True, False]),
        residual_px=np.zeros(3),
        residual_m=np.zeros(3),
        residual_xy=np.zeros((3, 2)),
    )
    path = tmp_path / "gcps.points"
    write_gcps(path, found, UTM, moving)
    with path.open("a", encoding="utf-8") as file:
        file.write("501020,3300000,100,-100,1,0,0,0\n")
    unchecked = Checks(np.full(3, "", dtype=object), np.full((3, 2), np.nan))
    points, checks = with_control_points(path, found, unchecked, grid, moving, Reporter())
    assert checks.word.tolist() == ["confirmed", "confirmed", "", "added"]
    assert points.moving_xy[3] == pytest.approx([501_000.0, 3_300_000.0])
    assert checks.displacement_xy[3] == pytest.approx([20.0, 0.0])
    assert np.isnan(points.displacement_xy[3]).all()
