"""Training pairs: the common interface to pairs of a SAR and an optical image, whatever data set they come from."""

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

# At most about this many pairs, evenly spread over the data, are decoded entirely before training starts.
DECODED_PAIRS = 4000


class PairImages(ABC):
    """The pixels of one pair. Objects are picklable: data-loading processes get copies and open the files again.

    Attributes:
        key: identifies the pair in messages, files of labels and fingerprints; unique in a data set.
        scene: pairs of the same scene stay together when data are split.
    """

    key: str
    scene: str

    @property
    @abstractmethod
    def files(self) -> tuple[Path, Path]:
        """The paths of the SAR and the optical image."""

    @abstractmethod
    def core(self) -> Window:
        """Return the area, in pair coordinates, in which SAR templates may lie."""

    @abstractmethod
    def bounds(self) -> Window:
        """Return the area, in pair coordinates, in which optical pixels can be read."""

    def shift_at(self, col: float, row: float) -> Float64Array:
        """Return the known displacement (dx, dy) in pixels.

        The SAR pixel (col, row) corresponds to the optical pixel (col + dx, row + dy).
        """
        core = self.core()
        half = core.width / 2
        terms = np.array([1.0, (col - core.col - half) / half, (row - core.row - half) / half])
        shift: Float64Array = np.asarray(self.displacement, dtype=np.float64) @ terms
        return shift

    @property
    @abstractmethod
    def displacement(self) -> Displacement:
        """Coefficients of `shift_at`, as in `ImagePair.displacement`, with the centre and half width of the core."""

    @abstractmethod
    def with_displacement(self, displacement: Displacement) -> PairImages:
        """Return the same images with another known displacement."""

    @abstractmethod
    def read_optical(self, window: Window) -> Float32Array:
        """Read (bands, rows, cols) with values in 0..255 and NaN for nodata. The window lies inside `bounds`."""

    @abstractmethod
    def read_sar(self, window: Window) -> Float32Array:
        """Read (bands, rows, cols) with values in 0..255 and NaN for nodata. The window lies inside `core`."""

    @abstractmethod
    def check(self, decode: bool) -> None:
        """Check that both images can be read and fit together.

        Args:
            decode: also read all pixels, not only the headers.

        Raises:
            InputError: an image cannot be read, or the two do not fit together.
        """


@dataclass(frozen=True)
class TrainingPair:
    """A pair and how training uses it.

    Attributes:
        labelled: whether the known displacement is used as a label.
        cuts: number of windows that an epoch takes from it.
        labels_sha256: hash of the file of refined labels that was applied to the data; "" without such a file.
    """

    images: PairImages
    labelled: bool = True
    cuts: int = 1
    labels_sha256: str = ""


def label_share(pairs: Sequence[TrainingPair], share: float, seed: int) -> list[TrainingPair]:
    """Return the pairs with labels kept for a random `share` of them: at least one pair if share > 0, none if it is 0.

    The choice depends only on the seed and the pairs' keys. A larger share includes all pairs of a smaller share.
    """
    count = min(len(pairs), max(1, round(share * len(pairs)))) if share > 0 else 0
    ranked = sorted(pairs, key=lambda pair: digest([str(seed), pair.images.key]))
    kept = {pair.images.key for pair in ranked[:count]}
    return [replace(pair, labelled=pair.labelled and pair.images.key in kept) for pair in pairs]


def fingerprint(pairs: Iterable[TrainingPair]) -> str:
    """Hash the pairs, their order, how training uses them, and the refined labels."""
    return digest("|".join(_traits(pair)) for pair in pairs)


def _traits(pair: TrainingPair) -> list[str]:
    traits = [pair.images.key, str(pair.labelled), str(pair.cuts)]
    return [*traits, pair.labels_sha256] if pair.labels_sha256 else traits


def digest(parts: Iterable[str]) -> str:
    """Return the SHA-256 hash (hexadecimal) of a sequence of texts."""
    result = hashlib.sha256()
    for part in parts:
        result.update(part.encode("utf-8"))
        result.update(b"\0")
    return result.hexdigest()


def check_pairs(pairs: Sequence[TrainingPair], progress: Callable[[float], None]) -> None:
    """Find missing or damaged images, and images that do not fit together, before training starts.

    Args:
        progress: called with the fraction done; may raise an exception to stop.

    Raises:
        InputError: the error of the first bad pair.
    """
    stride = max(1, -(-len(pairs) // DECODED_PAIRS))
    for number, pair in enumerate(pairs):
        pair.images.check(decode=number % stride == 0)
        progress((number + 1) / len(pairs))


def refuse_leaks(training: Sequence[TrainingPair], validation: Sequence[TrainingPair]) -> None:
    """Refuse training data that share a pair or a scene with the validation data.

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
            "Separate them with the keys scenes, without_scenes or part, so that no scene is in both.",
        )


def merged_bands(image: Float32Array) -> Float32Array:
    """Return the three bands (3, rows, cols) that networks expect.

    A single band is repeated; two bands get their mean as the third; of more than three bands the first three count.
    """
    if image.shape[0] == 1:
        return np.repeat(image, 3, axis=0)
    if image.shape[0] == 2:
        return np.concatenate([image, image.mean(axis=0, keepdims=True)])
    return image[:3]
