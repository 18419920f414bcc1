"""The tensors of a model file: the network's weights, its ground's appearance, and the network it was tuned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .gate import Gate

Weights = Mapping[str, NDArray[Any]]  # the state dict of an `S2M2Network`, as arrays
# These names must not change, since users have files that contain them.
_SEEN, _GATE_WEIGHT, _GATE_BIAS, _BASE = "seen", "gate.weight", "gate.bias", "before."


@dataclass(frozen=True)
class BaseNetwork:
    """The network that another one was tuned from, and the gate that decides which of the two answers.

    Attributes:
        weights: its state dict.
        gate: lets in the ground on which the tuned network answers.
        seen: as in `ModelTensors`, from this network's own training.
    """

    weights: Weights
    gate: Gate
    seen: NDArray[np.float16] | None = None


@dataclass(frozen=True)
class ModelTensors:
    """Everything that a model file holds beside its card.

    Attributes:
        weights: the network's state dict.
        seen: float16 (m, n), `S2M2Network.appearance` of m pairs of windows that it was trained on or tuned to; None
            if it was not recorded. For a tuned network, the base network has computed them.
        base: the network that it was tuned from; None if it was not tuned.
    """

    weights: Weights
    seen: NDArray[np.float16] | None = None
    base: BaseNetwork | None = None

    @property
    def networks(self) -> list[Weights]:
        """The weights of the network, followed by those of its base network if it was tuned."""
        return [self.weights] if self.base is None else [self.weights, self.base.weights]

    def to_dict(self) -> dict[str, NDArray[Any]]:
        """The tensors by the names that a model file gives them."""
        tensors = dict(self.weights)
        arrays: dict[str, NDArray[Any] | None] = {_SEEN: self.seen}
        if self.base is not None:
            tensors |= {f"{_BASE}{key}": value for key, value in self.base.weights.items()}
            arrays[f"{_BASE}{_SEEN}"] = self.base.seen
            arrays |= {_GATE_WEIGHT: self.base.gate.weight, _GATE_BIAS: self.base.gate.bias}
        return tensors | {key: value for key, value in arrays.items() if value is not None}

    @classmethod
    def from_dict(cls, tensors: Mapping[str, NDArray[Any]]) -> ModelTensors:
        """Rebuild the object from what `to_dict` returned.

        Raises:
            KeyError: the gate of a tuned network is missing.
        """
        own = {key: value for key, value in tensors.items() if not key.startswith((_BASE, "gate."))}
        base = {key.removeprefix(_BASE): value for key, value in tensors.items() if key.startswith(_BASE)}
        seen, seen_by_base = own.pop(_SEEN, None), base.pop(_SEEN, None)
        if not base:
            return cls(own, seen)
        return cls(own, seen, BaseNetwork(base, Gate(tensors[_GATE_WEIGHT], tensors[_GATE_BIAS]), seen_by_base))
