"""Which ground a tuned network answers for, and which is left to the base network that it was tuned from.

This is the gate of a mixture of experts (Jacobs et al. 1991), fitted without labels. It is a linear discriminant
(Fisher 1936) between the appearance of the scenes that the network was tuned to and the appearance of the ground that
the base network was trained on. Both are vectors of `S2M2Network.appearance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array

# The number of cluster centres that represent the base network's ground.
_CENTRES = 8
# The covariance is shrunk towards its diagonal, and a floor keeps it from vanishing for few windows (Friedman 1989).
_SHRINKAGE, _FLOOR = 0.3, 0.01
# The gate lets in at least this share of the tuned network's windows in blocks that it was not fitted to, as long as it
# lets in no more than the second share of the base network's windows.
_LET_IN, _FOLDS = 0.95, 5
_MOST_OF_BASE = 0.02


@dataclass(frozen=True)
class Gate:
    """Lets in an appearance that is nearer to the tuned network's own ground than to any centre of the base network's.

    Attributes:
        weight: float32 (k, n), one row for each centre; bias: float32 (k,).
    """

    weight: Float32Array
    bias: Float32Array

    def scores(self, appearances: NDArray[Any]) -> Float32Array:
        """The scores (m,) of appearances (m, n); those with a score of at least 0 are let in."""
        scores: Float32Array = (appearances.astype(np.float32) @ self.weight.T + self.bias).min(axis=1)
        return scores

    def lets_in(self, appearance: NDArray[Any]) -> bool:
        """Whether ground of this appearance (n,) belongs to the tuned network."""
        return bool(self.scores(appearance[None])[0] >= 0)


def fit_gate(own: NDArray[Any], blocks: NDArray[np.int64], seen_by_base: NDArray[Any] | None) -> Gate:
    """Fit the gate between two grounds.

    Args:
        own: (m, n) appearances of the scenes that the network was tuned to; at least two.
        blocks: (m,) numbers of the part of the ground that each of them shows: windows of one part look alike.
        seen_by_base: (l, n) appearances of what the base network was trained on; None if they were not recorded. The
            vector 0, which is the mean that the network's batch norms remember, then takes their place.
    """
    own = own.astype(np.float64)
    centres = np.zeros((1, own.shape[1])) if seen_by_base is None else _centres(seen_by_base.astype(np.float64))
    weight, bias = _discriminant(own, centres)
    folds = np.unique(blocks, return_inverse=True)[1] % _FOLDS
    unseen = [
        (own[folds == fold] @ w.T + b).min(axis=1)
        for fold in np.unique(folds)
        if (folds != fold).sum() >= 2
        for w, b in [_discriminant(own[folds != fold], centres)]
    ]
    lowest = float(np.quantile(np.concatenate(unseen), 1 - _LET_IN)) if unseen else 0.0
    if seen_by_base is None:
        most = -float(bias[0]) / 2  # half of the way to the mean that the batch norms remember
    else:
        most = -float(np.quantile((seen_by_base @ weight.T + bias).min(axis=1), 1 - _MOST_OF_BASE))
    lowered = min(max(0.0, -lowest), max(0.0, most))
    return Gate(weight.astype(np.float32), (bias + lowered).astype(np.float32))


def _discriminant(own: Float64Array, centres: Float64Array) -> tuple[Float64Array, Float64Array]:
    """Rows w and b, one for each centre: w x + b is the squared Mahalanobis distance (covariance of the own ground) of
    x from the centre minus that from the mean of the own ground."""
    mean = own.mean(axis=0)
    covariance = np.cov(own.T)
    covariance = (1 - _SHRINKAGE) * covariance + _SHRINKAGE * np.diag(np.diag(covariance))
    covariance += _FLOOR * np.eye(len(mean))
    weight: Float64Array = 2 * np.linalg.solve(covariance, (mean - centres).T).T
    bias: Float64Array = -(weight * (mean + centres)).sum(axis=1) / 2
    return weight, bias


def _centres(appearances: Float64Array) -> Float64Array:
    from scipy.cluster.vq import kmeans2

    if len(appearances) <= _CENTRES:
        return appearances
    centres, labels = kmeans2(appearances, _CENTRES, minit="++", seed=0)
    found: Float64Array = centres[np.unique(labels)]
    return found
