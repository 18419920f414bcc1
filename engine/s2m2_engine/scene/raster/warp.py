"""Resamples arrays at arbitrary positions, and computes source positions of all pixels of a window.

Positions are (col, row) with pixel centres at +0.5. Empty pixels are NaN and are not used in averages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array, Float64Array, Window
from .geodesy import Points

Resampling = Literal["nearest", "bilinear", "cubic"]

# Exact positions are computed at this spacing (h pixels) and interpolated linearly between. The error, h²/8 times the
# second derivative, is below 0.01 px for map projections and smooth transforms.
LATTICE_STEP = 16
# So many positions are interpolated at once: their arrays stay in a core's cache, and threads do not wait for memory.
_AT_ONCE = 2**14


def position_map(
    positions: Callable[[Points], Points], window: Window, shift: tuple[float, float] = (0.5, 0.5)
) -> tuple[Float64Array, Float64Array]:
    """Return the source columns and the source rows of every pixel of `window`, each float64 (height, width).

    Args:
        positions: converts target pixel coordinates (n, 2) to source pixel coordinates (n, 2); may return NaN.
        shift: position inside the target pixel; by default its centre.
    """
    x = _knots(window.width)
    y = _knots(window.height)
    grid_x, grid_y = np.meshgrid(window.col + shift[0] + x, window.row + shift[1] + y)
    source = positions(np.column_stack([grid_x.ravel(), grid_y.ravel()])).reshape(len(y), len(x), 2)
    return (
        _expand(source[..., 0], x, y, window.width, window.height),
        _expand(source[..., 1], x, y, window.width, window.height),
    )


def _knots(length: int) -> Float64Array:
    count = max(2, -(-(length - 1) // LATTICE_STEP) + 1)
    return np.linspace(0.0, max(1, length - 1), count)


def _expand(values: Float64Array, x: Float64Array, y: Float64Array, width: int, height: int) -> Float64Array:
    """Interpolate lattice values (len(y), len(x)) bilinearly to all pixels (height, width)."""
    with np.errstate(invalid="ignore"):
        result: Float64Array = _weights(y, height) @ values @ _weights(x, width).T
    return result


def _weights(knots: Float64Array, length: int) -> Float64Array:
    """Return the weights (length, len(knots)) of linear interpolation at positions 0 .. length - 1."""
    step = knots[1] - knots[0]
    hats: Float64Array = 1 - np.abs(np.arange(length)[:, None] - knots[None, :]) / step
    return np.maximum(hats, 0)


def block_mean(values: Float32Array, step_rows: int, step_cols: int) -> Float32Array:
    """Average the valid pixels of each block; (bands, rows, cols) becomes (bands, rows / step, cols / step)."""
    if step_rows == 1 and step_cols == 1:
        return values
    total = _block_sum(values, step_rows, step_cols)
    if np.isfinite(total).all():
        total /= np.float32(step_rows * step_cols)
        return total
    valid = ~np.isnan(values)
    count = _block_sum(valid.astype(np.float32), step_rows, step_cols)
    total = _block_sum(np.where(valid, values, np.float32(0)), step_rows, step_cols)
    with np.errstate(invalid="ignore"):
        total /= count  # 0 / 0 is NaN
    return total


def _block_sum(values: Float32Array, step_rows: int, step_cols: int) -> Float32Array:
    """The sums over blocks. Adding whole images is several times as fast as numpy's sum over two short axes."""
    tall = values[:, ::step_rows].copy()
    for row in range(1, step_rows):
        tall += values[:, row::step_rows]
    total = tall[..., ::step_cols].copy()
    for col in range(1, step_cols):
        total += tall[..., col::step_cols]
    return total


def sample(
    image: NDArray[np.floating], cols: Float64Array, rows: Float64Array, method: Resampling
) -> NDArray[np.floating]:
    """Interpolate `image` (bands, H, W) at positions of any shape S.

    Methods:
        bilinear: only valid neighbours are used; NaN where they have less than half of the weight.
        cubic: Keys (1981), a = -0.5. Bilinear where one of the 16 neighbours is empty, and where only the cubic
            value is negative, because power and reflectance are never negative.
        nearest: the pixel that contains the position.

    Returns:
        Values (bands, *S) of the image's dtype; NaN outside the image and where it is empty.
    """
    _, height, width = image.shape
    inside = (cols >= 0) & (cols <= width) & (rows >= 0) & (rows <= height)  # False for NaN, too
    x = np.where(inside, cols, 0.5)
    y = np.where(inside, rows, 0.5)
    if method == "nearest":
        result = _take(image, np.minimum(x.astype(np.intp), width - 1), np.minimum(y.astype(np.intp), height - 1))
    elif method == "bilinear":
        result = _bilinear(image, x - 0.5, y - 0.5)
    else:
        result = _cubic(image, x - 0.5, y - 0.5)
        # The comparison is also False for NaN, which becomes the bilinear value.
        doubtful = ~(result >= 0).all(axis=0)
        if doubtful.any():
            plain = _bilinear(image, x[doubtful] - 0.5, y[doubtful] - 0.5)
            fine = result[:, doubtful]
            result[:, doubtful] = np.where(np.isnan(fine) | ((fine < 0) & (plain >= 0)), plain, fine)
    result[:, ~inside] = np.nan
    return np.asarray(result)


def _take(image: NDArray[np.floating], cols: NDArray[np.intp], rows: NDArray[np.intp]) -> NDArray[np.floating]:
    bands, height, width = image.shape
    return np.asarray(np.take(image.reshape(bands, height * width), rows * width + cols, axis=1))


def _bilinear(image: NDArray[np.floating], x: Float64Array, y: Float64Array) -> NDArray[np.floating]:
    _, height, width = image.shape
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    left = np.minimum(x.astype(np.intp), max(0, width - 2))
    top = np.minimum(y.astype(np.intp), max(0, height - 2))
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    fx, fy = (x - left).astype(image.dtype), (y - top).astype(image.dtype)
    corners = ((left, top, (1 - fx) * (1 - fy)), (right, top, fx * (1 - fy)),
               (left, bottom, (1 - fx) * fy), (right, bottom, fx * fy))  # fmt: skip
    empty = np.isnan(image)
    if not empty.any():
        return np.asarray(sum(_take(image, col, row) * weight for col, row, weight in corners))
    filled = np.where(empty, image.dtype.type(0), image)
    valid = (~empty).astype(image.dtype)
    total = sum(_take(filled, col, row) * weight for col, row, weight in corners)
    share = np.asarray(sum(_take(valid, col, row) * weight for col, row, weight in corners))
    # Slightly below one half, so that rounding does not decide about positions midway between a valid and an empty
    # pixel.
    usable = share > 0.4999
    return np.where(usable, total / np.where(usable, share, 1), image.dtype.type(np.nan))


def _cubic(image: NDArray[np.floating], x: Float64Array, y: Float64Array) -> NDArray[np.floating]:
    """Interpolate by cubic convolution; NaN where one of the 16 neighbours is empty or outside."""
    result = np.empty((len(image), x.size), dtype=image.dtype)
    for start in range(0, x.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        result[:, part] = _cubic_at(image, x.ravel()[part], y.ravel()[part])
    return result.reshape(len(image), *x.shape)


def _cubic_at(image: NDArray[np.floating], x: Float64Array, y: Float64Array) -> NDArray[np.floating]:
    bands, height, width = image.shape
    flat = image.reshape(bands, height * width)
    col, row = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    weights_x = [weight.astype(image.dtype) for weight in _keys(x - col)]
    weights_y = [weight.astype(image.dtype) for weight in _keys(y - row)]
    cols = [np.clip(col + i, 0, width - 1) for i in range(-1, 3)]
    starts = [np.clip(row + j, 0, height - 1) * width for j in range(-1, 3)]
    result = np.zeros((bands, len(x)), dtype=image.dtype)
    for start, weight_y in zip(starts, weights_y, strict=True):
        for neighbour, weight_x in zip(cols, weights_x, strict=True):
            value = np.take(flat, start + neighbour, axis=1)
            value *= weight_x * weight_y
            result += value
    outside = (col < 1) | (row < 1) | (col + 2 >= width) | (row + 2 >= height)
    result[:, outside] = np.nan
    return result


def _keys(t: Float64Array) -> tuple[Float64Array, Float64Array, Float64Array, Float64Array]:
    """Return Keys' cubic convolution weights of the neighbours at -1, 0, 1, 2 for a fraction t in [0, 1)."""
    return (
        ((-0.5 * t + 1.0) * t - 0.5) * t,
        (1.5 * t - 2.5) * t * t + 1.0,
        ((-1.5 * t + 2.0) * t + 0.5) * t,
        (0.5 * t - 0.5) * t * t,
    )
