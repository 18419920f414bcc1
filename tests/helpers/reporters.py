"""The one fake reporter of all tests; for the engine's interpreter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from s2m2_engine.progress import FoundTiePoint, Reporter


class RecordingReporter(Reporter):
    """It keeps what it is told, and says that the user cancelled as soon as `cancel_when` of itself is true."""

    def __init__(self, cancel_when: Callable[[RecordingReporter], bool] = lambda told: False) -> None:
        self.stages: list[str] = []
        self.fractions: list[float] = []
        self.crs: set[str] = set()
        self.points: list[FoundTiePoint] = []
        self.metrics: list[tuple[str, int, float]] = []
        self.warnings: list[tuple[str, str]] = []
        self.times_asked = 0
        self._cancel_when = cancel_when

    @property
    def warning_texts(self) -> list[str]:
        return [text for _, text in self.warnings]

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        self.stages.append(stage)
        self.fractions.append(fraction)

    def tie_points(self, crs: str, points: Sequence[FoundTiePoint]) -> None:
        self.crs.add(crs)
        self.points += points

    def metric(self, name: str, step: int, value: float) -> None:
        self.metrics.append((name, step, value))

    def warning(self, code: str, text: str) -> None:
        self.warnings.append((code, text))

    def is_cancelled(self) -> bool:
        self.times_asked += 1
        return self._cancel_when(self)
