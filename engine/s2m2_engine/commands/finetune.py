"""`s2m2 finetune`: adapt a model to scenes that nobody has labelled."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE, EXIT_UNRELIABLE
from ..progress import Reporter
from .arguments import DEVICES

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    parser = actions.add_parser("finetune", help="adapt a model to scenes that nobody has labelled")
    parser.add_argument(
        "pairs",
        nargs="+",
        metavar="SAR,OPTICAL[,MATCH]",
        help="two rasters of the same ground, aligned or not, and the folder of a match of them, if there is one",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for model, curves and report")
    parser.add_argument("--minutes", type=float, default=30.0, metavar="N", help="of training at most (default 30)")
    parser.add_argument("--resume", action="store_true", help="go on with the fine-tuning in DIR")
    parser.add_argument("--model", default="default", metavar="NAME|PATH", help="what to begin with (default)")
    parser.add_argument("--name", default="tuned", metavar="NAME", help="of the new model (tuned)")
    parser.add_argument("--search-radius", type=float, metavar="METRES", help="how far apart the layers may be")
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to compute")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="decides everything random (0)")
    parser.add_argument("--json", action="store_true", help="print finetune.json on stdout")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """`s2m2 finetune`: exit status 3 if the new model is not better than the one that it began with."""
    from ..finetuning.settings import FineTuneSettings, ScenePaths
    from ..finetuning.start import tune

    settings = FineTuneSettings(
        pairs=tuple(ScenePaths.parse(text) for text in options.pairs),
        out=options.out,
        name=options.name,
        model=options.model,
        minutes=options.minutes,
        search_radius=options.search_radius,
        device=options.device,
        seed=options.seed,
    )
    result = tune(settings, reporter, options.resume)
    if options.json:
        print(json.dumps(result.to_json(), indent=2, ensure_ascii=False))
    else:
        print(result.reason)
        kept = f"The model {options.model} is kept." if result.model is None else f"New model: {result.model}"
        print(kept)
    return EXIT_RELIABLE if result.model is not None else EXIT_UNRELIABLE
