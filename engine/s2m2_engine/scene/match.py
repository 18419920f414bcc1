"""Match two scenes: from two rasters to a folder of results.

rasters -> common grid -> coarse search -> tie points -> transform, held-out accuracy, verdict -> files
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..files import partial_folder
from ..model.matcher import Matcher
from ..model.registry import NO_TORCH_DEFAULT, load_matcher, substitute_note
from ..progress import FoundTiePoint, Reporter
from ..version import __version__
from .fitting.accuracy import Accuracy, Fit, fit, measure
from .fitting.measurements import Measurements, join
from .fitting.reliability import Circumstances, reasons_against
from .fitting.tie_points import TiePointSet
from .fitting.transform import ShiftTransform, Transform, fit_transform
from .matching.coarse import estimate_prior
from .matching.placement import Coverage, automatic_spacing, place_templates
from .matching.tiles import Level, TemplateMatch, TileMatcher
from .raster.geodesy import displacement_m
from .raster.grid import CommonGrid, common_grid
from .raster.raster import Layer, Raster, check_content, open_raster
from .raster.reader import GridReader
from .results.heatmap_file import HeatmapPatch
from .results.heatmap_patches import heatmap_patch
from .results.outputs import write_outputs
from .results.result import (
    MATCH_FILES,
    RESULT_FILE,
    GridInfo,
    InputInfo,
    MatchResult,
    ModelInfo,
    Shift,
    TiePointCounts,
)
from .settings import DEFAULT_SEARCH_RADIUS_M, MatchSettings

# Tie points aimed at: enough for an accuracy of a hundredth of their scatter, few enough for a minute's work.
_TIE_POINTS = 1200
# Fine search around the prediction, pixels: the coarse stage's error and what relief adds.
_FINE_RADIUS = 12
UNFAMILIAR = "unfamiliar_ground"  # the code of the warning that most of a scene is not what a tuned model was tuned to
_MOSTLY_FAMILIAR = 0.5
# The overview of where data are valid has at most this many pixels a side.
_COVERAGE_SIDE = 1024


@dataclass(frozen=True)
class _Found:
    points: Measurements
    patches: list[HeatmapPatch]
    spacing: int
    # Share of the templates on ground that a tuned model took for its own.
    familiar: float


def match_scene(settings: MatchSettings, reporter: Reporter) -> MatchResult:
    """Match SAR and optical as `settings` say and write the results to `settings.out`, whole or not at all.

    Returns:
        What result.json holds. A match that is not reliable is a result, too.

    Raises:
        InputError: unusable settings or rasters, output not writable.
        EngineError: disk full.
        CancelledError: nothing is left behind.
    """
    started = time.monotonic()
    settings.check()
    reporter.progress("reading", 0.0, "Reading")
    matcher = load_matcher(settings.model, settings.device)
    notes: list[str] = []

    def warn(code: str, text: str) -> None:
        if text:
            notes.append(text)
            reporter.warning(code, text)

    warn(NO_TORCH_DEFAULT, substitute_note(settings.model))
    with ExitStack() as stack:
        folder = stack.enter_context(partial_folder(settings.out.resolve(), MATCH_FILES, last=RESULT_FILE))
        sar = stack.enter_context(open_raster(settings.sar, "sar", settings.sar_name, settings.sar_crs))
        optical = stack.enter_context(
            open_raster(settings.optical, "optical", settings.optical_name, settings.optical_crs)
        )
        for raster in (sar, optical):
            reporter.raise_if_cancelled()
            check_content(raster)
        moving, reference = (sar, optical) if settings.moving_layer == "sar" else (optical, sar)
        grid, radius_m = _grid(moving, reference, settings)
        radius_px = radius_m / min(grid.pixel_m)
        sar_reader = stack.enter_context(GridReader(sar, grid))
        optical_reader = stack.enter_context(GridReader(optical, grid))
        coverage = _coverage(grid, sar_reader, optical_reader, settings.moving_layer)
        tiles = TileMatcher(sar_reader, optical_reader, matcher)
        prior = estimate_prior(tiles, coverage, radius_px, reporter)
        found = _tie_points(tiles, coverage, prior, matcher, grid, settings, reporter)
        warn(UNFAMILIAR, _unfamiliar(matcher.name, found.familiar))

        reporter.progress("fitting", 0.92, "Fitting")
        fitted = fit(found.points, reporter) if found.points.usable.any() else None
        accuracy = _accuracy(fitted, grid)
        tie_points = _tie_point_set(found.points, fitted, grid)
        transform = _map_transform(tie_points, found.points, fitted)
        shift = _shift(transform, grid, found.points)
        reasons = reasons_against(
            found.points,
            fitted,
            accuracy,
            Circumstances(
                window_cells=(2 * _FINE_RADIUS + 1) ** 2,
                independent_share=min(1.0, (2 * found.spacing / matcher.template_size) ** 2),
                shift_px=(shift.dx_px, shift.dy_px),
                radius_px=radius_px,
            ),
        )
        result = MatchResult(
            status="unreliable" if reasons else "reliable",
            reasons=reasons,
            crs=grid.crs_text,
            moving=settings.moving_layer,
            shift=shift,
            transform=transform,
            accuracy=accuracy,
            tie_points=TiePointCounts(total=int(found.points.usable.sum()), inliers=int(tie_points.inlier.sum())),
            model=ModelInfo(matcher.name, matcher.sha256),
            device=matcher.device,
            seconds=round(time.monotonic() - started, 2),
            inputs=tuple(_input_info(raster) for raster in (sar, optical)),
            grid=GridInfo(grid.pixel_m, grid.bbox),
            settings={**settings.to_json(), "search_radius": radius_m, "spacing": found.spacing},
            version=__version__,
            warnings=tuple(notes),
        )
        reporter.progress("writing", 0.95, "Writing")
        write_outputs(folder, result, tie_points, grid, found.patches, moving)
        reporter.raise_if_cancelled()
    reporter.progress("writing", 1.0, "Done")
    return result


def _grid(moving: Raster, reference: Raster, settings: MatchSettings) -> tuple[CommonGrid, float]:
    """The common grid and the search radius in metres: what the user set, or what fits the overlap."""
    if settings.search_radius is not None:
        return common_grid(moving, reference, settings.search_radius, settings.bbox), settings.search_radius
    radius = DEFAULT_SEARCH_RADIUS_M
    while True:
        try:
            return common_grid(moving, reference, radius, settings.bbox), radius
        except InputError as error:
            if error.code != "search_radius":
                raise
            radius /= 2


def _coverage(grid: CommonGrid, sar: GridReader, optical: GridReader, moving: Layer) -> Coverage:
    """Where both hold data; the moving layer only within what is to be matched of it."""
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
    corners = place_templates(coverage, prior, size, spacing)
    level = Level(factor=1, template=size, radius=_FINE_RADIUS)
    moving_is_sar = settings.moving_layer == "sar"
    parts: list[Measurements] = []
    patches: list[HeatmapPatch] = []
    familiar = 0
    reporter.progress("matching", 0.15, f"Matching {len(corners)} templates")
    for matches, done in tiles.match_templates(level, corners, prior, reporter):
        part = _measurements(matches).seen_from(moving_is_sar)
        parts.append(part)
        familiar += sum(item.match.familiar for item in matches)
        patches += [heatmap_patch(item, moving_is_sar, min(spacing, 2 * _FINE_RADIUS + 1)) for item in matches]
        reporter.tie_points(grid.crs_text, _found(part, grid))
        reporter.progress("matching", 0.15 + 0.75 * done / len(corners), f"{done} of {len(corners)} templates")
    return _Found(join(parts), patches, spacing, familiar / len(corners) if len(corners) else 1.0)


def _unfamiliar(model: str, familiar: float) -> str:
    """What to tell of a tuned model that found little ground like that which it was tuned to; "" otherwise."""
    if familiar >= _MOSTLY_FAMILIAR:
        return ""
    return (
        f"{1 - familiar:.0%} of the ground looks like nothing that {model} was tuned to: there the model that it was "
        "tuned from matched."
    )


def _measurements(matches: list[TemplateMatch]) -> Measurements:
    return Measurements(
        position=np.array([item.centre for item in matches]).reshape(-1, 2),
        displacement=np.array([item.displacement for item in matches]).reshape(-1, 2),
        covariance=np.array([item.covariance for item in matches]).reshape(-1, 2, 2),
        confidence=np.array([item.match.confidence for item in matches], dtype=np.float64),
        abstained=np.array([item.match.abstain is not None for item in matches], dtype=bool),
    )


def _found(part: Measurements, grid: CommonGrid) -> list[FoundTiePoint]:
    use = part.usable
    xy = grid.xy(part.position[use, 0], part.position[use, 1])
    moved = grid.displacement_xy(part.displacement[use])
    return [
        FoundTiePoint(float(p[0]), float(p[1]), float(d[0]), float(d[1]), float(c))
        for p, d, c in zip(xy, moved, part.confidence[use], strict=True)
    ]


def _accuracy(fitted: Fit | None, grid: CommonGrid) -> Accuracy:
    if fitted is None:
        nan = float("nan")
        return Accuracy(nan, nan, nan, nan, 0)
    return measure(fitted, grid.pixel_m)


def _tie_point_set(points: Measurements, fitted: Fit | None, grid: CommonGrid) -> TiePointSet:
    xy = grid.xy(points.position[:, 0], points.position[:, 1])
    displacement_xy = grid.displacement_xy(points.displacement)
    held_out = np.full((len(points), 2), np.nan) if fitted is None else fitted.held_out
    return TiePointSet(
        moving_xy=xy,
        displacement_xy=displacement_xy,
        displacement_m=displacement_m(grid.crs, xy, displacement_xy),
        displacement_px=points.displacement,
        covariance_px=points.covariance,
        confidence=points.confidence,
        abstained=points.abstained,
        inlier=np.zeros(len(points), dtype=bool) if fitted is None else fitted.inlier,
        residual_px=np.linalg.norm(held_out, axis=1),
        residual_m=np.linalg.norm(held_out * np.asarray(grid.pixel_m), axis=1),
    )


def _map_transform(tie_points: TiePointSet, points: Measurements, fitted: Fit | None) -> Transform:
    """The transform in map coordinates: of the kind that was chosen, fitted to the inliers."""
    if fitted is None or not tie_points.inlier.any():
        return ShiftTransform(0.0, 0.0)
    use: NDArray[np.bool_] = tie_points.inlier
    kind = fitted.kind
    try:
        return fit_transform(kind, tie_points.moving_xy[use], tie_points.displacement_xy[use], points.weights[use])
    except InputError:
        return fit_transform("shift", tie_points.moving_xy[use], tie_points.displacement_xy[use])


def _shift(transform: Transform, grid: CommonGrid, points: Measurements) -> Shift:
    """The transform's displacement at the centre of the matched tie points' extent."""
    if len(points):
        centre = (points.position.min(axis=0) + points.position.max(axis=0)) / 2
    else:
        centre = np.array([grid.width / 2, grid.height / 2])
    xy = grid.xy(centre[:1], centre[1:])
    moved = transform.displacement(xy)
    metres = displacement_m(grid.crs, xy, moved)[0]
    pixels = (grid.colrow(xy + moved) - grid.colrow(xy))[0]
    return Shift(
        dx=float(moved[0, 0]),
        dy=float(moved[0, 1]),
        dx_m=float(metres[0]),
        dy_m=float(metres[1]),
        dx_px=float(pixels[0]),
        dy_px=float(pixels[1]),
    )


def _input_info(raster: Raster) -> InputInfo:
    return InputInfo(
        role=raster.role,
        # Absolute, so that a correction from elsewhere knows the reference again; names for GDAL stay as they are.
        path=os.path.abspath(raster.path) if os.path.exists(raster.path) else raster.path,
        name=raster.name,
        crs=raster.crs_text,
        width=raster.width,
        height=raster.height,
    )
