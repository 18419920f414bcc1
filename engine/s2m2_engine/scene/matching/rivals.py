"""Finds out whether other shifts fit as well as the shift that was found.

On periodic ground, and where both images share a lattice of artefacts, every shift by a period fits equally well, and
all templates may agree on a wrong one. The similarity maps of all stages show this: if they are aligned at the shift
that was found and averaged over the templates, they have other peaks that are nearly as high as the peak at that shift.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...arrays import Float64Array
from ...progress import Reporter
from ..fitting.transform import Transform, moved_by
from .tiles import Level, TemplateMatch, TileMatcher

# Another peak at the finest level counts as a rival from this share of the found shift's height; heights are above the
# median. So does a suspect that was matched again, in the median over templates that support the found shift. Unrelated
# periodic pairs have at least 0.9 (0.74 where half of the ground has no pattern), and true pairs hardly more than 0.3.
_AS_GOOD = 0.65
_SUPPORT = 0.5
# The same share at coarse levels, where few and blurred maps decide only which shifts are matched again; those about as
# high as the shift found come first.
_SUSPICIOUS, _EQUAL = 0.5, 0.8
_MOST_SUSPECTS = 4
# A peak nearer than this, in cells or in pixels of the common grid, is a part of the peak that was found.
_APART_CELLS = 3
_APART_PX = 6
# Between two peaks the evidence must fall by this share of the first; otherwise they are one, elongated by relief.
_VALLEY = 0.25
_FEWEST_TEMPLATES = 5
# The share of all templates that must cover an offset before their mean counts.
_COVERED = 0.6
_TEMPLATES = 48


@dataclass(frozen=True)
class Rival:
    """Another shift that fits.

    Attributes:
        offset_px: (col, row) from the shift found, SAR to optical, in pixels of the common grid.
        share: its evidence as a share of that of the shift found.
    """

    offset_px: tuple[float, float]
    share: float


@dataclass(frozen=True)
class Evidence:
    """The similarity maps of n templates that were matched at one level.

    Attributes:
        level: where they were matched.
        maps: (n, rows, cols), each standardised, since templates with strong contrast would outvote the others; NaN
            where a shift leaves a template too few valid pixels to be judged.
        mean, spread: (n,) mean and standard deviation of the maps before they were standardised.
        origin: (n, 2) displacement (col, row) of each map's first cell, in pixels of the common grid.
        centre: (n, 2) centres (col, row) of the templates in the SAR layer, in pixels of the common grid.
    """

    level: Level
    maps: NDArray[np.float32]
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    origin: Float64Array
    centre: Float64Array

    @classmethod
    def of(cls, level: Level, matches: Sequence[TemplateMatch]) -> Evidence:
        """The maps of those templates that had data and texture to compare."""
        kept = [item for item in matches if item.match.abstain not in ("flat", "nodata")]
        side = 2 * level.radius + 1
        maps = np.array([np.where(item.match.judged, item.match.similarity, np.nan) for item in kept], dtype=np.float32)
        maps = maps.reshape(-1, side, side)
        mean, spread = np.nanmean(maps, axis=(1, 2)), np.maximum(np.nanstd(maps, axis=(1, 2)), np.float32(1e-9))
        return cls(
            level,
            _standardised(maps, mean, spread),
            mean,
            spread,
            np.array([item.origin for item in kept], dtype=np.float64).reshape(-1, 2),
            np.array([item.centre for item in kept], dtype=np.float64).reshape(-1, 2),
        )

    def __len__(self) -> int:
        return len(self.maps)

    def chance(self, found: Transform, limit_px: float) -> float:
        """The share of the templates that would agree with `found` within a limit if each had any shift it could judge.

        Args:
            found: displacement, SAR to optical, in pixels of the common grid.
        """
        if not len(self):
            return 1.0
        _, rows, cols = self.maps.shape
        off = self.origin - found.displacement(self.centre)
        across = off[:, 0, None] + self.level.factor * np.arange(cols)
        down = off[:, 1, None] + self.level.factor * np.arange(rows)
        near = down[:, :, None] ** 2 + across[:, None, :] ** 2 <= limit_px**2
        judged = np.isfinite(self.maps)
        counts = (judged & near).sum(axis=(1, 2)) / np.maximum(judged.sum(axis=(1, 2)), 1)
        return float(counts.mean())


def find_rivals(
    tiles: TileMatcher,
    fine: Evidence,
    coarse: Sequence[Evidence],
    found: Transform,
    radius_px: float,
    reporter: Reporter,
) -> list[Rival]:
    """Find the shifts within the search radius that fit as well as `found`; the nearest comes first.

    Args:
        tiles: matches suspects again.
        fine, coarse: what the stages measured. Suspects of coarse stages are matched again at the fine level.
        found: displacement, SAR to optical, in pixels of the common grid.
        radius_px: search radius along each axis, in pixels of the common grid.
    """
    if len(fine) < _FEWEST_TEMPLATES or (pooled := _pooled(fine, found)) is None:
        return []
    here = found.displacement(fine.centre.mean(axis=0, keepdims=True))[0]

    def within(rival: Rival) -> bool:
        return bool(np.abs(here + rival.offset_px).max() <= radius_px)

    rivals = list(filter(within, _peaks(pooled, 1, _AS_GOOD)))
    if not rivals:
        suspects = [(rival, factor) for rival, factor in _suspects(coarse, found) if within(rival)]
        for rival, factor in suspects[:_MOST_SUSPECTS]:
            rivals += _matched_again(tiles, fine, found, rival, factor, reporter)
    return sorted(rivals, key=lambda rival: math.hypot(*rival.offset_px))


def _suspects(coarse: Sequence[Evidence], found: Transform) -> list[tuple[Rival, int]]:
    """The rivals at coarse levels, with their level's factor: those about equally high first, then by distance."""
    suspects = [
        (rival, evidence.level.factor)
        for evidence in coarse
        if (pooled := _pooled(evidence, found)) is not None
        for rival in _peaks(pooled, evidence.level.factor, _SUSPICIOUS)
    ]
    return sorted(suspects, key=lambda item: (item[0].share < _EQUAL, math.hypot(*item[0].offset_px)))


def _aligned(evidence: Evidence, found: Transform) -> NDArray[np.float32]:
    """The maps that contain the shift found, each moved so that this shift lies in the middle; NaN outside.

    The result has the shape (m, 2 rows - 1, 2 cols - 1).
    """
    _, rows, cols = evidence.maps.shape
    cell = np.rint((found.displacement(evidence.centre) - evidence.origin) / evidence.level.factor).astype(np.int64)
    inside = (cell >= 0).all(axis=1) & (cell[:, 0] < cols) & (cell[:, 1] < rows)
    result = np.full((int(inside.sum()), 2 * rows - 1, 2 * cols - 1), np.nan, dtype=np.float32)
    for aligned, values, (col, row) in zip(result, evidence.maps[inside], cell[inside], strict=True):
        aligned[rows - 1 - row : 2 * rows - 1 - row, cols - 1 - col : 2 * cols - 1 - col] = values
    return result


def _pooled(evidence: Evidence, found: Transform) -> Float64Array | None:
    """The mean of the aligned maps; NaN where too few maps reach. None if there are too few maps, or in the middle."""
    aligned = _aligned(evidence, found)
    if len(aligned) < max(_FEWEST_TEMPLATES, _COVERED * len(evidence)):
        return None
    known = np.isfinite(aligned)
    count = known.sum(axis=0)
    total = np.where(known, aligned, 0).sum(axis=0, dtype=np.float64)
    mean: Float64Array = np.full_like(total, np.nan)
    np.divide(total, count, out=mean, where=count >= _COVERED * len(aligned))
    row, col = (side // 2 for side in mean.shape)
    return None if np.isnan(mean[row - 1 : row + 2, col - 1 : col + 2]).all() else mean


def _contrast(pooled: Float64Array) -> tuple[float, float]:
    """The median of a pooled map, and the height above it of the peak in the map's middle."""
    row, col = (side // 2 for side in pooled.shape)
    median = float(np.nanmedian(pooled))
    return median, float(np.nanmax(pooled[row - 1 : row + 2, col - 1 : col + 2])) - median


def _peaks(pooled: Float64Array, factor: int, least: float) -> list[Rival]:
    """The other maxima of a pooled map, if they have at least the share `least` of the contrast in the middle."""
    median, contrast = _contrast(pooled)
    share = (pooled - median) / max(contrast, 1e-6)
    known = np.where(np.isnan(share), -np.inf, share)
    maximum = (known >= least) & (known == ndimage.maximum_filter(known, 3))
    middle = np.array(pooled.shape) // 2
    apart = max(_APART_CELLS, _APART_PX / factor)
    rivals = []
    for place in np.argwhere(maximum):
        row, col = place - middle
        if math.hypot(row, col) >= apart and _valley(known, middle, place) <= known[tuple(place)] - _VALLEY:
            rivals.append(Rival((float(col) * factor, float(row) * factor), float(known[tuple(place)])))
    return rivals


def _valley(share: Float64Array, first: NDArray[np.int64], last: NDArray[np.int64]) -> float:
    """The lowest share on the straight line between two cells."""
    steps = np.linspace(first, last, int(np.abs(last - first).max()) + 1)
    return float(share[tuple(np.rint(steps).astype(np.int64).T)].min())


def _matched_again(
    tiles: TileMatcher, fine: Evidence, found: Transform, suspect: Rival, factor: int, reporter: Reporter
) -> list[Rival]:
    """The suspect as a rival at the fine level, if it fits as well there; otherwise an empty list.

    Only templates that support the shift found are matched, and the median of their maps counts. So neither ground
    without the pattern nor templates that the suspect moves beyond the pattern's edge hide the repetition.
    """
    supporters = _supporters(fine, found)
    corners = (supporters.centre - supporters.level.template / 2).astype(np.int64)
    there = moved_by(found, suspect.offset_px)
    level = replace(fine.level, radius=max(fine.level.radius, factor))
    matches = [item for block, _ in tiles.match_templates(level, corners, there, reporter) for item in block]
    seen = Evidence.of(level, matches)
    if len(seen) < max(_FEWEST_TEMPLATES, _COVERED * len(supporters)):
        return []
    number = {tuple(centre): index for index, centre in enumerate(supporters.centre)}
    same = np.array([number[tuple(centre)] for centre in seen.centre])
    raw = seen.maps * seen.spread[:, None, None] + seen.mean[:, None, None]
    seen = replace(seen, maps=_standardised(raw, supporters.mean[same], supporters.spread[same]))
    rival = _nan_median(seen.maps)
    here = _nan_median(_aligned(supporters, found))
    if np.isnan(rival).all() or np.isnan(here).all():
        return []
    median, contrast = _contrast(here)
    row, col = np.unravel_index(int(np.nanargmax(rival)), rival.shape)
    share = (float(rival[row, col]) - median) / max(contrast, 1e-6)
    offset = np.array(suspect.offset_px) + np.array([col, row]) - level.radius
    if share < _AS_GOOD or math.hypot(*offset) < _APART_PX:
        return []
    return [Rival((float(offset[0]), float(offset[1])), share)]


def _supporters(fine: Evidence, found: Transform) -> Evidence:
    """Up to `_TEMPLATES` of the templates whose maps are high at the shift found, evenly spread over all of these."""
    cell = np.rint(found.displacement(fine.centre) - fine.origin).astype(np.int64)
    side = 2 * fine.level.radius
    inside = ((cell >= 1) & (cell <= side - 1)).all(axis=1)
    height = np.full(len(fine), -np.inf)
    for index in np.flatnonzero(inside):
        col, row = cell[index]
        near = fine.maps[index, row - 1 : row + 2, col - 1 : col + 2]
        height[index] = np.where(np.isnan(near), -np.inf, near).max()
    high = np.flatnonzero(height >= _SUPPORT * np.quantile(height[inside], 0.75)) if inside.any() else np.array([0])
    chosen = high[np.unique(np.linspace(0, len(high) - 1, _TEMPLATES).astype(np.int64))]
    return replace(
        fine,
        maps=fine.maps[chosen],
        mean=fine.mean[chosen],
        spread=fine.spread[chosen],
        origin=fine.origin[chosen],
        centre=fine.centre[chosen],
    )


def _nan_median(aligned: NDArray[np.float32]) -> Float64Array:
    """The median of the maps that reach each offset; NaN where less than the share `_COVERED` of them does."""
    covered = np.isfinite(aligned).mean(axis=0) >= _COVERED
    median: Float64Array = np.full(covered.shape, np.nan)
    median[covered] = np.nanmedian(aligned[:, covered], axis=0)
    return median


def _standardised(
    maps: NDArray[np.float32], mean: NDArray[np.float32], spread: NDArray[np.float32]
) -> NDArray[np.float32]:
    values: NDArray[np.float32] = (maps - mean[:, None, None]) / spread[:, None, None]
    return values
