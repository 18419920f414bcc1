"""The schedule of the learning rate."""

from __future__ import annotations

import math

from .configuration import OptimizerSettings

# Last value of the cosine schedule, as a share of the highest learning rate.
_FLOOR = 0.01


def learning_rate(step: int, steps: int, settings: OptimizerSettings) -> float:
    """Return the learning rate at `step` of `steps`: a linear warm-up, then constant or half a cosine down to 1 %."""
    if step < settings.warmup:
        return settings.learning_rate * (step + 1) / settings.warmup
    if settings.schedule == "constant":
        return settings.learning_rate
    share = (step - settings.warmup) / max(1, steps - settings.warmup)
    return settings.learning_rate * (_FLOOR + (1 - _FLOOR) * (1 + math.cos(math.pi * share)) / 2)
