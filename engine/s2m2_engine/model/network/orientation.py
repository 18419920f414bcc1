"""Which way an image's edges and lines run, for a network to begin with: it needs no training."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

ORIENTATIONS = 6
# Wavelengths in px, the coarser half of them at half the resolution; log-Gabor filters one octave and a half wide.
_WAVELENGTHS = (3.0, 4.8, 7.7, 12.3)
_FINE = 2
_SIGMA_ON_F = 0.55
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
        self.register_buffer("fine", _kernels(_WAVELENGTHS[:_FINE]), persistent=False)
        self.register_buffer("coarse", _kernels([one / 2 for one in _WAVELENGTHS[_FINE:]]), persistent=False)

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


def _kernels(wavelengths: list[float] | tuple[float, ...]) -> Tensor:
    """(scales * 2 * 6, 1, k, k): the even, then the odd filters of each scale, from their transfer functions."""
    size = 64
    fy, fx = np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size), indexing="ij")
    radius = np.hypot(fx, fy)
    radius[0, 0] = 1.0
    angle = np.arctan2(-fy, fx)
    sigma = np.pi / ORIENTATIONS / 1.2
    reach = _KERNEL_REACH
    taper = np.hanning(2 * reach + 3)[1:-1] ** 0.5
    kernels = []
    for wavelength in wavelengths:
        radial = np.exp(-(np.log(radius * wavelength) ** 2) / (2 * np.log(_SIGMA_ON_F) ** 2))
        radial[0, 0] = 0.0
        radial /= 1.0 + (radius / 0.45) ** 30
        bank = []
        for orientation in range(ORIENTATIONS):
            away = angle - orientation * np.pi / ORIENTATIONS
            away = np.arctan2(np.sin(away), np.cos(away))
            whole = np.fft.fftshift(np.fft.ifft2(radial * np.exp(-(away**2) / (2 * sigma**2))))
            middle = size // 2
            part = whole[middle - reach : middle + reach + 1, middle - reach : middle + reach + 1]
            part = part * taper[:, None] * taper
            # What tapering leaves of a mean would respond to brightness.
            weight = taper[:, None] * taper
            bank.append(part - weight * (part.sum() / weight.sum()))
        kernels += [np.real(bank), np.imag(bank)]
    stacked = np.concatenate(kernels)[:, None].astype(np.float32)
    return torch.from_numpy(np.ascontiguousarray(stacked[..., ::-1, ::-1]))
