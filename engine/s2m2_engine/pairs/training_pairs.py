"""Pairs of one SAR and one optical image that windows are cut from: what all data sets come down to."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from ..arrays import Float32Array, Float64Array, Window
from ..errors import InputError
from .folders import Displacement

Item = TypeVar("Item")

# Pairs that are decoded whole before training starts; of larger data sets as many, evenly spread.
DECODED_PAIRS = 4000


class PairImages(ABC):
    """The pixels of one pair. Picklable: data-loading processes get copies, and open files anew.

    Attributes:
        key: names the pair in messages, manifests and fingerprints; unique in a data set.
        scene: what must stay together when data are split.
    """

    key: str
    scene: str

    @property
    @abstractmethod
    def files(self) -> tuple[Path, Path]:
        """The SAR and the optical image."""

    @abstractmethod
    def core(self) -> Window:
        """Where in pair coordinates SAR templates may lie."""

    @abstractmethod
    def bounds(self) -> Window:
        """Where in pair coordinates there are optical pixels."""

    def shift_at(self, col: float, row: float) -> Float64Array:
        """Known displacement (dx, dy) in pixels: the SAR pixel (col, row) lies at optical pixel (col, row) + shift."""
        core = self.core()
        half = core.width / 2
        terms = np.array([1.0, (col - core.col - half) / half, (row - core.row - half) / half])
        shift: Float64Array = np.asarray(self.displacement, dtype=np.float64) @ terms
        return shift

    @property
    @abstractmethod
    def displacement(self) -> Displacement:
        """Coefficients of `shift_at`, as `ImagePair.displacement`, its centre and half width those of the core."""

    @abstractmethod
    def with_displacement(self, displacement: Displacement) -> PairImages:
        """The same images with another known displacement."""

    @abstractmethod
    def read_optical(self, window: Window) -> Float32Array:
        """(bands, rows, cols) of 0..255, NaN = nodata. The window lies inside `bounds`."""

    @abstractmethod
    def read_sar(self, window: Window) -> Float32Array:
        """(bands, rows, cols) of 0..255, NaN = nodata. The window lies inside `core`."""

    @abstractmethod
    def check(self, decode: bool) -> None:
        """Whether both images can be read and belong together.

        Args:
            decode: read all pixels, too, and not the headers only.

        Raises:
            InputError: they cannot, or do not.
        """


@dataclass(frozen=True)
class TrainingPair:
    """A pair and how training uses it.

    Attributes:
        labelled: whether the known displacement is used as a label.
        cuts: how many windows an epoch takes from it.
        refinement: hash of the file of refined labels that was laid over the data; "": none.
    """

    images: PairImages
    labelled: bool = True
    cuts: int = 1
    refinement: str = ""


def label_share(pairs: Sequence[TrainingPair], share: float, seed: int) -> list[TrainingPair]:
    """The pairs with a label kept for a random `share` of them: at least one if share > 0, none if it is 0.

    Which ones depends on the seed and the pairs' keys only, and a larger share contains a smaller one's.
    """
    count = min(len(pairs), max(1, round(share * len(pairs)))) if share > 0 else 0
    ranked = sorted(pairs, key=lambda pair: digest([str(seed), pair.images.key]))
    kept = {pair.images.key for pair in ranked[:count]}
    return [replace(pair, labelled=pair.labelled and pair.images.key in kept) for pair in pairs]


def fingerprint(pairs: Iterable[TrainingPair]) -> str:
    """Hash of which pairs there are, in which order and use, and of the refined labels."""
    return digest("|".join(_traits(pair)) for pair in pairs)


def _traits(pair: TrainingPair) -> list[str]:
    traits = [pair.images.key, str(pair.labelled), str(pair.cuts)]
    return [*traits, pair.refinement] if pair.refinement else traits


def digest(parts: Iterable[str]) -> str:
    """SHA-256 of texts in order."""
    result = hashlib.sha256()
    for part in parts:
        result.update(part.encode("utf-8"))
        result.update(b"\0")
    return result.hexdigest()


def check_pairs(pairs: Sequence[TrainingPair], progress: Callable[[float], None]) -> None:
    """Find missing, damaged and ill-matched images before training starts.

    Args:
        progress: told the fraction done; may raise to stop.

    Raises:
        InputError: of the first bad pair.
    """
    stride = max(1, -(-len(pairs) // DECODED_PAIRS))
    for number, pair in enumerate(pairs):
        pair.images.check(decode=number % stride == 0)
        progress((number + 1) / len(pairs))


def refuse_leaks(training: Sequence[TrainingPair], validation: Sequence[TrainingPair]) -> None:
    """No validation pair, and no scene of one, may be trained on.

    Raises:
        InputError: "data_leak".
    """
    shared = {pair.images.key for pair in training} & {pair.images.key for pair in validation}
    scenes = {pair.images.scene for pair in training} & {pair.images.scene for pair in validation}
    if shared or scenes:
        what = f"the pair {min(shared)}" if shared else f"the scene {min(scenes)}"
        raise InputError(
            "data_leak",
            f"Training and validation data share {what}.",
            "Split them with scenes, without_scenes or part, so that no scene is on both sides.",
        )


def merged_bands(image: Float32Array) -> Float32Array:
    """(3, rows, cols) as networks take it: one band three times, two and their mean, or the first three."""
    if image.shape[0] == 1:
        return np.repeat(image, 3, axis=0)
    if image.shape[0] == 2:
        return np.concatenate([image, image.mean(axis=0, keepdims=True)])
    return image[:3]
