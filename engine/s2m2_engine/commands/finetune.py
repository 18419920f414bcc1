"""`s2m2 finetune`: adapt a model to unlabelled scenes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import EXIT_RELIABLE, EXIT_UNRELIABLE, CancelledError
from ..names import FINETUNE_SETTINGS_FILE
from ..progress import Reporter
from .arguments import DEVICES

if TYPE_CHECKING:
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    parser = actions.add_parser("finetune", help="adapt a model to unlabelled scenes")
    parser.add_argument(
        "pairs",
        nargs="+",
        metavar="SAR,OPTICAL[,MATCH]",
        help="two rasters of the same ground, aligned or not; optionally the folder with the results of their match",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the model, curves and report"
    )
    parser.add_argument("--minutes", type=float, default=30.0, metavar="N", help="longest training time (default 30)")
    parser.add_argument("--resume", action="store_true", help="resume the fine-tuning in DIR")
    parser.add_argument("--model", default="default", metavar="NAME|PATH", help="model to adapt (default)")
    parser.add_argument("--name", default="tuned", metavar="NAME", help="name of the new model (tuned)")
    parser.add_argument("--search-radius", type=float, metavar="METRES", help="largest misalignment expected")
    parser.add_argument("--device", choices=DEVICES, default="auto", help="device to compute on")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of all random numbers (0)")
    parser.add_argument(
        "--lessons", default="", metavar="FOLDER", help="keep lessons in FOLDER, for later runs on the same scenes"
    )
    parser.add_argument("--json", action="store_true", help="print finetune.json on stdout")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 finetune`. The exit status is 3 if the tuned model is not better than the original model."""
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
        lessons=options.lessons,
    )
    try:
        result = tune(settings, reporter, options.resume)
    except CancelledError as error:
        if not (settings.out / FINETUNE_SETTINGS_FILE).exists():
            raise
        raise CancelledError(f"{error.message} The same command resumes from there with --resume.") from None
    if options.json:
        print(json.dumps(result.to_json(), indent=2, ensure_ascii=False))
    else:
        print(result.reason)
        unchanged = f"The model {options.model} stays in use."
        print(unchanged if result.model is None else f"New model: {result.model}")
    return EXIT_RELIABLE if result.model is not None else EXIT_UNRELIABLE
