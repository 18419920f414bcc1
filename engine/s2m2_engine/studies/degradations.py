"""Degradations of windows with known offset: what other imagery may suffer from. The offset stays known.

Images are float32 (bands, rows, cols) with values in 0..255 (SAR: amplitude) and NaN for nodata.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array, Window, WindowPair
from ..training.cutting.augmentation import add_speckle, change_gamma, clip
from ..training.cutting.patches import fill, finite, halve

# Standard deviation over mean of single-look amplitude, which is Rayleigh-distributed.
SINGLE_LOOK = math.sqrt(4 / math.pi - 1)
TURN_DEG = 5.0
NODATA_SHARE = 0.3
# Beyond this distance pixels change a cubic spline by less than rounding does.
_SPLINE_REACH = 8
# An image's side, in standard deviations of the Gaussian that blobs are made with.
_BLOBS_A_SIDE = (8.0, 24.0)
_CLOUD_VALUE = 235.0
_CLOUD_DEVIATION = 10.0
_CLOUD_TEXTURE_PX = 4.0
_CLOUD_EDGE_PX = 6.0

Change = Callable[[Float32Array, np.random.Generator], Float32Array]


def unchanged(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Return the image itself."""
    return image


def speckled(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Add the speckle of a single look to the speckle that the image has."""
    return clip(add_speckle(image, SINGLE_LOOK, random))


def brightened(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Apply gamma 0.5."""
    return change_gamma(image, 0.5)


def darkened(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Apply gamma 2."""
    return change_gamma(image, 2.0)


def inverted(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Return the negative of the image."""
    return np.float32(255) - image


def coarsened(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Average the image to half its resolution, and interpolate it (bilinear) back to its size."""
    valid = finite(image)
    rows, cols = image.shape[1:]
    even = np.pad(fill(image, valid), ((0, 0), (0, rows % 2), (0, cols % 2)), mode="edge")
    coarse = halve(even)
    for axis in (1, 2):
        coarse = _doubled(coarse, axis)
    coarse = coarse[:, :rows, :cols]
    coarse[:, ~valid] = np.nan
    return coarse


def _doubled(image: Float32Array, axis: int) -> Float32Array:
    """Interpolate linearly to twice the size along an axis, with repeated edges. Like `halve`, it causes no shift."""
    lines = np.moveaxis(image, axis, -1)
    padded = np.pad(lines, ((0, 0), (0, 0), (1, 1)), mode="edge")
    fine = np.empty((*lines.shape[:2], 2 * lines.shape[2]), dtype=np.float32)
    fine[..., 0::2] = 0.75 * lines + 0.25 * padded[..., :-2]
    fine[..., 1::2] = 0.75 * lines + 0.25 * padded[..., 2:]
    return np.moveaxis(fine, -1, axis)


def half_blanked(image: Float32Array, random: np.random.Generator) -> Float32Array:
    """Set `NODATA_SHARE` of the pixels to nodata on a random side of a line, as beyond the edge of a swath."""
    return blank(image, beyond_line(image.shape[1:], NODATA_SHARE, random))


def beyond_line(shape: tuple[int, ...], share: float, random: np.random.Generator) -> NDArray[np.bool_]:
    """A mask (rows, cols) that is true for this share of the pixels, on a random side of a line."""
    rows, cols = shape
    angle = random.uniform(0, 2 * math.pi)
    distance = math.sin(angle) * np.arange(rows)[:, None] + math.cos(angle) * np.arange(cols)
    chosen = np.zeros(distance.size, dtype=bool)
    chosen[np.argsort(distance, axis=None)[: round(share * distance.size)]] = True
    return chosen.reshape(distance.shape)


def blobs(shape: tuple[int, ...], share: float, random: np.random.Generator) -> Float64Array:
    """A smooth field (rows, cols) that is positive on this share of the pixels, in blobs as clouds form them.

    Its unit is a pixel: near an outline, the value is about the distance from it.
    """
    from scipy.ndimage import gaussian_filter

    field = gaussian_filter(random.standard_normal(shape), max(shape) / random.uniform(*_BLOBS_A_SIDE), mode="wrap")
    steepness = float(np.hypot(*np.gradient(field)).mean())
    above: Float64Array = (field - np.quantile(field, 1 - share)) / steepness
    return above


def blank(image: Float32Array, mask: NDArray[np.bool_]) -> Float32Array:
    """Set the pixels of a mask (rows, cols) to nodata."""
    blanked = image.copy()
    blanked[:, mask] = np.nan
    return blanked


def cloud(image: Float32Array, depth: Float64Array, random: np.random.Generator) -> Float32Array:
    """Hide the ground below clouds, which are bright, have soft edges and some texture, and are not declared.

    Args:
        depth: (rows, cols), how far inside a cloud a pixel lies, px; see `blobs`.
    """
    from scipy.ndimage import gaussian_filter

    texture = gaussian_filter(random.standard_normal(depth.shape), _CLOUD_TEXTURE_PX)
    bright = _CLOUD_VALUE + _CLOUD_DEVIATION * texture / texture.std()
    opacity = np.clip(0.5 + depth / _CLOUD_EDGE_PX, 0, 1)
    return clip((opacity * bright + (1 - opacity) * image).astype(np.float32))


@dataclass(frozen=True)
class Degradation:
    """A degradation of a pair of windows.

    Attributes:
        title: name in tables.
        optical: change of the search window.
        sar: change of the template.
        turn_deg: counter-clockwise rotation of the template's content about its centre, before `sar` is applied.
    """

    title: str
    optical: Change = unchanged
    sar: Change = unchanged
    turn_deg: float = 0.0

    def cut(
        self, optical: Float32Array, sar: Float32Array, windows: WindowPair, seed: tuple[int, ...]
    ) -> tuple[Float32Array, Float32Array]:
        """Cut the search window and the template, and degrade them. The same `seed` and title give the same result.

        If `turn_deg` is not 0, templates must lie at least `turn_margin` from the edges of the image.
        """
        random = np.random.default_rng([*seed, zlib.crc32(self.title.encode())])
        search = self.optical(optical[(..., *windows.search.slices)], random)
        if self.turn_deg:
            template = cut_turned(sar, windows.template, self.turn_deg)
        else:
            template = sar[(..., *windows.template.slices)]
        return search, self.sar(template, random)


DEGRADATIONS = (
    Degradation("none"),
    Degradation("SAR: one look's speckle added", sar=speckled),
    Degradation("optical: gamma 0.5", optical=brightened),
    Degradation("optical: gamma 2", optical=darkened),
    Degradation("optical: inverted", optical=inverted),
    Degradation("optical: half resolution", optical=coarsened),
    Degradation("SAR: half resolution", sar=coarsened),
    Degradation(f"SAR: turned by {TURN_DEG:.0f}°", turn_deg=TURN_DEG),
    Degradation("optical: 30 % nodata", optical=half_blanked),
    Degradation("SAR: 30 % nodata", sar=half_blanked),
    Degradation("both: 30 % nodata", optical=half_blanked, sar=half_blanked),
)


def turn_margin(side: int) -> int:
    """Return how many pixels around a template of `side` px are needed to turn it by `TURN_DEG`."""
    angle = math.radians(TURN_DEG)
    return math.ceil((side - 1) / 2 * (math.cos(angle) + math.sin(angle) - 1)) + 1


def cut_turned(
    image: Float32Array, window: Window, degrees: float, shift: tuple[float, float] = (0.0, 0.0)
) -> Float32Array:
    """Cut a window that is moved by `shift` (col, row) and whose content is turned counter-clockwise about its centre.

    Values are interpolated by cubic splines: linear interpolation would smooth speckle and make matching easier.
    """
    from scipy.ndimage import map_coordinates

    bounds = Window(0, 0, image.shape[2], image.shape[1])
    around = _grown(window, turn_margin(max(window.width, window.height)) + _SPLINE_REACH, bounds)
    part = image[(..., *around.slices)]
    points = _turned_coordinates(window, around, degrees) + np.array(shift[::-1])[:, None, None]
    valid = finite(part)
    turned = np.stack([map_coordinates(band, points, order=3, mode="mirror") for band in fill(part, valid)])
    if not valid.all():
        covered: NDArray[np.bool_] = map_coordinates(valid.astype(np.float32), points, order=1, mode="nearest") > 0.99
        turned[:, ~covered] = np.nan
    return clip(turned)


def _grown(window: Window, by: int, bounds: Window) -> Window:
    left, top = max(window.col - by, bounds.col), max(window.row - by, bounds.row)
    right = min(window.col + window.width + by, bounds.width)
    bottom = min(window.row + window.height + by, bounds.height)
    return Window(left, top, right - left, bottom - top)


def _turned_coordinates(window: Window, around: Window, degrees: float) -> Float64Array:
    """Return, for each pixel of `window` after the turn, its source (row, column) in `around`: (2, height, width)."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    y = np.arange(window.height)[:, None] - (window.height - 1) / 2
    x = np.arange(window.width)[None, :] - (window.width - 1) / 2
    row = window.row - around.row + (window.height - 1) / 2 + sine * x + cosine * y
    col = window.col - around.col + (window.width - 1) / 2 + cosine * x - sine * y
    coordinates: Float64Array = np.stack([row, col])
    return coordinates
