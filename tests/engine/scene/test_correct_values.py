"""Correcting rasters as people have them: fills that nobody declared, classes, odd types, and bands that differ."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import rasterio

from helpers.raster_samples import UTM, UTM_PLACE, textured
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.raster import raster_copy
from s2m2_engine.scene.raster.raster import open_raster
from s2m2_engine.scene.raster.resampling import band_methods

SHIFT = ShiftTransform(137.4, -83.9)
# Turned by half a degree about the raster's corner: every fraction of a pixel occurs.
TURN = AffineTransform(
    ((0.99996, 0.00873, 500_000 - 0.99996 * 500_000 - 0.00873 * 3_300_000),
     (-0.00873, 0.99996, 3_300_000 + 0.00873 * 500_000 - 0.99996 * 3_300_000))
)  # fmt: skip


def corrected(match, transform, path: Path, tmp_path: Path, **options):
    """Data and mask (bands, rows, cols) of the corrected raster."""
    out = tmp_path / "out" / "corrected.tif"
    correct_raster(match(transform), path, out, **options)
    with rasterio.open(out) as dataset:
        values = dataset.read()
        shown = dataset.read_masks() > 0
        if values.dtype.kind == "f":
            shown &= np.isfinite(values)
    return values, shown


def vrt(path: Path, *bands: tuple[str, str, float | None], size: int = 200) -> Path:
    """A VRT beside its sources; a band is (file, data type, nodata)."""
    body = "".join(
        f'<VRTRasterBand dataType="{kind}" band="{number}">'
        + ("" if nodata is None else f"<NoDataValue>{nodata}</NoDataValue>")
        + f'<SimpleSource><SourceFilename relativeToVRT="1">{file}</SourceFilename><SourceBand>1</SourceBand>'
        "</SimpleSource></VRTRasterBand>"
        for number, (file, kind, nodata) in enumerate(bands, 1)
    )
    place = ", ".join(repr(value) for value in UTM_PLACE.to_gdal())
    path.write_text(
        f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}"><SRS>{UTM}</SRS>'
        f"<GeoTransform>{place}</GeoTransform>{body}</VRTDataset>"
    )
    return path


# --- empty ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dtype", "fill"),
    [
        ("float32", 1.70141e38),
        ("float32", -3.4028234663852886e38),
        ("float32", np.inf),
        ("float32", -9999.0),
        ("float64", -1.7976931348623157e308),
        ("uint16", 0),
        ("int16", -32768),
        ("uint16", 65535),
    ],
)
def test_a_fill_that_nobody_declared_does_not_bleed(write_raster, match, tmp_path, dtype, fill):
    image = textured(200, 200)[0].astype(dtype) + np.array(500, dtype)
    rows, cols = np.mgrid[:200, :200]
    image[rows + cols < 90] = fill
    values, shown = corrected(match, TURN, write_raster(image), tmp_path)
    assert values[shown].min() >= 500
    assert values[shown].max() <= 750
    # The triangle is about a tenth of the raster.
    assert 0.8 < shown[:, 2:-2, 2:-2].mean() < 0.92


def test_zeros_among_data_stay_data(write_raster, match, tmp_path):
    image = np.maximum(textured(200, 200)[0], 30)
    image[:, :90] = np.random.default_rng(0).integers(0, 4, (200, 90))
    _, shown = corrected(match, TURN, write_raster(image.astype(np.uint8)), tmp_path)
    assert shown[:, 4:-4, 4:-4].all()


def test_a_fill_in_the_bands_that_are_matched_takes_no_data_from_the_others(write_raster, match, tmp_path):
    image = textured(200, 200, bands=3).astype(np.uint8)
    image[:2, :40] = 0  # the first two are matched; the third has data there
    values, _ = corrected(match, TURN, write_raster(image), tmp_path)
    assert (values[2, 4:36, 4:-4] > 0).all()
    inner = values[0, 4:-4, 4:-4]
    assert ((inner == 0) | (inner >= 15)).all()


@pytest.mark.parametrize("beside", [False, True], ids=["the matched raster", "another raster"])
def test_a_fill_that_the_match_found_in_both_layers_does_not_bleed(write_raster, match, tmp_path, beside):
    # 120 lies among the data and away from the edges: it can be recognised as a fill only by the other layer.
    image = textured(200, 200, bands=2).astype(np.int16)
    rows, cols = np.mgrid[:200, :200]
    filled = np.hypot(rows - 90, cols - 110) < 40
    image[:, filled] = [[120], [125]]
    path = matched = write_raster(image)
    if beside:
        path = write_raster(np.where(filled, 130, textured(200, 200, seed=5)[0]).astype(np.int16), "beside.tif")
    out = tmp_path / "out.tif"
    correct_raster(match(TURN, matched, fill=(120.0, 125.0)), path, out)
    with rasterio.open(out) as dataset:
        shown = dataset.dataset_mask() > 0
    # Away from the frame and the rim of the hole, only the hole is empty.
    assert not shown[67:113, 87:133].any()
    assert shown[4:40, 10:-10].mean() > 0.995
    assert abs((~shown[3:-3, 5:-5]).sum() - filled.sum()) < 0.05 * filled.sum()


def test_a_fill_of_a_match_needs_the_matched_raster(write_raster, match, tmp_path):
    image = np.where(np.hypot(*(np.mgrid[:200, :200] - 100)) < 40, 120, textured(200, 200)[0]).astype(np.int16)
    folder = match(TURN, tmp_path / "gone.tif", fill=(120.0,))
    correct_raster(folder, write_raster(image), tmp_path / "out.tif")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert dataset.dataset_mask()[4:-4, 4:-4].all()


# --- resampling -------------------------------------------------------------------------------------------


def patches(codes: list[int], side: int = 200, patch: int = 8, dtype: str = "uint8") -> np.ndarray:
    small = np.random.default_rng(1).choice(np.array(codes, dtype), (side // patch, side // patch))
    return small.repeat(patch, 0).repeat(patch, 1)


@pytest.mark.parametrize(
    ("codes", "dtype"),
    [
        ([0, 255], "uint8"),
        ([0, 1], "int16"),
        ([0, 10, 50, 80], "uint8"),
        (list(range(1, 45)), "uint8"),
        ([11, 21, 22, 23, 24, 31, 41, 42, 43, 52, 71, 81, 82, 90, 95], "uint16"),
        ([-1, 1000, 70_000, 70_001], "int32"),
        ([11, 21, 22, 23, 24, 31, 41, 42, 43, 52, 71, 81, 82, 90, 95], "float32"),
        ([0, 1], "float64"),
    ],
)
def test_classes_without_a_colour_table_stay_classes(write_raster, match, tmp_path, codes, dtype):
    values, shown = corrected(match, TURN, write_raster(patches(codes, dtype=dtype)), tmp_path)
    assert set(np.unique(values[shown])) <= set(codes)
    assert shown[:, 2:-2, 2:-2].mean() > 0.98


def test_images_of_few_grey_levels_are_no_classes(write_raster, opened):
    speckle = (np.random.default_rng(0).gamma(4, 3, (200, 200))).clip(0, 40).astype(np.uint8)
    terrain = (textured(200, 200)[0] / 8).astype(np.int16)
    for name, image in (("speckle.tif", speckle), ("terrain.tif", terrain)):
        assert band_methods(opened(write_raster(image, name)), "auto") == ("cubic",), name


def test_zones_inside_each_other_are_classes(write_raster, opened):
    """Each zone lies beside the next one only, as those of heights or distances do; their codes are no scale."""
    codes = np.array([111, 112, 121, 131, 211, 231, 242, 311, 312, 324, 411, 511, 523])
    zones = codes[(textured(200, 200)[0] / 20).astype(int)].astype(np.uint16)
    assert band_methods(opened(write_raster(zones)), "auto") == ("nearest",)


def test_images_of_few_stretched_grey_levels_are_no_classes(write_raster, opened):
    faint = (textured(200, 200)[0] / 12).astype(int)
    for factor in (4.0, 12.75):
        image = np.round(faint * factor).astype(np.uint8)
        assert band_methods(opened(write_raster(image, f"{factor}.tif")), "auto") == ("cubic",), factor
        assert band_methods(opened(write_raster(image.astype(np.float32), f"{factor} f.tif")), "auto") == ("cubic",)


def test_each_band_has_its_own_method(write_raster, opened):
    image = np.stack([textured(200, 200)[0].astype(np.uint8), patches([1, 4, 9, 30, 77])])
    assert band_methods(opened(write_raster(image)), "auto") == ("cubic", "nearest")


@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic"])
def test_the_resampling_that_is_asked_for(write_raster, match, tmp_path, resampling):
    values, shown = corrected(match, TURN, write_raster(patches([0, 100])), tmp_path, resampling=resampling)
    assert (set(np.unique(values[shown])) == {0, 100}) == (resampling == "nearest")


def test_an_unknown_resampling(write_raster, match, tmp_path):
    with pytest.raises(InputError) as caught:
        corrected(match, TURN, write_raster(patches([0, 100])), tmp_path, resampling="lanczos")
    assert caught.value.code == "bad_resampling"
    assert not (tmp_path / "out").exists()


# --- data types -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bits", [11, 12])
def test_values_stay_within_the_bits_of_the_file(write_raster, match, tmp_path, bits):
    image = np.minimum(textured(200, 200)[0].astype(np.uint16) * 32, 2**bits - 1)
    path = write_raster(image, nbits=bits)
    values, shown = corrected(match, TURN, path, tmp_path)
    assert values[shown].max() == 2**bits - 1
    with rasterio.open(tmp_path / "out" / "corrected.tif") as dataset:
        assert dataset.tags(1, ns="IMAGE_STRUCTURE")["NBITS"] == str(bits)


def test_complex_integers_are_rounded(write_raster, match, tmp_path):
    rng = np.random.default_rng(0)
    image = textured(200, 200)[0] * np.exp(1j * rng.uniform(0, 6.28, (200, 200)))
    path = write_raster(image.astype(np.complex64), dtype="complex_int16")
    values, _ = corrected(match, TURN, path, tmp_path)
    assert len(np.unique(values)) > 1000
    with rasterio.open(tmp_path / "out" / "corrected.tif") as dataset:
        assert dataset.dtypes == ("complex_int16",)


def test_complex_integers_are_clipped(write_raster, match, tmp_path):
    image = np.where(np.indices((200, 200)).sum(axis=0) % 40 < 20, 32767 - 32768j, -32768 + 32767j)
    values, _ = corrected(match, TURN, write_raster(image.astype(np.complex64), dtype="complex_int16"), tmp_path)
    # Cubic resampling overshoots beside the edges; what wrapped round would have the other sign.
    assert (values.real.max(), values.real.min()) == (32767, -32768)


def test_the_disk_is_blamed_only_when_it_is_the_disk(write_raster, match, tmp_path, monkeypatch):
    numbers = itertools.count()
    monkeypatch.setattr(raster_copy, "_checksum", lambda values: next(numbers))
    with pytest.raises(EngineError) as caught:
        corrected(match, SHIFT, write_raster(textured()), tmp_path)
    assert caught.value.code == "wrong_output"
    assert not list((tmp_path / "out").iterdir())


# --- bands that differ ------------------------------------------------------------------------------------


@pytest.mark.parametrize("transform", [SHIFT, TURN])
def test_bands_of_different_types(write_raster, match, tmp_path, transform):
    first, second = textured(200, 200).astype(np.uint8), textured(200, 200, seed=1) / 1000
    write_raster(first, "first.tif")
    write_raster(second, "second.tif")
    path = vrt(tmp_path / "both.vrt", ("first.tif", "Byte", None), ("second.tif", "Float32", None))
    values, shown = corrected(match, transform, path, tmp_path)
    assert values.dtype == np.float32
    assert values[0][shown[0]].mean() == pytest.approx(first.mean(), rel=0.02)
    assert values[1][shown[1]].mean() == pytest.approx(second.mean(), rel=0.02)
    if transform is SHIFT:
        assert np.array_equal(values[0], first[0].astype(np.float32))
        assert np.array_equal(values[1], second[0])


@pytest.mark.parametrize("transform", [SHIFT, TURN])
@pytest.mark.parametrize("nodata", [(0, -9999), (-9999, 0), (0, None), (None, 7)])
def test_nodata_that_differs_per_band(write_raster, match, tmp_path, transform, nodata):
    pictures = [textured(200, 200, seed=seed)[0].astype(np.int16) for seed in (0, 1)]
    for index, value in enumerate(nodata):
        if value is not None:
            pictures[index][:60] = value
            # What is nodata in one band is data in the other.
            pictures[1 - index][120:140] = value
    for index in (0, 1):
        write_raster(pictures[index], f"{index}.tif")
    path = vrt(tmp_path / "both.vrt", *((f"{index}.tif", "Int16", value) for index, value in enumerate(nodata)))
    values, shown = corrected(match, transform, path, tmp_path)
    for index, value in enumerate(nodata):
        # Well inside, where the turn leaves each to its own.
        assert shown[index, 10:50, 20:160].any() == shown[index, 10:50, 20:160].all() == (value is None)
        other = nodata[1 - index]
        assert shown[index, 70:180, 20:160].all()
        if other is not None:
            assert (values[index, 126:134, 80:120] == other).all()


def test_nodata_that_differs_where_every_value_is_data(write_raster, match, tmp_path):
    full = np.arange(40_000).reshape(200, 200).astype(np.uint8)
    write_raster(full, "0.tif")
    write_raster(full, "1.tif")
    path = vrt(tmp_path / "both.vrt", ("0.tif", "Byte", 0), ("1.tif", "Byte", 255))
    values, shown = corrected(match, SHIFT, path, tmp_path)
    for index, nodata in enumerate((0, 255)):
        assert np.array_equal(shown[index], full != nodata)
        assert np.array_equal(values[index][shown[index]], full[full != nodata])


def test_bands_of_different_types_are_matched(write_raster, tmp_path):
    write_raster(textured(200, 200).astype(np.uint8), "first.tif")
    write_raster(textured(200, 200, seed=1), "second.tif")
    path = vrt(tmp_path / "both.vrt", ("first.tif", "Byte", None), ("second.tif", "Float32", None))
    with open_raster(path, "sar") as raster:
        assert raster.picture(raster.selected_bands).shape == (2, 200, 200)


@pytest.mark.parametrize("transform", [SHIFT, TURN])
def test_many_bands_are_written_a_few_at_a_time(write_raster, match, tmp_path, transform, monkeypatch):
    image = np.stack([textured(200, 200)[0] + band for band in range(40)]).astype(np.uint16)
    most = []
    write = raster_copy.CorrectedFile.write
    monkeypatch.setattr(
        raster_copy.CorrectedFile, "write", lambda self, *a: (most.append(len(a[1])), write(self, *a))[1]
    )
    values, shown = corrected(match, transform, write_raster(image), tmp_path)
    assert max(most) <= 8
    seen = values[:, 20:180, 20:180].astype(int)
    assert shown[:, 20:180, 20:180].all()
    assert np.abs(seen - seen[0] - np.arange(40)[:, None, None]).max() <= 1
