"""Measures sub-pixel accuracy: windows are matched twice, the second time with a template moved by a known fraction.

    python -m s2m2_engine.studies.subpixel DATASET DIR [--model M] [--held-out CONFIG]

The command takes the arguments of `s2m2 evaluate` and prints a Markdown table. Real pairs are aligned to about a pixel
at best, so only the difference between two results can be measured. A bias that both results share is not visible.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Float64Array
from ..evaluation.arguments import add_arguments
from ..evaluation.evaluate import places
from ..evaluation.measure import Geometry
from ..evaluation.plan import Plan, plans_of
from ..model.matcher import Match
from ..pairs.image_files import read_shown
from ..progress import Reporter
from ..terminal import TerminalReporter, module_status
from .baselines import load_baseline
from .degradations import cut_turned, turn_margin

TEMPLATES = (64, 96)
# Results further apart than this belong to different peaks and say nothing about sub-pixel accuracy.
SAME_PEAK_PX = 1.5


@dataclass(frozen=True)
class SubpixelErrors:
    """Sub-pixel errors of a matcher for a template size.

    Attributes:
        count: number of windows.
        errors: (same, 2), difference (col, row) of the two results minus the known difference, px.
    """

    matcher: str
    geometry: Geometry
    count: int
    errors: Float64Array

    @property
    def same(self) -> int:
        """Number of windows whose two results belong to the same peak."""
        return len(self.errors)

    @property
    def rmse_px(self) -> float:
        """RMSE per axis; NaN without errors."""
        return float(np.sqrt(np.mean(self.errors**2))) if self.errors.size else float("nan")


def measure_subpixel(plan: Plan, reporter: Reporter) -> list[SubpixelErrors]:
    """Measure the sub-pixel errors by template size and matcher.

    Raises:
        InputError: an image cannot be read, or no window fits.
        CancelledError: the reporter wants to stop.
    """
    results: dict[tuple[Geometry, str], list[tuple[Match, Match, Float64Array]]] = {}
    for place in places(plan, reporter, read_shown, turn_margin):
        windows = place.trial.windows
        optical, sar = place.images.optical.astype("float32"), place.images.sar.astype("float32")
        name = zlib.crc32(f"{plan.dataset}/{place.images.pair.sar.name}".encode())
        moved = np.random.default_rng([plan.seed, name, place.geometry.template, place.number]).uniform(-0.5, 0.5, 2)
        search = optical[(..., *windows.search.slices)]
        # Both templates are interpolated in the same way, so that interpolation does not add a difference.
        before, after = (cut_turned(sar, windows.template, 0.0, shift) for shift in ((0.0, 0.0), tuple(moved)))
        for label, matcher in plan.matchers.items():
            pair = matcher.match(search, before), matcher.match(search, after)
            results.setdefault((place.geometry, label), []).append((*pair, moved))
    return [
        SubpixelErrors(label, geometry, len(found), _errors(found))
        for (geometry, label), found in sorted(results.items(), key=lambda item: item[0][0].template)
    ]


def _errors(found: Sequence[tuple[Match, Match, Float64Array]]) -> Float64Array:
    errors = np.array(
        [
            np.subtract(after.offset, before.offset) - moved
            for before, after, moved in found
            if before.abstain is None and after.abstain is None
        ]
    ).reshape(-1, 2)
    kept: Float64Array = errors[np.abs(errors).max(axis=1) <= SAME_PEAK_PX]
    return kept


def table_text(measured: Sequence[tuple[str, Sequence[SubpixelErrors]]]) -> str:
    """Format a Markdown table with a row for each data set, template size and matcher."""
    lines = ["| data | template | matcher | windows | same peak | RMSE per axis, px |", "|---|---|---|---|---|---|"]
    for dataset, results in measured:
        lines += [
            f"| {dataset} | {result.geometry.template} | {result.matcher} | {result.count} | {result.same} "
            f"| {result.rmse_px:.3f} |"
            for result in results
        ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.subpixel",
        description="Measure how accurately matchers find known shifts by fractions of a pixel.",
    )
    add_arguments(parser, TEMPLATES)
    options = parser.parse_args(arguments)
    reporter = TerminalReporter()

    def measure() -> None:
        plans = plans_of(options, load_baseline)
        print(table_text([(plan.dataset, measure_subpixel(plan, reporter)) for plan in plans]))

    return module_status(measure)


if __name__ == "__main__":
    sys.exit(main())
