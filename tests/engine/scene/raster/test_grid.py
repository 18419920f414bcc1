"""The common grid: pixel size, place, extent, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine

from helpers.raster_samples import UTM, UTM_PLACE, textured
from s2m2_engine.errors import InputError
from s2m2_engine.scene.raster.geodesy import point_transformer
from s2m2_engine.scene.raster.grid import common_grid


def layer(
    write_raster, opened, name, pixel=10.0, left=500_000.0, top=3_300_000.0, size=(200, 200), crs=UTM, role="sar"
):
    place = Affine(pixel, 0, left, 0, -pixel, top)
    return opened(write_raster(textured(*size).astype(np.uint8), name, crs=crs, transform=place), role)


def refusal(code, *arguments):
    with pytest.raises(InputError) as failure:
        common_grid(*arguments)
    assert failure.value.code == code
    return failure.value


def test_own_pixels_where_sizes_agree(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    reference = layer(write_raster, opened, "reference.tif", pixel=10.05, left=500_503)
    grid = common_grid(moving, reference, 100.0, None)
    assert grid.transform.a == 10
    assert (grid.transform.c - 500_000) % 10 == 0
    assert (grid.transform.f - 3_300_000) % 10 == 0
    assert grid.crs_text == UTM
    assert grid.pixel_m == pytest.approx((10 / 0.9996, 10 / 0.9996), rel=1e-4)


def test_the_coarser_pixel_wins(write_raster, opened):
    fine = layer(write_raster, opened, "fine.tif", pixel=2.5, size=(800, 800))
    coarse = layer(write_raster, opened, "coarse.tif", pixel=10)
    assert common_grid(fine, coarse, 100, None).pixel_xy == pytest.approx((10, 10), rel=1e-6)
    assert common_grid(coarse, fine, 100, None).pixel_xy == (10, 10)


def test_pixel_sizes_are_compared_on_the_ground(write_raster, opened):
    moving = layer(write_raster, opened, "utm.tif", pixel=10)
    lon, lat = point_transformer(UTM, "EPSG:4326")(np.array([[500_000.0, 3_300_000.0]]))[0]
    # 0.0001 degrees are 11.1 m north but 9.6 m east here: per axis the coarser wins.
    reference = layer(write_raster, opened, "degrees.tif", 0.0001, lon, lat, crs="EPSG:4326")
    x, y = common_grid(moving, reference, 100, None).pixel_xy
    assert x == 10
    assert y == pytest.approx(11.08, abs=0.02)


def test_extent_is_the_overlap_and_the_search_radius(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    reference = layer(write_raster, opened, "reference.tif", left=501_000)
    grid = common_grid(moving, reference, 300, None)
    assert grid.bbox == pytest.approx((500_700, 3_297_700, 502_300, 3_300_300), abs=11)
    # Templates come from where the moving layer lies.
    assert grid.window_bbox(grid.core) == pytest.approx((500_700, 3_298_000, 502_000, 3_300_000), abs=11)


@pytest.mark.parametrize("west", [-180.008, 179.992])
def test_a_bbox_across_the_180th_meridian_counts_from_either_side(write_raster, opened, west):
    step = 1e-4
    path = write_raster(textured(200, 200), crs="EPSG:4326", transform=Affine(step, 0, 179.99, 0, -step, 10))
    moving = opened(path)
    grid = common_grid(moving, moving, 50, (west, 9.985, west + 0.013, 9.998))
    assert grid.window_bbox(grid.core) == pytest.approx((179.992, 9.985, 180.005, 9.998), abs=2 * step)


def test_bbox_confines_the_templates(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    grid = common_grid(moving, moving, 100, (500_500, 3_298_500, 501_500, 3_299_500))
    assert grid.window_bbox(grid.core) == pytest.approx((500_500, 3_298_500, 501_500, 3_299_500), abs=11)
    assert grid.bbox == pytest.approx((500_400, 3_298_400, 501_600, 3_299_600), abs=11)


def test_a_radius_may_be_limited_to_a_part_of_the_overlap(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    side = min(moving.width, moving.height) * 10
    assert common_grid(moving, moving, 0.3 * side, None, 1 / 3).core.width == moving.width
    with pytest.raises(InputError) as caught:
        common_grid(moving, moving, 0.4 * side, None, 1 / 3)
    assert caught.value.code == "search_radius"


def test_positions_there_and_back(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    grid = common_grid(moving, moving, 100, None)
    colrow = np.array([[0.0, 0.0], [12.5, 7.25]])
    assert grid.colrow(grid.xy(colrow[:, 0], colrow[:, 1])) == pytest.approx(colrow, abs=1e-6)
    assert grid.displacement_xy(np.array([[2.0, 3.0]])) == pytest.approx(np.array([[20.0, -30.0]]))
    assert grid.displacement_px(np.array([[20.0, -30.0]])) == pytest.approx(np.array([[2.0, 3.0]]))


def test_a_turned_reference_in_another_crs(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    corner = point_transformer(UTM, "EPSG:3395")(np.array([[500_200.0, 3_299_900.0]]))[0]
    turned = Affine(8, 3, corner[0], 3, -8, corner[1])
    path = write_raster(textured(150, 150), "turned.tif", crs="EPSG:3395", transform=turned)
    reference = opened(path, "optical")
    grid = common_grid(moving, reference, 100, None)
    outline = point_transformer("EPSG:3395", UTM)(reference.outline())
    low = np.maximum(outline.min(axis=0), moving.bounds[:2]) - 100
    high = np.minimum(outline.max(axis=0), moving.bounds[2:]) + 100
    assert grid.bbox == pytest.approx((*low, *high), abs=15)


def test_a_reference_that_covers_the_world(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif", 110_000.0, 0.0, 3_500_000.0, (64, 64), "EPSG:3395")
    path = write_raster(textured(180, 360), "world.tif", crs="EPSG:4326", transform=Affine(1, 0, -180, 0, -1, 90))
    world = opened(path, "optical")
    grid = common_grid(moving, world, 200_000.0, None)
    assert grid.window_bbox(grid.core) == pytest.approx(moving.bounds, abs=250_000)
    assert grid.pixel_m[0] == pytest.approx(111_320, rel=0.02)
    # In a UTM zone most of the world has no sensible place; the layer's own extent still is the overlap.
    small = layer(write_raster, opened, "utm.tif", pixel=1000.0, size=(64, 64))
    refusal("overlap_too_small", small, world, 5000.0, None)


def test_across_the_180th_meridian(write_raster, opened):
    x, y = point_transformer("EPSG:4326", "EPSG:32660")(np.array([[179.99, 10.0]]))[0]
    moving = layer(write_raster, opened, "utm60.tif", 10, x, y, crs="EPSG:32660")
    reference = layer(write_raster, opened, "degrees.tif", 0.0001, -180.01, 10.0, crs="EPSG:4326")
    assert common_grid(moving, reference, 100, None).core.width > 150
    assert common_grid(reference, moving, 100, None).core.width > 150


def test_no_overlap_names_both(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    elsewhere = layer(write_raster, opened, "elsewhere.tif", left=600_000)
    message = refusal("no_overlap", moving, elsewhere, 100, None).message
    assert "moving.tif" in message
    assert "elsewhere.tif" in message
    antipode = layer(write_raster, opened, "antipode.tif", crs="EPSG:32743")
    refusal("no_overlap", moving, antipode, 100, None)


def test_a_crs_that_leads_nowhere(write_raster, opened):
    local = 'ENGCRS["site",EDATUM["site"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]'
    site = opened(write_raster(textured(200, 200), "site.tif"), crs=local)
    assert common_grid(site, site, 100, None).pixel_m == pytest.approx((10, 10))
    refusal("no_crs_path", site, layer(write_raster, opened, "moving.tif"), 100, None)


def test_hardly_any_overlap(write_raster, opened):
    moving = layer(write_raster, opened, "moving.tif")
    reference = layer(write_raster, opened, "reference.tif", left=501_850)
    refusal("overlap_too_small", moving, reference, 100, None)


@pytest.mark.parametrize("radius", [0, -5, float("nan"), float("inf"), 2500])
def test_search_radius(write_raster, opened, radius):
    moving = layer(write_raster, opened, "moving.tif")
    assert "search radius" in refusal("search_radius", moving, moving, radius, None).message


@pytest.mark.parametrize(
    "bbox", [(1, 1, 2, 2), (501_000, 3_299_000, 500_000, 3_299_500), (float("nan"), 3_299_000, 501_000, 3_299_500)]
)
def test_bad_bbox(write_raster, opened, bbox):
    moving = layer(write_raster, opened, "moving.tif")
    assert UTM in refusal("bad_bbox", moving, moving, 100, bbox).hint


def test_grid_of_a_raster_placed_off_the_origin_is_exact(write_raster, opened):
    place = Affine(9.9996687376497, 0, -10989933.65103794, 0, -9.999991587393652, 3429105.515532409)
    moving = opened(write_raster(textured(2048, 64), crs="EPSG:3395", transform=place))
    grid = common_grid(moving, moving, 100, None)
    assert (grid.transform.a, grid.transform.e) == (place.a, place.e)
    col, row = moving.to_pixel(grid.xy(np.array([float(grid.width)]), np.array([float(grid.height)])))[0]
    assert (col, row) == pytest.approx((round(col), round(row)), abs=1e-5)
    assert UTM_PLACE.a == 10
