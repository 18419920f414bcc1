"""The constants of the priors, which need no training: PyTorch and ONNX Runtime compute the same from them."""

from __future__ import annotations

import numpy as np

from ...arrays import Float32Array
from ..features import MIND
from ..log_gabor import LogGaborBank, transfer_functions

# On homogeneous ground, each channel of self-similarity is about exp(-1).
SIMILARITY_MIDDLE = 0.37
ORIENTATIONS = 6
# By the names that `NetworkConfiguration.prior` can have: the number of channels, and the side of a cell, px.
PRIOR_CHANNELS = {"none": 0, "self_similarity": MIND.neighbours, "structure": MIND.neighbours + ORIENTATIONS}
PRIOR_STRIDES = {"none": 1, "self_similarity": 1, "structure": 2}
# The wavelengths are 3 and 4.8 px, and 7.7 and 12.3 px, computed at half the resolution.
FINE = LogGaborBank(scales=2, orientations=ORIENTATIONS, shortest_wavelength=3.0, factor=1.6)
COARSE = LogGaborBank(scales=2, orientations=ORIENTATIONS, shortest_wavelength=7.7 / 2, factor=12.3 / 7.7)
KERNEL_REACH = 7
# Amplitudes are relative to the mean amplitude around them, over this many cells (of 2 px) on either side.
LEVEL_REACH = 4
SMALL, SMALL_SQUARE = 1e-3, 1e-12
# The typical value of a channel where nothing stands out, and the factor that gives all about the energy of MIND's.
AMPLITUDE_MIDDLE, GAIN = 0.2, 2.0


def patch_kernel() -> Float32Array:
    """The Gaussian (k,) that weights the patches which MIND compares."""
    distance = np.arange(-MIND.patch_reach, MIND.patch_reach + 1, dtype=np.float32)
    weight = np.exp(-0.5 * (distance / np.float32(MIND.patch_sigma)) ** 2)
    kernel: Float32Array = weight / weight.sum()
    return kernel


def oriented_kernels(bank: LogGaborBank) -> Float32Array:
    """The kernels (scales, 2, orientations, k, k) of a filter bank: the even, then the odd filters of each scale."""
    reach = KERNEL_REACH
    size = 64  # large enough that no filter wraps around
    inside = slice(size // 2 - reach, size // 2 + reach + 1)
    taper = np.hanning(2 * reach + 3)[1:-1] ** 0.5
    weight = taper[:, None] * taper
    filters = np.fft.fftshift(np.fft.ifft2(transfer_functions(bank, (size, size)).astype(np.float64)), axes=(-2, -1))
    parts = filters[..., inside, inside] * weight
    # Tapering leaves a small mean, which would respond to brightness.
    parts -= weight * (parts.sum(axis=(-2, -1), keepdims=True) / weight.sum())
    ordered = np.stack([parts.real, parts.imag]).transpose(2, 0, 1, 3, 4)
    return np.ascontiguousarray(ordered[..., ::-1, ::-1], dtype=np.float32)
