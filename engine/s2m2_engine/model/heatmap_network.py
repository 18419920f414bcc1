"""What a `LearnedMatcher` needs of a trained network, whichever library computes it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from ..arrays import Float32Array, WindowPair
from .network.configuration import NetworkConfiguration
from .network_input import NetworkPair


class HeatmapNetwork(ABC):
    """A trained network that turns prepared images into similarities over shifts.

    Attributes:
        configuration: of the network.
        device: where it computes: "cpu", "cuda:0" ...
        scale: the inverse temperature, for a template of 1 px, that turns its similarities into probabilities; None if
            the network has not learned one.
        batch: how many pairs of one size go through it together.
        threads: how many batches it computes at once.
    """

    configuration: NetworkConfiguration
    device: str
    scale: float | None
    batch: int
    threads: int

    @abstractmethod
    def match_pairs(self, pairs: Sequence[NetworkPair]) -> list[Float32Array]:
        """The similarities (H-h+1, W-w+1) of pairs of windows, all of one size."""

    @abstractmethod
    def match_windows(self, images: NetworkPair, windows: Sequence[WindowPair]) -> Iterator[Float32Array]:
        """The similarities of windows of two images, whose features are computed once.

        The configuration must have `shares_features`.
        """

    @abstractmethod
    def appearance(self, images: NetworkPair) -> Float32Array:
        """The appearance (n,) of the two images to the network; see `S2M2Network.appearance`."""
