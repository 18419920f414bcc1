"""Features of an image that need no training and that both sensors share; a network can start from them.

They are self-similarity (MIND) and the orientation of edges and lines (log-Gabor).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..features import MIND
from ..log_gabor import LogGaborBank, transfer_functions

# On homogeneous ground, each channel of self-similarity is about exp(-1).
_SIMILARITY_MIDDLE = 0.37
ORIENTATIONS = 6
# The wavelengths are 3 and 4.8 px, and 7.7 and 12.3 px, computed at half the resolution.
_FINE = LogGaborBank(scales=2, orientations=ORIENTATIONS, shortest_wavelength=3.0, factor=1.6)
_COARSE = LogGaborBank(scales=2, orientations=ORIENTATIONS, shortest_wavelength=7.7 / 2, factor=12.3 / 7.7)
_KERNEL_REACH = 7
# Amplitudes are relative to the mean amplitude around them, over about this many cells (of 2 px).
_LEVEL_PX = 8
_SMALL = 1e-3
# The typical value of a channel where nothing stands out, and the factor that gives all about the energy of MIND's.
_AMPLITUDE_MIDDLE, _GAIN = 0.2, 2.0


class SelfSimilarity(nn.Module):
    """MIND (Heinrich et al. 2012, eq. 4) as the matcher `structure` computes it, minus its mean; nothing is learned.

    Turns images (B, bands, rows, cols) of zero mean and unit deviation into features (B, 8, rows, cols).
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
        return torch.exp(-blurred / local) - _SIMILARITY_MIDDLE

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
        self.register_buffer("fine", _kernels(_FINE), persistent=False)
        self.register_buffer("coarse", _kernels(_COARSE), persistent=False)

    @torch.no_grad()
    def forward(self, image: Tensor) -> Tensor:
        grey = image.float().mean(dim=1, keepdim=True)
        rows, cols = grey.shape[2:]
        grey = functional.pad(grey, (0, cols % 2, 0, rows % 2), mode="replicate")
        half = functional.avg_pool2d(grey, 2)
        amplitude = functional.avg_pool2d(_amplitude(grey, self.fine), 2) + _amplitude(half, self.coarse)
        total = amplitude.square().sum(dim=1, keepdim=True).sqrt()
        reach = _LEVEL_PX // 2
        level = functional.avg_pool2d(
            functional.pad(total, (reach, reach, reach, reach), mode="replicate"), 2 * reach + 1, 1
        )
        relative: Tensor = amplitude / (total + level + _SMALL) - _AMPLITUDE_MIDDLE
        return _GAIN * relative


def _amplitude(grey: Tensor, kernels: Tensor) -> Tensor:
    """The amplitudes (B, 6, rows, cols) of `grey` (B, 1, rows, cols), summed over the scales."""
    reach = _KERNEL_REACH
    padded = functional.pad(grey, (reach, reach, reach, reach), mode="replicate")
    rows, cols = grey.shape[2:]
    responses = functional.conv2d(padded, kernels).view(len(grey), -1, 2, ORIENTATIONS, rows, cols)
    summed: Tensor = (responses.square().sum(dim=2) + 1e-12).sqrt().sum(dim=1)
    return summed


def _kernels(bank: LogGaborBank) -> Tensor:
    """The kernels (scales * 2 * 6, 1, k, k): for each scale, first the even, then the odd filters."""
    reach = _KERNEL_REACH
    size = 64  # large enough that no filter wraps around
    inside = slice(size // 2 - reach, size // 2 + reach + 1)
    taper = np.hanning(2 * reach + 3)[1:-1] ** 0.5
    weight = taper[:, None] * taper
    filters = np.fft.fftshift(np.fft.ifft2(transfer_functions(bank, (size, size)).astype(np.float64)), axes=(-2, -1))
    parts = filters[..., inside, inside] * weight
    # Tapering leaves a small mean, which would respond to brightness.
    parts -= weight * (parts.sum(axis=(-2, -1), keepdims=True) / weight.sum())
    ordered = np.stack([parts.real, parts.imag]).transpose(2, 0, 1, 3, 4).reshape(-1, 1, *weight.shape)
    return torch.from_numpy(np.ascontiguousarray(ordered[..., ::-1, ::-1], dtype=np.float32))


class StructurePrior(nn.Module):
    """The channels of MIND, averaged over 2 x 2 pixels, and those of `Orientation`; nothing is learned.

    Turns images (B, bands, rows, cols) of zero mean and unit deviation into features (B, 14, ceil(rows / 2),
    ceil(cols / 2)).
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


# The keys are the names that `NetworkConfiguration.prior` can have.
PRIORS: dict[str, type[SelfSimilarity] | type[StructurePrior]] = {
    "self_similarity": SelfSimilarity,
    "structure": StructurePrior,
}
