"""What two sensors' images share without any training, at half the resolution: self-similarity and orientation."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .orientation import ORIENTATIONS, Orientation
from .self_similarity import SelfSimilarity


class StructurePrior(nn.Module):
    """MIND's channels, averaged over 2 x 2 pixels, and those of `Orientation`; nothing is learned.

    Images (B, bands, rows, cols) of zero mean and unit deviation to (B, 14, ceil(rows / 2), ceil(cols / 2)).
    """

    channels, stride = SelfSimilarity.channels + ORIENTATIONS, 2

    def __init__(self) -> None:
        super().__init__()
        self.self_similarity = SelfSimilarity()
        self.orientation = Orientation()

    @torch.no_grad()
    def forward(self, image: Tensor) -> Tensor:
        fine = self.self_similarity(image)
        rows, cols = fine.shape[2:]
        fine = functional.pad(fine, (0, cols % self.stride, 0, rows % self.stride), mode="replicate")
        return torch.cat([functional.avg_pool2d(fine, self.stride), self.orientation(image)], dim=1)


# By the name that a network's configuration gives them.
PRIORS: dict[str, type[SelfSimilarity] | type[StructurePrior]] = {
    "self_similarity": SelfSimilarity,
    "structure": StructurePrior,
}
