"""Shows the progress of a batch on a terminal, as a bar with the last pair beside it."""

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

    columns = (BarColumn(), TextColumn("{task.percentage:3.0f} %"), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=False) as progress:
        yield _Bar(reporter, progress, progress.add_task("Reading", total=1.0))


class _Bar(Reporter):
    def __init__(self, reporter: Reporter, progress: Progress, task: TaskID) -> None:
        self._reporter, self._progress, self._task = reporter, progress, task

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        self._reporter.progress(stage, fraction, text)
        if stage == DASHBOARD:
            self._progress.console.print(text, markup=False)
        self._progress.update(self._task, completed=fraction, description=text or stage)

    def warning(self, code: str, text: str) -> None:
        self._reporter.warning(code, text)

    def is_cancelled(self) -> bool:
        return self._reporter.is_cancelled()
