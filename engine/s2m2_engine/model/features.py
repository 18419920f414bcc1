"""Dense structure features: SAR and optical images of the same ground share their structure, not their brightness.

The descriptor is MIND (Heinrich et al. 2012, "MIND: modality independent neighbourhood descriptor"): how much the patch
around a pixel differs from the patches at eight neighbours, relative to the mean of these differences. Differences are
squared, so that an edge from bright to dark in one sensor and from dark to bright in the other gives the same feature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array
from ..errors import InputError

# Features this close to nodata rest mostly on filled-in pixels.
NODATA_REACH = 4
# Gaussians end here, in units of their sigma.
_TRUNCATE = 3.0
# Nodata is filled in by Gaussians of these sigmas, in pixels.
_FILL_SIGMAS = (2.0, 4.0, 8.0, 16.0)


@dataclass(frozen=True)
class FeatureMap:
    """The features of one image.

    Attributes:
        channels: float32 (channels, rows, cols), 0 where they are not valid.
        valid: bool (rows, cols): where the features rest on real pixels.
    """

    channels: Float32Array
    valid: NDArray[np.bool_]


def standard_bands(image: NDArray[Any]) -> tuple[Float32Array, NDArray[np.bool_]]:
    """The bands scaled to zero mean and unit deviation, float32 (bands, rows, cols), and the valid pixels (rows, cols).

    NaN, infinity and the mask of a masked array are nodata. A band without any valid pixel is left out, and a pixel
    is valid where all remaining bands are. All other pixels are filled in by `fill_nodata`. At least one band is
    returned; it is zero if nothing is valid.

    Args:
        image: (bands, rows, cols) or (rows, cols), of any real dtype.

    Raises:
        InputError: "bad_shape": neither two nor three axes, or no pixels; "bad_dtype": not real numbers.
    """
    values = np.ma.getdata(image)
    if values.ndim not in (2, 3) or 0 in values.shape:
        raise InputError(
            "bad_shape",
            f"An image must have the axes (bands, rows, cols) or (rows, cols); this one has shape {values.shape}.",
            "Give arrays with the band axis first.",
        )
    if values.dtype.kind not in "biuf":
        raise InputError(
            "bad_dtype",
            f"An image must hold real numbers; this one holds {values.dtype}.",
            "Convert complex SAR data to amplitude first.",
        )
    bands = values.reshape((-1, *values.shape[-2:]))
    masks = np.broadcast_to(np.ma.getmaskarray(image), values.shape).reshape(bands.shape)
    band_valid = np.isfinite(bands) & ~masks
    usable = band_valid.any(axis=(1, 2))
    valid = np.logical_and(band_valid[usable].all(axis=0), usable.any())
    if not valid.any():
        return np.zeros((1, *valid.shape), dtype=np.float32), valid
    result = np.empty((int(usable.sum()), *valid.shape), dtype=np.float32)
    for out, band in zip(result, bands[usable]):
        chosen = band[valid].astype(np.float64)
        deviation = float(chosen.std()) or 1.0
        out[valid] = (chosen - chosen.mean()) / deviation
    fill_nodata(result, valid)
    return result, valid


def fill_nodata(bands: Float32Array, valid: NDArray[np.bool_]) -> None:
    """Overwrite invalid pixels of `bands` with a smooth continuation of their surroundings, so that no edge arises.

    This is normalised convolution (Knutsson and Westin 1993) with Gaussians that grow wider; each pixel takes its value
    from the narrowest that reaches valid pixels. A pixel that none reaches gets 0, the mean.

    Args:
        bands: float32 (bands, rows, cols), changed in place.
        valid: bool (rows, cols).
    """
    from scipy.ndimage import gaussian_filter

    if valid.all():
        return
    bands[:, ~valid] = 0
    # What lies farther away than the widest Gaussian reaches is not looked at.
    near = _extent(~valid, _reach_of(_FILL_SIGMAS[-1]))
    missing, weight = ~valid[near], valid[near].astype(np.float32)
    around = [(band[near], band[near].copy()) for band in bands]
    for sigma in _FILL_SIGMAS:
        density = gaussian_filter(weight, sigma, mode="constant", truncate=_TRUNCATE)
        reached = missing & (density > 0.02)
        if reached.any():
            for band, data in around:
                mean = gaussian_filter(data, sigma, mode="constant", truncate=_TRUNCATE)
                band[reached] = mean[reached] / density[reached]
            missing &= ~reached
        if not missing.any():
            return


def fill_nodata_around_mean(bands: Float32Array, valid: NDArray[np.bool_]) -> None:
    """`fill_nodata` for bands (bands, rows, cols) whose mean is not 0."""
    mean = bands[:, valid].mean(axis=1) if valid.any() else np.zeros(len(bands), np.float32)
    bands -= mean[:, None, None]
    fill_nodata(bands, valid)
    bands += mean[:, None, None]


def _extent(mask: NDArray[np.bool_], margin: int) -> tuple[slice, slice]:
    """The smallest window (rows, cols) that holds all that is true, and `margin` pixels around it."""
    rows, cols = (
        slice(max(0, int(along[0]) - margin), int(along[-1]) + 1 + margin)
        for along in (np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0)))
    )
    return rows, cols


def _reach_of(sigma: float) -> int:
    """The distance in pixels at which a Gaussian ends."""
    return int(_TRUNCATE * sigma + 0.5)


@dataclass(frozen=True)
class MindSettings:
    """Settings of the MIND descriptor.

    Attributes:
        radius: distance of the neighbours in pixels.
        neighbours: their number; they lie on a circle at equal angles.
        patch_sigma: standard deviation, in pixels, of the Gaussian that weights the patches which are compared.
        floor: smallest local mean difference, in squared standard deviations of the image. It keeps rounding and
            compression noise in homogeneous areas from being amplified into structure.
    """

    radius: int = 3
    neighbours: int = 8
    patch_sigma: float = 1.5
    floor: float = 3e-4

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """The offset (rows, cols) of each neighbour, in pixels."""
        angles = np.arange(self.neighbours) * 2 * np.pi / self.neighbours
        return [(round(self.radius * np.sin(a)), round(self.radius * np.cos(a))) for a in angles]

    @property
    def patch_reach(self) -> int:
        """The distance in pixels from the centre of a patch to where its Gaussian ends."""
        return _reach_of(self.patch_sigma)

    @property
    def context(self) -> int:
        """How many pixels around a pixel influence its descriptor."""
        return self.radius + self.patch_reach


# The defaults measured best among radii of 1 to 5 and sigmas of 1 to 2 on templates of 40 to 96 px.
MIND = MindSettings()


def mind_features(image: NDArray[Any], settings: MindSettings = MIND) -> FeatureMap:
    """The MIND descriptors (Heinrich et al. 2012, eq. 4) of an image, one channel per neighbour r.

        channel_r = exp(-D_r / V),  D_r = Gaussian-weighted squared difference to the patch at r,  V = mean of all D_r

    Unlike in the paper, they are not scaled to a maximum of 1 per pixel: that measured no better. Differences are
    averaged over the bands; this measured better than a difference of averaged bands, in which bands of opposite
    contrast cancel.

    Args:
        image: (bands, rows, cols) or (rows, cols); see `standard_bands` for dtypes, nodata and errors.
    """
    from scipy.ndimage import gaussian_filter

    bands, valid = standard_bands(image)
    rows, cols = valid.shape
    reach = settings.radius
    channels = np.zeros((settings.neighbours, rows, cols), dtype=np.float32)
    for band in bands:
        padded = np.pad(band, reach, mode="symmetric")
        for channel, (down, right) in zip(channels, settings.offsets):
            difference = padded[reach + down : reach + down + rows, reach + right : reach + right + cols] - band
            channel += np.square(difference, out=difference)
    for channel in channels:
        gaussian_filter(channel, settings.patch_sigma, output=channel, mode="nearest", truncate=_TRUNCATE)
    channels /= -np.maximum(channels.mean(axis=0), np.float32(settings.floor * len(bands)))
    np.exp(channels, out=channels)
    return masked_features(channels, valid)


def masked_features(channels: Float32Array, valid: NDArray[np.bool_]) -> FeatureMap:
    """Set channels to 0 where they depend on filled-in nodata, and shrink the valid area accordingly."""
    from scipy.ndimage import binary_erosion

    if valid.all():
        return FeatureMap(channels, valid)
    valid = binary_erosion(valid, iterations=NODATA_REACH, border_value=1)
    return FeatureMap(channels * valid, valid)
