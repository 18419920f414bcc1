"""How fine fractions of a pixel are told: the same windows again, the template's content moved by a known fraction.

    python -m s2m2_engine.studies.subpixel DATASET DIR [--model M] [--held-out CONFIG]

Takes the arguments of `s2m2 evaluate`. Prints a Markdown table. Real pairs are aligned to a pixel or so at best, so
that only the difference of two answers can be judged; what is off in both by the same does not show.
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
# Answers further apart than this are of different peaks, and a matter of finding rather than of fractions.
SAME_PEAK_PX = 1.5


@dataclass(frozen=True)
class Fractions:
    """What one matcher made of one template size.

    Attributes:
        count: windows; `same`: those whose two answers are of one peak.
        errors: (same, 2) px, difference of the two answers less the known one, (col, row).
    """

    matcher: str
    geometry: Geometry
    count: int
    errors: Float64Array

    @property
    def same(self) -> int:
        return len(self.errors)

    @property
    def rmse_px(self) -> float:
        """Of one axis; NaN without any."""
        return float(np.sqrt(np.mean(self.errors**2))) if self.errors.size else float("nan")


def measure_fractions(plan: Plan, reporter: Reporter) -> list[Fractions]:
    """By template size and matcher.

    Raises:
        InputError: an image is bad, no window fits.
        CancelledError: the reporter wants to stop.
    """
    answers: dict[tuple[Geometry, str], list[tuple[Match, Match, Float64Array]]] = {}
    for place in places(plan, reporter, read_shown, turn_margin):
        windows = place.trial.windows
        optical, sar = place.images.optical.astype("float32"), place.images.sar.astype("float32")
        name = zlib.crc32(f"{plan.dataset}/{place.images.pair.sar.name}".encode())
        moved = np.random.default_rng([plan.seed, name, place.geometry.template, place.number]).uniform(-0.5, 0.5, 2)
        search = optical[(..., *windows.search.slices)]
        # Both by the same interpolation, which would otherwise show as an error of its own.
        before, after = (cut_turned(sar, windows.template, 0.0, shift) for shift in ((0.0, 0.0), tuple(moved)))
        for label, matcher in plan.matchers.items():
            pair = matcher.match(search, before), matcher.match(search, after)
            answers.setdefault((place.geometry, label), []).append((*pair, moved))
    return [
        Fractions(label, geometry, len(found), _errors(found))
        for (geometry, label), found in sorted(answers.items(), key=lambda item: item[0][0].template)
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


def table_text(measured: Sequence[tuple[str, Sequence[Fractions]]]) -> str:
    """A Markdown table: a row for each data set, template size and matcher."""
    lines = ["| data | template | matcher | windows | of one peak | RMSE of an axis, px |", "|---|---|---|---|---|---|"]
    for dataset, fractions in measured:
        lines += [
            f"| {dataset} | {one.geometry.template} | {one.matcher} | {one.count} | {one.same} | {one.rmse_px:.3f} |"
            for one in fractions
        ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.subpixel",
        description="Score matchers by how they answer to known fractions of a pixel.",
    )
    add_arguments(parser, TEMPLATES)
    options = parser.parse_args(arguments)
    reporter = TerminalReporter()

    def measure() -> None:
        plans = plans_of(options, load_baseline)
        print(table_text([(plan.dataset, measure_fractions(plan, reporter)) for plan in plans]))

    return module_status(measure)


if __name__ == "__main__":
    sys.exit(main())
