"""`s2m2 correct`: apply a match to a raster, or to all rasters that share the geometry of the moving layer."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE, InputError
from ..progress import Reporter
from .arguments import METHODS

if TYPE_CHECKING:
    from ..scene.correct import Correction
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    correct = actions.add_parser("correct", help="apply a match to a raster, or to several")
    correct.add_argument("folder", type=Path, metavar="DIR", help="folder with the results of a match")
    correct.add_argument("rasters", nargs="+", metavar="RASTER", help="the moving layer, or a layer aligned with it")
    outputs = correct.add_mutually_exclusive_group(required=True)
    outputs.add_argument("--out", type=Path, metavar="FILE.tif", help="corrected raster, for one RASTER")
    outputs.add_argument(
        "--out-dir",
        type=Path,
        metavar="FOLDER",
        help="folder for the corrected rasters; all must share the geometry of the moving layer",
    )
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
    correct.add_argument(
        "--format",
        choices=["gtiff", "cog"],
        default="gtiff",
        dest="file_format",
        help="GeoTIFF (gtiff), or cloud-optimised GeoTIFF (cog)",
    )
    correct.add_argument("--again", action="store_true", help="correct even a raster that was corrected before")
    correct.add_argument("--force", action="store_true", help="correct even if the match is unreliable")
    correct.add_argument("--json", action="store_true", help="print JSON")
    correct.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 correct`."""
    done = _correct_one(options, reporter) if options.out_dir is None else _correct_many(options, reporter)
    if options.json:
        written = [asdict(one) for one in done]
        print(json.dumps(written[0] if options.out_dir is None else {"corrections": written}))
    else:
        for one in done:
            how = "resampled" if one.resampled else "moved without resampling"
            print(f"Wrote {one.path}: corrected by {one.method}, {how}. {one.note}".rstrip())
    return EXIT_RELIABLE


def _correct_one(options: argparse.Namespace, reporter: Reporter) -> list[Correction]:
    from ..scene.correct import correct_raster

    if len(options.rasters) > 1:
        raise InputError(
            "one_output",
            f"{len(options.rasters)} rasters cannot be written to one file, {options.out}.",
            "Give a folder for them: --out-dir FOLDER.",
        )
    return [
        correct_raster(
            options.folder,
            options.rasters[0],
            options.out,
            options.method,
            options.resampling,
            options.force,
            grid=options.grid,
            again=options.again,
            file_format=options.file_format,
            reporter=reporter,
        )
    ]


def _correct_many(options: argparse.Namespace, reporter: Reporter) -> list[Correction]:
    from ..scene.correct import correct_rasters

    return correct_rasters(
        options.folder,
        options.rasters,
        options.out_dir,
        options.method,
        options.resampling,
        options.force,
        options.grid,
        options.again,
        options.file_format,
        reporter,
    )
