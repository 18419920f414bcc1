"""Matches many small templates at full resolution: the measurements that a transform is fitted to."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.matcher import Matcher
from ..progress import FoundTiePoint, Reporter
from .fitting.measurements import Measurements, join
from .fitting.transform import Transform
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
        spacing: distance between neighbouring templates, px.
        familiar: the share of the templates that a tuned model matched itself, because their ground looked familiar.
        evidence: similarity maps of some of the templates.
    """

    points: Measurements
    patches: list[HeatmapPatch]
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
    level = Level(factor=1, template=size, radius=FINE_RADIUS)
    moving_is_sar = settings.moving_layer == "sar"
    parts: list[Measurements] = []
    patches: list[HeatmapPatch] = []
    familiar = 0
    evidence: list[TemplateMatch] = []
    reporter.progress("matching", 0.0, f"Matching {len(corners)} templates")
    for matches, done in tiles.match_templates(level, corners, prior, reporter):
        part = Measurements.of(matches).seen_from(moving_is_sar)
        parts.append(part)
        evidence += matches[:: max(1, len(corners) // _MOST_EVIDENCE)]
        familiar += sum(item.match.familiar for item in matches)
        patches += [heatmap_patch(item, moving_is_sar, min(spacing, 2 * FINE_RADIUS + 1)) for item in matches]
        reporter.tie_points(grid.crs_text, _on_map(part, grid))
        reporter.progress("matching", done / len(corners), f"{done} of {len(corners)} templates")
    share = familiar / len(corners) if len(corners) else 1.0
    return TemplateMatches(join(parts), patches, spacing, share, Evidence.of(level, evidence))


def _on_map(part: Measurements, grid: CommonGrid) -> list[FoundTiePoint]:
    use = part.usable
    xy = grid.xy(part.position[use, 0], part.position[use, 1])
    moved = grid.displacement_xy(part.displacement[use])
    return [
        FoundTiePoint(float(p[0]), float(p[1]), float(d[0]), float(d[1]), float(c))
        for p, d, c in zip(xy, moved, part.confidence[use], strict=True)
    ]
