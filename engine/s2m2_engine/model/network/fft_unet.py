"""The plain U-Net of the supervised matchers that correlate by FFT (Fang et al. 2021, doi 10.1109/LGRS.2021.3100531).

It computes one descriptor map at full resolution for each image (Ronneberger et al. 2015). `S2M2Network` correlates the
two and takes the softmax over shifts, as for every backbone. There is no enhancement and no second scale.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.functional import max_pool2d

from .blocks import Steps, initialise, norm, pointwise
from .configuration import Modality, Padding


class FftUnet(nn.Module):
    """A backbone: an image (B, 3, H, W), H and W multiples of 16, becomes shallow features (B, channels[0], H, W)."""

    def __init__(self, channels: tuple[int, ...], groups: int, twin: bool, padding: Padding = "zeros") -> None:
        """Build the U-Nets with random weights.

        Args:
            channels: of the five stages, at strides 1, 2, 4, 8, 16.
            groups: of the norms, as `norm` takes it.
            twin: whether each modality has a U-Net of its own.
            padding: of the convolutions; see `NetworkConfiguration`.
        """
        super().__init__()
        self.optical = _Unet(channels, groups, padding, shared=not twin)
        self.sar = _Unet(channels, groups, padding, shared=False) if twin else None
        self.apply(initialise)

    def forward(self, image: Tensor, modality: Modality) -> tuple[Tensor | None, Tensor | None]:
        """None, since there are no deep features, and the shallow features."""
        unet = self.sar if modality == "sar" and self.sar is not None else self.optical
        return None, unet(image, modality)


class _Unet(nn.Module):
    def __init__(self, channels: tuple[int, ...], groups: int, padding: Padding, shared: bool) -> None:
        super().__init__()
        self.down = nn.ModuleList(
            _convolutions(inputs, outputs, groups, padding, shared) for inputs, outputs in zip((3, *channels), channels)
        )
        # The way up begins at the deepest stage; transposed 2x2 convolutions scale by exactly 2 at every size.
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(deeper, own, 2, stride=2) for deeper, own in zip(channels[:0:-1], channels[-2::-1])
        )
        self.merge = nn.ModuleList(_convolutions(2 * own, own, groups, padding, shared) for own in channels[-2::-1])
        # No activation follows, so that descriptors may have any direction.
        self.head = pointwise(channels[0], channels[0])

    def forward(self, image: Tensor, modality: Modality) -> Tensor:
        stages = [self.down[0](image, modality)]
        for stage in self.down[1:]:
            stages.append(stage(max_pool2d(stages[-1], 2), modality))
        features = stages.pop()
        for up, merge in zip(self.up, self.merge):
            features = merge(torch.cat([stages.pop(), up(features)], dim=1), modality)
        return cast(Tensor, self.head(features))


def _convolutions(inputs: int, outputs: int, groups: int, padding: Padding, shared: bool) -> Steps:
    """Two times the sequence of 3x3 convolution, norm and ReLU."""
    return Steps(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False, padding_mode=padding),
        norm(outputs, groups, shared),
        nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False, padding_mode=padding),
        norm(outputs, groups, shared),
        nn.ReLU(),
    )
