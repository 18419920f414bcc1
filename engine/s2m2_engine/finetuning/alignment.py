"""Where two scenes really lie: found first, since they may be further apart than a template's search reaches."""

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
from .checked_points import BESIDE_PX, Known
from .settings import MATCHES_FOLDER, FineTuneSettings, ScenePaths

# Errors of rasters that can be read but teach nothing.
_NOTHING_TO_LEARN = ("no_overlap", "overlap_too_small", "all_nodata", "constant_image", "raster_too_small")
# Of many pairs one that is damaged is left out; alone it is a mistake.
_DAMAGED = "corrupt_raster"
# Displacements that an analyst gives may lead out of the scenes.
_LEADS_NOWHERE = (*_NOTHING_TO_LEARN, "search_radius")


@dataclass(frozen=True)
class Alignment:
    """Attributes:
    scene: the pair with the displacement that was found; None if there is none to rely on.
    reason: why not, in a sentence; "" if it is.
    """

    paths: ScenePaths
    scene: ScenePair | None
    reason: str


def align(
    settings: FineTuneSettings, number: int, kept: KeptMatcher, reporter: Reporter, known: Known | None = None
) -> Alignment:
    """Where one pair lies: as is known, or else matched as whole scenes, with the model that is to be tuned; what was
    found before is read again.

    Raises:
        InputError: a raster cannot be read. CancelledError.
    """
    paths, reason = settings.pairs[number], ""
    if known is not None and known.transform is not None:
        try:
            return Alignment(paths, _placed(paths, known.transform, known.reach_m), "")
        except InputError as error:
            if error.code not in _LEADS_NOWHERE:
                raise
            return Alignment(paths, None, error.message)
    # What the model is to learn it may not be able to match yet.
    for model, device in ((settings.model, settings.device), ("structure", "cpu")):
        folder = settings.out / MATCHES_FOLDER / f"{number:03d}-{Path(model).stem}"
        result = _before(folder, paths)
        if result is None:
            try:
                result = _match(settings, paths, kept.load(model, device), folder, reporter)
            except InputError as error:
                # A pair that cannot be matched is none to learn from; a file that cannot be read is a mistake.
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
    """The match of an earlier call, if it is of these files."""
    try:
        result = read_result(folder)
    except InputError:
        return None
    given = (paths.sar, paths.optical)
    return result if all(same_file(one.path, path) for one, path in zip(result.inputs, given)) else None


def _placed(paths: ScenePaths, transform: Transform, reach_m: float) -> ScenePair:
    """The pair with a displacement that is given in the SAR raster's CRS; `reach_m` as for `Known`."""
    scene = ScenePair(Path(paths.sar), Path(paths.optical), reach_m=reach_m)
    grid = scene.grid

    def displacement(position: Float64Array) -> Float64Array:
        moved = transform.displacement(grid.xy(position[:, 0], position[:, 1]))
        return np.asarray(grid.displacement_px(moved), dtype=np.float64)

    return scene.with_displacement(field_coefficients(displacement, scene.core()))
