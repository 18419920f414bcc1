"""Arguments that all commands share which measure matchers on a data set."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

TEMPLATES = (40, 64, 96, 192)
SEARCH = 64


def add_arguments(parser: ArgumentParser, templates: Sequence[int] = TEMPLATES) -> None:
    """Add the arguments; `templates` are the default sides of templates, in pixels."""
    sides = " ".join(map(str, templates))
    parser.add_argument("dataset", metavar="DATASET", help="sentinel_la, sen12, sen1-2, qxs, folders, …")
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of the data set")
    parser.add_argument("--model", action="append", default=[], metavar="NAME|PATH", help="model; repeatable")
    parser.add_argument(
        "--template", action="append", type=int, metavar="PIXELS", help=f"template side; repeatable ({sides})"
    )
    parser.add_argument("--search", type=int, default=SEARCH, metavar="PIXELS", help="shifts in each direction (64)")
    parser.add_argument(
        "--scene", action="append", default=[], metavar="PATTERN", help="use only these scenes; repeatable"
    )
    parser.add_argument(
        "--held-out",
        type=Path,
        metavar="CONFIG",
        help="use only the validation pairs of this training configuration; DATASET may be all",
    )
    parser.add_argument("--windows", type=int, metavar="N", help="windows per pair and template size")
    parser.add_argument("--limit", type=int, metavar="N", help="largest number of pairs")
    parser.add_argument("--seed", type=int, default=0, help="seed of the choice of pairs and windows (0)")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda", "mps"], default="auto", help="device to compute on")
    parser.set_defaults(templates=tuple(templates))
