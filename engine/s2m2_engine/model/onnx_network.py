"""A network that ONNX Runtime computes on the processor, and whose descriptors numpy compares; it needs no PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Window, WindowPair
from ..machine import matching_threads
from .comparison import Comparison
from .descriptors import Description, DescriptorMap, cells_of
from .features import NODATA_REACH
from .heatmap_network import HeatmapNetwork
from .network.configuration import DEEP_STRIDE, SIZE_MULTIPLE, Modality, NetworkConfiguration
from .network.prior_kernels import PRIOR_STRIDES
from .network_graph import APPEARANCE, CELLS, DEEP, IMAGE, SHALLOW, SHARE, appearance_graph, describing_graphs
from .network_input import NetworkImage, NetworkPair
from .onnx_graph import Graph
from .prior_graph import GREY, PRIOR, prior_graph

_NORM_EPSILON = np.float32(1e-6)
_MODALITIES: tuple[Modality, Modality] = ("optical", "sar")


class OnnxNetwork(HeatmapNetwork):
    """A network whose configuration `can_be_a_graph`, on the processor."""

    device = "cpu"
    batch = 1

    def __init__(self, configuration: NetworkConfiguration, weights: Mapping[str, NDArray[Any]]) -> None:
        """Make the graphs of the network.

        Args:
            weights: the state dict of an `S2M2Network`.

        Raises:
            KeyError, ValueError: the weights are not those of this configuration.
            EngineError: as `Graph` raises it.
        """
        self.configuration = configuration
        self.threads = matching_threads()
        self._weights = weights
        self._comparison = Comparison.of(configuration, weights)
        self.scale = self._comparison.scale
        self._describing = {
            modality: Graph(content) for modality, content in describing_graphs(configuration, weights).items()
        }
        self._prior = None if configuration.prior == "none" else _prior(configuration.prior)

    def match_pairs(self, pairs: Sequence[NetworkPair]) -> list[Float32Array]:
        found: list[Float32Array] = []
        for pair in pairs:
            (rows, cols), (h, w) = pair.search.valid.shape, pair.template.valid.shape
            whole = WindowPair(Window(0, 0, cols, rows), Window(0, 0, w, h))
            found += self.match_windows(pair, [whole])
        return found

    def match_windows(self, images: NetworkPair, windows: Sequence[WindowPair]) -> Iterator[Float32Array]:
        search, template = self.describe(images.search, "optical"), self.describe(images.template, "sar")
        for pair in windows:
            size = pair.search.height - pair.template.height + 1, pair.search.width - pair.template.width + 1
            cuts = search.cut(pair.search, inside=False), template.cut(pair.template, inside=True)
            yield self._comparison.similarity(*cuts, size)

    def appearance(self, images: NetworkPair) -> Float32Array:
        both = zip(_MODALITIES, (images.search, images.template))
        return np.concatenate([self._appearance(image, modality) for modality, image in both])

    def describe(self, image: NetworkImage, modality: Modality) -> Description:
        """The descriptors of an image, from which many windows can be cut."""
        network_input, prior = self._inputs(image.bands, None)
        valid = None if image.valid.all() else image.valid
        strides = {DEEP: DEEP_STRIDE, SHALLOW: self.configuration.stride}
        wanted = [level for level in strides if level in self._describing[modality].outputs]

        def cells(stride: int) -> tuple[int, ...]:
            # A search window also keeps the cells that it covers in part: a template may lie there.
            return tuple(cells_of(0, length, stride, modality == "sar")[0].stop for length in image.valid.shape)

        sizes = {CELLS[level]: np.array(cells(strides[level])) for level in wanted}
        found = self._describing[modality].run({IMAGE: network_input, **sizes})
        maps = {level: DescriptorMap(found[level][0], strides[level]).masked(valid) for level in wanted}
        if prior is not None:
            # Near a gap in the data, the prior's values depend on what the gap was filled with.
            certain = None if valid is None else ~_dilated(~valid, NODATA_REACH)
            stride = PRIOR_STRIDES[self.configuration.prior]
            rows, cols = cells(stride)
            maps[PRIOR] = DescriptorMap(prior[:, :rows, :cols], stride).masked(certain)
        return Description(maps.get(DEEP), maps.get(SHALLOW), maps.get(PRIOR))

    def _inputs(self, bands: Float32Array, share: Float32Array | None) -> tuple[Float32Array, Float32Array | None]:
        """The network's input (1, channels, rows, cols), and the prior (channels, rows, cols) if there is one.

        Args:
            share: weights (rows, cols) of the pixels in the bands' mean and deviation; None if all are equal.
        """
        configuration = self.configuration
        stride = configuration.stride
        if configuration.standardise_input:
            bands = _standardised(bands, share)
        prior = None if self._prior is None else self._compute_prior(bands)
        fine, coarse = [bands], list[Float32Array]()
        if prior is not None:
            (coarse if PRIOR_STRIDES[configuration.prior] > 1 else fine).append(prior)
        image = _cells_as_channels(_padded(np.concatenate(fine), SIZE_MULTIPLE * stride), stride)
        return np.concatenate([image, *(_padded(one, SIZE_MULTIPLE) for one in coarse)])[None], prior

    def _compute_prior(self, bands: Float32Array) -> Float32Array:
        assert self._prior is not None
        # A single band stands there three times; the prior of one is the same and takes less time.
        distinct = bands if any((band != bands[0]).any() for band in bands[1:]) else bands[:1]
        inputs = {IMAGE: distinct[None]}
        if PRIOR_STRIDES[self.configuration.prior] > 1:
            inputs[GREY] = _padded(distinct.mean(axis=0, keepdims=True), 2)[None]
        prior: Float32Array = self._prior.run(inputs)[PRIOR][0]
        return prior

    def _appearance(self, image: NetworkImage, modality: Modality) -> Float32Array:
        rows, cols = image.valid.shape
        share = image.valid.astype(np.float32)
        network_input, _ = self._inputs(image.bands, share)
        # The cells of the second stage, with those beyond the image weighing nothing.
        stride = self.configuration.stride
        size = network_input.shape[2] * stride, network_input.shape[3] * stride
        share = np.pad(share, ((0, size[0] - rows), (0, size[1] - cols)))
        side = 2 * stride
        cells = share.reshape(size[0] // side, side, size[1] // side, side).mean(axis=(1, 3))
        cells /= max(float(cells.sum()), 1e-6)
        inputs = {IMAGE: network_input, SHARE: cells[None, None]}
        vector: Float32Array = self._appearing[modality].run(inputs)[APPEARANCE][0]
        return vector

    @cached_property
    def _appearing(self) -> dict[Modality, Graph]:
        return {one: Graph(appearance_graph(self.configuration, self._weights, one)) for one in _MODALITIES}


@lru_cache(maxsize=len(PRIOR_STRIDES))
def _prior(name: str) -> Graph:
    """The graph of a prior, which is the same for all networks."""
    return Graph(prior_graph(name))


def _standardised(bands: Float32Array, share: Float32Array | None) -> Float32Array:
    """The bands (C, rows, cols) scaled to zero mean and unit deviation."""
    flat = bands.reshape(len(bands), -1).astype(np.float64)
    weight = None if share is None or not share.any() else share.ravel()
    mean = np.average(flat, axis=1, weights=weight)
    deviation = np.sqrt(np.average(np.square(flat - mean[:, None]), axis=1, weights=weight))
    centred: Float32Array = bands - mean.astype(np.float32)[:, None, None]
    centred /= (deviation.astype(np.float32) + _NORM_EPSILON)[:, None, None]
    return centred


def _padded(maps: Float32Array, multiple: int) -> Float32Array:
    """Maps (C, rows, cols), whose last row and column are repeated until both sizes are multiples of `multiple`."""
    extra = tuple(-length % multiple for length in maps.shape[1:])
    return np.pad(maps, ((0, 0), (0, extra[0]), (0, extra[1])), mode="edge") if any(extra) else maps


def _cells_as_channels(maps: Float32Array, side: int) -> Float32Array:
    """Maps (C, rows, cols) as (C side², rows / side, cols / side): the pixels of each cell become channels."""
    if side == 1:
        return maps
    channels, rows, cols = maps.shape
    cells = maps.reshape(channels, rows // side, side, cols // side, side).transpose(0, 2, 4, 1, 3)
    return cells.reshape(-1, rows // side, cols // side)


def _dilated(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """A mask (rows, cols), dilated by `reach` cells."""
    from scipy.ndimage import maximum_filter

    dilated: NDArray[np.bool_] = maximum_filter(mask, 2 * reach + 1, mode="constant")
    return dilated
