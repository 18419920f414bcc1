"""Simulated pairs with known truth. The network is trained on some of them together with the user's scenes (rehearsal),
so that it forgets less; others measure how much it has forgotten."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..arrays import Float32Array, Window
from ..pairs.folders import ALIGNED, Displacement
from ..pairs.training_pairs import PairImages
from ..simulation.sample import OPTICAL_PIXEL_M, simulate

_SIDE = 320
_REHEARSED, _CHECKED = range(100, 108), range(200, 212)


class SimulatedPair(PairImages):
    """Aligned SAR and optical images of a procedural landscape, in memory; they are rendered at the first reading."""

    def __init__(self, seed: int, displacement: Displacement = ALIGNED) -> None:
        self._seed = seed
        self._displacement = displacement
        self._bands: tuple[Float32Array, Float32Array] | None = None
        self.key = f"simulated:{seed}"
        self.scene = self.key

    @property
    def files(self) -> tuple[Path, Path]:
        raise TypeError("A simulated pair has no files.")

    def core(self) -> Window:
        return Window(0, 0, _SIDE, _SIDE)

    def bounds(self) -> Window:
        return self.core()

    @property
    def displacement(self) -> Displacement:
        return self._displacement

    def with_displacement(self, displacement: Displacement) -> SimulatedPair:
        return SimulatedPair(self._seed, displacement)

    def read_optical(self, window: Window) -> Float32Array:
        return self._images()[0][(..., *window.slices)].copy()

    def read_sar(self, window: Window) -> Float32Array:
        return self._images()[1][(..., *window.slices)].copy()

    def check(self, decode: bool) -> None:
        """Do nothing: a simulated pair has no files that could be missing."""

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_bands": None}

    def _images(self) -> tuple[Float32Array, Float32Array]:
        if self._bands is None:
            pair = simulate(_SIDE, self._seed, sar_pixel_m=OPTICAL_PIXEL_M, sar_offset=(0.0, 0.0))
            sar = pair.sar.astype(np.float32)
            bright = float(np.percentile(sar, 99.5)) or 1.0
            self._bands = pair.optical.astype(np.float32), np.clip(sar * (255 / bright), 0, 255)[None]
        return self._bands


def rehearsed_pairs() -> list[PairImages]:
    """Return simulated pairs that are added to the user's scenes in training."""
    return [SimulatedPair(seed) for seed in _REHEARSED]


def checked_pairs() -> list[PairImages]:
    """Return the simulated pairs of the check set, on which no model is trained and every tuned model is tested."""
    return [SimulatedPair(seed) for seed in _CHECKED]
