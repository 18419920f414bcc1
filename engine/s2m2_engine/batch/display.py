"""Shows the progress of a batch on a terminal: a line for each pair, and a bar below them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..progress import Reporter

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# The stage whose text stays on the terminal.
DASHBOARD = "dashboard"


@contextmanager
def bar(reporter: Reporter) -> Iterator[Reporter]:
    """A reporter that draws a bar on stderr, and passes everything on, too."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.table import Column

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %", table_column=Column(no_wrap=True, min_width=5)),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as progress:
        yield _Bar(reporter, progress, progress.add_task("Reading", total=1.0))


class _Bar(Reporter):
    def __init__(self, reporter: Reporter, progress: Progress, task: TaskID) -> None:
        self._reporter, self._progress, self._task = reporter, progress, task
        self._shown = ""

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        self._reporter.progress(stage, fraction, text)
        # Counts and rate, and then what became of a pair, with two spaces between, as `_Results` says it.
        counts, _, pair = text.partition("  ")
        line = text if stage == DASHBOARD else pair
        if line and line != self._shown:
            self._progress.console.print(line, markup=False, highlight=False)
            self._shown = line
        self._progress.update(self._task, completed=fraction, description=counts or stage)

    def warning(self, code: str, text: str) -> None:
        self._reporter.warning(code, text)

    def is_cancelled(self) -> bool:
        return self._reporter.is_cancelled()
