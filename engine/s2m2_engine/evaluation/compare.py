"""Correct match rates of the structure matcher and the classical baselines, on the same windows.

    python -m s2m2_engine.evaluation.compare DATA_DIR [--matchers NAME ...] [--datasets NAME ...]

DATA_DIR holds the folders that `windows.DATASETS` names. All scenes are scored: no constant of a baseline is fitted
to them, and what is fitted of the structure matcher (its probabilities) does not move its peak.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..errors import S2M2Error
from .baselines import BASELINES, load_baseline
from .measure import Geometry, run_trials
from .metrics import correct_match_rate
from .windows import DATASETS, dataset

GEOMETRIES = tuple(Geometry(template, 64) for template in (40, 64, 96, 192))
WINDOWS_PER_PAIR = {"sentinel_la": 4, "sen12": 2, "sentinel_world": 1, "metre_scale": 2}
MOST_PAIRS = 100
THRESHOLDS_PX = (1, 2, 3)


def compare(root: Path, matchers: Sequence[str], datasets: Sequence[str]) -> str:
    """A table with a line for each data set and matcher: CMR@1/2/3 in per cent for each template size.

    Raises:
        InputError: no such matcher or data set, or no data.
    """
    title = "  ".join(f"{f'template {geometry.template}':>17s}" for geometry in GEOMETRIES)
    lines = [f"{'CMR@1/2/3, %':32s}  {title}"]
    for name in datasets:
        pairs = dataset(name, root)
        chosen = np.random.default_rng(0).permutation(len(pairs))[:MOST_PAIRS]
        some = [pairs[index] for index in sorted(chosen)]
        for matcher in matchers:
            outcomes = list(run_trials(load_baseline(matcher), some, GEOMETRIES, WINDOWS_PER_PAIR[name]))
            cells = []
            for geometry in GEOMETRIES:
                errors = [outcome.error for outcome in outcomes if outcome.geometry == geometry]
                cells.append(" ".join(f"{100 * correct_match_rate(errors, t):5.1f}" for t in THRESHOLDS_PX))
            lines.append(f"{name:15s} {matcher:16s}  " + "  ".join(cells))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `python -m s2m2_engine.evaluation.compare`; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m s2m2_engine.evaluation.compare", description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds the data sets")
    parser.add_argument("--matchers", nargs="+", default=["structure", *BASELINES])
    parser.add_argument("--datasets", nargs="+", default=list(DATASETS))
    options = parser.parse_args(arguments)
    try:
        print(compare(options.data, options.matchers, options.datasets))
    except S2M2Error as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
