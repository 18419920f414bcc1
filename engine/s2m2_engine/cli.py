"""The command line `s2m2`. Results go to stdout, progress and errors to stderr; see `errors` for exit statuses."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from . import commands, model_commands
from .errors import EXIT_BAD_INPUT, EngineError, S2M2Error
from .evaluation.arguments import add_arguments
from .terminal import TerminalReporter
from .version import __version__

_DEVICES = ("auto", "cpu", "cuda", "mps")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page that lacks most of Unicode.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    reporter = TerminalReporter()
    handlers = {number: signal.signal(number, reporter.cancel) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        status: int = options.run(options, reporter)
        return status
    except S2M2Error as error:
        failure = error
    except BrokenPipeError:
        # The reader of stdout has gone: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        failure = EngineError.unexpected(error)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if getattr(options, "json", False):
        body = {"status": "error", "code": failure.code, "message": failure.message, "hint": failure.hint}
        print(json.dumps(body, ensure_ascii=False))
    print(f"s2m2: {failure}", file=sys.stderr)
    return failure.exit_status


class _Parser(argparse.ArgumentParser):
    """argparse ends with 2 for bad usage: the same as EXIT_BAD_INPUT, which this makes explicit."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(EXIT_BAD_INPUT, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="s2m2", description="Match SAR and optical imagery, and align one onto the other.")
    parser.add_argument("--version", action="version", version=f"s2m2 {__version__}")
    actions = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_match(actions)
    _add_correct(actions)
    _add_models(actions)
    _add_evaluate(actions)
    _add_finetune(actions)
    train = actions.add_parser("train", help="train a network, or go on training it")
    train.add_argument("configuration", type=Path, metavar="CONFIG", help="TOML file; see docs/training.md")
    train.set_defaults(run=commands.train)
    doctor = actions.add_parser("doctor", help="check that this environment can do the work")
    doctor.add_argument("--json", action="store_true", help="print JSON")
    doctor.set_defaults(run=commands.doctor)
    sample = actions.add_parser("sample", help="write a simulated pair whose misalignment is known")
    sample.add_argument("folder", type=Path, metavar="DIR", help="where to write it")
    sample.set_defaults(run=commands.sample)
    bench = actions.add_parser("bench", help="time a match and measure its memory")
    bench.add_argument("--size", type=int, default=2048, metavar="PIXELS", help="side of the pair (default 2048)")
    bench.add_argument("--model", default="structure", metavar="NAME|PATH", help="what to match with (structure)")
    bench.add_argument("--json", action="store_true", help="print JSON")
    bench.set_defaults(run=commands.bench)
    return parser


def _add_evaluate(actions: argparse._SubParsersAction[_Parser]) -> None:
    evaluate = actions.add_parser("evaluate", help="score matchers on a data set whose truth is known")
    add_arguments(evaluate)
    evaluate.add_argument("--out", type=Path, metavar="FOLDER", help="write tables as CSV and figures there")
    evaluate.set_defaults(run=commands.evaluate)


def _add_models(actions: argparse._SubParsersAction[_Parser]) -> None:
    models = actions.add_parser("models", help="the models that can be used for matching")
    kinds = models.add_subparsers(dest="action", required=True, metavar="list|info|import|export|rename|note|remove")
    listing = kinds.add_parser("list", help="one line a model")
    listing.set_defaults(run=model_commands.list_models)
    info = kinds.add_parser("info", help="what a model is and where it comes from")
    info.add_argument("name", metavar="NAME|PATH")
    info.set_defaults(run=model_commands.model_info)
    bring = kinds.add_parser("import", help="add a model file, or a checkpoint of the authors of S2M2-SAR")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--name", metavar="N", help="what to call it (default: as the file)")
    bring.set_defaults(run=model_commands.import_model)
    export = kinds.add_parser("export", help="write a model to a file, to import it on another computer")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", type=Path, metavar="FILE", help="ends in .safetensors")
    export.add_argument("--force", action="store_true", help="replace FILE if it exists")
    export.set_defaults(run=model_commands.export_model)
    rename = kinds.add_parser("rename", help="give an installed model another name")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    rename.set_defaults(run=model_commands.rename_model)
    note = kinds.add_parser("note", help="write a note into an installed model")
    note.add_argument("name", metavar="NAME")
    note.add_argument("text", metavar="TEXT", help="an empty text ('') removes the note")
    note.set_defaults(run=model_commands.note_model)
    remove = kinds.add_parser("remove", help="delete an installed model")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=model_commands.remove_model)
    for kind in (listing, info, bring, export, rename, note, remove):
        kind.add_argument("--json", action="store_true", help="print JSON")


def _add_match(actions: argparse._SubParsersAction[_Parser]) -> None:
    match = actions.add_parser("match", help="find how far one layer is off the other")
    match.add_argument("sar", metavar="SAR", help="SAR raster")
    match.add_argument("optical", metavar="OPTICAL", help="optical raster")
    match.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    match.add_argument("--moving", choices=["sar", "optical"], default="sar", help="the layer to correct (sar)")
    match.add_argument(
        "--search-radius", type=float, metavar="METRES", help="largest misalignment expected (default 500)"
    )
    match.add_argument("--spacing", type=int, metavar="PIXELS", help="distance of tie points (default: automatic)")
    match.add_argument("--model", default="default", metavar="NAME|PATH", help="see `s2m2 models list`")
    match.add_argument("--device", choices=_DEVICES, default="auto")
    match.add_argument(
        "--bbox",
        type=float,
        nargs=4,
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
        help="match within, in the moving layer's CRS",
    )
    match.add_argument("--json", action="store_true", help="print result.json")
    match.set_defaults(run=commands.match)


def _add_finetune(actions: argparse._SubParsersAction[_Parser]) -> None:
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
    parser.add_argument("--device", choices=_DEVICES, default="auto", help="where to compute")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="decides everything random (0)")
    parser.add_argument("--json", action="store_true", help="print finetune.json on stdout")
    parser.set_defaults(run=commands.finetune)


def _add_correct(actions: argparse._SubParsersAction[_Parser]) -> None:
    correct = actions.add_parser("correct", help="apply a match to a raster")
    correct.add_argument("folder", type=Path, metavar="DIR", help="folder of a match")
    correct.add_argument("raster", metavar="RASTER", help="the moving layer, or one aligned with it")
    correct.add_argument("--out", type=Path, required=True, metavar="FILE.tif", help="corrected raster")
    correct.add_argument(
        "--method",
        choices=["auto", "shift", "affine", "polynomial", "tps"],
        default="auto",
        help="auto: what the tie points support",
    )
    correct.add_argument("--force", action="store_true", help="correct even if the match is unreliable")
    correct.add_argument("--json", action="store_true", help="print JSON")
    correct.set_defaults(run=commands.correct)


if __name__ == "__main__":
    sys.exit(main())
