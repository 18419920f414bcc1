"""The order in which windows are cut. It depends only on seed and position, so that a run can resume anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ...pairs.training_pairs import TrainingPair

LABELLED_STREAM, UNLABELLED_STREAM, VALIDATION_STREAM = 0, 1, 2
_TEMPLATE_STREAM = 3


@dataclass(frozen=True)
class Draw:
    """What a sample is cut from: position `number` of a stream, with templates of `template` px."""

    stream: int
    number: int
    template: int


class Order:
    """An endless sequence of pairs. Each epoch has its own random order and contains each pair `cuts` times."""

    def __init__(self, pairs: Sequence[TrainingPair], seed: int, stream: int) -> None:
        self._pairs = pairs
        self._seed = seed
        self._stream = stream
        self._index = np.repeat(np.arange(len(pairs)), [pair.cuts for pair in pairs])
        self._epoch = -1
        self._permutation = self._index

    def __len__(self) -> int:
        """Return the number of samples in an epoch."""
        return len(self._index)

    def pair(self, number: int) -> TrainingPair:
        """Return the pair at a position."""
        epoch, place = divmod(number, len(self._index))
        if epoch != self._epoch:
            random = np.random.default_rng([self._seed, self._stream, epoch])
            self._permutation = self._index[random.permutation(len(self._index))]
            self._epoch = epoch
        return self._pairs[int(self._permutation[place])]

    def random(self, number: int) -> np.random.Generator:
        """Return the random generator for everything else about the sample at a position."""
        return np.random.default_rng([self._seed, self._stream, 1, number])


def template_at(templates: Sequence[int], seed: int, micro_step: int) -> int:
    """Return the template size of a batch. It is the same on all devices, so that they need the same time."""
    return int(np.random.default_rng([seed, _TEMPLATE_STREAM, micro_step]).choice(templates))


@dataclass(frozen=True)
class BatchPlan:
    """The distribution of the streams to micro-batches and devices.

    Attributes:
        labelled, unlabelled: samples of either kind in a micro-batch of one device.
        first, last: range of micro-steps, without `last`. A step of the optimizer consists of `accumulate` micro-steps.
        rank, devices: index of this device, and number of devices.
    """

    labelled: int
    unlabelled: int
    templates: tuple[int, ...]
    seed: int
    first: int
    last: int
    rank: int = 0
    devices: int = 1

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[list[Draw]]:
        """Yield, for each micro-step, the samples of this device, labelled samples first."""
        for micro_step in range(self.first, self.last):
            template = template_at(self.templates, self.seed, micro_step)
            turn = micro_step * self.devices + self.rank
            yield [
                Draw(stream, turn * count + number, template)
                for stream, count in ((LABELLED_STREAM, self.labelled), (UNLABELLED_STREAM, self.unlabelled))
                for number in range(count)
            ]
