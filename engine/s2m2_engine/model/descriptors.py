"""Descriptors of an image at the strides at which it is compared, and windows cut from them; all in numpy."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Window


@dataclass(frozen=True)
class DescriptorMap:
    """The descriptors of one image at one stride.

    Attributes:
        values: float32 (channels, rows, cols).
        stride: px from cell to cell.
        valid: bool (rows, cols): where they rest on data; None if they do everywhere.
        first: where the first cell begins in the window, px (rows, cols).
    """

    values: Float32Array
    stride: int
    valid: NDArray[np.bool_] | None = None
    first: tuple[int, int] = (0, 0)

    def cut(self, window: Window, inside: bool) -> DescriptorMap:
        """The cells of a window: those that lie inside it, or (not `inside`) all that it touches."""
        rows, top = cells_of(window.row, window.height, self.stride, inside)
        cols, left = cells_of(window.col, window.width, self.stride, inside)
        valid = None if self.valid is None else self.valid[rows, cols]
        return DescriptorMap(self.values[:, rows, cols], self.stride, valid, (top, left))

    def masked(self, valid: NDArray[np.bool_] | None) -> DescriptorMap:
        """The same with descriptors 0 in cells that lie at most by half on `valid` pixels (rows, cols); None: all."""
        if valid is None:
            return self
        rows, cols = self.values.shape[1:]
        seen = _share_of_cells(valid, self.stride)[:rows, :cols] > 0.5
        return replace(self, values=self.values * seen, valid=seen)

    def mask(self) -> NDArray[np.bool_]:
        """`valid`, or a mask that is true everywhere if `valid` is None."""
        return np.ones(self.values.shape[1:], dtype=bool) if self.valid is None else self.valid


@dataclass(frozen=True)
class Description:
    """The descriptors of one image at all strides, and those of the prior; a level that there is not is None."""

    deep: DescriptorMap | None
    shallow: DescriptorMap | None
    prior: DescriptorMap | None = None

    def cut(self, window: Window, inside: bool) -> Description:
        """The part that belongs to a window; see `DescriptorMap.cut`.

        A template takes the cells that lie inside it (`inside`), and a search window takes all cells that it touches,
        so that no shift lies beyond a coarse heatmap.
        """
        return Description(
            *(None if one is None else one.cut(window, inside) for one in (self.deep, self.shallow, self.prior))
        )


def cells_of(low: int, length: int, stride: int, inside: bool) -> tuple[slice, int]:
    """The cells along one axis of a window, and where the first of them begins in the window, px."""
    high = low + length
    begin, end = low // stride, -(-high // stride)
    if inside:
        begin, end = -(-low // stride), high // stride
    return slice(begin, end), begin * stride - low


def _share_of_cells(valid: NDArray[np.bool_], stride: int) -> Float32Array:
    """The share of valid pixels in each cell; a cell at the border may have fewer pixels."""
    sums = valid.astype(np.float32)
    for axis, length in enumerate(valid.shape):
        starts = np.arange(0, length, stride)
        sums = np.add.reduceat(sums, starts, axis=axis)
        sums /= np.expand_dims(np.minimum(stride, length - starts), 1 - axis)
    return sums
