"""Output of commands that measure matchers: tables as text and, on request, CSV files and figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..files import check_output
from ..progress import Reporter
from .drawing import can_draw, refuse_other_figures
from .evaluate import evaluate_plan
from .figure import figure_files, write_figures
from .plan import Plan
from .table import refuse_other_tables, table_text, write_csv


def measure_plans(plans: Sequence[Plan], out: Path | None, reporter: Reporter) -> str:
    """Run all plans and return their tables. CSV files and figures are written into the folder `out`, if given.

    Where figures cannot be drawn, a warning says so before the work begins, and the CSV files are written all the same.

    Raises:
        InputError: an image cannot be read, no window fits, or `out` cannot be written or holds files of others.
        CancelledError: the reporter wants to stop.
    """
    if out is not None:
        check_output(out)
        refuse_other_tables(out)
        refuse_other_figures(figure_files(out, [plan.dataset for plan in plans]))
    with_figures = out is not None and can_draw(reporter)
    evaluations = [evaluate_plan(plan, reporter) for plan in plans]
    if out is not None:
        write_csv(evaluations, out)
        if with_figures:
            write_figures(evaluations, out)
    return "\n\n".join(table_text(evaluation) for evaluation in evaluations)
