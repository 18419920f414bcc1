"""Turns images as they are given into what a network takes: three bands, nodata filled in, in batches of one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Window, WindowPair
from ..errors import InputError
from .features import fill_nodata_around_mean, standard_bands
from .matcher import check_template_fits

SMALLEST_TEMPLATE = 16
Pair = tuple[NDArray[Any], NDArray[Any]]


@dataclass(frozen=True)
class NetworkImage:
    """One image, in the form that a network takes.

    Attributes:
        bands: float32 (3, rows, cols), nodata filled in.
        valid: bool (rows, cols), where the image had data.
    """

    bands: Float32Array
    valid: NDArray[np.bool_]

    def cut(self, window: Window) -> NetworkImage:
        """The part of the image inside a window."""
        return NetworkImage(self.bands[(slice(None), *window.slices)], self.valid[window.slices])


@dataclass(frozen=True)
class NetworkPair:
    """A search window and a template, or the two images that they are cut from."""

    search: NetworkImage
    template: NetworkImage


def prepare_image(image: NDArray[Any], standardise: bool) -> NetworkImage:
    """Bring an image to three bands: one is repeated, two get their mean as the third, of more the first three count.

    Args:
        image: (bands, rows, cols) or (rows, cols); see `standard_bands`.
        standardise: whether the bands are scaled to zero mean and unit deviation, or keep their values.

    Raises:
        InputError: "bad_shape", "bad_dtype".
    """
    standard, valid = standard_bands(image)
    if standardise:
        return NetworkImage(_three_bands(standard), valid)
    values = np.ma.getdata(image)
    bands = values.reshape((-1, *values.shape[-2:])).astype(np.float32)
    if not valid.all():
        # Keep the bands that `standard_bands` kept; an image that has none becomes one band of zeros.
        bands = bands[np.isfinite(np.where(valid, bands, np.nan)).any(axis=(1, 2))]
        bands = bands if len(bands) else np.zeros((1, *valid.shape), np.float32)
        fill_nodata_around_mean(bands, valid)
    return NetworkImage(_three_bands(bands), valid)


def batches_of_one_size(pairs: Iterable[Pair], largest: int) -> Iterator[list[Pair]]:
    """Group pairs of one size that follow each other into batches of at most `largest`.

    Raises:
        InputError: as `check_windows` raises it.
    """
    batch: list[Pair] = []
    for search, template in pairs:
        shapes = np.shape(search)[-2:], np.shape(template)[-2:]
        if all(len(shape) == 2 for shape in shapes):  # `standard_bands` refuses other shapes
            _check_sizes(*shapes)
        if batch and (len(batch) == largest or shapes != tuple(np.shape(x)[-2:] for x in batch[0])):
            yield batch
            batch = []
        batch.append((search, template))
    if batch:
        yield batch


def check_windows(windows: Sequence[WindowPair]) -> None:
    """Check that a network can match each of the windows.

    Raises:
        InputError: "template_too_large", "template_too_small".
    """
    for pair in windows:
        _check_sizes((pair.search.height, pair.search.width), (pair.template.height, pair.template.width))


def _check_sizes(search: tuple[int, ...], template: tuple[int, ...]) -> None:
    check_template_fits(search, template)
    if min(template) < SMALLEST_TEMPLATE:
        raise InputError(
            "template_too_small",
            f"The template ({template[0]} x {template[1]} px) is too small for a network.",
            f"Give one of at least {SMALLEST_TEMPLATE} px in both directions.",
        )


def _three_bands(bands: Float32Array) -> Float32Array:
    if len(bands) == 1:
        return np.repeat(bands, 3, axis=0)
    if len(bands) == 2:
        return np.concatenate([bands, bands.mean(axis=0, keepdims=True)])
    return np.ascontiguousarray(bands[:3])
