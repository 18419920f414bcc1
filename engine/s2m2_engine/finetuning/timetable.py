"""The progress of a fine-tuning by the time that its parts take, so that the time left is an honest figure.

How long the lessons take depends on the ground, the model and the machine. It is known after the first block; before
that, no time is given.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from ..progress import Part, Reporter

EXPECTED_TIME = "expected_time"
# Until the time is known, progress stays below the fraction from which on the worker tells the time left.
_UNKNOWN = 0.049
# The trial of a block takes this share of the time for its lesson (docs/fine-tuning.md, measured).
_TRIAL_SHARE = 0.8
# From this fraction of the training on, the steps made tell whether it ends before its time.
_TELLING = 0.05


class Timetable:
    """Makes reporters for the parts of a run, which follow each other: `aligning`, `lessons`, `training`, `trial`.

    Args:
        training_s: the time for the training.
        clock: the time in seconds.
    """

    def __init__(self, whole: Reporter, training_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._whole, self._training_s = whole, training_s
        self._trial_s = 0.0
        self._began = clock()
        self._shown = 0.0

    def aligning(self) -> Reporter:
        """The scenes are matched; how long that takes is not known, nor what follows."""
        return _TimedPart(self, self._whole, lambda _fraction, _gone: None)

    def lessons(self, blocks: int, tried: int) -> Reporter:
        """Lessons of so many blocks are looked for, and so many blocks will be tried."""

        def left(fraction: float, gone: float) -> float | None:
            if not fraction:
                return None
            pace = gone / (fraction * blocks)
            first, self._trial_s = not self._trial_s, tried * pace * _TRIAL_SHARE
            rest = gone / fraction - gone
            if first:
                self._say(blocks, gone + rest, rest)
            return rest + self._training_s + self._trial_s

        return _TimedPart(self, self._whole, left)

    def training(self) -> Reporter:
        """The network is trained."""

        def left(fraction: float, gone: float) -> float:
            by_steps = gone / fraction - gone if fraction > _TELLING else self._training_s
            return min(by_steps, self._training_s * (1 - fraction)) + self._trial_s

        return _TimedPart(self, self._whole, left)

    def trial(self) -> Reporter:
        """The new model is tried."""
        return _TimedPart(
            self, self._whole, lambda fraction, gone: gone / fraction - gone if fraction else self._trial_s
        )

    def fraction(self, left_s: float | None) -> float:
        """The fraction of the run that is done, if it takes so much longer; None: that is not known. It never falls."""
        if left_s is None:
            now = min(_UNKNOWN, self._shown + 0.001)
        else:
            gone = self.clock() - self._began
            now = gone / max(gone + left_s, 1e-9)
        self._shown = max(self._shown, now)
        return self._shown

    def _say(self, blocks: int, lessons_s: float, rest_s: float) -> None:
        whole = self.clock() - self._began + rest_s + self._training_s + self._trial_s
        self._whole.warning(
            EXPECTED_TIME,
            f"The whole run takes about {_minutes(whole)}: {_minutes(lessons_s)} to look for lessons in {blocks} "
            f"blocks, at most {_minutes(self._training_s)} to train, and {_minutes(self._trial_s)} to try the new "
            "model.",
        )


class _TimedPart(Part):
    """`left` tells the seconds that the run still takes, from the part's fraction and the seconds since it began."""

    def __init__(self, table: Timetable, whole: Reporter, left: Callable[[float, float], float | None]) -> None:
        super().__init__(whole, 0.0, 1.0, tie_points=False)
        self._table, self._left, self._start = table, left, table.clock()

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        gone = self._table.clock() - self._start
        super().progress(stage, self._table.fraction(self._left(fraction, gone)), text)


def _minutes(seconds: float) -> str:
    if seconds < 45:
        return "less than a minute"
    count = round(seconds / 60)
    return "1 minute" if count <= 1 else f"{count} minutes"
