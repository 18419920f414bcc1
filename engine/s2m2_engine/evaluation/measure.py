"""Run a matcher over windows with known truth."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.matcher import Match, Matcher
from ..pairs.image_files import read_image
from ..pairs.image_pairs import ImagePair
from .windows import Trial, cut_trials

# Of a large tile only the middle is read: more places are worth more than more windows of one place.
LARGEST_SIDE = 768


@dataclass(frozen=True)
class Geometry:
    """Template side and shifts in each direction, px."""

    template: int
    search: int


@dataclass(frozen=True)
class Outcome:
    """One match and its truth; `error` is the radial distance between the two in px.

    Attributes:
        subset, truth_px: as of the `ImagePair`.
    """

    dataset: str
    scene: str
    pair: str
    geometry: Geometry
    trial: Trial
    match: Match
    subset: str = ""
    truth_px: float = 1.0

    @property
    def residual(self) -> tuple[float, float]:
        """Found minus true offset, (col, row) px."""
        return self.match.offset[0] - self.trial.truth[0], self.match.offset[1] - self.trial.truth[1]

    @property
    def error(self) -> float:
        return float(np.hypot(*self.residual))


@dataclass(frozen=True)
class PairImages:
    """One pair and the part of its images that windows are cut from, (bands, rows, cols), of one size."""

    pair: ImagePair
    optical: NDArray[Any]
    sar: NDArray[Any]


def read_pair(pair: ImagePair, read: Callable[[Path, float | None], NDArray[Any]] = read_image) -> PairImages | None:
    """The pair's images, of large ones the middle; None if they differ in size."""
    optical, sar = read(pair.optical, None), read(pair.sar, pair.sar_nodata)
    if optical.shape[1:] != sar.shape[1:]:
        return None
    side = min(sar.shape[1:])
    if side <= LARGEST_SIDE:
        return PairImages(pair, optical, sar)
    start = (side - LARGEST_SIDE) // 2
    cut = (slice(None), slice(start, start + LARGEST_SIDE), slice(start, start + LARGEST_SIDE))
    return PairImages(pair.shrunk(LARGEST_SIDE / side), optical[cut], sar[cut])


def choose_trials(
    images: PairImages,
    geometries: Sequence[Geometry],
    windows: int,
    seed: int = 0,
    margin: Callable[[int], int] = lambda template: 0,
) -> list[tuple[Geometry, Trial]]:
    """Up to `windows` places of each geometry; they depend on the pair, the geometries and `seed` only.

    Args:
        margin: from the template's side, how far templates must be from the images' edges.
    """
    pair, sar = images.pair, images.sar
    valid = None if pair.sar_nodata is None else np.isfinite(sar).all(axis=0)
    random = np.random.default_rng([seed, zlib.crc32(f"{pair.dataset}/{pair.sar.name}".encode())])
    return [
        (geometry, trial)
        for geometry in geometries
        for trial in cut_trials(
            pair,
            sar.shape[1:],
            geometry.template,
            geometry.search,
            windows,
            random,
            valid,
            margin(geometry.template),
        )
    ]


def run_trials(
    matcher: Matcher,
    pairs: Iterable[ImagePair],
    geometries: Sequence[Geometry],
    windows_per_pair: int,
    seed: int = 0,
) -> Iterator[Outcome]:
    """Match the places of `choose_trials` as scenes do: cut from the features of the whole images.

    Pairs whose two images differ in size are left out.
    """
    for pair in pairs:
        images = read_pair(pair)
        if images is None:
            continue
        trials = choose_trials(images, geometries, windows_per_pair, seed)
        matches = matcher.match_block(images.optical, images.sar, [trial.windows for _, trial in trials])
        for (geometry, trial), match in zip(trials, matches):
            yield Outcome(pair.dataset, pair.scene, pair.sar.stem, geometry, trial, match, pair.subset, pair.truth_px)


def share_of_scenes(pairs: Sequence[ImagePair], held_out: bool) -> list[ImagePair]:
    """The pairs of every second scene: those for fitting, or those held out. A scene is never in both.

    Scenes are taken in turns, in an order that says nothing about them, so that few scenes are shared out, too.
    """
    scenes = sorted(
        {(pair.dataset, pair.scene) for pair in pairs}, key=lambda one: (one[0], zlib.crc32(one[1].encode()), one[1])
    )
    chosen = set(scenes[held_out::2])
    return [pair for pair in pairs if (pair.dataset, pair.scene) in chosen]
