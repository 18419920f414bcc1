"""From two feature maps to a similarity over shifts, and from two levels to one; in float32 even under autocast."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from .configuration import DEEP_STRIDE

_EPSILON = 1e-8


def fast_length(length: int) -> int:
    """The least even length >= `length` without prime factors above 5: FFTs of others cost a multiple."""
    candidate = length + length % 2
    while True:
        rest = candidate
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return candidate
        candidate += 2


def min_max_similarity(search: Tensor, template: Tensor) -> Tensor:
    """The paper's heatmap: each channel's cross-correlation over all shifts that touch (zero padding), scaled to
    0..1 there, cropped to the shifts that lie inside, averaged over the channels.

    Args:
        search: (B, C, H, W); template: (B, C, h, w).

    Returns:
        (B, H-h+1, W-w+1) in 0..1.
    """
    (rows, cols), (h, w) = search.shape[2:], template.shape[2:]
    full = rows + h - 1, cols + w - 1
    size = fast_length(full[0]), fast_length(full[1])
    spectrum = torch.fft.rfft2(search.float(), s=size) * torch.fft.rfft2(template.float(), s=size).conj()
    # Shift u stands at u modulo the transform's size: negative shifts at its end.
    correlation = torch.fft.irfft2(spectrum, s=size).roll((h - 1, w - 1), dims=(2, 3))[..., : full[0], : full[1]]
    low, high = correlation.amin(dim=(2, 3), keepdim=True), correlation.amax(dim=(2, 3), keepdim=True)
    inside = correlation[..., h - 1 : rows, w - 1 : cols]
    scaled: Tensor = (inside - low) / (high - low + _EPSILON)
    return scaled.mean(dim=1)


def unit_length(features: Tensor, soft: bool = False) -> Tensor:
    """Descriptors (B, C, rows, cols) scaled to length 1 at each pixel or, if `soft`, from x to x / sqrt(x^2 + 1)."""
    features = features.float()
    return features * torch.rsqrt(features.square().sum(dim=1, keepdim=True) + (1.0 if soft else 1e-12))


def unit_similarity(search: Tensor, template: Tensor, overlap: Tensor | None = None, soft: bool = False) -> Tensor:
    """Correlation of unit-length descriptors over the valid shifts, channels summed in the frequency domain.

    The template's mean descriptor is taken out, so that what all of it shares says nothing, and the rest brought to
    unit energy: similarity(u) = sum_p <o(p + u), t(p)> / sqrt(sum_p |o(p + u)|^2 * sum_p |t(p)|^2), in [-1, 1].

    Args:
        search: (B, C, H, W) descriptors of length 1, or 0 where not valid.
        template: (B, C, h, w) likewise; or (B, K, C, h, w), K templates for each search window.
        overlap: (B, [K,] H-h+1, W-w+1), the fraction of the template's valid pixels that lie on valid ones of the
            search window; the similarity is divided by it. None where all are valid.
        soft: whether descriptors may be shorter than 1; sum_p |o|^2 is the number of pixels otherwise.

    Returns:
        (B, [K,] H-h+1, W-w+1).
    """
    search, template = search.float(), template.float()
    if template.ndim > search.ndim:
        search = search[:, None]
    (rows, cols), (h, w) = search.shape[-2:], template.shape[-2:]
    valid = (template != 0).any(dim=-3, keepdim=True).to(template.dtype)
    count = valid.sum(dim=(-2, -1), keepdim=True).clamp(min=1)
    centred = (template - template.sum(dim=(-2, -1), keepdim=True) / count) * valid
    energy = centred.square().sum(dim=(-3, -2, -1), keepdim=True)
    scaled = centred * torch.rsqrt((1 if soft else count) * energy + _EPSILON)
    # Circular correlation: wrapped-around products reach only shifts that are cut off.
    size = fast_length(rows), fast_length(cols)
    spectrum = (torch.fft.rfft2(search, s=size) * torch.fft.rfft2(scaled, s=size).conj()).sum(dim=-3)
    similarity: Tensor = torch.fft.irfft2(spectrum, s=size)[..., : rows - h + 1, : cols - w + 1]
    if overlap is not None:
        similarity = similarity / overlap.clamp(min=1e-3)
    if not soft:
        return similarity
    length = search.square().sum(dim=-3)
    spectrum = torch.fft.rfft2(length, s=size) * torch.fft.rfft2(valid.squeeze(-3), s=size).conj()
    beneath = torch.fft.irfft2(spectrum, s=size)[..., : rows - h + 1, : cols - w + 1]
    if overlap is not None:
        beneath = beneath / overlap.clamp(min=1e-3)
    # Not below a hundredth of what full-length descriptors have, where the smallest difference would count for much.
    return similarity * torch.rsqrt(torch.maximum(beneath, 0.01 * count.squeeze(-3)))


def overlap_fraction(search_valid: Tensor, template_valid: Tensor) -> Tensor:
    """Of the template's valid pixels (B, [K,] h, w), the share on valid ones of the search window (B, H, W).

    Returns:
        (B, [K,] H-h+1, W-w+1) in 0..1.
    """
    if template_valid.ndim > search_valid.ndim:
        search_valid = search_valid[:, None]
    (rows, cols), (h, w) = search_valid.shape[-2:], template_valid.shape[-2:]
    size = fast_length(rows), fast_length(cols)
    search, template = search_valid.float(), template_valid.float()
    spectrum = torch.fft.rfft2(search, s=size) * torch.fft.rfft2(template, s=size).conj()
    together: Tensor = torch.fft.irfft2(spectrum, s=size)[..., : rows - h + 1, : cols - w + 1]
    return (together / template.sum(dim=(-2, -1), keepdim=True).clamp(min=1)).clamp(0, 1)


def place_stretched(deep: Tensor, size: tuple[int, int]) -> Tensor:
    """Deep (B, Hd, Wd) on the shallow heatmap's `size` by nearest neighbour, end to end: the paper's placement."""
    return functional.interpolate(deep[:, None], size=size, mode="nearest")[:, 0]


def place_exact(deep: Tensor, size: tuple[int, int], first: tuple[int, int] = (0, 0)) -> Tensor:
    """Deep (B, Hd, Wd) at the shifts (row, col) of `size`, linear between cells and constant beyond them.

    Args:
        first: shift (rows, cols) that cell (0, 0) stands for; cell k stands for 8 k more.
    """
    by_rows = _interpolate(deep, 1, size[0], first[0])
    return _interpolate(by_rows, 2, size[1], first[1])


def _interpolate(deep: Tensor, axis: int, size: int, first: int) -> Tensor:
    last = deep.shape[axis] - 1
    cell = ((torch.arange(size, device=deep.device) - first) / DEEP_STRIDE).clamp(0, last)
    low = cell.floor().long()
    shape = [1, 1, 1]
    shape[axis] = size
    share = (cell - low).to(deep.dtype).view(shape)
    high = (low + 1).clamp(max=last)
    return deep.index_select(axis, low) * (1 - share) + deep.index_select(axis, high) * share
