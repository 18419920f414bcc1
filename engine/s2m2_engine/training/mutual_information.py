"""Cross-modality mutual independence: mutual information of shared and specific features (arXiv 2508.07812, III-C)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

POOL = 8
BINS = 32
# It keeps logarithms finite, as in the paper's code.
_EPSILON = 1e-6


def independence_loss(shared: Sequence[Tensor], specific: Sequence[Tensor], form: str) -> Tensor:
    """Sum the mutual information between shared and specific features over modalities and levels; 0 without features.

    Args:
        shared, specific: features (B, C, rows, cols), in the same order.
        form: "paper" clamps values to 0..1, so that the gradient is 0 outside; "squashed" maps values to 0..1 by
            `squash`, which has a gradient everywhere.
    """
    pairs = list(zip(shared, specific, strict=True))
    if not pairs:
        return torch.zeros(())
    normalise = _clamp if form == "paper" else squash
    terms = [mutual_information(normalise(pool(first)), normalise(pool(second))) for first, second in pairs]
    return torch.stack(terms).sum()


def pool(features: Tensor) -> Tensor:
    """Average over 8 x 8 pixels (or over all pixels, if there are fewer) in float32."""
    rows, cols = features.shape[2:]
    return functional.avg_pool2d(features.float(), (min(POOL, rows), min(POOL, cols)))


def _clamp(features: Tensor) -> Tensor:
    return features.clamp(0, 1)


def squash(features: Tensor) -> Tensor:
    """Standardise each channel of each sample over its pixels, and map it to 0..1 by the normal distribution function.

    The values are then about uniformly distributed. Mutual information does not change under invertible maps of either
    variable, so this only moves the histogram's bins. A constant channel, which carries no information, becomes 1/2.
    """
    deviation, mean = torch.std_mean(features, dim=(2, 3), keepdim=True, correction=0)
    return 0.5 * (1 + torch.erf((features - mean) / ((deviation + 1e-4) * math.sqrt(2))))


def mutual_information(first: Tensor, second: Tensor, bins: int = BINS) -> Tensor:
    """Return the batch mean of I = sum p_ab log(p_ab / (p_a p_b)), in nats, from soft histograms.

    Args:
        first, second: (B, ...) equally many values in 0..1; the n-th values of both belong together.
        bins: number of bins: Gaussian kernels at evenly spaced centres, with their spacing as standard deviation.
    """
    a, b = soft_assignment(first.flatten(1), bins), soft_assignment(second.flatten(1), bins)
    joint = a.transpose(1, 2) @ b / a.shape[1]
    product = a.mean(dim=1)[:, :, None] * b.mean(dim=1)[:, None, :]
    return (joint * torch.log(joint / (product + _EPSILON) + _EPSILON)).sum(dim=(1, 2)).mean()


def soft_assignment(values: Tensor, bins: int) -> Tensor:
    """Return the soft bin weights (B, N, bins), summing to 1 over the bins, of values (B, N) in 0..1."""
    centres = torch.linspace(0, 1, bins, device=values.device)
    width = 1 / (bins - 1)
    return torch.softmax(-((values[..., None] - centres) ** 2) / (2 * width**2), dim=-1)
