"""Train in rounds: refine the labels by what is known so far, train, calibrate, and again with the better model.

    python -m s2m2_engine.studies.rounds CONFIG.toml [--rounds 2] [--first NAME ...] [--steps N] [--rate R]

The first round's labels are refined by `structure`, those of each later round by the model of the round before, whose
weights it begins with, too. Every round has its folder below the configuration's `out`. What is there already is not
done again, and a training goes on from its checkpoint, so the command may be stopped and given again. It prints what
each refinement brought, the best validation, and the calibration on pairs that neither training nor fit has seen.
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
class Rounds:
    """What the command line sets.

    Attributes:
        count: of rounds.
        first: data sets whose labels `structure` refines in the first round; empty: all. Later rounds refine all.
        steps, rate: of the rounds after the first; None: as the configuration has them.
    """

    count: int = 2
    first: tuple[str, ...] = ()
    steps: int | None = None
    rate: float | None = None


def round_configuration(
    base: TrainingConfiguration, rounds: Rounds, number: int, before: Path | None
) -> TrainingConfiguration:
    """Of round `number`, from 1 on; `before`: the model of the round before, None in the first."""
    folder = base.out / f"round-{number}"
    configuration = replace(base, out=folder, refined_labels=folder / LABELS_FILE)
    if before is None:
        return configuration
    optimizer, schedule = base.optimizer, base.schedule
    return replace(
        configuration,
        network=replace(base.network, start=before),
        optimizer=optimizer if rounds.rate is None else replace(optimizer, learning_rate=rounds.rate),
        schedule=schedule if rounds.steps is None else replace(schedule, steps=rounds.steps),
    )


def train_in_rounds(path: Path, rounds: Rounds, reporter: Reporter) -> Path:
    """All rounds of the configuration at `path`; returns the last model, calibrated, in the configuration's `out`.

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
        before = replace(base, refined_labels=labels)
        labels = configuration.out / LABELS_FILE
        if model is None:
            _refine(before, "structure", labels, reporter, rounds.first)
        else:
            _refine(before, str(model), labels, reporter)
        model = _train(configuration, path, reporter)
    assert model is not None
    final = base.out / f"{base.name}{MODEL_SUFFIX}"
    with partial_file(final) as partial:
        shutil.copyfile(model, partial)
    print(f"\n{final}")
    return final


def _refine(
    before: TrainingConfiguration, model: str, labels: Path, reporter: Reporter, sets: Sequence[str] = ()
) -> None:
    """Refine what `before` has, unless that was done."""
    if labels.exists():
        print(f"The labels are there: {labels}")
        return
    labels.parent.mkdir(parents=True, exist_ok=True)
    refine_into(labels, before, load_matcher(model, before.device), RefinementSettings(), reporter, sets)


def _train(configuration: TrainingConfiguration, path: Path, reporter: Reporter) -> Path:
    model = configuration.out / f"{configuration.name}{MODEL_SUFFIX}"
    if model.exists() and read_card(model).calibration is not None:
        print(f"The model is there: {model}")
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
            "Mend what was said above, and give the command again.",
        )
    return done.model


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; exit statuses as `s2m2`'s."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.rounds", description="Refine labels, train, calibrate; and again."
    )
    parser.add_argument("configuration", type=Path, metavar="CONFIG", help="TOML file; see docs/training.md")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="how often (2)")
    parser.add_argument(
        "--first", action="append", default=[], metavar="NAME", help="data set that structure refines; default: all"
    )
    parser.add_argument("--steps", type=int, metavar="N", help="of the later rounds; default: as the configuration's")
    parser.add_argument("--rate", type=float, metavar="R", help="learning rate of the later rounds")
    options = parser.parse_args(arguments)
    rounds = Rounds(options.rounds, tuple(options.first), options.steps, options.rate)

    def work() -> None:
        train_in_rounds(options.configuration, rounds, TerminalReporter())

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
