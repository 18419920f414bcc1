"""The training loss: a weighted sum of terms that can be switched off separately (arXiv 2508.07812, section III-D)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ..model.network.output import NetworkOutput
from .labels import cross_entropy, deep_label, shallow_label
from .loss_settings import LossSettings
from .pseudo_labels import joint_pseudo_label, pseudo_label, pseudo_label_loss


@dataclass(frozen=True)
class Heads:
    """The properties of a network that losses depend on: `correlation` and `placement` of its configuration."""

    correlation: str
    placement: str


def loss_terms(
    output: NetworkOutput,
    truth: Tensor,
    labelled: Tensor,
    settings: LossSettings,
    heads: Heads,
    teacher: NetworkOutput | None = None,
    places: Tensor | None = None,
) -> dict[str, Tensor]:
    """Compute the heatmap terms that are switched on and exist for this network: unweighted scalars by name.

    Args:
        output: output for the whole batch (B).
        truth: (B, 2) true shifts (col, row), px.
        labelled: bool (B,); unlabelled pairs use pseudo-labels.
        teacher: output for the unlabelled pairs of the batch, from which pseudo-labels are made; None: `output` itself.
        places: int64 (R, B / R, 2), corners of the templates in their regions; None without regions.
    """
    terms: dict[str, Tensor] = {}
    size = (output.fused.shape[1], output.fused.shape[2])
    fine = shallow_label(truth, size, heads.placement, settings.label_blur)
    if settings.deep and output.deep_logits is not None:
        coarse = deep_label(truth, tuple(output.deep_logits.shape[1:]), size, heads.placement)  # type: ignore[arg-type]
        terms["deep"] = _mean_over(cross_entropy(output.deep_logits, coarse), labelled)
    if settings.shallow and output.shallow_logits is not None:
        terms["shallow"] = _mean_over(cross_entropy(output.shallow_logits, fine), labelled)
    if settings.fused:
        terms["fused"] = _mean_over(cross_entropy(output.fused_logits, fine), labelled)
    if settings.pseudo and not bool(labelled.all()):
        teacher = teacher or rows(output, ~labelled)
        label = pseudo_label(teacher, heads.correlation, settings.pseudo_sharpness)
        if settings.pseudo_joint and places is not None:
            label = joint_pseudo_label(label, places[~labelled.cpu().view(places.shape[:2])[:, 0]])
        student = rows(output, ~labelled)
        terms["pseudo"] = pseudo_label_loss(student, label, heads.correlation, settings.pseudo_minimum_mass)
    return terms


def mean_terms(each: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Average every term over several outputs, which all have the same terms."""
    return {name: torch.stack([terms[name] for terms in each]).mean() for name in each[0]}


def total_loss(terms: Mapping[str, Tensor], settings: LossSettings, step: int) -> Tensor:
    """Return the weighted sum of `loss_terms` at a step of the optimizer."""
    rise = min(1.0, (step + 1) / settings.pseudo_warmup) if settings.pseudo_warmup else 1.0
    weighted = [
        value * (getattr(settings, name) * (rise if name == "pseudo" else 1.0)) for name, value in terms.items()
    ]
    return torch.stack(weighted).sum()


def _mean_over(values: Tensor, chosen: Tensor) -> Tensor:
    """Return the mean of the chosen values. It is 0 with a gradient of 0 if no value is chosen."""
    return (values * chosen).sum() / chosen.sum().clamp(min=1)


def rows(output: NetworkOutput, chosen: Tensor) -> NetworkOutput:
    """Return the heatmaps of the chosen samples of a batch, without features."""

    def pick(map_: Tensor | None) -> Tensor | None:
        return None if map_ is None else map_[chosen]

    return NetworkOutput(
        deep=pick(output.deep),
        shallow=pick(output.shallow),
        prior=pick(output.prior),
        fused=output.fused[chosen],
        deep_logits=pick(output.deep_logits),
        shallow_logits=pick(output.shallow_logits),
        prior_logits=pick(output.prior_logits),
        fused_logits=output.fused_logits[chosen],
        shared=(),
        specific=(),
    )
