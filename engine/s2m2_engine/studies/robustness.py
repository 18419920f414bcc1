"""How much of what matchers find is left when the images get worse: every window as it is and in each degradation.

    python -m s2m2_engine.studies.robustness DATASET DIR [--model M] [--held-out CONFIG] [--out DIR]

Takes the arguments of `s2m2 evaluate`. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..evaluation.arguments import add_arguments
from ..evaluation.evaluate import Bench, Evaluation, Job, evaluation_of, places
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
    """An evaluation for each degradation, by title, in the order of `DEGRADATIONS`; all of the same windows.

    These are the windows of `evaluate_plan`, but for templates so near to an image's edge that they cannot be turned.

    Raises:
        InputError: an image is bad, no window fits.
        CancelledError: the reporter wants to stop.
    """
    benches = {degradation.title: Bench(plan.matchers) for degradation in DEGRADATIONS}
    for place in places(plan, reporter, read_shown, turn_margin):
        images = place.images
        optical, sar = images.optical.astype("float32"), images.sar.astype("float32")
        name = zlib.crc32(f"{plan.dataset}/{images.pair.sar.name}".encode())
        seed = (plan.seed, name, place.geometry.template, place.geometry.search, place.number)
        for degradation in DEGRADATIONS:
            search, template = degradation.cut(optical, sar, place.trial.windows, seed)
            benches[degradation.title].add(Job(place, search, template))
    return {title: evaluation_of(plan, bench.finish()) for title, bench in benches.items()}


@dataclass(frozen=True)
class Loss:
    """One matcher's score in one degradation; `rate` is its CMR@3, `lost` how far that is below the undegraded one.

    Both are shares, None where the truth is not known that well.
    """

    dataset: str
    degradation: str
    score: Score
    rate: float | None
    lost: float | None


def losses(evaluations: Mapping[str, Evaluation]) -> Iterator[Loss]:
    """By subset, template size, degradation and matcher."""
    column = THRESHOLDS_PX.index(RATE_PX)
    found = {title: scores(evaluation) for title, evaluation in evaluations.items()}
    whole = found[DEGRADATIONS[0].title]
    for block in dict.fromkeys((score.subset, score.geometry) for score in whole):
        for title, evaluation in evaluations.items():
            for before, score in zip(whole, found[title], strict=True):
                if (score.subset, score.geometry) == block:
                    rate, full = score.rates[column], before.rates[column]
                    lost = None if rate is None or full is None else full - rate
                    yield Loss(evaluation.dataset, title, score, rate, lost)


def table_text(measured: Sequence[Mapping[str, Evaluation]]) -> str:
    """A Markdown table of all data sets: a row for each degradation, a column for each matcher."""
    labels = [matcher.label for matcher in next(iter(measured[0].values())).matchers]
    lines = [
        f"| data | template | degradation | n | {' | '.join(labels)} |",
        f"|---|---|---|---|{'---|' * len(labels)}",
    ]
    rows: dict[tuple[str, ...], list[str]] = {}
    for loss in (loss for evaluations in measured for loss in losses(evaluations)):
        score = loss.score
        data = loss.dataset if score.subset == ALL else f"{loss.dataset}, {score.subset}"
        row = (data, str(score.geometry.template), loss.degradation, str(score.count))
        rows.setdefault(row, []).append(_cell(loss))
    lines += [f"| {' | '.join((*row, *cells))} |" for row, cells in rows.items()]
    return "\n".join(
        [*lines, "", f"Per cent of n windows found within {RATE_PX} px and, in brackets, points against none."]
    )


def _cell(loss: Loss) -> str:
    if loss.rate is None or loss.lost is None:
        return "-"
    rate = f"{100 * loss.rate:.1f}"
    return rate if loss.degradation == DEGRADATIONS[0].title else f"{rate} ({0.0 - 100 * loss.lost:+.1f})"


def write_csv(measured: Sequence[Mapping[str, Evaluation]], folder: Path) -> Path:
    """Write a line for each data set, subset, template, degradation and matcher into `folder`; rates are shares.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    head = ["dataset", "subset", "template", "search", "degradation", "matcher", "n", f"CMR@{RATE_PX}", "lost"]
    rows = []
    for evaluations in measured:
        matchers = {matcher.label: matcher for matcher in next(iter(evaluations.values())).matchers}
        for loss in losses(evaluations):
            score, geometry = loss.score, loss.score.geometry
            windows = (geometry.template, geometry.template + geometry.search)
            figures = ("" if value is None else f"{value:.6f}" for value in (loss.rate, loss.lost))
            which = (matchers[score.matcher].sha256, matchers[score.matcher].device)
            names = (loss.degradation, score.matcher, score.count)
            rows.append([loss.dataset, score.subset, *windows, *names, *figures, *which])
    write_rows(folder / TABLE_FILE, [*head, "sha256", "device"], rows)
    return folder / TABLE_FILE


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.robustness",
        description="Score matchers on a data set as it is and with degraded images.",
    )
    add_arguments(parser, TEMPLATES)
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the table as CSV there")
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
