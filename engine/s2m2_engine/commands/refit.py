"""`s2m2 refit`: make the results of a match anew from its checked tie points."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..progress import Reporter
from .arguments import METHODS
from .match import ACCEPT_HELP, report

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    refit = actions.add_parser("refit", help="make a match's results anew from its checked tie points")
    refit.add_argument("folder", type=Path, metavar="DIR", help="folder with the results of a match")
    refit.add_argument(
        "--method",
        choices=METHODS,
        default="auto",
        help="transform to take (auto: chosen from the tie points)",
    )
    refit.add_argument(
        "--points",
        default="",
        metavar="FILE",
        help="control points of QGIS's Georeferencer (.points), to confirm, move or add tie points",
    )
    refit.add_argument("--accept-unreliable", action="store_true", help=ACCEPT_HELP)
    refit.add_argument("--json", action="store_true", help="print result.json on stdout")
    refit.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 refit`."""
    from ..scene.refit import refit_match

    return report(refit_match(options.folder, options.method, options.points, reporter), options.folder, options)
