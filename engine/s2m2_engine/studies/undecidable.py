"""Counts wrong verdicts: pairs that no matcher can place and are called reliable, and true pairs that are lost.

    python -m s2m2_engine.studies.undecidable [--count N] [--true N] [--marked N] [--seed S] [--model M]
        [--scene SAR OPTICAL]

The undecidable pairs are those of `undecidable_pairs`, N in all, the kinds in turn. The true pairs are simulated ones,
and, with --scene, as many copies of a real pair, moved by random shifts. A true pair is lost if it is not called
reliable, or if its shift is wrong by more than 1.5 pixels (for a real pair: differs so much from that of the unmoved
pair). The marked pairs are simulated ones that have an artefact at the same pixels of both images, which is at another
shift than the ground: they may be refused, but must not be called reliable at a wrong shift.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray

from ..errors import InputError
from ..model.registry import load_matcher
from ..progress import Reporter
from ..scene.match import match_scene
from ..scene.results.result import MatchResult
from ..scene.settings import MatchSettings
from ..simulation.sample import make_sample, simulate, true_displacement_m
from ..terminal import module_status
from .injections import move_geotransform
from .undecidable_pairs import KINDS, MARKS, UndecidablePair, make_pair, mark

_CRS = "EPSG:32633"
_PIXEL_M = 10.0
_SIMULATED_PX = 512
_LARGEST_SHIFT_PX = 40.0
_WRONG_PX = 1.5


@dataclass(frozen=True)
class Answer:
    """What a match said of one pair: `right` is whether it should have said so; `error_px` is NaN without a truth."""

    pair: str
    reliable: bool
    right: bool
    error_px: float
    reasons: tuple[str, ...]


def match_undecidable(pair: UndecidablePair, folder: Path, model: str = "structure") -> MatchResult:
    """Write the pair into `folder`, placed as the pair says, and match it."""
    corners = [(500_000 + cols * _PIXEL_M, 5_400_000 - rows * _PIXEL_M) for cols, rows in (pair.moved_px, (0, 0))]
    places = [Affine(_PIXEL_M, 0, x, 0, -_PIXEL_M, y) for x, y in corners]
    return _match_images(pair.sar, pair.optical, places, folder, model, pair.nodata)


def _match_images(
    sar_image: NDArray[np.uint8],
    optical_image: NDArray[np.uint8],
    places: Sequence[Affine],
    folder: Path,
    model: str,
    nodata: tuple[float | None, float | None] = (None, None),
) -> MatchResult:
    """Write both images into `folder`, each at its place, and match them."""
    sar, optical = folder / "sar.tif", folder / "optical.tif"
    images = zip((sar, optical), (sar_image[None], optical_image), places, nodata, strict=True)
    for path, bands, place, empty in images:
        count, height, width = bands.shape
        profile = {"count": count, "height": height, "width": width, "dtype": "uint8", "crs": _CRS}
        with rasterio.open(path, "w", driver="GTiff", transform=place, nodata=empty, **profile) as dataset:
            dataset.write(bands)
    return _match(sar, optical, folder / "match", model)


def judge_undecidable(count: int, seed: int, model: str) -> Iterator[Answer]:
    """Match `count` undecidable pairs; each is answered rightly if it is not called reliable."""
    kinds = list(KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        with tempfile.TemporaryDirectory() as name:
            try:
                result = match_undecidable(make_pair(kind, seed + number // len(kinds)), Path(name), model)
            except InputError as error:
                yield Answer(f"{kind} {seed + number // len(kinds)}", False, True, math.nan, (str(error),))
                continue
        yield Answer(
            f"{kind} {seed + number // len(kinds)}", result.reliable, not result.reliable, math.nan, result.reasons
        )


def judge_simulated(count: int, seed: int, model: str) -> Iterator[Answer]:
    """Match `count` simulated pairs, whose shift is known."""
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as name:
            sample = make_sample(Path(name) / "sample", _SIMULATED_PX, number)
            result = _match(sample.sar, sample.optical, Path(name) / "match", model)
        east, north = sample.displacement_m
        error = math.hypot(result.shift.dx_m - east, result.shift.dy_m - north) / max(result.grid.pixel_m)
        yield _true_answer(f"simulated {number}", result, error)


def judge_marked(count: int, seed: int, model: str) -> Iterator[Answer]:
    """Match `count` simulated pairs with an artefact; a pair is answered wrongly if it is reliable at a wrong shift."""
    for number in range(count):
        kind = MARKS[number % len(MARKS)]
        truth = simulate(_SIMULATED_PX, seed + number, sar_pixel_m=_PIXEL_M)
        amplitude = np.clip(truth.sar * (255 / np.quantile(truth.sar, 0.99)), 1, 255).astype(np.uint8)
        sar, optical = mark(kind, amplitude, truth.optical, np.random.default_rng([seed, number]))
        with tempfile.TemporaryDirectory() as name:
            places = (truth.sar_transform, truth.optical_transform)
            result = _match_images(sar, optical, places, Path(name), model)
        east, north = true_displacement_m(truth.sar_transform, *sar.shape[::-1])
        error = math.hypot(result.shift.dx_m - east, result.shift.dy_m - north) / _PIXEL_M
        right = not result.reliable or error <= _WRONG_PX
        yield Answer(f"simulated {seed + number} with {kind}", result.reliable, right, error, result.reasons)


def judge_scene(sar: Path, optical: Path, count: int, seed: int, model: str) -> Iterator[Answer]:
    """Match `count` copies of a real pair whose SAR image was moved by a random shift."""
    random = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unmoved = _match(sar, optical, folder / "unmoved", model)
        # In CRS units, which may be degrees.
        pixel = abs(unmoved.shift.dx / unmoved.shift.dx_px)
        for number in range(count):
            right, up = random.uniform(-_LARGEST_SHIFT_PX, _LARGEST_SHIFT_PX, 2)
            east, north = right * pixel, up * pixel
            moved = move_geotransform(sar, folder / f"{number}.vrt", east, north)
            result = _match(moved, optical, folder / f"{number}", model)
            error = math.hypot(result.shift.dx - unmoved.shift.dx + east, result.shift.dy - unmoved.shift.dy + north)
            yield _true_answer(f"{sar.stem} {right:+.1f} {up:+.1f} px", result, error / pixel)


def _true_answer(pair: str, result: MatchResult, error_px: float) -> Answer:
    return Answer(pair, result.reliable, result.reliable and error_px <= _WRONG_PX, error_px, result.reasons)


def _match(sar: Path, optical: Path, out: Path, model: str) -> MatchResult:
    return match_scene(MatchSettings(str(sar), str(optical), out), load_matcher(model), Reporter())


def _print(answer: Answer) -> Answer:
    said = "reliable" if answer.reliable else "unreliable"
    error = "" if math.isnan(answer.error_px) else f", {answer.error_px:.2f} px off"
    print(f"{'ok   ' if answer.right else 'WRONG'} {answer.pair}: {said}{error}", *answer.reasons, flush=True)
    return answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each pair and the two counts."""
    parser = argparse.ArgumentParser(description="Count wrong verdicts on undecidable and on true pairs.")
    parser.add_argument("--count", type=int, default=66, metavar="N", help="undecidable pairs (66)")
    parser.add_argument("--true", type=int, default=8, metavar="N", help="true pairs of each source (8)")
    parser.add_argument("--marked", type=int, default=8, metavar="N", help="true pairs with an artefact (8)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the first pair (0)")
    parser.add_argument("--model", default="structure", metavar="NAME|PATH", help="model (structure)")
    parser.add_argument(
        "--scene", nargs=2, type=Path, action="append", default=[], metavar=("SAR", "OPTICAL"), help="a real pair"
    )
    options = parser.parse_args(arguments)

    def work() -> None:
        undecidable = [_print(answer) for answer in judge_undecidable(options.count, options.seed, options.model)]
        true = [_print(answer) for answer in judge_simulated(options.true, options.seed, options.model)]
        for sar, optical in options.scene:
            true += map(_print, judge_scene(sar, optical, options.true, options.seed, options.model))
        marked = [_print(answer) for answer in judge_marked(options.marked, options.seed, options.model)]
        print(f"{sum(not answer.right for answer in undecidable)} of {len(undecidable)} undecidable pairs are called "
              f"reliable; {sum(not answer.right for answer in true)} of {len(true)} true pairs are lost; "
              f"{sum(not answer.right for answer in marked)} of {len(marked)} marked pairs are called reliable at a "
              f"wrong shift, {sum(answer.reliable for answer in marked)} are called reliable.")  # fmt: skip

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
