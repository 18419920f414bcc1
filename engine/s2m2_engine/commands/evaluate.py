"""`s2m2 evaluate`: measure matchers on a data set whose true displacements are known."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE, InputError
from ..evaluation.arguments import add_arguments
from ..progress import Reporter

if TYPE_CHECKING:
    from .arguments import Commands

# Whole matches of scenes, not of single templates.
SCENES = "scenes"


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    evaluate = actions.add_parser("evaluate", help="measure matchers on a data set whose true displacements are known")
    add_arguments(evaluate)
    evaluate.add_argument(
        "--out", type=Path, metavar="FOLDER", help="folder for CSV tables and, if matplotlib is installed, figures"
    )
    evaluate.add_argument(
        "--peers",
        type=Path,
        metavar="PYTHON",
        help="with DATASET scenes: Python of an environment that has the other programs to compare with",
    )
    evaluate.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 evaluate`."""
    if options.dataset == SCENES:
        print(_scenes(options, reporter))
        return EXIT_RELIABLE
    if options.peers is not None:
        raise InputError("bad_peers", "Other programs are compared on whole scenes only.", f"Evaluate {SCENES}.")
    from ..evaluation.outcome import measure_plans
    from ..evaluation.plan import plans_of
    from ..model.registry import SUBSTITUTE

    plans = plans_of(options)
    for note in {matcher.note for plan in plans for matcher in plan.matchers.values() if matcher.note}:
        reporter.warning(SUBSTITUTE, note)
    print(measure_plans(plans, options.out, reporter))
    return EXIT_RELIABLE


def _scenes(options: argparse.Namespace, reporter: Reporter) -> str:
    if options.template or options.scene or options.held_out or options.windows is not None:
        raise InputError(
            "bad_scenes",
            "Of whole scenes no templates, windows or single scenes can be chosen.",
            "Leave out --template, --scene, --held-out and --windows; --limit is the number of pairs of each source.",
        )
    try:
        from ..studies.scenes import evaluate_scenes
    except ModuleNotFoundError as error:
        raise InputError(
            "no_studies",
            f"This installation cannot evaluate whole scenes: {error}.",
            "Use the engine of the repository: ./build.sh env makes its environment.",
        ) from error
    rounds = 1 if options.limit is None else options.limit
    return evaluate_scenes(options.folder, options.model, options.peers, rounds, options.seed, options.out, reporter)
