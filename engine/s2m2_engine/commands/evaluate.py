"""`s2m2 evaluate`: measure matchers on a data set whose true displacements are known."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE
from ..evaluation.arguments import add_arguments
from ..progress import Reporter

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    evaluate = actions.add_parser("evaluate", help="measure matchers on a data set whose true displacements are known")
    add_arguments(evaluate)
    evaluate.add_argument(
        "--out", type=Path, metavar="FOLDER", help="folder for CSV tables and, if matplotlib is installed, figures"
    )
    evaluate.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 evaluate`."""
    from ..evaluation.outcome import measure_plans
    from ..evaluation.plan import plans_of
    from ..model.registry import SUBSTITUTE

    plans = plans_of(options)
    for note in {matcher.note for plan in plans for matcher in plan.matchers.values() if matcher.note}:
        reporter.warning(SUBSTITUTE, note)
    print(measure_plans(plans, options.out, reporter))
    return EXIT_RELIABLE
