"""Limits of a match's accuracy, and whether it meets them. They say nothing on whether the match is right."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ..fitting.accuracy import Accuracy

CE90_LIMIT = "CE90 limit"
CEOS_ARD = "CEOS-ARD"
# The product family specifications of CEOS-ARD (ceos.org/ard) ask for a radial root mean square error of at most this,
# relative to a reference image, pixels.
_CEOS_ARD_PX = 0.5


@dataclass(frozen=True)
class Requirement:
    """One limit, and what the match gives.

    Attributes:
        name: "CE90 limit" (the user's) or "CEOS-ARD".
        figure: which figure must not exceed the limit.
        limit_m: metres on the ground.
        value_m: what the match gives; None if that was not measured.
        met: whether it does not exceed the limit; None if it was not measured.
    """

    name: str
    figure: Literal["ce90", "rmse"]
    limit_m: float
    value_m: float | None = None
    met: bool | None = None

    def measured(self, accuracy: Accuracy) -> Requirement:
        """The same limit, with what `accuracy` says."""
        value = accuracy.ce90_m if self.figure == "ce90" else accuracy.rmse_m
        if not math.isfinite(value):
            return replace(self, value_m=None, met=None)
        return replace(self, value_m=value, met=value <= self.limit_m)

    @property
    def sentence(self) -> str:
        """What the user reads."""
        what = {"ce90": "CE90", "rmse": "RMSE"}[self.figure]
        limit = f"{what} of at most {self.limit_m:.3g} m"
        if self.name == CEOS_ARD:
            limit += ", half a pixel of the moving layer"
        if self.value_m is None:
            return f"{self.name} ({limit}): not measured."
        return f"{self.name} ({limit}): {'met' if self.met else 'not met'}, with {self.value_m:.3g} m."


def requirements(ce90_limit_m: float | None, moving_pixel_m: tuple[float, float]) -> tuple[Requirement, ...]:
    """The user's limit, if there is one, and that of CEOS-ARD; not yet measured.

    Args:
        moving_pixel_m: size of a pixel of the moving layer on the ground.
    """
    own = () if ce90_limit_m is None else (Requirement(CE90_LIMIT, "ce90", ce90_limit_m),)
    return (*own, Requirement(CEOS_ARD, "rmse", _CEOS_ARD_PX * min(moving_pixel_m)))


def measured(required: Iterable[Requirement], accuracy: Accuracy) -> tuple[Requirement, ...]:
    """All of them with what `accuracy` says."""
    return tuple(one.measured(accuracy) for one in required)


def above_limit(required: Iterable[Requirement]) -> str:
    """A warning if the user's own limit is not met, else ""."""
    broken = [one for one in required if one.name == CE90_LIMIT and one.met is False]
    return f"CE90 is {broken[0].value_m:.3g} m, above your limit of {broken[0].limit_m:.3g} m." if broken else ""
