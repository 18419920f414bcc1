"""The coarse stage of a match: predicts the displacement of the layers within the search radius.

The common grid is coarsened until the radius is a few pixels. Some fifty large templates are searched over the whole
radius, and their similarity maps are summed, because all templates together show a displacement that a single template
may not show. Finer levels reduce the uncertainty until the small search windows of the fine stage are large enough.

A small overlap has room for few templates. It is searched at two resolutions, whose sums add up: the finer one shows
more detail, and the coarser one less speckle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...errors import InputError
from ...progress import Reporter
from ..fitting.consensus import MAXIMUM_DISTORTION, distortion, residuals, robust_fit
from ..fitting.least_squares import ParametricKind
from ..fitting.transform import AffineTransform, ShiftTransform, Transform, moved_by, rescaled
from .placement import Coverage, place_templates
from .rivals import Evidence
from .tiles import Level, TemplateMatch, TileMatcher

# Radius of the first search in coarse pixels: large enough to keep detail, small enough for few chance matches.
_FIRST_RADIUS = 24
# Pixels searched beyond the radius, so that a displacement as large as the radius is not at the edge of the heatmap.
_BEYOND = 4
# The search windows of the fine stage allow for an error of about two pixels of a level with this factor.
_FINEST_FACTOR = 4
_TEMPLATES = 49
# A shift counts if at least this share of the most templates that any shift has can judge it.
_COVERED = 0.25
# What counts as high in the summed maps, as a share of their maximum.
_HIGH = 0.6
_LARGEST_TEMPLATE = 96
_SMALLEST_TEMPLATE = 24
# An overlap whose side is this many pixels of a level has room for three templates of usual size along it.
_FINE_ENOUGH_PX = 192


def estimate_prior(
    tiles: TileMatcher, coverage: Coverage, radius_px: float, reporter: Reporter
) -> tuple[Transform, list[Evidence]]:
    """Predict the displacement, which is at most `radius_px` (pixels of the common grid) along each axis.

    Returns:
        The predicted displacement, SAR to optical, in pixels of the common grid, and what each level measured.

    Raises:
        InputError: "overlap_too_small" if no template fits.
        CancelledError: the reporter wants to stop.
    """
    prior: Transform = ShiftTransform(0.0, 0.0)
    factor = max(1, math.ceil(radius_px / _FIRST_RADIUS))
    finest = max(1, int(math.sqrt(coverage.overlap_area(prior)) / _FINE_ENOUGH_PX))
    factors = (factor,) if factor <= finest else (finest, min(2 * finest, factor))
    searches = [math.ceil(radius_px / factor) + _BEYOND for factor in factors]
    step = 0
    levels: list[Evidence] = []
    while True:
        # At most five levels are searched, because each level is four times as fine as the previous one.
        reporter.progress("coarse", min(step / 5, 1.0), f"Searching at 1:{factors[0]}")
        matched = [
            _match_level(tiles, coverage, prior, factor, search, reporter)
            for factor, search in zip(factors, searches, strict=True)
        ]
        evidence = [Evidence.of(level, matches) for level, matches in matched]
        levels += evidence
        prior = _agree(matched[0][1], evidence, prior)
        factor = factors[0]
        if factor <= _FINEST_FACTOR:
            return prior, levels
        step += 1
        narrowed = max(_FINEST_FACTOR, factor // 4)
        factors, searches = (narrowed,), [math.ceil(2.5 * factor / narrowed) + 2]


def _match_level(
    tiles: TileMatcher, coverage: Coverage, prior: Transform, factor: int, search: int, reporter: Reporter
) -> tuple[Level, list[TemplateMatch]]:
    area = coverage.overlap_area(prior)
    side = int(math.sqrt(area) / factor)
    # At most a third of the overlap's side, so that even a small overlap has several templates.
    template = min(_LARGEST_TEMPLATE, max(_SMALLEST_TEMPLATE, side // 3 // 8 * 8))
    spacing = max(template * factor // 4, round(math.sqrt(area / _TEMPLATES)), 1)
    corners = place_templates(coverage, prior, template * factor, spacing, align=factor)
    if len(corners) == 0:
        raise InputError(
            "overlap_too_small",
            "The part that both layers cover with data is too small to match.",
            "Use layers with a larger overlap, or a smaller search radius.",
        )
    level = Level(factor, template, search)
    matches: list[TemplateMatch] = []
    for block, _ in tiles.match_templates(level, corners, prior, reporter):
        matches += block
    return level, matches


def _agree(matches: Sequence[TemplateMatch], evidence: Sequence[Evidence], prior: Transform) -> Transform:
    """Return the displacement that most templates support: the maximum of the summed maps, or a fit to the matches.

    `evidence` is what each resolution found, the finest first, and `matches` are those of the finest. A fit must not
    contradict the sum of all maps: on a small overlap, the few templates that are confident share most of their ground,
    and may be wrong together.
    """
    pooled, factor = _pooled(evidence), evidence[0].level.factor
    candidates: list[Transform] = [pooled.best(prior)]
    confident = [item for item in matches if item.match.abstain is None and item.match.confidence >= 0.5]
    position = np.array([item.centre for item in confident]).reshape(-1, 2)
    displacement = np.array([item.displacement for item in confident]).reshape(-1, 2)
    weights = np.array([item.match.confidence for item in confident])
    kinds: list[tuple[ParametricKind, int]] = [("shift", 3), ("affine", 8)]
    for kind, needed in kinds:
        if len(confident) < needed:
            continue
        try:
            fitted = robust_fit(kind, position / factor, displacement / factor, weights)
        except InputError:
            continue
        # A few wrong matches can agree on some affine transform, but hardly on a plausible one.
        if distortion(fitted) <= MAXIMUM_DISTORTION:
            candidate = rescaled(fitted, np.zeros(2), np.full(2, float(factor)))
            middle = position.mean(axis=0, keepdims=True)
            if pooled.supports((candidate.displacement(middle) - prior.displacement(middle))[0]):
                candidates.append(candidate)
    best, best_support = candidates[0], -1.0
    for candidate in candidates:
        support = 0.0
        if confident:
            distance = np.linalg.norm(residuals(candidate, position, displacement), axis=1)
            support = float(weights[distance <= 2.5 * factor].sum())
        # A more complex transform must have clearly more support.
        complexity = 1.15 if isinstance(candidate, AffineTransform) else 1.0
        if support > best_support * complexity:
            best, best_support = candidate, support
    return best


@dataclass(frozen=True)
class _Pooled:
    """The summed similarity maps of all templates; `steps` are the displacements of its columns and rows, px."""

    total: NDArray[np.float64]
    steps: NDArray[np.int64]

    def best(self, prior: Transform) -> Transform:
        """The prior moved by the maximum."""
        row, col = np.unravel_index(int(self.total.argmax()), self.total.shape)
        return moved_by(prior, (float(self.steps[col]), float(self.steps[row])))

    def supports(self, move: NDArray[np.float64]) -> bool:
        """Whether the sum is high near a displacement (col, row) from the prior."""
        col, row = np.rint((move - self.steps[0]) / (self.steps[1] - self.steps[0])).astype(int)
        near = self.total[max(0, row - 2) : max(0, row + 3), max(0, col - 2) : max(0, col + 3)]
        return bool(near.size and near.max() >= _HIGH * self.total.max())


def _pooled(evidence: Sequence[Evidence]) -> _Pooled:
    finest = evidence[0].level
    total = _sum_of_maps(evidence[0])
    steps = finest.factor * (np.arange(len(total)) - finest.radius)
    for coarser in evidence[1:]:
        cells = steps / coarser.level.factor + coarser.level.radius
        places = np.meshgrid(cells, cells, indexing="ij")
        total += ndimage.map_coordinates(_sum_of_maps(coarser), places, order=1, mode="nearest")
    return _Pooled(total, steps)


def _sum_of_maps(evidence: Evidence) -> NDArray[np.float64]:
    """The sum of the similarity maps of one resolution, in units of its own noise.

    At each shift, only templates whose ground both layers hold there count, and the fewer these are, the larger is the
    noise of their mean. Shifts that too few can judge get the lowest value of the others.
    """
    judged = np.isfinite(evidence.maps)
    count = judged.sum(axis=0)
    total: NDArray[np.float64] = np.where(judged, evidence.maps, 0).sum(axis=0, dtype=np.float64)
    enough = count >= max(1.0, _COVERED * count.max())
    if not enough.any():
        return total
    values = total[enough] / np.sqrt(count[enough])
    middle = np.median(values)
    values = (values - middle) / max(float(np.median(np.abs(values - middle))), 1e-9)
    total.fill(values.min())
    total[enough] = values
    return total
