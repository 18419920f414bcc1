"""Refines the labels of a configuration's training pairs with a matcher; training reads them by `refined_labels`.

    python -m s2m2_engine.studies.refine_labels CONFIG.toml --model NAME|FILE --out refined.json [--dataset NAME ...]

Validation pairs are not used. The command prints a Markdown table with a row for each data set. The residuals in it are
held-out: they belong to matches that the label was not fitted to.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from ..arrays import Float64Array
from ..errors import InputError
from ..model.matcher import Matcher
from ..model.registry import load_matcher
from ..pairs.refined_labels import REFINED, STATES, refuse_equal_keys, with_refined_labels, write_refined
from ..pairs.sources import training_pairs
from ..progress import Reporter
from ..terminal import TerminalReporter, module_status
from ..training.configuration import TrainingConfiguration, read_configuration
from ..training.label_refinement import Refinement, RefinementSettings, refine_pair

_HEAD = (
    "data", "pairs", *STATES, "median change", "held-out matches",
    "median before", "after", "RMS before", "after", "within 2 px before", "after",
)  # fmt: skip
_NEAR_PX = 2.0
_NOTE = (
    "All values are in px and for refined pairs. Residuals of matches: before, from the old label; after, from a label "
    "fitted to the other half of the pair's matches. They include mismatches, which dominate the RMS. A bias of the "
    "matcher is not visible."
)


def refine_labels(
    configuration: TrainingConfiguration,
    matcher: Matcher,
    settings: RefinementSettings,
    reporter: Reporter,
    sets: Sequence[str] = (),
) -> list[Refinement]:
    """Refine the current label of each training pair (from the configuration's `refined_labels`, if the file exists).

    Args:
        sets: names of the data sets to refine, the labels of other data sets stay as they are; empty: all.

    Raises:
        InputError: the data cannot be used, or there is no data set with one of these names.
        CancelledError: the reporter wants to stop.
    """
    pairs = training_pairs(configuration.data, configuration.seed)
    # The configuration may name the file that the first round is going to write.
    if configuration.refined_labels is not None and configuration.refined_labels.exists():
        pairs = with_refined_labels(pairs, configuration.refined_labels, "keep", reporter)
    refuse_equal_keys(pairs)
    names = {_data_set(pair.images.key) for pair in pairs}
    unknown = sorted(set(sets) - names)
    if unknown:
        raise InputError(
            "no_such_dataset",
            f"The configuration has no training data called {unknown[0]}.",
            f"It has: {', '.join(sorted(names))}.",
        )
    if sets:
        pairs = [pair for pair in pairs if _data_set(pair.images.key) in sets]
    # A pair that several data sets list has only one label.
    distinct = list({pair.images.key: pair.images for pair in pairs}.values())
    refinements = []
    for number, images in enumerate(distinct):
        reporter.raise_if_cancelled()
        reporter.progress("matching", number / len(distinct), f"Pair {number + 1} of {len(distinct)}")
        refinements.append(refine_pair(images, matcher, settings))
    reporter.progress("matching", 1.0, "Done")
    return refinements


def refine_into(
    out: Path,
    configuration: TrainingConfiguration,
    matcher: Matcher,
    settings: RefinementSettings,
    reporter: Reporter,
    sets: Sequence[str] = (),
) -> None:
    """Refine labels, write them to the file `out`, and print a summary.

    Raises:
        InputError, CancelledError: as `refine_labels` and `write_refined`.
    """
    refinements = refine_labels(configuration, matcher, settings, reporter, sets)
    write_refined(out, matcher.name, matcher.sha256, [refinement.label for refinement in refinements])
    print(summary(refinements), flush=True)


def summary(refinements: Sequence[Refinement]) -> str:
    """Format a Markdown table with a row for each data set, and a row for all data sets if there are several."""
    groups: dict[str, list[Refinement]] = {}
    for refinement in refinements:
        groups.setdefault(_data_set(refinement.label.key), []).append(refinement)
    rows = [_row(name, groups[name]) for name in sorted(groups)]
    if len(groups) > 1:
        rows.append(_row("all", refinements))
    head = [f"| {' | '.join(_HEAD)} |", "|---|" + "---:|" * (len(_HEAD) - 1)]
    return "\n".join([*head, *rows, "", _NOTE])


def _data_set(key: str) -> str:
    return key.partition(":")[0]


def _row(name: str, refinements: Sequence[Refinement]) -> str:
    before = _joined(refinement.residuals_before for refinement in refinements)
    after = _joined(refinement.residuals_after for refinement in refinements)
    states = [refinement.label.state for refinement in refinements]
    changes = [refinement.change_px for refinement in refinements if refinement.label.state == REFINED]
    cells = [
        name,
        str(len(refinements)),
        *(str(states.count(state)) for state in STATES),
        f"{statistics.median(changes):.2f}" if changes else "-",
        str(len(before)),
        *(f"{np.median(values):.2f}" if len(values) else "-" for values in (before, after)),
        *(f"{np.sqrt(np.mean(values**2)):.2f}" if len(values) else "-" for values in (before, after)),
        *(f"{np.mean(values <= _NEAR_PX):.0%}" if len(values) else "-" for values in (before, after)),
    ]
    return f"| {' | '.join(cells)} |"


def _joined(parts: Iterable[Float64Array]) -> Float64Array:
    return np.concatenate([np.empty(0), *parts])


def main(arguments: Sequence[str] | None = None) -> int:
    """Refine labels, write the file, print the table and return the exit status."""
    parser = argparse.ArgumentParser(description="Refine the labels of training pairs.")
    parser.add_argument("configuration", type=Path, metavar="CONFIG", help="TOML file; see docs/training.md")
    parser.add_argument("--model", default="structure", metavar="NAME|FILE", help="matcher (structure)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.json", help="file for the refined labels")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda", "mps"], default="auto", help="device to compute on")
    default = RefinementSettings()
    parser.add_argument(
        "--template", type=int, default=default.template, help=f"side of the templates in px ({default.template})"
    )
    parser.add_argument(
        "--radius", type=int, default=default.radius, help=f"search radius around the label in px ({default.radius})"
    )
    parser.add_argument(
        "--confidence", type=float, default=default.confidence, help=f"least confidence ({default.confidence})"
    )
    parser.add_argument(
        "--dataset", action="append", default=[], metavar="NAME", help="data set to refine; repeatable; default: all"
    )
    options = parser.parse_args(arguments)

    def refine() -> None:
        settings = RefinementSettings(options.template, options.radius, options.confidence)
        configuration = read_configuration(options.configuration)
        matcher = load_matcher(options.model, options.device)
        refine_into(options.out, configuration, matcher, settings, TerminalReporter(), options.dataset)

    return module_status(refine)


if __name__ == "__main__":
    sys.exit(main())
