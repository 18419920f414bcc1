"""Tie points of a finished match, in map coordinates.

A displacement is what must be added to a position in the moving layer to get its position in the reference.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class TiePointSet:
    """n tie points, as arrays of length n.

    Attributes:
        moving_xy: (n, 2) positions in the moving layer, units of the CRS.
        displacement_xy: (n, 2) displacements in units of the CRS.
        displacement_m: (n, 2) displacements in metres on the ground (east, north).
        displacement_px: (n, 2) displacements in pixels of the common grid (col, row).
        covariance_px: (n, 2, 2) covariances of displacement_px, px².
        confidence: (n,) calibrated probability that the displacement is correct within 3 px.
        abstained: (n,) bool, whether the matcher gave no usable result (flat, ambiguous, nodata, at the search edge).
        inlier: (n,) bool, whether the tie point agrees with the fitted transform.
        residual_px, residual_m: (n,) lengths of the held-out residuals, from a transform fitted without the tie point;
            NaN if it abstained.
        residual_xy: (n, 2) held-out residuals, measured minus predicted displacement, units of the CRS; NaN likewise.
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
    residual_xy: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.moving_xy)

    def rows(self, which: slice) -> TiePointSet:
        """Some of the tie points."""
        return TiePointSet(**{one.name: getattr(self, one.name)[which] for one in fields(self)})

    def pixel_xy(self) -> NDArray[np.float64]:
        """The step (2,) in units of the CRS from a pixel of the common grid to the next column, and to the next row."""
        units, pixels = self.displacement_xy, self.displacement_px
        finite = np.isfinite(units).all(axis=1) & np.isfinite(pixels).all(axis=1)
        lengths = np.abs(pixels[finite]).sum(axis=0)
        steps = np.divide(np.abs(units[finite]).sum(axis=0), lengths, out=np.ones(2), where=lengths > 0)
        signed: NDArray[np.float64] = steps * np.array([1.0, -1.0])
        return signed
