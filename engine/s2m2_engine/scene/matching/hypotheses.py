"""Searches for the rotation, the scales and the mirroring that bring the layers so near to each other that they match.

Templates are compared as they are, so they are not found where the other layer is turned by more than a few degrees or
scaled by more than a few percent. The whole overlap is therefore compared at a low resolution under many hypotheses,
each over all shifts: the ground as a whole stands out clearly where a single template would not. Around the best
hypothesis, rotation and scales are then refined at a finer resolution.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...arrays import Float32Array, Float64Array, Window
from ...machine import matching_threads
from ...model.features import MIND, mind_features
from ...progress import Reporter
from ..fitting.transform import AffineTransform
from .deformed import DeformedReader
from .placement import Coverage
from .tiles import PixelReader

# The longest side of the overlap, in pixels, when all hypotheses are compared, and when the best ones are refined.
_SIDE, _FINER_SIDE = 144, 288
# Rotations and scales that are searched. The ground still stands out if it is off by half a step, and refining then
# finds the rest.
_TURNS = np.arange(-15.0, 15.1, 2.5)
_LOG_SCALES = np.linspace(math.log(0.7), math.log(1 / 0.7), 11)
# Quarter turns and mirror images come from how a file is stored, and then with little more rotation and scale.
_FEW_TURNS = np.array([-2.5, 0.0, 2.5])
_FEW_LOG_SCALES = np.array([-0.07, 0.0, 0.07])
# Half the logarithms of the ratios of the two scales.
_HALF_RATIOS = (-0.15, 0.0, 0.15)
# The best evidence stands out if it is so many times the median of all hypotheses, and once it is refined. For pairs
# that show different ground it is at most 1.9 and 2.5 times as high, for true pairs at least 2.7 and 4.4 times.
_STANDS_OUT, _STANDS_OUT_REFINED = 1.75, 3.0
# If one of the best hypotheses stands out so much, no other needs to be refined.
_REFINED, _BEYOND_DOUBT = 3, 4.0
# Steps of the refinement: degrees, and logarithms of both scales. They are halved until they are small enough.
_FIRST_STEP = np.array([1.25, 0.035, 0.035])
_DIRECTIONS = np.array([[0, 1, 1], [1, 0, 0], [0, 1, -1], [0, 1, 0], [0, 0, 1]])
_HALVINGS = 3
_MOST_ROUNDS = 10
# A shift counts if it leaves this share of the ground to compare.
_LEAST_COMMON = 0.2


@dataclass(frozen=True)
class Hypothesis:
    """How the SAR layer may have to be mirrored, scaled and turned, in this order, to look like the optical layer.

    Attributes:
        turn: degrees from the columns' direction to the rows'.
        log_scales: natural logarithms of the scales of columns and rows.
        quarters: further turns by 90°.
        mirrored: whether columns are mirrored first.
    """

    turn: float
    log_scales: tuple[float, float]
    quarters: int = 0
    mirrored: bool = False

    @property
    def linear(self) -> Float64Array:
        """The linear part (2, 2) of the transform from the SAR to the optical layer."""
        angle = math.radians(self.turn + 90 * self.quarters)
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        linear: Float64Array = turn @ np.diag(np.exp(self.log_scales)) @ np.diag([-1.0 if self.mirrored else 1.0, 1.0])
        return linear

    def moved(self, step: Float64Array) -> Hypothesis:
        """The hypothesis with another turn (degrees) and other logarithms of the scales."""
        return replace(
            self, turn=self.turn + step[0], log_scales=(self.log_scales[0] + step[1], self.log_scales[1] + step[2])
        )


@dataclass(frozen=True)
class FoundHypothesis:
    """The hypothesis that the evidence is for.

    Attributes:
        transform: SAR to optical, in pixels of the common grid.
        tried: how many hypotheses were compared.
    """

    transform: AffineTransform
    tried: int


def find_hypothesis(
    sar: PixelReader, optical: PixelReader, coverage: Coverage, radius_px: float, reporter: Reporter
) -> FoundHypothesis | None:
    """Find the rotation, scales and mirroring, about the middle of the overlap, under which the layers are alike.

    Args:
        radius_px: search radius along each axis, in pixels of the common grid.

    Returns:
        None if no hypothesis stands out from the others.

    Raises:
        InputError: "corrupt_raster": a raster cannot be read.
        CancelledError: the reporter wants to stop.
    """
    area = _bounding(coverage)
    if area is None:
        return None
    reporter.progress("coarse", 0.0, "Searching for a rotation, a scale or a mirror image")
    search = _Search(sar, optical, area, _SIDE, radius_px, reporter)
    ranked = search.ranked(_hypotheses())
    usual = float(np.median([height for height, _ in ranked]))
    if ranked[0][0] < max(_STANDS_OUT * usual, 1e-9):
        return None
    reporter.progress("coarse", 0.7, "Refining rotation and scale")
    finer = _Search(sar, optical, area, _FINER_SIDE, radius_px, reporter)
    refined = []
    for _, hypothesis in _apart(ranked):
        refined.append(finer.refined(hypothesis))
        if refined[-1][0] >= _BEYOND_DOUBT * usual:
            break
    height, best, shift = max(refined, key=lambda item: item[0])
    if height < _STANDS_OUT_REFINED * usual:
        return None
    return FoundHypothesis(finer.transform(best, shift), search.tried + finer.tried)


def _hypotheses() -> list[Hypothesis]:
    """Rotations and scales, then quarter turns and mirror images."""
    limit = float(_LOG_SCALES[-1]) + 1e-9
    pairs = [(float(log) + half, float(log) - half) for log, half in product(_LOG_SCALES, _HALF_RATIOS)]
    within = [pair for pair in pairs if max(map(abs, pair)) <= limit]
    usual = [Hypothesis(float(turn), pair) for turn, pair in product(_TURNS, within)]
    stored = [
        Hypothesis(float(turn), (float(log), float(log)), quarters, mirrored)
        for quarters, mirrored in product(range(4), (False, True))
        if quarters or mirrored
        for turn, log in product(_FEW_TURNS, _FEW_LOG_SCALES)
    ]
    return usual + stored


_Ranked = list[tuple[float, Hypothesis]]


def _apart(ranked: _Ranked) -> _Ranked:
    """The best hypotheses that are no neighbours of each other."""
    chosen: _Ranked = []
    for height, one in ranked:
        if all(np.abs(one.linear - other.linear).max() > 0.1 for _, other in chosen):
            chosen.append((height, one))
        if len(chosen) == _REFINED:
            break
    return chosen


def _bounding(coverage: Coverage) -> Window | None:
    """The part of the common grid in which the SAR layer has data."""
    if not (coverage.sar & coverage.optical).any():
        return None
    rows, cols = (np.flatnonzero(coverage.sar.any(axis=axis)) for axis in (1, 0))
    factor = coverage.factor
    return Window(
        int(cols[0]) * factor,
        int(rows[0]) * factor,
        int(cols[-1] + 1 - cols[0]) * factor,
        int(rows[-1] + 1 - rows[0]) * factor,
    )


class _Search:
    """Compares the layers under hypotheses at one resolution."""

    def __init__(
        self, sar: PixelReader, optical: PixelReader, area: Window, side: int, radius_px: float, reporter: Reporter
    ) -> None:
        self._factor = factor = max(1, math.ceil(max(area.width, area.height) / side))
        self._window = Window(
            area.col // factor, area.row // factor, -(-area.width // factor), -(-area.height // factor)
        )
        self._radius = max(2, math.ceil(radius_px / factor))
        self._centre = np.array([area.col + area.width / 2, area.row + area.height / 2])
        self._optical = _Kept(optical, self._window, self._radius)
        self._reporter = reporter
        self._size = _fft_size((self._window.height + 2 * self._radius, self._window.width + 2 * self._radius))
        channels, valid, energy = self._spectra(sar)
        self._sar = channels.conj(), valid.conj(), energy.conj()
        self.tried = 0

    def ranked(self, hypotheses: Sequence[Hypothesis]) -> _Ranked:
        """The hypotheses with the height of their evidence, the highest first."""
        found = zip((height for height, _ in self._heights(hypotheses)), hypotheses, strict=True)
        return sorted(found, key=lambda item: -item[0])

    def refined(self, start: Hypothesis) -> tuple[float, Hypothesis, Float64Array]:
        """Climb from a hypothesis to the highest evidence near it: its height, the hypothesis, and the shift, px."""
        best, step = start, _FIRST_STEP
        ((height, shift),) = self._heights([start])
        halvings = 0
        for _ in range(_MOST_ROUNDS):
            before = height
            for direction in _DIRECTIONS:
                near = [best.moved(sign * step * direction) for sign in (1, -1)]
                for one, (its_height, its_shift) in zip(near, self._heights(near), strict=True):
                    if its_height > height:
                        best, height, shift = one, its_height, its_shift
            if height == before:
                if halvings == _HALVINGS:
                    break
                halvings, step = halvings + 1, step / 2
        return height, best, shift

    def transform(self, hypothesis: Hypothesis, shift: Float64Array | None = None) -> AffineTransform:
        """SAR to optical, in pixels of the common grid, about the middle; moved by a shift in the SAR layer's frame."""
        linear = hypothesis.linear
        offset = self._centre - linear @ (self._centre - (0 if shift is None else shift))
        (a, b), (d, e) = linear.tolist()
        return AffineTransform(((a, b, float(offset[0])), (d, e, float(offset[1]))))

    def _heights(self, hypotheses: Sequence[Hypothesis]) -> list[tuple[float, Float64Array]]:
        self.tried += len(hypotheses)
        threads = matching_threads()
        found: list[tuple[float, Float64Array]] = []
        with ThreadPoolExecutor(threads, thread_name_prefix="hypotheses") as pool:
            for first in range(0, len(hypotheses), 4 * threads):
                self._reporter.raise_if_cancelled()
                found += pool.map(self._height, hypotheses[first : first + 4 * threads])
        return found

    def _height(self, hypothesis: Hypothesis) -> tuple[float, Float64Array]:
        """The highest evidence over all shifts, and that shift in pixels of the common grid.

        It is the correlation coefficient in units of its standard error: times the root of the number of pixels.
        """
        channels, valid, energy = self._spectra(DeformedReader(self._optical, self.transform(hypothesis)))
        product_, common = self._at_shifts((channels * self._sar[0]).sum(axis=0)), self._at_shifts(valid * self._sar[1])
        energies = self._at_shifts(valid * self._sar[2]) * self._at_shifts(energy * self._sar[1])
        enough = common >= _LEAST_COMMON * max(1.0, float(common.max()), self._window.width * self._window.height)
        safe = enough & (energies > 1e-6 * max(float(energies.max()), 1e-9))
        height = np.where(safe, product_, 0) * np.sqrt(np.maximum(common, 0) / np.where(safe, energies, 1))
        row, col = np.unravel_index(int(height.argmax()), height.shape)
        shift = self._factor * (np.array([col, row], dtype=np.float64) - self._radius)
        return float(height[row, col]), shift

    def _spectra(
        self, reader: PixelReader
    ) -> tuple[NDArray[np.complex64], NDArray[np.complex64], NDArray[np.complex64]]:
        """The spectra of the features, of the valid pixels, and of the features' squares."""
        from scipy import fft

        values = reader.read(self._window, self._factor)
        held = np.isfinite(values).all(axis=0)
        middle = values[:, held].mean(axis=1) if held.any() else np.zeros(len(values), np.float32)
        features = mind_features(np.where(held, values, middle[:, None, None])).channels
        # Without the pixels whose features depend on nodata, it does not matter what nodata is filled with.
        sound = held if held.all() else ndimage.minimum_filter(held, 2 * MIND.context + 1, mode="nearest")
        valid = sound.astype(np.float32)
        mean = (features * valid).sum(axis=(1, 2)) / max(float(valid.sum()), 1.0)
        channels = (features - mean[:, None, None]) * valid
        energy = np.square(channels).sum(axis=0)
        size = self._size
        return fft.rfft2(channels, size, workers=1), fft.rfft2(valid, size), fft.rfft2(energy, size)

    def _at_shifts(self, spectrum: NDArray[np.complex64]) -> Float32Array:
        """The correlation at all shifts within the radius; the first one is that by the radius up and to the left."""
        from scipy import fft

        side = 2 * self._radius + 1
        whole = fft.irfft2(spectrum, self._size, workers=1)
        moved: Float32Array = np.roll(whole, (self._radius, self._radius), (0, 1))[:side, :side]
        return moved


class _Kept:
    """A layer at one resolution that is read once, because every hypothesis reads about the same ground of it."""

    def __init__(self, reader: PixelReader, window: Window, margin: int) -> None:
        beyond = margin + max(window.width, window.height) // 2
        self._first = Window(
            window.col - beyond, window.row - beyond, window.width + 2 * beyond, window.height + 2 * beyond
        )
        self._reader = reader
        self._values: dict[int, Float32Array] = {}

    def read(self, window: Window, factor: int = 1) -> Float32Array:
        """As `GridReader.read`; NaN far beyond the ground that is compared."""
        if factor not in self._values:
            self._values[factor] = self._reader.read(self._first, factor)
        values = self._values[factor]
        result = np.full((len(values), window.height, window.width), np.nan, dtype=np.float32)
        top, left = window.row - self._first.row, window.col - self._first.col
        rows, cols = _inside(top, window.height, values.shape[1]), _inside(left, window.width, values.shape[2])
        result[:, rows.start - top : rows.stop - top, cols.start - left : cols.stop - left] = values[:, rows, cols]
        return result


def _inside(first: int, count: int, length: int) -> slice:
    start = min(max(first, 0), length)
    return slice(start, max(start, min(first + count, length)))


def _fft_size(shape: Iterable[int]) -> tuple[int, int]:
    from scipy import fft

    rows, cols = (fft.next_fast_len(length, real=True) for length in shape)
    return rows, cols
