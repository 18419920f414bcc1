"""`s2m2 correct`: apply a match to a raster."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE
from ..progress import Reporter
from .arguments import METHODS

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    correct = actions.add_parser("correct", help="apply a match to a raster")
    correct.add_argument("folder", type=Path, metavar="DIR", help="folder with the results of a match")
    correct.add_argument("raster", metavar="RASTER", help="the moving layer, or a layer aligned with it")
    correct.add_argument("--out", type=Path, required=True, metavar="FILE.tif", help="corrected raster")
    correct.add_argument(
        "--method",
        choices=METHODS,
        default="auto",
        help="transform to apply (auto: chosen from the tie points)",
    )
    correct.add_argument(
        "--resampling",
        choices=["auto", "nearest", "bilinear", "cubic"],
        default="auto",
        help="method of resampling, if necessary (auto: nearest for classes and masks, cubic for images)",
    )
    correct.add_argument(
        "--grid",
        default="own",
        metavar="own|reference|FILE",
        help="pixels of the output: the raster's own (own), or exactly those of the reference or of another raster",
    )
    correct.add_argument("--again", action="store_true", help="correct even a raster that was corrected before")
    correct.add_argument("--force", action="store_true", help="correct even if the match is unreliable")
    correct.add_argument("--json", action="store_true", help="print JSON")
    correct.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 correct`."""
    from ..scene.correct import correct_raster

    done = correct_raster(
        options.folder,
        options.raster,
        options.out,
        options.method,
        options.resampling,
        options.force,
        grid=options.grid,
        again=options.again,
        reporter=reporter,
    )
    if options.json:
        print(json.dumps(asdict(done)))
    else:
        how = "resampled" if done.resampled else "moved without resampling"
        print(f"Wrote {done.path}: corrected by {done.method}, {how}. {done.note}".rstrip())
    return EXIT_RELIABLE
