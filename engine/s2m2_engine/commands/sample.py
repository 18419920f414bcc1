"""`s2m2 sample`: write a simulated pair whose misalignment is known."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE
from ..progress import Reporter

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    sample = actions.add_parser("sample", help="write a simulated pair whose misalignment is known")
    sample.add_argument("folder", type=Path, metavar="DIR", help="folder to write the pair into")
    sample.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 sample`."""
    from ..simulation.sample import make_sample

    made = make_sample(options.folder)
    east, north = made.displacement_m
    print(f"Simulated SAR:     {made.sar}")
    print(f"Simulated optical: {made.optical}")
    print(f"Truth: the SAR layer must move {east:+.1f} m east and {north:+.1f} m north.")
    return EXIT_RELIABLE
