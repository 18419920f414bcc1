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


@dataclass(frozen=True)
class CutPair:
    """The images of one pair, (bands, rows, cols), and the windows to match in them."""

    pair: ImagePair
    optical: NDArray[Any]
    sar: NDArray[Any]
    trials: Sequence[tuple[Geometry, Trial]]


def cut_pair(pair: ImagePair, geometries: Sequence[Geometry], windows: int, seed: int = 0) -> CutPair | None:
    """Read one pair and choose up to `windows` places of each geometry; None if its images differ in size.

    Places depend on the pair, the geometry and `seed` only.
    """
    images = _read_middle(pair)
    if images is None:
        return None
    pair, optical, sar = images
    valid = None if pair.sar_nodata is None else np.isfinite(sar).all(axis=0)
    key = zlib.crc32(f"{pair.dataset}/{pair.sar.name}".encode())
    trials = [
        (geometry, trial)
        for geometry in geometries
        for trial in cut_trials(
            pair,
            sar.shape[1:],
            geometry.template,
            geometry.search,
            windows,
            np.random.default_rng([seed, key, geometry.template, geometry.search]),
            valid,
        )
    ]
    return CutPair(pair, optical, sar, trials)


def run_trials(
    matcher: Matcher,
    pairs: Iterable[ImagePair],
    geometries: Sequence[Geometry],
    windows_per_pair: int,
    seed: int = 0,
) -> Iterator[Outcome]:
    """Match the windows of `cut_pair` as scenes do: cut from the features of the whole images."""
    for pair in pairs:
        cut = cut_pair(pair, geometries, windows_per_pair, seed)
        if cut is None:
            continue
        matches = matcher.match_block(cut.optical, cut.sar, [trial.windows for _, trial in cut.trials])
        for (geometry, trial), match in zip(cut.trials, matches):
            yield Outcome(cut.pair.dataset, cut.pair.scene, cut.pair.sar.stem, geometry, trial, match)


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
