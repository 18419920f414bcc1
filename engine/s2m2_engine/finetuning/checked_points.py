"""Reads an earlier match of a pair of scenes, and the tie points that an analyst has checked in it.

A copy is kept in the run's folder. A resumed run therefore no longer needs the folder of the match, and has the same
labels even if more points have been checked since.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..arrays import Float64Array, lattice
from ..errors import InputError
from ..files import partial_file
from ..json_input import read_json
from ..names import TIE_POINTS_FILE
from ..scene.fitting.consensus import MAXIMUM_DISTORTION, distortion, residuals
from ..scene.fitting.least_squares import fit_transform
from ..scene.fitting.transform import Transform, transform_from_json, transform_to_json
from ..scene.raster.geodesy import displacement_m, point_transformer
from ..scene.raster.raster import Raster, open_raster
from ..scene.raster.sources import same_file
from ..scene.results.result import MatchResult, read_result
from ..scene.results.tie_point_files import read_checked
from .settings import MATCHES_FOLDER, FineTuneSettings, ScenePaths

# Templates are searched for within this distance of the displacement of the earlier match, px.
BESIDE_PX = 64
# Minimum numbers of checked tie points to fit a transform to, and to fit an affine one.
_LEAST, _LEAST_AFFINE = 3, 6
# If the median distance of the checked tie points from the match's transform is larger, the match is wrong, px.
_CONTRADICTED_PX = 8.0
# Number of points along each side of the matched area at which a transform is sampled.
_SAMPLES = 5


@dataclass(frozen=True)
class EarlierMatch:
    """An earlier match of a pair of scenes, with the tie points that an analyst has checked in it.

    Positions and displacements are in units of the SAR raster's CRS; displacements lead from SAR to optical.

    Attributes:
        transform: aligns the scenes; None if neither the match nor the checked tie points give it reliably.
        reach_m: largest displacement between the scenes that is searched for, metres.
        position: (n, 2), (x, y) of the checked tie points in the SAR raster.
        displacement: (n, 2), (dx, dy) of the checked tie points.
    """

    transform: Transform | None
    reach_m: float
    position: Float64Array
    displacement: Float64Array


def read_earlier_match(settings: FineTuneSettings, number: int) -> EarlierMatch | None:
    """Read the earlier match of pair `number` from the run's folder, or else from the folder of the match.

    Returns None if no match was given for the pair.

    Raises:
        InputError: "no_match", "bad_match", "bad_tie_points"; "other_match": the match is of other rasters; or a raster
            cannot be opened.
    """
    pair = settings.pairs[number]
    if pair.match is None:
        return None
    return _read(_file(settings, number)) or _of_match(pair, Path(pair.match))


def write_earlier_match(settings: FineTuneSettings, number: int, earlier: EarlierMatch) -> None:
    """Write the earlier match of pair `number` into the run's folder, for calls that resume the run.

    Raises:
        EngineError: "disk_full".
        InputError: "unwritable_output".
    """
    body = {
        "transform": None if earlier.transform is None else transform_to_json(earlier.transform),
        "reach_m": earlier.reach_m,
        "checked": np.hstack([earlier.position, earlier.displacement]).tolist(),
    }
    with partial_file(_file(settings, number)) as partial:
        partial.write_text(json.dumps(body, indent=1), encoding="utf-8")


def _file(settings: FineTuneSettings, number: int) -> Path:
    return settings.out / MATCHES_FOLDER / f"{number:03d}-given.json"


def _read(path: Path) -> EarlierMatch | None:
    try:
        body = read_json(path)
        transform = None if body["transform"] is None else transform_from_json(body["transform"])
        checked = np.array(body["checked"], dtype=np.float64).reshape(-1, 4)
        return EarlierMatch(transform, float(body["reach_m"]), checked[:, :2], checked[:, 2:])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _of_match(pair: ScenePaths, folder: Path) -> EarlierMatch:
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
        """Convert positions and displacements (n, 2) in the moving layer into those that start in the SAR raster."""
        ends = to_sar(moving), to_sar(moving + displacement)
        start, end = ends if result.moving == "sar" else ends[::-1]
        return start, end - start

    checked = read_checked(folder / TIE_POINTS_FILE)
    position, displacement = from_sar(checked.moving_xy, checked.displacement_xy)
    transform, far_m, pixel_m = None, math.hypot(result.shift.dx_m, result.shift.dy_m), min(result.grid.pixel_m)
    if result.reliable:
        places = lattice(result.grid.bbox[:2], result.grid.bbox[2:], _SAMPLES)
        transform = fit_transform("affine", *from_sar(places, result.transform.displacement(places)))
    if len(position) >= _LEAST:
        off_m = math.inf
        if transform is not None:
            off = residuals(transform, position, displacement)
            off_m = float(np.median(np.linalg.norm(displacement_m(crs, position, off), axis=1)))
        if off_m > _CONTRADICTED_PX * pixel_m:
            transform = _fitted(position, displacement)
            far_m = float(np.linalg.norm(displacement_m(crs, position, displacement), axis=1).max())
    return EarlierMatch(transform, far_m + BESIDE_PX * pixel_m, position, displacement)


def _was_matched(raster: Raster, result: MatchResult) -> bool:
    """Whether this raster, or a file that this virtual raster is made of, was matched in the CRS that it has now."""
    matched = result.input(raster.role)
    is_same = any(same_file(matched.path, one) for one in (raster.path, *raster.dataset.files))
    return is_same and raster.crs_text == matched.crs


def _fitted(position: Float64Array, displacement: Float64Array) -> Transform:
    """Fit an affine transform if there are enough points and its distortion is plausible for map-projected imagery,
    else a shift."""
    if len(position) >= _LEAST_AFFINE:
        try:
            affine = fit_transform("affine", position, displacement)
        except InputError:
            affine = None  # all points lie on one line
        if affine is not None and distortion(affine) <= MAXIMUM_DISTORTION:
            return affine
    return fit_transform("shift", position, displacement)
