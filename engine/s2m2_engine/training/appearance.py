"""How training pairs look to a network: by that a model tells its own ground from other (`model.gate`)."""

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

# Windows of its training pairs that a model remembers: for each of the gate's centres a few dozen.
_REMEMBERED = 256
# As scenes are matched; where training has other sizes, the nearest one.
_TEMPLATE = 64
_SEED = 11


def record_ground(model: Path, pairs: Sequence[TrainingPair], windows: WindowSettings) -> None:
    """Have a model file hold how the pairs look that it was trained on; nothing where its network cannot tell.

    Raises:
        InputError: as `appearances`, or the file cannot be written. EngineError: "disk_full".
    """
    card, network = load_network(model)
    if card.configuration.knows_its_ground and pairs:
        seen, _ = appearances(network, pairs, windows, _REMEMBERED)
        rewrite_seen(model, seen.astype(np.float16))


@torch.no_grad()
def appearances(
    network: S2M2Network, pairs: Sequence[TrainingPair], windows: WindowSettings, count: int
) -> tuple[Float32Array, NDArray[np.int64]]:
    """Vectors (count, n) of as many windows, and (count,) the number of the pair that each was cut from.

    Pairs are taken as often as training takes them, by their `cuts`, and always at the same places.

    Args:
        network: that `knows_its_ground`, in evaluation mode.

    Raises:
        InputError: an image cannot be read, or is smaller than training's windows.
    """
    template = min(windows.templates, key=lambda side: abs(side - _TEMPLATE))
    ends = np.cumsum([pair.cuts for pair in pairs])
    numbers = np.searchsorted(ends, (np.arange(count) + 0.5) * ends[-1] / count)
    device = next(network.parameters()).device
    vectors = []
    for draw, number in enumerate(numbers.tolist()):
        random = np.random.default_rng([_SEED, draw])
        sample = cut_sample(pairs[number], template, windows.shifts, NO_AUGMENTATION, random)
        images = (sample.optical, sample.sar, sample.optical_valid, sample.sar_valid)
        vectors.append(network.appearance(*(torch.from_numpy(one)[None].to(device) for one in images))[0].cpu().numpy())
    return np.stack(vectors), numbers.astype(np.int64)
