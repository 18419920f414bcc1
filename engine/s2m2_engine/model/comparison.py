"""Compares the descriptors of a template and of a search window over shifts, in numpy and float32.

`S2M2Network.compare` is the same for training, which needs its derivatives; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array
from .correlation import at_valid_shifts, correlate, correlation_spectra, window_sums
from .descriptors import Description, DescriptorMap
from .network.configuration import DEEP_STRIDE, NetworkConfiguration

_EPSILON = np.float32(1e-8)
# The least share of the search window's mean variance, and of the template's energy, that a similarity is divided by.
_LEAST_SHARE = np.float32(0.01)
_LEAST_OVERLAP = np.float32(1e-3)


@dataclass(frozen=True)
class Comparison:
    """How a network compares descriptors.

    Attributes:
        weighted: whether the length of a descriptor is its weight (`NetworkConfiguration.weighting`).
        scales: inverse temperatures of the deep, the shallow and the prior's similarities for a template of 1 px; None
            for levels that the network does not have.
    """

    weighted: bool
    scales: tuple[float | None, float | None, float | None]

    @classmethod
    def of(cls, configuration: NetworkConfiguration, weights: Mapping[str, NDArray[Any]]) -> Comparison:
        """The comparison of a network with unit descriptors, from its state dict.

        Raises:
            KeyError: a temperature is missing.
        """
        wanted = (
            ("deep", configuration.has_deep),
            ("shallow", configuration.has_shallow),
            ("prior", configuration.prior != "none"),
        )
        deep, shallow, prior = (float(np.exp(weights[f"{name}_log_scale"])) if has else None for name, has in wanted)
        return cls(configuration.weighting == "learned", (deep, shallow, prior))

    @property
    def scale(self) -> float:
        """The inverse temperature of the product of all levels for a template of 1 px."""
        return sum(scale for scale in self.scales if scale is not None)

    def similarity(self, search: Description, template: Description, size: tuple[int, int]) -> Float32Array:
        """The similarity at each of `size` shifts (rows, cols): the mean of the levels' similarities, weighted by their
        inverse temperatures, so that its softmax is the product of their probabilities."""
        found = (
            _unit_similarity(search.deep, template.deep, self.weighted),
            _unit_similarity(search.shallow, template.shallow, self.weighted),
            _pooled_similarity(search.prior, template.prior),
        )
        maps = (search.deep, search.shallow, search.prior), (template.deep, template.shallow, template.prior)
        total = np.zeros(size, np.float32)
        for scale, cells, one, other in zip(self.scales, found, *maps):
            if scale is not None and cells is not None and one is not None and other is not None:
                first = one.first[0] - other.first[0], one.first[1] - other.first[1]
                total += np.float32(scale / self.scale) * place(cells, size, first, one.stride)
        return total


def _unit_similarity(
    search: DescriptorMap | None, template: DescriptorMap | None, weighted: bool
) -> Float32Array | None:
    """Correlation of unit-length descriptors; see `network.heatmaps.unit_similarity`."""
    if search is None or template is None:
        return None
    cells = template.values.any(axis=0)
    count = np.float32(max(int(cells.sum()), 1))
    mean = template.values.sum(axis=(1, 2), keepdims=True) / count
    centred = (template.values - mean) * cells
    energy = np.square(centred).sum()
    norm = 1 / count if weighted else 1 / np.sqrt(count * energy + _EPSILON)
    similarity = correlate(search.values, centred * norm)
    if search.valid is not None or template.valid is not None:
        similarity /= np.maximum(overlap_share(search.mask(), template.mask()), _LEAST_OVERLAP)
    return similarity


def _pooled_similarity(search: DescriptorMap | None, template: DescriptorMap | None) -> Float32Array | None:
    """Normalised cross-correlation of what is valid in both; see `network.heatmaps.pooled_similarity`."""
    if search is None or template is None:
        return None
    seen, covered = search.mask().astype(np.float32), template.mask().astype(np.float32)
    whole = bool(seen.all() and covered.all())
    pixels = np.float32(max(float(covered.sum()), 1))
    values = template.values
    centred = (values - values.sum(axis=(1, 2), keepdims=True) / pixels) * covered
    squares = np.square(search.values).sum(axis=0)
    both = np.concatenate([search.values, squares[None]])
    together = correlate(search.values, centred)
    total = np.square(centred).sum()
    energy: Any = total
    count: Any = pixels
    # The sums of each channel in the window at each shift, and of all squares.
    sums: Float32Array
    if whole:
        sums = window_sums(both.astype(np.float64), covered.shape).astype(np.float32)
    else:
        count = np.maximum(correlate(seen[None], covered[None]), 1)
        sums = _correlate_each(both, covered[None])
        template_sums = _correlate_each(seen[None], centred)
        own = correlate(seen[None], np.square(centred).sum(axis=0)[None])
        energy = own - np.square(template_sums).sum(axis=0) / count
        together -= (sums[:-1] * template_sums).sum(axis=0) / count
    spread = sums[-1] - np.square(sums[:-1]).sum(axis=0) / count
    spread = np.maximum(spread, _LEAST_SHARE * squares.mean() * count)
    similarity = together / np.sqrt(spread * np.maximum(energy, _LEAST_SHARE * total) + _EPSILON)
    clipped: Float32Array = np.clip(similarity, -1, 1).astype(np.float32)
    return clipped


def overlap_share(search_valid: NDArray[np.bool_], template_valid: NDArray[np.bool_]) -> Float32Array:
    """The share of the template's valid pixels that lie on valid pixels of the search window, at each shift."""
    count = correlate(search_valid[None].astype(np.float32), template_valid[None].astype(np.float32))
    share = np.rint(count) / np.float32(max(int(template_valid.sum()), 1))
    return np.clip(share, 0, 1)


def place(cells: Float32Array, size: tuple[int, int], first: tuple[int, int], stride: int) -> Float32Array:
    """Resample a heatmap of coarser shifts to the shifts (rows, cols) of `size`; see `network.heatmaps.place_exact`."""
    if stride == 1:
        return cells
    rows, cols = (
        _placing_weights(count, present, start, stride) for count, present, start in zip(size, cells.shape, first)
    )
    return np.asarray(rows.dot(cells).dot(cols.T), dtype=np.float32)


@lru_cache(maxsize=64)
def _placing_weights(size: int, cells: int, first: int, stride: int) -> Float32Array:
    """The weights (size, cells) of each cell at each shift."""
    at = np.clip((np.arange(size) - first) / stride, 0, cells - 1)
    distance = np.abs(at[:, None] - np.arange(cells))
    if stride == DEEP_STRIDE:
        linear: Float32Array = np.maximum(1 - distance, 0).astype(np.float32)
        return linear
    kernel = np.sinc(distance) * np.sinc(distance / 3) * (distance < 3)
    lanczos: Float32Array = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return lanczos


def _correlate_each(search: Float32Array, template: Float32Array) -> Float32Array:
    """The cross-correlation of each channel at the valid shifts; one of the two may have a single channel."""
    spectra, size = correlation_spectra(search, template)
    return at_valid_shifts(spectra, size, search, template)
