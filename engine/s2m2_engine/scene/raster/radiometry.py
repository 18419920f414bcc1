"""Converts raster values to the 0..255 that matchers read: chooses bands, scale and limits.

SAR speckle is multiplicative. Linear amplitude or power is therefore converted to decibels, where speckle has the same
variance on bright and dark ground (Arsenault & April 1976). Values in decibels and 8-bit products stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from rasterio.enums import ColorInterp, MaskFlags

from ...arrays import Float32Array
from .stored_values import holds_fill
from .undeclared_fill import find_undeclared_fills

if TYPE_CHECKING:
    from .raster import Raster

_PERCENTILES = (0.5, 99.5)
_MOST_OPTICAL_BANDS = 4
_MOST_SAR_BANDS = 2


@dataclass(frozen=True)
class Radiometry:
    """The conversion of a raster's values to 0..255.

    Attributes:
        bands: indices of the bands to read, starting at 1.
        decibels: whether values are converted to decibels (10 log10).
        fills: fill values that the file does not declare; a pixel with the same fill value in all bands is nodata.
        low, high: values of each band (after the conversion to decibels) that become 0 and 255.
    """

    bands: tuple[int, ...]
    decibels: bool
    fills: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def scale(self, values: Float32Array) -> Float32Array:
        """Convert values (bands, rows, cols) to decibels if necessary, with NaN for nodata. It may change `values`.

        Averages are taken after this conversion. For multi-looked data, the mean of decibels has nearly the variance
        of the mean of power (psi'(L) instead of 1/L: 12 % more at 4.4 looks), and a strong scatterer does not dominate
        its neighbours.
        """
        if self.fills:
            values[:, holds_fill(values, self.fills)] = np.nan
        if self.decibels:
            # Zeros of a calibrated product are very dark ground; this lower limit makes their logarithm finite.
            np.maximum(values, np.float32(1e-10), out=values)
            np.log10(values, out=values)
            values *= np.float32(10)
        return values

    def normalise(self, values: Float32Array) -> Float32Array:
        """Map scaled values (bands, ...) to 0..255 in place, and clip them; NaN stays NaN."""
        low = np.asarray(self.low, dtype=np.float32).reshape(-1, *[1] * (values.ndim - 1))
        high = np.asarray(self.high, dtype=np.float32).reshape(low.shape)
        values -= low
        values *= np.float32(255) / (high - low)
        np.clip(values, 0, 255, out=values)
        return values


def estimate_radiometry(raster: Raster) -> Radiometry:
    """Choose the conversion from a subsampled picture of the raster.

    Raises:
        InputError: "corrupt_raster" if the file cannot be read.
    """
    bands = raster.selected_bands
    picture = raster.picture(bands)
    declared = any(MaskFlags.all_valid not in raster.dataset.mask_flag_enums[band - 1] for band in bands)
    fills = find_undeclared_fills(picture, declared)
    picture[:, holds_fill(picture, tuple(fill for fill in fills if fill))] = np.nan
    decibels = raster.role == "sar" and _is_linear(raster.dataset, bands, picture)
    raw = Radiometry(bands, decibels, fills, (0.0,) * len(bands), (1.0,) * len(bands))
    limits = [_limits(band) for band in raw.scale(picture)]
    return Radiometry(bands, decibels, fills, tuple(low for low, _ in limits), tuple(high for _, high in limits))


def choose_bands(dataset: Any, role: str) -> tuple[int, ...]:
    """Choose the bands to match on; returns indices starting at 1.

    Alpha bands are never used. Of a SAR raster, the first two bands are used. Of an optical raster, the RGB bands are
    used if the file names them; otherwise all bands if there are at most four, else bands 4, 3, 2 (red, green, blue in
    the band order of Sentinel-2 and Landsat 8/9).
    """
    kinds = list(dataset.colorinterp)
    image = [index + 1 for index, kind in enumerate(kinds) if kind != ColorInterp.alpha]
    if not image:
        return (1,)
    if role == "sar":
        return tuple(image[:_MOST_SAR_BANDS])
    colours = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(kinds.count(colour) == 1 for colour in colours):
        return tuple(kinds.index(colour) + 1 for colour in colours)
    if len(image) <= _MOST_OPTICAL_BANDS:
        return tuple(image)
    return tuple(image[index] for index in (3, 2, 1))


def _is_linear(dataset: Any, bands: tuple[int, ...], picture: Float32Array) -> bool:
    """Return whether SAR values are linear amplitude or power: not 8-bit and hardly ever negative."""
    if any(dataset.dtypes[band - 1] in ("uint8", "int8") for band in bands):
        return False
    values = picture[np.isfinite(picture)]
    if values.size == 0:
        return False
    # An 8-bit product stored in a wider type has only whole numbers from 0 to 255.
    if values.max() <= 255 and values.max() > 2 and bool((values == np.round(values)).all()):
        return False
    return bool((values < 0).mean() < 0.01)


def _limits(values: Float32Array) -> tuple[float, float]:
    """Return robust limits of a band; the upper limit is always greater than the lower limit."""
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return 0.0, 1.0
    low, high = (float(limit) for limit in np.percentile(finite, _PERCENTILES))
    if not high > low:
        low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low, low + 1.0)
