"""What the heights of a DEM say on the residuals of a match."""

from __future__ import annotations

from typing import Any

import numpy as np

from .fitting.candidates import blocks
from .fitting.terrain import TerrainEffect, terrain_effect
from .fitting.tie_points import TiePointSet
from .raster.geodesy import displacement_m
from .raster.heights import heights_at

# Blocks are two templates long, beyond which templates have nothing in common, or one where the ground has fewer.
_LEAST_BLOCKS = 9


def measure_terrain(
    dem: Any, points: TiePointSet, crs: str, pixel_m: tuple[float, float], template_px: float
) -> TerrainEffect:
    """Whether the residuals of the inliers depend on height.

    Args:
        dem: a raster of heights in metres, as `open_dem` gives it.
        crs: the moving layer's, in which the tie points are.
        pixel_m, template_px: size of a pixel of the common grid, and side of a template in such pixels.
    """
    if not points.inlier.any():
        return TerrainEffect(dem.name, 0, None, None)
    xy = points.moving_xy[points.inlier]
    height = heights_at(dem, crs, xy, template_px * min(pixel_m))
    residual = displacement_m(crs, xy, points.residual_xy[points.inlier])
    position = xy / points.pixel_xy()
    block, _ = blocks(position, 2 * template_px)
    if len(np.unique(block)) < _LEAST_BLOCKS:
        block, _ = blocks(position, template_px)
    return terrain_effect(dem.name, residual, height, block, min(pixel_m))
