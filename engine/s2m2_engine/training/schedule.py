"""The learning rate over the steps."""

from __future__ import annotations

import math

from .configuration import OptimizerSettings

# Where the cosine ends, as a share of the highest rate.
_FLOOR = 0.01


def learning_rate(step: int, steps: int, settings: OptimizerSettings) -> float:
    """The rate at `step` of `steps`: linear rise over the warm-up, then constant or half a cosine down to 1 %."""
    if step < settings.warmup:
        return settings.learning_rate * (step + 1) / settings.warmup
    if settings.schedule == "constant":
        return settings.learning_rate
    share = (step - settings.warmup) / max(1, steps - settings.warmup)
    return settings.learning_rate * (_FLOOR + (1 - _FLOOR) * (1 + math.cos(math.pi * share)) / 2)
