"""Arrays and windows of pixels, as every room of the engine passes them.

Image coordinates are (col, row), pixel centres at +0.5. Arrays are (bands, rows, cols) or (rows, cols).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float32Array = NDArray[np.float32]
Float64Array = NDArray[np.float64]


@dataclass(frozen=True)
class Window:
    """A rectangle of whole pixels: columns [col, col + width), rows [row, row + height)."""

    col: int
    row: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """(rows, cols) to index the last two axes of an array with."""
        return slice(self.row, self.row + self.height), slice(self.col, self.col + self.width)

    def within(self, frame: Window) -> Window:
        """The same pixels, counted from the corner of `frame`."""
        return Window(self.col - frame.col, self.row - frame.row, self.width, self.height)


@dataclass(frozen=True)
class WindowPair:
    """Where to cut one search window and one template out of a pair of larger images."""

    search: Window
    template: Window
