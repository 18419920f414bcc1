"""Augmentations that follow the physics of each sensor and keep the images' true offset. Values are in 0..255."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array
from ...errors import InputError

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True)
class Augmentation:
    """The settings of augmentation. 0 or false switches a change off; by default everything is off.

    Attributes:
        turns: turn both windows together by quarter turns, and mirror them.
        coarser: probability that both windows are cut twice as large and averaged to half the resolution.
        blur: probability, for each image separately, that detail finer than 2 px is removed.
        speckle: largest standard deviation of speckle added to SAR amplitude (0.5 is about one look in intensity);
            the deviation is drawn uniformly.
        sar_gain_db: largest increase or decrease of the SAR image's brightness, in dB of amplitude.
        decibel: probability that the SAR image has a logarithmic instead of a linear scale.
        gamma: largest change g of the optical image's contrast curve: gamma is drawn between 1/(1 + g) and 1 + g.
        haze: largest share of white haze in the optical image.
        grey: probability that the optical image loses its colour.
        invert: probability that the optical image is inverted, because bright and dark optical pixels say little about
            SAR.
        detail: probability, for each image separately, that it has half the resolution.
        nodata: probability, for each image separately, that a rectangle of up to a third of it becomes nodata.
    """

    turns: bool = False
    coarser: float = 0.0
    blur: float = 0.0
    speckle: float = 0.0
    sar_gain_db: float = 0.0
    decibel: float = 0.0
    gamma: float = 0.0
    haze: float = 0.0
    grey: float = 0.0
    invert: float = 0.0
    detail: float = 0.0
    nodata: float = 0.0

    def __post_init__(self) -> None:
        limits = {"speckle": 1.0, "sar_gain_db": 20.0, "gamma": 3.0, "haze": 0.9}
        for field in fields(self):
            value, high = getattr(self, field.name), limits.get(field.name, 1.0)
            if field.name != "turns" and not (math.isfinite(value) and 0 <= value <= high):
                raise InputError(
                    "bad_configuration",
                    f"augmentation.{field.name} cannot be {value}.",
                    f"It must be a number from 0 to {high:g}.",
                )


NO_AUGMENTATION = Augmentation()


def augment_sar(image: Float32Array, settings: Augmentation, random: np.random.Generator) -> Float32Array:
    """Change speckle, gain, scale and resolution of a SAR image (bands, rows, cols), in the same way for all bands."""
    image = _less_detail(image, settings, random)
    if settings.speckle:
        deviation = random.uniform(0.0, settings.speckle)
        if deviation > 1e-3:
            image = add_speckle(image, deviation, random)
    if settings.sar_gain_db:
        image = image * np.float32(10.0 ** (random.uniform(-settings.sar_gain_db, settings.sar_gain_db) / 20.0))
    if settings.decibel and random.random() < settings.decibel:
        image = to_logarithmic(image)
    return clip(image)


def augment_optical(image: Float32Array, settings: Augmentation, random: np.random.Generator) -> Float32Array:
    """Change resolution, gamma, haze and colour of an optical image (bands, rows, cols)."""
    image = _less_detail(image, settings, random)
    if settings.grey and random.random() < settings.grey:
        image = np.broadcast_to(image.mean(axis=0, keepdims=True), image.shape)
    if settings.gamma:
        image = change_gamma(image, (1.0 + settings.gamma) ** random.uniform(-1.0, 1.0))
    if settings.haze:
        share = np.float32(random.uniform(0.0, settings.haze))
        image = image * (1 - share) + 255 * share
    if settings.invert and random.random() < settings.invert:
        image = 255 - image
    return clip(image)


def add_speckle(image: Float32Array, deviation: float, random: np.random.Generator) -> Float32Array:
    """Add speckle of a standard deviation to amplitude (bands, rows, cols), the same in all bands; may exceed 255."""
    # Multiplicative with mean 1 and gamma-distributed, as multi-look amplitude nearly is (Goodman).
    shape = 1.0 / deviation**2
    speckled: Float32Array = image * random.gamma(shape, 1.0 / shape, size=image.shape[-2:]).astype(np.float32)
    return speckled


def change_gamma(image: Float32Array, gamma: float) -> Float32Array:
    """Apply the contrast curve 255 (v / 255) ** gamma to an image with values in 0..255."""
    curved: Float32Array = np.float32(255) * (clip(image) / np.float32(255)) ** np.float32(gamma)
    return curved


def _less_detail(image: Float32Array, settings: Augmentation, random: np.random.Generator) -> Float32Array:
    if settings.blur and random.random() < settings.blur:
        image = soften(image)
    if settings.detail and random.random() < settings.detail:
        image = soften(soften(soften(image)))
    return image


def hide(valid: NDArray[np.bool_], settings: Augmentation, random: np.random.Generator) -> NDArray[np.bool_]:
    """Remove a random rectangle from a mask of valid pixels (rows, cols), with the probability `settings.nodata`."""
    if not settings.nodata or random.random() >= settings.nodata:
        return valid
    rows, cols = valid.shape
    area = random.uniform(0.02, 1 / 3)
    tall = math.sqrt(area) * random.uniform(0.6, 1 / 0.6)
    height, width = round(min(1.0, tall) * rows), round(min(1.0, area / tall) * cols)
    top, left = int(random.integers(rows - height + 1)), int(random.integers(cols - width + 1))
    seen = valid.copy()
    seen[top : top + height, left : left + width] = False
    return seen


def to_logarithmic(image: Float32Array) -> Float32Array:
    """Convert amplitude in 0..255 to a logarithmic scale of about 48 dB, also in 0..255."""
    logarithm: Float32Array = (np.log1p(image) * (255 / math.log(256))).astype(np.float32)
    return logarithm


def soften(image: Float32Array) -> Float32Array:
    """Apply the binomial filter 1-2-1 along both axes, with repeated edges: it halves the bandwidth without a shift."""
    for axis in (-2, -1):
        padding = [(0, 0)] * image.ndim
        padding[axis] = (1, 1)
        wide = np.moveaxis(np.pad(image, padding, mode="edge"), axis, -1)
        soft = (wide[..., :-2] + 2 * wide[..., 1:-1] + wide[..., 2:]) / np.float32(4)
        image = np.moveaxis(soft, -1, axis)
    return image


def clip(image: Float32Array) -> Float32Array:
    """Limit values to 0..255."""
    return np.clip(image, np.float32(0), np.float32(255))


def turn(image: NDArray[Scalar], turns: int, mirror: bool) -> NDArray[Scalar]:
    """Turn the last two axes counter-clockwise by quarter turns, then exchange left and right if `mirror` is true."""
    turned = np.rot90(image, turns, axes=(-2, -1))
    return np.ascontiguousarray(turned[..., ::-1] if mirror else turned)
