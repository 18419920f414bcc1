"""Curves of a run: CSV files that anything reads, and the same for TensorBoard where that is installed."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from ..files import disk_full, partial_file
from ..names import STEP, TRAINING_FILE, VALIDATION_FILE

_TENSORBOARD_FOLDER = "tensorboard"


class Curves:
    """Appends to the curves of one run; use it as a context manager.

    Two runs that compute the same write the same CSV files: they hold no times.
    """

    def __init__(self, folder: Path, step: int) -> None:
        """`step`: where the run goes on; what was written beyond it, before it broke off, is dropped.

        Raises:
            InputError, EngineError: the folder cannot be written to.
        """
        self._folder = folder
        for name in (TRAINING_FILE, VALIDATION_FILE):
            _cut(folder / name, step)
        self._board = _open_board(folder / _TENSORBOARD_FOLDER, step)

    def __enter__(self) -> Curves:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._board is not None:
            self._board.close()

    @property
    def has_board(self) -> bool:
        """Whether TensorBoard's format is written, too."""
        return self._board is not None

    def training(self, step: int, values: Mapping[str, float]) -> None:
        """Values after `step` steps; the same names each time."""
        self._add(TRAINING_FILE, "training", step, values)

    def validation(self, step: int, values: Mapping[str, float]) -> None:
        """Values after `step` steps; the same names each time."""
        self._add(VALIDATION_FILE, "validation", step, values)

    def _add(self, file: str, group: str, step: int, values: Mapping[str, float]) -> None:
        path = self._folder / file
        try:
            new = not path.exists()
            with path.open("a", newline="", encoding="utf-8") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                if new:
                    writer.writerow((STEP, *values))
                writer.writerow((step, *(f"{value:.7g}" for value in values.values())))
            if self._board is not None:
                for name, value in values.items():
                    if math.isfinite(value):
                        self._board.add_scalar(f"{group}/{name}", value, step)
        except OSError as error:
            raise disk_full(path) from error


def _cut(path: Path, step: int) -> None:
    """Drop the rows of a CSV file that lie beyond `step`."""
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = lines[:1] + [line for line in lines[1:] if line.partition(",")[0].isdigit() and _step(line) <= step]
    if len(kept) < len(lines):
        with partial_file(path) as partial:
            partial.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8", newline="")


def _step(line: str) -> int:
    return int(line.partition(",")[0])


def _open_board(folder: Path, step: int) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(str(folder), purge_step=step + 1)
