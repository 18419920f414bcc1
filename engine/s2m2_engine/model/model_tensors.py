"""The tensors of a model file: the network's weights, how its ground looks, and the network that it was tuned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .gate import Gate

if TYPE_CHECKING:
    from torch import Tensor

# The names in the file are fixed, since users have files with them.
_SEEN, _GATE_WEIGHT, _GATE_BIAS, _BASE = "seen", "gate.weight", "gate.bias", "before."


@dataclass(frozen=True)
class BaseNetwork:
    """The network that another was tuned from, and the gate that tells which of the two answers.

    Attributes:
        weights: its state dict.
        seen: as in `ModelTensors`, of its own training.
    """

    weights: Mapping[str, Tensor]
    gate: Gate
    seen: NDArray[np.float16] | None = None


@dataclass(frozen=True)
class ModelTensors:
    """All that a model file holds beside its card.

    Attributes:
        weights: the network's state dict.
        seen: float16 (m, n), `S2M2Network.appearance` of m pairs of windows that it was trained on, or tuned to; None
            where nobody has looked. For a tuned network, it is the base network that looked at them.
        base: None for a network that was not tuned.
    """

    weights: Mapping[str, Tensor]
    seen: NDArray[np.float16] | None = None
    base: BaseNetwork | None = None

    def to_dict(self) -> dict[str, Tensor]:
        """As a model file holds them, by name."""
        import torch

        tensors = dict(self.weights)
        arrays: dict[str, NDArray[Any] | None] = {_SEEN: self.seen}
        if self.base is not None:
            tensors |= {f"{_BASE}{key}": value for key, value in self.base.weights.items()}
            arrays[f"{_BASE}{_SEEN}"] = self.base.seen
            arrays |= {_GATE_WEIGHT: self.base.gate.weight, _GATE_BIAS: self.base.gate.bias}
        return tensors | {key: torch.from_numpy(value.copy()) for key, value in arrays.items() if value is not None}

    @classmethod
    def from_dict(cls, tensors: Mapping[str, Tensor]) -> ModelTensors:
        """The inverse of `to_dict`.

        Raises:
            KeyError: a tuned network's gate is missing.
        """
        own = {key: value for key, value in tensors.items() if not key.startswith((_BASE, "gate."))}
        base = {key.removeprefix(_BASE): value for key, value in tensors.items() if key.startswith(_BASE)}
        seen, seen_by_base = _array(own.pop(_SEEN, None)), _array(base.pop(_SEEN, None))
        if not base:
            return cls(own, seen)
        gate = Gate(np.asarray(tensors[_GATE_WEIGHT]), np.asarray(tensors[_GATE_BIAS]))
        return cls(own, seen, BaseNetwork(base, gate, seen_by_base))


def _array(tensor: Tensor | None) -> NDArray[Any] | None:
    return None if tensor is None else np.asarray(tensor)
