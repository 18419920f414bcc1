"""Makes batches of tensors from pairs, in this process or in data-loading processes."""

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
from .child_processes import safe_start
from .order import Draw, Order
from .patches import Sample, cut_sample
from .regions import Region, cut_region
from .settings import WindowSettings

_VIEWS = ("optical", "optical_valid", "sar", "sar_valid")
_TENSORS = (*_VIEWS, "labelled")


@dataclass
class Images:
    """Images cut out of B pairs.

    Attributes:
        optical, sar: float32 (B, 3, S, S) and (B, 3, s, s), values in 0..255.
        optical_valid, sar_valid: bool (B, S, S) and (B, s, s), masks of valid pixels.
        labelled: bool (B,), whether training may use the label.
        keys: keys of the pairs.
    """

    optical: Tensor
    optical_valid: Tensor
    sar: Tensor
    sar_valid: Tensor
    labelled: Tensor
    keys: tuple[str, ...]

    def to(self: SomeImages, device: torch.device) -> SomeImages:
        """Return the batch with its tensors on a device."""
        return replace(self, **{name: getattr(self, name).to(device, non_blocking=True) for name in _TENSORS})

    def unlabelled(self: SomeImages) -> SomeImages:
        """Return the batch with only its unlabelled pairs."""
        kept = (~self.labelled).nonzero().flatten().tolist()
        return self._rows(kept)

    def _rows(self: SomeImages, kept: Sequence[int]) -> SomeImages:
        parts: dict[str, Any] = {name: getattr(self, name)[kept] for name in _TENSORS}
        return replace(self, **parts, keys=tuple(self.keys[number] for number in kept))


SomeImages = TypeVar("SomeImages", bound=Images)


@dataclass
class Batch(Images):
    """A batch of B samples.

    Attributes:
        truth: float32 (B, 2), true offsets (col, row) of the templates in their search windows, px.
    """

    truth: Tensor

    def to(self, device: torch.device) -> Batch:
        return replace(super().to(device), truth=self.truth.to(device, non_blocking=True))

    def _rows(self, kept: Sequence[int]) -> Batch:
        return replace(super()._rows(kept), truth=self.truth[kept])

    def labels(self) -> list[tuple[Tensor, Tensor]]:
        """Return, for each template size, the true offsets (n, 2) and whether training may use them (n,)."""
        return [(self.truth, self.labelled)]

    def corners(self) -> list[Tensor | None]:
        """Return, for each template size, the places (B, K, 2) of templates in their regions; None without regions."""
        return [None]


@dataclass
class RegionBatch(Images):
    """A batch of B regions, with s = S.

    Attributes:
        places: by side of the template: int64 (B, K, 2), corners (col, row) of templates in the SAR image.
        truths: by side of the template: float32 (B, K, 2), their true corners (col, row) in the optical image.
    """

    places: dict[int, Tensor]
    truths: dict[int, Tensor]

    def to(self, device: torch.device) -> RegionBatch:
        """Return the batch with its tensors on a device, except `places`, which are only indices."""
        truths = {side: truth.to(device, non_blocking=True) for side, truth in self.truths.items()}
        return replace(super().to(device), truths=truths)

    def _rows(self, kept: Sequence[int]) -> RegionBatch:
        places, truths = (
            {side: corners[kept] for side, corners in by_side.items()} for by_side in (self.places, self.truths)
        )
        return replace(super()._rows(kept), places=places, truths=truths)

    def corners(self) -> list[Tensor | None]:
        """Return what `Batch.corners` describes."""
        return list(self.places.values())

    def labels(self) -> list[tuple[Tensor, Tensor]]:
        """Return what `Batch.labels` describes, with n = B * K and the templates of the first region first."""
        return [
            (truth.flatten(0, 1), self.labelled.repeat_interleave(truth.shape[1])) for truth in self.truths.values()
        ]


@dataclass(frozen=True)
class Failure:
    """An InputError returned from a data-loading process, where raising it would wrap it in a traceback."""

    code: str
    message: str
    hint: str


def collate(samples: Sequence[Sample]) -> Batch:
    """Make a batch from samples of equal size."""
    return Batch(**_common(samples), truth=torch.tensor([sample.truth for sample in samples], dtype=torch.float32))


def collate_regions(regions: Sequence[Region]) -> RegionBatch:
    """Make a batch from regions of equal size."""
    return RegionBatch(
        **_common(regions),
        places={side: _stack([region.places[side] for region in regions]) for side in regions[0].places},
        truths={side: _stack([region.truths[side] for region in regions]) for side in regions[0].truths},
    )


def _common(cuts: Sequence[Sample] | Sequence[Region]) -> dict[str, Any]:
    return {
        **{name: _stack([getattr(cut, name) for cut in cuts]) for name in _VIEWS},
        "labelled": torch.tensor([cut.labelled for cut in cuts]),
        "keys": tuple(cut.key for cut in cuts),
    }


def _stack(arrays: Sequence[np.ndarray]) -> Tensor:
    return torch.from_numpy(np.stack(arrays))


class CutDataset(Dataset["Sample | Region | Failure"]):
    """Cuts the sample of a draw or, if the configuration has regions, its region."""

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
    failures = [cut for cut in cuts if isinstance(cut, Failure)]
    if failures:
        return failures[0]
    regions = [cut for cut in cuts if isinstance(cut, Region)]
    return collate_regions(regions) if regions else collate([cut for cut in cuts if isinstance(cut, Sample)])


def _ignore_interrupts(worker: int) -> None:
    # Ctrl-C and the end of a job signal all processes of the group, but only the main process may end the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_next_time)


def _end_next_time(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def batches(dataset: CutDataset, plan: Iterable[list[Draw]], workers: int, pin: bool) -> Iterable[Batch | RegionBatch]:
    """Iterate over the plan's batches. `workers` processes make them in advance (0: this process makes them).

    Raises:
        InputError: while iterating, if an image cannot be read.
    """
    loader: DataLoader[Batch | RegionBatch | Failure] = DataLoader(
        dataset,  # type: ignore[arg-type]
        batch_sampler=plan,
        num_workers=workers,
        collate_fn=_collate_or_fail,
        pin_memory=pin,
        worker_init_fn=_ignore_interrupts,
        prefetch_factor=4 if workers else None,
        # A separate generator, so that the loader does not use the random numbers of the run.
        generator=torch.Generator(),
    )
    with safe_start():
        made = iter(loader)
    for batch in made:
        if isinstance(batch, Failure):
            raise InputError(batch.code, batch.message, batch.hint)
        yield batch


def fixed_samples(
    pairs: Sequence[TrainingPair], template: int, shifts: int, augmentation: Augmentation, seed: int
) -> Iterable[Sample]:
    """Cut the windows of every pair, always the same, for validation."""
    for number, pair in enumerate(pairs):
        for cut in range(pair.cuts):
            yield cut_sample(pair, template, shifts, augmentation, np.random.default_rng([seed, template, number, cut]))
