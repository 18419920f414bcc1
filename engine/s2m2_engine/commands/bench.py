"""`s2m2 bench`: time a match and measure its memory."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE
from ..progress import Reporter

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    bench = actions.add_parser("bench", help="time a match and measure its memory")
    bench.add_argument("--size", type=int, default=2048, metavar="PIXELS", help="side of the images (default 2048)")
    bench.add_argument("--model", default="structure", metavar="NAME|PATH", help="model to match with (structure)")
    bench.add_argument("--json", action="store_true", help="print JSON")
    bench.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 bench`."""
    from ..evaluation.benchmark import run_bench

    result = run_bench(options.size, None, options.model)
    if options.json:
        # JSON has no NaN, so a value that could not be measured becomes null.
        body = {key: None if value != value else value for key, value in asdict(result).items()}
        print(json.dumps(body, ensure_ascii=False))
    else:
        print(result)
    return EXIT_RELIABLE
