"""Run a matcher over windows with known truth."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.matcher import Match, Matcher
from .windows import ImagePair, Trial, cut_trials, read_image

# Of a large tile only the middle is read: more places are worth more than more windows of one place.
LARGEST_SIDE = 768


@dataclass(frozen=True)
class Geometry:
    """Template side and shifts in each direction, px."""

    template: int
    search: int


@dataclass(frozen=True)
class Outcome:
    """One match and its truth; `error` is the radial distance between the two in px."""

    dataset: str
    scene: str
    pair: str
    geometry: Geometry
    trial: Trial
    match: Match

    @property
    def residual(self) -> tuple[float, float]:
        """Found minus true offset, (col, row) px."""
        return self.match.offset[0] - self.trial.truth[0], self.match.offset[1] - self.trial.truth[1]

    @property
    def error(self) -> float:
        return float(np.hypot(*self.residual))


def run_trials(
    matcher: Matcher,
    pairs: Iterable[ImagePair],
    geometries: Sequence[Geometry],
    windows_per_pair: int,
    seed: int = 0,
) -> Iterator[Outcome]:
    """Match `windows_per_pair` windows of each geometry in each pair; places depend on the pair and `seed` only.

    Pairs whose two images differ in size are left out.
    """
    for pair in pairs:
        images = _read_middle(pair)
        if images is None:
            continue
        pair, optical, sar = images
        valid = np.ones(sar.shape[1:], bool) if pair.sar_nodata is None else np.isfinite(sar).all(axis=0)
        random = np.random.default_rng([seed, zlib.crc32(f"{pair.dataset}/{pair.sar.name}".encode())])
        trials = [
            (geometry, trial)
            for geometry in geometries
            for trial in cut_trials(
                pair, sar.shape[1:], geometry.template, geometry.search, windows_per_pair, random, valid
            )
        ]
        matches = matcher.match_block(optical, sar, [trial.windows for _, trial in trials])
        for (geometry, trial), match in zip(trials, matches):
            yield Outcome(pair.dataset, pair.scene, pair.sar.stem, geometry, trial, match)


def _read_middle(pair: ImagePair) -> tuple[ImagePair, NDArray[Any], NDArray[Any]] | None:
    optical, sar = read_image(pair.optical), read_image(pair.sar, pair.sar_nodata)
    if optical.shape[1:] != sar.shape[1:]:
        return None
    side = min(sar.shape[1:])
    if side <= LARGEST_SIDE:
        return pair, optical, sar
    start = (side - LARGEST_SIDE) // 2
    cut = (slice(None), slice(start, start + LARGEST_SIDE), slice(start, start + LARGEST_SIDE))
    return pair.shrunk(LARGEST_SIDE / side), optical[cut], sar[cut]


def share_of_scenes(pairs: Sequence[ImagePair], held_out: bool) -> list[ImagePair]:
    """The pairs of every second scene: those for fitting, or those held out. A scene is never in both."""
    return [pair for pair in pairs if (zlib.crc32(pair.scene.encode()) % 2 == 0) == held_out]
