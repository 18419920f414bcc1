"""Array types and pixel windows that all packages of the engine use.

Image coordinates are (col, row), and the centre of a pixel is at +0.5. Arrays are (bands, rows, cols) or (rows, cols).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float32Array = NDArray[np.float32]
Float64Array = NDArray[np.float64]


def lattice(low: Sequence[float] | Float64Array, high: Sequence[float] | Float64Array, steps: int) -> Float64Array:
    """Positions (steps², 2) of a lattice over the box between the corners `low` and `high` (2,), row by row."""
    x, y = (np.linspace(low[axis], high[axis], steps) for axis in (0, 1))
    return np.column_stack([part.ravel() for part in np.meshgrid(x, y)])


@dataclass(frozen=True)
class Window:
    """A rectangle of whole pixels: columns [col, col + width), rows [row, row + height)."""

    col: int
    row: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Slices (rows, cols) that index the last two axes of an array."""
        return slice(self.row, self.row + self.height), slice(self.col, self.col + self.width)

    def within(self, frame: Window) -> Window:
        """The same window in coordinates that start at the upper left corner of `frame`."""
        return Window(self.col - frame.col, self.row - frame.row, self.width, self.height)


@dataclass(frozen=True)
class WindowPair:
    """One search window and one template, each in the coordinates of the larger image that it is cut from."""

    search: Window
    template: Window
