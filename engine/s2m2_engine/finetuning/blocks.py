"""Scenes are cut into blocks that share no pixel, so that the model is trained on some and tested on others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ..arrays import Float32Array, Float64Array, Window
from ..pairs.folders import Displacement
from ..pairs.scene_pairs import ScenePair
from ..pairs.training_pairs import PairImages, digest
from ..scene.raster.geodesy import point_transformer
from ..training.label_refinement import field_coefficients

# Side lengths of a block's SAR window, px: large scenes are cut into blocks of about the preferred length.
PREFERRED_SIDE, SMALLEST_SIDE = 320, 160
# Width of the optical margin that belongs to a block, px: half the range of shifts that training and trial search.
MARGIN = 32
# Shares of the blocks for the trial and for validation; with fewer than `_MANY` blocks there is no validation set.
_TRIAL_SHARE, _WATCH_SHARE, _MANY = 0.25, 0.12, 8


class Block(PairImages):
    """A part of a larger pair. It has the coordinates of the larger pair (px of its common grid)."""

    def __init__(self, whole: ScenePair, number: int, core: Window, displacement: Displacement | None = None) -> None:
        """Make a block of the pair `whole`.

        Args:
            number: index of the pair in the run; it tells pairs with equal file names apart.
            core: window of the SAR image.
            displacement: coefficients in px; None takes the displacement of `whole`.
        """
        self._whole = whole
        self._number = number
        self._core = core
        self._displacement = displacement or field_coefficients(self._of_whole, core)
        self.key = f"{number}:{whole.key}#{core.col},{core.row},{core.width}"
        self.scene = self.key

    def _of_whole(self, position: Float64Array) -> Float64Array:
        return np.array([self._whole.shift_at(float(col), float(row)) for col, row in position])

    @property
    def files(self) -> tuple[Path, Path]:
        return self._whole.files

    def core(self) -> Window:
        return self._core

    def bounds(self) -> Window:
        """The optical window that the whole pair's displacement assigns to the block, with a margin of `MARGIN` px."""
        limit, core = self._whole.bounds(), self._core
        dx, dy = self._whole.shift_at(core.col + core.width / 2, core.row + core.height / 2)
        left = max(limit.col, core.col + round(float(dx)) - MARGIN)
        top = max(limit.row, core.row + round(float(dy)) - MARGIN)
        right = min(limit.col + limit.width, core.col + round(float(dx)) + core.width + MARGIN)
        bottom = min(limit.row + limit.height, core.row + round(float(dy)) + core.height + MARGIN)
        return Window(left, top, max(0, right - left), max(0, bottom - top))

    @property
    def displacement(self) -> Displacement:
        return self._displacement

    @property
    def pair(self) -> int:
        """Index of the pair that the block is a part of."""
        return self._number

    def shows_ground_of(self, other: Block) -> bool:
        """Whether `other` is of another pair and shows some of the same ground, for example on another date."""
        (left, bottom, right, top), (west, south, east, north) = self._ground, other._ground
        return self.pair != other.pair and left < east and west < right and bottom < north and south < top

    @cached_property
    def _ground(self) -> tuple[float, float, float, float]:
        """(west, south, east, north) of the block's SAR window in EPSG:4326, degrees."""
        grid, core = self._whole.grid, self._core
        to_degrees = point_transformer(grid.crs, "EPSG:4326")
        cols, rows = np.meshgrid([core.col, core.col + core.width], [core.row, core.row + core.height])
        corners = to_degrees(grid.xy(cols.ravel(), rows.ravel()))
        return (*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())

    def with_displacement(self, displacement: Displacement) -> Block:
        return Block(self._whole, self._number, self._core, displacement)

    def read_optical(self, window: Window) -> Float32Array:
        return self._whole.read_optical(window)

    def read_sar(self, window: Window) -> Float32Array:
        return self._whole.read_sar(window)

    def check(self, decode: bool) -> None:
        self._whole.check(decode=False)


def cut_blocks(whole: ScenePair, number: int) -> list[Block]:
    """Cut the pair with index `number` into blocks of equal size; the list is empty if the pair is too small.

    Neighbouring blocks are twice the margin apart, so that they share neither SAR nor optical pixels.
    """
    core = whole.core()
    columns, rows = _spans(core.col, core.width), _spans(core.row, core.height)
    blocks = [Block(whole, number, Window(col, row, width, height)) for row, height in rows for col, width in columns]
    return [block for block in blocks if min(block.bounds().width, block.bounds().height) >= SMALLEST_SIDE + 2 * MARGIN]


def _spans(start: int, length: int) -> list[tuple[int, int]]:
    """(start, length) of each block along one axis, px."""
    gap = 2 * MARGIN
    if length < SMALLEST_SIDE:
        return []
    count = max(1, round((length + gap) / (PREFERRED_SIDE + gap)))
    side = (length + gap) // count - gap
    if side < SMALLEST_SIDE:
        count, side = 1, length
    return [(start + number * (side + gap), side) for number in range(count)]


@dataclass(frozen=True)
class Shares:
    """Blocks by their use: `learn` is the training set, `watch` the validation set, and `trial` the test set, on which
    it is decided whether the tuned model is offered."""

    learn: list[Block]
    watch: list[Block]
    trial: list[Block]


def share_out(blocks: Sequence[Block], seed: int) -> Shares:
    """Split blocks into training, validation and test set, at random but the same for the same `seed`.

    Blocks that show the same ground are never in different sets: where that cannot be done, blocks are left out. There
    is no validation set where there are few blocks, and no test set where there is only one block.
    """
    ranked = sorted(blocks, key=lambda block: digest([str(seed), block.key]))
    trial, rest = _take(ranked, max(1, round(_TRIAL_SHARE * len(ranked))) if len(ranked) > 1 else 0)
    watch, learn = _take(rest, max(1, round(_WATCH_SHARE * len(ranked))) if len(ranked) >= _MANY else 0)
    return Shares(learn, watch, trial)


def _take(ranked: Sequence[Block], count: int) -> tuple[list[Block], list[Block]]:
    """The first `count` blocks, with all blocks that show the same ground as one of them; and the blocks that remain,
    without those that share ground with a taken block."""
    taken: list[Block] = []
    left = list(ranked)
    while left and len(taken) < count:
        first = left.pop(0)
        same = [block for block in left if block.shows_ground_of(first)]
        taken += [first, *same]
        left = [block for block in left if block not in same]
    return taken, [block for block in left if not any(block.shows_ground_of(one) for one in taken)]
