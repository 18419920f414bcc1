"""Writes the model that is compared in the trial: the tuned network, and its base network for unfamiliar ground.

A network that is tuned to some scenes forgets others (McCloskey and Cohen 1989), however it is trained. Therefore the
base network's weights stay in the model, and a gate decides which of the two networks matches a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array
from ..model.gate import fit_gate
from ..model.model_file import load_networks, read_card, read_model, write_model
from ..model.model_tensors import BaseNetwork, ModelTensors
from ..model.torch_support import choose_device
from ..names import MODEL_SUFFIX
from ..pairs.training_pairs import TrainingPair
from ..training.appearance import appearances
from ..training.configuration import TrainingConfiguration

CANDIDATE_FILE = f"candidate{MODEL_SUFFIX}"
# Numbers of windows that the gate is fitted to: for each block, and at most in total.
_WINDOWS_PER_BLOCK, _MOST_WINDOWS = 8, 400


def write_candidate(
    start: Path, tuned: Path, configuration: TrainingConfiguration, ground: Sequence[TrainingPair]
) -> Path:
    """Write the model into the folder of the training and return its path.

    If the base model was itself tuned, the new model keeps the appearances of its earlier ground and the network that
    it was first tuned from. A network that cannot recognise its ground (`NetworkConfiguration.knows_its_ground`) gets
    no gate: the tuned network matches everywhere.

    Args:
        start: the model file that `configuration` starts from.
        tuned: the model file that the training wrote.
        ground: blocks of the training and validation sets, each with one cut.

    Raises:
        InputError: an image or a model cannot be read.
        EngineError: "disk_full".
    """
    card, weights = read_model(tuned)
    tensors = ModelTensors(weights)
    if card.configuration.knows_its_ground:
        tensors = _gated(tensors, start, configuration, ground)
    path = configuration.out / CANDIDATE_FILE
    # They were fitted to the base model, not to this one; docs/benchmarks/fine-tuning.md says how well they fit.
    constants = read_card(start).calibration
    write_model(path, card.configuration, tensors.to_dict(), card.name, card.training, constants)
    return path


def _gated(
    tuned: ModelTensors, start: Path, configuration: TrainingConfiguration, ground: Sequence[TrainingPair]
) -> ModelTensors:
    """The tuned network's weights with a gate, and with the base network that matches where the gate is closed."""
    _, networks, earlier = load_networks(start)
    base = networks[-1].to(choose_device(configuration.device))
    count = min(_MOST_WINDOWS, _WINDOWS_PER_BLOCK * len(ground))
    seen, blocks = appearances(base, ground, configuration.windows, count)
    if earlier.base is None:
        seen_by_base, weights = earlier.seen, earlier.weights
    else:
        seen_by_base, weights = earlier.base.seen, earlier.base.weights
        seen, blocks = _joined(earlier.seen, seen, blocks)
    gate = fit_gate(seen, blocks, seen_by_base)
    return ModelTensors(tuned.weights, seen.astype(np.float16), BaseNetwork(weights, gate, seen_by_base))


def _joined(
    earlier: NDArray[np.float16] | None, seen: Float32Array, blocks: NDArray[np.int64]
) -> tuple[Float32Array, NDArray[np.int64]]:
    if earlier is None:
        return seen, blocks
    # Windows of one block follow each other.
    numbers = blocks.max() + 1 + np.arange(len(earlier)) // _WINDOWS_PER_BLOCK
    return np.concatenate([earlier.astype(np.float32), seen]), np.concatenate([numbers, blocks])
