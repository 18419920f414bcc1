"""Makes the results of a finished match anew from its tie points, as an analyst has checked them, without matching.

Rejected tie points are left out. Confirmed, moved and added ones count as certain, so they weigh more than any that the
matcher found. What the images showed (other shifts that fit as well, drawn edges, clouds) stays as the match found it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..arrays import Float64Array, Window
from ..errors import InputError
from ..files import check_output, partial_folder, resolved
from ..library_environment import check_proj
from ..names import ERROR_RASTER_FILE, GCPS_FILE, REPORT_FILE, RESULT_FILE, TIE_POINTS_FILE
from ..progress import Reporter
from ..version import __version__
from .control_points import with_control_points
from .fitting.measurements import Measurements
from .fitting.reliability import MINIMUM_INLIERS, Chance
from .fitting.terrain import TerrainEffect
from .fitting.tie_points import TiePointSet
from .fitting.transform import TransformKind, kind_of
from .judging import Judgement, Prior, judge
from .raster.geodesy import displacement_m
from .raster.grid import CommonGrid
from .raster.heights import open_dem
from .raster.raster import Raster, open_raster
from .results.building import in_pixels
from .results.error_raster import write_error_raster
from .results.outputs import write_results
from .results.points_file import read_points
from .results.requirements import measured
from .results.result import MatchResult, read_result
from .results.tie_point_files import Checks, read_checks, read_tie_points, tie_point_fids, update_tie_points
from .terrain import measure_terrain

# Without a fit nothing was measured, and all agreement may be chance.
_ALL = Chance(((1.0, 1.0),))
# What an analyst vouches for does not agree by chance.
_NONE = Chance(((1.0, 0.0),))
# The heatmap shows what was matched, and stays. The file of tie points is updated in place.
REFIT_FILES = (RESULT_FILE, GCPS_FILE, REPORT_FILE, ERROR_RASTER_FILE)
# The entry of the settings in result.json that names the kind of transform that was asked for.
METHOD = "method"


def refit_match(
    match_dir: Path, method: str = "auto", points: str = "", reporter: Reporter | None = None
) -> MatchResult:
    """Make transform, candidates, accuracy, verdict, report and GCPs of a match anew, whole or not at all.

    Args:
        method: "auto" for the transform that the tie points support best, or the kind of transform to take.
        points: a .points file of QGIS's Georeferencer, whose control points are kept as checks; "" for none.

    Returns:
        What result.json holds now. Without checked tie points, "auto" gives what the match found.

    Raises:
        InputError: there is no such match or method, the match is of an earlier version, its tie points or its moving
            layer cannot be read, the file of control points cannot be used, the tie points do not allow the kind of
            transform, or the folder cannot be written.
        EngineError: the disk is full, or PROJ lacks its data.
        CancelledError: it was cancelled; the folder is as it was.
    """
    reporter = reporter or Reporter()
    kind = kind_of(method)
    check_output(match_dir)
    check_proj()
    result = read_result(match_dir)
    if result.images is None:
        raise InputError(
            "old_match",
            f"The match in {match_dir} was made by an earlier version, which did not record what a refit needs.",
            "Match the layers again.",
        )
    measured = result.images.chance or _ALL
    path = match_dir / TIE_POINTS_FILE
    fids, found, checks = _read(path)
    grid = _grid(result, found)
    with _moving_layer(result, match_dir / GCPS_FILE, found) as raster:
        if points:
            found, checks = with_control_points(Path(points), found, checks, grid, raster, reporter)
        reporter.progress("fitting", 0.0, "Fitting")
        judgement = judge(
            _measurements(checks.applied_to(found, grid.step_xy), grid),
            grid,
            int(result.settings["spacing"]),
            result.template_px,
            float(result.settings["search_radius"]) / min(grid.pixel_m),
            lambda fitted: _NONE if (fitted.inlier & checks.certain).sum() >= MINIMUM_INLIERS else measured,
            reporter,
            kind,
            _prior(result, grid),
        )
        used = _on_map(judgement.on_map.tie_points, found, checks)
        anew = _judged(result, judgement, kind)
        with partial_folder(match_dir, REFIT_FILES, last=RESULT_FILE) as folder:
            reporter.progress("writing", 0.9, "Writing")
            if (match_dir / ERROR_RASTER_FILE).exists() and judgement.as_they_are is not None:
                spacing = int(result.settings["spacing"])
                write_error_raster(folder / ERROR_RASTER_FILE, judgement.as_they_are, grid, spacing)
            write_results(folder, anew, used, () if raster is None else (raster,))
            reporter.raise_if_cancelled()
            kept = replace(
                found,
                inlier=used.inlier,
                residual_px=used.residual_px,
                residual_m=used.residual_m,
                residual_xy=used.residual_xy,
            )
            update_tie_points(path, fids, kept, checks if points else None, result.crs)
    reporter.progress("writing", 1.0, "Done")
    return replace(anew, folder=resolved(match_dir))


def _read(path: Path) -> tuple[NDArray[np.int64], TiePointSet, Checks]:
    """Read feature ids, tie points and checks; again if an analyst has added or removed a tie point meanwhile."""
    before = tie_point_fids(path)
    while True:
        found, checks = read_tie_points(path), read_checks(path)
        fids = tie_point_fids(path)
        if np.array_equal(fids, before):
            return fids, found, checks
        before = fids


@contextmanager
def _moving_layer(result: MatchResult, gcps: Path, found: TiePointSet) -> Iterator[Raster | None]:
    """The moving layer; None if it is no longer there and the GCPs show that it has a geotransform: then it can go.

    QGIS exports a layer that is no file (a web layer, for example) for the match only.
    """
    moving = result.input(result.moving)
    try:
        raster = open_raster(moving.path, moving.role, moving.name, moving.crs)
    except InputError as error:
        if error.code != "raster_not_found" or not _is_on_map(gcps, found):
            raise
        yield None
        return
    with raster:
        yield raster


def _is_on_map(gcps: Path, found: TiePointSet) -> bool:
    """Whether GCPs of the match are at places on the map, and not at columns and rows."""
    try:
        places = read_points(gcps).source.tolist()
    except InputError:
        return False
    return not {tuple(place) for place in places}.isdisjoint(tuple(place) for place in found.moving_xy.tolist())


def _judged(result: MatchResult, judgement: Judgement, kind: TransformKind | None) -> MatchResult:
    """The result with what its tie points give now; `kind` is the kind of transform that was asked for."""
    assert result.images is not None
    on_map = judgement.on_map
    reasons = result.images.added_to(judgement.reasons)
    settings = {name: value for name, value in result.settings.items() if name != METHOD}
    return replace(
        result,
        status="unreliable" if reasons else "reliable",
        reasons=reasons,
        shift=on_map.shift,
        displacement=on_map.displacement,
        transform=on_map.transform,
        accuracy=on_map.accuracy,
        candidates=on_map.candidates,
        tie_points=on_map.counts,
        terrain=_terrain(result, on_map.tie_points),
        requirements=measured(result.requirements, on_map.accuracy),
        settings=settings if kind is None else {**settings, METHOD: kind},
        version=__version__,
    )


def _terrain(result: MatchResult, points: TiePointSet) -> TerrainEffect | None:
    """What the match's DEM says on the residuals now; None if there is none, or it cannot be read any more."""
    if result.terrain is None:
        return None
    try:
        with open_dem(result.terrain.dem) as dem:
            return measure_terrain(dem, points, result.crs, result.grid.pixel_m, result.template_px)
    except InputError:
        return None


def _grid(result: MatchResult, found: TiePointSet) -> CommonGrid:
    """The common grid of the match."""
    (xmin, ymin, xmax, ymax), steps = result.grid.bbox, _pixel_size(result, found)
    width, height = (max(1, round(float(side))) for side in np.array([xmax - xmin, ymax - ymin]) / steps)
    transform = Affine((xmax - xmin) / width, 0.0, xmin, 0.0, -(ymax - ymin) / height, ymax)
    return CommonGrid(
        CRS.from_user_input(result.crs),
        result.crs,
        transform,
        width,
        height,
        result.grid.pixel_m,
        Window(0, 0, width, height),
    )


def _prior(result: MatchResult, grid: CommonGrid) -> Prior | None:
    if result.prior is None:
        return None
    return Prior(in_pixels(result.prior.transform, grid), result.prior.hypotheses)


def _pixel_size(result: MatchResult, found: TiePointSet) -> Float64Array:
    """The size (2,) of a pixel of the common grid in units of the CRS."""
    if (np.nansum(np.abs(found.displacement_px), axis=0) > 0).all():
        return np.abs(found.pixel_xy())
    # The match found no displacement, but an analyst may have added some.
    crs, (xmin, ymin, xmax, ymax) = CRS.from_user_input(result.crs), result.grid.bbox
    unit = 1e-3 * np.array([xmax - xmin, ymax - ymin])
    centre = np.tile([(xmin + xmax) / 2, (ymin + ymax) / 2], (2, 1))
    metres = np.linalg.norm(displacement_m(crs, centre, np.diag(unit), False), axis=1)
    size: Float64Array = np.asarray(result.grid.pixel_m) * unit / metres
    return size


def _on_map(used: TiePointSet, found: TiePointSet, checks: Checks) -> TiePointSet:
    """The tie points that were used, with the numbers of the file, unrounded, where the analyst gave no other."""
    given = checks.given[:, None]
    return replace(
        used,
        moving_xy=found.moving_xy,
        displacement_xy=np.where(given, checks.displacement_xy, found.displacement_xy),
        displacement_m=np.where(given, used.displacement_m, found.displacement_m),
    )


def _measurements(points: TiePointSet, grid: CommonGrid) -> Measurements:
    """The tie points in pixels of `grid`."""
    return Measurements(
        position=grid.colrow(points.moving_xy),
        displacement=points.displacement_px,
        covariance=points.covariance_px,
        confidence=points.confidence,
        abstained=points.abstained,
    )
