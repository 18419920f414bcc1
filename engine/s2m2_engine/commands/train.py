"""`s2m2 train`: train a network, or resume its training."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE, CancelledError
from ..progress import Reporter

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    train = actions.add_parser("train", help="train a network, or resume its training")
    train.add_argument("configuration", type=Path, metavar="CONFIG", help="TOML file; see docs/training.md")
    train.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 train`."""
    from ..model.torch_support import require_torch
    from ..training.configuration import read_configuration

    configuration = read_configuration(options.configuration)
    require_torch("Training")
    from ..training.loop import train

    try:
        done = train(configuration, reporter)
    except CancelledError as error:
        raise CancelledError(f"{error.message} The same command resumes from there.") from None
    if os.environ.get("RANK", "0") != "0":
        # torchrun starts a process for every device; only the first process prints.
        return EXIT_RELIABLE
    print(f"Trained for {done.steps} steps, {done.seconds:.0f} s in this run. Model: {done.model}")
    if done.best is not None:
        step, figures = done.best
        print(f"Best validation, at step {step}: " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return EXIT_RELIABLE
