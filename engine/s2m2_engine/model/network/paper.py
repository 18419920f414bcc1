"""What only the paper's network computes (arXiv 2508.07812): enhancement of both images together, min-max heatmaps, and
their product.

The presets `reference` and `reference-small` use it. The paper's variant and ours share the backbone, and a
configuration can take parts of both. Modules have the names of the authors' checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from .configuration import PAPER_FUSED_TEMPERATURE, NetworkConfiguration
from .heatmaps import fast_length
from .levels import Level, Levels
from .output import NetworkOutput

# Temperatures of the labelled loss of each level, and of the pseudo-label that is made from the fused heatmap.
PAPER_DEEP_TEMPERATURE = 1 / 100
PAPER_SHALLOW_TEMPERATURE = 1 / 30
Pair = tuple[Tensor, Tensor]
_ATTENTION_EPSILON = 1e-6
_MIN_MAX_EPSILON = 1e-8


def linear_attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Attention with the kernel (elu(q) + 1)(elu(k) + 1) in linear time (Katharopoulos et al. 2020, eq. 5).

    All are (B, positions, heads, channels per head); query and key may differ in their number of positions. Values are
    divided by that number and the result is multiplied by it, since sums of half-precision values would overflow.
    """
    query, key = functional.elu(query) + 1, functional.elu(key) + 1
    count = value.shape[1]
    summary = torch.einsum("bshd,bshv->bhdv", key, value / count)
    weight = torch.einsum("blhd,bhd->blh", query, key.sum(dim=1)) + _ATTENTION_EPSILON
    return torch.einsum("blhd,bhdv->blhv", query, summary) / weight[..., None] * count


class AttentionLayer(nn.Module):
    """Linear attention from one feature map to another, both (B, C, rows, cols), followed by a layer norm.

    As in the authors' code, the value is a projection of the *projected* key.
    """

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self._heads = heads
        self.q_proj = nn.Linear(channels, channels, bias=False)
        self.k_proj = nn.Linear(channels, channels, bias=False)
        self.v_proj = nn.Linear(channels, channels, bias=False)
        self.merge = nn.Linear(channels, channels, bias=False)
        self.norm = nn.LayerNorm(channels)

    def forward(self, query_map: Tensor, key_map: Tensor) -> Tensor:
        query = self.q_proj(query_map.flatten(2).transpose(1, 2))
        key = self.k_proj(key_map.flatten(2).transpose(1, 2))
        value = self.v_proj(key)
        split = [x.reshape(*x.shape[:2], self._heads, -1) for x in (query, key, value)]
        merged: Tensor = self.norm(self.merge(linear_attention(*split).flatten(2)))
        return merged.transpose(1, 2).reshape(query_map.shape)


class MultiScaleConvolution(nn.Module):
    """The sum of 1x1, 3x3 and 5x5 convolutions, each with leaky ReLU 0.1, followed by a PReLU."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv_k1, self.conv_k3, self.conv_k5 = (
            nn.Sequential(nn.Conv2d(channels, channels, size, padding=size // 2), nn.LeakyReLU(0.1))
            for size in (1, 3, 5)
        )
        self.activation = nn.PReLU()

    def forward(self, x: Tensor) -> Tensor:
        summed: Tensor = self.activation(self.conv_k1(x) + self.conv_k3(x) + self.conv_k5(x))
        return summed


class PaperLayer(nn.Module):
    """One layer of the paper. Modality 1 is optical, modality 2 is SAR."""

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.self_attention_modality_1 = AttentionLayer(channels, heads)
        self.self_attention_modality_2 = AttentionLayer(channels, heads)
        self.m_conv_1 = MultiScaleConvolution(channels)
        self.cross_attention = AttentionLayer(channels, heads)
        self.m_conv_2 = MultiScaleConvolution(channels)

    def forward(self, optical: Tensor, sar: Tensor) -> Pair:
        optical = self.m_conv_1(optical - self.self_attention_modality_1(optical, optical))
        sar = self.m_conv_1(sar - self.self_attention_modality_2(sar, sar))
        to_sar, to_optical = self.cross_attention(optical, sar), self.cross_attention(sar, optical)
        return self.m_conv_2(optical + to_sar), self.m_conv_2(sar + to_optical)


class PaperEnhancement(nn.Module):
    """The paper's stack of layers, applied `passes` times to its own output."""

    def __init__(self, channels: int, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.layers = nn.ModuleList(PaperLayer(channels, configuration.heads) for _ in range(configuration.layers))
        self._passes = configuration.passes

    def forward(self, optical: Tensor, sar: Tensor) -> tuple[Pair, Pair | None]:
        """The shared features of both images, and in training the specific features, which are the detached output of
        the first pass minus that of the last; None in evaluation, and for one pass."""
        first = None
        for _ in range(self._passes):
            for layer in self.layers:
                optical, sar = layer(optical, sar)
            if first is None:
                first = optical.detach(), sar.detach()
        if not self.training or first is None or self._passes == 1:
            return (optical, sar), None
        return (optical, sar), (first[0] - optical, first[1] - sar)


def enhance_pair(
    deep: nn.Module | None, shallow: nn.Module | None, optical: Levels, sar: Levels
) -> tuple[Levels, Levels, tuple[Tensor, ...]]:
    """The levels of both images with shared features only, and what was removed, in the order of `NetworkOutput`.

    Args:
        deep, shallow: a `PaperEnhancement` for each level that exists.
    """
    specific: list[Tensor] = []

    def enhanced(
        enhance: nn.Module | None, optical: Level | None, sar: Level | None
    ) -> tuple[Level | None, Level | None]:
        if enhance is None or optical is None or sar is None:
            return None, None
        (optical_shared, sar_shared), taken = enhance(optical.features, sar.features)
        specific.extend(taken or ())
        return replace(optical, features=optical_shared), replace(sar, features=sar_shared)

    optical_deep, sar_deep = enhanced(deep, optical.deep, sar.deep)
    optical_shallow, sar_shallow = enhanced(shallow, optical.shallow, sar.shallow)
    return Levels(optical_deep, optical_shallow), Levels(sar_deep, sar_shallow), tuple(specific)


def min_max_similarity(search: Tensor, template: Tensor) -> Tensor:
    """The paper's heatmap. The cross-correlation of each channel is computed at all shifts at which template and search
    window touch (zero padding), scaled to 0..1 there, cropped to the valid shifts, and averaged over the channels.

    Args:
        search, template: features (B, C, H, W) and (B, C, h, w).

    Returns:
        The similarity (B, H-h+1, W-w+1) in 0..1.
    """
    (rows, cols), (h, w) = search.shape[2:], template.shape[2:]
    full = rows + h - 1, cols + w - 1
    size = fast_length(full[0]), fast_length(full[1])
    spectrum = torch.fft.rfft2(search.float(), s=size) * torch.fft.rfft2(template.float(), s=size).conj()
    # Shift u is at index u modulo the transform's size, so negative shifts are at its end.
    correlation = torch.fft.irfft2(spectrum, s=size).roll((h - 1, w - 1), dims=(2, 3))[..., : full[0], : full[1]]
    low, high = correlation.amin(dim=(2, 3), keepdim=True), correlation.amax(dim=(2, 3), keepdim=True)
    inside = correlation[..., h - 1 : rows, w - 1 : cols]
    scaled: Tensor = (inside - low) / (high - low + _MIN_MAX_EPSILON)
    return scaled.mean(dim=1)


def place_stretched(deep: Tensor, size: tuple[int, int]) -> Tensor:
    """Stretch a deep heatmap (B, Hd, Wd) over the shallow one's `size` by nearest neighbour: the paper's placement."""
    return functional.interpolate(deep[:, None], size=size, mode="nearest")[:, 0]


def compare_min_max(
    search: Levels,
    template: Levels,
    place: Callable[[Tensor | None], Tensor | None],
    shared: tuple[Tensor, ...],
    specific: tuple[Tensor, ...],
) -> NetworkOutput:
    """Compute the min-max heatmaps of the levels that exist, with the paper's temperatures, and their product.

    Args:
        place: resamples the deep heatmap, if there is one, to the shifts of the shallow heatmap.
        shared, specific: passed on to the output.
    """
    deep, shallow = _similarity(search.deep, template.deep), _similarity(search.shallow, template.shallow)
    placed = place(deep)
    factors = [
        (heatmap, temperature)
        for heatmap, temperature in ((placed, PAPER_DEEP_TEMPERATURE), (shallow, PAPER_SHALLOW_TEMPERATURE))
        if heatmap is not None
    ]
    fused, temperature = factors[0]
    if len(factors) > 1:
        fused, temperature = fused * factors[1][0], PAPER_FUSED_TEMPERATURE
    return NetworkOutput(
        deep=deep,
        shallow=shallow,
        prior=None,
        fused=fused,
        deep_logits=None if deep is None else deep * (1 / PAPER_DEEP_TEMPERATURE),
        shallow_logits=None if shallow is None else shallow * (1 / PAPER_SHALLOW_TEMPERATURE),
        prior_logits=None,
        fused_logits=fused * (1 / temperature),
        shared=shared,
        specific=specific,
    )


def _similarity(search: Level | None, template: Level | None) -> Tensor | None:
    if search is None or template is None:
        return None
    return min_max_similarity(search.features, template.features)
