"""Pseudo-labels: what deep and shallow heatmaps believe together teaches the shallow one (arXiv 2508.07812, III-D)."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from ..model.network.s2m2 import NetworkOutput
from .labels import cross_entropy

# The paper's temperatures: of the pseudo-label, and of the heatmap that learns from it.
TEACHER_TEMPERATURE = 1 / 200
STUDENT_TEMPERATURE = 1 / 80
_NEAR_PX = 3


def pseudo_label(output: NetworkOutput, correlation: str, sharpness: float) -> Tensor:
    """(B, rows, cols) probabilities, without gradient.

    Args:
        correlation: of the network: "min_max": softmax of up(deep) · shallow / τ, up bilinear (the paper); "unit":
            the fused heatmap's own probability, whose temperature is learned.
        sharpness: the logits are multiplied by it; 1 leaves them.
    """
    if correlation == "min_max" and output.deep is not None and output.shallow is not None:
        size = output.shallow.shape[1:]
        deep = functional.interpolate(output.deep[:, None], size=size, mode="bilinear", align_corners=False)[:, 0]
        logits = deep * output.shallow / TEACHER_TEMPERATURE
    else:
        logits = output.fused_logits
    probability = torch.softmax(logits.detach().float().flatten(1) * sharpness, dim=1)
    return probability.view_as(logits)


def pseudo_label_loss(student: NetworkOutput, label: Tensor, correlation: str, minimum_mass: float) -> Tensor:
    """Mean cross-entropy against pseudo-labels of the heatmap that they teach: the shallow one, where there is one.

    Args:
        label: (B, rows, cols) from `pseudo_label`.
        minimum_mass: pairs whose label holds less than this share within 3 px of its peak teach nothing; 0: all do.
    """
    if student.shallow is None or student.shallow_logits is None:
        logits = student.fused_logits
    elif correlation == "min_max":
        logits = student.shallow / STUDENT_TEMPERATURE
    else:
        logits = student.shallow_logits
    weight = (mass_near_peak(label) >= minimum_mass).to(torch.float32)
    return (cross_entropy(logits, label) * weight).mean()


def mass_near_peak(probability: Tensor) -> Tensor:
    """(B,): the share of (B, rows, cols) within 3 px of the highest cell."""
    rows, cols = probability.shape[1:]
    peak = probability.flatten(1).argmax(dim=1)
    row = torch.arange(rows, device=probability.device)[None, :, None] - (peak // cols)[:, None, None]
    col = torch.arange(cols, device=probability.device)[None, None, :] - (peak % cols)[:, None, None]
    return (probability * (row**2 + col**2 <= _NEAR_PX**2)).sum(dim=(1, 2))
