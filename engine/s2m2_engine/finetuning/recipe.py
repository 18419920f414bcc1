"""Chooses the training configuration with which a network is fine-tuned."""

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
# This is more steps than any time limit allows.
_STEPS = 10_000_000
# Maximum number of steps for each block with a label, and its lower limit. With more steps, a network overfits to few
# blocks, and a fast machine would reach that point within the time limit.
_STEPS_PER_BLOCK, _LEAST_STEPS = 200, 1000
# Numbers of pairs in a training step: with a label, and without one.
LABELLED, UNLABELLED = 2, 1
CHECKPOINTS_KEPT = 2
# The best weights are chosen on at least so many validation blocks: on fewer, the choice would be chance.
_LEAST_WATCHED = 3


def training_configuration(
    settings: FineTuneSettings, start: Path, network: NetworkConfiguration, has_unsure: bool, learned: int, watched: int
) -> TrainingConfiguration:
    """Return the configuration of the training that tunes the model file `start`.

    Args:
        network: configuration of the network in `start`.
        has_unsure: whether there are blocks without a label, for which pseudo-labels are used.
        learned: number of blocks with a label.
        watched: number of validation blocks.
    """
    changes = {key: value for key, value in network.to_dict().items() if key != "name"}
    pseudo = 0.3 if has_unsure else 0.0
    return TrainingConfiguration(
        name=settings.name,
        out=settings.out / TRAINING_FOLDER,
        data=(DataSettings("scenes", pairs=tuple((Path(one.sar), Path(one.optical)) for one in settings.pairs)),),
        seed=settings.seed,
        device=settings.device,
        # Normalisation statistics of the three pairs of a step would differ from those that matching uses.
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
            # Pseudo-labels are only the confident matches of the running average of the weights.
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
    """Maximum number of steps; only time limits a run in which the weights are regularised towards the base model's."""
    return min(_STEPS, max(_LEAST_STEPS, _STEPS_PER_BLOCK * learned)) if network.knows_its_ground else _STEPS


def _optimizer(network: NetworkConfiguration) -> OptimizerSettings:
    """The learning rate stays constant: the running average of the weights has the effect of a decaying rate, whenever
    the time limit ends the run."""
    # With a gate, the tuned network matches familiar ground only, so its weights need no regularisation (anchor).
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
    """Sizes of the templates and search windows with which a network is trained, px."""
    if network.shares_features:
        # Small templates are also cut without surroundings, as in the training of the default model; otherwise it would
        # lose the ability to match them without.
        return WindowSettings(templates=(40, 64, 96), region=160, places=4, alone=(40, 64))
    # The networks of the paper process a whole search window at once.
    return WindowSettings(templates=(64, 96), shifts=64)
