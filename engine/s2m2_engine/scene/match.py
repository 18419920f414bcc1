"""Matches two scenes: two rasters give a folder of results.

rasters -> common grid -> coarse search -> tie points -> transform, held-out accuracy, verdict -> files
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..files import partial_folder, resolved
from ..gdal_environment import check_proj
from ..model.matcher import Matcher
from ..model.registry import NO_TORCH_DEFAULT
from ..names import MATCH_FILES, RESULT_FILE
from ..progress import FoundTiePoint, Reporter
from ..version import __version__
from .fitting.accuracy import fit
from .fitting.measurements import Measurements, join
from .fitting.reliability import Circumstances, reason_of_clouds, reason_of_rivals, reasons_against
from .fitting.transform import Transform
from .matching.coarse import estimate_prior
from .matching.drawings import reason_of_drawing, rests_on_drawing
from .matching.placement import Coverage, automatic_spacing, place_templates
from .matching.rivals import Evidence, find_rivals, from_sar
from .matching.tiles import Level, TemplateMatch, TileMatcher
from .raster.clouds import find_clouds
from .raster.common_fill import leave_out_common_fill
from .raster.geodesy import directions_turn
from .raster.grid import CommonGrid, common_grid
from .raster.raster import Layer, Raster, check_content, open_raster
from .raster.reader import GridReader
from .results.building import place_on_map
from .results.heatmap_file import HeatmapPatch, heatmap_patch
from .results.outputs import write_outputs
from .results.result import GridInfo, InputInfo, MatchResult, ModelInfo
from .settings import DEFAULT_SEARCH_RADIUS_M, MatchSettings

# The intended number of tie points: it allows an accuracy of about a hundredth of their scatter within about a minute.
_TIE_POINTS = 1200
# With fewer tie points, templates with less ground that both layers hold are matched, too.
_FEW_TEMPLATES = 100
# Radius in pixels of the fine search around the prediction: it covers the coarse stage's error and that of relief.
_FINE_RADIUS = 12
# The largest search radius that is chosen automatically, as a share of the overlap's shorter side: with a larger one,
# too little ground would be left at the largest shifts to judge them by.
_LARGEST_RADIUS = 1 / 3
UNFAMILIAR = "unfamiliar_ground"  # the code of the warning that most of a scene is unlike a tuned model's own ground
UNDECLARED_FILL = "undeclared_fill"  # the code of the warning that a value of one raster was taken for nodata
COMMON_FILL = "common_fill"  # the code of the warning that a fill which nobody declared was taken for nodata
POLE = "pole"  # the code of the warning that directions are those of the CRS's axes
CLOUDS = "clouds"  # the code of the warning that bright areas without texture were left out
_MOSTLY_FAMILIAR = 0.5
# About how many templates' similarity maps are kept until the end: more would tell no more about rival shifts.
_MOST_EVIDENCE = 2000
# The overview of valid data has at most this many pixels on each side.
_COVERAGE_SIDE = 1024


@dataclass(frozen=True)
class _Found:
    points: Measurements
    patches: list[HeatmapPatch]
    spacing: int
    # The share of the templates that a tuned model matched itself, because their ground looked familiar.
    familiar: float
    evidence: Evidence


def match_scene(settings: MatchSettings, matcher: Matcher, reporter: Reporter | None = None) -> MatchResult:
    """Match a SAR and an optical raster and write the results to `settings.out`, whole or not at all.

    Args:
        settings: the rasters, the output folder and all options of the match.
        matcher: finds the templates; see `model.registry.load_matcher`.
        reporter: receives progress, tie points as they are found, and warnings.

    Returns:
        What result.json holds. An unreliable match is a result, too.

    Raises:
        InputError: settings or rasters cannot be used, or the output cannot be written.
        EngineError: the disk is full, or PROJ lacks its data.
        CancelledError: the match was cancelled; no file is left behind.
    """
    started = time.monotonic()
    reporter = reporter or Reporter()
    settings.check()
    check_proj()
    reporter.progress("reading", 0.0, "Reading")
    notes: list[str] = []

    def warn(code: str, text: str) -> None:
        if text:
            notes.append(text)
            reporter.warning(code, text)

    warn(NO_TORCH_DEFAULT, matcher.note)
    with ExitStack() as stack:
        folder = stack.enter_context(partial_folder(resolved(settings.out), MATCH_FILES, last=RESULT_FILE))
        sar = stack.enter_context(open_raster(settings.sar, "sar", settings.sar_name, settings.sar_crs))
        optical = stack.enter_context(
            open_raster(settings.optical, "optical", settings.optical_name, settings.optical_crs)
        )
        for index, raster in enumerate((sar, optical)):
            reporter.raise_if_cancelled()
            check_content(raster, reporter.part(0.02 * index, 0.02 * (index + 1)))
            warn(UNDECLARED_FILL, _undeclared_fill(raster))
        moving, reference = (sar, optical) if settings.moving_layer == "sar" else (optical, sar)
        grid, radius_m = _grid(moving, reference, settings)
        radius_px = radius_m / min(grid.pixel_m)
        fill_note = _mask_common_fill(sar, optical, grid)
        warn(COMMON_FILL, fill_note)
        sar_reader = stack.enter_context(GridReader(sar, grid))
        optical_reader = stack.enter_context(GridReader(optical, grid))
        clouds, hidden = _hide_clouds(optical_reader)
        warn(CLOUDS, clouds)
        coverage = _coverage(grid, sar_reader, optical_reader, settings.moving_layer)
        if directions_turn(grid.crs, grid.bbox):
            warn(
                POLE, f"A pole is in the scene or near it: east and north are the x and y axes of {grid.crs_text[:60]}."
            )
        tiles = TileMatcher(sar_reader, optical_reader, matcher)
        prior, levels = estimate_prior(tiles, coverage, radius_px, reporter.part(0.05, 0.15))
        found = _tie_points(tiles, coverage, prior, matcher, grid, settings, reporter.part(0.15, 0.9))
        warn(UNFAMILIAR, _unfamiliar(matcher.name, found.familiar))

        reporter.progress("fitting", 0.92, "Fitting")
        fitted = fit(found.points, reporter) if found.points.usable.any() else None
        on_map = place_on_map(found.points, fitted, grid)
        reasons = reasons_against(
            found.points,
            fitted,
            on_map.accuracy,
            Circumstances(
                window_cells=(2 * _FINE_RADIUS + 1) ** 2,
                independent_share=min(1.0, (2 * found.spacing / matcher.template_size) ** 2),
                shift_px=(on_map.shift.dx_px, on_map.shift.dy_px),
                radius_px=radius_px,
            ),
        )
        if fitted is not None:
            displacement = from_sar(fitted.transform, settings.moving_layer == "sar")
            rivals = find_rivals(tiles, found.evidence, levels, displacement, radius_px, reporter)
            reasons += reason_of_rivals([rival.offset_px for rival in rivals], grid.pixel_m)
            if not reasons:
                drawing = rests_on_drawing(sar_reader, optical_reader, displacement, found.evidence.centre, reporter)
                reasons += reason_of_drawing(drawing)
        reasons += reason_of_clouds(hidden)
        if reasons and fill_note:
            reasons += (fill_note,)
        result = MatchResult(
            status="unreliable" if reasons else "reliable",
            reasons=reasons,
            crs=grid.crs_text,
            moving=settings.moving_layer,
            shift=on_map.shift,
            transform=on_map.transform,
            accuracy=on_map.accuracy,
            tie_points=on_map.counts,
            model=ModelInfo(matcher.name, matcher.sha256),
            device=matcher.device,
            seconds=round(time.monotonic() - started, 2),
            inputs=(InputInfo.of(sar), InputInfo.of(optical)),
            grid=GridInfo(grid.pixel_m, grid.bbox),
            settings={**settings.to_json(), "search_radius": radius_m, "spacing": found.spacing},
            version=__version__,
            warnings=tuple(notes),
            folder=resolved(settings.out),
        )
        reporter.progress("writing", 0.95, "Writing")
        write_outputs(folder, result, on_map.tie_points, grid, found.patches, moving)
        reporter.raise_if_cancelled()
    reporter.progress("writing", 1.0, "Done")
    return result


def _grid(moving: Raster, reference: Raster, settings: MatchSettings) -> tuple[CommonGrid, float]:
    """The common grid and the search radius in metres: the one that the user set, or one that fits the overlap."""
    if settings.search_radius is not None:
        return common_grid(moving, reference, settings.search_radius, settings.bbox), settings.search_radius
    radius = DEFAULT_SEARCH_RADIUS_M
    while True:
        try:
            return common_grid(moving, reference, radius, settings.bbox, _LARGEST_RADIUS), radius
        except InputError as error:
            if error.code != "search_radius":
                raise
            radius /= 2


def _undeclared_fill(raster: Raster) -> str:
    """A warning that names outlying values that are taken for nodata; "" if there are none, or only zeros."""
    values = " and ".join(f"{fill:g}" for fill in raster.radiometry.fills if fill)
    if not values:
        return ""
    return (
        f"{raster.name} has {values} in solid areas, unlike all its other values. It was taken for nodata; declare it "
        f"as nodata in Layer Properties > Transparency or with gdal_edit.py -a_nodata."
    )


def _mask_common_fill(sar: Raster, optical: Raster, grid: CommonGrid) -> str:
    """Treat a fill that both layers share as nodata, and return a warning about it; "" if there is no such fill."""
    fill = leave_out_common_fill(sar, optical, grid)
    if fill is None:
        return ""
    named = []
    for raster, value in ((sar, fill.sar), (optical, fill.optical)):
        if value is None:
            named.append(f"nodata in {raster.name}")
        else:
            named.append(f"{', '.join(f'{band:g}' for band in dict.fromkeys(value))} in {raster.name}")
    return (
        f"Both layers are empty on the same ground ({' and '.join(named)}), though not both files declare it as "
        "nodata. These pixels were left out: their outline would have been matched instead of the ground."
    )


def _hide_clouds(optical: GridReader) -> tuple[str, float]:
    """Treat clouds as nodata, and return a warning about them ("" if there are none) and their share of the ground."""
    found = find_clouds(optical)
    if found is None:
        return "", 0.0
    optical.hide(found.mask, found.factor)
    return (
        f"{found.share:.0%} of the ground is bright and without texture in {optical.raster.name}, as clouds and snow "
        "are. It was left out."
    ), found.share


def _coverage(grid: CommonGrid, sar: GridReader, optical: GridReader, moving: Layer) -> Coverage:
    """Where each layer holds data; the moving layer only within the area that is to be matched."""
    factor = max(4, -(-max(grid.width, grid.height) // _COVERAGE_SIDE))
    masks = {"sar": sar.valid_mask(factor), "optical": optical.valid_mask(factor)}
    core = np.zeros_like(masks[moving])
    first, end = (grid.core.row, grid.core.col), (grid.core.row + grid.core.height, grid.core.col + grid.core.width)
    core[first[0] // factor : -(-end[0] // factor), first[1] // factor : -(-end[1] // factor)] = True
    masks[moving] = masks[moving] & core
    return Coverage(masks["sar"], masks["optical"], factor)


def _tie_points(
    tiles: TileMatcher,
    coverage: Coverage,
    prior: Transform,
    matcher: Matcher,
    grid: CommonGrid,
    settings: MatchSettings,
    reporter: Reporter,
) -> _Found:
    size = matcher.template_size
    spacing = settings.spacing or automatic_spacing(coverage, prior, size, _TIE_POINTS)
    corners = place_templates(coverage, prior, size, spacing, few=_FEW_TEMPLATES)
    level = Level(factor=1, template=size, radius=_FINE_RADIUS)
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
        patches += [heatmap_patch(item, moving_is_sar, min(spacing, 2 * _FINE_RADIUS + 1)) for item in matches]
        reporter.tie_points(grid.crs_text, _found(part, grid))
        reporter.progress("matching", done / len(corners), f"{done} of {len(corners)} templates")
    share = familiar / len(corners) if len(corners) else 1.0
    return _Found(join(parts), patches, spacing, share, Evidence.of(level, evidence))


def _unfamiliar(model: str, familiar: float) -> str:
    """A warning that a tuned model found little ground like the ground that it was tuned to; "" otherwise."""
    if familiar >= _MOSTLY_FAMILIAR:
        return ""
    return (
        f"{1 - familiar:.0%} of the ground looks like nothing that {model} was tuned to: there the model that it was "
        "tuned from matched."
    )


def _found(part: Measurements, grid: CommonGrid) -> list[FoundTiePoint]:
    use = part.usable
    xy = grid.xy(part.position[use, 0], part.position[use, 1])
    moved = grid.displacement_xy(part.displacement[use])
    return [
        FoundTiePoint(float(p[0]), float(p[1]), float(d[0]), float(d[1]), float(c))
        for p, d, c in zip(xy, moved, part.confidence[use], strict=True)
    ]
