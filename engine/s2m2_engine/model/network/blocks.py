"""Small building blocks. Modules that the authors' checkpoint has, too, bear its names."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .configuration import Modality, Padding


class GroupNorm(nn.GroupNorm):
    """A group norm, the same for both modalities."""

    def forward(self, x: Tensor, modality: Modality) -> Tensor:  # type: ignore[override]
        return super().forward(x)


class BatchNorm(nn.BatchNorm2d):
    """A batch norm of features that only one modality passes through."""

    def forward(self, x: Tensor, modality: Modality) -> Tensor:  # type: ignore[override]
        return super().forward(x)


class ModalityBatchNorm(nn.Module):
    """A batch norm (Ioffe and Szegedy 2015) with separate statistics, scale and offset for each modality, between
    convolutions that both share. In evaluation, unlike a group norm, it does not depend on the rest of the window."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.optical = nn.BatchNorm2d(channels)
        self.sar = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor, modality: Modality) -> Tensor:
        normed: Tensor = self.of(modality)(x)
        return normed

    def standardised(self, means: Tensor, modality: Modality) -> Tensor:
        """Means (B, channels) of the norm's inputs, as deviations from the running mean in running deviations."""
        known = self.of(modality)
        if known.running_mean is None or known.running_var is None:
            raise TypeError("A batch norm without running statistics.")
        return (means - known.running_mean) / (known.running_var + known.eps).sqrt()

    def of(self, modality: Modality) -> nn.BatchNorm2d:
        """The batch norm of one modality."""
        return self.sar if modality == "sar" else self.optical


def norm(channels: int, groups: int, shared: bool) -> nn.Module:
    """A group norm or, for 0 groups, a batch norm; it is called with the features and the modality.

    Args:
        shared: whether both modalities pass through it.
    """
    if groups:
        return GroupNorm(groups, channels)
    return ModalityBatchNorm(channels) if shared else BatchNorm(channels)


class Steps(nn.Sequential):
    """Applies one layer after the other; norms also get the modality."""

    def forward(self, x: Tensor, modality: Modality) -> Tensor:  # type: ignore[override]
        for layer in self:
            x = layer(x, modality) if isinstance(layer, (GroupNorm, BatchNorm, ModalityBatchNorm)) else layer(x)
        return x


def pointwise(inputs: int, outputs: int) -> nn.Conv2d:
    """A 1x1 convolution without bias."""
    return nn.Conv2d(inputs, outputs, 1, bias=False)


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions and a projected shortcut, with a ReLU before and after their sum."""

    def __init__(self, inputs: int, outputs: int, groups: int, padding: Padding, shared: bool = True) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1, padding_mode=padding)
        self.gn1 = norm(outputs, groups, shared)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, padding_mode=padding)
        self.gn2 = norm(outputs, groups, shared)
        self.shortcut = nn.Conv2d(inputs, outputs, 1)
        self.gn_sc = norm(outputs, groups, shared)

    def forward(self, x: Tensor, modality: Modality) -> Tensor:
        inner = functional.relu(self.gn1(self.conv1(x), modality))
        inner = functional.relu(self.gn2(self.conv2(inner), modality))
        return functional.relu(inner + self.gn_sc(self.shortcut(x), modality))

    def appearance(self, x: Tensor, modality: Modality, share: Tensor) -> Tensor:
        """How far the inputs of the three batch norms differ from those in training: (B, 3 channels), means over the
        image in units of the deviation that each norm remembers.

        Args:
            share: weights (B, 1, rows, cols) of the cells, in [0, 1].
        """
        entered = self.conv1(x)
        maps = (
            (self.gn1, entered),
            (self.gn2, self.conv2(functional.relu(self.gn1(entered, modality)))),
            (self.gn_sc, self.shortcut(x)),
        )
        weight = share / share.sum(dim=(2, 3), keepdim=True).clamp_min(1e-6)
        parts = []
        for norm, features in maps:
            if not isinstance(norm, ModalityBatchNorm):
                raise TypeError("Only batch norms of each modality remember what they saw.")
            mean = (features * weight).sum(dim=(2, 3))
            parts.append(norm.standardised(mean, modality))
        return torch.cat(parts, dim=1)


class LightMultiScaleConvolution(nn.Module):
    """The sum of depthwise 3x3 and 5x5 convolutions, with leaky ReLU 0.1; its 1x1 convolution is added to the input
    before a PReLU."""

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
    """Give convolutions He normal weights (He et al. 2015) and zero biases; for use with `Module.apply`."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)
