"""The arguments that all commands which score matchers on a data set share."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

TEMPLATES = (40, 64, 96, 192)
SEARCH = 64


def add_arguments(parser: ArgumentParser, templates: Sequence[int] = TEMPLATES) -> None:
    """Add them; `templates` are the sides in px that are taken if none is asked for."""
    sides = " ".join(map(str, templates))
    parser.add_argument("dataset", metavar="DATASET", help="sentinel_la, sen12, sen1-2, qxs, folders, …")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the data set lies")
    parser.add_argument("--model", action="append", default=[], metavar="NAME|PATH", help="repeatable")
    parser.add_argument("--template", action="append", type=int, metavar="PIXELS", help=f"repeatable; {sides}")
    parser.add_argument("--search", type=int, default=SEARCH, metavar="PIXELS", help="search beyond the template (64)")
    parser.add_argument("--scene", action="append", default=[], metavar="PATTERN", help="repeatable: these only")
    parser.add_argument(
        "--held-out",
        type=Path,
        metavar="CONFIG",
        help="only pairs that this training configuration validates on; DATASET may be all",
    )
    parser.add_argument("--windows", type=int, metavar="N", help="windows in each pair and size")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many pairs")
    parser.add_argument("--seed", type=int, default=0, help="of pairs and windows (0)")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda", "mps"], default="auto")
    parser.set_defaults(templates=tuple(templates))
