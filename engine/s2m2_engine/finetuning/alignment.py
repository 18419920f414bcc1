"""Aligns each pair of scenes before blocks are cut, since the scenes may be further apart than a template's search
radius."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..arrays import Float64Array
from ..errors import InputError
from ..model.matcher import Matcher
from ..model.registry import KeptMatcher
from ..pairs.scene_pairs import ScenePair
from ..progress import Reporter
from ..scene.fitting.transform import Transform
from ..scene.match import match_scene
from ..scene.raster.sources import same_file
from ..scene.results.result import MatchResult, read_result
from ..scene.settings import MatchSettings
from ..training.label_refinement import field_coefficients
from .checked_points import BESIDE_PX, EarlierMatch
from .settings import MATCHES_FOLDER, FineTuneSettings, ScenePaths

# Codes of errors where rasters can be read, but give no training data.
_NOTHING_TO_LEARN = ("no_overlap", "overlap_too_small", "all_nodata", "constant_image", "raster_too_small")
# A damaged raster is left out where there are other pairs; where its pair is the only one, the error is raised.
_DAMAGED = "corrupt_raster"
# Further codes for displacements that an analyst gives: they may point outside the scenes.
_LEADS_NOWHERE = (*_NOTHING_TO_LEARN, "search_radius")


@dataclass(frozen=True)
class Alignment:
    """How one pair of scenes is aligned.

    Attributes:
        scene: the pair with the displacement that was found; None if no reliable displacement was found.
        reason: a sentence that says why `scene` is None; "" if it is not None.
    """

    paths: ScenePaths
    scene: ScenePair | None
    reason: str


def align(
    settings: FineTuneSettings, number: int, kept: KeptMatcher, reporter: Reporter, earlier: EarlierMatch | None = None
) -> Alignment:
    """Align pair `number` by its earlier match, or else by matching the whole scenes with the model that is to be tuned
    and then, where that is not reliable, with structure features. Matches of an earlier call are read again.

    Raises:
        InputError: a raster cannot be read.
        CancelledError: the user stopped the run.
    """
    paths, reason = settings.pairs[number], ""
    if earlier is not None and earlier.transform is not None:
        try:
            return Alignment(paths, _placed(paths, earlier.transform, earlier.reach_m), "")
        except InputError as error:
            if error.code not in _LEADS_NOWHERE:
                raise
            return Alignment(paths, None, error.message)
    # The model may not yet be able to match the scenes that it is to be tuned to.
    for model, device in ((settings.model, settings.device), ("structure", "cpu")):
        folder = settings.out / MATCHES_FOLDER / f"{number:03d}-{Path(model).stem}"
        result = _before(folder, paths)
        if result is None:
            try:
                result = _match(settings, paths, kept.load(model, device), folder, reporter)
            except InputError as error:
                # A pair that cannot be matched is left out; a file that cannot be read is the user's mistake.
                if error.code not in _NOTHING_TO_LEARN and not (error.code == _DAMAGED and len(settings.pairs) > 1):
                    raise
                return Alignment(paths, None, error.message)
        if result.reliable:
            reach_m = math.hypot(result.shift.dx_m, result.shift.dy_m) + BESIDE_PX * min(result.grid.pixel_m)
            return Alignment(paths, _placed(paths, result.transform, reach_m), "")
        reason = reason or " ".join(result.reasons)
    return Alignment(paths, None, reason)


def _match(
    settings: FineTuneSettings, paths: ScenePaths, matcher: Matcher, folder: Path, reporter: Reporter
) -> MatchResult:
    return match_scene(
        MatchSettings(
            sar=paths.sar,
            optical=paths.optical,
            out=folder,
            moving="sar",
            search_radius=settings.search_radius,
        ),
        matcher,
        reporter,
    )


def _before(folder: Path, paths: ScenePaths) -> MatchResult | None:
    """Read the match that an earlier call wrote to `folder`; None if there is none, or if it is of other files."""
    try:
        result = read_result(folder)
    except InputError:
        return None
    given = (paths.sar, paths.optical)
    return result if all(same_file(one.path, path) for one, path in zip(result.inputs, given)) else None


def _placed(paths: ScenePaths, transform: Transform, reach_m: float) -> ScenePair:
    """The pair with the displacement of `transform` (in the SAR raster's CRS); `reach_m` as in `EarlierMatch`."""
    scene = ScenePair(Path(paths.sar), Path(paths.optical), reach_m=reach_m)
    grid = scene.grid

    def displacement(position: Float64Array) -> Float64Array:
        moved = transform.displacement(grid.xy(position[:, 0], position[:, 1]))
        return np.asarray(grid.displacement_px(moved), dtype=np.float64)

    return scene.with_displacement(field_coefficients(displacement, scene.core()))
