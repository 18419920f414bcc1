"""`s2m2 batch`: match all pairs of a manifest."""

from __future__ import annotations

import argparse
import json
import re
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_ENGINE_FAILURE, EXIT_RELIABLE, EXIT_UNRELIABLE, InputError
from ..progress import Reporter
from .arguments import DEVICES

if TYPE_CHECKING:
    from ..batch.batch import BatchSettings, BatchSummary
    from ..batch.estimate import Estimate
    from ..batch.stac import PairingRule
    from .arguments import Commands

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(MB|GB|MiB|GiB)", re.IGNORECASE)
_UNITS = {"mb": 10**6, "gb": 10**9, "mib": 2**20, "gib": 2**30}
_RULE = ("same_property", "within_days", "sar_asset", "optical_asset")


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    batch = actions.add_parser("batch", help="match all pairs of a manifest, on several cores or machines")
    batch.add_argument(
        "manifest",
        type=Path,
        metavar="MANIFEST",
        help="CSV or GeoParquet with the columns id, sar, optical and others, or a collection of STAC items",
    )
    batch.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for all results")
    _add_defaults(batch)
    _add_rule(batch)
    _add_cluster(batch)
    batch.add_argument("--retries", type=_count, default=1, metavar="N", help="try a failed pair again (1)")
    batch.add_argument(
        "--resume",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="leave pairs as they are that are done with the same inputs and settings (yes)",
    )
    batch.add_argument(
        "--keep-going", action="store_true", help="match the others, too, if a pair fails or cannot be matched"
    )
    batch.add_argument(
        "--network",
        action="store_true",
        help="adjust the shifts of all images together, and find wrong pairs",
    )
    batch.add_argument("--dry-run", action="store_true", help="say what would run, and how long it may take")
    batch.add_argument("--limit", type=_positive, metavar="N", help="match at most so many pairs now")
    batch.add_argument("--json", action="store_true", help="print JSON")
    batch.set_defaults(run=run)


def _add_defaults(batch: argparse.ArgumentParser) -> None:
    group = batch.add_argument_group("what pairs have whose rows say nothing else")
    group.add_argument("--moving", choices=["sar", "optical"], default="sar", help="the layer to correct (sar)")
    group.add_argument("--search-radius", type=float, metavar="METRES", help="largest misalignment expected")
    group.add_argument("--model", default="default", metavar="NAME|PATH", help="model; see `s2m2 models list`")
    group.add_argument("--correct", action="store_true", help="correct the moving layers of reliable matches")
    group.add_argument("--device", choices=DEVICES, default="auto", help="device that workers compute on")


def _add_rule(batch: argparse.ArgumentParser) -> None:
    group = batch.add_argument_group("how STAC items are paired: all four are needed")
    group.add_argument("--same-property", metavar="NAME", help="property that is equal for both, such as grid:code")
    group.add_argument("--within-days", type=float, metavar="N", help="the nearest in time, at most so many days away")
    group.add_argument("--sar-asset", metavar="NAME", help="asset to match of SAR items, such as vv")
    group.add_argument("--optical-asset", metavar="NAME", help="asset to match of optical items, such as B04")


def _add_cluster(batch: argparse.ArgumentParser) -> None:
    group = batch.add_argument_group("where it runs")
    where = group.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_positive, metavar="N", help="so many processes here (one for each core)")
    where.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler, such as tcp://host:8786")
    where.add_argument("--scheduler-file", type=Path, metavar="FILE", help="the file that a Dask scheduler wrote")
    group.add_argument("--memory", type=_bytes, metavar="SIZE", help="the most that each worker here may use: 2GB")
    group.add_argument(
        "--resource",
        action="append",
        default=[],
        type=_resource,
        metavar="NAME=N",
        dest="resources",
        help="what a pair needs of a worker, as Dask's workers declare it (GPU=1); repeatable",
    )


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"give 0 or more instead of {text!r}")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"give 1 or more instead of {text!r}")
    return int(text)


def _bytes(text: str) -> int:
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"give a size such as 2GB instead of {text!r}")
    return int(float(found[1]) * _UNITS[found[2].lower()])


def _resource(text: str) -> tuple[str, float]:
    name, _, amount = text.partition("=")
    try:
        value = float(amount)
    except ValueError:
        value = 0.0
    if not name or not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"give a name and a number such as GPU=1 instead of {text!r}")
    return name, value


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 batch`."""
    from ..batch.cluster import require_dask

    require_dask()
    from ..batch.batch import estimate_batch, plan_batch, run_batch

    settings = _settings(options)
    with ExitStack() as stack:
        shown = _shown(options, reporter, stack)
        plan = plan_batch(settings, shown)
        if options.dry_run:
            estimate = estimate_batch(settings, plan, shown)
        else:
            summary = run_batch(settings, plan, shown)
    if options.dry_run:
        _print_estimate(estimate, len(plan.checked), options)
        return EXIT_RELIABLE
    return _print_summary(summary, options)


def _settings(options: argparse.Namespace) -> BatchSettings:
    from ..batch.batch import BatchSettings
    from ..batch.cluster import ClusterSettings
    from ..batch.manifest import Defaults
    from ..batch.running import Policy
    from ..machine import usable_cores

    return BatchSettings(
        manifest=options.manifest,
        out=options.out,
        defaults=Defaults(options.moving, options.search_radius, options.model, options.correct),
        rule=_rule(options),
        cluster=ClusterSettings(
            workers=options.workers or usable_cores(),
            memory=options.memory,
            scheduler=options.scheduler,
            scheduler_file=options.scheduler_file,
            resources=dict(options.resources),
        ),
        policy=Policy(options.retries, options.keep_going),
        device=options.device,
        resume=options.resume,
        limit=options.limit,
        network=options.network,
    )


def _rule(options: argparse.Namespace) -> PairingRule | None:
    from ..batch.stac import PairingRule

    values = [getattr(options, name) for name in _RULE]
    if all(value is None for value in values):
        return None
    missing = [f"--{name.replace('_', '-')}" for name, value in zip(_RULE, values) if value is None]
    if missing or values[1] < 0:
        what = f"lacks {', '.join(missing)}" if missing else "cannot have fewer than 0 days"
        raise InputError("bad_pairing_rule", f"The rule that pairs items {what}.", "Give all four of its options.")
    return PairingRule(*values)


def _shown(options: argparse.Namespace, reporter: Reporter, stack: ExitStack) -> Reporter:
    """The reporter with a bar, on a terminal; elsewhere the reporter writes a line for each pair."""
    from ..terminal import TerminalReporter

    if options.quiet or not sys.stderr.isatty() or not isinstance(reporter, TerminalReporter):
        return reporter
    from ..batch.display import bar

    reporter.quiet = True
    return stack.enter_context(bar(reporter))


def _print_estimate(estimate: Estimate, count: int, options: argparse.Namespace) -> None:
    from ..batch.batch import duration

    if options.json:
        print(json.dumps({**estimate.to_json(), "manifest_pairs": count}, indent=2))
        return
    print(f"{estimate.pairs} of {count} pairs would be matched.")
    if estimate.measured:
        print(
            f"From {estimate.measured} of them: {estimate.seconds_each:.1f} s and {estimate.megabytes_each:.2f} MB "
            f"each; {duration(estimate.seconds)} and {estimate.megabytes:.0f} MB in all."
        )


def _print_summary(summary: BatchSummary, options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(summary.to_json(), indent=2, ensure_ascii=False))
    else:
        waiting = f", {summary.waiting} wait" if summary.waiting else ""
        print(
            f"{summary.pairs} pairs: {summary.reliable} reliable, {summary.unreliable} not reliable, "
            f"{summary.failed} failed{waiting}. {summary.matched} of them in this run."
        )
        print(f"Table: {summary.table}\nReport: {summary.report}")
    if summary.failed:
        return EXIT_ENGINE_FAILURE
    return EXIT_UNRELIABLE if summary.unreliable else EXIT_RELIABLE
