"""Pooled normalised cross-correlation (NCC) of feature maps over all shifts, by FFT.

For channels c, each with zero mean inside the window:
    similarity(u) = sum_c corr(S_c, T_c)(u) / sqrt(sum_c |T_c|^2 * sum_c |S_c|^2 in the window at u)
Channels are summed in the frequency domain, so that one inverse transform is enough for all of them.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array

# The share of the template that must lie on valid pixels of both images before a shift is judged.
MINIMUM_OVERLAP = 0.5
WORST_SIMILARITY = -1.0


def pooled_ncc(
    search: Float32Array,
    template: Float32Array,
    search_valid: NDArray[np.bool_],
    template_valid: NDArray[np.bool_],
    least_overlap: float = MINIMUM_OVERLAP,
) -> tuple[Float32Array, NDArray[np.bool_]]:
    """Pooled NCC of `template` (channels, h, w) in `search` (channels, H, W) at all shifts that lie inside.

    Args:
        least_overlap: share of the template that must lie on valid pixels of both images before a shift is judged.

    Returns:
        The similarity, float32 (H-h+1, W-w+1) in [-1, 1], and a mask of the same shape: where it rests on enough valid
        pixels. Elsewhere the similarity is -1.
    """
    if search_valid.all() and template_valid.all():
        similarity = _plain(search, template)
        return similarity, np.ones(similarity.shape, dtype=bool)
    return _masked(search, template, search_valid, template_valid, least_overlap)


def _plain(search: Float32Array, template: Float32Array) -> Float32Array:
    count = template.shape[1] * template.shape[2]
    centred = template - template.mean(axis=(1, 2), keepdims=True, dtype=np.float64).astype(np.float32)
    # Subtracting a constant from the search window changes nothing in exact arithmetic, and keeps float32 sums small.
    moved = search - search.mean(axis=(1, 2), keepdims=True, dtype=np.float64).astype(np.float32)
    product = correlate(moved, centred)
    shape = template.shape[1:]
    energy = window_sums((moved.astype(np.float64) ** 2).sum(axis=0), shape)
    for channel in moved:
        energy -= window_sums(channel.astype(np.float64), shape) ** 2 / count
    norm = float((centred.astype(np.float64) ** 2).sum())
    return _ratio(product, norm * energy, norm * float(energy.max(initial=0.0)))


def _masked(
    search: Float32Array,
    template: Float32Array,
    search_valid: NDArray[np.bool_],
    template_valid: NDArray[np.bool_],
    least_overlap: float,
) -> tuple[Float32Array, NDArray[np.bool_]]:
    """NCC over the pixels that are valid in both images at each shift (Padfield 2012, eq. 8), pooled over channels."""
    count = template.shape[1] * template.shape[2]
    s_mask, t_mask = search_valid.astype(np.float64), template_valid.astype(np.float64)
    s = _centred(search, s_mask)
    t = _centred(template, t_mask)
    size = _fft_size(search.shape[1:])
    s_mask_f, t_mask_f = _forward(s_mask, size), _forward(t_mask, size).conj()
    shape = (search.shape[1] - template.shape[1] + 1, search.shape[2] - template.shape[2] + 1)
    overlap = _inverse(s_mask_f * t_mask_f, size, shape)
    enough = overlap >= least_overlap * count
    safe = np.maximum(overlap, 1.0)
    cross_f = np.zeros_like(s_mask_f)
    mean_cross, s_mean2, t_mean2 = (np.zeros(shape) for _ in range(3))
    for s_channel, t_channel in zip(s, t):
        s_f, t_f = _forward(s_channel, size), _forward(t_channel, size).conj()
        cross_f += s_f * t_f
        s_sum = _inverse(s_f * t_mask_f, size, shape)
        t_sum = _inverse(s_mask_f * t_f, size, shape)
        mean_cross += s_sum * t_sum / safe
        s_mean2 += s_sum**2 / safe
        t_mean2 += t_sum**2 / safe
    product = _inverse(cross_f, size, shape) - mean_cross
    s_energy = _inverse(_forward((s**2).sum(axis=0), size) * t_mask_f, size, shape) - s_mean2
    t_energy = _inverse(s_mask_f * _forward((t**2).sum(axis=0), size).conj(), size, shape) - t_mean2
    denominator = np.maximum(s_energy, 0) * np.maximum(t_energy, 0)
    similarity = _ratio(product, denominator, float(denominator.max(initial=0.0)))
    similarity[~enough] = WORST_SIMILARITY
    return similarity, enough


def _centred(channels: Float32Array, mask: Float64Array) -> Float64Array:
    """The channels minus their means over the mask; 0 outside it."""
    values = channels.astype(np.float64)
    mean = (values * mask).sum(axis=(1, 2), keepdims=True) / max(float(mask.sum()), 1.0)
    return cast(Float64Array, (values - mean) * mask)


def _ratio(product: NDArray[np.floating], denominator: Float64Array, largest: float) -> Float32Array:
    """product / sqrt(denominator), and 0 where there is hardly any texture."""
    textured = denominator > 1e-9 * largest
    root = np.sqrt(np.where(textured, denominator, 1.0))
    result = np.where(textured, product / root, 0.0)
    return cast(Float32Array, np.clip(result, -1.0, 1.0).astype(np.float32))


def _fft_size(shape: tuple[int, ...]) -> tuple[int, int]:
    """A fast size of at least the search window's: sums that wrap around fall outside the valid shifts."""
    from scipy import fft

    return fft.next_fast_len(shape[0], real=True), fft.next_fast_len(shape[1], real=True)


def _forward(image: Float64Array, size: tuple[int, int]) -> NDArray[np.complex128]:
    from scipy import fft

    return cast(NDArray[np.complex128], fft.rfft2(image, size, workers=1))


def _inverse(spectrum: NDArray[np.complex128], size: tuple[int, int], shape: tuple[int, int]) -> Float64Array:
    from scipy import fft

    return cast(Float64Array, fft.irfft2(spectrum, size, workers=1)[: shape[0], : shape[1]])


def correlation_spectra(search: Float32Array, template: Float32Array) -> tuple[NDArray[np.complex64], tuple[int, int]]:
    """The spectra of the cross-correlations of (C, H, W) with (C, h, w), and the size of their inverse transform.

    One of the two images may have a single channel, which is correlated with each channel of the other.
    """
    from scipy import fft

    size = _fft_size(search.shape[1:])
    spectra: NDArray[np.complex64] = fft.rfft2(template, size, workers=1)
    np.conj(spectra, out=spectra)
    return fft.rfft2(search, size, workers=1) * spectra, size


def at_valid_shifts(
    spectra: NDArray[np.complex64], size: tuple[int, int], search: Float32Array, template: Float32Array
) -> Float32Array:
    """The inverse transform of spectra (..., rows, cols) at the shifts at which the template lies inside."""
    from scipy import fft

    rows, cols = search.shape[1] - template.shape[1] + 1, search.shape[2] - template.shape[2] + 1
    return cast(Float32Array, fft.irfft2(spectra, size, workers=1)[..., :rows, :cols])


def correlate(search: Float32Array, template: Float32Array) -> Float32Array:
    """The sum over the channels of the cross-correlations of (C, H, W) with (C, h, w) at the valid shifts."""
    spectra, size = correlation_spectra(search, template)
    return at_valid_shifts(spectra.sum(axis=0), size, search, template)


def window_sums(image: Float64Array, shape: tuple[int, ...]) -> Float64Array:
    """The sums over all windows (h, w) of `shape` inside an image (..., rows, cols).

    They are computed by cumulative sums down the rows, then along the columns.
    """
    h, w = shape
    down = np.cumsum(image, axis=-2)
    tall = down[..., h - 1 :, :].copy()
    tall[..., 1:, :] -= down[..., :-h, :]
    along = np.cumsum(tall, axis=-1)
    sums = along[..., w - 1 :].copy()
    sums[..., 1:] -= along[..., :-w]
    return sums
