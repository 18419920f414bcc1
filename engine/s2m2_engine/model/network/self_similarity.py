"""Self-similarity of an image's surroundings (MIND) for a network to begin with: it needs no training, and is the same
for both sensors but for what they see differently."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import MIND

# An even area's channels are about exp(-1) each.
_MIDDLE = 0.37


class SelfSimilarity(nn.Module):
    """MIND (Heinrich et al. 2012, eq. 4) as the matcher `structure` computes it, less its mean; nothing is learned.

    Images (B, bands, rows, cols) of zero mean and unit deviation to (B, 8, rows, cols).
    """

    channels, stride = MIND.neighbours, 1
    kernel: Tensor

    def __init__(self) -> None:
        super().__init__()
        distance = torch.arange(-MIND.patch_reach, MIND.patch_reach + 1, dtype=torch.float32)
        weight = torch.exp(-0.5 * (distance / MIND.patch_sigma) ** 2)
        self.register_buffer("kernel", weight / weight.sum(), persistent=False)

    @torch.no_grad()
    def forward(self, image: Tensor) -> Tensor:
        image = image.float()
        (rows, cols), reach = image.shape[2:], MIND.radius
        padded = functional.pad(image, (reach, reach, reach, reach), mode="replicate")
        differences = torch.stack(
            [
                (padded[..., reach + down : reach + down + rows, reach + right : reach + right + cols] - image)
                .square()
                .sum(dim=1)
                for down, right in MIND.offsets
            ],
            dim=1,
        )
        blurred = self._blur(differences)
        local = blurred.mean(dim=1, keepdim=True).clamp(min=MIND.floor * image.shape[1])
        return torch.exp(-blurred / local) - _MIDDLE

    def _blur(self, channels: Tensor) -> Tensor:
        """Along both axes; edges repeated."""
        reach, count = MIND.patch_reach, channels.shape[1]
        wide = functional.pad(channels, (reach, reach, reach, reach), mode="replicate")
        # Each channel by itself in one grouped convolution: ten times as fast as all of them as one long batch.
        along_rows = self.kernel.view(1, 1, -1, 1).expand(count, 1, -1, 1)
        return functional.conv2d(
            functional.conv2d(wide, along_rows, groups=count), along_rows.transpose(2, 3), groups=count
        )
