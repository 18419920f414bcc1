"""How long work tells its caller where it is, what it found, and learns that it should stop.

Command line and worker give different reporters to the same functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .errors import CancelledError


@dataclass(frozen=True)
class FoundTiePoint:
    """A tie point as it is reported while matching runs: moving-layer position, displacement, confidence.

    `x`, `y`, `dx`, `dy` are in units of the result's CRS (the moving layer's).
    """

    x: float
    y: float
    dx: float
    dy: float
    confidence: float


class Reporter:
    """Does nothing with what it is told; subclasses do. Methods may be called from worker threads."""

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        """`fraction` is of the whole work, in [0, 1]; `stage` one of the protocol's stage names."""

    def tie_points(self, crs: str, points: Sequence[FoundTiePoint]) -> None:
        """Tie points found since the last call; `crs` as WKT or AUTHORITY:CODE."""

    def metric(self, name: str, step: int, value: float) -> None:
        """One value of a training curve, finite."""

    def warning(self, code: str, text: str) -> None:
        """Something the user should know that does not stop the work."""

    def is_cancelled(self) -> bool:
        """True once the user wants the work to stop."""
        return False

    def raise_if_cancelled(self) -> None:
        """Raise CancelledError once the user wants the work to stop. Cheap; call it often."""
        if self.is_cancelled():
            raise CancelledError()

    def part(self, begin: float, end: float, tie_points: bool = True) -> Reporter:
        """A reporter for a step of the work: its progress from 0 to 1 is progress from `begin` to `end` of this one.

        Args:
            tie_points: whether those that the step finds are passed on; everything else is.
        """
        return _Part(self, begin, end, tie_points)


class _Part(Reporter):
    def __init__(self, whole: Reporter, begin: float, end: float, tie_points: bool) -> None:
        self._whole, self._begin, self._end, self._tie_points = whole, begin, end, tie_points

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        self._whole.progress(stage, self._begin + (self._end - self._begin) * fraction, text)

    def tie_points(self, crs: str, points: Sequence[FoundTiePoint]) -> None:
        if self._tie_points:
            self._whole.tie_points(crs, points)

    def metric(self, name: str, step: int, value: float) -> None:
        self._whole.metric(name, step, value)

    def warning(self, code: str, text: str) -> None:
        self._whole.warning(code, text)

    def is_cancelled(self) -> bool:
        return self._whole.is_cancelled()
