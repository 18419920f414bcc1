"""Residual stages down to stride 16 and a feature pyramid back up (ResNet-FPN), without a stem that loses detail."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from .blocks import ResidualBlock, Steps, initialise, norm, pointwise
from .configuration import Modality, NetworkConfiguration


class Backbone(nn.Module):
    """Turns an image (B, bands, H, W), H and W multiples of 16 s, into deep features (B, channels[3], H/8s, W/8s) and
    shallow features (B, channels[0], H/s, W/s); s is the configuration's stride. A level that the configuration does
    not have is not computed, but None.

    Modules have the names of the authors' checkpoint: c1..c5, layerK_outconv (lateral), layerK_outconv2 (output);
    layerK_reduce and c1_sar exist in our configurations only.
    """

    def __init__(self, configuration: NetworkConfiguration, bands: int, coarse_bands: int = 0) -> None:
        """Build the stages; the image has `bands`, a second input at the first stage's stride has `coarse_bands`."""
        super().__init__()
        channels, groups, padding = configuration.channels, configuration.groups, configuration.padding
        self._corners = True if configuration.upsampling == "corner_aligned" else None
        self._lowest = 4 if configuration.levels == "deep" else 1
        self._has_deep = configuration.has_deep
        # Convolutions and pooling of few channels take a fifth less time in this memory format.
        self._channels_last = configuration.shares_features
        self._stride = configuration.stride
        bands = bands * self._stride**2 + coarse_bands
        for level, (inputs, outputs) in enumerate(zip((bands, *channels), channels), start=1):
            shared = level > 1 or not configuration.separate_stem
            self.add_module(f"c{level}", ResidualBlock(inputs, outputs, groups, padding, shared))
        self.c1_sar = ResidualBlock(bands, channels[0], groups, padding, False) if configuration.separate_stem else None
        wide = configuration.pyramid == "wide"
        self.layer5_outconv = pointwise(channels[4], channels[4])
        for level in range(4, self._lowest - 1, -1):
            own, deeper = channels[level - 1], channels[level]
            carried = deeper if wide else own
            self.add_module(f"layer{level}_outconv", pointwise(own, carried))
            if not wide:
                self.add_module(f"layer{level}_reduce", pointwise(deeper, own))
            self.add_module(
                f"layer{level}_outconv2",
                Steps(
                    nn.Conv2d(carried, carried, 3, padding=1, padding_mode=padding, bias=False),
                    norm(carried, groups, shared=True),
                    nn.LeakyReLU(),
                    nn.Conv2d(carried, own, 3, padding=1, padding_mode=padding, bias=False),
                ),
            )
        self._reduces = not wide
        self.apply(initialise)

    def forward(
        self, image: Tensor, modality: Modality, coarse: Tensor | None = None
    ) -> tuple[Tensor | None, Tensor | None]:
        """The deep and shallow features of one image; `coarse` is the second input (B, coarse_bands, H/s, W/s)."""
        stages = [self._first_stage(image, modality, coarse)]
        for level in range(2, 6):
            stages.append(self._part(f"c{level}")(functional.max_pool2d(stages[-1], 2), modality))
        carried = self.layer5_outconv(stages[4])
        deep = None
        for level in range(4, self._lowest - 1, -1):
            # Reducing before upsampling is four times cheaper, and gives the same since both are linear.
            deeper = self._part(f"layer{level}_reduce")(carried) if self._reduces else carried
            deeper = functional.interpolate(deeper, scale_factor=2.0, mode="bilinear", align_corners=self._corners)
            lateral = self._part(f"layer{level}_outconv")(stages[level - 1])
            carried = self._part(f"layer{level}_outconv2")(lateral + deeper, modality)
            if level == 4 and self._has_deep:
                deep = carried
        return deep, carried if self._lowest == 1 else None

    def appearance(self, image: Tensor, modality: Modality, coarse: Tensor | None, share: Tensor) -> Tensor:
        """`ResidualBlock.appearance` (B, 3 channels[1]) of the second stage, which differs most between sensors and
        landscapes. `image` and `coarse` are those of `forward`; `share` (B, 1, H, W) is explained there."""
        first = functional.max_pool2d(self._first_stage(image, modality, coarse), 2)
        return cast(ResidualBlock, self._part("c2")).appearance(
            first, modality, functional.avg_pool2d(share, 2 * self._stride)
        )

    def _first_stage(self, image: Tensor, modality: Modality, coarse: Tensor | None) -> Tensor:
        if self._stride > 1:
            image = functional.pixel_unshuffle(image, self._stride)
        if coarse is not None:
            image = torch.cat([image, coarse], dim=1)
        if self._channels_last:
            image = image.contiguous(memory_format=torch.channels_last)
        stem = self.c1_sar if modality == "sar" and self.c1_sar is not None else self._part("c1")
        features: Tensor = stem(image, modality)
        return features

    def _part(self, name: str) -> nn.Module:
        return cast(nn.Module, getattr(self, name))
