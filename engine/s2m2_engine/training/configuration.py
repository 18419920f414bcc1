"""The configuration of a training run: read from a TOML file and checked. docs/training.md explains the keys."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..model.library import MODEL_NAME
from ..model.network.configuration import NetworkConfiguration, preset
from ..pairs.settings import DataSettings
from ..toml import build, read_toml, refuse
from .cutting.augmentation import NO_AUGMENTATION, Augmentation
from .cutting.settings import DEFAULT_WINDOWS, WindowSettings
from .loss_settings import DEFAULT_LOSSES, LossSettings

PRECISIONS = ("float32", "bfloat16", "float16")
SCHEDULES = ("cosine", "constant")
DOUBTFUL_USES = ("keep", "unlabelled")
CHOICES = ("best", "last")
# A run resumes from its checkpoint only if no other setting has changed. The effect of refined labels is part of the
# data's fingerprint, so the location of their file does not matter.
FREE_KEYS = (
    "out",
    "device",
    "workers",
    "refined_labels",
    "doubtful",
    "schedule.checkpoint_every",
    "schedule.keep",
    "schedule.minutes",
    "schedule.validate_every",
    "validation.choose",
)


@dataclass(frozen=True)
class NetworkSettings:
    """The network to train.

    Attributes:
        preset: a preset of `model.network.configuration`.
        changes: settings that differ from the preset.
        start: model file with the initial weights (fine-tuning); None: random weights.
        fixed_norms: batch norms keep the statistics of `start`.
    """

    preset: str = "s2m2"
    changes: Mapping[str, Any] = field(default_factory=dict)
    start: Path | None = None
    fixed_norms: bool = False

    def __post_init__(self) -> None:
        if self.fixed_norms and self.start is None:
            raise refuse("network.fixed_norms", True, "false unless network.start is given")

    def configuration(self) -> NetworkConfiguration:
        """Return the network's configuration.

        Raises:
            InputError: a preset or setting is unknown.
        """
        return NetworkConfiguration.from_dict({**preset(self.preset).to_dict(), **self.changes})


@dataclass(frozen=True)
class OptimizerSettings:
    """The settings of the optimizer, AdamW.

    Attributes:
        learning_rate: highest learning rate.
        schedule: "cosine" falls to a hundredth of the highest rate, "constant" stays.
        warmup: steps over which the learning rate rises to the highest rate.
        clip: largest norm of the gradient; 0: no limit.
        average: decay of the running average of the weights, which is then validated and saved; 0: no average.
        anchor: pull towards the initial weights: each step moves weights back by this share, times the learning rate,
            of their distance; 0: no pull.
    """

    learning_rate: float = 1e-3
    weight_decay: float = 0.1
    schedule: str = "cosine"
    warmup: int = 0
    clip: float = 1.0
    average: float = 0.0
    anchor: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.learning_rate <= 1:
            raise refuse("optimizer.learning_rate", self.learning_rate, "above 0 and at most 1")
        for key in ("weight_decay", "clip", "anchor"):
            if not (math.isfinite(getattr(self, key)) and getattr(self, key) >= 0):
                raise refuse(f"optimizer.{key}", getattr(self, key), "a number of at least 0")
        if self.schedule not in SCHEDULES:
            raise refuse("optimizer.schedule", self.schedule, " or ".join(SCHEDULES))
        if self.warmup < 0:
            raise refuse("optimizer.warmup", self.warmup, "at least 0")
        if not 0 <= self.average < 1:
            raise refuse("optimizer.average", self.average, "at least 0 and below 1")


@dataclass(frozen=True)
class ScheduleSettings:
    """The length of a run, its batches and its checkpoints.

    Attributes:
        steps: number of steps of the optimizer.
        labelled, unlabelled: samples of either kind in a batch of one device; 0 unlabelled: supervised training.
        accumulate: number of batches whose gradients are averaged for one step.
        validate_every, checkpoint_every: intervals in steps; both are also done at the end.
        keep: number of checkpoints to keep.
        minutes: computing time, including earlier calls, after which the run ends before `steps`; 0: no limit.
    """

    steps: int = 10_000
    labelled: int = 1
    unlabelled: int = 0
    accumulate: int = 1
    validate_every: int = 500
    checkpoint_every: int = 500
    keep: int = 2
    minutes: float = 0.0

    def __post_init__(self) -> None:
        for key in ("steps", "accumulate", "validate_every", "checkpoint_every", "keep"):
            if getattr(self, key) < 1:
                raise refuse(f"schedule.{key}", getattr(self, key), "at least 1")
        for key in ("labelled", "unlabelled"):
            if getattr(self, key) < 0:
                raise refuse(f"schedule.{key}", getattr(self, key), "at least 0")
        if not (math.isfinite(self.minutes) and self.minutes >= 0):
            raise refuse("schedule.minutes", self.minutes, "a number of at least 0")
        if not self.labelled + self.unlabelled:
            raise refuse("schedule.labelled", 0, "at least 1 unless unlabelled is")


@dataclass(frozen=True)
class ValidationSettings:
    """The validation of a run.

    Attributes:
        data: labelled pairs that training must not use; empty: no validation.
        templates: sides in px; (): those of training.
        choose: the weights in the model file: those of the "best" validation, or the "last" weights.
    """

    data: tuple[DataSettings, ...] = ()
    templates: tuple[int, ...] = ()
    choose: str = "best"

    def __post_init__(self) -> None:
        if self.choose not in CHOICES:
            raise refuse("validation.choose", self.choose, f"one of {', '.join(CHOICES)}")
        if any(not 16 <= side <= 1024 for side in self.templates):
            raise refuse("validation.templates", list(self.templates), "a list of whole numbers from 16 to 1024")


@dataclass(frozen=True)
class TrainingConfiguration:
    """A training run.

    Attributes:
        name: name of the model.
        out: folder for the model, checkpoints and curves.
        data: training data.
        seed: seed of all random numbers.
        deterministic: use deterministic algorithms, so that a device computes the same each time.
        device: "auto", "cpu", "cuda" or "mps"; torchrun starts processes for several devices.
        precision: "float32", or mixed precision with "bfloat16" or "float16".
        workers: number of processes that cut windows in advance; 0: none.
        refined_labels: file that `studies.refine_labels` wrote; its displacements replace those of `data`.
        doubtful: labels of pairs that this file calls doubtful are removed ("unlabelled") or kept ("keep").
    """

    name: str
    out: Path
    data: tuple[DataSettings, ...]
    seed: int = 0
    device: str = "auto"
    precision: str = "float32"
    deterministic: bool = True
    workers: int = 0
    refined_labels: Path | None = None
    doubtful: str = "unlabelled"
    network: NetworkSettings = NetworkSettings()
    windows: WindowSettings = DEFAULT_WINDOWS
    augmentation: Augmentation = NO_AUGMENTATION
    losses: LossSettings = DEFAULT_LOSSES
    optimizer: OptimizerSettings = OptimizerSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    validation: ValidationSettings = ValidationSettings()

    def __post_init__(self) -> None:
        if not MODEL_NAME.fullmatch(self.name):
            raise refuse("name", self.name, "letters, digits, dots, dashes and underscores only")
        if not self.data:
            raise InputError("bad_configuration", "There is nothing to train on.", "Add a [[data]] table.")
        if self.precision not in PRECISIONS:
            raise refuse("precision", self.precision, " or ".join(PRECISIONS))
        if not 0 <= self.seed < 2**32:
            raise refuse("seed", self.seed, "a whole number from 0 to 4294967295")
        if not 0 <= self.workers <= 64:
            raise refuse("workers", self.workers, "from 0 to 64")
        if self.doubtful not in DOUBTFUL_USES:
            raise refuse("doubtful", self.doubtful, " or ".join(DOUBTFUL_USES))
        self._check_network(self.network.configuration())

    def _check_network(self, network: NetworkConfiguration) -> None:
        losses, sizes = self.losses, (*self.windows.templates, *self.validation.templates)
        if losses.pseudo_teacher == "average" and not self.optimizer.average:
            raise refuse("losses.pseudo_teacher", "average", "self unless optimizer.average is above 0")
        if losses.pseudo_joint and not self.windows.region:
            raise refuse("losses.pseudo_joint", True, "false unless windows.region is set")
        if not self.schedule.labelled and not losses.pseudo:
            raise refuse("schedule.labelled", 0, "at least 1 unless losses.pseudo is above 0")
        labelled = (losses.deep and network.has_deep) or (losses.shallow and network.has_shallow) or losses.fused
        if self.schedule.labelled and not labelled:
            raise refuse("losses.deep, shallow and fused", 0, "above 0 for a level that the network has")
        if network.enhancement == "paper" and any(side % 16 or (side + self.windows.shifts) % 16 for side in sizes):
            raise refuse("windows", sizes, "multiples of 16 for a network with the paper's enhancement")
        if self.windows.region and not network.shares_features:
            raise refuse("windows.region", self.windows.region, "0 for a network whose features depend on the pair")

    def comparable(self) -> dict[str, Any]:
        """Return the settings that change what is learned, flat and as text. A checkpoint must agree with them."""
        # A constant learning rate does not depend on the number of steps, which may then be increased later.
        free = {*FREE_KEYS, "schedule.steps"} if self.optimizer.schedule == "constant" else set(FREE_KEYS)
        return {key: value for key, value in _flat(asdict(self)) if key not in free}


def default_settings() -> dict[str, Any]:
    """Return the settings of `comparable` that have a default, with their defaults."""
    default = TrainingConfiguration("x", Path(), (DataSettings("sen12", root=Path(".")),))
    return {key: value for key, value in default.comparable().items() if key not in ("name", "data")}


def _flat(table: Mapping[str, Any], where: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{where}.{key}" if where else key
        if isinstance(value, Mapping) and value:
            flat.extend(_flat(value, name))
        else:
            flat.append((name, str(value)))
    return flat


def read_configuration(path: Path) -> TrainingConfiguration:
    """Read the configuration of a training run from a TOML file. Relative paths in it are relative to its folder.

    Raises:
        InputError: "no_configuration", "no_toml", "bad_configuration" (with the key), "bad_network".
    """
    return build(TrainingConfiguration, read_toml(path), "", path.parent.resolve())
