"""What a model file holds beside a network's weights: how its ground looked, and what a tuned network was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .gate import Gate

if TYPE_CHECKING:
    from torch import Tensor

_SEEN, _GATE_WEIGHT, _GATE_BIAS, _BEFORE = "seen", "gate.weight", "gate.bias", "before."


@dataclass(frozen=True)
class Before:
    """The network that another was tuned from, and which ground is the tuned one's.

    Attributes:
        weights: its state dict.
        seen: as of `Parts`, of its own training.
    """

    weights: Mapping[str, Tensor]
    gate: Gate
    seen: NDArray[np.float16] | None = None


@dataclass(frozen=True)
class Parts:
    """The tensors of a model file.

    Attributes:
        weights: the network's state dict.
        seen: float16 (m, n), `S2M2Network.appearance` of m pairs of windows that it was trained on, or tuned to; None
            where nobody has looked. A tuned network's are what the one before saw in them.
        before: None of a network that was not tuned.
    """

    weights: Mapping[str, Tensor]
    seen: NDArray[np.float16] | None = None
    before: Before | None = None

    def tensors(self) -> dict[str, Tensor]:
        """As a model file holds them."""
        import torch

        tensors = dict(self.weights)
        arrays: dict[str, NDArray[Any] | None] = {_SEEN: self.seen}
        if self.before is not None:
            tensors |= {f"{_BEFORE}{key}": value for key, value in self.before.weights.items()}
            arrays[f"{_BEFORE}{_SEEN}"] = self.before.seen
            arrays |= {_GATE_WEIGHT: self.before.gate.weight, _GATE_BIAS: self.before.gate.bias}
        return tensors | {key: torch.from_numpy(value.copy()) for key, value in arrays.items() if value is not None}


def parts_of(tensors: Mapping[str, Tensor]) -> Parts:
    """The inverse of `Parts.tensors`.

    Raises:
        KeyError: a part of what belongs to a tuned network is missing.
    """
    own = {key: value for key, value in tensors.items() if not key.startswith((_BEFORE, "gate."))}
    before = {key.removeprefix(_BEFORE): value for key, value in tensors.items() if key.startswith(_BEFORE)}
    seen, seen_before = _array(own.pop(_SEEN, None)), _array(before.pop(_SEEN, None))
    if not before:
        return Parts(own, seen)
    gate = Gate(np.asarray(tensors[_GATE_WEIGHT]), np.asarray(tensors[_GATE_BIAS]))
    return Parts(own, seen, Before(before, gate, seen_before))


def _array(tensor: Tensor | None) -> NDArray[Any] | None:
    return None if tensor is None else np.asarray(tensor)
