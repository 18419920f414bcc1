"""Which way an image's edges and lines run, for a network to begin with: it needs no training."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..log_gabor import LogGaborBank, transfer_functions

ORIENTATIONS = 6
# Wavelengths of 3 and 4.8 px, and at half the resolution of 7.7 and 12.3 px.
_FINE = LogGaborBank(scales=2, orientations=ORIENTATIONS, shortest_wavelength=3.0, factor=1.6)
_COARSE = LogGaborBank(scales=2, orientations=ORIENTATIONS, shortest_wavelength=7.7 / 2, factor=12.3 / 7.7)
_KERNEL_REACH = 7
# Amplitudes are relative to those around, averaged over about so many px.
_LEVEL_PX = 8
_SMALL = 1e-3
# About what a channel is where nothing stands out; and what brings them to about the energy of MIND's.
_MIDDLE, _GAIN = 0.2, 2.0


class Orientation(nn.Module):
    """Log-Gabor amplitudes per orientation, summed over four scales, relative to the pixel's and its surroundings'
    total (bank: Kovesi 1999), less their mean; nothing is learned.

    Images (B, bands, rows, cols) of zero mean and unit deviation to (B, 6, ceil(rows / 2), ceil(cols / 2)): cell k
    covers pixels 2 k and 2 k + 1.
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
        relative: Tensor = amplitude / (total + level + _SMALL) - _MIDDLE
        return _GAIN * relative


def _amplitude(grey: Tensor, kernels: Tensor) -> Tensor:
    """(B, 1, rows, cols) to (B, 6, rows, cols), the scales' sum."""
    reach = _KERNEL_REACH
    padded = functional.pad(grey, (reach, reach, reach, reach), mode="replicate")
    rows, cols = grey.shape[2:]
    responses = functional.conv2d(padded, kernels).view(len(grey), -1, 2, ORIENTATIONS, rows, cols)
    summed: Tensor = (responses.square().sum(dim=2) + 1e-12).sqrt().sum(dim=1)
    return summed


def _kernels(bank: LogGaborBank) -> Tensor:
    """(scales * 2 * 6, 1, k, k): the even, then the odd filters of each scale."""
    reach = _KERNEL_REACH
    size = 64  # wide enough that nothing of them wraps around
    inside = slice(size // 2 - reach, size // 2 + reach + 1)
    taper = np.hanning(2 * reach + 3)[1:-1] ** 0.5
    weight = taper[:, None] * taper
    filters = np.fft.fftshift(np.fft.ifft2(transfer_functions(bank, (size, size)).astype(np.float64)), axes=(-2, -1))
    parts = filters[..., inside, inside] * weight
    # What tapering leaves of a mean would respond to brightness.
    parts -= weight * (parts.sum(axis=(-2, -1), keepdims=True) / weight.sum())
    ordered = np.stack([parts.real, parts.imag]).transpose(2, 0, 1, 3, 4).reshape(-1, 1, *weight.shape)
    return torch.from_numpy(np.ascontiguousarray(ordered[..., ::-1, ::-1], dtype=np.float32))
