"""Labels as probabilities over heatmap cells, and the cross-entropy with them (arXiv 2508.07812, section III-D)."""

from __future__ import annotations

import torch
from torch import Tensor

from ..model.network.configuration import DEEP_STRIDE


def shallow_label(truth: Tensor, size: tuple[int, int], placement: str, blur: float = 0.0) -> Tensor:
    """Return the label of the shallow heatmap: probabilities (B, rows, cols) that sum to 1.

    Args:
        truth: (B, 2) true shifts (col, row), px, sub-pixel.
        size: (rows, cols) of the heatmap.
        placement: "exact" spreads the probability bilinearly over the four cells around the truth; "stretched" takes
            the nearest cell.
        blur: standard deviation of the label's error, px. If it is above 0, the label is a Gaussian and `placement` is
            not used.
    """
    if blur > 0:
        axes = (_gaussian(truth[:, 1], size[0], blur), _gaussian(truth[:, 0], size[1], blur))
        return axes[0][:, :, None] * axes[1][:, None, :]
    return _cells(truth if placement == "exact" else truth.round(), size)


def deep_label(truth: Tensor, size: tuple[int, int], shallow_size: tuple[int, int], placement: str) -> Tensor:
    """Return the label of the deep heatmap: probabilities (B, rows, cols) that sum to 1.

    Args:
        truth: (B, 2) true shifts (col, row), px, sub-pixel.
        size: (rows, cols) of the deep heatmap.
        shallow_size: (rows, cols) of the shallow heatmap.
        placement: "exact": cell k represents shift 8 k, with bilinear weights; "stretched": cell
            floor(truth * size / shallow_size) as in the paper, which is wrong by up to 3 px.
    """
    if placement == "exact":
        return _cells(truth / DEEP_STRIDE, size)
    scale = torch.tensor([size[1] / shallow_size[1], size[0] / shallow_size[0]], device=truth.device)
    return _cells((truth.round() * scale).floor(), size)


def _cells(position: Tensor, size: tuple[int, int]) -> Tensor:
    """Return the bilinear weights (B, rows, cols) of the cells around positions (B, 2), (col, row)."""
    rows, cols = (
        (1 - (torch.arange(count, device=position.device) - position[:, axis, None].clamp(0, count - 1)).abs()).clamp(
            min=0
        )
        for count, axis in ((size[0], 1), (size[1], 0))
    )
    return rows[:, :, None] * cols[:, None, :]


def _gaussian(position: Tensor, count: int, deviation: float) -> Tensor:
    distance = torch.arange(count, device=position.device) - position[:, None]
    return torch.softmax(-(distance**2) / (2 * deviation**2), dim=1)


def cross_entropy(logits: Tensor, label: Tensor) -> Tensor:
    """Return the cross-entropy (B,), in nats, of softmax(logits) with the label, both (B, rows, cols)."""
    return -(label.flatten(1) * torch.log_softmax(logits.float().flatten(1), dim=1)).sum(dim=1)
