"""Places templates on a regular lattice in the overlap, where both layers have data."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..fitting.transform import Transform

# Smallest share of valid pixels in a template, and at its predicted place in the other layer.
_MINIMUM_VALID = 0.7
# The same if that leaves only few templates: no matcher judges less ground than this.
_LEAST_VALID = 0.55


@dataclass(frozen=True)
class Coverage:
    """Masks of valid SAR and optical pixels. A pixel covers `factor` x `factor` pixels of the common grid."""

    sar: NDArray[np.bool_]
    optical: NDArray[np.bool_]
    factor: int

    def overlap_area(self, prior: Transform) -> float:
        """Return the number of pixels of the common grid with SAR data and with optical data at the predicted place."""
        return float((self.sar & self._displaced_optical(prior)).sum()) * self.factor**2

    def straightened(self, along: Transform) -> Coverage:
        """The masks if the optical layer is resampled along a transform, SAR to optical."""
        return Coverage(self.sar, self._displaced_optical(along), self.factor)

    def _displaced_optical(self, prior: Transform) -> NDArray[np.bool_]:
        rows, cols = np.indices(self.sar.shape)
        centres = (np.stack([cols.ravel(), rows.ravel()], axis=1).astype(np.float64) + 0.5) * self.factor
        places = np.floor(prior.apply(centres) / self.factor).astype(np.int64)
        height, width = self.optical.shape
        inside = (places >= 0).all(axis=1) & (places[:, 0] < width) & (places[:, 1] < height)
        places = np.where(inside[:, None], places, 0)
        valid: NDArray[np.bool_] = self.optical[places[:, 1], places[:, 0]] & inside
        return valid.reshape(self.sar.shape)


def automatic_spacing(coverage: Coverage, prior: Transform, template: int, target: int) -> int:
    """Return a spacing, in pixels, for about `target` templates whose neighbours share at most 3/4 of a side."""
    area = coverage.overlap_area(prior)
    return max(template // 4, round(math.sqrt(area / target)), 1)


def place_templates(
    coverage: Coverage, prior: Transform, template: int, spacing: int, align: int = 1, few: int = 0
) -> NDArray[np.int64]:
    """Return the upper left corners (n, 2) of templates, (col, row) of the common grid, row by row.

    Args:
        template: side in pixels of the common grid.
        spacing: distance between neighbouring corners, pixels.
        align: corners are multiples of this number (the factor of a coarse level).
        few: if there are fewer templates than this, those with less valid ground are taken, too.
    """
    factor = coverage.factor
    if not coverage.sar.any():
        return np.zeros((0, 2), dtype=np.int64)
    rows = np.flatnonzero(coverage.sar.any(axis=1))
    cols = np.flatnonzero(coverage.sar.any(axis=0))
    axes = [
        _lattice(int(used[0]) * factor, (int(used[-1]) + 1) * factor, template, spacing, align) for used in (cols, rows)
    ]
    corner_rows, corner_cols = np.meshgrid(axes[1], axes[0], indexing="ij")
    corners = np.stack([corner_cols.ravel(), corner_rows.ravel()], axis=1)
    if len(corners) == 0:
        return corners
    sar = _valid_fraction(coverage.sar, corners, template, factor)
    shift = prior.displacement(corners.astype(np.float64) + template / 2)
    optical = _valid_fraction(coverage.optical, corners + np.rint(shift).astype(np.int64), template, factor)
    valid = np.minimum(sar, optical)
    enough = valid >= _MINIMUM_VALID
    kept: NDArray[np.int64] = corners[enough if enough.sum() >= few else valid >= _LEAST_VALID]
    return kept


def _lattice(first: int, end: int, template: int, spacing: int, align: int) -> NDArray[np.int64]:
    """Return corners along one axis that are centred in [first, end)."""
    room = end - first - template
    if room < 0:
        # The area is smaller than a template, but the template may still have enough valid pixels.
        corners = np.array([first + room // 2], dtype=np.int64)
    else:
        count = room // spacing + 1
        start = first + (room - (count - 1) * spacing) // 2
        corners = start + spacing * np.arange(count, dtype=np.int64)
    return np.unique(corners // align * align)


def _valid_fraction(
    mask: NDArray[np.bool_], corners: NDArray[np.int64], template: int, factor: int
) -> NDArray[np.float64]:
    """Return the share (n,) of each template's area in which `mask` is true. Pixels outside the mask are invalid."""
    integral = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1))
    integral[1:, 1:] = mask.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    side = max(1, round(template / factor))
    low = np.rint(corners / factor).astype(np.int64)
    high = low + side
    limit = np.array([mask.shape[1], mask.shape[0]])
    low, high = np.clip(low, 0, limit), np.clip(high, 0, limit)
    total = (
        integral[high[:, 1], high[:, 0]]
        - integral[low[:, 1], high[:, 0]]
        - integral[high[:, 1], low[:, 0]]
        + integral[low[:, 1], low[:, 0]]
    )
    fraction: NDArray[np.float64] = total / side**2
    return fraction
