"""Windows cut from pairs whose displacement is known, to measure matchers on.

The SAR image gives the template, the optical one the search window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Window, WindowPair
from ..pairs.image_pairs import ImagePair


@dataclass(frozen=True)
class Trial:
    """One template to find: `truth` is the (col, row) of its corner in the search window, sub-pixel."""

    windows: WindowPair
    truth: tuple[float, float]


def cut_trials(
    pair: ImagePair,
    shape: tuple[int, int],
    template: int,
    search: int,
    count: int,
    random: np.random.Generator,
    valid: NDArray[np.bool_] | None = None,
    margin: int = 0,
) -> Iterator[Trial]:
    """Up to `count` windows at random places of one pair; fewer where the truth falls outside the search window.

    Args:
        shape: (rows, cols) of both images.
        template: side of the template; `search`: shifts in each direction, so the search window has template + search.
        valid: where the SAR image is valid; templates with less than three quarters of valid pixels are left out.
        margin: templates nearer to the images' edges are left out; the others are the same whatever it is.
    """
    rows, cols = shape
    side = template + search
    if side > min(rows, cols):
        return
    for _ in range(count):
        corner = random.integers(0, [cols - side + 1, rows - side + 1])
        at = corner + random.integers(0, search + 1, size=2)
        truth = at - corner + pair.shift_at(at[0] + template / 2, at[1] + template / 2, cols)
        if truth.min() < 0 or truth.max() > search:
            continue
        if at.min() < margin or at[0] + template > cols - margin or at[1] + template > rows - margin:
            continue
        window = Window(int(at[0]), int(at[1]), template, template)
        if valid is not None and valid[window.slices].mean() < 0.75:
            continue
        area = Window(int(corner[0]), int(corner[1]), side, side)
        yield Trial(WindowPair(area, window), (float(truth[0]), float(truth[1])))
