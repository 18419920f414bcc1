"""Pairs of images that no matcher can place: unrelated ground, periodic ground, and artefacts that both share.

Every pair is made from a seed. Both images of a periodic pair have the same pattern, but each has its own phase,
speckle and ground, so every shift by a period fits equally well.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from scipy import ndimage

from ..arrays import Float64Array

PERIODS_PX = (8, 40)
_LOOKS = 4


@dataclass(frozen=True)
class UndecidablePair:
    """SAR (rows, cols) and optical (3, rows, cols) of one grid, 8-bit; `kind` says what they have in common."""

    kind: str
    seed: int
    sar: NDArray[np.uint8]
    optical: NDArray[np.uint8]


def make_pair(kind: str, seed: int, side: int = 384) -> UndecidablePair:
    """Make the pair of this kind (a key of `KINDS`) and seed; `side` is its width and height in pixels."""
    random = np.random.default_rng([list(KINDS).index(kind), seed])
    sar, optical = KINDS[kind](random, side)
    return UndecidablePair(kind, seed, sar, optical)


def _ground(random: np.random.Generator, side: int) -> Float64Array:
    """Texture of several scales, mean 0 and standard deviation 1."""
    scales = random.uniform(1, 3), random.uniform(4, 8), random.uniform(12, 24)
    layers = [ndimage.gaussian_filter(random.standard_normal((side, side)), scale) for scale in scales]
    total: Float64Array = np.sum([random.uniform(0.5, 1) * layer / layer.std() for layer in layers], axis=0)
    standard: Float64Array = total / total.std()
    return standard


def _as_sar(ground: Float64Array, random: np.random.Generator) -> NDArray[np.uint8]:
    """`ground` in units of 3 dB under speckle of four looks, as 8-bit amplitude."""
    power = 10 ** (0.3 * ground) * random.gamma(_LOOKS, 1 / _LOOKS, ground.shape)
    return _eight_bit(70 * np.sqrt(power))


def _as_optical(ground: Float64Array, random: np.random.Generator) -> NDArray[np.uint8]:
    noise = random.normal(0, 3, (3, *ground.shape))
    return _eight_bit(120 + 30 * ground + noise)


def _eight_bit(values: Float64Array) -> NDArray[np.uint8]:
    image: NDArray[np.uint8] = np.clip(values, 1, 255).astype(np.uint8)
    return image


Images = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def _plain(random: np.random.Generator, side: int) -> Images:
    return _as_sar(_ground(random, side), random), _as_optical(_ground(random, side), random)


def _rotated(angle: float, side: int, origin: tuple[float, float]) -> tuple[Float64Array, Float64Array]:
    rows, cols = np.indices((side, side), dtype=np.float64)
    x, y = cols - origin[0], rows - origin[1]
    return np.cos(angle) * x + np.sin(angle) * y, np.cos(angle) * y - np.sin(angle) * x


def _pattern(name: str, x: Float64Array, y: Float64Array, period: float) -> Float64Array:
    waves = np.cos(2 * np.pi * x / period), np.cos(2 * np.pi * y / period)
    if name == "orchard":
        pattern = np.exp(2 * (waves[0] + waves[1] - 2))
    elif name == "grid":
        pattern = np.exp(8 * (np.maximum(*waves) - 1))
    elif name == "checker":
        pattern = np.tanh(4 * waves[0] * waves[1])
    else:
        pattern = np.tanh(2 * waves[0])
    standard: Float64Array = (pattern - pattern.mean()) / pattern.std()
    return standard


def _periodic(name: str, part: float = 1.0) -> Callable[[np.random.Generator, int], Images]:
    def make(random: np.random.Generator, side: int) -> Images:
        period, angle = random.uniform(*PERIODS_PX), random.uniform(0, np.pi / 2)
        sign = random.choice([-1, 1])
        covered = np.arange(side) < part * side
        grounds = []
        for factor in (1, sign):
            phase = (random.uniform(0, 40), random.uniform(0, 40))
            pattern = 1.5 * factor * _pattern(name, *_rotated(angle, side, phase), period)
            own = _ground(random, side)
            grounds.append(np.where(covered, pattern + 0.3 * own, own))
        return _as_sar(grounds[0], random), _as_optical(grounds[1], random)

    return make


def _blocks(random: np.random.Generator, side: int) -> Images:
    """Block averages of 8 x 8: both were enlarged by nearest neighbour."""
    block = int(random.choice([4, 8, 16]))
    images = []
    for image in (_plain(random, side)[0][None], _plain(random, side)[1]):
        small = image.reshape(len(image), side // block, block, side // block, block).mean(axis=(2, 4))
        images.append(np.kron(small, np.ones((1, block, block))).astype(np.uint8))
    return images[0][0], images[1]


def _rows(random: np.random.Generator, side: int) -> Images:
    """Every 16th row is bright in both, as a sensor's stripes are."""
    sar, optical = _plain(random, side)
    stripe = np.where(np.arange(side) % 16 < 2, 60, 0)[:, None]
    return _brighter(sar, stripe), _brighter(optical, stripe)


def _jpeg(random: np.random.Generator, side: int) -> Images:
    sar, optical = _plain(random, side)
    return _compressed(sar[None])[0], _compressed(optical)


def _compressed(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """`image` (bands, rows, cols) as JPEG of a low quality leaves it."""
    bands, height, width = image.shape
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(driver="JPEG", count=bands, height=height, width=width, dtype="uint8", QUALITY=8) as dataset:
            dataset.write(image)
        with memory.open() as dataset:
            return np.asarray(dataset.read(), dtype=np.uint8)


def _burnt_grid(random: np.random.Generator, side: int) -> Images:
    sar, optical = _plain(random, side)
    step = int(random.integers(24, 100))
    lines = np.arange(side) % step < 2
    mask = lines[:, None] | lines[None, :]
    sar[mask] = 255
    optical[:, mask] = 255
    return sar, optical


def _brighter(image: NDArray[np.uint8], by: NDArray[np.int64]) -> NDArray[np.uint8]:
    return _eight_bit(image.astype(np.float64) + by)


def _common_fill(random: np.random.Generator, side: int) -> Images:
    """Both are cut by one mask, and no file declares the fill."""
    sar, optical = _plain(random, side)
    shape = ndimage.gaussian_filter(random.standard_normal((side, side)), random.uniform(8, 20))
    mask = shape < np.quantile(shape, random.uniform(0.1, 0.4))
    sar[mask] = random.choice([0, 255])
    optical[:, mask] = random.choice([0, 255])
    return sar, optical


KINDS: dict[str, Callable[[np.random.Generator, int], Images]] = {
    "plain": _plain,
    "orchard": _periodic("orchard"),
    "grid": _periodic("grid"),
    "checker": _periodic("checker"),
    "stripes": _periodic("stripes"),
    "half orchard": _periodic("orchard", 0.5),
    "blocks": _blocks,
    "row stripes": _rows,
    "jpeg": _jpeg,
    "burnt-in grid": _burnt_grid,
    "common fill": _common_fill,
}
