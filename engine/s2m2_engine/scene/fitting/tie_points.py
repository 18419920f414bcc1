"""Tie points on the map, as a finished match holds them.

Displacements are what must be added to a moving-layer position to bring it onto the reference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TiePointSet:
    """n tie points as arrays, all of length n.

    Attributes:
        moving_xy: (n, 2) positions in the moving layer, units of the CRS.
        displacement_xy: (n, 2) in units of the CRS; moving_xy + displacement_xy is the position in the reference.
        displacement_m: (n, 2) metres on the ground (east, north).
        displacement_px: (n, 2) pixels of the common grid (col, row).
        covariance_px: (n, 2, 2) of displacement_px, px².
        confidence: (n,) calibrated probability of being right within 3 px.
        abstained: (n,) bool: the matcher gave no answer worth using (flat, ambiguous, nodata, at the search edge).
        inlier: (n,) bool: agrees with the fitted transform.
        residual_px, residual_m: (n,) distance between the tie point and a transform fitted *without* it; NaN where
            the tie point took no part (abstained).
    """

    moving_xy: NDArray[np.float64]
    displacement_xy: NDArray[np.float64]
    displacement_m: NDArray[np.float64]
    displacement_px: NDArray[np.float64]
    covariance_px: NDArray[np.float64]
    confidence: NDArray[np.float64]
    abstained: NDArray[np.bool_]
    inlier: NDArray[np.bool_]
    residual_px: NDArray[np.float64]
    residual_m: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.moving_xy)
