"""Small building blocks. Names of modules are those of the authors' checkpoint where it has them."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .configuration import Padding


class PixelNorm(nn.Module):
    """Root-mean-square norm over the channels at each pixel (Zhang and Sennrich 2019): unlike a group norm, blind to
    the rest of the window."""

    def __init__(self, channels: int, epsilon: float = 1e-5) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self._epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        # A plain mean of squares: torch's variances and vector norms over this axis take many times as long.
        scale = torch.rsqrt(x.float().square().mean(dim=1, keepdim=True) + self._epsilon)
        return torch.addcmul(self.bias[:, None, None], x * scale.to(x.dtype), self.weight[:, None, None])


def norm(channels: int, groups: int) -> nn.Module:
    """A group norm, or `PixelNorm` for 0 groups."""
    return nn.GroupNorm(groups, channels) if groups else PixelNorm(channels)


def pointwise(inputs: int, outputs: int) -> nn.Conv2d:
    """1x1 convolution without bias."""
    return nn.Conv2d(inputs, outputs, 1, bias=False)


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions beside a projected shortcut, ReLU before and after their sum."""

    def __init__(self, inputs: int, outputs: int, groups: int, padding: Padding) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1, padding_mode=padding)
        self.gn1 = norm(outputs, groups)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, padding_mode=padding)
        self.gn2 = norm(outputs, groups)
        self.shortcut = nn.Conv2d(inputs, outputs, 1)
        self.gn_sc = norm(outputs, groups)

    def forward(self, x: Tensor) -> Tensor:
        inner = functional.relu(self.gn1(self.conv1(x)))
        inner = functional.relu(self.gn2(self.conv2(inner)))
        return functional.relu(inner + self.gn_sc(self.shortcut(x)))


class MultiScaleConvolution(nn.Module):
    """1x1, 3x3 and 5x5 convolutions, each with leaky ReLU 0.1, summed; PReLU."""

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


class LightMultiScaleConvolution(nn.Module):
    """The same scales at a fraction of the cost: depthwise 3x3 and 5x5, then 1x1, added to the input; PReLU."""

    def __init__(self, channels: int, padding: Padding) -> None:
        super().__init__()
        self.conv_k3 = nn.Conv2d(channels, channels, 3, padding=1, groups=channels, padding_mode=padding)
        self.conv_k5 = nn.Conv2d(channels, channels, 5, padding=2, groups=channels, padding_mode=padding)
        self.mix = pointwise(channels, channels)
        self.activation = nn.PReLU()

    def forward(self, x: Tensor) -> Tensor:
        scales = functional.leaky_relu(self.conv_k3(x) + self.conv_k5(x), 0.1)
        added: Tensor = self.activation(x + self.mix(scales))
        return added


def initialise(module: nn.Module) -> None:
    """He normal weights and zero biases for convolutions (He et al. 2015); to be used with `Module.apply`."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)
