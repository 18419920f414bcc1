"""`s2m2 match`: measure the displacement between two layers."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE, EXIT_UNRELIABLE
from ..progress import Reporter
from .arguments import DEVICES

if TYPE_CHECKING:
    from ..scene.results.result import MatchResult
    from .arguments import Commands


ACCEPT_HELP = "exit status 0 also for an unreliable match, so that its results are kept by what runs this command"


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    match = actions.add_parser("match", help="measure the displacement between two layers")
    match.add_argument("sar", metavar="SAR", help="SAR raster")
    match.add_argument("optical", metavar="OPTICAL", help="optical raster")
    match.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    match.add_argument("--moving", choices=["sar", "optical"], default="sar", help="the layer to correct (sar)")
    match.add_argument(
        "--search-radius", type=float, metavar="METRES", help="largest misalignment expected (default 500)"
    )
    match.add_argument("--spacing", type=int, metavar="PIXELS", help="distance between tie points (default: automatic)")
    match.add_argument("--model", default="default", metavar="NAME|PATH", help="model; see `s2m2 models list`")
    match.add_argument("--device", choices=DEVICES, default="auto", help="device to compute on")
    match.add_argument(
        "--bbox",
        type=float,
        nargs=4,
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
        help="match only within this box, in the moving layer's CRS",
    )
    match.add_argument(
        "--mask",
        action="append",
        default=[],
        metavar="FILE",
        dest="masks",
        help="leave out this ground (clouds, water): polygons, or a raster that is not zero there; repeatable",
    )
    match.add_argument(
        "--mask-classes",
        type=_classes,
        default=(),
        metavar="N,N",
        help="the values of raster masks that are left out (default: all but zero; of a Sentinel-2 scene "
        "classification 3,8,9,10)",
    )
    match.add_argument(
        "--cutline",
        default="",
        metavar="FILE",
        help="match only this ground: polygons, or a raster that is not zero there",
    )
    match.add_argument(
        "--dem",
        default="",
        metavar="FILE",
        help="heights in metres: say whether the residuals depend on them, as they do in images without terrain "
        "correction",
    )
    match.add_argument(
        "--ce90-limit",
        type=float,
        metavar="METRES",
        help="the largest CE90 that you accept; a match above it is warned of, and not called unreliable for that",
    )
    match.add_argument(
        "--error-raster",
        action="store_true",
        help="write error.tif, too: the displacement at each place, and its standard deviation",
    )
    match.add_argument(
        "--overwrite", action="store_true", help="replace an earlier match in DIR even if its tie points were checked"
    )
    match.add_argument("--accept-unreliable", action="store_true", help=ACCEPT_HELP)
    match.add_argument("--json", action="store_true", help="print result.json on stdout")
    match.set_defaults(run=run)


def _classes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(number) for number in text.split(","))
    except ValueError:
        message = f"give integers with commas between them, such as 3,8,9,10, instead of {text!r}"
        raise argparse.ArgumentTypeError(message) from None


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 match`."""
    from ..model.registry import load_matcher
    from ..scene.match import match_scene
    from ..scene.settings import MatchSettings

    settings = MatchSettings(
        sar=options.sar,
        optical=options.optical,
        out=options.out,
        moving=options.moving,
        search_radius=options.search_radius,
        spacing=options.spacing,
        bbox=None if options.bbox is None else tuple(options.bbox),
        error_raster=options.error_raster,
        overwrite=options.overwrite,
        masks=tuple(options.masks),
        mask_classes=options.mask_classes,
        cutline=options.cutline,
        ce90_limit=options.ce90_limit,
        dem=options.dem,
    )
    result = match_scene(settings, load_matcher(options.model, options.device), reporter)
    return report(result, settings.out, options)


def report(result: MatchResult, folder: Path, options: argparse.Namespace) -> int:
    """Print a result as the options say, and return the exit status that it means."""
    if options.json:
        print(json.dumps(result.to_json(), indent=2, ensure_ascii=False))
    else:
        print(_summary(result))
        print(f"Results: {folder}")
    return EXIT_RELIABLE if result.reliable or options.accept_unreliable else EXIT_UNRELIABLE


def _summary(result: MatchResult) -> str:
    from ..scene.results.headline import headline

    shift, accuracy, counts = result.shift, result.accuracy, result.tie_points
    sentence = headline(result)
    lines = []
    if sentence:
        lines += [
            sentence,
            f"In the middle: east {shift.dx_m:+.1f} m, north {shift.dy_m:+.1f} m; {shift.dx_px:+.2f} columns, "
            f"{shift.dy_px:+.2f} rows.",
        ]
    if accuracy.held_out:
        lines.append(
            f"Accuracy, from {accuracy.held_out} held-out tie points: CE90 {accuracy.ce90_m:.1f} m "
            f"({accuracy.ce90_px:.2f} pixels), RMSE {accuracy.rmse_m:.1f} m ({accuracy.rmse_px:.2f} pixels)."
        )
    lines.append(f"Tie points: {counts.inliers} of {counts.total} agree; transform: {result.transform.kind}.")
    if result.prior is not None:
        lines.append(result.prior.sentence)
    lines += _candidates(result)
    lines += [one.sentence for one in result.requirements]
    if result.terrain is not None:
        lines.append(result.terrain.sentence)
    lines.append("Reliable." if result.reliable else "NOT RELIABLE. " + " ".join(result.reasons))
    return "\n".join(lines)


def _candidates(result: MatchResult) -> list[str]:
    """One line with the kinds of transforms that were compared, and one that says why one was taken."""
    measured = [one for one in result.candidates if math.isfinite(one.ce90_px)]
    if len(measured) < 2:
        return []
    figures = ", ".join(f"{one.kind} {one.ce90_px:.2f} ({one.within_1_px:.0%} within 1)" for one in measured)
    why = next(one.why for one in result.candidates if one.chosen)
    return [f"Held-out CE90 in pixels: {figures}.", why]
