"""Counts true pairs that are lost, and those that are placed wrongly and called reliable, when ground is missing.

    python -m s2m2_engine.studies.true_pairs DATA_DIR [--rounds N] [--seed S] [--model M] [--source NAME]

Each real pair of `SOURCES` is cut at a random place, its SAR layer is moved by a random shift, and the moved pair is
matched as it is, with the speckle of a single look, and with a part of the ground missing: as nodata in one layer, or
as bright clouds in the optical layer that nobody declares.

Real pairs are off by pixels themselves, by a different amount in each place, and are off in a way that no transform
follows. The truth is therefore relative: the displacements that the same model measured on the cut pair as it is, where
its ground is left, moved by the known shift. The error is the length of the mean difference from them.

No match can be more exact than the complete pair allows: where the ground is warped, the mean depends on which ground
is left. So a match is exact if its error is at most a pixel, and right if its error is at most a pixel or at most the
CE90 of the match of the complete pair. Both are counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array
from ..errors import InputError
from ..model.matcher import Matcher
from ..model.registry import load_matcher
from ..names import TIE_POINTS_FILE
from ..pairs.image_files import read_shown
from ..progress import Reporter
from ..scene.fitting.tie_points import TiePointSet
from ..scene.match import match_scene
from ..scene.results.result import MatchResult
from ..scene.results.tie_point_files import read_tie_points
from ..scene.settings import MatchSettings
from ..terminal import module_status
from .degradations import beyond_line, blank, blobs, cloud, speckled
from .geotiff import write_bands

_CRS = "EPSG:32633"
_CORNER = (500_000.0, 5_400_000.0)
# The largest shift along an axis is this many pixels, or this share of the side of a small pair.
_LARGEST_SHIFT_PX = 40.0
_LARGEST_SHIFT = 0.125
# How far the pairs are off themselves, at most.
_OFF_PX = 16
# A match with an error up to this is exact.
EXACT_PX = 1.0
# Up to this share of missing ground, a true pair should be found.
FINDABLE = 0.5


@dataclass(frozen=True)
class Source:
    """A kind of real pairs: files of two folders that belong together. Each pair is cut to at most `side` pixels.

    Attributes:
        sar, optical: patterns of the files.
        only: the stems of the SAR files that are used; empty: all.
    """

    name: str
    sar: str
    optical: str
    pixel_m: float
    side: int
    only: tuple[str, ...] = ()


_GF3 = ("GF3_city_1", "GF3_city_9", "GF3_rural_5", "GF3_rural_7", "GF3_water_3", "GF3_water_5", "GF3_water_7")
SOURCES = (
    Source("San Antonio", "scenes/san_antonio_sar.tif", "scenes/san_antonio_opt.tif", 10.0, 512),
    Source("Los Angeles", "sentinel_la/sar/*.tif", "sentinel_la/opt/*.tif", 10.0, 512),
    Source("Spain", "scenes/spain_sar_*.tif", "scenes/spain_opt_*.tif", 10.0, 512),
    Source("UTM", "scenes/utm_*_S1RTC.tif", "scenes/utm_*_S2L2A.tif", 10.0, 224),
    # Only those are used of which either model finds a large template within 3 px of its place in the data set.
    Source("GF-3", "multisensor/sar/GF3_*.png", "multisensor/opt/GF3_*.jpg", 1.0, 256, _GF3),
)


@dataclass(frozen=True)
class Loss:
    """What happens to a pair: `kind` is "none", "speckle", "nodata" or "cloud"; `share` of the ground is missing."""

    kind: str
    share: float = 0.0

    def __str__(self) -> str:
        return f"{self.share:.0%} {self.kind}" if self.share else self.kind


LOSSES = (
    Loss("none"),
    Loss("speckle"),
    *(Loss(kind, share) for share in (0.25, 0.5, 0.8) for kind in ("nodata", "cloud")),
)


@dataclass(frozen=True)
class Case:
    """How a match of a true pair came out.

    Attributes:
        error_px: see the module; NaN if no tie point of the unharmed pair lies on ground that is left.
        own_px: CE90 of the match of the complete pair.
        ce90_px: the CE90 that the match states.
        reasons: why it is not reliable; empty if it is.
    """

    source: str
    loss: Loss
    own_px: float
    error_px: float
    ce90_px: float
    reasons: tuple[str, ...]

    @property
    def reliable(self) -> bool:
        return not self.reasons

    @property
    def exact(self) -> bool:
        return self.error_px <= EXACT_PX

    @property
    def right(self) -> bool:
        return self.exact or self.error_px <= self.own_px


@dataclass(frozen=True)
class CutPair:
    """A part of a real pair: images (bands, rows, cols) on one grid."""

    name: str
    sar: Float32Array
    optical: Float32Array
    pixel_m: float

    @property
    def shape(self) -> tuple[int, ...]:
        return self.sar.shape[1:]


def measure_true_pairs(
    data: Path, seed: int, matcher: Matcher, sources: Sequence[Source] = SOURCES, losses: Sequence[Loss] = LOSSES
) -> Iterator[Case]:
    """Match a pair of each source with each of the losses. A pair that cannot be matched unharmed has no truth.

    Raises:
        InputError: the data cannot be read.
    """
    for source in sources:
        # A source has the same pairs whichever others are measured.
        random = np.random.default_rng([seed, zlib.crc32(source.name.encode())])
        with tempfile.TemporaryDirectory() as name:
            cut = cut_pair(data, source, random)
            complete, truth = _match(cut, Path(name), (0.0, 0.0), matcher, _OFF_PX * cut.pixel_m)
            own_px = complete.accuracy.ce90_px
            for loss in losses:
                largest = min(_LARGEST_SHIFT_PX, _LARGEST_SHIFT * min(cut.shape))
                shift = tuple(float(value) for value in random.uniform(-largest, largest, 2))
                harmed, left = harm(cut, loss, random)
                try:
                    result, _ = _match(harmed, Path(name), (shift[0], shift[1]), matcher)
                except InputError as error:
                    yield Case(cut.name, loss, own_px, float("nan"), float("nan"), (str(error),))
                    continue
                error_px = _error_px(cut, left, (shift[0], shift[1]), truth, result)
                yield Case(cut.name, loss, own_px, error_px, result.accuracy.ce90_px, result.reasons)


def cut_pair(data: Path, source: Source, random: np.random.Generator) -> CutPair:
    sars, opticals = sorted(data.glob(source.sar)), sorted(data.glob(source.optical))
    if not sars or len(sars) != len(opticals):
        raise InputError("no_data", f"{data} does not hold the pairs of {source.name}.", "See docs/benchmarks.")
    usable = [index for index, path in enumerate(sars) if not source.only or path.stem in source.only]
    chosen = usable[int(random.integers(len(usable)))]
    sar, optical = (read_shown(paths[chosen]).astype(np.float32) for paths in (sars, opticals))
    row, col = (int(random.integers(max(0, length - source.side) + 1)) for length in sar.shape[1:])
    rows, cols = slice(row, row + source.side), slice(col, col + source.side)
    return CutPair(f"{source.name} {sars[chosen].stem}", sar[:, rows, cols], optical[:, rows, cols], source.pixel_m)


def harm(cut: CutPair, loss: Loss, random: np.random.Generator) -> tuple[CutPair, NDArray[np.bool_]]:
    """The harmed pair, and a mask (rows, cols) of the ground that is left."""
    sar, optical = cut.sar, cut.optical
    lost = np.zeros(cut.shape, dtype=bool)
    if loss.kind == "speckle":
        sar = speckled(sar, random)
    elif loss.kind == "cloud":
        depth = blobs(cut.shape, loss.share, random)
        lost = depth > 0
        optical = cloud(optical, depth, random)
    elif loss.kind == "nodata":
        swath = bool(random.integers(2))
        lost = beyond_line(cut.shape, loss.share, random) if swath else blobs(cut.shape, loss.share, random) > 0
        if random.integers(2):
            sar = blank(sar, lost)
        else:
            optical = blank(optical, lost)
    return CutPair(cut.name, sar, optical, cut.pixel_m), ~lost


def _match(
    pair: CutPair, folder: Path, shift: tuple[float, float], matcher: Matcher, radius_m: float | None = None
) -> tuple[MatchResult, TiePointSet]:
    """Match the pair, with its SAR layer moved by `shift` (right, down) pixels."""
    sar, optical = folder / "sar.tif", folder / "optical.tif"
    step = pair.pixel_m
    write_bands(optical, np.rint(pair.optical), _CRS, Affine(step, 0, _CORNER[0], 0, -step, _CORNER[1]))
    left, top = _CORNER[0] + shift[0] * step, _CORNER[1] - shift[1] * step
    write_bands(sar, np.rint(pair.sar), _CRS, Affine(step, 0, left, 0, -step, top))
    settings = MatchSettings(str(sar), str(optical), folder / "match", search_radius=radius_m)
    result = match_scene(settings, matcher, Reporter())
    return result, read_tie_points(folder / "match" / TIE_POINTS_FILE)


def _error_px(
    cut: CutPair, left: NDArray[np.bool_], shift: tuple[float, float], truth: TiePointSet, result: MatchResult
) -> float:
    """The length of the mean difference between the match and the truth, where its ground is left."""
    xy = truth.moving_xy[truth.inlier]
    true_xy = truth.displacement_xy[truth.inlier]
    col, row = ((xy - _CORNER) / (cut.pixel_m, -cut.pixel_m)).astype(np.int64).T
    use = left[np.clip(row, 0, left.shape[0] - 1), np.clip(col, 0, left.shape[1] - 1)]
    if not use.any():
        return float("nan")
    moved = np.array([shift[0], -shift[1]]) * cut.pixel_m
    difference: Float64Array = result.transform.displacement(xy[use] + moved) - (true_xy[use] - moved)
    return float(np.hypot(*difference.mean(axis=0))) / cut.pixel_m


def _line(case: Case) -> str:
    verdict = "reliable" if case.reliable else "unreliable"
    numbers = f"{case.error_px:.2f} | {case.ce90_px:.2f} | {case.own_px:.2f}"
    return f"| {case.source} | {case.loss} | {verdict} | {numbers} | {' '.join(case.reasons)} |"


def summary(cases: Sequence[Case]) -> str:
    """A table by loss and by source: how many pairs are found, exactly or not, refused, and wrong though reliable."""
    findable = [case for case in cases if case.loss.share <= FINDABLE]
    groups = {str(loss): [case for case in cases if case.loss == loss] for loss in LOSSES}
    for source in SOURCES:
        groups[f"{source.name}, up to {FINDABLE:.0%}"] = [c for c in findable if c.source.startswith(source.name)]
    groups[f"all up to {FINDABLE:.0%}"] = findable
    lines = [
        "| ground missing | pairs | reliable and exact | reliable and right | refused | reliable and wrong |",
        "|---|---|---|---|---|---|",
    ]
    for title, chosen in groups.items():
        reliable = [case for case in chosen if case.reliable]
        exact, right = sum(case.exact for case in reliable), sum(case.right for case in reliable)
        counts = (len(chosen), exact, right, len(chosen) - len(reliable), len(reliable) - right)
        lines.append(f"| {title} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each pair, and the summary."""
    parser = argparse.ArgumentParser(description="Count lost and wrong true pairs when ground is missing.")
    parser.add_argument("data", type=Path, metavar="DATA_DIR", help="folder of the data sets")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="pairs of each source (1)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the first round (0)")
    parser.add_argument("--model", default="structure", metavar="NAME|PATH", help="model (structure)")
    parser.add_argument(
        "--source", action="append", choices=[source.name for source in SOURCES], help="only this source; repeatable"
    )
    options = parser.parse_args(arguments)

    def work() -> None:
        sources = [source for source in SOURCES if options.source is None or source.name in options.source]
        matcher = load_matcher(options.model)
        cases = []
        print("| pair | ground missing | verdict | error (px) | CE90 (px) | complete CE90 (px) | why |")
        print("|---|---|---|---|---|---|---|")
        for seed in range(options.seed, options.seed + options.rounds):
            for case in measure_true_pairs(options.data, seed, matcher, sources):
                cases.append(case)
                print(_line(case), flush=True)
        print(summary(cases))

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
