"""Cross-modal feature enhancement: it removes what only one sensor sees, and strengthens what both see."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .blocks import LightMultiScaleConvolution, initialise, pointwise
from .configuration import Modality, NetworkConfiguration, Padding

Pair = tuple[Tensor, Tensor]
_EPSILON = 1e-6


class Adapter(nn.Module):
    """Estimates what only one modality shows from a pixel's surroundings: depthwise 5x5, then 1x1 convolution."""

    def __init__(self, channels: int, padding: Padding) -> None:
        super().__init__()
        self.around = nn.Conv2d(channels, channels, 5, padding=2, groups=channels, padding_mode=padding)
        self.mix = pointwise(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        specific: Tensor = self.mix(functional.leaky_relu(self.around(x), 0.1))
        return specific


class PrototypeAttention(nn.Module):
    """Linear attention of each pixel to learned vectors (prototypes), which replace the positions of the other image.

    The prototypes are the same for both modalities, so that both modalities learn the same features, and an image's
    features do not depend on the image that it is matched with.
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
    """The paper's layer, made independent of the other image: it subtracts the specific part, then applies a
    multi-scale convolution, attention to shared prototypes, and a second multi-scale convolution."""

    def __init__(self, channels: int, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.specific_optical = Adapter(channels, configuration.padding)
        self.specific_sar = Adapter(channels, configuration.padding)
        self.m_conv_1 = LightMultiScaleConvolution(channels, configuration.padding)
        self.common = PrototypeAttention(channels, configuration.heads, configuration.prototypes)
        self.m_conv_2 = LightMultiScaleConvolution(channels, configuration.padding)

    def forward(self, x: Tensor, modality: Modality) -> Pair:
        """The shared and the specific features of one image, both (B, C, rows, cols)."""
        specific = self.specific_sar(x) if modality == "sar" else self.specific_optical(x)
        x = self.m_conv_1(x - specific)
        return self.m_conv_2(x + self.common(x)), specific


class PrototypeEnhancement(nn.Module):
    """A stack of prototype layers, which takes one image at a time."""

    def __init__(self, channels: int, configuration: NetworkConfiguration) -> None:
        super().__init__()
        self.layers = nn.ModuleList(PrototypeLayer(channels, configuration) for _ in range(configuration.layers))
        self._passes = configuration.passes
        self.apply(initialise)

    def forward(self, x: Tensor, modality: Modality) -> Pair:
        """The shared features, and the sum of what all layers removed; both (B, C, rows, cols)."""
        removed = torch.zeros_like(x)
        for _ in range(self._passes):
            for layer in self.layers:
                x, specific = layer(x, modality)
                removed = removed + specific
        return x, removed
