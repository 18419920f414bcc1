"""Cuts a region out of a pair, with places for many templates, which share one pass of the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array, Float64Array, Window
from ...errors import InputError
from ...model.network.configuration import DEEP_STRIDE
from ...pairs.training_pairs import TrainingPair
from .augmentation import Augmentation
from .patches import TEMPLATE_VALID, TRIES, Views, read_views, show, turn_corner


@dataclass(frozen=True)
class Region(Views):
    """About the same ground in both images, `optical` and `sar` (3, S, S), with templates. Invalid pixels are filled.

    Attributes:
        places: by side of the template: int64 (K, 2), corners (col, row) in the SAR image, multiples of 8.
        truths: by side of the template: float32 (K, 2), their true corners in the optical image, sub-pixel.
        labelled: whether training may use `truths`.
        key: the pair's key, for messages.
    """

    places: dict[int, NDArray[np.int64]]
    truths: dict[int, Float32Array]
    labelled: bool
    key: str


def cut_region(
    pair: TrainingPair,
    side: int,
    templates: Sequence[int],
    count: int,
    augmentation: Augmentation,
    random: np.random.Generator,
) -> Region:
    """Cut regions of `side` px from both images, and `count` templates of each size; all sides are multiples of 8.

    The optical region is moved randomly, as far as the largest template allows. Otherwise a network would learn to
    recognise positions in a region by its borders, find every template by that, and fail on windows of other sizes.
    The same generator state gives the same region.

    Raises:
        InputError: "pair_too_small"; an image cannot be read.
    """
    images = pair.images
    core, bounds = images.core(), images.bounds()
    room = min(core.width, core.height, bounds.width, bounds.height)
    coarse = bool(random.random() < augmentation.coarser and 2 * side <= room)
    factor = 2 if coarse else 1
    if side > room:
        raise InputError(
            "pair_too_small",
            f"The pair {images.key} has {bounds.width} x {bounds.height} pixels, but regions have sides of {side} "
            "pixels.",
            "Choose a smaller windows.region, or leave this pair out.",
        )
    for _ in range(TRIES):
        place, partner = _draw(pair, side * factor, (side - max(templates)) * factor // 2, random)
        views = read_views(images, place, partner, factor, augmentation, random)
        chosen = {
            template: _choose(
                views.sar_valid, _truths(pair, place, partner, template, side, factor), template, count, random
            )
            for template in templates
        }
        has_all = all(corners.size for corners, _ in chosen.values())
        if has_all:
            break
    shown, turns, mirror = show(views, augmentation, random)
    places, truths = {}, {}
    for template, (corners, true_corners) in chosen.items():
        # If a size has no usable place, the region is unlabelled and any place will do.
        known = (corners, true_corners) if corners.size else (np.zeros((count, 2)), np.zeros((count, 2)))
        places[template] = _turned(known[0], side - template, turns, mirror).astype(np.int64)
        truths[template] = _turned(known[1], side - template, turns, mirror).astype(np.float32)
    return Region(**vars(shown), places=places, truths=truths, labelled=pair.labelled and has_all, key=images.key)


def _draw(pair: TrainingPair, side: int, reach: int, random: np.random.Generator) -> tuple[Window, Window]:
    """Draw the SAR region, and the optical region up to `reach` px from its true place and inside the image."""
    core, bounds = pair.images.core(), pair.images.bounds()
    col = core.col + int(random.integers(core.width - side + 1))
    row = core.row + int(random.integers(core.height - side + 1))
    middle = pair.images.shift_at(col + side / 2, row + side / 2)
    beside = random.integers(-reach, reach + 1, size=2)
    left = int(np.clip(col + round(middle[0]) + beside[0], bounds.col, bounds.col + bounds.width - side))
    top = int(np.clip(row + round(middle[1]) + beside[1], bounds.row, bounds.row + bounds.height - side))
    return Window(col, row, side, side), Window(left, top, side, side)


def _truths(
    pair: TrainingPair, place: Window, partner: Window, template: int, side: int, factor: int
) -> tuple[NDArray[np.int64], Float64Array]:
    """Return all possible template corners (n, 2) in the SAR region, and their true places in the optical region."""
    steps = np.arange(0, side - template + 1, DEEP_STRIDE)
    corners = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    middles = factor * (corners + template / 2) + (place.col, place.row)
    shifts = np.array([pair.images.shift_at(col, row) for col, row in middles])
    origin = np.array([place.col - partner.col, place.row - partner.row])
    return corners, corners + (shifts + origin) / factor


def _choose(
    valid: NDArray[np.bool_],
    candidates: tuple[NDArray[np.int64], Float64Array],
    template: int,
    count: int,
    random: np.random.Generator,
) -> tuple[NDArray[np.int64], Float64Array]:
    """Draw `count` corners of templates that contain data and whose true place is inside the optical region.

    Corners are repeated if there are few, and none is returned if there is none.
    """
    corners, truths = candidates
    last = len(valid) - template
    usable = (truths >= 0).all(axis=1) & (truths <= last).all(axis=1)
    if not valid.all():
        sums = np.pad(valid.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        col, row = corners.T
        inside = (
            sums[row + template, col + template]
            - sums[row, col + template]
            - sums[row + template, col]
            + sums[row, col]
        )
        usable &= inside >= TEMPLATE_VALID * template**2
    found = np.flatnonzero(usable)
    if not found.size:
        return corners[:0], truths[:0]
    drawn = found[random.permutation(found.size)]
    kept = np.resize(drawn, count)
    return corners[kept], truths[kept]


def _turned(corners: NDArray[np.generic], last: int, turns: int, mirror: bool) -> Float64Array:
    """Return template corners (n, 2), which lie in 0..last, after the region is turned as `turn` does."""
    return np.array([turn_corner((float(col), float(row)), float(last), turns, mirror) for col, row in corners])
