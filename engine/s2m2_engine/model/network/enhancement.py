"""Cross-modal feature enhancement: take out what only one sensor sees, strengthen what both see."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .blocks import LightMultiScaleConvolution, MultiScaleConvolution, initialise, pointwise
from .configuration import Modality, NetworkConfiguration, Padding

Pair = tuple[Tensor, Tensor]
_EPSILON = 1e-6


def linear_attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Attention with the kernel (elu(q) + 1)(elu(k) + 1) in linear time (Katharopoulos et al. 2020, eq. 5).

    All (B, positions, heads, channels per head), query and key positions may differ in number. Without the detour
    by the number of positions, sums over half-precision values overflow.
    """
    query, key = functional.elu(query) + 1, functional.elu(key) + 1
    count = value.shape[1]
    summary = torch.einsum("bshd,bshv->bhdv", key, value / count)
    weight = torch.einsum("blhd,bhd->blh", query, key.sum(dim=1)) + _EPSILON
    return torch.einsum("blhd,bhdv->blhv", query, summary) / weight[..., None] * count


class AttentionLayer(nn.Module):
    """Linear attention from one feature map to another, both (B, C, rows, cols); layer norm at the end.

    As in the authors' code the *projected* key is what the value projection sees.
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


class PaperLayer(nn.Module):
    """One layer of the paper. Modality 1 is optical, 2 is SAR."""

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
        """Shared features of both, and in training the specific ones: first pass, detached, minus the last."""
        first = None
        for _ in range(self._passes):
            for layer in self.layers:
                optical, sar = layer(optical, sar)
            if first is None:
                first = optical.detach(), sar.detach()
        if not self.training or first is None or self._passes == 1:
            return (optical, sar), None
        return (optical, sar), (first[0] - optical, first[1] - sar)


class Adapter(nn.Module):
    """What one modality alone shows, from a pixel's surroundings: depthwise 5x5, then 1x1."""

    def __init__(self, channels: int, padding: Padding) -> None:
        super().__init__()
        self.around = nn.Conv2d(channels, channels, 5, padding=2, groups=channels, padding_mode=padding)
        self.mix = pointwise(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        specific: Tensor = self.mix(functional.leaky_relu(self.around(x), 0.1))
        return specific


class PrototypeAttention(nn.Module):
    """Linear attention of each pixel to learned vectors, which stand in for the other image's positions.

    They are the same for both modalities, so that both are drawn to one vocabulary, and an image's features do not
    depend on which image it is matched with.
    """

    def __init__(self, channels: int, heads: int, prototypes: int) -> None:
        super().__init__()
        self._heads = heads
        self.query = pointwise(channels, channels)
        self.keys = nn.Parameter(torch.randn(heads, prototypes, channels // heads))
        self.values = nn.Parameter(torch.randn(heads, prototypes, channels // heads))
        self.merge = pointwise(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        batch, _, rows, cols = x.shape
        query = functional.elu(self.query(x).reshape(batch, self._heads, -1, rows * cols)) + 1
        key = functional.elu(self.keys) + 1
        summary = torch.einsum("hkv,hkd->hvd", self.values, key)
        weight = key.sum(dim=1, keepdim=True) @ query + _EPSILON
        merged: Tensor = self.merge((summary @ query / weight).reshape(x.shape))
        return merged


class PrototypeLayer(nn.Module):
    """The paper's layer without its dependence on the pair: specific part out, multi-scale convolution, attention to
    shared prototypes, multi-scale convolution."""

    def __init__(self, channels: int, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.specific_optical = Adapter(channels, configuration.padding)
        self.specific_sar = Adapter(channels, configuration.padding)
        self.m_conv_1 = LightMultiScaleConvolution(channels, configuration.padding)
        self.common = PrototypeAttention(channels, configuration.heads, configuration.prototypes)
        self.m_conv_2 = LightMultiScaleConvolution(channels, configuration.padding)

    def forward(self, x: Tensor, modality: Modality) -> Pair:
        """The shared and the specific features of one image."""
        specific = self.specific_sar(x) if modality == "sar" else self.specific_optical(x)
        x = self.m_conv_1(x - specific)
        return self.m_conv_2(x + self.common(x)), specific


class PrototypeEnhancement(nn.Module):
    """A stack of prototype layers for one image at a time."""

    def __init__(self, channels: int, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.layers = nn.ModuleList(PrototypeLayer(channels, configuration) for _ in range(configuration.layers))
        self._passes = configuration.passes
        self.apply(initialise)

    def forward(self, x: Tensor, modality: Modality) -> Pair:
        """The shared features, and the sum of what all layers took out."""
        removed = torch.zeros_like(x)
        for _ in range(self._passes):
            for layer in self.layers:
                x, specific = layer(x, modality)
                removed = removed + specific
        return x, removed
