"""Fits a transform to the tie points of a match, and measures its accuracy on tie points that its fit does not use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float64Array
from ...progress import Reporter
from .candidates import Candidate, choose
from .consensus import CAP_PX
from .deviation import Deviation
from .measurements import Measurements
from .transform import AffineTransform, Transform, TransformKind, followed_by

# A tie point is a mismatch if its residual exceeds this many robust standard deviations. The limit in pixels has these
# bounds: the lower bound keeps good points of a very precise scene, and the upper bound refuses gross errors.
_BLUNDER_SIGMAS = 3.0
_BLUNDER_PX = (1.5, CAP_PX)


@dataclass(frozen=True)
class Accuracy:
    """Accuracy of a transform, from held-out tie points. Values are NaN if nothing could be measured.

    They include the random errors of the tie points themselves, so they are not too optimistic.

    Attributes:
        rmse_m, rmse_px: root mean square of the radial residuals, metres and pixels.
        ce90_m, ce90_px: 90th percentile of the radial residuals, metres and pixels.
        held_out: number of residuals.
    """

    rmse_m: float
    ce90_m: float
    rmse_px: float
    ce90_px: float
    held_out: int


@dataclass(frozen=True)
class CandidateAccuracy:
    """How well a kind of transform predicts held-out tie points: those that are inliers of the chosen kind.

    Attributes:
        ce90_m, ce90_px: 90th percentile of the radial residuals; NaN if nothing could be measured.
        within_1_px: share of the residuals that are at most one pixel long; NaN likewise.
        chosen: whether the match's transform is of this kind.
        why: why it was taken, or was not; one sentence.
    """

    kind: TransformKind
    ce90_m: float
    ce90_px: float
    within_1_px: float
    chosen: bool
    why: str


@dataclass(frozen=True)
class Fit:
    """The chosen transform and the residuals of the tie points.

    Attributes:
        transform: in pixels of the common grid, fitted to all usable tie points.
        deviation: how far the transform may be from the truth at each place.
        candidates: the kinds that were compared, the simplest first.
        held_out: (n, 2) held-out residuals of the chosen kind, px: measured displacement minus that of a transform
            fitted without the point's own block of ground; NaN for tie points that abstained.
        inlier: (n,) whether the length of the held-out residual is within `limit_px`.
        limit_px: largest residual of an inlier, px.
    """

    transform: Transform
    deviation: Deviation
    candidates: tuple[Candidate, ...]
    held_out: NDArray[np.float64]
    inlier: NDArray[np.bool_]
    limit_px: float

    @property
    def typical_px(self) -> float:
        """The median length of the held-out residuals of the tie points that do not abstain, px."""
        length = np.linalg.norm(self.held_out, axis=1)
        return float(np.nanmedian(length)) if np.isfinite(length).any() else float("nan")

    def bent_back(self, prior: AffineTransform) -> Fit:
        """The fit to tie points that were `straightened` along `prior`, as one to the tie points as they are."""
        linear = np.asarray(prior.matrix)[:, :2].T
        return replace(
            self,
            transform=followed_by(self.transform, prior),
            deviation=self.deviation.scaled(abs(float(np.linalg.det(linear)))),
            candidates=tuple(replace(one, held_out=one.held_out @ linear) for one in self.candidates),
            held_out=self.held_out @ linear,
        )


def fit(
    points: Measurements,
    reporter: Reporter,
    template_px: float = 64.0,
    asked: TransformKind | None = None,
    simplest: TransformKind = "shift",
) -> Fit:
    """Choose the kind of transform that the tie points support, and fit it.

    Args:
        template_px: side of the templates, px.
        asked: the kind to take instead.
        simplest: the simplest kind that is tried.

    Raises:
        InputError: there is no usable tie point, or they do not allow the kind that is asked for.
        CancelledError: the reporter wants to stop.
    """
    choice = choose(points, template_px, reporter, asked, simplest)
    held_out = choice.chosen.held_out
    limit = _blunder_limit(held_out[points.usable])
    distance = np.linalg.norm(np.nan_to_num(held_out, nan=np.inf), axis=1)
    return Fit(choice.transform, choice.deviation, choice.candidates, held_out, distance <= limit, limit)


def measure(fitted: Fit, pixel_m: tuple[float, float]) -> Accuracy:
    """Compute the accuracy from the inliers' held-out residuals, for pixels of `pixel_m` (x, y) metres."""
    residual = fitted.held_out[fitted.inlier]
    count = len(residual)
    if count == 0:
        nan = float("nan")
        return Accuracy(nan, nan, nan, nan, 0)
    px, metres = _lengths(residual, pixel_m)
    return Accuracy(
        rmse_m=float(np.sqrt((metres**2).mean())),
        ce90_m=float(np.quantile(metres, 0.9)),
        rmse_px=float(np.sqrt((px**2).mean())),
        ce90_px=float(np.quantile(px, 0.9)),
        held_out=count,
    )


def compare(fitted: Fit, pixel_m: tuple[float, float]) -> tuple[CandidateAccuracy, ...]:
    """Compute the figures of all candidates, on the inliers of the chosen one."""
    return tuple(_accuracy(candidate, fitted.inlier, pixel_m) for candidate in fitted.candidates)


def _accuracy(candidate: Candidate, inlier: NDArray[np.bool_], pixel_m: Sequence[float]) -> CandidateAccuracy:
    residual = candidate.held_out[inlier]
    residual = residual[np.isfinite(residual).all(axis=1)]
    ce90_m = ce90_px = within = float("nan")
    if len(residual):
        px, metres = _lengths(residual, pixel_m)
        ce90_px, ce90_m, within = float(np.quantile(px, 0.9)), float(np.quantile(metres, 0.9)), float((px <= 1).mean())
    return CandidateAccuracy(candidate.kind, ce90_m, ce90_px, within, candidate.chosen, candidate.why)


def _lengths(residual: Float64Array, pixel_m: Sequence[float]) -> tuple[Float64Array, Float64Array]:
    """The lengths (n,) of residuals (n, 2) in pixels, and in metres."""
    return np.linalg.norm(residual, axis=1), np.linalg.norm(residual * np.asarray(pixel_m), axis=1)


def _blunder_limit(held_out: NDArray[np.float64]) -> float:
    distance = np.linalg.norm(held_out[np.isfinite(held_out).all(axis=1)], axis=1)
    near = distance[distance <= _BLUNDER_PX[1]]
    if len(near) == 0:
        return _BLUNDER_PX[0]
    sigma = float(np.median(near)) / 1.1774
    # The radial residual of a circular Gaussian exceeds 3 sigma in one of ninety cases.
    return float(np.clip(_BLUNDER_SIGMAS * sigma, *_BLUNDER_PX))
