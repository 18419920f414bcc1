"""The model that goes to the trial: the tuned network, and the one before for ground that is not like these scenes.

What is tuned to some scenes forgets others (McCloskey and Cohen 1989), however it is trained; so the weights before
stay in the model, and a gate tells where each answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array
from ..model.gate import fit_gate
from ..model.model_file import load_networks, read_card, read_model, write_model
from ..model.torch_support import choose_device
from ..model.tuned import Before, Parts
from ..names import MODEL_SUFFIX
from ..pairs.training_pairs import TrainingPair
from ..training.appearance import appearances
from ..training.configuration import TrainingConfiguration

CANDIDATE_FILE = f"candidate{MODEL_SUFFIX}"
# Windows that the gate is fitted to, of each block and of all.
_WINDOWS_PER_BLOCK, _MOST_WINDOWS = 8, 400


def write_candidate(
    start: Path, tuned: Path, configuration: TrainingConfiguration, ground: Sequence[TrainingPair]
) -> Path:
    """Write the model beside the training's files.

    A network that was tuned before keeps its earlier ground, and the network that it was first tuned from. One that
    cannot tell its ground (`NetworkConfiguration.knows_its_ground`) has no gate: the tuned network answers everywhere.

    Args:
        start: the model file that `configuration` starts from; `tuned`: the one that its training left.
        ground: blocks that were learned from or watched, each of one cut.

    Raises:
        InputError: an image or a model cannot be read. EngineError: "disk_full".
    """
    card, weights = read_model(tuned)
    parts = Parts(weights)
    if card.configuration.knows_its_ground:
        parts = _gated(parts, start, configuration, ground)
    path = configuration.out / CANDIDATE_FILE
    # Constants of the model before, not fitted to this one; docs/benchmarks/fine-tuning.md says how well they hold.
    constants = read_card(start).calibration
    write_model(path, card.configuration, parts.tensors(), card.name, card.training, constants)
    return path


def _gated(tuned: Parts, start: Path, configuration: TrainingConfiguration, ground: Sequence[TrainingPair]) -> Parts:
    _, networks, earlier = load_networks(start)
    first = networks[-1].to(choose_device(configuration.device))
    count = min(_MOST_WINDOWS, _WINDOWS_PER_BLOCK * len(ground))
    seen, blocks = appearances(first, ground, configuration.windows, count)
    if earlier.before is None:
        known, weights = earlier.seen, earlier.weights
    else:
        known, weights = earlier.before.seen, earlier.before.weights
        seen, blocks = _joined(earlier.seen, seen, blocks)
    return Parts(tuned.weights, seen.astype(np.float16), Before(weights, fit_gate(seen, blocks, known), known))


def _joined(
    earlier: NDArray[np.float16] | None, seen: Float32Array, blocks: NDArray[np.int64]
) -> tuple[Float32Array, NDArray[np.int64]]:
    if earlier is None:
        return seen, blocks
    # Windows of one block follow each other.
    numbers = blocks.max() + 1 + np.arange(len(earlier)) // _WINDOWS_PER_BLOCK
    return np.concatenate([earlier.astype(np.float32), seen]), np.concatenate([numbers, blocks])
