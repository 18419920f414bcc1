"""Collars that no file declares: found at any value, and not confused with what ground holds by nature."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from s2m2_engine.scene.raster.undeclared_fill import find_undeclared_fills

SIDE = 240


def decibels() -> NDArray[np.float32]:
    """Four-look SAR in dB, (1, SIDE, SIDE): ground between -20 and -5 dB, with a lake of about -24 dB at the edge."""
    rng = np.random.default_rng(3)
    ground = ndimage.gaussian_filter(rng.standard_normal((SIDE, SIDE)), 8) * 40 - 12
    ground[150:, :90] = -24
    return (ground + 10 * np.log10(rng.gamma(4, 0.25, (SIDE, SIDE))))[None].astype(np.float32)


def photo(dtype: type = np.uint8, top: int = 230) -> NDArray[np.float32]:
    """A textured photo (3, SIDE, SIDE) of whole numbers."""
    noise = np.random.default_rng(4).standard_normal((3, SIDE, SIDE))
    smooth = ndimage.gaussian_filter(noise, (0, 3, 3))
    low, high = smooth.min(), smooth.max()
    return (20 + (top - 20) * (smooth - low) / (high - low)).astype(dtype).astype(np.float32)


def around(image: NDArray[np.float32], value: float) -> NDArray[np.float32]:
    """The image in a collar of `value`, turned as scenes from orbit are."""
    row, col = np.indices(image.shape[1:])
    inside = (np.abs(row + 0.2 * col - 140) < 90) & (np.abs(col - 0.2 * row - 96) < 90)
    return np.where(inside, image, np.float32(value))


@pytest.mark.parametrize("value", [-50.0, -99.0, -40.0, -30.0, -12.5, 0.5, 10.0])
def test_a_collar_at_a_plausible_value_of_decibels(value: float) -> None:
    assert find_undeclared_fills(around(decibels(), value), declared=False) == (value,)


@pytest.mark.parametrize(("top", "value"), [(230, 255), (230, 1), (4000, 10_000), (4000, 12_345), (60_000, 65_535)])
def test_a_collar_around_a_photo(top: int, value: int) -> None:
    assert find_undeclared_fills(around(photo(np.uint16, top), value), declared=False) == (value,)


def test_a_collar_inside_declared_nodata() -> None:
    image = around(decibels(), -50)
    image[:, :12] = image[:, -12:] = image[:, :, :12] = image[:, :, -12:] = np.nan
    assert find_undeclared_fills(image, declared=True) == (-50,)


def test_two_collars() -> None:
    image = around(decibels(), -50)
    image[:, :30] = 0
    assert sorted(find_undeclared_fills(image, declared=False)) == [-50, 0]


def test_water_that_varies_is_no_fill() -> None:
    assert find_undeclared_fills(decibels(), declared=False) == ()


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
@pytest.mark.parametrize("bright", [False, True])
def test_ground_at_the_end_of_the_scale_is_no_fill(share: float, bright: bool) -> None:
    """Saturated fields, snow and clouds, or shadows and water that a stretch made black; some touch the edges."""
    image = photo(np.uint16, 4000)
    limit = np.quantile(image, 1 - share if bright else share)
    clipped = np.minimum(image, limit) if bright else np.maximum(image, limit)
    assert find_undeclared_fills(clipped, declared=False) == ()


@pytest.mark.parametrize("value", [-30.0, -5.0])
def test_a_constant_lake_that_no_edge_touches_is_no_fill(value: float) -> None:
    image = decibels()
    image[:, 60:140, 100:180] = value
    assert find_undeclared_fills(image, declared=False) == ()


def test_a_smooth_lake_at_the_edge_is_no_fill() -> None:
    """The shore of a lake in an elevation model, whose level is one value, is as high as the lake."""
    heights = ndimage.gaussian_filter(np.random.default_rng(5).standard_normal((1, SIDE, SIDE)), (0, 12, 12)) * 900
    heights[:, :, :80] += np.linspace(-60, 0, 80)
    lake = np.maximum(heights, np.quantile(heights[:, :, :80], 0.4)).astype(np.float32)
    assert find_undeclared_fills(lake, declared=False) == ()


def test_classes_at_the_edge_are_no_fill() -> None:
    noise = ndimage.gaussian_filter(np.random.default_rng(6).standard_normal((1, SIDE, SIDE)), (0, 9, 9))
    classes = np.digitize(noise, np.quantile(noise, np.linspace(0, 1, 12)[1:-1])).astype(np.float32) * 10 + 10
    classes[:, 200:] = 80
    assert 80 not in find_undeclared_fills(classes, declared=False)
