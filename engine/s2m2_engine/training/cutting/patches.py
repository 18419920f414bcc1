"""Cuts a search window and a template out of a pair, and prepares them as input of a network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array, Window
from ...errors import InputError
from ...model.features import fill_nodata_around_mean
from ...pairs.training_pairs import PairImages, TrainingPair, merged_bands
from .augmentation import Augmentation, augment_optical, augment_sar, hide, turn

# Smallest shares of valid pixels in templates and search windows; after this many tries the last draw is used.
TEMPLATE_VALID, _SEARCH_VALID = 0.75, 0.5
TRIES = 12


@dataclass(frozen=True)
class Views:
    """Parts of the two images of a pair.

    Attributes:
        optical, sar: float32 (bands, rows, cols), values in 0..255.
        optical_valid, sar_valid: bool (rows, cols), masks of valid pixels.
    """

    optical: Float32Array
    optical_valid: NDArray[np.bool_]
    sar: Float32Array
    sar_valid: NDArray[np.bool_]


@dataclass(frozen=True)
class Sample(Views):
    """A search window `optical` (3, S, S) and a template `sar` (3, s, s); invalid pixels are filled.

    Attributes:
        truth: true (col, row) of the template's corner in the search window, sub-pixel.
        labelled: whether training may use `truth`.
        key: the pair's key, for messages.
    """

    truth: tuple[float, float]
    labelled: bool
    key: str


def cut_sample(
    pair: TrainingPair, template: int, shifts: int, augmentation: Augmentation, random: np.random.Generator
) -> Sample:
    """Cut a template of `template` px and a search window of `template + shifts` px that contains its true place.

    The template's place and its offset in the search window are drawn uniformly. The same generator state gives the
    same sample.

    Raises:
        InputError: "pair_too_small"; an image cannot be read.
    """
    images = pair.images
    core, bounds = images.core(), images.bounds()
    side = template + shifts
    # At the coarser resolution, windows cover twice the ground and are averaged over 2 x 2 pixels.
    coarse = bool(random.random() < augmentation.coarser and 2 * side <= min(bounds.width, bounds.height))
    factor = 2 if coarse else 1
    if side > min(bounds.width, bounds.height) or template * factor > min(core.width, core.height):
        raise InputError(
            "pair_too_small",
            f"The pair {images.key} has {bounds.width} x {bounds.height} pixels, but search windows have sides of "
            f"{side} pixels.",
            "Choose smaller windows.templates or windows.shifts, or leave this pair out.",
        )
    for _ in range(TRIES):
        place, search, truth = _draw(pair, template * factor, shifts * factor, random)
        views = read_views(images, place, search, factor, augmentation, random)
        inside = min(truth) >= 0 and max(truth) <= shifts * factor
        if inside and views.sar_valid.mean() >= TEMPLATE_VALID and views.optical_valid.mean() >= _SEARCH_VALID:
            break
    shown, turns, mirror = show(views, augmentation, random)
    corner = turn_corner((truth[0] / factor, truth[1] / factor), float(shifts), turns, mirror)
    # A template whose true place is outside the search window has no label.
    return Sample(**vars(shown), truth=corner, labelled=pair.labelled and inside, key=images.key)


def read_views(
    images: PairImages,
    sar: Window,
    optical: Window,
    factor: int,
    augmentation: Augmentation,
    random: np.random.Generator,
) -> Views:
    """Read unchanged bands, with NaN for nodata, at half the resolution if `factor` is 2."""
    sar_bands, optical_bands = images.read_sar(sar), images.read_optical(optical)
    if factor == 2:
        sar_bands, optical_bands = halve(sar_bands), halve(optical_bands)
    sar_valid = hide(finite(sar_bands), augmentation, random)
    return Views(optical_bands, hide(finite(optical_bands), augmentation, random), sar_bands, sar_valid)


def show(views: Views, augmentation: Augmentation, random: np.random.Generator) -> tuple[Views, int, bool]:
    """Fill, augment and turn views with three bands; returns them and the parameters `turns` and `mirror` of `turn`."""
    sar = augment_sar(fill(merged_bands(views.sar), views.sar_valid), augmentation, random)
    optical = augment_optical(fill(merged_bands(views.optical), views.optical_valid), augmentation, random)
    turns, mirror = (int(random.integers(4)), bool(random.integers(2))) if augmentation.turns else (0, False)
    shown = Views(
        turn(optical, turns, mirror),
        turn(views.optical_valid, turns, mirror),
        turn(sar, turns, mirror),
        turn(views.sar_valid, turns, mirror),
    )
    return shown, turns, mirror


def _draw(
    pair: TrainingPair, template: int, shifts: int, random: np.random.Generator
) -> tuple[Window, Window, tuple[float, float]]:
    """Draw the windows of the template and the search window; returns also the template's true corner in the latter."""
    images = pair.images
    core, bounds = images.core(), images.bounds()
    side = template + shifts
    col = core.col + int(random.integers(core.width - template + 1))
    row = core.row + int(random.integers(core.height - template + 1))
    dx, dy = images.shift_at(col + template / 2, row + template / 2)
    offset_x, offset_y = random.integers(0, shifts + 1, size=2)
    # The search window must stay inside the image, which limits the offset near the edges.
    left = int(np.clip(round(col + dx) - offset_x, bounds.col, bounds.col + bounds.width - side))
    top = int(np.clip(round(row + dy) - offset_y, bounds.row, bounds.row + bounds.height - side))
    truth = float(col + dx - left), float(row + dy - top)
    return Window(col, row, template, template), Window(left, top, side, side), truth


def finite(image: Float32Array) -> NDArray[np.bool_]:
    """Return the mask (rows, cols) of pixels with data in all bands of (bands, rows, cols)."""
    return np.asarray(np.isfinite(image).all(axis=0))


def halve(image: Float32Array) -> Float32Array:
    """Average an image (bands, rows, cols) of even size over 2 x 2 pixels; the result is NaN if any of them is NaN."""
    bands, rows, cols = image.shape
    halved: Float32Array = image.reshape(bands, rows // 2, 2, cols // 2, 2).mean(axis=(2, 4), dtype=np.float32)
    return halved


def fill(image: Float32Array, valid: NDArray[np.bool_]) -> Float32Array:
    """Fill invalid pixels with a smooth continuation of their surroundings, as matchers do."""
    if valid.all():
        return image
    filled = image.copy()
    fill_nodata_around_mean(filled, valid)
    return filled


def turn_corner(corner: tuple[float, float], shifts: float, turns: int, mirror: bool) -> tuple[float, float]:
    """Return the template's corner (col, row) after both windows are turned as `turn` does."""
    x, y = corner
    for _ in range(turns):
        x, y = y, shifts - x
    return (shifts - x if mirror else x), y
