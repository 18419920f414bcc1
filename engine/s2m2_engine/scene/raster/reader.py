"""Reads a layer on the common grid, window by window, from any thread.

If the grid has the raster's own pixels, they are read without resampling (a coarsened grid has means of whole pixels).
Otherwise the raster is first averaged to about the grid's pixel size (anti-aliasing) and then interpolated bilinearly.
Averages use only valid pixels, in the scale that matching uses (see `radiometry`).
"""

from __future__ import annotations

import math
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array, Float64Array, Window
from .geodesy import Points, point_transformer
from .grid import CommonGrid
from .raster import Raster
from .warp import block_mean, position_map, sample

# Largest number of source values in memory at a time during averaging.
_STRIP_VALUES = 4_000_000
# Largest number of pixels that are resampled at a time; each needs about 180 bytes.
_STRIP_PX = 500_000
# Averaging more source pixels per axis costs time but hardly reduces noise. Beyond this number, the raster is first
# subsampled, which uses the file's overviews.
_ENOUGH_SAMPLES = 8
_SAME_GRID_PX = 1e-3


class GridReader:
    """Reads `raster` on `grid`; a context manager. It does not close the raster."""

    def __init__(self, raster: Raster, grid: CommonGrid) -> None:
        self.raster = raster
        self.grid = grid
        self._radiometry = raster.radiometry
        self._to_raster = point_transformer(grid.crs_text, raster.crs_text, raster.centre[0])
        self._origin = _own_pixels(raster, grid)
        self._masks: dict[int, NDArray[np.bool_]] = {}
        self._hidden: list[tuple[NDArray[np.bool_], int]] = []

    def __enter__(self) -> GridReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._masks.clear()

    @property
    def own_pixels(self) -> bool:
        """Whether the grid has the raster's own pixels, so that nothing is resampled."""
        return self._origin is not None

    def read(self, window: Window, factor: int = 1) -> Float32Array:
        """Read (bands, rows, cols), float32 in 0..255, with NaN for nodata.

        Args:
            window: in pixels of the grid coarsened by `factor`: a pixel covers factor x factor pixels of the grid,
                which has the same upper left corner. The window may extend beyond the grid.

        Raises:
            InputError: "corrupt_raster".
        """
        own = self._origin is not None
        values = self._read_own(window, factor) if own else self._read_in_strips(window, factor)
        if self._hidden:
            values[:, self._hidden_in(window, factor)] = np.nan
        return self._radiometry.normalise(values)

    def hide(self, mask: NDArray[np.bool_], factor: int) -> None:
        """From now on, what this mask covers, too, holds no data; its pixels are factor x factor pixels of the grid."""
        self._hidden.append((mask, factor))
        self._masks.clear()

    def _hidden_in(self, window: Window, factor: int) -> NDArray[np.bool_]:
        """Where the middle of a pixel of the window, which `read` takes, is hidden."""
        result = np.zeros((window.height, window.width), dtype=bool)
        for mask, side in self._hidden:
            places = [
                ((2 * (first + np.arange(count)) + 1) * factor) // (2 * side)
                for first, count in ((window.row, window.height), (window.col, window.width))
            ]
            inside = [(place >= 0) & (place < length) for place, length in zip(places, mask.shape, strict=True)]
            result[np.ix_(*inside)] |= mask[np.ix_(*(place[keep] for place, keep in zip(places, inside, strict=True)))]
        return result

    def valid_mask(self, factor: int) -> NDArray[np.bool_]:
        """Return the mask of pixels with data on the coarsened grid: (ceil(height / factor), ceil(width / factor))."""
        if factor not in self._masks:
            valid = self._find_valid(factor)
            if self._hidden:
                valid &= ~self._hidden_in(Window(0, 0, valid.shape[1], valid.shape[0]), factor)
            self._masks[factor] = valid
        return self._masks[factor]

    def _find_valid(self, factor: int) -> NDArray[np.bool_]:
        rows, cols = -(-self.grid.height // factor), -(-self.grid.width // factor)
        whole = Window(0, 0, cols, rows)
        if self.raster.always_valid(self._radiometry.bands) and not self._radiometry.fills:
            x, y = position_map(lambda pixels: self._source(pixels * factor), whole)
            inside: NDArray[np.bool_] = (x >= 0) & (x <= self.raster.width) & (y >= 0) & (y <= self.raster.height)
            return inside
        result = np.zeros((rows, cols), dtype=bool)
        strip = max(1, _STRIP_VALUES // (cols * len(self._radiometry.bands)))
        for row in range(0, rows, strip):
            part = self.read(Window(0, row, cols, min(strip, rows - row)), factor)
            result[row : row + strip] = np.isfinite(part).any(axis=0)
        return result

    # --- pixels as they are -------------------------------------------------------------------------------

    def _read_own(self, window: Window, factor: int) -> Float32Array:
        assert self._origin is not None
        col = window.col * factor + self._origin[0]
        row = window.row * factor + self._origin[1]
        step = _subsampling(factor)
        area = Window(col, row, window.width * factor, window.height * factor)
        return self._averaged(area, (step, step), (factor, factor))

    # --- pixels from others -------------------------------------------------------------------------------

    def _source(self, pixels: Points) -> Points:
        """Return the raster's pixel coordinates (n, 2) of the grid's pixel coordinates (n, 2), (col, row)."""
        return self.raster.to_pixel(self._to_raster(self.grid.xy(pixels[:, 0], pixels[:, 1])))

    def _read_in_strips(self, window: Window, factor: int) -> Float32Array:
        height = max(1, _STRIP_PX // max(1, window.width))
        if height >= window.height:
            return self._read_resampled(window, factor)
        result = np.empty((len(self._radiometry.bands), window.height, window.width), dtype=np.float32)
        for row in range(0, window.height, height):
            strip = Window(window.col, window.row + row, window.width, min(height, window.height - row))
            result[:, row : row + height] = self._read_resampled(strip, factor)
        return result

    def _read_resampled(self, window: Window, factor: int) -> Float32Array:
        empty = np.full((len(self._radiometry.bands), window.height, window.width), np.nan, dtype=np.float32)
        x, y = position_map(lambda pixels: self._source(pixels * factor), window)
        if not np.isfinite(x).any():
            return empty
        scale_x, scale_y = _scale(x, y)
        n_x, n_y = max(1, math.floor(scale_x + 0.01)), max(1, math.floor(scale_y + 0.01))
        step_x, step_y = _subsampling(n_x), _subsampling(n_y)
        level = self._level_window(x / n_x, y / n_y, n_x, n_y)
        if level is None:
            return empty
        area = Window(level.col * n_x, level.row * n_y, level.width * n_x, level.height * n_y)
        image = self._averaged(area, (step_x, step_y), (n_x, n_y))
        if max(scale_x / n_x, scale_y / n_y) <= 1.1:
            shifts = [(0.5, 0.5)]
        else:
            # The remaining ratio is below 2: take the mean of four places in each pixel.
            shifts = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
        parts = []
        for shift in shifts:
            if len(shifts) > 1:
                x, y = position_map(lambda pixels: self._source(pixels * factor), window, shift)
            parts.append(sample(image, x / n_x - level.col, y / n_y - level.row, "bilinear"))
        result = parts[0] if len(parts) == 1 else np.mean(parts, axis=0)
        return np.asarray(result, dtype=np.float32)

    def _level_window(self, x: Float64Array, y: Float64Array, n_x: int, n_y: int) -> Window | None:
        """Return the window of the raster averaged by n_x x n_y that samples at x, y need, or None if it is empty."""
        width, height = -(-self.raster.width // n_x), -(-self.raster.height // n_y)
        with np.errstate(invalid="ignore"):
            near = (x >= -1) & (x <= width + 1) & (y >= -1) & (y <= height + 1)
        if not near.any():
            return None
        col0 = max(0, math.floor(float(x[near].min())) - 2)
        row0 = max(0, math.floor(float(y[near].min())) - 2)
        col1 = min(width, math.ceil(float(x[near].max())) + 2)
        row1 = min(height, math.ceil(float(y[near].max())) + 2)
        if col1 <= col0 or row1 <= row0:
            return None
        return Window(col0, row0, col1 - col0, row1 - row0)

    # --- from the file ------------------------------------------------------------------------------------

    def _averaged(self, area: Window, step: tuple[int, int], factor: tuple[int, int]) -> Float32Array:
        """Average factor (x, y) source pixels, of which every step-th is read; `area` may extend beyond the raster."""
        bands = self._radiometry.bands
        cols, rows = area.width // factor[0], area.height // factor[1]
        result = np.full((len(bands), rows, cols), np.nan, dtype=np.float32)
        per_row = area.width // step[0] * (factor[1] // step[1]) * len(bands)
        strip = max(1, _STRIP_VALUES // max(1, per_row))
        for row in range(0, rows, strip):
            count = min(strip, rows - row)
            part = Window(area.col, area.row + row * factor[1], area.width, count * factor[1])
            values = self._padded(part, step)
            if values is not None:
                result[:, row : row + count] = block_mean(values, factor[1] // step[1], factor[0] // step[0])
        return result

    def _padded(self, area: Window, step: tuple[int, int]) -> Float32Array | None:
        """Read scaled values of every step-th (x, y) pixel; NaN outside the raster, None if `area` is outside."""
        col0, col1 = max(area.col, 0), min(area.col + area.width, self.raster.width)
        row0, row1 = max(area.row, 0), min(area.row + area.height, self.raster.height)
        # Steps are counted from the area's corner, so that samples do not move.
        col0 += -(col0 - area.col) % step[0]
        row0 += -(row0 - area.row) % step[1]
        cols, rows = (col1 - col0) // step[0], (row1 - row0) // step[1]
        if cols <= 0 or rows <= 0:
            return None
        inner = Window(col0, row0, cols * step[0], rows * step[1])
        values = self._radiometry.scale(self.raster.read(self._radiometry.bands, inner, (rows, cols)))
        width, height = area.width // step[0], area.height // step[1]
        if (cols, rows) == (width, height):
            return values
        padded = np.full((len(values), height, width), np.nan, dtype=np.float32)
        left, top = (col0 - area.col) // step[0], (row0 - area.row) // step[1]
        padded[:, top : top + rows, left : left + cols] = values
        return padded


def _subsampling(factor: int) -> int:
    """Return the step for subsampling before averaging: a divisor of `factor` that leaves enough pixels."""
    step = 1
    while factor % (step * 2) == 0 and factor // (step * 2) >= _ENOUGH_SAMPLES:
        step *= 2
    return step


def _scale(x: Float64Array, y: Float64Array) -> tuple[float, float]:
    """Return the median size of a target pixel in source pixels (along columns, along rows)."""
    if min(x.shape) < 2:
        return 1.0, 1.0
    with np.errstate(invalid="ignore"):
        along_cols = np.hypot(np.diff(x, axis=1)[:-1], np.diff(x, axis=0)[:, :-1])
        along_rows = np.hypot(np.diff(y, axis=1)[:-1], np.diff(y, axis=0)[:, :-1])
    return float(np.nanmedian(along_cols)), float(np.nanmedian(along_rows))


def _own_pixels(raster: Raster, grid: CommonGrid) -> tuple[int, int] | None:
    """Return the raster's (col, row) of the grid's upper left corner if the grid has the raster's own pixels."""
    if raster.gcps or raster.crs != grid.crs:
        return None
    corners = grid.xy(np.array([0.0, grid.width]), np.array([0.0, grid.height]))
    (col0, row0), (col1, row1) = raster.to_pixel(corners)
    col, row = round(float(col0)), round(float(row0))
    expected = (col, row, col + grid.width, row + grid.height)
    found = (col0, row0, col1, row1)
    error = max(abs(value - whole) for value, whole in zip(found, expected, strict=True))
    turned = raster.transform.b != 0 or raster.transform.d != 0
    return None if turned or error > _SAME_GRID_PX else (col, row)
