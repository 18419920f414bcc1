"""Appearance vectors of training pairs, by which a model recognises ground like its training ground (`model.gate`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from ..arrays import Float32Array
from ..model.model_file import load_network, rewrite_seen
from ..model.network.s2m2 import S2M2Network
from ..pairs.training_pairs import TrainingPair
from .cutting.augmentation import NO_AUGMENTATION
from .cutting.patches import cut_sample
from .cutting.settings import WindowSettings

# Number of windows whose vectors a model file stores: a few dozen for each of the gate's centres.
_STORED_WINDOWS = 256
# Usual template side when scenes are matched. If training uses other sizes, the nearest size is taken.
_TEMPLATE = 64
_SEED = 11


def record_ground(model: Path, pairs: Sequence[TrainingPair], windows: WindowSettings) -> None:
    """Store the appearance vectors of the training pairs in a model file, if its network has such vectors.

    Raises:
        InputError: as `appearances`, or the file cannot be written.
        EngineError: "disk_full".
    """
    card, network = load_network(model)
    if card.configuration.knows_its_ground and pairs:
        seen, _ = appearances(network, pairs, windows, _STORED_WINDOWS)
        rewrite_seen(model, seen.astype(np.float16))


@torch.no_grad()
def appearances(
    network: S2M2Network, pairs: Sequence[TrainingPair], windows: WindowSettings, count: int
) -> tuple[Float32Array, NDArray[np.int64]]:
    """Compute the appearance vectors (count, n) of windows, and the index (count,) of the pair of each window.

    Pairs occur as often as in training, by their `cuts`. The places are always the same.

    Args:
        network: a network that `knows_its_ground`, in evaluation mode.

    Raises:
        InputError: an image cannot be read or is smaller than the training windows.
    """
    template = min(windows.templates, key=lambda side: abs(side - _TEMPLATE))
    ends = np.cumsum([pair.cuts for pair in pairs])
    numbers = np.searchsorted(ends, (np.arange(count) + 0.5) * ends[-1] / count)
    device = next(network.parameters()).device
    vectors = []
    for draw, number in enumerate(numbers.tolist()):
        random = np.random.default_rng([_SEED, draw])
        sample = cut_sample(pairs[number], template, windows.shifts, NO_AUGMENTATION, random)
        arrays = (sample.optical, sample.sar, sample.optical_valid, sample.sar_valid)
        inputs = (torch.from_numpy(array)[None].to(device) for array in arrays)
        vectors.append(network.appearance(*inputs)[0].cpu().numpy())
    return np.stack(vectors), numbers.astype(np.int64)
