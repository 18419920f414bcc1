"""Pseudo-labels: deep and shallow heatmap together make a label for the shallow heatmap (arXiv 2508.07812, III-D)."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from ..model.network.output import NetworkOutput
from .labels import cross_entropy

# Temperatures of the pseudo-label and of the heatmap that learns from it, as in the paper.
TEACHER_TEMPERATURE = 1 / 200
STUDENT_TEMPERATURE = 1 / 80
_NEAR_PX = 3
# Assumed probability that a template's heatmap is wrong, so that no template can overrule all others.
_DOUBT = 0.1


def pseudo_label(output: NetworkOutput, correlation: str, sharpness: float) -> Tensor:
    """Return pseudo-labels: probabilities (B, rows, cols), without gradient.

    Args:
        correlation: correlation of the network. "min_max": softmax of up(deep) · shallow / τ with bilinear up (as in
            the paper); "unit": probabilities of the fused heatmap, whose temperature is learned.
        sharpness: factor on the logits.
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
    """Combine the pseudo-labels of the K templates of a region; returns probabilities (B * K, rows, cols).

    All templates of a region have the same displacement, so their probabilities of each displacement are multiplied.
    This needs no label.

    Args:
        label: (B * K, rows, cols) probabilities of each template alone, templates of the first region first.
        places: int64 (B, K, 2), corners (col, row) of the templates in their region, in cells of `label`.
    """
    regions, count = places.shape[:2]
    rows, cols = label.shape[1:]
    floor = math.log(_DOUBT / (rows * cols))
    gain = torch.log((1 - _DOUBT) * label + _DOUBT / (rows * cols)).view(regions, count, rows, cols) - floor
    beside = places.amax(dim=1, keepdim=True) - places
    reach = int(beside.max())
    # Displacements outside the heatmap of a template keep the floor value for this template.
    joint = label.new_zeros(regions, rows + reach, cols + reach)
    parts = []
    for region, corners in enumerate(beside.tolist()):
        for template, (col, row) in enumerate(corners):
            part = joint[region, row : row + rows, col : col + cols]
            # If there are few places, a template may occur twice, but must count only once.
            if [col, row] not in corners[:template]:
                part += gain[region, template]
            parts.append(part)
    return torch.stack([torch.softmax(part.flatten(), dim=0).view(rows, cols) for part in parts])


def pseudo_label_loss(student: NetworkOutput, label: Tensor, correlation: str, minimum_mass: float) -> Tensor:
    """Return the mean cross-entropy of the shallow heatmap (or the fused one, if there is none) with pseudo-labels.

    Args:
        label: (B, rows, cols) from `pseudo_label`.
        minimum_mass: labels with a smaller share of probability within 3 px of their peak are not used; 0: use all.
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
    """Return the share (B,) of probability (B, rows, cols) within 3 px of the highest cell."""
    rows, cols = probability.shape[1:]
    peak = probability.flatten(1).argmax(dim=1)
    row = torch.arange(rows, device=probability.device)[None, :, None] - (peak // cols)[:, None, None]
    col = torch.arange(cols, device=probability.device)[None, None, :] - (peak % cols)[:, None, None]
    return (probability * (row**2 + col**2 <= _NEAR_PX**2)).sum(dim=(1, 2))
