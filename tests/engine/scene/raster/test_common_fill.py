"""A fill that both layers share and no file declares: found, and not confused with what images hold by nature."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from helpers.raster_samples import WriteRaster, textured
from s2m2_engine.scene.raster.common_fill import CommonFill, find_common_fill, leave_out_common_fill
from s2m2_engine.scene.raster.grid import common_grid
from s2m2_engine.scene.raster.raster import open_raster

SIDE = 320
RADIUS_M = 150.0


def blobs(share: float, seed: int = 0) -> np.ndarray:
    smooth = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal((SIDE, SIDE)), 10)
    return smooth < np.quantile(smooth, share)


def lines() -> np.ndarray:
    drawn = np.arange(SIDE) % 90 < 2
    return drawn[:, None] | drawn[None, :]


def lattice(form: str) -> np.ndarray:
    rows, cols = np.indices((SIDE, SIDE)) % 37 - 18
    if form == "dots":
        return np.hypot(rows, cols) < 3.5
    thin = np.minimum(np.abs(rows), np.abs(cols)) < 1
    return thin if form == "grid" else thin & (np.maximum(np.abs(rows), np.abs(cols)) < 8)


def fill_of(sar: Path, optical: Path) -> CommonFill | None:
    with open_raster(sar, "sar") as first, open_raster(optical, "optical") as second:
        return find_common_fill(first, second, common_grid(first, second, RADIUS_M))


def left_out(sar: Path, optical: Path) -> list[set[float]]:
    """The values of both that are empty from then on: some masks are found in one layer alone, as they touch edges."""
    with open_raster(sar, "sar") as first, open_raster(optical, "optical") as second:
        leave_out_common_fill(first, second, common_grid(first, second, RADIUS_M))
        return [set(raster.undeclared_fills) for raster in (first, second)]


@pytest.fixture
def images() -> tuple[np.ndarray, np.ndarray]:
    return textured(SIDE, SIDE, seed=1)[:1].astype(np.int16), textured(SIDE, SIDE, seed=2).astype(np.int16)


@pytest.mark.parametrize("mask", [blobs(0.12), blobs(0.45), lines()], ids=["12 %", "45 %", "lines"])
@pytest.mark.parametrize("values", [(255, 255), (1, 255), (100, 90)])
def test_the_same_mask_in_both_is_found(
    images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster, mask: np.ndarray, values: tuple[int, int]
) -> None:
    sar, optical = images
    sar[:, mask], optical[:, mask] = values
    paths = write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif")
    assert left_out(*paths) == [{values[0]}, {values[1]}]


def test_a_fill_that_is_also_the_value_of_saturated_pixels(
    images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster
) -> None:
    """A large smooth mask, that displacing hardly changes, among bright speckle."""
    sar, optical = images
    smooth = ndimage.gaussian_filter(np.random.default_rng(3).standard_normal((SIDE, SIDE)), 36)
    mask = smooth < np.quantile(smooth, 0.25)
    sar[:, np.random.default_rng(1).random((SIDE, SIDE)) < 0.08] = 255
    sar[:, mask], optical[:, mask] = 255, 255
    assert left_out(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif")) == [{255}, {255}]


@pytest.mark.parametrize("form", ["grid", "dots", "plus signs"])
@pytest.mark.parametrize("part", [1.0, 0.5])
def test_the_same_marks_at_two_places(
    images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster, form: str, part: float
) -> None:
    sar, optical = images
    drawn = lattice(form) & (np.arange(SIDE) < part * SIDE)
    sar[:, drawn], optical[:, np.roll(drawn, (9, -14), (0, 1))] = 255, 1
    found = fill_of(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif"))
    assert found == CommonFill((255,), (1,) * len(optical), displaced=True)


@pytest.mark.parametrize("step", [13, 16, 19])
def test_a_lattice_that_covers_itself_when_it_is_displaced(
    images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster, step: int
) -> None:
    sar, optical = images
    line = np.arange(SIDE) % step < 2
    drawn = line[:, None] | line[None, :]
    sar[:, drawn], optical[:, drawn] = 255, 255
    found = fill_of(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif"))
    assert found == CommonFill((255,), (255,) * len(optical))


def test_scattered_values_and_different_marks_are_not_the_same_marks(
    images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster
) -> None:
    scattered = np.random.default_rng(0).random((SIDE, SIDE)) < 0.05
    for first, second in [(scattered, np.roll(scattered, 9, 0)), (lattice("dots"), lattice("grid"))]:
        sar, optical = (image.copy() for image in images)
        sar[:, first], optical[:, np.roll(second, 5, 1)] = 0, 0
        assert fill_of(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif")) is None


@pytest.mark.slow
def test_lakes_that_lie_apart_are_no_common_fill(
    images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster
) -> None:
    sar, optical = images
    smooth = ndimage.gaussian_filter(np.random.default_rng(3).standard_normal((SIDE + 9, SIDE + 9)), 36)
    lakes = smooth < np.quantile(smooth, 0.25)
    sar[:, lakes[5:-4, 4:-5]], optical[:, lakes[:-9, :-9]] = 0, 0
    assert fill_of(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif")) is None


def test_a_fill_that_only_one_file_declares(images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster) -> None:
    sar, optical = images
    sar[:, blobs(0.3)] = -1
    optical[:, blobs(0.3)] = 7
    found = fill_of(write_raster(sar, name="sar.tif", nodata=-1), write_raster(optical, name="optical.tif"))
    assert found == CommonFill(None, (7,) * len(optical))


@pytest.mark.slow
def test_other_masks_are_no_common_fill(images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster) -> None:
    sar, optical = images
    scattered = np.random.default_rng(0).random((2, SIDE, SIDE)) < 0.4
    for first, second in [(blobs(0.3, 0), blobs(0.3, 1)), (blobs(0.5, 2), blobs(0.05, 3)), tuple(scattered)]:
        sar[:, first], optical[:, second] = 0, 0
        assert fill_of(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif")) is None


@pytest.mark.slow
def test_images_without_any(images: tuple[np.ndarray, np.ndarray], write_raster: WriteRaster) -> None:
    sar, optical = images
    assert fill_of(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif")) is None
