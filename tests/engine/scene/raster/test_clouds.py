"""Clouds that no file declares: found where they are, and not confused with bright ground."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import ndimage

from helpers.raster_samples import WriteRaster, textured
from s2m2_engine.arrays import Window
from s2m2_engine.scene.raster.clouds import find_clouds
from s2m2_engine.scene.raster.grid import common_grid
from s2m2_engine.scene.raster.raster import Raster
from s2m2_engine.scene.raster.reader import GridReader
from s2m2_engine.studies.degradations import blobs, cloud

SIDE = 320
ReaderOf = Callable[[np.ndarray], GridReader]


@pytest.fixture
def reader_of(write_raster: WriteRaster, opened: Callable[..., Raster]) -> ReaderOf:
    """A reader of an optical image on a grid that has its pixels and no others."""

    def read(image: np.ndarray) -> GridReader:
        raster = opened(write_raster(image.round().astype(np.uint8), "optical.tif"), "optical")
        return GridReader(raster, common_grid(raster, raster, 1.0))

    return read


def dark_ground() -> np.ndarray:
    return textured(SIDE, SIDE, bands=3) * np.float32(0.5)


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_clouds_are_found_with_their_edges(share: float, reader_of: ReaderOf) -> None:
    random = np.random.default_rng(3)
    depth = blobs((SIDE, SIDE), share, random)
    reader = reader_of(cloud(dark_ground(), depth, random))
    found = find_clouds(reader)
    assert found is not None
    assert found.factor == 1
    # The grid is larger than the image by the search radius of a pixel.
    mask = found.mask[1:-1, 1:-1]
    assert mask[depth > 0].mean() > 0.85
    assert not mask[ndimage.distance_transform_edt(depth <= 0) > 12].any()
    assert share < found.share < share + 0.2


def test_ground_without_clouds_has_none(reader_of: ReaderOf) -> None:
    assert find_clouds(reader_of(textured(SIDE, SIDE, bands=3))) is None


def test_bright_fields_with_texture_are_no_clouds(reader_of: ReaderOf) -> None:
    random = np.random.default_rng(0)
    rows, cols = (np.searchsorted(np.cumsum(random.uniform(8, 40, 60)), np.arange(SIDE)) for _ in range(2))
    fields = random.uniform(40, 215, (61, 61))[rows][:, cols] + random.normal(0, 14, (SIDE, SIDE)).clip(-40, 40)
    assert find_clouds(reader_of(np.stack([fields] * 3))) is None


def test_snow_everywhere_is_not_left_out(reader_of: ReaderOf) -> None:
    snow = 230 + textured(SIDE, SIDE, bands=3) / 50
    snow[:, :20, :20] = 10
    assert find_clouds(reader_of(snow)) is None


def test_what_is_hidden_holds_no_data(reader_of: ReaderOf) -> None:
    reader = reader_of(dark_ground())
    assert reader.valid_mask(4).any()
    hidden = np.zeros((SIDE, SIDE), dtype=bool)
    hidden[:100] = True
    reader.hide(hidden, 1)
    for factor in (1, 2):
        image = reader.read(Window(8 // factor, 0, 200 // factor, 200 // factor), factor)
        assert np.isnan(image[:, : 100 // factor]).all()
        assert np.isfinite(image[:, 100 // factor :]).all()
    assert not reader.valid_mask(4)[:25].any()
    assert reader.valid_mask(4)[26:80, 1:80].all()
