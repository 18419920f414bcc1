"""From pairs to batches of tensors, in this process or others beside it."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from ...errors import InputError
from ..augmentation import Augmentation
from .order import Draw, Order
from .pairs import TrainingPair
from .patches import Sample, cut_sample


@dataclass
class Batch:
    """B samples.

    Attributes:
        optical (B, 3, S, S), sar (B, 3, s, s): float32, 0..255; `optical_valid`, `sar_valid`: bool without the bands.
        truth: float32 (B, 2), (col, row).
        labelled: bool (B,).
        keys: of the pairs.
    """

    optical: Tensor
    optical_valid: Tensor
    sar: Tensor
    sar_valid: Tensor
    truth: Tensor
    labelled: Tensor
    keys: tuple[str, ...]

    def to(self, device: torch.device) -> Batch:
        """The batch with its tensors on a device."""
        return Batch(
            self.optical.to(device, non_blocking=True),
            self.optical_valid.to(device, non_blocking=True),
            self.sar.to(device, non_blocking=True),
            self.sar_valid.to(device, non_blocking=True),
            self.truth.to(device, non_blocking=True),
            self.labelled.to(device, non_blocking=True),
            self.keys,
        )


@dataclass(frozen=True)
class Failure:
    """An InputError on its way out of a data-loading process, which would wrap it in a traceback."""

    code: str
    message: str
    hint: str


def collate(samples: Sequence[Sample]) -> Batch:
    """Samples of one size as a batch."""
    return Batch(
        optical=_stack([one.optical for one in samples]),
        optical_valid=_stack([one.optical_valid for one in samples]),
        sar=_stack([one.sar for one in samples]),
        sar_valid=_stack([one.sar_valid for one in samples]),
        truth=torch.tensor([one.truth for one in samples], dtype=torch.float32),
        labelled=torch.tensor([one.labelled for one in samples]),
        keys=tuple(one.key for one in samples),
    )


def _stack(arrays: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.stack(arrays))


class CutDataset(Dataset["Sample | Failure"]):
    """Cuts the sample of a draw."""

    def __init__(self, orders: Mapping[int, Order], shifts: int, augmentation: Augmentation) -> None:
        self._orders = dict(orders)
        self._shifts = shifts
        self._augmentation = augmentation

    def __getitem__(self, draw: Draw) -> Sample | Failure:
        order = self._orders[draw.stream]
        try:
            return cut_sample(
                order.pair(draw.number), draw.template, self._shifts, self._augmentation, order.random(draw.number)
            )
        except InputError as error:
            return Failure(error.code, error.message, error.hint)


def _collate_or_fail(samples: Sequence[Sample | Failure]) -> Batch | Failure:
    failures = [one for one in samples if isinstance(one, Failure)]
    return failures[0] if failures else collate([one for one in samples if isinstance(one, Sample)])


def _deaf_to_interrupts(worker: int) -> None:
    # Ctrl-C and the end of a job reach every process of the group; only the main one may answer, by telling the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_next_time)


def _end_next_time(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def batches(dataset: CutDataset, plan: Iterable[list[Draw]], workers: int, pin: bool) -> Iterable[Batch]:
    """The plan's batches, made ahead of time by `workers` processes (0: in this one, when asked for).

    Raises:
        InputError: while iterating, of an image that cannot be read.
    """
    loader: DataLoader[Batch | Failure] = DataLoader(
        dataset,  # type: ignore[arg-type]
        batch_sampler=plan,
        num_workers=workers,
        collate_fn=_collate_or_fail,
        pin_memory=pin,
        worker_init_fn=_deaf_to_interrupts,
        prefetch_factor=4 if workers else None,
        # Its own, so that making a loader does not draw from the run's random numbers.
        generator=torch.Generator(),
    )
    for batch in loader:
        if isinstance(batch, Failure):
            raise InputError(batch.code, batch.message, batch.hint)
        yield batch


def fixed_samples(
    pairs: Sequence[TrainingPair], template: int, shifts: int, augmentation: Augmentation, seed: int
) -> Iterable[Sample]:
    """Every pair's cuts, the same each time: what validation looks at."""
    for number, pair in enumerate(pairs):
        for cut in range(pair.cuts):
            yield cut_sample(pair, template, shifts, augmentation, np.random.default_rng([seed, template, number, cut]))
