"""Matches many small templates at full resolution: the measurements that a transform is fitted to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..model.matcher import Matcher
from ..progress import FoundTiePoint, Reporter
from .fitting.measurements import Measurements, join
from .fitting.transform import AffineTransform, ShiftTransform, Transform
from .matching.deformed import DeformedReader, in_grid
from .matching.placement import automatic_spacing, place_templates
from .matching.rivals import Evidence
from .matching.tiles import Level, TemplateMatch, TileMatcher
from .opening import OpenScenes
from .raster.grid import CommonGrid
from .results.heatmap_file import HeatmapPatch, heatmap_patch
from .settings import MatchSettings

# The intended number of tie points: it allows an accuracy of about a hundredth of their scatter within about a minute.
_TIE_POINTS = 1200
# With fewer tie points, templates with less ground that both layers hold are matched, too.
_FEW_TEMPLATES = 100
# Radius in pixels of the fine search around the prediction: it covers the coarse stage's error and that of relief.
FINE_RADIUS = 12
# About how many templates' similarity maps are kept until the end: more would tell no more about rival shifts.
_MOST_EVIDENCE = 2000


@dataclass(frozen=True)
class TemplateMatches:
    """What the templates of the fine stage gave.

    Attributes:
        points: the measurements, as seen from the moving layer.
        patches: the part of each heatmap that is drawn.
        corners: (n, 2) upper left corners of the templates in the SAR layer, pixels of the common grid.
        spacing: distance between neighbouring templates, px.
        familiar: the share of the templates that a tuned model matched itself, because their ground looked familiar.
        evidence: similarity maps of some of the templates, in the optical layer as the scenes show it.
    """

    points: Measurements
    patches: list[HeatmapPatch]
    corners: NDArray[np.int64]
    spacing: int
    familiar: float
    evidence: Evidence


def match_templates(
    scenes: OpenScenes,
    tiles: TileMatcher,
    prior: Transform,
    matcher: Matcher,
    settings: MatchSettings,
    reporter: Reporter,
) -> TemplateMatches:
    """Match templates all over the ground that both layers hold.

    Args:
        prior: the predicted displacement, SAR to optical, in pixels of the common grid.

    Raises:
        InputError: "corrupt_raster": a raster cannot be read.
        CancelledError: the reporter wants to stop.
    """
    coverage, grid = scenes.coverage, scenes.grid
    size = matcher.template_size
    spacing = settings.spacing or automatic_spacing(coverage, prior, size, _TIE_POINTS)
    corners = place_templates(coverage, prior, size, spacing, few=_FEW_TEMPLATES)
    level = _level(size)
    collected = _Collected(settings.moving_layer == "sar", spacing, scenes.along)
    familiar = 0
    evidence: list[TemplateMatch] = []
    reporter.progress("matching", 0.0, f"Matching {len(corners)} templates")
    for matches, done in tiles.match_templates(level, corners, prior, reporter):
        part = collected.add(matches)
        evidence += matches[:: max(1, len(corners) // _MOST_EVIDENCE)]
        familiar += sum(item.match.familiar for item in matches)
        reporter.tie_points(grid.crs_text, _on_map(part, grid))
        reporter.progress("matching", done / len(corners), f"{done} of {len(corners)} templates")
    share = familiar / len(corners) if len(corners) else 1.0
    return TemplateMatches(
        join(collected.parts), collected.patches, corners, spacing, share, Evidence.of(level, evidence)
    )


def match_again(
    scenes: OpenScenes, found: TemplateMatches, fitted: Transform, matcher: Matcher, reporter: Reporter
) -> TemplateMatches:
    """Match the same templates in the optical layer as it looks when it is straightened along a first fit.

    The evidence for and against other shifts stays that of the layers as they are.

    Args:
        fitted: SAR to optical as the scenes show it, in pixels of the common grid.

    Raises:
        InputError: "corrupt_raster": a raster cannot be read.
        CancelledError: the reporter wants to stop.
    """
    tiles = TileMatcher(scenes.sar_reader, DeformedReader(scenes.optical_reader, fitted), matcher)
    collected = _Collected(scenes.moving is scenes.sar, found.spacing, scenes.along)
    count = len(found.corners)
    for matches, done in tiles.match_templates(
        _level(matcher.template_size), found.corners, ShiftTransform(0.0, 0.0), reporter
    ):
        collected.add([in_grid(item, fitted) for item in matches])
        reporter.progress("matching", done / count, f"{done} of {count} templates along the distortion")
    return replace(found, points=join(collected.parts), patches=collected.patches)


def _level(template: int) -> Level:
    return Level(factor=1, template=template, radius=FINE_RADIUS)


class _Collected:
    """Turns matches, block by block, into measurements and patches as seen from the moving layer."""

    def __init__(self, moving_is_sar: bool, spacing: int, along: AffineTransform | None) -> None:
        self._along = along
        self._moving_is_sar = moving_is_sar
        self._side = min(spacing, 2 * FINE_RADIUS + 1)
        self.parts: list[Measurements] = []
        self.patches: list[HeatmapPatch] = []

    def add(self, matches: list[TemplateMatch]) -> Measurements:
        if self._along is not None:
            matches = [in_grid(item, self._along) for item in matches]
        part = Measurements.of(matches).seen_from(self._moving_is_sar)
        self.parts.append(part)
        self.patches += [heatmap_patch(item, self._moving_is_sar, self._side) for item in matches]
        return part


def _on_map(part: Measurements, grid: CommonGrid) -> list[FoundTiePoint]:
    use = part.usable
    xy = grid.xy(part.position[use, 0], part.position[use, 1])
    moved = grid.displacement_xy(part.displacement[use])
    return [
        FoundTiePoint(float(p[0]), float(p[1]), float(d[0]), float(d[1]), float(c))
        for p, d, c in zip(xy, moved, part.confidence[use], strict=True)
    ]
