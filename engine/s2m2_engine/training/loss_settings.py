"""Which terms the training loss has, and how they are weighed. Needs no torch."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import InputError

FORMS = ("squashed", "paper")
TERMS = ("deep", "shallow", "fused", "pseudo", "independence")


@dataclass(frozen=True)
class LossSettings:
    """Weights of the terms, 0 = off, and their options. The paper's are 1, but for `fused`, which it has not.

    Attributes:
        deep, shallow, fused: cross-entropy of the labelled pairs' heatmaps of each level, and of both together.
        pseudo: cross-entropy of the unlabelled pairs' shallow heatmap against the pseudo-label.
        independence: mutual information of shared and specific features, of all pairs.
        independence_form: "squashed" or "paper"; see `mutual_information`.
        label_blur: how far off the labels may be, deviation in px; 0: taken as exact.
        pseudo_sharpness: factor on the pseudo-label's logits.
        pseudo_minimum_mass: pseudo-labels with less than this share near their peak teach nothing.
        pseudo_teacher: who makes pseudo-labels: "self", the network as it stands (the paper), or "average", the
            running average of its weights (needs optimizer.average > 0).
        pseudo_warmup: steps over which the weight of `pseudo` rises from 0.
        pseudo_joint: the templates of a region make their pseudo-labels together (needs windows.region).
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
            _refuse("shallow", self.shallow, "above 0 unless another of deep, fused and pseudo is: nothing is learned")


def _refuse(key: str, value: object, allowed: str) -> None:
    raise InputError("bad_configuration", f"losses.{key} cannot be {value!r}.", f"It must be {allowed}.")


DEFAULT_LOSSES = LossSettings()
