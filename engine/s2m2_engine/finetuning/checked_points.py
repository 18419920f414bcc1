"""What is known of a pair before it is tuned to: an earlier match of its scenes, and the tie points that an analyst has
checked in it.

It is kept in the run's folder, so that a run that goes on needs the match's folder no more and learns the same.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..arrays import Float64Array
from ..errors import InputError
from ..files import partial_file
from ..json_input import read_json
from ..names import TIE_POINTS_FILE
from ..scene.fitting.consensus import MAXIMUM_DISTORTION, distortion, residuals
from ..scene.fitting.transform import Transform, fit_transform, transform_from_json, transform_to_json
from ..scene.raster.geodesy import displacement_m, point_transformer
from ..scene.raster.raster import Raster, open_raster
from ..scene.raster.sources import same_file
from ..scene.results.result import MatchResult, read_result
from ..scene.results.tie_point_files import read_checked
from .settings import MATCHES_FOLDER, FineTuneSettings, ScenePaths

# Displacement beside the known one that templates are looked for within, px.
BESIDE_PX = 64
# Checked tie points that say where scenes lie: at least, and for an affine transform.
_LEAST, _LEAST_AFFINE = 3, 6
# Further from what the match says, in the median, they say that it is wrong, px.
_CONTRADICTED_PX = 8.0
# Points along a side of the matched area that a transform is sampled at.
_SAMPLES = 5


@dataclass(frozen=True)
class Known:
    """Positions and displacements are in units of the SAR raster's CRS; displacements lead from SAR to optical.

    Attributes:
        transform: where the scenes lie; None where neither the match nor checked tie points say so reliably.
        reach_m: how far apart ground is looked for that belongs together, metres.
        position, displacement: (n, 2) of checked tie points, where SAR shows them.
    """

    transform: Transform | None
    reach_m: float
    position: Float64Array
    displacement: Float64Array


def read_known(settings: FineTuneSettings, number: int) -> Known | None:
    """What is known of one pair: as an earlier call has kept it, or else from the match; None without a match.

    Raises:
        InputError: "no_match", "bad_match", "bad_tie_points"; "other_match": the match is not of this pair; and what
            opening the rasters raises.
    """
    pair = settings.pairs[number]
    if pair.match is None:
        return None
    return _read(_file(settings, number)) or _of_match(pair, Path(pair.match))


def write_known(settings: FineTuneSettings, number: int, known: Known) -> None:
    """Keep it for calls that go on.

    Raises:
        EngineError: "disk_full". InputError: "unwritable_output".
    """
    body = {
        "transform": None if known.transform is None else transform_to_json(known.transform),
        "reach_m": known.reach_m,
        "checked": np.hstack([known.position, known.displacement]).tolist(),
    }
    with partial_file(_file(settings, number)) as partial:
        partial.write_text(json.dumps(body, indent=1), encoding="utf-8")


def _file(settings: FineTuneSettings, number: int) -> Path:
    return settings.out / MATCHES_FOLDER / f"{number:03d}-given.json"


def _read(path: Path) -> Known | None:
    try:
        body = read_json(path)
        transform = None if body["transform"] is None else transform_from_json(body["transform"])
        checked = np.array(body["checked"], dtype=np.float64).reshape(-1, 4)
        return Known(transform, float(body["reach_m"]), checked[:, :2], checked[:, 2:])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _of_match(pair: ScenePaths, folder: Path) -> Known:
    result = read_result(folder)
    with open_raster(pair.sar, "sar") as sar, open_raster(pair.optical, "optical") as optical:
        if not (_was_matched(sar, result) and _was_matched(optical, result)):
            raise InputError(
                "other_match",
                f"The match in {folder} is not of {pair.sar} and {pair.optical}.",
                "Give the folder that a match of these two wrote its results to, or none.",
            )
        crs = sar.crs_text
        to_sar = point_transformer(result.crs, crs, sar.centre[0])

    def from_sar(moving: Float64Array, displacement: Float64Array) -> tuple[Float64Array, Float64Array]:
        """Positions that SAR shows, and their displacements, of positions in the moving layer and theirs."""
        ends = to_sar(moving), to_sar(moving + displacement)
        start, end = ends if result.moving == "sar" else ends[::-1]
        return start, end - start

    checked = read_checked(folder / TIE_POINTS_FILE)
    position, displacement = from_sar(checked.moving_xy, checked.displacement_xy)
    transform, far_m, pixel_m = None, math.hypot(result.shift.dx_m, result.shift.dy_m), min(result.grid.pixel_m)
    if result.reliable:
        lattice = _lattice(result.grid.bbox)
        transform = fit_transform("affine", *from_sar(lattice, result.transform.displacement(lattice)))
    if len(position) >= _LEAST:
        off_m = math.inf
        if transform is not None:
            off = residuals(transform, position, displacement)
            off_m = float(np.median(np.linalg.norm(displacement_m(crs, position, off), axis=1)))
        if off_m > _CONTRADICTED_PX * pixel_m:
            transform = _fitted(position, displacement)
            far_m = float(np.linalg.norm(displacement_m(crs, position, displacement), axis=1).max())
    return Known(transform, far_m + BESIDE_PX * pixel_m, position, displacement)


def _was_matched(raster: Raster, result: MatchResult) -> bool:
    """Whether this raster, or the file that it is a virtual raster of, was matched, and where it lies now."""
    matched = result.input(raster.role)
    is_same = any(same_file(matched.path, one) for one in (raster.path, *raster.dataset.files))
    return is_same and raster.crs_text == matched.crs


def _lattice(bbox: tuple[float, float, float, float]) -> Float64Array:
    xmin, ymin, xmax, ymax = bbox
    x, y = np.meshgrid(np.linspace(xmin, xmax, _SAMPLES), np.linspace(ymin, ymax, _SAMPLES))
    return np.column_stack([x.ravel(), y.ravel()])


def _fitted(position: Float64Array, displacement: Float64Array) -> Transform:
    """Affine where there are enough points for it and it is one that map-projected imagery can need, else a shift."""
    if len(position) >= _LEAST_AFFINE:
        try:
            affine = fit_transform("affine", position, displacement)
        except InputError:
            affine = None  # all in one line
        if affine is not None and distortion(affine) <= MAXIMUM_DISTORTION:
            return affine
    return fit_transform("shift", position, displacement)
