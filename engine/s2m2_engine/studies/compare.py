"""`s2m2 evaluate` with classical features in addition to models: --model also takes their names.

python -m s2m2_engine.studies.compare DATASET DIR --model cfog --model mind --model default [--out FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..evaluation.arguments import add_arguments
from ..evaluation.outcome import measure_plans
from ..evaluation.plan import plans_of
from ..terminal import TerminalReporter, module_status
from .baselines import BASELINES, load_baseline


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.compare",
        description=f"Measure models and classical features ({', '.join(BASELINES)}) on a data set with known truth.",
    )
    add_arguments(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="folder for CSV tables and, if matplotlib is installed, figures"
    )
    options = parser.parse_args(arguments)
    reporter = TerminalReporter()
    return module_status(lambda: print(measure_plans(plans_of(options, load_baseline), options.out, reporter)))


if __name__ == "__main__":
    sys.exit(main())
