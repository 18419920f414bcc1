"""The coarse stage of a match: predicts the displacement of the layers within the search radius.

The common grid is coarsened until the radius is a few pixels. Some fifty large templates are searched over the whole
radius, and their similarity maps are summed, because all templates together show a displacement that a single template
may not show. Finer levels reduce the uncertainty until the small search windows of the fine stage are large enough.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...progress import Reporter
from ..fitting.consensus import MAXIMUM_DISTORTION, SHIFT_OR_AFFINE, distortion, residuals, robust_fit
from ..fitting.transform import AffineTransform, ShiftTransform, Transform
from .placement import Coverage, place_templates
from .rivals import Evidence, moved_by
from .tiles import Level, TemplateMatch, TileMatcher

# Radius of the first search in coarse pixels: large enough to keep detail, small enough for few chance matches.
_FIRST_RADIUS = 24
# Pixels searched beyond the radius, so that a displacement as large as the radius is not at the edge of the heatmap.
_BEYOND = 4
# The search windows of the fine stage allow for an error of about two pixels of a level with this factor.
_FINEST_FACTOR = 4
_TEMPLATES = 49
_LARGEST_TEMPLATE = 96
_SMALLEST_TEMPLATE = 24


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
    search = math.ceil(radius_px / factor) + _BEYOND
    step = 0
    levels: list[Evidence] = []
    while True:
        # At most five levels are searched, because each level is four times as fine as the previous one.
        reporter.progress("coarse", min(step / 5, 1.0), f"Searching at 1:{factor}")
        level, matches = _match_level(tiles, coverage, prior, factor, search, reporter)
        levels.append(Evidence.of(level, matches))
        prior = _agree(matches, prior, factor, search)
        if factor <= _FINEST_FACTOR:
            return prior, levels
        step += 1
        narrowed = max(_FINEST_FACTOR, factor // 4)
        search = math.ceil(2.5 * factor / narrowed) + 2
        factor = narrowed


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


def _agree(matches: list[TemplateMatch], prior: Transform, factor: int, search: int) -> Transform:
    """Return the displacement that most templates support: the maximum of the summed maps, or a fit to the matches."""
    candidates: list[Transform] = [_pooled(matches, prior, factor, search)]
    confident = [item for item in matches if item.match.abstain is None and item.match.confidence >= 0.5]
    position = np.array([item.centre for item in confident]).reshape(-1, 2)
    displacement = np.array([item.displacement for item in confident]).reshape(-1, 2)
    weights = np.array([item.match.confidence for item in confident])
    kinds: list[tuple[SHIFT_OR_AFFINE, int]] = [("shift", 3), ("affine", 8)]
    for kind, needed in kinds:
        if len(confident) < needed:
            continue
        try:
            fitted = robust_fit(kind, position / factor, displacement / factor, weights)
        except InputError:
            continue
        # A few wrong matches can agree on some affine transform, but hardly on a plausible one.
        if distortion(fitted) <= MAXIMUM_DISTORTION:
            candidates.append(_scaled(fitted, factor))
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


def _scaled(transform: Transform, factor: int) -> Transform:
    """Convert a transform from coarse pixels to pixels of the common grid."""
    if isinstance(transform, ShiftTransform):
        return ShiftTransform(transform.dx * factor, transform.dy * factor)
    assert isinstance(transform, AffineTransform)
    (a, b, c), (d, e, f) = transform.matrix
    return AffineTransform(((a, b, c * factor), (d, e, f * factor)))


def _pooled(matches: list[TemplateMatch], prior: Transform, factor: int, search: int) -> Transform:
    """Return the prior moved by the maximum of the summed similarity maps.

    Maps are standardised first, because otherwise templates with strong contrast would dominate the sum.
    """
    total = np.zeros((2 * search + 1, 2 * search + 1))
    for item in matches:
        if item.match.abstain not in ("flat", "nodata"):
            total += _standardised(item.match.similarity)
    row, col = np.unravel_index(int(total.argmax()), total.shape)
    move = (np.array([col, row], dtype=np.float64) - search) * factor
    return moved_by(prior, (float(move[0]), float(move[1])))


def _standardised(similarity: NDArray[np.float32]) -> NDArray[np.float64]:
    values = similarity.astype(np.float64)
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)
