"""Fit a matcher's calibration constants to real data, and report how well they hold on held-out scenes.

    python -m s2m2_engine.evaluation.calibration DATA_DIR [--write] [--out FOLDER]
    python -m s2m2_engine.evaluation.calibration --model FILE --held-out CONFIG [--write] [--out FOLDER]
    python -m s2m2_engine.evaluation.calibration --model FILE --held-out CONFIG --as-is [--out FOLDER]

The first form calibrates the structure matcher on the data sets in DATA_DIR (sentinel_la, sen12, sentinel_world and
metre_scale); `--write` replaces `model/structure_constants.py`. The second form calibrates a model file on the
[[validation.data]] of the configuration that it was trained with; `--write` replaces the constants in the file and
leaves its weights. If DATA_DIR is given, data sets of kind "shared" are read from it. Both forms fit the constants to
one half of the scenes and report results for the other half. The third form fits nothing: it reports, for all pairs,
how well the present constants of the file hold (a fine-tuned model has those of its base model). `--out` writes the
results to calibration.json and, with matplotlib, a reliability diagram to calibration.svg.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..files import check_output
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
from .calibration_report import calibration_figures, refuse_other_report, report_text, write_json
from .drawing import can_draw, refuse_other_figures
from .held_out import held_out_pairs
from .measure import Geometry, Outcome, run_trials, share_of_scenes
from .reliability_figure import RELIABILITY_FILE, write_reliability

GEOMETRIES = tuple(
    Geometry(template, search)
    for template, search in (
        (32, 64), (40, 64), (48, 128), (64, 16), (64, 32), (64, 64), (64, 128), (96, 32), (96, 64), (96, 128),
        (128, 64), (192, 64),
    )
)  # fmt: skip
DATASETS = ("sentinel_la", "sen12", "sentinel_world", "metre_scale")
MOST_PAIRS = 400
# If a data set has few pairs, more windows are cut from each pair, up to this number of outcomes.
OUTCOMES_PER_DATASET = 2000
# More windows from one pair would overlap too much.
MOST_WINDOWS = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `python -m s2m2_engine.evaluation.calibration`; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.evaluation.calibration",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR", help="folder of the data sets")
    parser.add_argument("--model", help="model file (.safetensors) or name of an installed model")
    parser.add_argument("--held-out", type=Path, metavar="CONFIG", help="training configuration with validation data")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--write", action="store_true", help="replace the constants by the fitted constants")
    action.add_argument("--as-is", action="store_true", help="fit nothing; report how well the constants hold")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="folder for results and diagram")
    options = parser.parse_args(arguments)
    return module_status(lambda: calibrate(options))


def calibrate(options: argparse.Namespace) -> None:
    """Fit the constants, and print and write what the command line asks for."""
    matcher = load_matcher(options.model or "structure", options.device)
    file = None if isinstance(matcher, StructureMatcher) else find_model(options.model)
    pairs = choose_pairs(options.data, options.held_out, file)
    if options.out is not None:
        check_output(options.out)
        refuse_other_report(options.out)
        refuse_other_figures([options.out / RELIABILITY_FILE])
    with_diagram = options.out is not None and can_draw(TerminalReporter())
    constants, fitted_to = matcher.calibration, 0
    if not options.as_is:
        first, pairs = halves(pairs)
        fitting = collect(matcher, first)
        constants, fitted_to = fit(fitting, constants), len(fitting)
        # Heatmaps need hundreds of megabytes, so only those of one half are in memory at a time.
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
    """Return all pairs for fitting and reporting, for a model file or (None) for the structure matcher.

    Raises:
        InputError: "no_held_out_data" for a model file without training configuration; "no_data".
    """
    if configuration is not None:
        pairs = held_out_pairs(configuration, data)
    elif model is not None:
        raise InputError(
            "no_held_out_data",
            f"It is unknown which data were held out when the model {model.name} was trained.",
            "Give the configuration that it was trained with: --held-out CONFIG.",
        )
    elif data is None:
        raise InputError("no_data", "No data are given.", "Give the folder of the data sets, DATA_DIR.")
    else:
        pairs = [pair for name in DATASETS for pair in dataset(name, data)]
    # If the truth itself may be wrong by this much, correct and wrong matches cannot be told apart.
    pairs = [pair for pair in pairs if pair.truth_px < CORRECT_PX]
    if not pairs:
        raise InputError(
            "no_data",
            "No pair has a displacement that is known accurately enough.",
            f"It must be known better than to {CORRECT_PX:g} px.",
        )
    return pairs


def halves(pairs: list[ImagePair]) -> tuple[list[ImagePair], list[ImagePair]]:
    """Split the pairs into those that constants are fitted to and those that results are reported for.

    Raises:
        InputError: "too_few_scenes".
    """
    fitted, reported = (share_of_scenes(pairs, held_out) for held_out in (False, True))
    if not reported:
        raise InputError(
            "too_few_scenes",
            f"All {len(pairs)} pairs belong to the scene {pairs[0].scene}, but constants are fitted to one half of the "
            "scenes and results are reported for the other half.",
            "Hold out at least two scenes, or report the present constants: --as-is.",
        )
    return fitted, reported


def collect(matcher: Matcher, pairs: Sequence[ImagePair]) -> list[Outcome]:
    """Match about the same number of windows of each data set, and return the outcomes.

    Raises:
        InputError: "no_windows" if no window fits into any pair.
    """
    outcomes: list[Outcome] = []
    for name in dict.fromkeys(pair.dataset for pair in pairs):
        members = [pair for pair in pairs if pair.dataset == name]
        chosen = np.random.default_rng(0).permutation(len(members))[:MOST_PAIRS]
        members = [members[index] for index in sorted(chosen)]
        outcomes += run_trials(matcher, members, GEOMETRIES, windows_per_pair(len(members)))
    if not outcomes:
        smallest = min(geometry.template + geometry.search for geometry in GEOMETRIES)
        raise InputError(
            "no_windows",
            f"None of the {len(pairs)} pairs has room for a window that contains the true position.",
            f"Hold out images of at least {smallest} px.",
        )
    return outcomes


def windows_per_pair(pairs: int) -> int:
    """Return the number of windows of each geometry to cut from a pair, for a data set of `pairs` pairs."""
    return int(np.clip(round(OUTCOMES_PER_DATASET / (pairs * len(GEOMETRIES))), 1, MOST_WINDOWS))


def write_constants(model: Path | None, calibration: Calibration) -> None:
    """Write the constants into the model file or, if it is None, into the module of the structure matcher.

    Raises:
        InputError: the model file cannot be replaced.
        EngineError: "disk_full".
    """
    if model is None:
        Path(structure_constants.__file__).write_text(constants_source(calibration), encoding="utf-8")
        print(structure_constants.__file__)
        return
    print(f"{model}: the SHA-256 of its content is now {rewrite_calibration(model, calibration).sha256}")


def constants_source(calibration: Calibration) -> str:
    """Return the source code of `model/structure_constants.py` with the constants."""
    body = "".join(f"    {field.name}={getattr(calibration, field.name)!r},\n" for field in fields(calibration))
    head = Path(structure_constants.__file__).read_text(encoding="utf-8").split("STRUCTURE = ")[0]
    return f"{head}STRUCTURE = Calibration(\n{body})\n"


if __name__ == "__main__":
    sys.exit(main())
