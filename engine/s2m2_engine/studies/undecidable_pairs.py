"""Pairs of images that no matcher can place: unrelated ground, periodic ground, and artefacts that both share.

Every pair is made from a seed. Both images of a periodic pair have the same pattern, but each has its own phase,
speckle and ground, so every shift by a period fits equally well.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from scipy import ndimage

from ..arrays import Float64Array

PERIODS_PX = (8, 40)
# The images of some kinds lie up to so far apart that a common artefact is not found where the map has it.
MOVED_PX = 30.0
_LOOKS = 4
_LATTICE_VALUE = 0


@dataclass(frozen=True)
class UndecidablePair:
    """SAR (rows, cols) and optical (3, rows, cols) of one pixel size, 8-bit; `kind` says what they have in common.

    Attributes:
        moved_px: (cols, rows) by which the SAR image lies beside the optical image on the map.
        nodata: what the files of the SAR and of the optical image declare as nodata.
    """

    kind: str
    seed: int
    sar: NDArray[np.uint8]
    optical: NDArray[np.uint8]
    moved_px: tuple[float, float] = (0.0, 0.0)
    nodata: tuple[float | None, float | None] = (None, None)


def make_pair(kind: str, seed: int, side: int = 384) -> UndecidablePair:
    """Make the pair of this kind (a key of `KINDS`) and seed; `side` is its width and height in pixels."""
    random = np.random.default_rng([list(KINDS).index(kind), seed])
    sar, optical = KINDS[kind](random, side)
    nodata: tuple[float | None, float | None] = (None, None)
    if kind == "declared lattice":
        declared = random.integers(1, 4)
        nodata = (_LATTICE_VALUE if declared & 1 else None, _LATTICE_VALUE if declared & 2 else None)
    moved = (0.0, 0.0)
    if kind in _MOVED:
        whole = random.random() < 0.5
        col, row = random.uniform(-MOVED_PX, MOVED_PX, 2)
        moved = (round(col), round(row)) if whole else (float(col), float(row))
    return UndecidablePair(kind, seed, sar, optical, moved, nodata)


def mark(
    kind: str, sar: NDArray[np.uint8], optical: NDArray[np.uint8], random: Generator
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Give a pair, SAR (rows, cols) and optical (3, rows, cols) of equal sides, an artefact (one of `MARKS`)."""
    if kind == "jpeg":
        quality = int(random.integers(30, 76))
        return compressed(sar[None], quality)[0], compressed(optical, quality)
    if kind == "mosaic seams":
        return _stepped(sar, optical, random)
    if kind == "lattice":
        return _filled(_lattice_mask(random, len(sar)), sar, optical, random)
    return _draw((_graticule if kind == "graticule" else _logo)(random, len(sar)), sar, optical, random)


def _ground(random: Generator, side: int) -> Float64Array:
    """Texture of several scales, mean 0 and standard deviation 1."""
    scales = random.uniform(1, 3), random.uniform(4, 8), random.uniform(12, 24)
    layers = [ndimage.gaussian_filter(random.standard_normal((side, side)), scale) for scale in scales]
    total: Float64Array = np.sum([random.uniform(0.5, 1) * layer / layer.std() for layer in layers], axis=0)
    standard: Float64Array = total / total.std()
    return standard


def _as_sar(ground: Float64Array, random: Generator) -> NDArray[np.uint8]:
    """`ground` in units of 3 dB under speckle of four looks, as 8-bit amplitude."""
    power = 10 ** (0.3 * ground) * random.gamma(_LOOKS, 1 / _LOOKS, ground.shape)
    return _eight_bit(70 * np.sqrt(power))


def _as_optical(ground: Float64Array, random: Generator) -> NDArray[np.uint8]:
    noise = random.normal(0, 3, (3, *ground.shape))
    return _eight_bit(120 + 30 * ground + noise)


def _eight_bit(values: Float64Array) -> NDArray[np.uint8]:
    image: NDArray[np.uint8] = np.clip(values, 1, 255).astype(np.uint8)
    return image


Images = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def _plain(random: Generator, side: int) -> Images:
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


def _periodic(name: str, part: float = 1.0) -> Callable[[Generator, int], Images]:
    def make(random: Generator, side: int) -> Images:
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


def _blocks(random: Generator, side: int) -> Images:
    """Block averages of 8 x 8: both were enlarged by nearest neighbour."""
    block = int(random.choice([4, 8, 16]))
    images = []
    for image in (_plain(random, side)[0][None], _plain(random, side)[1]):
        small = image.reshape(len(image), side // block, block, side // block, block).mean(axis=(2, 4))
        images.append(np.kron(small, np.ones((1, block, block))).astype(np.uint8))
    return images[0][0], images[1]


def _enlarged(random: Generator, side: int) -> Images:
    """Both were enlarged by nearest neighbour, by a factor that need not be whole."""
    factor = random.uniform(2.5, 20)
    index = np.floor(np.arange(side) / factor).astype(np.int64)
    rows, cols = index + random.integers(3, size=2)[:, None]
    sar, optical = _plain(random, side)
    size = int(max(rows.max(), cols.max())) + 1
    smaller = [ndimage.zoom(band, size / side, order=1, grid_mode=True, mode="nearest") for band in (sar, *optical)]
    bands = np.array([band[np.ix_(rows, cols)] for band in smaller])
    return bands[0], bands[1:]


def _resampled(random: Generator, side: int) -> Images:
    """Enlarged by nearest neighbour, and then moved by a part of a pixel."""
    images = []
    for image in _enlarged(random, side):
        move = random.uniform(-0.5, 0.5, 2)
        images.append(ndimage.shift(image, (*[0] * (image.ndim - 2), *move), order=1, mode="nearest"))
    return images[0], images[1]


def _rows(random: Generator, side: int) -> Images:
    """Every 16th row is bright in both, as a sensor's stripes are."""
    sar, optical = _plain(random, side)
    stripe = np.where(np.arange(side) % 16 < 2, 60, 0)[:, None]
    return _brighter(sar, stripe), _brighter(optical, stripe)


def _column_stripes(random: Generator, side: int) -> Images:
    """Some columns at regular distances are brighter or darker in both, as a line sensor's columns are."""
    step, width = int(random.integers(10, 130)), int(random.integers(1, 4))
    stripe = np.where((np.arange(side) + random.integers(step)) % step < width, random.choice([-40, 40]), 0)[None, :]
    sar, optical = _plain(random, side)
    return _brighter(sar, stripe), _brighter(optical, stripe)


def _jpeg(random: Generator, side: int) -> Images:
    sar, optical = _plain(random, side)
    return compressed(sar[None], 8)[0], compressed(optical, 8)


def _jpeg_phases(random: Generator, side: int) -> Images:
    """Both were compressed before they were cut out, so their blocks begin at different pixels."""
    sar, optical = _plain(random, side + 8)
    quality = int(random.integers(5, 40))
    images = []
    for image in (compressed(sar[None], quality), compressed(optical, quality)):
        row, col = random.integers(0, 8, 2)
        images.append(image[:, row : row + side, col : col + side])
    return images[0][0], images[1]


def compressed(image: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """`image` (bands, rows, cols) as JPEG of this quality leaves it."""
    bands, height, width = image.shape
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with memory.open(
            driver="JPEG", count=bands, height=height, width=width, dtype="uint8", QUALITY=quality
        ) as dataset:
            dataset.write(image)
        with memory.open() as dataset:
            return np.asarray(dataset.read(), dtype=np.uint8)


def _burnt_grid(random: Generator, side: int) -> Images:
    sar, optical = _plain(random, side)
    step = int(random.integers(24, 100))
    lines = np.arange(side) % step < 2
    mask = lines[:, None] | lines[None, :]
    sar[mask] = 255
    optical[:, mask] = 255
    return sar, optical


def _draw(mask: NDArray[np.bool_], sar: NDArray[np.uint8], optical: NDArray[np.uint8], random: Generator) -> Images:
    """`mask` is painted over both in a light or a dark tone, fully or half transparent."""
    opaque = random.choice([1.0, random.uniform(0.4, 0.9)])
    tones = random.choice([1, 255], 2)
    images = []
    for image, tone in zip((sar, optical), tones, strict=True):
        images.append(np.where(mask, (1 - opaque) * image + opaque * tone, image).astype(np.uint8))
    return images[0], images[1]


def _drawing(mask: Callable[[Generator, int], NDArray[np.bool_]]) -> Callable[[Generator, int], Images]:
    def make(random: Generator, side: int) -> Images:
        drawn = mask(random, side)
        return _draw(drawn, *_plain(random, side), random)

    return make


def _graticule(random: Generator, side: int) -> NDArray[np.bool_]:
    """Lines farther apart than the search is wide; they may be tilted a little, as those of another projection are."""
    step, width = random.uniform(100, 180), random.uniform(1, 3)
    tilt = random.choice([0.0, random.uniform(-0.05, 0.05)])
    x, y = _rotated(tilt, side, (random.uniform(0, step), random.uniform(0, step)))
    lines: NDArray[np.bool_] = (x % step < width) | (y % step < width)
    return lines


def _neat_line(random: Generator, side: int) -> NDArray[np.bool_]:
    """The frame of a map sheet with its ticks."""
    inset, width = int(random.integers(side // 12, side // 4)), int(random.integers(1, 4))
    edge = np.minimum.outer(*[np.minimum(np.arange(side), side - 1 - np.arange(side))] * 2)
    tick = np.arange(side) % int(random.integers(20, 60)) < width
    ring = (edge >= inset - 8) & (edge < inset)
    lines: NDArray[np.bool_] = (edge >= inset) & (edge < inset + width) | ring & (tick[:, None] | tick[None, :])
    return lines


def _seams(random: Generator, side: int) -> Images:
    return _stepped(*_plain(random, side), random)


def _stepped(sar: NDArray[np.uint8], optical: NDArray[np.uint8], random: Generator) -> Images:
    """Both are mosaics of the same tiles, each of which has its own brightness."""
    side = len(sar)
    angle = random.choice([0.0, random.uniform(0, np.pi / 2)])
    x, y = _rotated(angle, side, (random.uniform(0.3, 0.7) * side, random.uniform(0.3, 0.7) * side))
    tile = (x > 0) + 2 * (y > 0) if random.random() < 0.7 else (x > 0).astype(np.int64)
    strength = random.uniform(10, 50)
    steps = [strength * random.permutation([-1.5, -0.5, 0.5, 1.5])[tile] for _ in range(2)]
    return _brighter(sar, steps[0]), _brighter(optical, steps[1])


def _logo(random: Generator, side: int) -> NDArray[np.bool_]:
    """Strokes like those of letters cover a part of both, or all of it."""
    mask = np.zeros((side, side), dtype=bool)
    size = int(random.integers(12, 60))
    covered = random.uniform(0.2, 1.0) * side
    for row in np.arange(size // 2, covered - size, 1.6 * size):
        for col in np.arange(size // 2, covered - size, 1.2 * size):
            top, left, thick = int(row), int(col), max(2, size // 6)
            for _ in range(3):
                at = int(random.integers(0, size - thick))
                if random.random() < 0.5:
                    mask[top + at : top + at + thick, left : left + size] = True
                else:
                    mask[top : top + size, left + at : left + at + thick] = True
    return mask


def _brighter(image: NDArray[np.uint8], by: NDArray[Any]) -> NDArray[np.uint8]:
    return _eight_bit(image.astype(np.float64) + by)


def _common_fill(random: Generator, side: int) -> Images:
    """Both are cut by one mask, and no file declares the fill."""
    sar, optical = _plain(random, side)
    shape = ndimage.gaussian_filter(random.standard_normal((side, side)), random.uniform(8, 20))
    mask = shape < np.quantile(shape, random.uniform(0.1, 0.4))
    sar[mask] = random.choice([0, 255])
    optical[:, mask] = random.choice([0, 255])
    return sar, optical


def _lattice_mask(random: Generator, side: int) -> NDArray[np.bool_]:
    """A grid, hatching, dots or plus signs, thin or thick, which cover both images or a part of them."""
    step = random.uniform(16, 100)
    width = random.uniform(1, min(6, step / 4))
    angle = random.choice([0.0, random.uniform(0, np.pi / 2)])
    x, y = (np.mod(axis, step) - step / 2 for axis in _rotated(angle, side, tuple(random.uniform(0, step, 2))))
    form = random.choice(["grid", "hatching", "dots", "plus signs"])
    if form == "grid":
        mask = np.minimum(np.abs(x), np.abs(y)) < width / 2
    elif form == "hatching":
        mask = np.abs(x) < width / 2
    elif form == "dots":
        mask = np.hypot(x, y) < 1.5 * width
    else:
        arm = step * random.uniform(0.15, 0.4)
        mask = (np.minimum(np.abs(x), np.abs(y)) < width / 2) & (np.maximum(np.abs(x), np.abs(y)) < arm)
    if random.random() < 0.4:
        mask &= np.arange(side) < random.uniform(0.4, 0.9) * side
    drawn: NDArray[np.bool_] = mask
    return drawn


def _lattice(random: Generator, side: int) -> Images:
    """One value of each image fills the same lattice of both."""
    sar, optical = _plain(random, side)
    return _filled(_lattice_mask(random, side), sar, optical, random)


def _filled(mask: NDArray[np.bool_], sar: NDArray[np.uint8], optical: NDArray[np.uint8], random: Generator) -> Images:
    """One value of each image fills `mask`."""
    values = random.choice([0, 255], 2)
    return np.where(mask, values[0], sar).astype(np.uint8), np.where(mask, values[1], optical).astype(np.uint8)


def _declared_lattice(random: Generator, side: int) -> Images:
    """Zeros fill the same lattice of both; at least one file declares them as nodata."""
    sar, optical = _plain(random, side)
    mask = _lattice_mask(random, side)
    sar[mask], optical[:, mask] = _LATTICE_VALUE, _LATTICE_VALUE
    return sar, optical


KINDS: dict[str, Callable[[Generator, int], Images]] = {
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
    "column stripes": _column_stripes,
    "enlarged": _enlarged,
    "resampled": _resampled,
    "jpeg phases": _jpeg_phases,
    "graticule": _drawing(_graticule),
    "neat line": _drawing(_neat_line),
    "mosaic seams": _seams,
    "logo": _drawing(_logo),
    "moved lattice": _lattice,
    "lattice": _lattice,
    "declared lattice": _declared_lattice,
}
_MOVED = list(KINDS)[list(KINDS).index("column stripes") : list(KINDS).index("lattice")]
# What a pair of the same ground may have in common besides the ground.
MARKS = ("jpeg", "graticule", "mosaic seams", "logo", "lattice")
