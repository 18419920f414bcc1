"""A log-Gabor filter bank: the complex responses of an image for each orientation and scale (Kovesi 1999)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array


@dataclass(frozen=True)
class LogGaborBank:
    """Settings of the bank.

    Attributes:
        shortest_wavelength: of the finest scale, in pixels; `factor`: ratio of wavelengths from scale to scale.
        sigma_on_f: ratio of the radial Gaussian's deviation to the filter's centre frequency.
        margin: how far the image is mirrored beyond its border, in pixels.
    """

    scales: int = 4
    orientations: int = 6
    shortest_wavelength: float = 3.0
    factor: float = 1.6
    sigma_on_f: float = 0.55
    margin: int = 24


LOG_GABOR = LogGaborBank()


def log_gabor_responses(grey: Float32Array, settings: LogGaborBank = LOG_GABOR) -> NDArray[np.complex64]:
    """The responses (orientations, scales, rows, cols) of `grey` (rows, cols): real part even, imaginary part odd."""
    from scipy import fft

    rows, cols = grey.shape
    margin = settings.margin
    size = (fft.next_fast_len(rows + 2 * margin), fft.next_fast_len(cols + 2 * margin))
    borders = ((margin, size[0] - rows - margin), (margin, size[1] - cols - margin))
    spectrum = fft.fft2(np.pad(grey, borders, mode="symmetric"), workers=1).astype(np.complex64)
    inner = (..., slice(margin, margin + rows), slice(margin, margin + cols))
    responses = np.empty((settings.orientations, settings.scales, rows, cols), dtype=np.complex64)
    for orientation, filters in enumerate(transfer_functions(settings, size)):
        for scale, transfer in enumerate(filters):
            responses[orientation, scale] = fft.ifft2(spectrum * transfer, workers=1)[inner]
    return responses


@lru_cache(maxsize=4)
def transfer_functions(settings: LogGaborBank, size: tuple[int, int]) -> NDArray[np.float32]:
    """The filters (orientations, scales, rows, cols) for images of `size`, in FFT order.

    They are one-sided in the frequency domain, so that responses are analytic.
    """
    fy = np.fft.fftfreq(size[0])[:, None]
    fx = np.fft.fftfreq(size[1])[None, :]
    radius = np.hypot(fx, fy)
    radius[0, 0] = 1.0
    angle = np.arctan2(-fy, fx)
    # The corners of the spectrum reach higher frequencies than its sides and would favour diagonals.
    low_pass = 1.0 / (1.0 + (radius / 0.45) ** 30)
    sigma = np.pi / settings.orientations / 1.2
    bank = np.empty((settings.orientations, settings.scales, *size), dtype=np.float32)
    for orientation in range(settings.orientations):
        away = angle - orientation * np.pi / settings.orientations
        away = np.arctan2(np.sin(away), np.cos(away))
        spread = np.exp(-(away**2) / (2 * sigma**2)) * low_pass
        for scale in range(settings.scales):
            centre = 1.0 / (settings.shortest_wavelength * settings.factor**scale)
            radial = np.exp(-(np.log(radius / centre) ** 2) / (2 * np.log(settings.sigma_on_f) ** 2))
            radial[0, 0] = 0.0
            bank[orientation, scale] = radial * spread
    return cast(NDArray[np.float32], bank)
