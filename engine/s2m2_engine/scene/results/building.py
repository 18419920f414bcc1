"""Converts tie points in pixels of the common grid to a match's results in map coordinates and metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull

from ..fitting.accuracy import Accuracy, CandidateAccuracy, Fit, compare, measure
from ..fitting.measurements import Measurements
from ..fitting.tie_points import TiePointSet
from ..fitting.transform import AnyTransform, ShiftTransform, Transform, rescaled
from ..raster.geodesy import Points, directions_turn, displacement_m
from ..raster.grid import CommonGrid
from .result import Displacement, Footprint, Shift, TiePointCounts

# Of the footprint's coordinates: 0.1 mm where the unit is a degree.
_DECIMALS = 9


@dataclass(frozen=True)
class MatchOnMap:
    """What was measured and fitted, in map coordinates; `counts` are those of `tie_points`."""

    tie_points: TiePointSet
    transform: Transform
    shift: Shift
    displacement: Displacement | None
    accuracy: Accuracy
    candidates: tuple[CandidateAccuracy, ...]
    counts: TiePointCounts


def place_on_map(points: Measurements, fitted: Fit | None, grid: CommonGrid) -> MatchOnMap:
    """Convert measured tie points and their fit from pixels of `grid` to its CRS and to metres on the ground.

    Args:
        fitted: the fit; None if no tie point was usable, and the transform is then a shift of zero.
    """
    tie_points = _tie_point_set(points, fitted, grid)
    transform = _map_transform(fitted, grid)
    counts = TiePointCounts(total=int(points.usable.sum()), inliers=int(tie_points.inlier.sum()))
    candidates = () if fitted is None else compare(fitted, grid.pixel_m)
    shift = _shift(transform, grid, _middle(points, grid))
    accuracy = _accuracy(fitted, grid)
    displacement = _displacement(transform, tie_points, _middle(points, grid), fitted, grid)
    return MatchOnMap(tie_points, transform, shift, displacement, accuracy, candidates, counts)


def _displacement(
    transform: Transform, tie_points: TiePointSet, middle: Points, fitted: Fit | None, grid: CommonGrid
) -> Displacement | None:
    """The transform's displacements at the inliers, and its deviation in the `middle`; None if there are no inliers."""
    xy = tie_points.moving_xy[tie_points.inlier]
    if not len(xy) or fitted is None:
        return None
    metres = displacement_m(grid.crs, xy, transform.displacement(xy), directions_turn(grid.crs, grid.bbox))
    lengths = np.linalg.norm(metres, axis=1)
    error = float(fitted.deviation.at(middle)[0]) * ground_pixel_m(grid)
    return Displacement(float(lengths.min()), float(lengths.max()), error)


def compared_ground(tie_points: TiePointSet, grid: CommonGrid, template: int) -> Footprint | None:
    """The convex polygon around all templates, whose side is `template` pixels; None if there are none."""
    centres = tie_points.moving_xy[np.isfinite(tie_points.moving_xy).all(axis=1)]
    if not len(centres):
        return None
    half = template / 2 * np.array(grid.pixel_xy)
    corners = np.concatenate([centres + half * sign for sign in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    # `vertices` are counter-clockwise; coordinates near the middle lose no digits.
    ring = corners[ConvexHull(corners - centres.mean(axis=0)).vertices]
    closed = np.vstack([ring, ring[:1]]).round(_DECIMALS).tolist()
    return Footprint("Polygon", (tuple((x, y) for x, y in closed),))


def ground_pixel_m(grid: CommonGrid) -> float:
    """The side in metres of a square of the area of a pixel."""
    return float(np.sqrt(np.prod(grid.pixel_m)))


def _middle(points: Measurements, grid: CommonGrid) -> Points:
    """The centre (1, 2) of the tie points' bounding box, in pixels."""
    if not len(points):
        return np.array([[grid.width / 2, grid.height / 2]])
    return points.middle


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
        displacement_m=displacement_m(grid.crs, xy, displacement_xy, directions_turn(grid.crs, grid.bbox)),
        displacement_px=points.displacement,
        covariance_px=points.covariance,
        confidence=points.confidence,
        abstained=points.abstained,
        inlier=np.zeros(len(points), dtype=bool) if fitted is None else fitted.inlier,
        residual_px=np.linalg.norm(held_out, axis=1),
        residual_m=np.linalg.norm(held_out * np.asarray(grid.pixel_m), axis=1),
        residual_xy=grid.displacement_xy(held_out),
    )


def _map_transform(fitted: Fit | None, grid: CommonGrid) -> Transform:
    """The transform in map coordinates; a shift of zero if there is none."""
    if fitted is None or not fitted.inlier.any():
        return ShiftTransform(0.0, 0.0)
    return on_map(fitted.transform, grid)


def on_map(transform: AnyTransform, grid: CommonGrid) -> AnyTransform:
    """A transform in pixels of the grid, as one in map coordinates."""
    return rescaled(transform, grid.origin_xy, grid.step_xy)


def in_pixels(transform: AnyTransform, grid: CommonGrid) -> AnyTransform:
    """A transform in map coordinates, as one in pixels of the grid."""
    return rescaled(transform, -grid.origin_xy / grid.step_xy, 1 / grid.step_xy)


def _shift(transform: Transform, grid: CommonGrid, middle: Points) -> Shift:
    """The transform's displacement at the centre of the tie points' bounding box."""
    xy = grid.xy(middle[:, 0], middle[:, 1])
    moved = transform.displacement(xy)
    metres = displacement_m(grid.crs, xy, moved, directions_turn(grid.crs, grid.bbox))[0]
    pixels = (grid.colrow(xy + moved) - grid.colrow(xy))[0]
    return Shift(
        dx=float(moved[0, 0]),
        dy=float(moved[0, 1]),
        dx_m=float(metres[0]),
        dy_m=float(metres[1]),
        dx_px=float(pixels[0]),
        dy_px=float(pixels[1]),
    )
