"""Refine the labels of a configuration's training pairs with any matcher, for training to read (`refined_labels`).

    python -m s2m2_engine.studies.refine_labels CONFIG.toml --model NAME|FILE --out refined.json [--dataset NAME ...]

Validation pairs are not looked at. It prints a Markdown table of what refinement brought, a row for each data set: the
residuals are of matches that the label in question was not fitted to.
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
from ..pairs.refined_labels import STATES, refuse_equal_keys, with_refined_labels, write_refined
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
    "px; change: of refined pairs. Residuals: of matches of refined pairs about the old label, and about one fitted to "
    "the other half of the pair's matches. Mismatches are included, so RMS is mostly theirs. The matcher's own bias "
    "does not show."
)


def refine_labels(
    configuration: TrainingConfiguration,
    matcher: Matcher,
    settings: RefinementSettings,
    reporter: Reporter,
    sets: Sequence[str] = (),
) -> list[Refinement]:
    """Refine each training pair's current label: what the configuration's `refined_labels` say, if that file exists.

    Args:
        sets: names of the data sets to refine; the others' labels stay as they are. Empty: all.

    Raises:
        InputError: the data cannot be used, or have no set of one of those names.
        CancelledError: stopped.
    """
    pairs = training_pairs(configuration.data, configuration.seed)
    # Of a first round the configuration may already name the file that it will make.
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
    # A pair that several data sets list has one label.
    images = list({pair.images.key: pair.images for pair in pairs}.values())
    refinements = []
    for number, one in enumerate(images):
        reporter.raise_if_cancelled()
        reporter.progress("matching", number / len(images), f"Pair {number + 1} of {len(images)}")
        refinements.append(refine_pair(one, matcher, settings))
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
    """`refine_labels` into the file `out`, and print what it brought.

    Raises:
        InputError, CancelledError: as `refine_labels` and `write_refined`.
    """
    refinements = refine_labels(configuration, matcher, settings, reporter, sets)
    write_refined(out, matcher.name, matcher.sha256, [one.label for one in refinements])
    print(summary(refinements), flush=True)


def summary(refinements: Sequence[Refinement]) -> str:
    """A Markdown table with a row for each data set, and one for all if there are several."""
    names = sorted({_data_set(one.label.key) for one in refinements})
    rows = [_row(name, [one for one in refinements if _data_set(one.label.key) == name]) for name in names]
    if len(names) > 1:
        rows.append(_row("all", refinements))
    head = [f"| {' | '.join(_HEAD)} |", "|---|" + "---:|" * (len(_HEAD) - 1)]
    return "\n".join([*head, *rows, "", _NOTE])


def _data_set(key: str) -> str:
    return key.partition(":")[0]


def _row(name: str, refinements: Sequence[Refinement]) -> str:
    before = _joined(one.residuals_before for one in refinements)
    after = _joined(one.residuals_after for one in refinements)
    changes = [one.change_px for one in refinements if one.label.state == STATES[0]]
    cells = [
        name,
        str(len(refinements)),
        *(str(sum(one.label.state == state for one in refinements)) for state in STATES),
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
    """Refine, write the file and print the table."""
    parser = argparse.ArgumentParser(description="Refine the labels of training pairs.")
    parser.add_argument("configuration", type=Path, metavar="CONFIG", help="TOML file; see docs/training.md")
    parser.add_argument("--model", default="structure", metavar="NAME|FILE", help="matcher (structure)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.json", help="refined labels")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda", "mps"], default="auto")
    default = RefinementSettings()
    parser.add_argument("--template", type=int, default=default.template, help=f"side in px ({default.template})")
    parser.add_argument(
        "--radius", type=int, default=default.radius, help=f"px searched around the label ({default.radius})"
    )
    parser.add_argument(
        "--confidence", type=float, default=default.confidence, help=f"of matches that count ({default.confidence})"
    )
    parser.add_argument("--dataset", action="append", default=[], metavar="NAME", help="repeatable; default: all")
    options = parser.parse_args(arguments)

    def refine() -> None:
        settings = RefinementSettings(options.template, options.radius, options.confidence)
        configuration = read_configuration(options.configuration)
        matcher = load_matcher(options.model, options.device)
        refine_into(options.out, configuration, matcher, settings, TerminalReporter(), options.dataset)

    return module_status(refine)


if __name__ == "__main__":
    sys.exit(main())
