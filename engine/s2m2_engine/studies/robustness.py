"""Measures how much matchers lose when images get worse: every window is matched as it is and in each degradation.

    python -m s2m2_engine.studies.robustness DATASET DIR [--model M] [--held-out CONFIG] [--out DIR]

The command takes the arguments of `s2m2 evaluate` and prints a Markdown table.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..evaluation.arguments import add_arguments
from ..evaluation.evaluate import BatchRunner, Evaluation, Job, evaluation_of, places
from ..evaluation.plan import Plan, plans_of
from ..evaluation.scores import ALL, THRESHOLDS_PX, Score, scores
from ..evaluation.table import write_rows
from ..pairs.image_files import read_shown
from ..progress import Reporter
from ..terminal import TerminalReporter, module_status
from .baselines import load_baseline
from .degradations import DEGRADATIONS, turn_margin

TEMPLATES = (64, 96)
RATE_PX = 3
TABLE_FILE = "robustness.csv"


def measure_robustness(plan: Plan, reporter: Reporter) -> dict[str, Evaluation]:
    """Evaluate each degradation on the same windows; returns evaluations by title, in the order of `DEGRADATIONS`.

    The windows are those of `evaluate_plan` without templates that are too near to an edge of the image to be turned.

    Raises:
        InputError: an image cannot be read, or no window fits.
        CancelledError: the reporter wants to stop.
    """
    runners = {degradation.title: BatchRunner(plan.matchers) for degradation in DEGRADATIONS}
    for place in places(plan, reporter, read_shown, turn_margin):
        images = place.images
        optical, sar = images.optical.astype("float32"), images.sar.astype("float32")
        name = zlib.crc32(f"{plan.dataset}/{images.pair.sar.name}".encode())
        seed = (plan.seed, name, place.geometry.template, place.geometry.search, place.number)
        for degradation in DEGRADATIONS:
            search, template = degradation.cut(optical, sar, place.trial.windows, seed)
            runners[degradation.title].add(Job(place, search, template))
    return {title: evaluation_of(plan, runner.finish()) for title, runner in runners.items()}


@dataclass(frozen=True)
class RateLoss:
    """The score of a matcher on a degradation.

    Attributes:
        rate: CMR@3, as a share; None where the truth is not known that accurately.
        lost: how much lower the rate is than on the undegraded images, or None.
    """

    dataset: str
    degradation: str
    score: Score
    rate: float | None
    lost: float | None


def rate_losses(evaluations: Mapping[str, Evaluation]) -> Iterator[RateLoss]:
    """Compute the losses by subset, template size, degradation and matcher."""
    column = THRESHOLDS_PX.index(RATE_PX)
    found = {title: scores(evaluation) for title, evaluation in evaluations.items()}
    undegraded = found[DEGRADATIONS[0].title]
    for block in dict.fromkeys((score.subset, score.geometry) for score in undegraded):
        for title, evaluation in evaluations.items():
            for before, score in zip(undegraded, found[title], strict=True):
                if (score.subset, score.geometry) == block:
                    rate, full = score.rates[column], before.rates[column]
                    lost = None if rate is None or full is None else full - rate
                    yield RateLoss(evaluation.dataset, title, score, rate, lost)


def table_text(measured: Sequence[Mapping[str, Evaluation]]) -> str:
    """Format a Markdown table of all data sets, with a row for each degradation and a column for each matcher."""
    labels = [matcher.label for matcher in next(iter(measured[0].values())).matchers]
    lines = [
        f"| data | template | degradation | n | {' | '.join(labels)} |",
        f"|---|---|---|---|{'---|' * len(labels)}",
    ]
    rows: dict[tuple[str, ...], list[str]] = {}
    for loss in (loss for evaluations in measured for loss in rate_losses(evaluations)):
        score = loss.score
        data = loss.dataset if score.subset == ALL else f"{loss.dataset}, {score.subset}"
        row = (data, str(score.geometry.template), loss.degradation, str(score.count))
        rows.setdefault(row, []).append(_cell(loss))
    lines += [f"| {' | '.join((*row, *cells))} |" for row, cells in rows.items()]
    return "\n".join(
        [
            *lines,
            "",
            f"CMR@{RATE_PX} in per cent of n windows; in brackets, the difference from the undegraded images in "
            "percentage points.",
        ]
    )


def _cell(loss: RateLoss) -> str:
    if loss.rate is None or loss.lost is None:
        return "-"
    rate = f"{100 * loss.rate:.1f}"
    return rate if loss.degradation == DEGRADATIONS[0].title else f"{rate} ({0.0 - 100 * loss.lost:+.1f})"


def write_csv(measured: Sequence[Mapping[str, Evaluation]], folder: Path) -> Path:
    """Write a CSV file into `folder` with a line for each subset, template, degradation and matcher; rates are shares.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    head = ["dataset", "subset", "template", "search", "degradation", "matcher", "n", f"CMR@{RATE_PX}", "lost"]
    rows = []
    for evaluations in measured:
        matchers = {matcher.label: matcher for matcher in next(iter(evaluations.values())).matchers}
        for loss in rate_losses(evaluations):
            score, geometry = loss.score, loss.score.geometry
            windows = (geometry.template, geometry.template + geometry.search)
            figures = ("" if value is None else f"{value:.6f}" for value in (loss.rate, loss.lost))
            matcher = (matchers[score.matcher].sha256, matchers[score.matcher].device)
            names = (loss.degradation, score.matcher, score.count)
            rows.append([loss.dataset, score.subset, *windows, *names, *figures, *matcher])
    write_rows(folder / TABLE_FILE, [*head, "sha256", "device"], rows)
    return folder / TABLE_FILE


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.robustness",
        description="Measure matchers on the images of a data set and on degraded copies of them.",
    )
    add_arguments(parser, TEMPLATES)
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="folder for the table as CSV")
    options = parser.parse_args(arguments)
    reporter = TerminalReporter()

    def measure() -> None:
        measured = [measure_robustness(plan, reporter) for plan in plans_of(options, load_baseline)]
        print(table_text(measured))
        if options.out is not None:
            write_csv(measured, options.out)

    return module_status(measure)


if __name__ == "__main__":
    sys.exit(main())
