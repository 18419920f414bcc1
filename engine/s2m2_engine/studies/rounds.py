"""Trains in rounds: each round refines the labels with the best matcher so far, trains a model and calibrates it.

    python -m s2m2_engine.studies.rounds CONFIG.toml [--rounds 2] [--first NAME ...] [--steps N] [--rate R]

The structure matcher refines the labels of the first round. In later rounds the model of the previous round refines
them, and training starts from its weights. Every round has a folder below the configuration's `out`. Existing results
are not computed again and training resumes from its checkpoint, so the command may be stopped and started again. It
prints the summary of each refinement, the best validation, and the calibration on held-out pairs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..evaluation import calibration
from ..files import partial_file
from ..model.model_file import read_card
from ..model.registry import load_matcher
from ..names import CMR_3, LOSS, MODEL_SUFFIX
from ..progress import Reporter
from ..terminal import TerminalReporter, module_status
from ..training.configuration import TrainingConfiguration, read_configuration
from ..training.label_refinement import RefinementSettings
from ..training.loop import train
from .refine_labels import refine_into

LABELS_FILE = "labels.json"


@dataclass(frozen=True)
class RoundSettings:
    """The settings from the command line.

    Attributes:
        count: number of rounds.
        first: data sets whose labels the first round refines; empty: all. Later rounds refine all.
        steps: training steps of the rounds after the first; None: as in the configuration.
        rate: learning rate of the rounds after the first; None: as in the configuration.
    """

    count: int = 2
    first: tuple[str, ...] = ()
    steps: int | None = None
    rate: float | None = None


def round_configuration(
    base: TrainingConfiguration, rounds: RoundSettings, number: int, previous: Path | None
) -> TrainingConfiguration:
    """Make the configuration of round `number` (from 1); `previous` is the model of the previous round, or None."""
    folder = base.out / f"round-{number}"
    configuration = replace(base, out=folder, refined_labels=folder / LABELS_FILE)
    if previous is None:
        return configuration
    optimizer, schedule = base.optimizer, base.schedule
    return replace(
        configuration,
        network=replace(base.network, start=previous),
        optimizer=optimizer if rounds.rate is None else replace(optimizer, learning_rate=rounds.rate),
        schedule=schedule if rounds.steps is None else replace(schedule, steps=rounds.steps),
    )


def train_in_rounds(path: Path, rounds: RoundSettings, reporter: Reporter) -> Path:
    """Run all rounds of the configuration at `path`; returns the path of the last model in the configuration's `out`.

    Raises:
        InputError: "bad_rounds"; as `read_configuration`, `refine_labels` and `train`.
        EngineError, CancelledError: as `train`.
    """
    if rounds.count < 1:
        raise InputError("bad_rounds", f"There cannot be {rounds.count} rounds.", "Give 1 or more.")
    base = read_configuration(path)
    model: Path | None = None
    labels: Path | None = None
    for number in range(1, rounds.count + 1):
        print(f"\n## Round {number}\n", flush=True)
        configuration = round_configuration(base, rounds, number, model)
        with_old_labels = replace(base, refined_labels=labels)
        labels = configuration.out / LABELS_FILE
        if model is None:
            _refine(with_old_labels, "structure", labels, reporter, rounds.first)
        else:
            _refine(with_old_labels, str(model), labels, reporter)
        model = _train(configuration, path, reporter)
    assert model is not None
    final = base.out / f"{base.name}{MODEL_SUFFIX}"
    with partial_file(final) as partial:
        shutil.copyfile(model, partial)
    print(f"\n{final}")
    return final


def _refine(
    configuration: TrainingConfiguration, model: str, labels: Path, reporter: Reporter, sets: Sequence[str] = ()
) -> None:
    """Refine the labels of `configuration` into the file `labels`, unless it exists."""
    if labels.exists():
        print(f"The labels exist already: {labels}")
        return
    labels.parent.mkdir(parents=True, exist_ok=True)
    matcher = load_matcher(model, configuration.device)
    refine_into(labels, configuration, matcher, RefinementSettings(), reporter, sets)


def _train(configuration: TrainingConfiguration, path: Path, reporter: Reporter) -> Path:
    model = configuration.out / f"{configuration.name}{MODEL_SUFFIX}"
    if model.exists() and read_card(model).calibration is not None:
        print(f"The model exists already: {model}")
        return model
    done = train(configuration, reporter)
    if done.best is not None:
        step, figures = done.best
        print(f"\nStep {step}, the best of {done.steps}: {CMR_3} {figures[CMR_3]:.1%}, loss {figures[LOSS]:.3f}\n")
    status = calibration.main(
        ["--model", str(done.model), "--held-out", str(path), "--out", str(configuration.out), "--write"]
    )
    if status:
        raise InputError(
            "not_calibrated",
            f"{done.model} could not be calibrated.",
            "Solve the problem that is reported above, and run the command again.",
        )
    return done.model


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return an exit status like those of `s2m2`."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.rounds",
        description="Refine labels, train and calibrate, in several rounds.",
    )
    parser.add_argument("configuration", type=Path, metavar="CONFIG", help="TOML file; see docs/training.md")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="number of rounds (2)")
    parser.add_argument(
        "--first", action="append", default=[], metavar="NAME", help="data set to refine in round 1; default: all"
    )
    parser.add_argument(
        "--steps", type=int, metavar="N", help="steps of the later rounds; default: the configuration's"
    )
    parser.add_argument("--rate", type=float, metavar="R", help="learning rate of the later rounds")
    options = parser.parse_args(arguments)
    rounds = RoundSettings(options.rounds, tuple(options.first), options.steps, options.rate)

    def work() -> None:
        train_in_rounds(options.configuration, rounds, TerminalReporter())

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
