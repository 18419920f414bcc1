"""Validation: how well a network finds templates in pairs that it is not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from torch import nn

from ..metrics import correct_match_rate, root_mean_square
from ..names import LOSS
from ..pairs.training_pairs import TrainingPair
from .configuration import TrainingConfiguration
from .cutting.augmentation import NO_AUGMENTATION
from .cutting.batches import Batch, collate, fixed_samples
from .cutting.patches import Sample
from .labels import cross_entropy, shallow_label

THRESHOLDS = (1, 2, 3, 5)
_BATCH = 8
# The same windows in every run, whatever its seed, so that runs can be compared.
_SEED = 7


def validation_samples(configuration: TrainingConfiguration, held_out: Sequence[TrainingPair]) -> Iterator[Sample]:
    """Cut the windows that a run with this configuration is validated on."""
    windows = configuration.windows
    for template in configuration.validation.templates or windows.templates:
        yield from fixed_samples(held_out, template, windows.shifts, NO_AUGMENTATION, _SEED)


@torch.no_grad()
def validate(network: nn.Module, samples: Iterable[Sample], device: torch.device, placement: str) -> dict[str, float]:
    """Validate a network on samples, taking the highest cell of the fused heatmap as the result.

    Returns:
        CMR at 1, 2, 3 and 5 px (shares), mean and RMS of the Euclidean error (px), and the mean cross-entropy of the
        fused heatmap (nats).
    """
    was_training = network.training
    network.eval()
    errors, losses = [np.zeros(0)], [np.zeros(0)]
    try:
        for batch in _in_batches(samples):
            moved = batch.to(device)
            output = network(moved.optical, moved.sar, moved.optical_valid, moved.sar_valid)
            rows, cols = output.fused.shape[1:]
            cell = output.fused.flatten(1).argmax(dim=1)
            found = torch.stack([cell % cols, cell // cols], dim=1)
            errors.append((found - moved.truth).norm(dim=1).cpu().numpy())
            label = shallow_label(moved.truth, (rows, cols), placement)
            losses.append(cross_entropy(output.fused_logits, label).cpu().numpy())
    finally:
        network.train(was_training)
    error, loss = np.concatenate(errors), np.concatenate(losses)
    scores = {f"cmr_{threshold}": correct_match_rate(error, threshold) for threshold in THRESHOLDS}
    mean = float(error.mean()) if error.size else float("nan")
    return {
        **scores,
        "mean_error": mean,
        "rms_error": root_mean_square(error),
        LOSS: float(loss.mean()) if loss.size else float("nan"),
    }


def is_better(new: dict[str, float], old: dict[str, float]) -> bool:
    """Compare validations by their loss.

    With some hundred windows the CMR has an uncertainty of two or three per cent, so that the highest CMR of many
    validations would be a matter of luck.
    """
    return new[LOSS] < old[LOSS]


def _in_batches(samples: Iterable[Sample]) -> Iterator[Batch]:
    """Collect consecutive labelled samples of equal size in batches."""
    waiting: list[Sample] = []
    for sample in samples:
        if not sample.labelled:
            continue
        if waiting and (len(waiting) == _BATCH or sample.sar.shape != waiting[0].sar.shape):
            yield collate(waiting)
            waiting = []
        waiting.append(sample)
    if waiting:
        yield collate(waiting)
