"""Cuts windows from pairs with known displacement, to measure matchers on.

Templates are cut from the SAR image, search windows from the optical image.
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
    """A pair of windows; `truth` is the true (col, row) of the template's corner in the search window, sub-pixel."""

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
    """Cut up to `count` windows at random places of a pair. Places are skipped if the truth is not in the window.

    Args:
        shape: (rows, cols) of both images.
        template: side of the template, px.
        search: number of shifts in each direction; the side of the search window is template + search.
        valid: mask of valid SAR pixels; templates with less than three quarters of valid pixels are left out.
        margin: templates nearer than this to the edges of the images are left out. It does not change the others.
    """
    rows, cols = shape
    side = template + search
    if side > min(rows, cols):
        return
    for _ in range(count):
        corner = random.integers(0, [cols - side + 1, rows - side + 1])
        place = corner + random.integers(0, search + 1, size=2)
        truth = place - corner + pair.shift_at(place[0] + template / 2, place[1] + template / 2, cols)
        if truth.min() < 0 or truth.max() > search:
            continue
        if place.min() < margin or place[0] + template > cols - margin or place[1] + template > rows - margin:
            continue
        window = Window(int(place[0]), int(place[1]), template, template)
        if valid is not None and valid[window.slices].mean() < 0.75:
            continue
        area = Window(int(corner[0]), int(corner[1]), side, side)
        yield Trial(WindowPair(area, window), (float(truth[0]), float(truth[1])))
