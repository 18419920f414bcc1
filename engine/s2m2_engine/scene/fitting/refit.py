"""Fits another kind of transform to the inliers of a finished match."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .tie_points import TiePointSet
from .transform import Points, ThinPlateSplineTransform, Transform, TransformKind, fit_transform

MOST_CONTROL_POINTS = 300
_SMOOTHINGS = (0.0, 1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0)
_FOLDS = 5


def refit(kind: TransformKind, tie_points: TiePointSet) -> Transform:
    """Fit a transform to the inliers by least squares, with weights of 1 / trace of their covariances.

    A thin-plate spline uses at most 300 evenly spread inliers and the smoothing that predicts held-out tie points best
    (5-fold cross-validation).

    Raises:
        InputError: there are too few inliers, or all are on a line.
    """
    finite = np.isfinite(tie_points.moving_xy).all(axis=1) & np.isfinite(tie_points.displacement_xy).all(axis=1)
    inlier = np.flatnonzero(tie_points.inlier & finite)
    moving, displacement = tie_points.moving_xy[inlier], tie_points.displacement_xy[inlier]
    variance = np.trace(tie_points.covariance_px[inlier], axis1=1, axis2=2)
    # Without limits, a tie point with a covariance of zero would have all the weight.
    usual = float(np.median(variance[variance > 0])) if (variance > 0).any() else 1.0
    variance = np.where(np.isfinite(variance), np.maximum(variance, usual / 100), usual * 100)
    if kind != "tps":
        return fit_transform(kind, moving, displacement, 1 / variance)
    kept = spread_evenly(moving, -variance, MOST_CONTROL_POINTS)
    moving, displacement = one_a_place(moving[kept], displacement[kept])
    return fit_transform(kind, moving, displacement, smoothing=_best_smoothing(moving, displacement))


def spread_evenly(xy: Points, merit: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    """Choose at most `most` evenly spread points; returns their indices in ascending order.

    They are the points of highest merit in each cell of the finest square grid with at most `most` occupied cells.
    """
    if len(xy) <= most:
        return np.arange(len(xy))
    low, extent = xy.min(axis=0), np.maximum(np.ptp(xy, axis=0), np.finfo(float).tiny)
    best_first = np.argsort(-merit, kind="stable")
    kept = best_first[:1]
    for side in range(1, most + 1):
        cells = np.minimum((xy - low) / extent * side, side - 1).astype(int)
        _, first = np.unique(cells[best_first] @ np.array([1, side]), return_index=True)
        if len(first) > most:
            break
        kept = best_first[first]
    return np.sort(kept)


def one_a_place(xy: Points, values: Points) -> tuple[Points, Points]:
    """The points (n, 2), those that coincide as one, with the mean of their values: no spline goes through both."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    near = 1e-6 * float(np.ptp(xy, axis=0).max())
    pairs = cKDTree(xy).query_pairs(near, output_type="ndarray")
    if len(pairs) == 0:
        return xy, values
    links = coo_array((np.ones(len(pairs)), tuple(pairs.T)), shape=(len(xy), len(xy)))
    count, labels = connected_components(links, directed=False)
    first = np.unique(labels, return_index=True)[1]
    totals = np.zeros((count, 2))
    np.add.at(totals, labels, values)
    return xy[first], totals / np.bincount(labels)[:, None]


def _best_smoothing(moving: Points, displacement: Points) -> float:
    count = len(moving)
    if count < 2 * _FOLDS:
        return _SMOOTHINGS[-1]
    fold = np.random.default_rng(0).permutation(count) % _FOLDS
    errors = []
    for smoothing in _SMOOTHINGS:
        squares = 0.0
        for held_out in range(_FOLDS):
            train, test = fold != held_out, fold == held_out
            spline = ThinPlateSplineTransform(_pairs(moving[train]), _pairs(displacement[train]), smoothing)
            squares += float(((spline.displacement(moving[test]) - displacement[test]) ** 2).sum())
        errors.append(squares)
    return _SMOOTHINGS[int(np.argmin(errors))]


def _pairs(points: Points) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in points)
