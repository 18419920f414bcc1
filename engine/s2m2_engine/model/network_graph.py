"""The network of a configuration as a graph for ONNX Runtime, made from a model file's weights without PyTorch.

A graph computes what `S2M2Network` computes in evaluation mode; batch norms are folded into the convolutions before
them. The modules in `network` train what this module runs, and a test holds both to the same results.
"""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np

from ..arrays import Float64Array
from .model_tensors import Weights
from .network.configuration import Modality, NetworkConfiguration
from .network.prior_kernels import PRIOR_CHANNELS
from .onnx_format import GraphWriter

IMAGE, SHARE, DEEP, SHALLOW, APPEARANCE = "image", "share", "deep", "shallow", "appearance"
CELLS = {DEEP: "deep_cells", SHALLOW: "shallow_cells"}
_NORM_EPSILON = 1e-5  # of PyTorch's batch norms
_ATTENTION_EPSILON = 1e-6
_LEAKY, _LEAKY_SCALES = 0.01, 0.1
# The ends of the names of weights that descriptors do not depend on.
_UNUSED = (".num_batches_tracked", "_log_scale")


def can_be_a_graph(configuration: NetworkConfiguration) -> bool:
    """Whether this module can write the graph of such a network: one that describes each image by itself."""
    return (
        configuration.shares_features
        and configuration.backbone == "residual_pyramid"
        and configuration.correlation == "unit"
        and configuration.placement == "exact"
    )


def describing_graphs(configuration: NetworkConfiguration, weights: Weights) -> dict[Modality, bytes]:
    """The graphs that describe images, one for each modality.

    Their input `image` (n, channels, rows, cols) holds the bands and the prior at the resolution of the first stage;
    rows and cols are multiples of 16. For each of the levels that the configuration has, `deep` and `shallow`, there is
    an input with its number of cells (`CELLS`), int64 (rows, cols), and an output with the descriptors of these cells
    (n, channels, rows, cols).

    Raises:
        KeyError, ValueError: the weights are not those of this configuration.
    """
    graphs: dict[Modality, bytes] = {}
    used: set[str] = set()
    for modality in get_args(Modality):
        network = _Network(configuration, weights, modality)
        for name, features in network.pyramid().items():
            network.graph.output(name, network.descriptors(features, name))
        graphs[modality] = network.graph.to_bytes()
        used |= network.used
    left = {name for name in weights if name not in used and not name.endswith(_UNUSED)}
    if left:
        raise ValueError(f"This network has no {min(left)}.")
    return graphs


def appearance_graph(configuration: NetworkConfiguration, weights: Weights, modality: Modality) -> bytes:
    """The graph of `S2M2Network.appearance` for one modality.

    Its inputs are `image`, as for `describing_graphs`, and `share` (n, 1, rows / 2, cols / 2), the weights of the
    second stage's cells, which sum to 1 for each image. Its output `appearance` is (n, 3 channels[1]).

    Raises:
        KeyError, ValueError: the weights are not those of this configuration.
    """
    network = _Network(configuration, weights, modality)
    network.graph.output(APPEARANCE, network.appearance())
    return network.graph.to_bytes()


class _Network:
    """Writes the network into `graph`, layer by layer; the layers' names are those of the state dict."""

    def __init__(self, configuration: NetworkConfiguration, weights: Weights, modality: Modality) -> None:
        self.graph = GraphWriter()
        self.used: set[str] = set()
        self._configuration, self._weights, self._modality = configuration, weights, modality
        prior = PRIOR_CHANNELS[configuration.prior]
        at_pixels, at_cells = (0, prior) if configuration.prior == "structure" else (prior, 0)
        self._bands = (3 + at_pixels) * configuration.stride**2 + at_cells
        self._image = self.graph.input(IMAGE, ("n", self._bands, "rows", "cols"))

    def pyramid(self) -> dict[str, str]:
        """The features of each level, as `Backbone` computes them and the enhancement changes them."""
        configuration, channels = self._configuration, self._configuration.channels
        stages = [self._first_stage()]
        for level, (shallower, own) in enumerate(pairwise(channels), start=2):
            stages.append(self._residual(self._halved(stages[-1]), f"backbone.c{level}", shallower, own))
        carried = self._convolution(stages[4], "backbone.layer5_outconv", channels[4], channels[4])
        found = {}
        for level in range(4, 0 if configuration.has_shallow else 3, -1):
            name, own, deeper = f"backbone.layer{level}", channels[level - 1], channels[level]
            wide = deeper if configuration.pyramid == "wide" else own
            if configuration.pyramid == "slim":
                carried = self._convolution(carried, f"{name}_reduce", deeper, own)
            lateral = self._convolution(stages[level - 1], f"{name}_outconv", own, wide)
            inner = self.graph.node("Add", lateral, self._doubled(carried))
            inner = self._convolution(inner, f"{name}_outconv2.0", wide, wide, norm=f"{name}_outconv2.1")
            carried = self._convolution(self._leaky(inner, _LEAKY), f"{name}_outconv2.3", wide, own)
            if level == 4 and configuration.has_deep:
                found[DEEP] = self._enhanced(self._cropped(carried, DEEP), DEEP, own)
        if configuration.has_shallow:
            found[SHALLOW] = self._enhanced(self._cropped(carried, SHALLOW), SHALLOW, channels[0])
        return found

    def descriptors(self, features: str, level: str) -> str:
        """Features scaled to unit length, times their weights if these are learned."""
        graph, channels = self.graph, self._configuration.channels[3 if level == DEEP else 0]
        squares = graph.node("ReduceSum", graph.node("Mul", features, features), self._integers(1), keepdims=1)
        scale = graph.node("Reciprocal", graph.node("Sqrt", graph.node("Add", squares, self._number(1e-12))))
        if self._configuration.weighting == "learned":
            logit = self._convolution(features, f"{level}_weights.{self._modality}", channels, 1)
            scale = graph.node("Mul", scale, graph.node("Mul", graph.node("Sigmoid", logit), self._number(2)))
        return graph.node("Mul", features, scale)

    def appearance(self) -> str:
        """The means of the inputs of the second stage's batch norms, in units of what the norms remember."""
        graph, (first, second) = self.graph, self._configuration.channels[:2]
        share = graph.input(SHARE, ("n", 1, "share_rows", "share_cols"))
        image, stage = self._halved(self._first_stage()), "backbone.c2"
        entered = self._convolution(image, f"{stage}.conv1", first, second, norm=f"{stage}.gn1", learned=False)
        gain, offset = (self._norm(f"{stage}.gn1", part, second) for part in ("weight", "bias"))
        normed = graph.node("Mul", entered, graph.constant(gain.reshape(-1, 1, 1)))
        normed = graph.node("Relu", graph.node("Add", normed, graph.constant(offset.reshape(-1, 1, 1))))
        again = self._convolution(normed, f"{stage}.conv2", second, second, norm=f"{stage}.gn2", learned=False)
        direct = self._convolution(image, f"{stage}.shortcut", first, second, norm=f"{stage}.gn_sc", learned=False)
        all_three = graph.node("Concat", entered, again, direct, axis=1)
        return graph.node("ReduceSum", graph.node("Mul", all_three, share), self._integers(2, 3), keepdims=0)

    def _first_stage(self) -> str:
        own = self._modality == "sar" and self._configuration.separate_stem
        name = "backbone.c1_sar" if own else "backbone.c1"
        return self._residual(self._image, name, self._bands, self._configuration.channels[0])

    def _residual(self, x: str, name: str, inputs: int, outputs: int) -> str:
        graph = self.graph
        inner = graph.node("Relu", self._convolution(x, f"{name}.conv1", inputs, outputs, norm=f"{name}.gn1"))
        inner = graph.node("Relu", self._convolution(inner, f"{name}.conv2", outputs, outputs, norm=f"{name}.gn2"))
        direct = self._convolution(x, f"{name}.shortcut", inputs, outputs, norm=f"{name}.gn_sc")
        return graph.node("Relu", graph.node("Add", inner, direct))

    def _cropped(self, x: str, level: str) -> str:
        """Without the cells beyond the image: the enhancement must not see them."""
        ends = self.graph.input(CELLS[level], (2,), integers=True)
        return self.graph.node("Slice", x, self._integers(0, 0), ends, self._integers(2, 3))

    def _enhanced(self, x: str, level: str, channels: int) -> str:
        """What `PrototypeEnhancement` keeps of the features of a level."""
        if self._configuration.enhancement == "none":
            return x
        for _ in range(self._configuration.passes):
            for layer in range(self._configuration.layers):
                name = f"{level}_feature_enhancer.layers.{layer}"
                adapter = f"{name}.specific_{self._modality}"
                around = self._leaky(self._convolution(x, f"{adapter}.around", 1, channels), _LEAKY_SCALES)
                x = self.graph.node("Sub", x, self._convolution(around, f"{adapter}.mix", channels, channels))
                x = self._multi_scale(x, f"{name}.m_conv_1", channels)
                x = self.graph.node("Add", x, self._attention(x, f"{name}.common", channels))
                x = self._multi_scale(x, f"{name}.m_conv_2", channels)
        return x

    def _multi_scale(self, x: str, name: str, channels: int) -> str:
        graph = self.graph
        fine, coarse = (self._convolution(x, f"{name}.conv_k{size}", 1, channels) for size in (3, 5))
        scales = self._leaky(graph.node("Add", fine, coarse), _LEAKY_SCALES)
        mixed = graph.node("Add", x, self._convolution(scales, f"{name}.mix", channels, channels))
        slope = self._weight(f"{name}.activation.weight", (1,))
        return graph.node("PRelu", mixed, graph.constant(slope.reshape(1, 1, 1)))

    def _attention(self, x: str, name: str, channels: int) -> str:
        graph, heads = self.graph, self._configuration.heads
        shape = heads, self._configuration.prototypes, channels // heads
        keys, values = self._weight(f"{name}.keys", shape), self._weight(f"{name}.values", shape)
        key = np.where(keys > 0, keys, np.expm1(np.minimum(keys, 0))) + 1
        summary = np.einsum("hkv,hkd->hvd", values, key)
        query = self._convolution(x, f"{name}.query", channels, channels)
        query = graph.node("Reshape", query, self._integers(0, heads, channels // heads, -1))
        query = graph.node("Add", graph.node("Elu", query), self._number(1))
        weight = graph.node("MatMul", graph.constant(key.sum(axis=1, keepdims=True)), query)
        weight = graph.node("Add", weight, self._number(_ATTENTION_EPSILON))
        answer = graph.node("Div", graph.node("MatMul", graph.constant(summary), query), weight)
        merged = graph.node("Reshape", answer, graph.node("Shape", x))
        return self._convolution(merged, f"{name}.merge", channels, channels)

    def _convolution(self, x: str, name: str, inputs: int, outputs: int, norm: str = "", learned: bool = True) -> str:
        """A convolution at stride 1 that keeps the size.

        Args:
            inputs, outputs: channels; a depthwise convolution has one channel per group as its input.
            norm: the batch norm that follows and becomes part of the convolution.
            learned: whether the norm's learned scale and offset do so, too.
        """
        weight = self._weights[f"{name}.weight"]
        weight = self._weight(f"{name}.weight", (outputs, inputs, *weight.shape[2:]))
        reach = weight.shape[-1] // 2
        bias = np.zeros(outputs)
        if f"{name}.bias" in self._weights:
            bias = self._weight(f"{name}.bias", (outputs,))
        if norm:
            scale = 1 / np.sqrt(self._norm(norm, "running_var", outputs) + _NORM_EPSILON)
            bias = (bias - self._norm(norm, "running_mean", outputs)) * scale
            if learned:
                scale = scale * self._norm(norm, "weight", outputs)
                bias = bias * self._norm(norm, "weight", outputs) + self._norm(norm, "bias", outputs)
            weight = weight * scale.reshape(-1, 1, 1, 1)
        zeros = self._configuration.padding == "zeros"
        if reach and not zeros:
            x = self.graph.node("Pad", x, self._integers(0, 0, reach, reach, 0, 0, reach, reach), mode="edge")
        depthwise = inputs == 1 and reach > 0
        constants = self.graph.constant(weight), self.graph.constant(bias)
        return self.graph.node("Conv", x, *constants, pads=(reach * zeros,) * 4, group=outputs if depthwise else 1)

    def _halved(self, x: str) -> str:
        return self.graph.node("MaxPool", x, kernel_shape=(2, 2), strides=(2, 2))

    def _doubled(self, x: str) -> str:
        place = "align_corners" if self._configuration.upsampling == "corner_aligned" else "half_pixel"
        scales = self.graph.constant(np.array([1, 1, 2, 2], np.float32))
        return self.graph.node("Resize", x, "", scales, mode="linear", coordinate_transformation_mode=place)

    def _leaky(self, x: str, slope: float) -> str:
        return self.graph.node("LeakyRelu", x, alpha=slope)

    def _number(self, value: float) -> str:
        return self.graph.constant(np.array(value, np.float32))

    def _integers(self, *values: int) -> str:
        return self.graph.constant(np.array(values, np.int64))

    def _weight(self, name: str, shape: tuple[int, ...]) -> Float64Array:
        weight = self._weights[name]
        if weight.shape != shape:
            raise ValueError(f"{name} has the shape {weight.shape} instead of {shape}.")
        self.used.add(name)
        return weight.astype(np.float64)

    def _norm(self, name: str, part: str, channels: int) -> Float64Array:
        """A vector of a batch norm; the norm may belong to one modality only."""
        own = f"{name}.{self._modality}.{part}"
        return self._weight(own if own in self._weights else f"{name}.{part}", (channels,))
