"""Writes evaluations as text tables and as CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..files import partial_file, refuse_replacing
from .evaluate import Evaluation
from .scores import ALL, THRESHOLDS_PX, Score, scores

TABLE_FILE, MATCHES_FILE = "evaluation.csv", "matches.csv"
_RATES = [f"CMR@{limit}" for limit in THRESHOLDS_PX]
_TABLE_HEAD = [
    *("dataset", "subset", "template", "search", "matcher", "n"),
    *(*_RATES, "mean_px", "rms_px", "ms_per_pair", "sha256", "device"),
]
_MATCHES_HEAD = [
    *("dataset", "subset", "scene", "pair", "template", "search", "matcher"),
    *("truth_col", "truth_row", "found_col", "found_row", "error_px", "confidence", "abstain"),
]


def table_text(evaluation: Evaluation) -> str:
    """Format an aligned table, with a line on the data before it and an explanation after it."""
    head = ["subset", "template", "search", "matcher", "n", *_RATES, "mean px", "RMS px", "ms/pair"]
    rows = [_cells(score) for score in scores(evaluation)]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    text_columns = (0, 3)

    def line(cells: Sequence[str]) -> str:
        aligned = (
            cell.ljust(width) if column in text_columns else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths))
        )
        return "  ".join(aligned).rstrip()

    lines = [f"{evaluation.dataset}: {evaluation.pairs} pairs. {evaluation.note}", "", line(head)]
    previous = ""
    for row in rows:
        block = " ".join(row[:3])
        if previous and block != previous:
            lines.append("")
        lines.append(line(row))
        previous = block
    devices = ", ".join(f"{matcher.label} on {matcher.device}" for matcher in evaluation.matchers)
    lines += [
        "",
        "CMR@T: per cent of the n windows with an error within T px (-: the truth is not known that accurately). "
        "mean, RMS: Euclidean error over all n windows, wrong matches included.",
        f"Computed: {devices}.",
    ]
    return "\n".join(lines)


def _cells(score: Score) -> list[str]:
    return [
        score.subset,
        str(score.geometry.template),
        str(score.geometry.template + score.geometry.search),
        score.matcher,
        str(score.count),
        *("-" if rate is None else f"{100 * rate:.1f}" for rate in score.rates),
        f"{score.mean_px:.2f}",
        f"{score.rms_px:.2f}",
        f"{score.ms:.1f}",
    ]


def write_csv(evaluations: Sequence[Evaluation], folder: Path) -> list[Path]:
    """Write the scores of all data sets and all single matches into `folder`; return the paths of the two files.

    CMR is given as a share, and is empty where the truth is not known that accurately. The column "search" is the side
    of the search window in px.

    Raises:
        InputError: "unwritable_output" or "folder_in_use".
        EngineError: "disk_full".
    """
    table = (row for evaluation in evaluations for row in _score_rows(evaluation))
    write_rows(folder / TABLE_FILE, _TABLE_HEAD, table)
    matches = (row for evaluation in evaluations for row in _match_rows(evaluation))
    write_rows(folder / MATCHES_FILE, _MATCHES_HEAD, matches)
    return [folder / TABLE_FILE, folder / MATCHES_FILE]


def refuse_other_tables(folder: Path) -> None:
    """Refuse a folder in which `write_csv` would replace files that it did not write.

    Raises:
        InputError: "folder_in_use".
    """
    _refuse_other_rows(folder / TABLE_FILE, _TABLE_HEAD)
    _refuse_other_rows(folder / MATCHES_FILE, _MATCHES_HEAD)


def _score_rows(evaluation: Evaluation) -> Iterator[Sequence[object]]:
    matchers = {matcher.label: matcher for matcher in evaluation.matchers}
    for score in scores(evaluation):
        yield [
            evaluation.dataset,
            score.subset,
            score.geometry.template,
            score.geometry.template + score.geometry.search,
            score.matcher,
            score.count,
            *("" if rate is None else f"{rate:.6f}" for rate in score.rates),
            f"{score.mean_px:.4f}",
            f"{score.rms_px:.4f}",
            f"{score.ms:.3f}",
            matchers[score.matcher].sha256,
            matchers[score.matcher].device,
        ]


def _match_rows(evaluation: Evaluation) -> Iterator[Sequence[object]]:
    for match in evaluation.matches:
        yield [
            evaluation.dataset,
            match.subset or ALL,
            match.scene,
            match.pair,
            match.geometry.template,
            match.geometry.template + match.geometry.search,
            match.matcher,
            *(f"{value:.4f}" for value in (*match.truth, *match.found, match.error, match.confidence)),
            match.abstain or "",
        ]


def write_rows(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file.

    Raises:
        InputError: "unwritable_output"; "folder_in_use" if there is a file whose first line is not `head`.
        EngineError: "disk_full".
    """
    _refuse_other_rows(path, head)
    with partial_file(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


def _refuse_other_rows(path: Path, head: Sequence[str]) -> None:
    def is_own(path: Path) -> bool:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return next(csv.reader(file), None) == list(head)
        except (OSError, ValueError, csv.Error):
            return False

    refuse_replacing([path], is_own, "measurement")
