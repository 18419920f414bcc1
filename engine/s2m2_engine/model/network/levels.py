"""Features of an image at the strides at which it is compared, and windows cut from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from ..descriptors import cells_of


@dataclass(frozen=True)
class Level:
    """Features or descriptors of one image at one stride.

    Attributes:
        features: (B, C, rows, cols), or (B, K, C, rows, cols) of K templates of each image.
        stride: px from cell to cell.
        valid: bool, in the shape of `features` without C: where they rest on data; None if they do everywhere.
        first: where the first cell begins in the window, px (rows, cols).
    """

    features: Tensor
    stride: int
    valid: Tensor | None = None
    first: tuple[int, int] = (0, 0)

    def cut(self, row: int, col: int, height: int, width: int, inside: bool) -> Level:
        """The cells of a window, given in px: those that lie inside it, or (not `inside`) all that it touches."""
        (rows, top), (cols, left) = (
            cells_of(low, length, self.stride, inside) for low, length in ((row, height), (col, width))
        )
        valid = None if self.valid is None else self.valid[..., rows, cols]
        return Level(self.features[..., rows, cols], self.stride, valid, (top, left))

    def cut_places(self, corners: Tensor, side: int) -> Level:
        """Templates (B, K, ...) of `side` px at the corners (B, K, 2), (col, row) px, all multiples of the stride."""
        cells = side // self.stride

        def cut(maps: Tensor) -> Tensor:
            return torch.stack(
                [
                    torch.stack([one[..., row : row + cells, col : col + cells] for col, row in places])
                    for one, places in zip(maps, (corners // self.stride).tolist())
                ]
            )

        return replace(self, features=cut(self.features), valid=None if self.valid is None else cut(self.valid))

    def masked(self, valid: Tensor | None) -> Level:
        """The level with features 0 in cells that lie at most by half on `valid` pixels (B, rows, cols); None: all."""
        if valid is None:
            return self
        rows, cols = self.features.shape[-2:]
        share = functional.avg_pool2d(valid[:, None].float(), self.stride, ceil_mode=True)[:, 0, :rows, :cols]
        seen = share > 0.5
        return replace(self, features=self.features * seen[:, None], valid=seen)

    def mask(self) -> Tensor:
        """`valid`, or a mask that is true everywhere if `valid` is None."""
        if self.valid is not None:
            return self.valid
        return torch.ones_like(self.features[..., 0, :, :], dtype=torch.bool)


@dataclass(frozen=True)
class Levels:
    """The features of one image at the strides at which it is compared, and those of the prior."""

    deep: Level | None
    shallow: Level | None
    prior: Level | None = None

    def each(self, change: Callable[[Level], Level]) -> Levels:
        """A copy in which every level that exists is changed by `change`."""
        return Levels(*(None if one is None else change(one) for one in (self.deep, self.shallow, self.prior)))
