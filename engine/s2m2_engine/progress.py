"""The interface by which long work reports progress and results to its caller, and learns that it should stop.

Command line and worker pass different reporters to the same functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .errors import CancelledError


@dataclass(frozen=True)
class FoundTiePoint:
    """A tie point that is reported while matching runs: position in the moving layer, displacement, confidence.

    `x`, `y`, `dx`, `dy` are in units of the result's CRS (the moving layer's); `confidence` is in [0, 1].
    """

    x: float
    y: float
    dx: float
    dy: float
    confidence: float


class Reporter:
    """Base class of reporters; it ignores all reports. Methods may be called from worker threads."""

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        """Report that `fraction` in [0, 1] of the whole work is done; `stage` is one of the protocol's stages."""

    def tie_points(self, crs: str, points: Sequence[FoundTiePoint]) -> None:
        """Report tie points that were found since the last call; `crs` is WKT or AUTHORITY:CODE."""

    def metric(self, name: str, step: int, value: float) -> None:
        """Report one finite value of a training curve."""

    def warning(self, code: str, text: str) -> None:
        """Report a fact that the user should know, but that does not stop the work."""

    def is_cancelled(self) -> bool:
        """Whether the user wants the work to stop."""
        return False

    def raise_if_cancelled(self) -> None:
        """Stop the work if the user wants it. The call is cheap and should be made often.

        Raises:
            CancelledError: the user wants the work to stop.
        """
        if self.is_cancelled():
            raise CancelledError()

    def part(self, begin: float, end: float, tie_points: bool = True) -> Reporter:
        """Make a reporter for a part of the work: its progress from 0 to 1 is progress from `begin` to `end` here.

        Args:
            tie_points: whether tie points of the part are passed on; all other reports always are.
        """
        return Part(self, begin, end, tie_points)


class Part(Reporter):
    """The reporter of a part of the work; `Reporter.part` makes it."""

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
