"""Features of an image at the strides at which it is compared, and windows cut from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Level:
    """Features of one image, or descriptors.

    Attributes:
        features: (B, C, rows, cols), of K templates of each image (B, K, C, rows, cols).
        stride: px from cell to cell.
        valid: bool, features' shape without C: where they rest on data; None where everywhere.
        first: where the first cell begins in the window, px (rows, cols).
    """

    features: Tensor
    stride: int
    valid: Tensor | None = None
    first: tuple[int, int] = (0, 0)

    def cut(self, row: int, col: int, height: int, width: int, inside: bool) -> Level:
        """A window's part: of the cells those that lie inside it, or all that it touches."""
        (rows, top), (cols, left) = self._span(row, height, inside), self._span(col, width, inside)
        valid = None if self.valid is None else self.valid[..., rows, cols]
        return Level(self.features[..., rows, cols], self.stride, valid, (top, left))

    def cut_places(self, corners: Tensor, side: int) -> Level:
        """(B, K, ...) templates of `side` px at corners (B, K, 2) (col, row), px, all multiples of the stride."""
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
        """With features 0 in cells of which less than half lies on data (B, rows, cols); None where all does."""
        if valid is None:
            return self
        rows, cols = self.features.shape[-2:]
        share = functional.avg_pool2d(valid[:, None].float(), self.stride, ceil_mode=True)[:, 0, :rows, :cols]
        seen = share > 0.5
        return replace(self, features=self.features * seen[:, None], valid=seen)

    def mask(self) -> Tensor:
        """`valid`, everywhere true where that is None."""
        if self.valid is not None:
            return self.valid
        return torch.ones_like(self.features[..., 0, :, :], dtype=torch.bool)

    def _span(self, low: int, length: int, inside: bool) -> tuple[slice, int]:
        """Cells along an axis, and where the first one begins."""
        high = low + length
        begin, end = low // self.stride, -(-high // self.stride)
        if inside:
            begin, end = -(-low // self.stride), high // self.stride
        return slice(begin, end), begin * self.stride - low


@dataclass(frozen=True)
class Levels:
    """One image at the strides at which it is compared, and as the prior sees it."""

    deep: Level | None
    shallow: Level | None
    prior: Level | None = None

    def each(self, change: Callable[[Level], Level]) -> Levels:
        """Every level changed in the same way."""
        return Levels(*(None if one is None else change(one) for one in (self.deep, self.shallow, self.prior)))
