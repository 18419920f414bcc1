"""Reading layers on the common grid: exactly where the pixels agree, interpolated and averaged elsewhere."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from helpers.raster_samples import UTM, UTM_PLACE, textured
from s2m2_engine.arrays import Window
from s2m2_engine.errors import InputError
from s2m2_engine.scene.raster.geodesy import point_transformer
from s2m2_engine.scene.raster.grid import common_grid
from s2m2_engine.scene.raster.raster import open_raster
from s2m2_engine.scene.raster.reader import GridReader


def analytic(xy: np.ndarray) -> np.ndarray:
    """A smooth picture as a function of UTM position, so that any resampling can be checked against the truth."""
    x, y = (xy[:, 0] - 501_000) / 150, (xy[:, 1] - 3_299_000) / 170
    return 120 + 50 * np.sin(x) * np.cos(0.7 * y) + 40 * np.cos(0.5 * x + 0.9 * y)


def picture(transform: Affine, height: int, width: int, crs: str = UTM, over: int = 1) -> np.ndarray:
    """`analytic` at the pixel centres of any raster, or its mean over `over`² places in each pixel."""
    steps = (np.arange(over) + 0.5) / over
    total = np.zeros((height, width))
    for dy in steps:
        for dx in steps:
            cols, rows = np.meshgrid(np.arange(width) + dx, np.arange(height) + dy)
            a, b, c, d, e, f = transform[:6]
            xy = np.column_stack([(a * cols + b * rows + c).ravel(), (d * cols + e * rows + f).ravel()])
            total += analytic(point_transformer(crs, UTM)(xy)).reshape(height, width)
    return (total / over**2).astype(np.float32)


def raw(reader: GridReader, window: Window, factor: int = 1) -> np.ndarray:
    """What the reader reads, taken back from 0..255 to the raster's values (but for the clipped ends)."""
    values = reader.read(window, factor)
    radiometry = reader.raster.radiometry
    low, high = radiometry.low[0], radiometry.high[0]
    clipped = (values <= 0) | (values >= 255)
    return np.where(clipped, np.nan, values / 255 * (high - low) + low)


def agree(values: np.ndarray, expected: np.ndarray, tolerance: float, least: float = 0.9) -> None:
    compared = np.isfinite(values) & np.isfinite(expected)
    assert compared.mean() > least
    assert np.abs(values - expected)[compared].max() < tolerance


@pytest.fixture
def moving(write_raster, opened):
    return opened(write_raster(picture(UTM_PLACE, 200, 200), "moving.tif"), "optical")


def test_own_pixels_are_read_as_they_are(write_raster, opened, own_grid):
    image = textured(200, 160)
    raster = opened(write_raster(image), "optical")
    grid = own_grid(raster)
    with GridReader(raster, grid) as reader:
        assert reader.own_pixels
        whole = reader.read(Window(grid.core.col, grid.core.row, 160, 200))
        low, high = raster.radiometry.low[0], raster.radiometry.high[0]
        expected = np.clip((image - np.float32(low)) * (np.float32(255) / np.float32(high - low)), 0, 255)
        assert np.array_equal(whole, expected)
        part = reader.read(Window(grid.core.col + 30, grid.core.row + 40, 25, 35))
        assert np.array_equal(part, whole[:, 40:75, 30:55])


def test_outside_is_nan(write_raster, opened, own_grid):
    raster = opened(write_raster(textured(200, 160)), "optical")
    grid = own_grid(raster)
    with GridReader(raster, grid) as reader:
        values = reader.read(Window(grid.core.col - 7, grid.core.row - 5, 20, 20))[0]
        assert np.isnan(values[:5]).all()
        assert np.isnan(values[:, :7]).all()
        assert np.isfinite(values[5:, 7:]).all()
        assert np.isnan(reader.read(Window(-900, -900, 10, 12))).all()
        assert reader.read(Window(-900, -900, 10, 12)).shape == (1, 12, 10)


def test_coarsened_own_pixels_are_means_of_valid_pixels(write_raster, opened, own_grid):
    image = textured(203, 161)
    image[0, 50:70, 60:63] = np.nan
    image[0, 100:104, 100:104] = np.nan
    raster = opened(write_raster(image), "optical")
    grid = own_grid(raster)
    window = Window(0, 0, -(-grid.width // 4), -(-grid.height // 4))
    with GridReader(raster, grid) as reader:
        fine = reader.read(Window(0, 0, window.width * 4, window.height * 4))[0]
        coarse = reader.read(window, 4)[0]
    blocks = fine.reshape(window.height, 4, window.width, 4).swapaxes(1, 2).reshape(window.height, window.width, 16)
    with np.errstate(invalid="ignore"):
        count = np.isfinite(blocks).sum(axis=2)
        expected = np.where(count > 0, np.nansum(blocks, axis=2) / np.maximum(count, 1), np.nan)
    assert np.array_equal(np.isnan(coarse), np.isnan(expected))
    # The ends are clipped after averaging here and before it there.
    assert np.nanpercentile(np.abs(coarse - expected), 95) < 0.01


def test_decibels_are_averaged_as_decibels(write_raster, opened, own_grid):
    image = np.random.default_rng(0).normal(-12, 3, (1, 128, 128)).astype(np.float32)
    raster = opened(write_raster(image))
    grid = own_grid(raster)
    with GridReader(raster, grid) as reader:
        col, row = -(-grid.core.col // 8), -(-grid.core.row // 8)
        coarse = raw(reader, Window(col, row, 8, 8), 8)[0]
    left, top = col * 8 - grid.core.col, row * 8 - grid.core.row
    block = image[0, top : top + 64, left : left + 64].reshape(8, 8, 8, 8).mean(axis=(1, 3))
    assert coarse == pytest.approx(block, abs=1e-3)


def test_large_factors_average_enough_pixels(write_raster, opened, own_grid):
    """Factor 32 takes every 4th pixel: noise of 1 still comes down to about 1/8, without moving."""
    noise = np.random.default_rng(0).normal(0, 1, (1, 640, 640)).astype(np.float32)
    ramp = np.linspace(-40, -10, 640, dtype=np.float32)[None, None]
    raster = opened(write_raster(noise + ramp))
    grid = own_grid(raster)
    with GridReader(raster, grid) as reader:
        col, row = -(-grid.core.col // 32), -(-grid.core.row // 32)
        coarse = raw(reader, Window(col, row, 18, 18), 32)[0]
    left = col * 32 - grid.core.col
    expected = ramp[0, 0, left : left + 18 * 32].reshape(18, 32).mean(axis=1)
    error = coarse - expected
    assert np.std(error) == pytest.approx(1 / 8, rel=0.25)
    assert abs(error.mean()) < 0.1


def test_shifted_by_part_of_a_pixel(write_raster, opened, moving):
    place = Affine(10, 0, 500_003.7, 0, -10, 3_299_995.2)
    reference = opened(write_raster(picture(place, 200, 200), "reference.tif", transform=place), "optical")
    grid = common_grid(moving, reference, 50, None)
    with GridReader(moving, grid) as first, GridReader(reference, grid) as second:
        assert first.own_pixels
        assert not second.own_pixels
        window = Window(grid.core.col + 3, grid.core.row + 3, 190, 190)
        agree(raw(second, window), raw(first, window), 0.1)


@pytest.mark.parametrize("crs", ["EPSG:3395", "EPSG:4326", "EPSG:32613", "EPSG:2278"])
def test_another_crs(write_raster, opened, moving, crs):
    corner, step_x, step_y = point_transformer(UTM, crs)(
        np.array([[500_100.0, 3_299_900.0], [500_108.0, 3_299_900.0], [500_100.0, 3_299_892.0]])
    )
    size_x, size_y = np.hypot(*(step_x - corner)), np.hypot(*(step_y - corner))
    place = Affine(size_x, 0, corner[0], 0, -size_y, corner[1])
    reference = opened(
        write_raster(picture(place, 220, 210, crs), "reference.tif", crs=crs, transform=place), "optical"
    )
    grid = common_grid(moving, reference, 50, None)
    with GridReader(moving, grid) as first, GridReader(reference, grid) as second:
        window = Window(grid.core.col + 25, grid.core.row + 25, 130, 130)
        agree(raw(second, window), raw(first, window), 0.1)


@pytest.mark.parametrize("factor", [1, 3])
def test_strips_do_not_show(write_raster, opened, moving, factor, monkeypatch):
    place = Affine(10, 0, 500_003.7, 0, -10, 3_299_995.2)
    reference = opened(write_raster(picture(place, 200, 200), "reference.tif", transform=place), "optical")
    grid = common_grid(moving, reference, 50, None)
    window = Window(-5, -5, grid.width // factor + 10, grid.height // factor + 10)
    with GridReader(reference, grid) as reader:
        whole = reader.read(window, factor)
        monkeypatch.setattr("s2m2_engine.scene.raster.reader._STRIP_PX", 20 * window.width)
        np.testing.assert_allclose(reader.read(window, factor), whole, atol=0.01)
    assert np.isfinite(whole).mean() > 0.5


def test_turned_and_south_up_rasters(write_raster, opened, moving):
    places = {
        "turned.tif": Affine(8.0, 4.0, 500_000, 4.0, -8.0, 3_299_200),
        "south_up.tif": Affine(10, 0, 500_004, 0, 10, 3_298_003),
    }
    for name, place in places.items():
        path = write_raster(picture(place, 190, 190), name, transform=place)
        reference = opened(path, "optical")
        grid = common_grid(moving, reference, 50, None)
        with GridReader(moving, grid) as first, GridReader(reference, grid) as second:
            window = Window(grid.core.col + 60, grid.core.row + 60, 70, 70)
            agree(raw(second, window), raw(first, window), 0.1)


def test_a_raster_placed_by_gcps(write_raster, opened, moving):
    place = Affine(8.0, 4.0, 500_000, 4.0, -8.0, 3_299_200)
    gcps = [
        GroundControlPoint(r, c, 8 * c + 4 * r + 500_000, 4 * c - 8 * r + 3_299_200)
        for r in (0.0, 100.0, 190.0)
        for c in (0.0, 80.0, 190.0)
    ]
    path = write_raster(picture(place, 190, 190), "gcps.tif", gcps=(gcps, CRS.from_string(UTM)))
    reference = opened(path, "optical")
    grid = common_grid(moving, reference, 50, None)
    with GridReader(moving, grid) as first, GridReader(reference, grid) as second:
        window = Window(grid.core.col + 60, grid.core.row + 60, 70, 70)
        agree(raw(second, window), raw(first, window), 0.1)


@pytest.mark.parametrize("ratio", [1.5, 2, 3.3, 8])
def test_a_finer_reference_is_averaged(write_raster, opened, moving, ratio):
    """Noise in the finer layer is quieted by averaging, and the picture stays in its place."""
    size = 10 / ratio
    count = int(150 * ratio)
    place = Affine(size, 0, 500_201.3, 0, -size, 3_299_798.9)
    image = picture(place, count, count)
    noise = np.random.default_rng(0).normal(0, 10, image.shape).astype(np.float32)
    clean = opened(write_raster(image, "clean.tif", transform=place), "optical")
    noisy = opened(write_raster(image + noise, "noisy.tif", transform=place), "optical")
    grid = common_grid(moving, clean, 50, None)
    window = Window(grid.core.col + 30, grid.core.row + 30, 100, 100)
    with GridReader(clean, grid) as a, GridReader(noisy, grid) as b:
        expected = picture(
            Affine(10, 0, *grid.window_bbox(window)[:1], 0, -10, grid.window_bbox(window)[3]), 100, 100, over=4
        )
        agree(raw(a, window)[0], expected, 0.7)
        left = (raw(b, window) - raw(a, window))[0]
    assert np.nanstd(left) < 1.15 * 10 / ratio


def test_jpeg_in_strips_and_tiles(write_raster, opened, own_grid):
    image = textured(256, 256, bands=3).astype(np.uint8)
    tiled = write_raster(
        image, "tiled.tif", compress="jpeg", photometric="ycbcr", tiled=True, blockxsize=128, blockysize=128
    )
    strips = write_raster(image, "strips.tif", compress="jpeg", jpeg_quality=95)
    for path in (tiled, strips):
        raster = opened(path, "optical")
        with rasterio.open(path) as dataset:
            decoded = dataset.read()
        grid = own_grid(raster)
        with GridReader(raster, grid) as reader:
            values = raw(reader, Window(grid.core.col + 100, grid.core.row + 90, 60, 50))
        agree(values[0], decoded[0, 90:140, 100:160], 1e-3, least=0.8)


def test_valid_mask(write_raster, opened, own_grid):
    image = textured(200, 160)
    image[0, :, :80] = np.nan
    holed = opened(write_raster(image, "holed.tif"), "optical")
    grid = own_grid(holed, 200)
    whole = opened(write_raster(textured(200, 160).astype(np.uint8), "whole.tif"), "optical")
    with GridReader(holed, grid) as a, GridReader(whole, grid) as b:
        for reader, first in ((a, 80), (b, 0)):
            mask = reader.valid_mask(4)
            assert mask.shape == (-(-grid.height // 4), -(-grid.width // 4))
            cols, rows = np.meshgrid(np.arange(mask.shape[1]) * 4 + 2, np.arange(mask.shape[0]) * 4 + 2)
            cols, rows = cols - grid.core.col, rows - grid.core.row
            certain = (abs(cols - first) > 4) & (abs(cols - 160) > 4) & (abs(rows) > 4) & (abs(rows - 200) > 4)
            expected = (cols > first) & (cols < 160) & (rows > 0) & (rows < 200)
            assert np.array_equal(mask[certain], expected[certain])


def test_threads_read_what_one_reads(write_raster, opened, moving):
    place = Affine(7, 0, 500_000, 0, -7, 3_300_000)
    path = write_raster(picture(place, 280, 280), "reference.tif", transform=place, compress="deflate", tiled=True)
    reference = opened(path, "optical")
    grid = common_grid(moving, reference, 50, None)
    windows = [Window(c, r, 64, 64) for r in range(0, 150, 30) for c in range(0, 150, 30)]
    for raster in (moving, reference):
        with GridReader(raster, grid) as reader:
            one = [reader.read(window) for window in windows]
            with ThreadPoolExecutor(4) as pool:
                many = list(pool.map(reader.read, windows))
        for a, b in zip(one, many, strict=True):
            assert np.array_equal(a, b, equal_nan=True)


def test_a_raster_damaged_in_the_middle(write_raster, opened, own_grid):
    path = write_raster(textured(400, 400), compress="deflate", tiled=True, blockxsize=128, blockysize=128)
    whole = open_raster(path, "optical")
    grid = own_grid(whole)
    radiometry = whole.radiometry
    whole.close()
    with rasterio.open(path) as dataset:
        start = int(dataset.get_tag_item("BLOCK_OFFSET_1_1", "TIFF", bidx=1))
    data = bytearray(path.read_bytes())
    data[start : start + 500] = b"\xff" * 500
    path.write_bytes(data)
    raster = opened(path, "optical", name="Aerial photo")
    raster._radiometry = radiometry
    with GridReader(raster, grid) as reader, pytest.raises(InputError) as failure:
        reader.read(Window(0, 0, grid.width, grid.height))
    assert failure.value.code == "corrupt_raster"
    assert "Aerial photo" in failure.value.message


@pytest.mark.slow
def test_never_reads_the_whole_of_a_large_raster(write_raster, opened, own_grid, monkeypatch):
    """A sparse 20,000 x 20,000 raster: each read from the file stays small, whatever is asked of the reader."""
    path = write_raster(
        np.zeros((64, 64), np.uint8), "small.tif", tiled=True, blockxsize=256, blockysize=256, sparse_ok=True
    )
    with rasterio.open(
        path, "w", driver="GTiff", width=20_000, height=20_000, count=1, dtype="uint8", crs=UTM,
        transform=UTM_PLACE, tiled=True, blockxsize=256, blockysize=256, sparse_ok=True,
    ) as dataset:  # fmt: skip
        dataset.write(textured(512, 512).astype(np.uint8), window=rasterio.windows.Window(9984, 9984, 512, 512))
    raster = opened(path, "optical")
    largest = 0
    read = type(raster).read

    def watched(self, bands, window, shape=None):
        nonlocal largest
        values = read(self, bands, window, shape)
        largest = max(largest, values.nbytes)
        return values

    monkeypatch.setattr(type(raster), "read", watched)
    grid = own_grid(raster)
    with GridReader(raster, grid) as reader:
        reader.read(Window(4000, 4000, 600, 600))
        reader.read(Window(0, 0, 400, 40), 50)
        reader.valid_mask(32)
    assert 0 < largest < 20_000_000
