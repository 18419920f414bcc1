"""Runs a matcher on windows whose true offset is known."""

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

# Only the centre of a larger tile is read: windows from many tiles tell more than many windows from one tile.
LARGEST_SIDE = 768


@dataclass(frozen=True)
class Geometry:
    """Side of the template, and number of shifts in each direction, px."""

    template: int
    search: int


@dataclass(frozen=True)
class Outcome:
    """A match and the true offset.

    Attributes:
        pair: name of the pair's SAR file, without suffix.
        subset, truth_px: as in `ImagePair`.
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
        """Found minus true offset (col, row), px."""
        return self.match.offset[0] - self.trial.truth[0], self.match.offset[1] - self.trial.truth[1]

    @property
    def error(self) -> float:
        """Length of the residual, px."""
        return float(np.hypot(*self.residual))


@dataclass(frozen=True)
class PairImages:
    """A pair and the part of its images that windows are cut from: (bands, rows, cols), both of the same size."""

    pair: ImagePair
    optical: NDArray[Any]
    sar: NDArray[Any]


def read_pair(pair: ImagePair, read: Callable[[Path, float | None], NDArray[Any]] = read_image) -> PairImages | None:
    """Read the pair's images, or the centre of large images. Return None if the two images differ in size."""
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
    """Choose up to `windows` places for each geometry. They depend only on the pair, the geometries and `seed`.

    Args:
        margin: returns, for the side of a template, how far templates must be from the edges of the images, px.
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
    """Match the places of `choose_trials` in the same way as scenes: features are computed for the whole images.

    Pairs whose images differ in size are left out.
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
    """Return the pairs of every second scene: those for fitting or those held out. No scene is in both.

    Scenes of a data set alternate in the order of their hash, so that a data set with only two scenes is split, too.
    """
    scenes = sorted(
        {(pair.dataset, pair.scene) for pair in pairs},
        key=lambda names: (names[0], zlib.crc32(names[1].encode()), names[1]),
    )
    chosen = set(scenes[held_out::2])
    return [pair for pair in pairs if (pair.dataset, pair.scene) in chosen]
