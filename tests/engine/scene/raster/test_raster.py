"""What open_raster takes and refuses, and what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from helpers.raster_samples import UTM, UTM_PLACE, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.arrays import Window
from s2m2_engine.errors import EXIT_BAD_INPUT, CancelledError, InputError
from s2m2_engine.scene.raster.raster import check_content, open_raster


def refusal(path, code, **arguments) -> InputError:
    with pytest.raises(InputError) as failure:
        open_raster(path, "sar", **arguments)
    error = failure.value
    assert error.code == code
    assert error.exit_status == EXIT_BAD_INPUT
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    return error


def test_attributes(write_raster, opened):
    raster = opened(write_raster(textured(96, 128, bands=2), name="größe a b.tif"))
    assert (raster.width, raster.height, raster.bands) == (128, 96, 2)
    assert raster.crs_text == UTM
    assert raster.transform == UTM_PLACE
    assert raster.bounds == pytest.approx((500_000, 3_299_040, 501_280, 3_300_000))
    assert raster.name == "größe a b.tif"
    # The central meridian's scale is 0.9996: ten map metres are a little more on the ground.
    assert raster.ground_pixel_m == pytest.approx((10 / 0.9996, 10 / 0.9996), rel=1e-6)


def test_missing_file_is_named(tmp_path):
    path = tmp_path / "nowhere.tif"
    assert str(path) in refusal(path, "raster_not_found").message


def test_a_text_file_is_no_raster(tmp_path):
    path = tmp_path / "notes.tif"
    path.write_text("not an image")
    assert "notes.tif" in refusal(path, "corrupt_raster").message


def test_truncated_file_is_found_out_when_read(write_raster, opened):
    path = write_raster(textured(512, 512))
    path.write_bytes(path.read_bytes()[:400_000])
    with pytest.raises(InputError) as failure:
        check_content(opened(path, name="My SAR"))
    assert failure.value.code == "corrupt_raster"
    assert "My SAR" in failure.value.message


def test_a_file_deleted_between_reads_is_a_sentence(write_raster, opened):
    path = write_raster(textured())
    raster = opened(path)
    with raster._handle():
        path.unlink()
        with pytest.raises(InputError, match=r"raster\.tif"):
            raster.read((1,), Window(0, 0, 8, 8))


def test_no_crs_and_its_remedy(write_raster, opened):
    path = write_raster(textured(), crs=None)
    refusal(path, "no_crs")
    assert opened(path, crs="EPSG:3395").crs_text == "EPSG:3395"
    refusal(path, "bad_crs", crs="EPSG:nonsense")


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:4978",
        "EPSG:5703",
        'LOCAL_CS["unnamed",UNIT["metre",1]]',
        'LOCAL_CS["WGS 84 / UTM zone 14N",UNIT["metre",1]]',
        'ENGCRS["Unknown engineering CRS",EDATUM["?"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],UNIT["metre",1]]',
        'PROJCS["x",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
        'UNIT["degree",0.0174532925199433]],PROJECTION["Quantum_Mercator"],UNIT["metre",1]]',
    ],
)
def test_a_crs_in_which_nothing_can_be_measured(write_raster, crs):
    refusal(write_raster(textured(), crs=None), "bad_crs", crs=crs)


@pytest.mark.parametrize(
    "crs", ["EPSG:32614+5703", "EPSG:4269", "EPSG:2278", 'LOCAL_CS["Site 7",LOCAL_DATUM["a",0],UNIT["metre",1]]']
)
def test_other_kinds_of_crs(write_raster, crs):
    with open_raster(write_raster(textured(), crs=None), "sar", crs=crs) as raster:
        assert raster.crs


def test_crs_override_wins_over_the_file(write_raster, opened):
    wkt = CRS.from_epsg(32615).to_wkt()
    assert opened(write_raster(textured()), crs=wkt).crs_text == "EPSG:32615"


def test_not_georeferenced(write_raster):
    refusal(write_raster(textured(), transform=None), "not_georeferenced")


def test_too_small(write_raster):
    assert "10 x 10" in refusal(write_raster(textured(10, 10)), "raster_too_small").message


def test_all_nodata(write_raster, opened):
    raster = opened(write_raster(np.full((64, 64), -9999, np.float32), nodata=-9999))
    with pytest.raises(InputError) as failure:
        check_content(raster)
    assert failure.value.code == "all_nodata"


def sparse(path: Path, side: int) -> Path:
    """An empty GeoTIFF none of whose blocks is in the file."""
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=1, dtype="float32", nodata=0, crs=UTM,
        transform=UTM_PLACE, tiled=True, blockxsize=512, blockysize=512, sparse_ok=True, bigtiff="yes",
    ):  # fmt: skip
        pass
    return path


@pytest.mark.slow
def test_blocks_that_are_not_in_the_file_are_not_looked_at(tmp_path, opened):
    raster = opened(sparse(tmp_path / "empty.tif", 50_000))
    assert list(raster.blocks()) == []
    with pytest.raises(InputError) as failure:
        check_content(raster)
    assert failure.value.code == "all_nodata"


def test_a_speck_in_a_sparse_raster_is_found(tmp_path, opened):
    path = sparse(tmp_path / "speck.tif", 6000)
    with rasterio.open(path, "r+") as dataset:
        dataset.write(np.arange(9, dtype=np.float32).reshape(1, 3, 3) + 1, window=((3301, 3304), (2001, 2004)))
    check_content(opened(path))


def test_looking_for_content_can_be_cancelled(write_raster, opened):
    raster = opened(write_raster(np.full((4000, 3000), 7, np.uint8), tiled=True))
    reporter = RecordingReporter(lambda told: told.times_asked > 1)
    with pytest.raises(CancelledError):
        check_content(raster, reporter)
    assert reporter.stages


def test_blocks_cover_the_raster(write_raster, opened):
    for name, options in (("tiles.tif", {"tiled": True}), ("strips.tif", {})):
        raster = opened(write_raster(np.ones((2100, 3100), np.uint8), name, **options))
        seen = np.zeros((2100, 3100), int)
        for window in raster.blocks():
            seen[window.row : window.row + window.height, window.col : window.col + window.width] += 1
        assert (seen == 1).all(), name


def test_rational_polynomials_alone_are_no_place(write_raster):
    numbers = " ".join(["1"] * 20)
    rpc = {name: "1" for name in ("LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF", "LINE_SCALE",
                                  "SAMP_SCALE", "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE")}  # fmt: skip
    rpc |= {name: numbers for name in ("LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF")}
    path = write_raster(textured(), transform=None, prepare=lambda d: d.update_tags(ns="RPC", **rpc))
    failure = refusal(path, "not_georeferenced")
    assert "RPC" in failure.message
    assert "Orthorectify" in failure.hint


@pytest.mark.parametrize("value", [0, 7])
def test_constant_image(write_raster, opened, value):
    image = np.full((64, 64), value, np.uint8)
    with pytest.raises(InputError) as failure:
        check_content(opened(write_raster(image)))
    assert failure.value.code in ("constant_image", "all_nodata")


def test_a_speck_of_content_between_the_samples_is_found(write_raster, opened):
    image = np.full((1600, 1600), 7, np.uint8)
    image[801, 803] = 9
    check_content(opened(write_raster(image)))


def gcps_of(transform: Affine, height: int, width: int) -> list[GroundControlPoint]:
    places = [(r, c) for r in np.linspace(0, height, 4) for c in np.linspace(0, width, 5)]
    return [GroundControlPoint(float(r), float(c), *place(transform, c, r)) for r, c in places]


def place(transform: Affine, col: float, row: float) -> tuple[float, float]:
    a, b, c, d, e, f = transform[:6]
    return float(a * col + b * row + c), float(d * col + e * row + f)


def test_a_raster_placed_by_gcps_lies_where_its_gcps_say(write_raster, opened):
    turned = Affine(9.8, 2.1, 500_000, 2.1, -9.8, 3_300_000)
    gcps = gcps_of(turned, 96, 128)
    raster = opened(write_raster(textured(96, 128), gcps=(gcps, CRS.from_string(UTM))))
    assert raster.crs_text == UTM
    pixels = np.array([[0.0, 0.0], [64.0, 48.0], [17.3, 90.1]])
    expected = [place(turned, *p) for p in pixels]
    assert raster.to_map(pixels) == pytest.approx(np.array(expected), abs=1e-3)
    assert raster.to_pixel(np.array(expected)) == pytest.approx(pixels, abs=1e-4)
    assert tuple(raster.transform)[:6] == pytest.approx(tuple(turned)[:6], abs=1e-2)


def test_gcps_on_one_line_are_no_georeference(write_raster):
    gcps = [GroundControlPoint(float(i), float(i), 500_000.0 + i, 3_300_000.0 - i) for i in range(5)]
    refusal(write_raster(textured(), gcps=(gcps, CRS.from_string(UTM))), "not_georeferenced")


def test_nodata_mask_alpha_and_nan_become_nan(write_raster, opened):
    image = textured(64, 64)
    hole = np.zeros((64, 64), bool)
    hole[10:20, 30:40] = True
    by_value = np.where(hole, -1, image[0]).astype(np.float32)
    by_nan = np.where(hole, np.nan, image[0]).astype(np.float32)
    alpha = np.concatenate([image, np.where(hole, 0, 255)[None]]).astype(np.uint8)
    paths = [
        write_raster(by_value, "value.tif", nodata=-1),
        write_raster(by_nan, "nan.tif"),
        write_raster(image.astype(np.uint8), "mask.tif", mask=~hole),
        write_raster(alpha, "alpha.tif", photometric="MINISBLACK", alpha="yes"),
    ]
    for path in paths:
        values = opened(path).read((1,), Window(0, 0, 64, 64))
        assert values.dtype == np.float32
        assert np.array_equal(np.isnan(values[0]), hole), path.name


def test_complex_values_become_magnitudes(write_raster, opened):
    image = (textured() * np.exp(0.7j)).astype(np.complex64)
    values = opened(write_raster(image)).read((1,), Window(3, 5, 20, 10))
    assert values == pytest.approx(textured()[:, 5:15, 3:23], rel=1e-5)


def test_a_palette_becomes_luminance(write_raster, opened):
    index = np.random.default_rng(0).integers(0, 3, (64, 64), dtype=np.uint8)
    colours = {0: (255, 0, 0, 255), 1: (0, 255, 0, 255), 2: (9, 9, 9, 255)}
    path = write_raster(index, nodata=2, prepare=lambda dataset: dataset.write_colormap(1, colours))
    values = opened(path, "optical").read((1,), Window(0, 0, 64, 64))[0]
    assert values[index == 0] == pytest.approx(0.299 * 255)
    assert values[index == 1] == pytest.approx(0.587 * 255)
    assert np.isnan(values[index == 2]).all()


def test_an_unknown_projection_keeps_its_wkt(write_raster, opened):
    local = CRS.from_proj4("+proj=laea +lat_0=31.5 +lon_0=-97.25 +ellps=GRS80 +units=m")
    raster = opened(write_raster(textured(), crs=local.to_wkt(), transform=Affine(10, 0, 0, 0, -10, 0)))
    assert CRS.from_user_input(raster.crs_text) == local
    assert "\n" not in raster.crs_text


def test_real_scenes_open(shared_data: Path):
    for path in sorted((shared_data / "scenes").glob("*.tif")):
        role = "sar" if "sar" in path.name or "S1" in path.name else "optical"
        with open_raster(path, role) as raster:
            check_content(raster)
            with rasterio.open(path) as dataset:
                assert raster.crs == dataset.crs
            assert 5 < raster.ground_pixel_m[0] < 12
            assert raster.radiometry.decibels is False
