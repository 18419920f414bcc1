"""Pseudo-labels: what deep and shallow heatmaps believe together teaches the shallow one (arXiv 2508.07812, III-D)."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from ..model.network.s2m2 import NetworkOutput
from .labels import cross_entropy

# The paper's temperatures: of the pseudo-label, and of the heatmap that learns from it.
TEACHER_TEMPERATURE = 1 / 200
STUDENT_TEMPERATURE = 1 / 80
_NEAR_PX = 3
# Probability that a heatmap of a joint pseudo-label is wrong, whatever it says, so that none can overrule the others.
_DOUBT = 0.1


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


def joint_pseudo_label(label: Tensor, places: Tensor) -> Tensor:
    """(B * K, rows, cols): of K templates of one region, what all of them believe together.

    Templates that lie apart by a known shift are found apart by that shift, since a region has one displacement. This
    equivariance costs no label: probabilities of a displacement are multiplied over the templates.

    Args:
        label: (B * K, rows, cols) probabilities of each template alone, those of the first region first.
        places: int64 (B, K, 2), (col, row) of the templates' corners in their region, in cells of `label`.
    """
    regions, count = places.shape[:2]
    rows, cols = label.shape[1:]
    floor = math.log(_DOUBT / (rows * cols))
    gain = torch.log((1 - _DOUBT) * label + _DOUBT / (rows * cols)).view(regions, count, rows, cols) - floor
    beside = places.amax(dim=1, keepdim=True) - places
    reach = int(beside.max())
    # Displacements that lie outside one template's heatmap keep the floor there.
    together = label.new_zeros(regions, rows + reach, cols + reach)
    parts = []
    for region, corners in enumerate(beside.tolist()):
        for template, (col, row) in enumerate(corners):
            part = together[region, row : row + rows, col : col + cols]
            # Where there are few places a template may come twice, which is no second witness.
            if [col, row] not in corners[:template]:
                part += gain[region, template]
            parts.append(part)
    return torch.stack([torch.softmax(part.flatten(), dim=0).view(rows, cols) for part in parts])


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
