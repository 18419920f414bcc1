"""The time left of a fine-tuning, by a clock that the test sets."""

from __future__ import annotations

import pytest

from s2m2_engine.finetuning.timetable import Timetable
from s2m2_engine.progress import Reporter


class Told(Reporter):
    def __init__(self) -> None:
        self.fractions: list[float] = []
        self.warnings: list[str] = []

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        self.fractions.append(fraction)

    def warning(self, code: str, text: str) -> None:
        self.warnings.append(text)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_whole_is_known_after_the_first_block() -> None:
    """21 minutes for the lessons and 2 for the training are 24, from the first block on; before, no time is told."""
    told, clock = Told(), Clock()
    table = Timetable(told, 120.0, clock)
    aligning = table.aligning()
    for step in range(100):
        aligning.progress("matching", step / 100)
    clock.now = 60.0
    lessons = table.lessons(blocks=42, tried=2)
    lessons.progress("matching", 0.0)
    assert max(told.fractions) < 0.05, "the worker tells no time before 5 %"
    assert told.warnings == []
    for block in range(1, 42):
        clock.now = 60.0 + 30 * block
        lessons.progress("matching", block / 42)
        left = clock.now / told.fractions[-1] * (1 - told.fractions[-1])
        assert left == pytest.approx(30 * (42 - block) + 120 + 2 * 30 * 0.8)
    assert told.warnings == [
        "The whole run takes about 25 minutes: 21 minutes to look for lessons in 42 blocks, at most 2 minutes to "
        "train, and 1 minute to try the new model."
    ]
    clock.now = 60.0 + 30 * 42
    training = table.training()
    training.progress("training", 0.5)
    # The training ends by its steps if half of them take no time.
    assert told.fractions[-1] >= clock.now / (clock.now + 60 + 48)
    trial = table.trial()
    clock.now += 10
    trial.progress("matching", 0.5)
    assert told.fractions[-1] == pytest.approx(clock.now / (clock.now + 10))
    assert told.fractions == sorted(told.fractions)


def test_training_that_ends_by_its_steps_ends_sooner() -> None:
    told, clock = Told(), Clock()
    training = Timetable(told, 3600.0, clock).training()
    clock.now = 60.0
    training.progress("training", 0.5)
    assert told.fractions == [pytest.approx(0.5)]


def test_progress_never_falls() -> None:
    told, clock = Told(), Clock()
    lessons = Timetable(told, 60.0, clock).lessons(blocks=4, tried=1)
    for now, done in ((1.0, 0.25), (30.0, 0.5), (90.0, 0.75)):
        clock.now = now
        lessons.progress("matching", done)
    assert told.fractions == sorted(told.fractions)
