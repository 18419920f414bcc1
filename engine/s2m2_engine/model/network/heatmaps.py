"""Turns two feature maps into a similarity over shifts, for each pixel; computed in float32 even under autocast."""

from __future__ import annotations

import torch
from torch import Tensor

from .configuration import DEEP_STRIDE

_EPSILON = 1e-8


def fast_length(length: int) -> int:
    """The smallest even length >= `length` without prime factors above 5: FFTs of other lengths are much slower."""
    candidate = length + length % 2
    while True:
        rest = candidate
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return candidate
        candidate += 2


def unit_length(features: Tensor) -> Tensor:
    """The descriptors (B, C, rows, cols), scaled to length 1 at each pixel."""
    features = features.float()
    return features * torch.rsqrt(features.square().sum(dim=1, keepdim=True) + 1e-12)


def unit_similarity(search: Tensor, template: Tensor, overlap: Tensor | None = None, weighted: bool = False) -> Tensor:
    """Correlation of unit-length descriptors over the valid shifts; channels are summed in the frequency domain.

    The template's mean descriptor is subtracted, since it tells no place from another, and the rest is scaled to unit
    energy: similarity(u) = sum_p <o(p + u), t(p)> / sqrt(sum_p |o(p + u)|^2 * sum_p |t(p)|^2), in [-1, 1].

    Args:
        search: (B, C, H, W) descriptors of length 1, or 0 where they are not valid.
        template: (B, C, h, w) likewise; or (B, K, C, h, w), K templates for each search window.
        overlap: (B, [K,] H-h+1, W-w+1), the share of the template's valid pixels that lie on valid pixels of the
            search window; the similarity is divided by it. None if all pixels are valid.
        weighted: whether the length of each descriptor is its weight; the similarity is then the mean
            sum_p <o(p + u), t(p)> / n over the template's n valid pixels.

    Returns:
        The similarity (B, [K,] H-h+1, W-w+1).
    """
    search, template = _aligned(search, template)
    valid = (template != 0).any(dim=-3, keepdim=True).to(template.dtype)
    count = valid.sum(dim=(-2, -1), keepdim=True).clamp(min=1)
    centred = (template - template.sum(dim=(-2, -1), keepdim=True) / count) * valid
    energy = centred.square().sum(dim=(-3, -2, -1), keepdim=True)
    norm = 1 / count if weighted else torch.rsqrt(count * energy + _EPSILON)
    similarity = _correlate(search, centred * norm, pooled=True)
    return similarity if overlap is None else similarity / overlap.clamp(min=1e-3)


def pooled_similarity(search: Tensor, template: Tensor, search_valid: Tensor, template_valid: Tensor) -> Tensor:
    """Normalised cross-correlation, at the valid shifts, of the pixels that are valid in both (Padfield 2012, eq. 8).

    The channels' covariances and variances are summed before they are normalised, as the matcher `structure` does it.

    Args:
        search: (B, C, H, W) features, 0 where they are not valid.
        template: (B, C, h, w) likewise; or (B, K, C, h, w), K templates for each search window.
        search_valid, template_valid: bool (B, H, W) and (B, [K,] h, w).

    Returns:
        The similarity (B, [K,] H-h+1, W-w+1) in [-1, 1].
    """
    search, template = _aligned(search, template)
    whole = bool(search_valid.all() and template_valid.all())
    seen, covered = search_valid[:, None].float(), template_valid[..., None, :, :].float()
    if template.ndim > 4:
        seen = seen[:, None]
    pixels = covered.sum(dim=(-2, -1), keepdim=True).clamp(min=1)
    centred = (template - template.sum(dim=(-2, -1), keepdim=True) / pixels) * covered
    if whole and template.ndim > 4:
        # One window of ones serves all templates.
        covered = covered[:, :1]
    squares = _energy(search)
    count = _correlate(seen, covered, pooled=True).clamp(min=1)
    sums = _correlate(search, covered)
    spread = _correlate(squares, covered, pooled=True) - sums.square().sum(dim=-3) / count
    together = _correlate(search, centred, pooled=True)
    total = _energy(centred).squeeze(-3).sum(dim=(-2, -1), keepdim=True)
    energy = total
    if not whole:
        template_sums = _correlate(seen, centred)
        energy = _correlate(seen, _energy(centred), pooled=True) - template_sums.square().sum(dim=-3) / count
        together = together - (sums * template_sums).sum(dim=-3) / count
    # At least a hundredth of the whole window's variance: otherwise the smallest product would count for much.
    spread = torch.maximum(spread, 0.01 * squares.squeeze(-3).mean(dim=(-2, -1), keepdim=True) * count)
    return (together * torch.rsqrt(spread * torch.maximum(energy, 0.01 * total) + _EPSILON)).clamp(-1, 1)


def _energy(features: Tensor) -> Tensor:
    """The squares of features (..., C, rows, cols), summed over the channels to (..., 1, rows, cols)."""
    return features.square().sum(dim=-3, keepdim=True)


def _aligned(search: Tensor, template: Tensor) -> tuple[Tensor, Tensor]:
    """Both in float32; the search window gets an axis for several templates if there are several."""
    search, template = search.float(), template.float()
    return search[:, None] if template.ndim > search.ndim else search, template


def _correlate(search: Tensor, template: Tensor, pooled: bool = False) -> Tensor:
    """The cross-correlation of (..., H, W) with (..., h, w) at the valid shifts, (..., H-h+1, W-w+1).

    Args:
        pooled: whether to sum over the axis before rows and cols, in the frequency domain.
    """
    (rows, cols), (h, w) = search.shape[-2:], template.shape[-2:]
    # The correlation is circular: products that wrap around reach only shifts that are cut off.
    size = fast_length(rows), fast_length(cols)
    spectrum = torch.fft.rfft2(search, s=size) * torch.fft.rfft2(template, s=size).conj()
    if pooled:
        spectrum = spectrum.sum(dim=-3)
    correlation: Tensor = torch.fft.irfft2(spectrum, s=size)[..., : rows - h + 1, : cols - w + 1]
    return correlation


def overlap_fraction(search_valid: Tensor, template_valid: Tensor) -> Tensor:
    """The share of the template's valid pixels (B, [K,] h, w) that lie on valid pixels of the search window (B, H, W).

    Returns:
        The share at each shift, (B, [K,] H-h+1, W-w+1) in 0..1.
    """
    search, template = _aligned(search_valid, template_valid)
    return (_correlate(search, template) / template.sum(dim=(-2, -1), keepdim=True).clamp(min=1)).clamp(0, 1)


def place_exact(
    cells: Tensor, size: tuple[int, int], first: tuple[int, int] = (0, 0), stride: int = DEEP_STRIDE
) -> Tensor:
    """Resample a heatmap of coarser shifts (B, rows, cols) to the shifts (rows, cols) of `size`.

    At the deep stride, where a cell is a coarse hint, the interpolation is linear. At finer strides it is a sinc
    windowed to three cells on either side (Lanczos): it keeps the height of a peak between cells, while other kernels
    attract peaks to the cells. Beyond the last cells the heatmap is constant.

    Args:
        first: the shift (rows, cols) of cell (0, 0), px; that of cell k is `stride` times k larger.
        stride: px from cell to cell.
    """
    rows, cols = (
        _weights(count, present, start, stride, cells.device)
        for count, present, start in zip(size, cells.shape[1:], first)
    )
    placed: Tensor = rows @ cells @ cols.T
    return placed


def _weights(size: int, cells: int, first: int, stride: int, device: torch.device) -> Tensor:
    """The weights (size, cells) of each cell at each shift."""
    at = ((torch.arange(size, device=device) - first) / stride).clamp(0, cells - 1)
    d = (at[:, None] - torch.arange(cells, device=device)).abs()
    if stride == DEEP_STRIDE:
        return (1 - d).clamp(min=0)
    weights = torch.sinc(d) * torch.sinc(d / 3) * (d < 3)
    return weights / weights.sum(dim=1, keepdim=True)
