"""Fit a matcher's constants to real data, and report how well they hold on scenes kept apart.

    python -m s2m2_engine.evaluation.calibration DATA_DIR [--write] [--out FOLDER]
    python -m s2m2_engine.evaluation.calibration --model FILE --held-out CONFIG [--write] [--out FOLDER]
    python -m s2m2_engine.evaluation.calibration --model FILE --held-out CONFIG --as-is [--out FOLDER]

The first form is for the structure matcher and the data sets in DATA_DIR (sentinel_la, sen12, sentinel_world and
metre_scale); `--write` replaces `model/structure_constants.py`. The second is for a model file and the
[[validation.data]] of the configuration that it was trained with; `--write` replaces the constants in the file, and
its weights stay. Data sets of kind "shared" are then read from DATA_DIR, if that is given. Half of the scenes are
fitted to; every figure printed is of the other half. The third fits nothing and says of all the pairs how well the
constants hold that the file has: those of a fine-tuned model are its base's. `--out` writes the figures as
calibration.json, and with matplotlib a reliability diagram, calibration.svg.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..model import structure_constants
from ..model.confidence import Calibration
from ..model.library import find_model
from ..model.matcher import Matcher
from ..model.model_file import rewrite_calibration
from ..model.registry import load_matcher
from ..model.structure import StructureMatcher
from ..pairs.image_pairs import ImagePair, dataset
from ..terminal import TerminalReporter, module_status
from .calibration_fit import CORRECT_PX, fit
from .calibration_report import calibration_figures, report_text, write_json
from .drawing import can_draw
from .held_out import held_out_pairs
from .measure import Geometry, Outcome, run_trials, share_of_scenes
from .reliability_figure import write_reliability

GEOMETRIES = tuple(
    Geometry(template, search)
    for template, search in (
        (32, 64), (40, 64), (48, 128), (64, 16), (64, 32), (64, 64), (64, 128), (96, 32), (96, 64), (96, 128),
        (128, 64), (192, 64),
    )
)  # fmt: skip
DATASETS = ("sentinel_la", "sen12", "sentinel_world", "metre_scale")
MOST_PAIRS = 400
# Few pairs give more windows each, so that every data set comes to about so many; then windows overlap too much.
OUTCOMES_PER_DATASET = 2000
MOST_WINDOWS = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `python -m s2m2_engine.evaluation.calibration`; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.evaluation.calibration",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR", help="folder that holds the data sets")
    parser.add_argument("--model", help="model file (.safetensors) or name of an installed model")
    parser.add_argument("--held-out", type=Path, metavar="CONFIG", help="training configuration with validation data")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help="replace the constants by the fitted ones")
    what.add_argument("--as-is", action="store_true", help="fit nothing; report how well the constants hold")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write figures and diagram there")
    options = parser.parse_args(arguments)
    return module_status(lambda: calibrate(options))


def calibrate(options: argparse.Namespace) -> None:
    """Fit, print, and write what the command line asks for."""
    matcher = load_matcher(options.model or "structure", options.device)
    file = None if isinstance(matcher, StructureMatcher) else find_model(options.model)
    pairs = choose_pairs(options.data, options.held_out, file)
    with_diagram = options.out is not None and can_draw(TerminalReporter())
    constants, fitted_to = matcher.calibration, 0
    if not options.as_is:
        first, pairs = halves(pairs)
        fitting = collect(matcher, first)
        constants, fitted_to = fit(fitting, constants), len(fitting)
        # Heatmaps take hundreds of megabytes; those of one half are enough at a time.
        del fitting
    outcomes = collect(matcher, pairs)
    print(report_text(outcomes, constants))
    print(constants)
    if options.out is not None:
        figures = calibration_figures(outcomes, constants)
        print(write_json(options.out, matcher, constants, fitted_to, figures))
        if with_diagram:
            print(write_reliability(options.out, matcher.name, figures))
    if options.write:
        write_constants(file, constants)


def choose_pairs(data: Path | None, configuration: Path | None, model: Path | None) -> list[ImagePair]:
    """All pairs to fit to or to report, for a model file or, None, for `structure`.

    Raises:
        InputError: a network without a configuration that says what it was not trained on, or no data.
    """
    if configuration is not None:
        pairs = held_out_pairs(configuration, data)
    elif model is not None:
        raise InputError(
            "no_held_out_data",
            f"Nothing says which data the model {model.name} was not trained on.",
            "Name the configuration that it was trained with: --held-out CONFIG.",
        )
    elif data is None:
        raise InputError("no_data", "No data are given.", "Give the folder that holds the data sets, DATA_DIR.")
    else:
        pairs = [pair for name in DATASETS for pair in dataset(name, data)]
    # Where the truth itself is off by as much, right and wrong cannot be told apart.
    pairs = [pair for pair in pairs if pair.truth_px < CORRECT_PX]
    if not pairs:
        raise InputError("no_data", "No pair's truth is known well enough.", f"It must be to {CORRECT_PX:g} px.")
    return pairs


def halves(pairs: list[ImagePair]) -> tuple[list[ImagePair], list[ImagePair]]:
    """Those to fit to and those to report.

    Raises:
        InputError: "too_few_scenes".
    """
    fitted, reported = (share_of_scenes(pairs, held_out) for held_out in (False, True))
    if not reported:
        raise InputError(
            "too_few_scenes",
            f"All {len(pairs)} pairs are of the scene {pairs[0].scene}; one half of the scenes is fitted to, the other "
            "reported.",
            "Hold out at least two scenes, or report the constants as they are: --as-is.",
        )
    return fitted, reported


def collect(matcher: Matcher, pairs: Sequence[ImagePair]) -> list[Outcome]:
    """Outcomes of a matcher, in about as many windows of each data set.

    Raises:
        InputError: "no_windows": not one fits.
    """
    outcomes: list[Outcome] = []
    for name in dict.fromkeys(pair.dataset for pair in pairs):
        members = [pair for pair in pairs if pair.dataset == name]
        chosen = np.random.default_rng(0).permutation(len(members))[:MOST_PAIRS]
        some = [members[index] for index in sorted(chosen)]
        outcomes += run_trials(matcher, some, GEOMETRIES, windows_per_pair(len(some)))
    if not outcomes:
        smallest = min(one.template + one.search for one in GEOMETRIES)
        raise InputError(
            "no_windows",
            f"No window fits into any of the {len(pairs)} pairs, or none that holds the truth.",
            f"Hold out images of at least {smallest} px.",
        )
    return outcomes


def windows_per_pair(pairs: int) -> int:
    """Windows of each geometry in one of `pairs` pairs of a data set."""
    return int(np.clip(round(OUTCOMES_PER_DATASET / (pairs * len(GEOMETRIES))), 1, MOST_WINDOWS))


def write_constants(model: Path | None, calibration: Calibration) -> None:
    """Put the constants where the matcher takes them from: a model file or, None, the module of `structure`.

    Raises:
        InputError: the model file cannot be replaced.
        EngineError: "disk_full".
    """
    if model is None:
        Path(structure_constants.__file__).write_text(source(calibration), encoding="utf-8")
        print(structure_constants.__file__)
        return
    print(f"{model}: SHA-256 of its content is now {rewrite_calibration(model, calibration).sha256}")


def source(calibration: Calibration) -> str:
    """The text of `model/structure_constants.py`."""
    body = "".join(f"    {field.name}={getattr(calibration, field.name)!r},\n" for field in fields(calibration))
    head = Path(structure_constants.__file__).read_text(encoding="utf-8").split("STRUCTURE = ")[0]
    return f"{head}STRUCTURE = Calibration(\n{body})\n"


if __name__ == "__main__":
    sys.exit(main())
