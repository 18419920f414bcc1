"""Fits another kind of transform to the inliers of a finished match."""

from __future__ import annotations

import numpy as np

from .candidates import fit_kind
from .measurements import Measurements
from .tie_points import TiePointSet
from .transform import AffineTransform, Transform, TransformKind, followed_by, rescaled

# Tie points that are nearer to each other than this, px, are in one place.
_SAME_PLACE_PX = 1e-3


def fit_other_kind(
    kind: TransformKind, tie_points: TiePointSet, template_px: float, prior: AffineTransform | None = None
) -> Transform:
    """Fit a transform of this kind, in map coordinates, to the inliers.

    Args:
        template_px: side of the templates, px.
        prior: rotation and scales, in map coordinates, that the transform of this kind is to follow; None: none.

    Raises:
        InputError: there are too few inliers, or all are on a line.
    """
    step = tie_points.pixel_xy()
    finite = np.isfinite(tie_points.moving_xy).all(axis=1) & np.isfinite(tie_points.displacement_xy).all(axis=1)
    use = tie_points.inlier & finite
    moving = tie_points.moving_xy[use]
    origin = moving.mean(axis=0) if len(moving) else np.zeros(2)
    points = Measurements(
        (moving - origin) / step,
        tie_points.displacement_xy[use] / step,
        tie_points.covariance_px[use],
        tie_points.confidence[use],
        np.zeros(int(use.sum()), dtype=bool),
    )
    if kind == "tps":
        points = _one_a_place(points)
    if prior is None:
        return rescaled(fit_kind(kind, points, template_px), origin, step)
    in_pixels = rescaled(prior, -origin / step, 1 / step)
    fitted = fit_kind(kind, points.straightened(in_pixels), template_px)
    return rescaled(followed_by(fitted, in_pixels), origin, step)


def _one_a_place(points: Measurements) -> Measurements:
    """The measurements, those in one place as one, with their mean displacement: no spline goes through both."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    pairs = cKDTree(points.position).query_pairs(_SAME_PLACE_PX, output_type="ndarray")
    if len(pairs) == 0:
        return points
    links = coo_array((np.ones(len(pairs)), tuple(pairs.T)), shape=(len(points), len(points)))
    count, labels = connected_components(links, directed=False)
    first = np.unique(labels, return_index=True)[1]
    totals = np.zeros((count, 2))
    np.add.at(totals, labels, points.displacement)
    return Measurements(
        points.position[first],
        totals / np.bincount(labels)[:, None],
        points.covariance[first],
        points.confidence[first],
        points.abstained[first],
    )
