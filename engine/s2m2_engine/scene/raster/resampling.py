"""Chooses the resampling method of each band of a raster.

Classes must not be averaged, so class rasters and masks are resampled by the nearest pixel. Some files declare classes
by a colour table or by single bits. Most class rasters declare nothing, but can be recognised by their values: they are
few whole numbers, in patches that differ from their neighbours by more than one step of the scale. Their type may be a
float, as programs that calculate with rasters write it.
"""

from __future__ import annotations

from typing import Any, cast, get_args

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.errors import RasterioError

from ...arrays import Window
from ...errors import InputError
from .raster import Raster, as_rasterio, corrupt
from .side_file import named_bands
from .stored_values import absurd, numpy_dtype, validity
from .warp import Resampling

RESAMPLINGS = ("auto", *get_args(Resampling))
_SAMPLE_SIDE = 256
_SAMPLES_A_SIDE = 4
# At most this many different values are always a mask or classes; more than _MOST_CLASSES are always an image.
_SURELY_CLASSES = 4
_MOST_CLASSES = 64
# Smallest shares, for classes, of neighbouring pixels that are equal, and of unequal neighbours that differ by more
# than a step. A faint image with few grey levels has fewer equal neighbours (noise) or more single steps, which are
# equally large: codes of nested zones are not.
_PATCHY = 0.4
_JUMPS = 0.25
_EQUALLY_LARGE = 1.5


def band_methods(source: Raster, resampling: str) -> tuple[Resampling, ...]:
    """Return the resampling method of every band; "auto" means nearest for classes and masks, and cubic for images.

    Raises:
        InputError: "bad_resampling", "corrupt_raster".
    """
    if resampling not in RESAMPLINGS:
        raise InputError(
            "bad_resampling",
            f"There is no resampling method {resampling}.",
            f"Choose one of {', '.join(RESAMPLINGS)}.",
        )
    if resampling != "auto":
        return (cast(Resampling, resampling),) * source.bands
    if _declares_classes(source.dataset):
        return tuple("nearest" for _ in range(source.bands))
    image_bands = [b for b, kind in enumerate(source.dataset.colorinterp, 1) if kind != ColorInterp.alpha]
    named = named_bands(source.dataset)
    return tuple(
        "nearest" if band in named or (band in image_bands and _looks_like_classes(source, band)) else "cubic"
        for band in range(1, source.bands + 1)
    )


def _declares_classes(dataset: Any) -> bool:
    bits = dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
    return bits == "1" or any(kind == ColorInterp.palette for kind in dataset.colorinterp)


def _looks_like_classes(source: Raster, band: int) -> bool:
    if np.dtype(numpy_dtype(source.dataset.dtypes[band - 1])).kind == "c":
        return False
    found: NDArray[Any] = np.empty(0, dtype=np.float64)
    samples = []
    for window in _sample_windows(source.width, source.height):
        area = as_rasterio(window)
        try:
            values = source.dataset.read(band, window=area)
            valid = validity(source.dataset, (band,), area, values.shape)
        except (RasterioError, OSError) as error:
            raise corrupt(source.name, source.path, error) from error
        mask = ~absurd(values) if valid is None else ~absurd(values) & valid[0]
        if (values[mask] != np.round(values[mask])).any():
            return False
        found = np.union1d(found, values[mask])
        if len(found) > _MOST_CLASSES:
            return False
        samples.append((values, mask))
    if len(found) <= _SURELY_CLASSES:
        return len(found) > 0
    return _in_patches(found, samples)


def _in_patches(found: NDArray[Any], samples: list[tuple[NDArray[Any], NDArray[np.bool_]]]) -> bool:
    # How many neighbouring pixels have these two values, by the values' ranks.
    count = np.zeros((len(found), len(found)), dtype=np.int64)
    for values, mask in samples:
        ranks = np.searchsorted(found, values).clip(0, len(found) - 1)
        for first, second in ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1])):
            both = mask[first] & mask[second]
            np.add.at(count, (ranks[first][both], ranks[second][both]), 1)
    equal, unequal = int(np.trace(count)), int(count.sum() - np.trace(count))
    steps, single = np.diff(found), np.diag(count, 1) + np.diag(count, -1)
    usual = steps[int(single.argmax())]
    odd = (steps * _EQUALLY_LARGE < usual) | (steps > usual * _EQUALLY_LARGE)
    jumps = unequal - int(single[~odd].sum())
    return equal >= _PATCHY * (equal + unequal) and jumps >= _JUMPS * unequal


def _sample_windows(width: int, height: int) -> list[Window]:
    """Return evenly spread windows of whole pixels; they cover a small raster completely."""
    return [
        Window(col, row, min(_SAMPLE_SIDE, width - col), min(_SAMPLE_SIDE, height - row))
        for row in _starts(height)
        for col in _starts(width)
    ]


def _starts(length: int) -> list[int]:
    if length <= _SAMPLE_SIDE * _SAMPLES_A_SIDE:
        return list(range(0, length, _SAMPLE_SIDE))
    return [int(start) for start in np.linspace(0, length - _SAMPLE_SIDE, _SAMPLES_A_SIDE)]
