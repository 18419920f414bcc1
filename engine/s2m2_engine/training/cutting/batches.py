"""From pairs to batches of tensors, in this process or others beside it."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from ...errors import InputError
from ...pairs.training_pairs import TrainingPair
from .augmentation import Augmentation
from .order import Draw, Order
from .patches import Sample, cut_sample
from .regions import Region, cut_region
from .settings import WindowSettings

_VIEWS = ("optical", "optical_valid", "sar", "sar_valid")
_TENSORS = (*_VIEWS, "labelled")


@dataclass
class Images:
    """What was cut out of B pairs.

    Attributes:
        optical (B, 3, S, S), sar (B, 3, s, s): float32, 0..255; `optical_valid`, `sar_valid`: bool without the bands.
        labelled: bool (B,).
        keys: of the pairs.
    """

    optical: Tensor
    optical_valid: Tensor
    sar: Tensor
    sar_valid: Tensor
    labelled: Tensor
    keys: tuple[str, ...]

    def to(self: Some, device: torch.device) -> Some:
        """The batch with its tensors on a device."""
        return replace(self, **{name: getattr(self, name).to(device, non_blocking=True) for name in _TENSORS})

    def unlabelled(self: Some) -> Some:
        """Those of the pairs that have no label."""
        kept = (~self.labelled).nonzero().flatten().tolist()
        return self._rows(kept)

    def _rows(self: Some, kept: Sequence[int]) -> Some:
        parts: dict[str, Any] = {name: getattr(self, name)[kept] for name in _TENSORS}
        return replace(self, **parts, keys=tuple(self.keys[number] for number in kept))


Some = TypeVar("Some", bound=Images)


@dataclass
class Batch(Images):
    """B samples.

    Attributes:
        truth: float32 (B, 2), (col, row).
    """

    truth: Tensor

    def to(self, device: torch.device) -> Batch:
        return replace(super().to(device), truth=self.truth.to(device, non_blocking=True))

    def _rows(self, kept: Sequence[int]) -> Batch:
        return replace(super()._rows(kept), truth=self.truth[kept])

    def labels(self) -> list[tuple[Tensor, Tensor]]:
        """Truths (n, 2) and whether they may be used (n,), for each size of template."""
        return [(self.truth, self.labelled)]

    def corners(self) -> list[Tensor | None]:
        """Places (B, K, 2) of templates that share a region, for each size; None where each has its own window."""
        return [None]


@dataclass
class RegionBatch(Images):
    """B regions, s = S.

    Attributes:
        places, truths: by side of the template, int64 and float32 (B, K, 2), (col, row).
    """

    places: dict[int, Tensor]
    truths: dict[int, Tensor]

    def to(self, device: torch.device) -> RegionBatch:
        """`places` stay where they are: they are only indices."""
        truths = {side: truth.to(device, non_blocking=True) for side, truth in self.truths.items()}
        return replace(super().to(device), truths=truths)

    def _rows(self, kept: Sequence[int]) -> RegionBatch:
        places, truths = ({side: one[kept] for side, one in parts.items()} for parts in (self.places, self.truths))
        return replace(super()._rows(kept), places=places, truths=truths)

    def corners(self) -> list[Tensor | None]:
        """As of a `Batch`."""
        return list(self.places.values())

    def labels(self) -> list[tuple[Tensor, Tensor]]:
        """As of a `Batch`; n = B * K, those of the first region first."""
        return [
            (truth.flatten(0, 1), self.labelled.repeat_interleave(truth.shape[1])) for truth in self.truths.values()
        ]


@dataclass(frozen=True)
class Failure:
    """An InputError on its way out of a data-loading process, which would wrap it in a traceback."""

    code: str
    message: str
    hint: str


def collate(samples: Sequence[Sample]) -> Batch:
    """Samples of one size as a batch."""
    return Batch(**_common(samples), truth=torch.tensor([one.truth for one in samples], dtype=torch.float32))


def collate_regions(regions: Sequence[Region]) -> RegionBatch:
    """Regions of one size as a batch."""
    return RegionBatch(
        **_common(regions),
        places={side: _stack([one.places[side] for one in regions]) for side in regions[0].places},
        truths={side: _stack([one.truths[side] for one in regions]) for side in regions[0].truths},
    )


def _common(cuts: Sequence[Sample] | Sequence[Region]) -> dict[str, Any]:
    return {
        **{name: _stack([getattr(one, name) for one in cuts]) for name in _VIEWS},
        "labelled": torch.tensor([one.labelled for one in cuts]),
        "keys": tuple(one.key for one in cuts),
    }


def _stack(arrays: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.stack(arrays))


class CutDataset(Dataset["Sample | Region | Failure"]):
    """Cuts the sample or, where the configuration has regions, the region of a draw."""

    def __init__(self, orders: Mapping[int, Order], windows: WindowSettings, augmentation: Augmentation) -> None:
        self._orders = dict(orders)
        self._windows = windows
        self._augmentation = augmentation

    def __getitem__(self, draw: Draw) -> Sample | Region | Failure:
        order, windows = self._orders[draw.stream], self._windows
        pair, random = order.pair(draw.number), order.random(draw.number)
        try:
            if windows.region:
                return cut_region(pair, windows.region, windows.templates, windows.places, self._augmentation, random)
            return cut_sample(pair, draw.template, windows.shifts, self._augmentation, random)
        except InputError as error:
            return Failure(error.code, error.message, error.hint)


def _collate_or_fail(cuts: Sequence[Sample | Region | Failure]) -> Batch | RegionBatch | Failure:
    failures = [one for one in cuts if isinstance(one, Failure)]
    if failures:
        return failures[0]
    regions = [one for one in cuts if isinstance(one, Region)]
    return collate_regions(regions) if regions else collate([one for one in cuts if isinstance(one, Sample)])


def _deaf_to_interrupts(worker: int) -> None:
    # Ctrl-C and the end of a job reach every process of the group; only the main one may answer, by telling the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_next_time)


def _end_next_time(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def batches(dataset: CutDataset, plan: Iterable[list[Draw]], workers: int, pin: bool) -> Iterable[Batch | RegionBatch]:
    """The plan's batches, made ahead of time by `workers` processes (0: in this one, when asked for).

    Raises:
        InputError: while iterating, of an image that cannot be read.
    """
    loader: DataLoader[Batch | RegionBatch | Failure] = DataLoader(
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
