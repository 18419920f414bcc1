"""Curves of a run: CSV files and, if TensorBoard is installed, its event files with the same values."""

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
    """Writes the curves of a run; a context manager.

    The CSV files contain no times, so that two runs with the same results write the same files.
    """

    def __init__(self, folder: Path, step: int) -> None:
        """Open the curves of a run that resumes after `step`. Values beyond that step are deleted.

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
        """Whether TensorBoard's event files are also written."""
        return self._board is not None

    def training(self, step: int, values: Mapping[str, float]) -> None:
        """Add training values after `step` steps. The names must be the same each time."""
        self._add(TRAINING_FILE, "training", step, values)

    def validation(self, step: int, values: Mapping[str, float]) -> None:
        """Add validation values after `step` steps. The names must be the same each time."""
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


def are_curves(path: Path) -> bool:
    """Whether a file holds curves of a run, as its first column says."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().startswith(f"{STEP},")
    except (OSError, ValueError):
        return False


def _cut(path: Path, step: int) -> None:
    """Delete the rows of a CSV file beyond `step`."""
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
