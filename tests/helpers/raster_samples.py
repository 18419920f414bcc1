"""Pictures and places for the rasters that tests write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from affine import Affine

WriteRaster = Callable[..., Path]
UTM = "EPSG:32614"
UTM_PLACE = Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 3_300_000.0)


def fields(side: int, seed: int = 0) -> np.ndarray:
    """(side, side) texture at several scales, as fields, roads and buildings have."""
    from scipy.spatial import cKDTree

    rng = np.random.default_rng(seed)
    fine = textured(side, side, seed=seed)[0]
    # Fields of irregular outlines: lines right across both images would count as drawn into them.
    middles = rng.uniform(0, side, (side**2 // 600, 2))
    _, field = cKDTree(middles).query(np.moveaxis(np.indices((side, side)), 0, -1))
    return 0.5 * fine + 0.5 * rng.uniform(0, 255, len(middles))[field]


def textured(height: int = 96, width: int = 128, bands: int = 1, seed: int = 0) -> np.ndarray:
    """(bands, height, width) float32 in 20..235, smooth and without repetition: interpolation errs little on it."""
    from scipy.ndimage import gaussian_filter

    noise = np.random.default_rng(seed).standard_normal((bands, height, width))
    smooth = np.stack([gaussian_filter(band, 3.0, mode="wrap") for band in noise])
    low, high = smooth.min(), smooth.max()
    return (20 + 215 * (smooth - low) / (high - low)).astype(np.float32)
