"""Cross-modality mutual independence: mutual information of shared and specific features (arXiv 2508.07812, III-C)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

POOL = 8
BINS = 32
# The paper's code keeps logarithms finite with it.
_EPSILON = 1e-6


def independence_loss(shared: Sequence[Tensor], specific: Sequence[Tensor], form: str) -> Tensor:
    """Sum over modalities and levels of the mutual information of shared and specific features; 0 without any.

    Args:
        shared, specific: features (B, C, rows, cols), in the same order.
        form: "paper" (values clamped to 0..1, outside which the gradient is 0) or "squashed" (values brought to 0..1
            by `squash`, whose gradient lives everywhere).
    """
    pairs = list(zip(shared, specific, strict=True))
    if not pairs:
        return torch.zeros(())
    bring = _clamp if form == "paper" else squash
    terms = [mutual_information(bring(pool(kept)), bring(pool(taken))) for kept, taken in pairs]
    return torch.stack(terms).sum()


def pool(features: Tensor) -> Tensor:
    """Means over 8 x 8 pixels, float32; over all of them where there are fewer."""
    rows, cols = features.shape[2:]
    return functional.avg_pool2d(features.float(), (min(POOL, rows), min(POOL, cols)))


def _clamp(features: Tensor) -> Tensor:
    return features.clamp(0, 1)


def squash(features: Tensor) -> Tensor:
    """Each sample's channels to zero mean and unit deviation over their pixels, then through the normal distribution
    function: about evenly spread in 0..1.

    Mutual information does not change under such maps of either side, so this only picks where the bins lie. A channel
    that is constant over the window carries no information about it and comes to lie at 1/2.
    """
    deviation, mean = torch.std_mean(features, dim=(2, 3), keepdim=True, correction=0)
    return 0.5 * (1 + torch.erf((features - mean) / ((deviation + 1e-4) * math.sqrt(2))))


def mutual_information(first: Tensor, second: Tensor, bins: int = BINS) -> Tensor:
    """Mean over the batch of I = sum p_ab log(p_ab / (p_a p_b)) in nats, from soft histograms.

    Args:
        first, second: (B, ...) values in 0..1, equally many; the n-th of one belongs to the n-th of the other.
        bins: Gaussian kernels at evenly spaced centres, with their distance as deviation.
    """
    a, b = soft_assignment(first.flatten(1), bins), soft_assignment(second.flatten(1), bins)
    joint = a.transpose(1, 2) @ b / a.shape[1]
    product = a.mean(dim=1)[:, :, None] * b.mean(dim=1)[:, None, :]
    return (joint * torch.log(joint / (product + _EPSILON) + _EPSILON)).sum(dim=(1, 2)).mean()


def soft_assignment(values: Tensor, bins: int) -> Tensor:
    """(B, N, bins): to which bins values (B, N) in 0..1 belong, summing to 1 over the bins."""
    centres = torch.linspace(0, 1, bins, device=values.device)
    width = 1 / (bins - 1)
    return torch.softmax(-((values[..., None] - centres) ** 2) / (2 * width**2), dim=-1)
