"""The training loop for supervised training, semi-supervised training and fine-tuning."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import CancelledError, InputError
from ..files import check_output, refuse_replacing
from ..names import CMR_3, LOSS, MODEL_SUFFIX, TRAINING_FILE, VALIDATION_FILE
from ..pairs.refined_labels import with_refined_labels
from ..pairs.sources import training_pairs
from ..pairs.training_pairs import TrainingPair, check_pairs, refuse_leaks
from ..progress import Reporter
from ..scene.raster.sources import refuse_overwriting
from .appearance import record_ground
from .checkpoints import list_checkpoints
from .configuration import TrainingConfiguration
from .curves import Curves, are_curves
from .cutting.batches import CutDataset, batches
from .cutting.order import LABELLED_STREAM, UNLABELLED_STREAM, BatchPlan, Order
from .devices import start_fabric
from .interrupts import noted_interrupts
from .run import CHECKPOINTS, Run

# Share of the progress bar for checking the images.
_CHECKING = 0.02


# Returns the training pairs and the validation pairs.
DataSource = Callable[[TrainingConfiguration, Reporter], tuple[list[TrainingPair], list[TrainingPair]]]


@dataclass(frozen=True)
class TrainingResult:
    """The result of a finished run.

    Attributes:
        model: model file with the best validated weights, or the last weights (see `ValidationSettings.choose`).
        checkpoint: the last checkpoint.
        steps: total number of steps.
        seconds: time of this call.
        best: step and results of the best validation (see `validation.validate`), or None.
        last: results of the last validation in this call; empty without validation.
    """

    model: Path
    checkpoint: Path
    steps: int
    seconds: float
    best: tuple[int, dict[str, float]] | None
    last: dict[str, float]


def train(configuration: TrainingConfiguration, reporter: Reporter | None = None) -> TrainingResult:
    """Train until `schedule.steps`; resume from the newest checkpoint in `out` if there is one.

    Raises:
        InputError: the data, the initial model, the device or a checkpoint cannot be used.
        EngineError: "disk_full" (earlier checkpoints are intact); "not_finite" if the loss is not finite any more.
        CancelledError: stopped by the reporter, Ctrl-C or SIGTERM, after a checkpoint of the last step was written.
    """
    return train_on(configuration, _data, reporter or Reporter(), records_ground=True)


def train_on(
    configuration: TrainingConfiguration, data: DataSource, reporter: Reporter, records_ground: bool = False
) -> TrainingResult:
    """Train as `train` does, on the pairs that `data` returns instead of those that the configuration lists.

    Args:
        records_ground: store the appearance of the training pairs in the model file, for models tuned from it.

    Raises:
        As `train`, and the errors of `data`.
    """
    began = time.monotonic()
    _check_output(configuration)
    fabric = start_fabric(configuration)
    teller = reporter if fabric.is_global_zero else _Silent(reporter)
    with noted_interrupts() as interrupted:
        pairs, held_out = data(configuration, teller)
        _stop_alone(fabric.world_size, teller)
        run = Run(configuration, fabric, pairs, held_out)
        _stop_alone(fabric.world_size, teller)
        if fabric.is_global_zero:
            configuration.out.mkdir(parents=True, exist_ok=True)
            with Curves(configuration.out, run.step) as curves:
                if not curves.has_board:
                    teller.warning(
                        "no_tensorboard", "TensorBoard is not installed: the curves are written as CSV only."
                    )
                _train(run, curves, teller, interrupted)
        else:
            _train(run, None, teller, interrupted)
    checkpoint = run.save()
    model = run.finish_model()
    if records_ground and fabric.is_global_zero:
        record_ground(model, pairs, configuration.windows)
    return TrainingResult(model, checkpoint, run.step, time.monotonic() - began, run.best, run.last)


def _stop_alone(processes: int, reporter: Reporter) -> None:
    """Stop before the first step, which takes seconds to prepare, if the user wants it; processes stop together later.

    Raises:
        CancelledError: the user wants the work to stop.
    """
    if processes == 1:
        reporter.raise_if_cancelled()


def _check_output(configuration: TrainingConfiguration) -> None:
    """Refuse a folder that cannot be written to, and files that would replace an input or what no training wrote.

    Raises:
        InputError: "bad_name", "unwritable_output", "output_is_input" or "folder_in_use".
    """
    check_output(configuration.out)
    inputs = filter(None, (configuration.network.start, configuration.refined_labels))
    model = configuration.out / f"{configuration.name}{MODEL_SUFFIX}"
    refuse_overwriting([model], inputs)
    curves = [configuration.out / name for name in (TRAINING_FILE, VALIDATION_FILE)]
    refuse_replacing(curves, are_curves, "training")
    # A run writes curves before its model; somebody may have removed them since, but not all checkpoints.
    is_run = any(map(are_curves, curves)) or bool(list_checkpoints(configuration.out / CHECKPOINTS))
    refuse_replacing([model], lambda _: is_run, "training")


class _Silent(Reporter):
    """The reporter of all processes but the first: it passes on cancellation but reports nothing."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter

    def is_cancelled(self) -> bool:
        return self._reporter.is_cancelled()


def _data(configuration: TrainingConfiguration, reporter: Reporter) -> tuple[list[TrainingPair], list[TrainingPair]]:
    """List and check the training pairs and the validation pairs."""
    pairs = training_pairs(configuration.data, configuration.seed)
    if configuration.refined_labels is not None:
        pairs = with_refined_labels(pairs, configuration.refined_labels, configuration.doubtful, reporter)
    held_out = training_pairs(configuration.validation.data, configuration.seed)
    refuse_leaks(pairs, held_out)
    schedule = configuration.schedule
    for count, labelled, word in ((schedule.labelled, True, "labelled"), (schedule.unlabelled, False, "unlabelled")):
        if count and not any(pair.labelled is labelled for pair in pairs):
            raise InputError(
                "bad_configuration",
                f"schedule.{word} is {count}, but the data contain no {word} pair.",
                f"Set schedule.{word} = 0, or change data.labels.",
            )

    def progress(done: float) -> None:
        reporter.raise_if_cancelled()
        reporter.progress("reading", _CHECKING * done, "Checking the images")

    check_pairs([*pairs, *held_out], progress)
    return pairs, held_out


def _train(run: Run, curves: Curves | None, reporter: Reporter, interrupted: Callable[[], bool]) -> None:
    """Make the remaining steps; validate, save and report at the intervals of the schedule."""
    configuration, schedule = run.configuration, run.configuration.schedule
    if run.step == 0 and configuration.network.start is not None and run.held_out:
        # The initial weights of fine-tuning are also validated, because they may be the best.
        run.validate(curves)
        if run.last:
            reporter.metric(CMR_3, 0, run.last[CMR_3])
        _stop_alone(run.fabric.world_size, reporter)
    text = ""
    source = iter(batches(_cuts(run), _plan(run), configuration.workers, run.fabric.device.type == "cuda"))
    while not run.is_over():
        values = run.make_step([next(source) for _ in range(schedule.accumulate)])
        done = run.is_over()
        if curves is not None:
            curves.training(run.step, values)
        if run.held_out and (done or run.step % schedule.validate_every == 0):
            run.validate(curves)
            text = f", CMR@3 {run.last[CMR_3]:.1%}" if run.last else ""
            if run.last:
                reporter.metric(CMR_3, run.step, run.last[CMR_3])
        reporter.metric(LOSS, run.step, values[LOSS])
        fraction = _CHECKING + (1 - _CHECKING) * run.fraction()
        count = f"{run.step}" if schedule.minutes else f"{run.step} of {schedule.steps}"
        reporter.progress("training", fraction, f"Step {count}, loss {values[LOSS]:.3f}{text}")
        stop = not done and run.any_process(interrupted() or reporter.is_cancelled())
        if stop or done or run.step % schedule.checkpoint_every == 0:
            run.save()
        if stop:
            raise CancelledError(f"Stopped after step {run.step}.")


def _cuts(run: Run) -> CutDataset:
    seed = run.configuration.seed
    labelled = [pair for pair in run.pairs if pair.labelled]
    unlabelled = [pair for pair in run.pairs if not pair.labelled]
    orders = {
        stream: Order(pairs, seed, stream)
        for stream, pairs in ((LABELLED_STREAM, labelled), (UNLABELLED_STREAM, unlabelled))
        if pairs
    }
    return CutDataset(orders, run.configuration.windows, run.configuration.augmentation)


def _plan(run: Run) -> BatchPlan:
    schedule = run.configuration.schedule
    return BatchPlan(
        schedule.labelled,
        schedule.unlabelled,
        run.configuration.windows.templates,
        run.configuration.seed,
        first=run.step * schedule.accumulate,
        last=schedule.steps * schedule.accumulate,
        rank=run.fabric.global_rank,
        devices=run.fabric.world_size,
    )
