"""How a network is fine-tuned: the training configuration that fits it."""

from __future__ import annotations

from pathlib import Path

from ..model.network.configuration import NetworkConfiguration
from ..names import TRAINING_FOLDER
from ..pairs.settings import DataSettings
from ..training.configuration import (
    NetworkSettings,
    OptimizerSettings,
    ScheduleSettings,
    TrainingConfiguration,
    ValidationSettings,
)
from ..training.cutting.augmentation import Augmentation
from ..training.cutting.settings import WindowSettings
from ..training.loss_settings import LossSettings
from .settings import FineTuneSettings

_AUGMENTATION = Augmentation(
    turns=True, blur=0.15, speckle=0.3, sar_gain_db=2.0, decibel=0.1, gamma=0.4, haze=0.15, grey=0.2, nodata=0.05
)
# More steps than any time allows.
_STEPS = 10_000_000
# So many for each block with a label, but so many at least: longer, a network learns few blocks by heart, and sooner so
# on a faster machine.
_STEPS_PER_BLOCK, _LEAST_STEPS = 200, 1000
# Of a step: pairs whose displacement is known, and others.
LABELLED, UNLABELLED = 2, 1
CHECKPOINTS_KEPT = 2
# One or two watched blocks are too few to choose weights by: what is best there may be worse elsewhere.
_LEAST_WATCHED = 3


def training_configuration(
    settings: FineTuneSettings, start: Path, network: NetworkConfiguration, has_unsure: bool, learned: int, watched: int
) -> TrainingConfiguration:
    """The run that tunes the model file `start`.

    Args:
        has_unsure: whether there are blocks without a label, which pseudo-labels are made of.
        learned: blocks with a label; watched: blocks that are validated with.
    """
    changes = {key: value for key, value in network.to_dict().items() if key != "name"}
    pseudo = 0.3 if has_unsure else 0.0
    return TrainingConfiguration(
        name=settings.name,
        out=settings.out / TRAINING_FOLDER,
        data=(DataSettings("scenes", pairs=tuple((Path(one.sar), Path(one.optical)) for one in settings.pairs)),),
        seed=settings.seed,
        device=settings.device,
        # Statistics of a step's three pairs would not be those that matching goes by.
        network=NetworkSettings(changes=changes, start=start, fixed_norms=network.shares_features),
        windows=windows(network),
        augmentation=_AUGMENTATION,
        losses=LossSettings(
            deep=1.0 if network.has_deep else 0.0,
            shallow=0.35 if network.prior != "none" else 1.0,
            fused=0.65 if network.prior != "none" else 0.0,
            pseudo=pseudo,
            independence=0.1 if network.enhancement != "none" else 0.0,
            label_blur=0.7,
            # Only what the running average is sure of.
            pseudo_teacher="average",
            pseudo_minimum_mass=0.6,
            pseudo_warmup=100,
            pseudo_joint=network.shares_features,
        ),
        optimizer=_optimizer(network),
        schedule=ScheduleSettings(
            steps=_most_steps(network, learned),
            labelled=LABELLED,
            unlabelled=UNLABELLED if has_unsure else 0,
            validate_every=100,
            checkpoint_every=50,
            keep=CHECKPOINTS_KEPT,
            minutes=settings.minutes,
        ),
        validation=ValidationSettings(templates=(64,), choose="best" if watched >= _LEAST_WATCHED else "last"),
    )


def _most_steps(network: NetworkConfiguration, learned: int) -> int:
    """Where weights are drawn back to those that they began with, only the time ends the run."""
    return min(_STEPS, max(_LEAST_STEPS, _STEPS_PER_BLOCK * learned)) if network.knows_its_ground else _STEPS


def _optimizer(network: NetworkConfiguration) -> OptimizerSettings:
    """Without a falling rate: the running average does what it would, whenever the time ends the run."""
    # Where a gate keeps what is tuned to its own ground, nothing need hold the weights back from it.
    gated = network.knows_its_ground
    return OptimizerSettings(
        learning_rate=1e-3 if gated else 3e-4,
        weight_decay=0.0,
        schedule="constant",
        warmup=30,
        clip=1.0,
        average=0.995,
        anchor=0.0 if gated else 0.5,
    )


def windows(network: NetworkConfiguration) -> WindowSettings:
    """What a network is shown at a time."""
    if network.shares_features:
        # The small ones alone, as the default model was trained: it would unlearn to do without surroundings.
        return WindowSettings(templates=(40, 64, 96), region=160, places=4, alone=(40, 64))
    # The paper's networks see a whole window at once.
    return WindowSettings(templates=(64, 96), shifts=64)
