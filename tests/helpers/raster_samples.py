"""Pictures and places for the rasters that tests write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from affine import Affine

WriteRaster = Callable[..., Path]
UTM = "EPSG:32614"
UTM_PLACE = Affine(10.0, 0.0, 500_000.0, 0.0, -10.0, 3_300_000.0)


def textured(height: int = 96, width: int = 128, bands: int = 1, seed: int = 0) -> np.ndarray:
    """(bands, height, width) float32 in 20..235, smooth and without repetition: interpolation errs little on it."""
    from scipy.ndimage import gaussian_filter

    noise = np.random.default_rng(seed).standard_normal((bands, height, width))
    smooth = np.stack([gaussian_filter(band, 3.0, mode="wrap") for band in noise])
    low, high = smooth.min(), smooth.max()
    return (20 + 215 * (smooth - low) / (high - low)).astype(np.float32)
