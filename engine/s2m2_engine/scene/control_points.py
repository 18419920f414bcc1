"""Takes the control points of a .points file as an analyst's checks of tie points, and as tie points that she added."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj.exceptions import ProjError

from ..arrays import Float64Array
from ..names import ADDED, CONFIRMED, MOVED, REJECTED
from ..progress import Reporter
from .fitting.tie_points import TiePointSet
from .raster.geodesy import point_transformer
from .raster.grid import CommonGrid
from .raster.raster import Raster
from .results.points_file import ControlPoints, bad_points, read_points
from .results.tie_point_files import Checks

# Places and displacements that differ by less than this, px, are the same: text rounds numbers.
_SAME_PX = 0.01


def with_control_points(
    path: Path, found: TiePointSet, checks: Checks, grid: CommonGrid, moving: Raster | None, reporter: Reporter
) -> tuple[TiePointSet, Checks]:
    """Add what a .points file says to an analyst's checks.

    A control point at the place of a tie point confirms it, or moves it if the displacement differs. If it is disabled,
    it rejects the tie point if that agreed with the transform (a match disables all others itself). Other control
    points are added as tie points, behind those that there are, unless they are disabled.

    Args:
        moving: the moving layer; it may be None if it has a geotransform.

    Raises:
        InputError: "no_points" or "bad_points": the file cannot be used, and the sentence says why.
    """
    points = read_points(path)
    if not points.crs:
        reporter.warning(
            "points_without_crs",
            f"{path.name} names no CRS, as those of QGIS before 3.26; its points are taken to be in {grid.crs_text}.",
        )
    source, target = _places(path, points, grid, moving)
    displacement = target - source
    number = _tie_points_at(source, found, grid)
    word, given = checks.word.copy(), checks.displacement_xy.copy()
    for index, tie_point in enumerate(number):
        if tie_point < 0:
            continue
        if not points.enabled[index]:
            word[tie_point] = REJECTED if found.inlier[tie_point] else word[tie_point]
            continue
        off = grid.displacement_px((displacement[index] - found.displacement_xy[tie_point])[None])
        is_found = bool(np.linalg.norm(off) <= _SAME_PX) and not found.abstained[tie_point]
        if word[tie_point] != ADDED:
            word[tie_point] = CONFIRMED if is_found else MOVED
        given[tie_point] = np.nan if is_found else displacement[index]
    new = (number < 0) & points.enabled
    return _with_places(found, source[new]), Checks(
        np.concatenate([word, np.full(int(new.sum()), ADDED, dtype=object)]),
        np.concatenate([given, displacement[new]]),
    )


def _places(
    path: Path, points: ControlPoints, grid: CommonGrid, moving: Raster | None
) -> tuple[Float64Array, Float64Array]:
    """The places in the moving layer and in the reference, both (n, 2) in the CRS of the match.

    Raises:
        InputError: "bad_points": the CRS is not known, or a point is far from the area that was matched.
    """
    source = moving.to_map(points.source * (1.0, -1.0)) if moving is not None and moving.gcps else points.source
    xmin, ymin, xmax, ymax = grid.bbox
    try:
        target = point_transformer(points.crs or grid.crs_text, grid.crs_text, (xmin + xmax) / 2)(points.target)
    except ProjError as error:
        raise bad_points(path, "its first line names a CRS that is not known, or that does not lead here") from error
    low, high, size = np.array([xmin, ymin]), np.array([xmax, ymax]), np.array([xmax - xmin, ymax - ymin])
    for places, what in ((source, "the moving layer"), (target, "the reference")):
        near = ((places >= low - size / 2) & (places <= high + size / 2)).all(axis=1)
        if not near.all():
            line = points.lines[int(np.argmin(near))]
            raise bad_points(path, f"the point of line {line} lies far outside the area that was matched, in {what}")
    return source, target


def _tie_points_at(places: Float64Array, found: TiePointSet, grid: CommonGrid) -> NDArray[np.int64]:
    """The index of the tie point at each of `places` (n, 2); -1 where there is none."""
    from scipy.spatial import cKDTree

    if len(found) == 0:
        return np.full(len(places), -1)
    distance, nearest = cKDTree(grid.colrow(found.moving_xy)).query(grid.colrow(places))
    return np.where(distance <= _SAME_PX, nearest, -1)


def _with_places(found: TiePointSet, places: Float64Array) -> TiePointSet:
    """The tie points, and behind them those at `places` (n, 2), of which the match found nothing."""
    count = len(places)
    new = {one.name: np.full((count, *getattr(found, one.name).shape[1:]), np.nan) for one in fields(found)}
    new |= {"moving_xy": places, "abstained": np.ones(count, bool), "inlier": np.zeros(count, bool)}
    return TiePointSet(**{name: np.concatenate([getattr(found, name), values]) for name, values in new.items()})
