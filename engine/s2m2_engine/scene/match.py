"""Matches two scenes: two rasters give a folder of results.

rasters -> common grid -> coarse search -> tie points -> transform, held-out accuracy, verdict -> files
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..clock import fixed_time, time_of_making
from ..errors import InputError
from ..files import partial_folder, resolved
from ..library_environment import check_proj
from ..model.matcher import Matcher
from ..model.registry import SUBSTITUTE
from ..model.torch_support import DAMAGED, pytorch_damage
from ..names import ERROR_RASTER_FILE, MATCH_FILES, RESULT_FILE
from ..progress import Reporter
from ..version import __version__
from .fitting.accuracy import Fit
from .fitting.consensus import distortion
from .fitting.measurements import Measurements
from .fitting.reliability import (
    BEYOND_RADIUS,
    MINIMUM_INLIER_SHARE,
    MINIMUM_INLIERS,
    Chance,
    reason_of_clouds,
    reason_of_rivals,
)
from .fitting.transform import AffineTransform, Transform, followed_by, inverse_affine, reversed_transform
from .judging import Judgement, Prior, judge
from .matching.coarse import estimate_prior
from .matching.deformed import change_within_template
from .matching.drawings import reason_of_drawing, rests_on_drawing
from .matching.hypotheses import FoundHypothesis, find_hypothesis
from .matching.rivals import Evidence, find_rivals
from .matching.tiles import TileMatcher
from .opening import OpenScenes, open_scenes
from .raster.heights import open_dem
from .results.building import compared_ground, on_map
from .results.error_raster import write_error_raster
from .results.headline import metres
from .results.outputs import write_outputs
from .results.requirements import above_limit, requirements
from .results.requirements import measured as measured_requirements
from .results.result import FoundPrior, GridInfo, ImageFindings, InputInfo, MatchResult, ModelInfo, Shift
from .settings import MatchSettings
from .template_matching import TemplateMatches, match_again, match_templates
from .terrain import measure_terrain

UNFAMILIAR = "unfamiliar_ground"  # the code of the warning that most of a scene is unlike a tuned model's own ground
WIDENED = "search_widened"  # the code of the warning that the shift lies beyond the search radius that was asked for
TERRAIN = "residuals_depend_on_height"  # the code of the warning that relief displacement is left
ABOVE_LIMIT = "above_ce90_limit"  # the code of the warning that CE90 is above the user's limit
LONGER = "longer_than_radius"  # the code of the warning that the shift is longer than the search radius
_MOSTLY_FAMILIAR = 0.5
# From such a difference between the corners and the centre of most templates on, their peaks are blunt and displaced.
# Below it (scales of up to 4 %, rotations of up to 2°) another pass finds nothing better.
_MUCH_CHANGE_PX = 2.0
# Two passes along the fit find nearly all that more of them find.
_MOST_PASSES = 2
# Up to this change of scale or rotation (radians), the search as the files place the layers finds what there is.
_NEARLY_NONE = 0.025


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

    warn(SUBSTITUTE, matcher.note)
    if matcher.device == "cpu" and matcher.name != "structure":
        warn(DAMAGED, pytorch_damage())
    with ExitStack() as stack:
        dem = stack.enter_context(open_dem(settings.dem)) if settings.dem else None
        folder = stack.enter_context(partial_folder(settings.out, MATCH_FILES, last=RESULT_FILE))
        scenes = stack.enter_context(open_scenes(settings, warn, reporter.part(0, 0.04)))
        attempt = _attempt(scenes, matcher, settings, None, reporter.part(0.05, 0.94))
        if attempt.reasons == (BEYOND_RADIUS,):
            scenes, attempt = _widened(scenes, attempt, matcher, settings, stack, warn, reporter.part(0.94, 0.95))
        elif attempt.judgement.reasons:
            attempt = _along_hypothesis(scenes, matcher, settings, reporter.part(0.94, 0.95)) or attempt
        found, measured, images = attempt.found, attempt.judgement.on_map, attempt.images
        warn(UNFAMILIAR, _unfamiliar(matcher.name, found.familiar))
        reasons = attempt.reasons
        if BEYOND_RADIUS not in reasons:
            warn(LONGER, _longer_than_radius(measured.shift, scenes.radius_m))
        required = measured_requirements(
            requirements(settings.ce90_limit, scenes.moving.ground_pixel_m), measured.accuracy
        )
        if exceeded := above_limit(required):
            reporter.warning(ABOVE_LIMIT, exceeded)
        terrain = None
        if dem is not None:
            grid = scenes.grid
            terrain = measure_terrain(dem, measured.tie_points, grid.crs_text, grid.pixel_m, matcher.template_size)
            if terrain.found:
                reporter.warning(TERRAIN, terrain.sentence)
        result = MatchResult(
            status="unreliable" if reasons else "reliable",
            reasons=reasons,
            crs=scenes.grid.crs_text,
            moving=settings.moving_layer,
            shift=measured.shift,
            displacement=measured.displacement,
            transform=measured.transform,
            accuracy=measured.accuracy,
            candidates=measured.candidates,
            images=images,
            prior=_found_prior(attempt.prior, scenes),
            tie_points=measured.counts,
            requirements=required,
            terrain=terrain,
            model=ModelInfo(matcher.name, matcher.sha256),
            device=matcher.device,
            created=time_of_making(),
            seconds=None if fixed_time() else round(time.monotonic() - started, 2),
            inputs=(InputInfo.of(scenes.sar), InputInfo.of(scenes.optical)),
            grid=GridInfo(scenes.grid.pixel_m, scenes.grid.bbox),
            footprint=compared_ground(measured.tie_points, scenes.grid, matcher.template_size),
            settings={
                **settings.to_json(),
                "search_radius": scenes.radius_m,
                "spacing": found.spacing,
                "template": matcher.template_size,
            },
            version=__version__,
            warnings=tuple(notes),
            folder=resolved(settings.out),
        )
        reporter.progress("writing", 0.95, "Writing")
        fitted = attempt.judgement.as_they_are
        if settings.error_raster and fitted is not None:
            write_error_raster(folder / ERROR_RASTER_FILE, fitted, scenes.grid, found.spacing)
        write_outputs(folder, result, measured.tie_points, scenes.grid, found.patches, (scenes.sar, scenes.optical))
        reporter.raise_if_cancelled()
    reporter.progress("writing", 1.0, "Done")
    return result


@dataclass(frozen=True)
class _Attempt:
    """A match of the layers as their files place them, or along a hypothesis."""

    found: TemplateMatches
    judgement: Judgement
    images: ImageFindings
    prior: Prior | None

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.images.added_to(self.judgement.reasons)


def _attempt(
    scenes: OpenScenes,
    matcher: Matcher,
    settings: MatchSettings,
    hypothesis: FoundHypothesis | None,
    reporter: Reporter,
) -> _Attempt:
    """Match and judge; `scenes` show the optical layer along the hypothesis."""
    tiles = TileMatcher(scenes.sar_reader, scenes.optical_reader, matcher)
    start, levels = estimate_prior(tiles, scenes.coverage, scenes.radius_px, reporter.part(0.0, 0.1))
    found = match_templates(scenes, tiles, start, matcher, settings, reporter.part(0.1, 0.95))
    reporter.progress("fitting", 0.97, "Fitting")
    prior = None if hypothesis is None else Prior(_seen_from_moving(hypothesis.transform, scenes), hypothesis.tried)
    found, judgement = _judge(scenes, found, prior, matcher, reporter.part(0.97, 1.0))
    images = _look_at_images(scenes, tiles, levels, found, judgement, reporter)
    return _Attempt(found, judgement, images, prior)


def _widened(
    scenes: OpenScenes,
    attempt: _Attempt,
    matcher: Matcher,
    settings: MatchSettings,
    stack: ExitStack,
    warn: Callable[[str, str], None],
    reporter: Reporter,
) -> tuple[OpenScenes, _Attempt]:
    """Match within twice the search radius, and keep that if it is reliable; `stack` closes the rasters."""
    wider = replace(settings, search_radius=2 * scenes.radius_m)
    try:
        # What there is to warn of was said when the rasters were opened first.
        again = stack.enter_context(open_scenes(wider, lambda code, text: None, reporter.part(0.0, 0.1)))
        second = _attempt(again, matcher, settings, None, reporter.part(0.1, 1.0))
    except InputError as error:
        if error.code not in ("search_radius", "overlap_too_small"):
            raise
        return scenes, attempt
    if second.reasons:
        return scenes, attempt
    warn(
        WIDENED,
        f"The shift lies beyond the search radius of {scenes.radius_m:g} m, so that the search was widened to "
        f"{again.radius_m:g} m.",
    )
    return again, second


def _along_hypothesis(
    scenes: OpenScenes, matcher: Matcher, settings: MatchSettings, reporter: Reporter
) -> _Attempt | None:
    """Match along the rotation, scales and mirroring that the images support; None if that is not reliable."""
    hypothesis = find_hypothesis(
        scenes.sar_reader, scenes.optical_reader, scenes.coverage, scenes.radius_px, reporter.part(0.0, 0.2)
    )
    if hypothesis is None or distortion(hypothesis.transform) < _NEARLY_NONE:
        return None
    straight = scenes.straightened(hypothesis.transform)
    attempt = _attempt(straight, matcher, settings, hypothesis, reporter.part(0.2, 1.0))
    return None if attempt.reasons else attempt


def _seen_from_moving(transform: AffineTransform, scenes: OpenScenes) -> AffineTransform:
    """A transform from the SAR to the optical layer, as one from the moving layer to the reference."""
    return transform if scenes.moving is scenes.sar else inverse_affine(transform)


def _found_prior(prior: Prior | None, scenes: OpenScenes) -> FoundPrior | None:
    """The prior on the map."""
    if prior is None:
        return None
    grid = scenes.grid
    metres = np.array(grid.pixel_m) * (1, -1)
    linear = np.asarray(prior.transform.matrix)[:, :2] * metres[:, None] / metres
    return FoundPrior.of(on_map(prior.transform, grid), linear, prior.tried)


def _judge(
    scenes: OpenScenes, found: TemplateMatches, prior: Prior | None, matcher: Matcher, reporter: Reporter
) -> tuple[TemplateMatches, Judgement]:
    """Fit and judge; where the displacement changes within templates, match again along the fit if that is better."""

    def chance(fitted: Fit) -> Chance:
        return Chance.of(partial(found.evidence.chance, _from_sar(fitted, scenes)), fitted.limit_px)

    size, radius = matcher.template_size, scenes.radius_px

    def judged(points: Measurements) -> Judgement:
        return judge(points, scenes.grid, found.spacing, size, radius, chance, reporter, prior=prior)

    judgement = judged(found.points)
    for number in range(_MOST_PASSES):
        if not _changes_within_templates(found.points, judgement.fitted, matcher.template_size):
            break
        assert judgement.fitted is not None
        along = _from_sar(judgement.fitted, scenes)
        part = reporter.part(0.4 * number, 0.4 * number + 0.4)
        again = match_again(scenes, found, along, matcher, part)
        second = judged(again.points)
        if not second.agrees_better_than(judgement):
            break
        found, judgement = again, second
    return found, judgement


def _changes_within_templates(points: Measurements, fitted: Fit | None, template: int) -> bool:
    """Whether enough tie points agree on a displacement that changes much within a template."""
    fewest = max(MINIMUM_INLIERS, MINIMUM_INLIER_SHARE * points.usable.sum())
    if fitted is None or fitted.inlier.sum() < fewest:
        return False
    return change_within_template(fitted.transform, points.position[fitted.inlier], template) >= _MUCH_CHANGE_PX


def _look_at_images(
    scenes: OpenScenes,
    tiles: TileMatcher,
    levels: list[Evidence],
    found: TemplateMatches,
    judgement: Judgement,
    reporter: Reporter,
) -> ImageFindings:
    """Why the images say that the match is not to be trusted, whatever its tie points say."""
    reasons: tuple[str, ...] = ()
    fitted = judgement.fitted
    if fitted is not None:
        displacement = _from_sar(fitted, scenes)
        rivals = find_rivals(tiles, found.evidence, levels, displacement, scenes.radius_px, reporter)
        reasons += reason_of_rivals([rival.offset_px for rival in rivals], scenes.grid.pixel_m)
        if not reasons:
            drawing = rests_on_drawing(
                scenes.sar_reader, scenes.optical_reader, displacement, found.evidence.centre, reporter
            )
            reasons += reason_of_drawing(drawing)
    return ImageFindings(reasons + reason_of_clouds(scenes.hidden), scenes.fill_note, judgement.chance)


def _from_sar(fitted: Fit, scenes: OpenScenes) -> Transform:
    """The transform from the SAR to the optical layer as the scenes show it."""
    if scenes.moving is scenes.sar:
        return fitted.transform
    if scenes.along is None:
        return reversed_transform(fitted.transform)
    back = inverse_affine(scenes.along)
    return followed_by(reversed_transform(followed_by(fitted.transform, back)), back)


def _longer_than_radius(shift: Shift, radius_m: float) -> str:
    """A warning that the shift is longer than the search radius; "" if it is not.

    The search looks at a square, and each template at some pixels more than that.
    """
    length = math.hypot(shift.dx_m, shift.dy_m)
    if length <= radius_m:
        return ""
    return (
        f"The shift found, {metres(length)} m, is longer than the search radius of {radius_m:g} m: a search also sees "
        "what lies a little beyond. If the layers cannot be that far apart, do not use this match."
    )


def _unfamiliar(model: str, familiar: float) -> str:
    """A warning that a tuned model found little ground like the ground that it was tuned to; "" otherwise."""
    if familiar >= _MOSTLY_FAMILIAR:
        return ""
    return (
        f"{1 - familiar:.0%} of the ground looks like nothing that {model} was tuned to: there the model that it was "
        "tuned from matched."
    )
