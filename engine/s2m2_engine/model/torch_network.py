"""A network that PyTorch computes: on a graphics card, and if it cannot be a graph for ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor

from ..arrays import Float32Array, Window, WindowPair
from .heatmap_network import HeatmapNetwork
from .network.configuration import Modality
from .network.levels import Levels
from .network.s2m2 import S2M2Network
from .network_input import NetworkImage, NetworkPair

# How many pairs of one size go through the network together: enough to fill a graphics card, few enough for its memory.
_BATCH = {"cpu": 2}
_GPU_BATCH = 16


class TorchNetwork(HeatmapNetwork):
    """A network on a device of PyTorch, which also compares the descriptors there."""

    threads = 1  # PyTorch uses several by itself

    def __init__(self, network: S2M2Network, device: torch.device) -> None:
        self._device = device
        self._network = network.to(device).eval()
        self.configuration = network.configuration
        self.device = str(device)
        self.batch = _BATCH.get(device.type, _GPU_BATCH)
        self.scale = None
        if network.configuration.correlation == "unit":
            scales = (network.deep_log_scale, network.shallow_log_scale, network.prior_log_scale)
            self.scale = sum(float(s.detach().exp()) for s in scales if s is not None)

    def match_pairs(self, pairs: Sequence[NetworkPair]) -> list[Float32Array]:
        searches, templates = [pair.search for pair in pairs], [pair.template for pair in pairs]
        masked = not all(image.valid.all() for image in (*searches, *templates))
        with _inference(self._device):
            inputs = [torch.cat([self._tensor(image) for image in side]) for side in (searches, templates)]
            masks = [
                torch.from_numpy(np.stack([image.valid for image in side])).to(self._device) if masked else None
                for side in (searches, templates)
            ]
            return list(self._network(*inputs, *masks).fused.cpu().numpy())

    def match_windows(self, images: NetworkPair, windows: Sequence[WindowPair]) -> Iterator[Float32Array]:
        with _inference(self._device):
            search = self._describe(images.search, "optical")
            template = self._describe(images.template, "sar")
        for pair in windows:
            size = pair.search.height - pair.template.height + 1, pair.search.width - pair.template.width + 1
            side = float(pair.template.height * pair.template.width) ** 0.5
            cuts = _cut(search, pair.search, inside=False), _cut(template, pair.template, inside=True)
            with _inference(self._device):
                yield self._network.compare(*cuts, size, side).fused[0].cpu().numpy()

    def appearance(self, images: NetworkPair) -> Float32Array:
        with _inference(self._device):
            vector = self._network.appearance(
                self._tensor(images.search),
                self._tensor(images.template),
                self._mask(images.search),
                self._mask(images.template),
            )
        appearance: Float32Array = vector[0].cpu().numpy()
        return appearance

    def _describe(self, image: NetworkImage, modality: Modality) -> Levels:
        return self._network.describe(self._tensor(image), modality, self._mask(image))

    def _tensor(self, image: NetworkImage) -> Tensor:
        """The bands (1, 3, rows, cols) on the device."""
        return torch.from_numpy(image.bands)[None].to(self._device)

    def _mask(self, image: NetworkImage) -> Tensor | None:
        """The valid pixels (1, rows, cols) on the device; None if all are valid."""
        return None if image.valid.all() else torch.from_numpy(image.valid)[None].to(self._device)


@contextmanager
def _inference(device: torch.device) -> Iterator[None]:
    """Switch off gradients and, on a graphics card, TF32: its rounding errors exceed what matches may differ by."""
    with torch.inference_mode():
        if device.type != "cuda":
            yield
            return
        with torch.backends.cudnn.flags(enabled=True, deterministic=True, allow_tf32=False):
            yield


def _cut(whole: Levels, window: Window, inside: bool) -> Levels:
    """The part of an image's descriptors that belongs to a window; see `descriptors.Description.cut`."""
    return whole.each(lambda level: level.cut(window.row, window.col, window.height, window.width, inside))
