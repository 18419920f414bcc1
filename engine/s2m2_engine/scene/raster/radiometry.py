"""Converts raster values to the 0..255 that matchers read: chooses bands, scale and limits.

SAR speckle is multiplicative. Linear amplitude or power is therefore converted to decibels, where speckle has the same
variance on bright and dark ground (Arsenault & April 1976). Values in decibels and 8-bit products stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags

from ...arrays import Float32Array
from .stored_values import holds_fill

if TYPE_CHECKING:
    from .raster import Raster

_PERCENTILES = (0.5, 99.5)
_MOST_OPTICAL_BANDS = 4
_MOST_SAR_BANDS = 2
# Zeros are treated as nodata if they form solid areas at the edges of at least this share of the raster and are rare
# elsewhere. Such areas are the empty corners of a rotated SAR scene without a nodata value.
_FILL_SHARE = 0.001
_FILL_SOLID = 0.7
# Another value is a fill value if it is the smallest or the largest value, fills solid areas, and its distance from all
# other values is more than this many times their range; or if it alone is negative.
_FILL_GAP = 2.0


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
    fills = _undeclared_fills(picture, declared)
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


def _undeclared_fills(picture: Float32Array, declared: bool) -> tuple[float, ...]:
    """Find fill values that the file does not declare; 0 is one only if the file declares no nodata (`declared`)."""
    finite = picture[:, np.isfinite(picture).all(axis=0)]
    if finite.size == 0:
        return ()
    fills = [0.0] if not declared and _zero_is_fill(picture) else []
    for fill in dict.fromkeys((float(finite.min()), float(finite.max()))):
        is_odd = _is_far_off(finite, fill) or _is_only_negative(finite, fill)
        if fill and fill not in fills and is_odd and _is_solid(picture, fill):
            fills.append(fill)
    return tuple(fills)


def _zero_is_fill(picture: Float32Array) -> bool:
    from scipy import ndimage

    zero: NDArray[np.bool_] = (picture == 0).all(axis=0)
    if not zero.any():
        return False
    # Erosion removes scattered zeros (dark water in speckle), and solid areas remain.
    solid = ndimage.binary_erosion(zero, np.ones((3, 3)), border_value=1)
    labels, count = ndimage.label(solid)
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    at_edge = np.isin(labels, edge[edge > 0]) if count else np.zeros_like(zero)
    filled = ndimage.binary_dilation(at_edge, np.ones((3, 3))) & zero
    return bool(filled.mean() >= _FILL_SHARE and filled.sum() >= _FILL_SOLID * zero.sum())


def _is_far_off(finite: Float32Array, fill: float) -> bool:
    """Return whether no value is near `fill`, which is the smallest or the largest of the values (bands, n).

    Zeros and the opposite extreme are ignored, because they may be fill values, too.
    """
    opposite = finite.max() if fill == finite.min() else finite.min()
    others = finite[:, ~holds_fill(finite[:, None], (fill,))[0]]
    values = others[(others != 0) & (others != opposite)]
    if values.size == 0:
        return False
    low, high = float(values.min()), float(values.max())
    return min(abs(fill - low), abs(fill - high)) > _FILL_GAP * (high - low) > 0


def _is_only_negative(finite: Float32Array, fill: float) -> bool:
    """Return whether `fill` is negative and all other values (bands, n) are not: as in linear SAR that is filled."""
    return fill < 0 and bool(((finite >= 0) | (finite == fill)).all())


def _is_solid(picture: Float32Array, fill: float) -> bool:
    from scipy import ndimage

    held = holds_fill(picture, (fill,))
    solid = ndimage.binary_opening(np.pad(held, 1, mode="edge"), np.ones((3, 3)))[1:-1, 1:-1] & held
    return bool(solid.mean() >= _FILL_SHARE and solid.sum() >= _FILL_SOLID * held.sum())


def _limits(values: Float32Array) -> tuple[float, float]:
    """Return robust limits of a band; the upper limit is always greater than the lower limit."""
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return 0.0, 1.0
    low, high = (float(limit) for limit in np.percentile(finite, _PERCENTILES))
    if not high > low:
        low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low, low + 1.0)
