"""Features of an image that need no training and that both sensors share; a network can start from them.

They are self-similarity (MIND) and the orientation of edges and lines (log-Gabor).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import MIND
from ..log_gabor import LogGaborBank
from .prior_kernels import (
    AMPLITUDE_MIDDLE,
    COARSE,
    FINE,
    GAIN,
    KERNEL_REACH,
    LEVEL_REACH,
    ORIENTATIONS,
    PRIOR_CHANNELS,
    PRIOR_STRIDES,
    SIMILARITY_MIDDLE,
    SMALL,
    SMALL_SQUARE,
    oriented_kernels,
    patch_kernel,
)


class SelfSimilarity(nn.Module):
    """MIND (Heinrich et al. 2012, eq. 4) as the matcher `structure` computes it, minus its mean; nothing is learned.

    Turns images (B, bands, rows, cols) of zero mean and unit deviation into features (B, 8, rows, cols).
    """

    channels, stride = PRIOR_CHANNELS["self_similarity"], PRIOR_STRIDES["self_similarity"]
    kernel: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kernel", torch.from_numpy(patch_kernel()), persistent=False)

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
        return torch.exp(-blurred / local) - SIMILARITY_MIDDLE

    def _blur(self, channels: Tensor) -> Tensor:
        """Blur channels (B, C, rows, cols) along both axes; edges are repeated."""
        reach, count = MIND.patch_reach, channels.shape[1]
        wide = functional.pad(channels, (reach, reach, reach, reach), mode="replicate")
        # One grouped convolution of all channels is ten times as fast as treating them as one long batch.
        along_rows = self.kernel.view(1, 1, -1, 1).expand(count, 1, -1, 1)
        return functional.conv2d(
            functional.conv2d(wide, along_rows, groups=count), along_rows.transpose(2, 3), groups=count
        )


class Orientation(nn.Module):
    """Log-Gabor amplitudes per orientation (filter bank: Kovesi 1999), summed over four scales, relative to the total
    amplitude of the cell and its surroundings, minus their mean; nothing is learned.

    Turns images (B, bands, rows, cols) of zero mean and unit deviation into features (B, 6, ceil(rows / 2),
    ceil(cols / 2)); cell k covers the pixels 2 k and 2 k + 1.
    """

    fine: Tensor
    coarse: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("fine", _kernels(FINE), persistent=False)
        self.register_buffer("coarse", _kernels(COARSE), persistent=False)

    @torch.no_grad()
    def forward(self, image: Tensor) -> Tensor:
        grey = image.float().mean(dim=1, keepdim=True)
        rows, cols = grey.shape[2:]
        grey = functional.pad(grey, (0, cols % 2, 0, rows % 2), mode="replicate")
        half = functional.avg_pool2d(grey, 2)
        amplitude = functional.avg_pool2d(_amplitude(grey, self.fine), 2) + _amplitude(half, self.coarse)
        total = amplitude.square().sum(dim=1, keepdim=True).sqrt()
        reach = LEVEL_REACH
        level = functional.avg_pool2d(
            functional.pad(total, (reach, reach, reach, reach), mode="replicate"), 2 * reach + 1, 1
        )
        relative: Tensor = amplitude / (total + level + SMALL) - AMPLITUDE_MIDDLE
        return GAIN * relative


def _amplitude(grey: Tensor, kernels: Tensor) -> Tensor:
    """The amplitudes (B, 6, rows, cols) of `grey` (B, 1, rows, cols), summed over the scales."""
    reach = KERNEL_REACH
    padded = functional.pad(grey, (reach, reach, reach, reach), mode="replicate")
    rows, cols = grey.shape[2:]
    responses = functional.conv2d(padded, kernels).view(len(grey), -1, 2, ORIENTATIONS, rows, cols)
    summed: Tensor = (responses.square().sum(dim=2) + SMALL_SQUARE).sqrt().sum(dim=1)
    return summed


def _kernels(bank: LogGaborBank) -> Tensor:
    """The kernels (scales * 2 * 6, 1, k, k): for each scale, first the even, then the odd filters."""
    kernels = oriented_kernels(bank)
    return torch.from_numpy(kernels.reshape(-1, 1, *kernels.shape[-2:]))


class StructurePrior(nn.Module):
    """The channels of MIND, averaged over 2 x 2 pixels, and those of `Orientation`; nothing is learned.

    Turns images (B, bands, rows, cols) of zero mean and unit deviation into features (B, 14, ceil(rows / 2),
    ceil(cols / 2)).
    """

    channels, stride = PRIOR_CHANNELS["structure"], PRIOR_STRIDES["structure"]

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


# The keys are the names that `NetworkConfiguration.prior` can have.
PRIORS: dict[str, type[SelfSimilarity] | type[StructurePrior]] = {
    "self_similarity": SelfSimilarity,
    "structure": StructurePrior,
}
