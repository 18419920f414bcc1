"""Bands, scale and limits that are chosen for matching."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.enums import ColorInterp

from helpers.raster_samples import textured
from s2m2_engine.arrays import Window

rng = np.random.default_rng(1)


def everything(raster):
    return raster.read(raster.selected_bands, Window(0, 0, raster.width, raster.height))


def normalised(raster):
    return raster.radiometry.normalise(raster.radiometry.scale(everything(raster)))


def bands_of(write_raster, opened, count, role, kinds=None, dtype=np.uint8):
    def prepare(dataset):
        if kinds:
            dataset.colorinterp = kinds

    path = write_raster(textured(48, 48, bands=count).astype(dtype), f"{role}{count}.tif", prepare=prepare)
    return opened(path, role).selected_bands


def test_optical_bands(write_raster, opened):
    assert bands_of(write_raster, opened, 1, "optical") == (1,)
    assert bands_of(write_raster, opened, 3, "optical", dtype=np.uint16) == (1, 2, 3)
    rgba = [ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha]
    assert bands_of(write_raster, opened, 4, "optical", rgba) == (1, 2, 3)
    assert bands_of(write_raster, opened, 12, "optical", dtype=np.int16) == (4, 3, 2)
    swapped = [ColorInterp.gray, ColorInterp.blue, ColorInterp.green, ColorInterp.red, ColorInterp.undefined]
    assert bands_of(write_raster, opened, 5, "optical", swapped) == (4, 3, 2)


def test_sar_bands(write_raster, opened):
    assert bands_of(write_raster, opened, 1, "sar") == (1,)
    assert bands_of(write_raster, opened, 4, "sar", dtype=np.float32) == (1, 2)
    assert bands_of(write_raster, opened, 2, "sar", [ColorInterp.gray, ColorInterp.alpha]) == (1,)


def test_linear_sar_is_taken_to_decibels(write_raster, opened):
    power = rng.gamma(4, 0.02, (64, 64)).astype(np.float32)
    amplitude = (1000 * np.sqrt(power)).astype(np.uint16)
    for name, image in (("power.tif", power), ("amplitude.tif", amplitude), ("slc.tif", power.astype(np.complex64))):
        assert opened(write_raster(image, name)).radiometry.decibels, name


def test_decibels_and_8_bit_sar_stay(write_raster, opened):
    decibels = (10 * np.log10(rng.gamma(4, 0.02, (64, 64)))).astype(np.float32)
    eight_bit = textured(64, 64).astype(np.uint8)
    for name, image in (
        ("db.tif", decibels),
        ("byte.tif", eight_bit),
        ("wide.tif", np.rint(eight_bit).astype(np.float32)),
        ("db100.tif", (decibels * 100).astype(np.int16)),
    ):
        assert not opened(write_raster(image, name)).radiometry.decibels, name


def test_optical_is_never_taken_to_decibels(write_raster, opened):
    assert not opened(write_raster(textured().astype(np.uint16) * 20), "optical").radiometry.decibels


def test_normalised_to_0_255_against_outliers(write_raster, opened):
    image = textured(200, 200) * 10
    image[0, 5, 5], image[0, 9, 9] = 1e9, -1e9
    result = normalised(opened(write_raster(image), "optical"))
    assert result.dtype == np.float32
    assert result.min() == 0
    assert result.max() == 255
    middle = image[0, 50:150, 50:150].ravel()
    inner = result[0, 50:150, 50:150].ravel()
    kept = (inner > 0) & (inner < 255)
    assert kept.mean() > 0.9
    slope, intercept = np.polyfit(middle[kept], inner[kept], 1)
    assert slope > 0.1
    assert inner[kept] == pytest.approx(middle[kept] * slope + intercept, abs=0.1)


def test_zeros_of_linear_sar_are_dark_ground_not_holes(write_raster, opened):
    power = rng.gamma(4, 0.02, (64, 64)).astype(np.float32)
    power[rng.random((64, 64)) < 0.01] = 0
    result = normalised(opened(write_raster(power)))
    assert np.isfinite(result).all()
    assert (result[0][power == 0] == 0).all()


@pytest.mark.parametrize("role", ["sar", "optical"])
def test_empty_corners_without_a_nodata_value(write_raster, opened, role):
    image = textured(200, 200).astype(np.uint8)
    rows, cols = np.mgrid[:200, :200]
    corners = (rows + cols < 60) | (rows + cols > 330)
    image[0][corners] = 0
    raster = opened(write_raster(image), role)
    assert raster.radiometry.fills == (0,)
    assert np.array_equal(np.isnan(normalised(raster)[0]), corners)


@pytest.mark.parametrize("fill", [-32768.0, -9999.0, -999.0])
@pytest.mark.parametrize("decibels", [False, True])
def test_a_fill_far_below_all_values(write_raster, opened, fill, decibels):
    power = rng.gamma(4, 0.02, (200, 200)).astype(np.float32)
    image = 10 * np.log10(power) if decibels else power
    plain = opened(write_raster(image, "plain.tif")).radiometry
    rows, cols = np.mgrid[:200, :200]
    corners = (rows + cols < 60) | (rows + cols > 330)
    image[corners] = fill
    raster = opened(write_raster(image))
    assert raster.radiometry.fills == (fill,)
    assert raster.radiometry.decibels == plain.decibels == (not decibels)
    assert raster.radiometry.low == pytest.approx(plain.low, abs=0.5)
    assert np.array_equal(np.isnan(normalised(raster)[0]), corners)


@pytest.mark.parametrize(("fill", "others", "found"), [(-1.0, 0.0, True), (-0.01, 0.0, True), (-1.0, -0.5, False)])
def test_a_fill_that_alone_is_negative(write_raster, opened, fill, others, found):
    """Linear SAR that is filled with a value near to it stays linear; values of which some are negative are none."""
    power = (textured(200, 200)[0] / 255) ** 2 + others
    power[60:100, 80:120] = fill  # not at an edge, where any constant value would be one
    radiometry = opened(write_raster(power)).radiometry
    assert radiometry.decibels is found
    assert radiometry.fills == ((pytest.approx(fill),) if found else ())


def test_extreme_values_of_the_ground_are_no_fill(write_raster, opened):
    image = rng.gamma(4, 0.02, (200, 200)).astype(np.float32)
    image[rng.random((200, 200)) < 0.001] = 1000.0  # strong scatterers
    image[90:110, 90:110] = image[0, 0] = 2.0 * image[image < 900].max()  # calm, but near the others
    assert not opened(write_raster(image)).radiometry.fills


def test_dark_water_is_not_taken_for_empty(write_raster, opened):
    image = np.maximum(textured(200, 200), 30)
    image[0, :, :90] = rng.integers(0, 4, (200, 90))
    raster = opened(write_raster(image.astype(np.uint8)))
    assert not raster.radiometry.fills


def test_a_declared_nodata_value_leaves_zeros_alone(write_raster, opened):
    image = textured(200, 200).astype(np.uint8)
    image[0, :60] = 0
    assert not opened(write_raster(image, nodata=255)).radiometry.fills
