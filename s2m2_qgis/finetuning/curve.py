"""A curve that is added to for hours, in few points."""

from __future__ import annotations

_MOST_POINTS = 400


class Curve:
    """Points (step, value), in the order of their steps; of many steps each point is the mean of several."""

    def __init__(self) -> None:
        self.points: list[tuple[int, float]] = []
        self._stride = 1  # values that make a point
        self._waiting: list[float] = []

    def add(self, step: int, value: float) -> None:
        """Add a value. What was there from `step` on is dropped: a run that goes on repeats what it did not keep."""
        while self.points and self.points[-1][0] >= step:
            self.points.pop()
            self._waiting.clear()
        self._waiting.append(value)
        if len(self._waiting) < self._stride:
            return
        self.points.append((step, sum(self._waiting) / len(self._waiting)))
        self._waiting.clear()
        if len(self.points) > _MOST_POINTS:
            self._halve()

    def _halve(self) -> None:
        pairs = zip(self.points[::2], self.points[1::2])
        rest = self.points[len(self.points) // 2 * 2 :]
        self.points = [(last, (a + b) / 2) for (_, a), (last, b) in pairs] + rest
        self._stride *= 2
