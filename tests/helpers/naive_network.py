"""The reference network computed a second time, slowly: numpy in float64, straight from the method's equations.

It shares no code with the engine. Attention is computed with its full weight matrix, correlation by adding one
template pixel after another.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Weights = Mapping[str, Array]


def fused_heatmap(weights: Weights, optical: Array, sar: Array, groups: int, heads: int, layers: int) -> Array:
    """(H-h+1, W-w+1) from (3, H, W) and (3, h, w), sides multiples of 16."""
    optical_levels, sar_levels = backbone(weights, optical, groups), backbone(weights, sar, groups)
    maps = []
    for level, o, s in zip(("deep", "shallow"), optical_levels, sar_levels):
        for _ in range(2):
            for number in range(layers):
                o, s = enhance(weights, f"{level}_feature_enhancer.layers.{number}.", o, s, heads)
        maps.append(np.mean([min_max(*channels) for channels in zip(o, s)], axis=0))
    deep, shallow = maps
    rows, cols = ((np.arange(n) * d) // n for n, d in zip(shallow.shape, deep.shape))
    return deep[np.ix_(rows, cols)] * shallow


def backbone(weights: Weights, image: Array, groups: int) -> tuple[Array, Array]:
    stages = []
    x = image
    for level in range(1, 6):
        if level > 1:
            c, rows, cols = x.shape
            x = x.reshape(c, rows // 2, 2, cols // 2, 2).max(axis=(2, 4))
        x = residual(weights, f"backbone.c{level}.", x, groups)
        stages.append(x)
    x = convolve(weights, "backbone.layer5_outconv", stages[4])
    outputs = {}
    for level in range(4, 0, -1):
        name = f"backbone.layer{level}_outconv"
        x = convolve(weights, name, stages[level - 1]) + double(x)
        x = group_norm(weights, f"{name}2.1", convolve(weights, f"{name}2.0", x), groups)
        outputs[level] = x = convolve(weights, f"{name}2.3", leaky(x, 0.01))
    return outputs[4], outputs[1]


def residual(weights: Weights, name: str, x: Array, groups: int) -> Array:
    y = np.maximum(group_norm(weights, name + "gn1", convolve(weights, name + "conv1", x), groups), 0)
    y = np.maximum(group_norm(weights, name + "gn2", convolve(weights, name + "conv2", y), groups), 0)
    return np.maximum(y + group_norm(weights, name + "gn_sc", convolve(weights, name + "shortcut", x), groups), 0)


def convolve(weights: Weights, name: str, x: Array) -> Array:
    kernel = weights[f"{name}.weight"]
    reach = kernel.shape[2] // 2
    rows, cols = x.shape[1:]
    padded = np.pad(x, ((0, 0), (reach, reach), (reach, reach)))
    result = np.zeros((kernel.shape[0], rows, cols))
    for down in range(kernel.shape[2]):
        for right in range(kernel.shape[3]):
            part = padded[:, down : down + rows, right : right + cols]
            result += np.tensordot(kernel[:, :, down, right], part, axes=1)
    bias = weights.get(f"{name}.bias")
    return result if bias is None else result + bias[:, None, None]


def group_norm(weights: Weights, name: str, x: Array, groups: int) -> Array:
    grouped = x.reshape(groups, -1)
    grouped = (grouped - grouped.mean(axis=1, keepdims=True)) / np.sqrt(grouped.var(axis=1, keepdims=True) + 1e-5)
    return grouped.reshape(x.shape) * weights[f"{name}.weight"][:, None, None] + weights[f"{name}.bias"][:, None, None]


def double(x: Array) -> Array:
    """Twice the size, bilinear, the corner pixels' centres kept in the corners."""
    for axis in (1, 2):
        n = x.shape[axis]
        position = np.arange(2 * n) * (n - 1) / (2 * n - 1)
        low = np.minimum(position.astype(int), n - 1)
        high = np.minimum(low + 1, n - 1)
        share = (position - low).reshape((1, -1, 1) if axis == 1 else (1, 1, -1))
        x = np.take(x, low, axis) * (1 - share) + np.take(x, high, axis) * share
    return x


def enhance(weights: Weights, name: str, o: Array, s: Array, heads: int) -> tuple[Array, Array]:
    o = o - attend(weights, name + "self_attention_modality_1.", o, o, heads)
    s = s - attend(weights, name + "self_attention_modality_2.", s, s, heads)
    o, s = multi_scale(weights, name + "m_conv_1.", o), multi_scale(weights, name + "m_conv_1.", s)
    from_s = attend(weights, name + "cross_attention.", o, s, heads)
    from_o = attend(weights, name + "cross_attention.", s, o, heads)
    return multi_scale(weights, name + "m_conv_2.", o + from_s), multi_scale(weights, name + "m_conv_2.", s + from_o)


def attend(weights: Weights, name: str, query_map: Array, key_map: Array, heads: int) -> Array:
    channels = len(query_map)
    query = weights[name + "q_proj.weight"] @ query_map.reshape(channels, -1)
    key = weights[name + "k_proj.weight"] @ key_map.reshape(channels, -1)
    value = weights[name + "v_proj.weight"] @ key
    found = []
    for q, k, v in zip(*(x.reshape(heads, channels // heads, -1) for x in (query, key, value))):
        likeness = elu_plus_one(q).T @ elu_plus_one(k)
        found.append(v @ (likeness / (likeness.sum(axis=1, keepdims=True) + 1e-6)).T)
    merged = weights[name + "merge.weight"] @ np.concatenate(found)
    merged = (merged - merged.mean(axis=0)) / np.sqrt(merged.var(axis=0) + 1e-5)
    merged = merged * weights[name + "norm.weight"][:, None] + weights[name + "norm.bias"][:, None]
    return merged.reshape(query_map.shape)


def multi_scale(weights: Weights, name: str, x: Array) -> Array:
    summed = sum(leaky(convolve(weights, f"{name}conv_k{size}.0", x), 0.1) for size in (1, 3, 5))
    assert isinstance(summed, np.ndarray)
    return leaky(summed, float(weights[name + "activation.weight"][0]))


def min_max(search: Array, template: Array) -> Array:
    (rows, cols), (h, w) = search.shape, template.shape
    full = np.zeros((rows + h - 1, cols + w - 1))
    for row in range(h):
        for col in range(w):
            # The shift at which template pixel (row, col) meets search pixel (i, j) is (i - row, j - col).
            full[h - 1 - row : h - 1 - row + rows, w - 1 - col : w - 1 - col + cols] += template[row, col] * search
    full = (full - full.min()) / (full.max() - full.min() + 1e-8)
    return full[h - 1 : rows, w - 1 : cols]


def leaky(x: Array, slope: float) -> Array:
    return np.where(x > 0, x, slope * x)


def elu_plus_one(x: Array) -> Array:
    return np.where(x > 0, x + 1, np.exp(np.minimum(x, 0)))
