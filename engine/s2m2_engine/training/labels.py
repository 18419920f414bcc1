"""Labels as probabilities over heatmap cells, and cross-entropy against them (arXiv 2508.07812, III-D)."""

from __future__ import annotations

import torch
from torch import Tensor

from ..model.network.configuration import DEEP_STRIDE


def shallow_label(truth: Tensor, size: tuple[int, int], placement: str, blur: float = 0.0) -> Tensor:
    """(B, rows, cols) probabilities that sum to 1.

    Args:
        truth: (B, 2) sub-pixel shifts (col, row).
        size: (rows, cols) of the heatmap.
        placement: "exact": shared linearly by the four cells around the truth; "stretched": the nearest cell.
        blur: deviation in px of the label's own error; the label is then a Gaussian, and `placement` says nothing.
    """
    if blur > 0:
        axes = (_gaussian(truth[:, 1], size[0], blur), _gaussian(truth[:, 0], size[1], blur))
        return axes[0][:, :, None] * axes[1][:, None, :]
    return _cells(truth if placement == "exact" else truth.round(), size)


def deep_label(truth: Tensor, size: tuple[int, int], shallow_size: tuple[int, int], placement: str) -> Tensor:
    """(B, rows, cols) of the deep heatmap, of whose shifts there are `shallow_size`.

    Args:
        placement: "exact": cell k stands for shift 8 k, shared linearly; "stretched": cell floor(truth · 9/65), the
            paper's, which is up to 3 px wrong.
    """
    if placement == "exact":
        return _cells(truth / DEEP_STRIDE, size)
    scale = torch.tensor([size[1] / shallow_size[1], size[0] / shallow_size[0]], device=truth.device)
    return _cells((truth.round() * scale).floor(), size)


def _cells(position: Tensor, size: tuple[int, int]) -> Tensor:
    """Linear interpolation's weights of the cells around positions (B, 2) (col, row)."""
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
    """(B,) in nats, of softmax(logits) against probabilities, both (B, rows, cols)."""
    return -(label.flatten(1) * torch.log_softmax(logits.float().flatten(1), dim=1)).sum(dim=1)
