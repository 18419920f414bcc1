"""Real scenes. Their true misalignment is unknown, so truth is relative: inject a shift, compare two answers.

Wider spacing than the default keeps this quick; docs/benchmarks/scenes.md has the figures at the default.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.warp import Resampling, calculate_default_transform, reproject

from helpers.polygon_files import box, polygon, write_layer
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.results.result import MatchResult
from s2m2_engine.scene.settings import MatchSettings

PIXEL_M = (9.99967, 9.99999)
SPACING = 110


@pytest.fixture(scope="module")
def scenes(shared_data: Path) -> Path:
    return shared_data / "scenes"


def match(sar: Path, optical: Path, out: Path, **settings: object) -> MatchResult:
    return match_scene(MatchSettings(str(sar), str(optical), out, **settings), StructureMatcher(), Reporter())  # type: ignore[arg-type]


def moved(source: Path, target: Path, east: float, north: float) -> Path:
    """A copy of `source` whose geotransform is moved by (east, north) map units."""
    with rasterio.open(source) as raster:
        values, t = raster.read(), raster.transform
        profile = {"crs": raster.crs, "transform": Affine(t.a, t.b, t.c + east, t.d, t.e, t.f + north)}
    return write(target, values, **profile)


def write(target: Path, values: np.ndarray, **profile: object) -> Path:
    count, height, width = values.shape
    with rasterio.open(
        target, "w", driver="GTiff", count=count, height=height, width=width, dtype=values.dtype, **profile
    ) as raster:
        raster.write(values)
    return target


@pytest.fixture(scope="module")
def unmoved(scenes: Path, tmp_path_factory: pytest.TempPathFactory) -> MatchResult:
    out = tmp_path_factory.mktemp("unmoved") / "match"
    return match(scenes / "san_antonio_sar.tif", scenes / "san_antonio_opt.tif", out, spacing=SPACING)


INJECTIONS = [(137.4, -83.9), (-251.3, 312.7), (480.0, -470.0), (33.3, -4.4), (-497.0, 60.0)]


@pytest.mark.slow
@pytest.mark.parametrize("injected", INJECTIONS)
def test_an_injected_shift_is_found_within_a_third_of_a_pixel(
    scenes: Path, tmp_path: Path, unmoved: MatchResult, injected: tuple[float, float]
) -> None:
    sar = moved(scenes / "san_antonio_sar.tif", tmp_path / "moved.tif", *injected)
    found = match(sar, scenes / "san_antonio_opt.tif", tmp_path / "match", spacing=SPACING)
    assert found.reliable, found.reasons
    error = (
        (found.shift.dx - unmoved.shift.dx + injected[0]) / PIXEL_M[0],
        (found.shift.dy - unmoved.shift.dy + injected[1]) / PIXEL_M[1],
    )
    assert math.hypot(*error) < 0.3


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["masks", "cutline"])
def test_half_of_the_scene_says_the_same(scenes: Path, tmp_path: Path, unmoved: MatchResult, setting: str) -> None:
    xmin, ymin, xmax, ymax = unmoved.grid.bbox
    middle = (xmin + xmax) / 2
    half = polygon(box(middle, ymin - 1e4, xmax + 1e4, ymax + 1e4))
    path = write_layer(tmp_path / "half.gpkg", [half], unmoved.crs)
    found = match(
        scenes / "san_antonio_sar.tif",
        scenes / "san_antonio_opt.tif",
        tmp_path / "match",
        spacing=SPACING,
        **{setting: (path,) if setting == "masks" else path},
    )
    assert found.reliable, found.reasons
    # In the middle of the half that is matched.
    quarter = (xmax - xmin) / 4 * (-1 if setting == "masks" else 1)
    here = np.array([[middle + quarter, (ymin + ymax) / 2]])
    difference = found.transform.displacement(here)[0] - unmoved.transform.displacement(here)[0]
    assert math.hypot(*difference) < unmoved.accuracy.ce90_m


@pytest.mark.slow
def test_the_optical_layer_may_move_instead(scenes: Path, tmp_path: Path, unmoved: MatchResult) -> None:
    optical = moved(scenes / "san_antonio_opt.tif", tmp_path / "moved.tif", 137.4, -83.9)
    found = match(scenes / "san_antonio_sar.tif", optical, tmp_path / "match", moving="optical", spacing=SPACING)
    assert found.reliable, found.reasons
    error = (found.shift.dx + unmoved.shift.dx + 137.4, found.shift.dy + unmoved.shift.dy - 83.9)
    assert math.hypot(*error) < 3.0


@pytest.mark.slow
def test_after_correction_less_than_half_a_pixel_is_left(scenes: Path, tmp_path: Path) -> None:
    sar = moved(scenes / "san_antonio_sar.tif", tmp_path / "moved.tif", 137.4, -83.9)
    optical = scenes / "san_antonio_opt.tif"
    match(sar, optical, tmp_path / "first", spacing=SPACING)
    correct_raster(tmp_path / "first", sar, tmp_path / "corrected.tif")
    left = match(tmp_path / "corrected.tif", optical, tmp_path / "second", spacing=SPACING)
    assert left.reliable, left.reasons
    assert math.hypot(left.shift.dx_px, left.shift.dy_px) < 0.5


@pytest.mark.slow
def test_another_crs_and_resolution(scenes: Path, tmp_path: Path, unmoved: MatchResult) -> None:
    """SAR in UTM at 20 m against optical in World Mercator at 10 m: the ground shift is the same."""
    with rasterio.open(scenes / "san_antonio_sar.tif") as source:
        transform, width, height = calculate_default_transform(
            source.crs, "EPSG:32614", source.width, source.height, *source.bounds, resolution=20.0
        )
        values = np.zeros((1, height, width), dtype=np.uint8)
        reproject(
            source.read(),
            values,
            src_transform=source.transform,
            src_crs=source.crs,
            dst_transform=transform,
            dst_crs="EPSG:32614",
            resampling=Resampling.average,
        )
    transform = Affine(transform.a, 0, transform.c + 137.4, 0, transform.e, transform.f - 83.9)
    sar = write(tmp_path / "utm.tif", values, crs="EPSG:32614", transform=transform, nodata=0)
    found = match(sar, scenes / "san_antonio_opt.tif", tmp_path / "match")
    assert found.reliable, found.reasons
    # Within 0.3 of its 20 m pixels.
    assert found.shift.dx_m == pytest.approx(unmoved.shift.dx_m - 137.4, abs=6.0)
    assert found.shift.dy_m == pytest.approx(unmoved.shift.dy_m + 83.9, abs=6.0)


@pytest.mark.slow
def test_decibels_with_a_border_of_nan(scenes: Path, tmp_path: Path, unmoved: MatchResult) -> None:
    with rasterio.open(scenes / "san_antonio_sar.tif") as source:
        values = (20 * np.log10(np.maximum(source.read().astype(np.float32), 1)) - 50).astype(np.float32)
        t, crs = source.transform, source.crs
    for edge in (slice(0, 300), slice(-200, None)):
        values[:, edge] = np.nan
        values[:, :, edge] = np.nan
    transform = Affine(t.a, t.b, t.c + 137.4, t.d, t.e, t.f - 83.9)
    sar = write(tmp_path / "db.tif", values, crs=crs, transform=transform)
    found = match(sar, scenes / "san_antonio_opt.tif", tmp_path / "match", spacing=80)
    assert found.reliable, found.reasons
    # Compared where the border leaves data, since the scene's own misalignment varies across it.
    here = np.array([[(found.grid.bbox[0] + found.grid.bbox[2]) / 2, (found.grid.bbox[1] + found.grid.bbox[3]) / 2]])
    expected = unmoved.transform.displacement(here)[0] - (137.4, -83.9)
    assert found.transform.displacement(here)[0] == pytest.approx(expected, abs=5.0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sar", "optical"),
    [
        ("spain_sar_vv_vh_db.tif", "spain_opt_13band.tif"),
        ("utm_433D_629L_3_1_S1RTC.tif", "utm_433D_629L_3_1_S2L2A.tif"),
        ("utm_637U_59R_1_3_S1RTC.tif", "utm_637U_59R_1_3_S2L2A.tif"),
    ],
)
def test_co_registered_products_are_found_within_a_few_pixels(
    scenes: Path, tmp_path: Path, sar: str, optical: str
) -> None:
    found = match(scenes / sar, scenes / optical, tmp_path / "match")
    assert found.reliable, found.reasons
    assert math.hypot(found.shift.dx_px, found.shift.dy_px) < 3.0
    assert found.accuracy.ce90_px < 3.0


@pytest.mark.slow
def test_other_ground_is_not_reliable(scenes: Path, shared_data: Path, tmp_path: Path) -> None:
    with rasterio.open(scenes / "san_antonio_sar.tif") as source:
        place = {"crs": source.crs, "transform": source.transform}
    with rasterio.open(shared_data / "sentinel_la" / "opt" / "050.tif") as source:
        optical = write(tmp_path / "elsewhere.tif", source.read(), **place)
    found = match(scenes / "san_antonio_sar.tif", optical, tmp_path / "match")
    assert not found.reliable
    assert found.reasons


@pytest.mark.slow
def test_noise_is_not_reliable(scenes: Path, tmp_path: Path) -> None:
    with rasterio.open(scenes / "san_antonio_sar.tif") as source:
        place = {"crs": source.crs, "transform": source.transform}
    noise = np.random.default_rng(1).integers(0, 256, (3, 2048, 2048), dtype=np.uint8)
    found = match(
        scenes / "san_antonio_sar.tif", write(tmp_path / "noise.tif", noise, **place), tmp_path / "match", spacing=80
    )
    assert not found.reliable


@pytest.mark.slow
def test_a_small_piece_within_a_radius_of_a_third_of_it(scenes: Path, tmp_path: Path) -> None:
    """Few large templates fit: an affine that a handful of wrong answers agree on must not lead astray."""
    with rasterio.open(scenes / "san_antonio_sar.tif") as source:
        window = rasterio.windows.Window(700, 700, 300, 300)
        values, t, crs = source.read(window=window), source.window_transform(window), source.crs
    piece = write(tmp_path / "piece.tif", values, crs=crs, transform=Affine(t.a, t.b, t.c + 300, t.d, t.e, t.f - 200))
    near = match(piece, scenes / "san_antonio_opt.tif", tmp_path / "near", search_radius=400.0)
    far = match(piece, scenes / "san_antonio_opt.tif", tmp_path / "far", search_radius=1000.0)
    assert near.reliable, near.reasons
    assert far.reliable, far.reasons
    assert (far.shift.dx_px, far.shift.dy_px) == pytest.approx((near.shift.dx_px, near.shift.dy_px), abs=0.3)


@pytest.mark.slow
def test_kilometres_off(scenes: Path, tmp_path: Path, unmoved: MatchResult) -> None:
    sar = moved(scenes / "san_antonio_sar.tif", tmp_path / "moved.tif", -4500.0, 4000.0)
    found = match(sar, scenes / "san_antonio_opt.tif", tmp_path / "match", search_radius=5000.0, spacing=SPACING)
    assert found.reliable, found.reasons
    # The overlap is another one, and so is the mean of the scene's own misalignment over it.
    centre = np.array([[(found.grid.bbox[0] + found.grid.bbox[2]) / 2, (found.grid.bbox[1] + found.grid.bbox[3]) / 2]])
    expected = unmoved.transform.displacement(centre + np.array([4500.0, -4000.0]))[0] + np.array([4500.0, -4000.0])
    assert found.transform.displacement(centre)[0] == pytest.approx(expected, abs=10.0)
