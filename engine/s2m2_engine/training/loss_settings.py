"""The terms of the training loss and their weights. This module does not need torch."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import InputError

FORMS = ("squashed", "paper")
TERMS = ("deep", "shallow", "fused", "pseudo", "independence")


@dataclass(frozen=True)
class LossSettings:
    """Weights of the loss terms (0: off) and their options. The paper's weights are 1; it has no term `fused`.

    Attributes:
        deep, shallow, fused: cross-entropy of the labelled pairs' deep, shallow and fused heatmaps.
        pseudo: cross-entropy of the unlabelled pairs' shallow heatmap with the pseudo-label.
        independence: mutual information between shared and specific features, of all pairs.
        independence_form: "squashed" or "paper"; see `mutual_information`.
        label_blur: standard deviation of the labels' errors, px; 0: labels are taken as exact.
        pseudo_sharpness: factor on the pseudo-label's logits.
        pseudo_minimum_mass: pseudo-labels with a smaller share of probability near their peak are not used.
        pseudo_teacher: network that makes pseudo-labels: "self", the network in training (as in the paper), or
            "average", the running average of its weights (needs optimizer.average > 0).
        pseudo_warmup: steps over which the weight of `pseudo` rises from 0.
        pseudo_joint: pseudo-labels are made jointly for all templates of a region (needs windows.region).
    """

    deep: float = 1.0
    shallow: float = 1.0
    fused: float = 0.0
    pseudo: float = 1.0
    independence: float = 1.0
    independence_form: str = "squashed"
    label_blur: float = 0.0
    pseudo_sharpness: float = 1.0
    pseudo_minimum_mass: float = 0.0
    pseudo_teacher: str = "self"
    pseudo_warmup: int = 0
    pseudo_joint: bool = False

    def __post_init__(self) -> None:
        for key in (*TERMS, "label_blur", "pseudo_sharpness", "pseudo_minimum_mass", "pseudo_warmup"):
            value = getattr(self, key)
            if not math.isfinite(value) or value < 0:
                _refuse(key, value, "a number of at least 0")
        if self.independence_form not in FORMS:
            _refuse("independence_form", self.independence_form, " or ".join(FORMS))
        if self.pseudo_teacher not in ("self", "average"):
            _refuse("pseudo_teacher", self.pseudo_teacher, "self or average")
        if self.pseudo_minimum_mass >= 1:
            _refuse("pseudo_minimum_mass", self.pseudo_minimum_mass, "less than 1")
        if not any(getattr(self, term) for term in TERMS[:4]):
            _refuse("shallow", self.shallow, "above 0 unless deep, fused or pseudo is above 0")


def _refuse(key: str, value: object, allowed: str) -> None:
    raise InputError("bad_configuration", f"losses.{key} cannot be {value!r}.", f"It must be {allowed}.")


DEFAULT_LOSSES = LossSettings()
