"""Tests whether what a transform leaves depends on the height of the ground: relief displacement is no misalignment."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float64Array

# Fewer tie points, blocks or metres of height say nothing.
_LEAST_POINTS, _LEAST_BLOCKS, _LEAST_RELIEF_M = 30, 5, 20.0
# 99.9 % of the chi-squared distribution with two degrees of freedom, which the test statistic has without an effect.
_SIGNIFICANT = 13.8
# An effect below this over the relief is none worth a word, pixels.
_WORTH_PX = 0.3
# Heights count from the one to the other of these shares of the tie points.
_RELIEF = (5, 95)


@dataclass(frozen=True)
class TerrainEffect:
    """How the held-out residuals of the inliers depend on height.

    Attributes:
        dem: the file that the heights came from.
        points: number of tie points with a height.
        lowest_m, highest_m: 5 and 95 % of their heights.
        east_m, north_m: how much the residual (measured minus predicted displacement) grows with 100 m of height,
            metres on the ground; None where too little could be compared.
        error_m: standard error of its length.
        slope_px: its length in pixels of the common grid per 100 m.
        found: whether it is significant and at least 0.3 pixels over the relief; None where nothing could be compared.
    """

    dem: str
    points: int
    lowest_m: float | None
    highest_m: float | None
    east_m: float | None = None
    north_m: float | None = None
    error_m: float | None = None
    slope_px: float | None = None
    found: bool | None = None

    @property
    def sentence(self) -> str:
        """What the user reads."""
        if self.found is None or self.east_m is None or self.north_m is None or self.slope_px is None:
            return (
                "Whether the residuals depend on height could not be tested: the DEM covers too few tie points, or too "
                "little relief."
            )
        heights = f"between {self.lowest_m:.0f} and {self.highest_m:.0f} m"
        slope = f"{math.hypot(self.east_m, self.north_m):.2f} ± {self.error_m:.2f} m ({self.slope_px:.2f} pixels)"
        if not self.found:
            return f"The residuals do not depend on height: {slope} for each 100 m, {heights}."
        return (
            f"The residuals depend on height: they grow by {slope} for each 100 m, {heights}. That is relief "
            "displacement or layover, which is no misalignment; use images that were corrected for terrain."
        )


def terrain_effect(
    dem: str, residual_m: Float64Array, height: Float64Array, block: NDArray[np.int64], pixel_m: float
) -> TerrainEffect:
    """Fit the residuals as a linear function of height.

    The standard error counts whole blocks of ground, since the errors of templates that overlap are alike (a sandwich
    estimator with clusters, Liang and Zeger 1986).

    Args:
        residual_m: (n, 2) residuals, east and north, metres.
        height: (n,) heights, metres; NaN where there is none.
        block: (n,) the block of ground that each tie point lies in.
        pixel_m: size of a pixel of the common grid.
    """
    use = np.isfinite(height) & np.isfinite(residual_m).all(axis=1)
    count = int(use.sum())
    if not count:
        return TerrainEffect(dem, 0, None, None)
    low, high = (float(value) for value in np.percentile(height[use], _RELIEF))
    residual, block = residual_m[use], block[use]
    names = np.unique(block)
    if count < _LEAST_POINTS or len(names) < _LEAST_BLOCKS or high - low < _LEAST_RELIEF_M:
        return TerrainEffect(dem, count, low, high)
    hundreds = (height[use] - height[use].mean()) / 100
    slope = hundreds @ residual / (hundreds @ hundreds)
    left = residual - residual.mean(axis=0) - np.outer(hundreds, slope)
    sums = np.array([hundreds[block == name] @ left[block == name] for name in names])
    covariance = sums.T @ sums / (hundreds @ hundreds) ** 2 * len(names) / (len(names) - 1)
    length = float(np.hypot(*slope))
    along = slope / length if length else np.array([1.0, 0.0])
    statistic = float(slope @ np.linalg.pinv(covariance) @ slope)
    slope_px = length / pixel_m
    return TerrainEffect(
        dem, count, low, high, float(slope[0]), float(slope[1]), float(np.sqrt(along @ covariance @ along)), slope_px,
        found=bool(statistic > _SIGNIFICANT and slope_px * (high - low) / 100 >= _WORTH_PX),
    )  # fmt: skip
