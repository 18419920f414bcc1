"""Correcting a raster: what stays as it was, where it lands, and what is refused."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags

from helpers.raster_samples import UTM, UTM_PLACE, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.errors import EXIT_UNRELIABLE, CancelledError, InputError, UnreliableError
from s2m2_engine.scene import moved_raster
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.raster import provenance
from s2m2_engine.scene.raster.geodesy import point_transformer

SHIFT = ShiftTransform(137.4, -83.9)


def moved(transform: Affine, dx: float, dy: float) -> Affine:
    a, b, c, d, e, f = transform[:6]
    return Affine(a, b, c + dx, d, e, f + dy)


def everything(path: Path) -> dict:
    """All that a data set says about itself, but its place."""
    with rasterio.open(path) as dataset:
        bands = range(1, dataset.count + 1)
        palette = [b for b in bands if dataset.colorinterp[b - 1] == ColorInterp.palette]
        return {
            "pixels": dataset.read().tobytes(),
            "masks": dataset.read_masks().tobytes(),
            "mask flags": dataset.mask_flag_enums,
            "shape": dataset.shape,
            "dtypes": dataset.dtypes,
            "nodata": repr(dataset.nodata),
            "crs": dataset.crs,
            "colours": dataset.colorinterp,
            "tables": [dataset.colormap(b) for b in palette],
            "descriptions": dataset.descriptions,
            "units": dataset.units,
            "scales": dataset.scales,
            "offsets": dataset.offsets,
            "tags": {key: value for key, value in dataset.tags().items() if not key.startswith(provenance.PREFIX)},
            "own": dataset.tags(ns="MINE"),
            "band tags": [dataset.tags(b) for b in bands],
            "bits": [dataset.tags(b, ns="IMAGE_STRUCTURE").get("NBITS") for b in bands],
            "overviews": [dataset.overviews(b) for b in bands],
        }


def dressed(dataset) -> None:
    dataset.descriptions = tuple(f"Kanal {i} äöü" for i in dataset.indexes)
    dataset.units = tuple("dB" for _ in dataset.indexes)
    dataset.scales = tuple(0.5 + i for i in dataset.indexes)
    dataset.offsets = tuple(float(i) for i in dataset.indexes)
    dataset.update_tags(TIFFTAG_DATETIME="2020:10:01 12:00:00", AREA_OR_POINT="Area", note="ground range")
    dataset.update_tags(ns="MINE", key="value")
    dataset.update_tags(1, polarisation="VH", STATISTICS_MEAN="12")


def rgba(dataset) -> None:
    dataset.colorinterp = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)


def rasters(write_raster):
    rng = np.random.default_rng(0)
    small = textured(80, 90, bands=3)
    hole = rng.random((80, 90)) < 0.2
    noise = rng.integers(0, 255, (4, 80, 90), dtype=np.uint8)
    table = {i: (i, 255 - i, 7, 255) for i in range(256)}
    return {
        "float with NaN": write_raster(np.where(hole, np.nan, small), "nan.tif", nodata=np.nan, prepare=dressed),
        "int16 nodata": write_raster(small.astype(np.int16), "int16.tif", nodata=-9999, prepare=dressed),
        "uint16 mask": write_raster(small.astype(np.uint16), "mask.tif", mask=~hole, prepare=dressed),
        "rgba": write_raster(noise, "rgba.tif", prepare=rgba, overviews=(2, 4)),
        "palette": write_raster(noise[0], "palette.tif", prepare=lambda d: d.write_colormap(1, table)),
        "bits": write_raster(noise[0] % 2, "bits.tif", nbits=1),
        "complex": write_raster((small * 1j).astype(np.complex64), "slc.tif"),
        "float64": write_raster(small.astype(np.float64) * 1e-9, "float64.tif"),
        "jpeg": write_raster(noise[:3], "jpeg.tif", compress="jpeg", photometric="ycbcr", tiled=True),
        "13 bands": write_raster(textured(80, 90, bands=13).astype(np.uint16), "many.tif", nodata=0),
        "rotated": write_raster(noise[0], "rotated.tif", transform=Affine(8, 3, 500_000, 3, -8, 3_299_000)),
        "south up": write_raster(noise[0], "south_up.tif", transform=Affine(10, 0, 500_000, 0, 10, 3_299_000)),
        "point": write_raster(noise[0], "point.tif", prepare=lambda d: d.update_tags(AREA_OR_POINT="Point")),
    }


def test_a_pure_shift_changes_the_place_and_nothing_else(write_raster, match, tmp_path):
    folder = match(SHIFT)
    for label, path in rasters(write_raster).items():
        out = tmp_path / "out" / f"{path.stem} korrigiert ß.tif"
        before = path.read_bytes()
        done = correct_raster(folder, path, out)
        assert (done.path, done.method, done.resampled) == (str(out), "shift", False), label
        assert path.read_bytes() == before, label
        expected, found = everything(path), everything(out)
        for key, value in expected.items():
            assert found[key] == value, f"{label}: {key}"
        with rasterio.open(path) as a, rasterio.open(out) as b:
            assert tuple(b.transform) == pytest.approx(tuple(moved(a.transform, 137.4, -83.9)), abs=1e-6), label
            assert b.profile["compress"] == "deflate"
            assert b.block_shapes[0] == (256, 256)
        assert [p.name for p in out.parent.iterdir()] == [out.name]
        out.unlink()


def test_gcps_are_moved_instead_of_pixels(write_raster, match, tmp_path):
    places = [(r, c) for r in (0.0, 40.0, 80.0) for c in (0.0, 50.0, 90.0)]
    gcps = [
        GroundControlPoint(r, c, 500_000 + 10 * c + r, 3_299_000 - 10 * r, 12.0, str(i), "")
        for i, (r, c) in enumerate(places)
    ]
    path = write_raster(textured(80, 90), gcps=(gcps, CRS.from_string(UTM)))
    turn = AffineTransform(((1.001, 0.002, -6500.0), (-0.001, 1.0, 700.0)))
    done = correct_raster(match(turn), path, tmp_path / "out.tif")
    assert (done.method, done.resampled) == ("affine", False)
    expected = turn.apply(np.array([[g.x, g.y] for g in gcps]))
    with rasterio.open(path) as a, rasterio.open(tmp_path / "out.tif") as b:
        found, crs = b.gcps
        assert crs == CRS.from_string(UTM)
        assert np.array([[g.x, g.y] for g in found]) == pytest.approx(expected, abs=1e-6)
        assert [(g.row, g.col, g.z) for g in found] == [(g.row, g.col, g.z) for g in gcps]
        assert np.array_equal(a.read(), b.read())


def test_in_another_crs_a_shift_is_still_a_shift(write_raster, match, tmp_path):
    corner = point_transformer(UTM, "EPSG:4326")(np.array([[501_000.0, 3_299_000.0]]))[0]
    place = Affine(0.0001, 0, corner[0], 0, -0.0001, corner[1])
    path = write_raster(textured(80, 90), crs="EPSG:4326", transform=place)
    assert correct_raster(match(SHIFT), path, tmp_path / "out.tif").resampled is False
    with rasterio.open(tmp_path / "out.tif") as dataset:
        found = np.array([[dataset.transform.c, dataset.transform.f]])
    expected = point_transformer(UTM, "EPSG:4326")(np.array([[501_137.4, 3_298_916.1]]))
    assert found == pytest.approx(expected, abs=0.05 * 0.0001)


@pytest.mark.parametrize(("crs", "unit"), [("EPSG:4326", 1.0), ("EPSG:3857", 111_319.49)])
def test_an_affine_match_across_the_180th_meridian(write_raster, match, tmp_path, crs, unit):
    """The match's grid runs past 180 degrees east; the raster lies in the west, where that is -180."""
    bbox = tuple(unit * value for value in (179.99, -0.02, 180.03, 0.02))
    # Stretched by a thousandth about 180 degrees: 0.02 degrees further on, by some two metres.
    transform = AffineTransform(((1.001, 0.0, -0.001 * 180 * unit), (0.0, 1.0, 0.0)))
    place = Affine(1e-5 * unit, 0, -179.9801 * unit, 0, -1e-5 * unit, 0.001 * unit)
    path = write_raster(textured(200, 200), crs=crs, transform=place)
    folder = match(transform, crs=crs, bbox=bbox)
    assert correct_raster(folder, path, tmp_path / "out.tif").resampled
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert dataset.width == pytest.approx(200, abs=4)
        assert dataset.transform.c == pytest.approx(place.c + 2e-5 * unit, abs=2e-5 * unit)


def content(xy: np.ndarray) -> np.ndarray:
    x, y = (xy[:, 0] - 501_000) / 90, (xy[:, 1] - 3_297_000) / 110
    return 120 + 50 * np.sin(x) * np.cos(0.7 * y) + 40 * np.cos(0.5 * x + 0.9 * y)


def centres(transform: Affine, height: int, width: int) -> np.ndarray:
    cols, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    a, b, c, d, e, f = transform[:6]
    return np.column_stack([(a * cols + b * rows + c).ravel(), (d * cols + e * rows + f).ravel()])


def truth(out: Path, raster: Path, displacement, edge: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """What a corrected raster holds and what it should: the content of the place that came there. Not at the edges."""
    with rasterio.open(out) as dataset:
        found = dataset.read(1)
        xy = centres(dataset.transform, *dataset.shape)
    source = xy
    for _ in range(30):
        source = xy - displacement(source)
    expected = content(source).reshape(found.shape)
    with rasterio.open(raster) as dataset:
        a, b, c, d, e, f = (~dataset.transform)[:6]
        col, row = a * source[:, 0] + b * source[:, 1] + c, d * source[:, 0] + e * source[:, 1] + f
        inner = (col > edge) & (col < dataset.width - edge) & (row > edge) & (row < dataset.height - edge)
    inner = inner.reshape(found.shape)
    return found[inner], expected[inner]


CENTRE = np.array([501_500.0, 3_296_500.0])
WARP = AffineTransform(
    (
        (1.01, 0.004, float(CENTRE[0] - 1.01 * CENTRE[0] - 0.004 * CENTRE[1] + 60)),
        (-0.006, 0.99, float(CENTRE[1] + 0.006 * CENTRE[0] - 0.99 * CENTRE[1] - 40)),
    )
)
PLACES = {
    "upright": Affine(10, 0, 500_000, 0, -10, 3_298_000),
    "rotated": Affine(8, 4, 500_000, 4, -8, 3_297_000),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("dtype", ["float32", "uint8", "int16", "float64"])
def test_an_affine_warp_puts_every_pixel_in_its_place(write_raster, match, tmp_path, place, dtype):
    height, width = 600, 300
    values = content(centres(PLACES[place], height, width)).reshape(height, width)
    path = write_raster(
        values.astype(dtype) if "float" in dtype else np.rint(values).astype(dtype), transform=PLACES[place]
    )
    done = correct_raster(match(WARP), path, tmp_path / "out.tif")
    assert (done.method, done.resampled) == ("affine", True)
    found, expected = truth(tmp_path / "out.tif", path, WARP.displacement)
    assert found.size > 0.9 * height * width
    # Whole numbers are rounded twice, and interpolation carries the first rounding on.
    assert np.abs(found - expected).max() < (0.1 if "float" in dtype else 1.3)
    with rasterio.open(path) as a, rasterio.open(tmp_path / "out.tif") as b:
        assert b.dtypes == a.dtypes
        assert (b.transform.a, b.transform.b, b.transform.e) == (a.transform.a, a.transform.b, a.transform.e)


def test_positions_are_better_than_a_hundredth_of_a_pixel(write_raster, match, tmp_path, monkeypatch):
    """A raster whose values are its own coordinates shows the error of every position."""
    height, width = 400, 400
    place = PLACES["upright"]
    cols, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    path = write_raster(np.stack([cols, rows]), transform=place)
    out = tmp_path / "out.tif"
    for method, bend in (("affine", 0.0), ("polynomial", 2e-6)):

        def displacement(xy, bend=bend):
            u = xy - CENTRE
            return WARP.displacement(xy) + bend * np.column_stack([u[:, 0] * u[:, 1], u[:, 1] ** 2])

        correct_raster(match(WARP, displacement=displacement), path, out, method=method)
        with rasterio.open(out) as dataset:
            found = dataset.read()
            xy = centres(dataset.transform, *dataset.shape)
        source = xy - displacement(xy)
        for _ in range(30):
            source = xy - displacement(source)
        a, _, c, _, e, f = place[:6]
        expected = np.stack([(source[:, 0] - c) / a, (source[:, 1] - f) / e]).reshape(found.shape)
        inner = np.isfinite(found).all(axis=0) & ((expected > 4) & (expected < 396)).all(axis=0)
        assert inner.mean() > 0.8
        assert np.abs(found - expected)[:, inner].max() < 0.01, method


def test_nothing_of_the_image_is_cut_off(write_raster, match, tmp_path):
    path = write_raster(textured(300, 300), transform=PLACES["upright"])
    correct_raster(match(WARP), path, tmp_path / "out.tif")
    with rasterio.open(path) as a, rasterio.open(tmp_path / "out.tif") as b:
        corners = WARP.apply(np.array([[x, y] for x in a.bounds[::2] for y in a.bounds[1::2]]))
        assert b.bounds.left <= corners[:, 0].min() < b.bounds.left + 10
        assert b.bounds.right - 10 < corners[:, 0].max() <= b.bounds.right
        assert b.bounds.bottom <= corners[:, 1].min() < b.bounds.bottom + 10
        assert b.bounds.top - 10 < corners[:, 1].max() <= b.bounds.top
        # The grid stays the raster's own: whole pixels away.
        offset = (b.bounds.left - a.bounds.left) / 10
        assert offset == pytest.approx(round(offset), abs=1e-6)


@pytest.mark.parametrize("method", ["shift", "affine", "polynomial", "tps"])
def test_methods_fit_the_inliers(write_raster, match, tmp_path, method):
    """A bend of a few pixels: shift and affine leave it, polynomial and spline follow it, outliers move nothing."""

    def displacement(xy):
        u = (xy - CENTRE) / 2000
        return np.column_stack([30 + 25 * u[:, 0] ** 2, -20 + 25 * u[:, 0] * u[:, 1]])

    place = PLACES["upright"]
    values = content(centres(place, 300, 300)).reshape(300, 300).astype(np.float32)
    path = write_raster(values, transform=place)
    bbox = (500_000.0, 3_295_000.0, 503_000.0, 3_298_000.0)
    folder = match(SHIFT, displacement=displacement, bbox=bbox, count=900)
    done = correct_raster(folder, path, tmp_path / "out.tif", method=method)
    assert done.method == method
    assert done.resampled == (method != "shift")
    found, expected = truth(tmp_path / "out.tif", path, displacement, edge=12)
    rms = float(np.sqrt(np.mean((found - expected) ** 2)))
    assert rms < 0.5 if method in ("polynomial", "tps") else 0.5 < rms < 15


def test_a_warp_keeps_what_the_raster_says_about_itself(write_raster, match, tmp_path):
    folder = match(WARP)
    for label, path in rasters(write_raster).items():
        out = tmp_path / "out" / path.name
        assert correct_raster(folder, path, out).resampled, label
        expected, found = everything(path), everything(out)
        for key in ("dtypes", "nodata", "crs", "colours", "tables", "descriptions", "units", "scales", "offsets",
                    "tags", "own", "bits", "overviews"):  # fmt: skip
            if key == "nodata" and label == "float64":
                continue
            assert found[key] == expected[key], f"{label}: {key}"
        assert "STATISTICS_MEAN" not in str(found["band tags"]), label


def test_empty_pixels_stay_empty_and_edges_become_so(write_raster, match, tmp_path):
    hole = np.zeros((200, 200), bool)
    hole[80:120, 80:120] = True
    image = np.full((200, 200), 100, np.uint8)
    image[hole] = 250
    alpha = np.stack([image, np.where(hole, 0, 255).astype(np.uint8)])
    paths = {
        "nodata": write_raster(image, "nodata.tif", nodata=250),
        "mask": write_raster(image, "mask.tif", mask=~hole),
        "alpha": write_raster(alpha, "alpha.tif", photometric="MINISBLACK", alpha="yes"),
        "nan": write_raster(np.where(hole, np.nan, image).astype(np.float32), "nan.tif"),
        "nothing": write_raster(np.where(hole, 100, image).astype(np.uint8), "nothing.tif"),
    }
    folder = match(AffineTransform(((1.02, 0.0, -10_000.0), (0.0, 1.0, 0.0))))
    for label, path in paths.items():
        out = tmp_path / "out" / f"{label}.tif"
        assert correct_raster(folder, path, out, resampling="cubic").resampled
        with rasterio.open(out) as dataset:
            shown = dataset.read_masks(1) > 0 if label != "nan" else np.isfinite(dataset.read(1))
            values = dataset.read(1)[shown]
            # Nothing bleeds out of what is empty.
            assert np.abs(values - 100.0).max() < 1e-3, label
            share = 1.0 if label == "nothing" else 1 - 1600 / 40_000
            assert shown.mean() == pytest.approx(share, abs=0.01), label
            if label == "nothing":
                assert MaskFlags.per_dataset in dataset.mask_flag_enums[0]


def test_a_valid_value_never_becomes_nodata(write_raster, match, tmp_path):
    image = (np.indices((200, 200)).sum(axis=0) % 3).astype(np.uint8) * 100
    path = write_raster(image, nodata=150)
    folder = match(AffineTransform(((1.02, 0.0, -10_000.0), (0.0, 1.0, 0.0))))
    correct_raster(folder, path, tmp_path / "out.tif", resampling="cubic")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert (dataset.read_masks(1) > 0).mean() > 0.98


def test_classes_are_not_mixed(write_raster, match, tmp_path):
    image = np.random.default_rng(0).choice(np.array([3, 90, 200], np.uint8), (200, 200))
    path = write_raster(image, prepare=lambda d: d.write_colormap(1, {i: (i, i, i, 255) for i in range(256)}))
    correct_raster(match(WARP), path, tmp_path / "out.tif")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        values = dataset.read(1)[dataset.read_masks(1) > 0]
    assert set(np.unique(values)) == {3, 90, 200}


@pytest.mark.slow
def test_blocks_do_not_show(write_raster, match, tmp_path, monkeypatch):
    path = write_raster(textured(700, 300))
    folder = match(WARP)
    correct_raster(folder, path, tmp_path / "one.tif")
    blocks = moved_raster.output_blocks
    monkeypatch.setattr(moved_raster, "output_blocks", lambda width, height, side: blocks(width, height, 256))
    correct_raster(folder, path, tmp_path / "other.tif")
    with rasterio.open(tmp_path / "one.tif") as a, rasterio.open(tmp_path / "other.tif") as b:
        assert a.read() == pytest.approx(b.read(), abs=0.02, nan_ok=True)


def test_threads_do_not_show(write_raster, match, tmp_path, monkeypatch):
    path = write_raster(textured(1300, 700, bands=2), nodata=np.nan)
    for threads in (1, 3):
        monkeypatch.setattr(moved_raster, "correcting_threads", lambda threads=threads: threads)
        correct_raster(match(WARP), path, tmp_path / f"{threads}.tif")
    assert (tmp_path / "1.tif").read_bytes() == (tmp_path / "3.tif").read_bytes()


def test_groups_of_bands_do_not_show(write_raster, match, tmp_path, monkeypatch):
    """Some bands hold data where others are empty: the mask says where any of them does."""
    image = textured(150, 170, bands=5).astype(np.uint8)
    image[:, 40:80, 50:90] = 0
    image[4, 60:80, 50:90] = 9
    path = write_raster(image, mask=np.ones((150, 170), bool))
    for count in (1, 2, 8):
        monkeypatch.setattr(moved_raster, "_BANDS_AT_ONCE", count)
        correct_raster(match(WARP), path, tmp_path / f"{count}.tif", resampling="cubic")
    with rasterio.open(tmp_path / "8.tif") as expected:
        for count in (1, 2):
            with rasterio.open(tmp_path / f"{count}.tif") as found:
                assert np.array_equal(found.read(), expected.read())
                assert np.array_equal(found.read_masks(), expected.read_masks())


# --- refusals ---------------------------------------------------------------------------------------------


def refusal(code: str, *arguments, kind: type = InputError, **keywords):
    with pytest.raises(kind) as failure:
        correct_raster(*arguments, **keywords)
    assert failure.value.code == code
    assert failure.value.hint
    return failure.value


def test_unreliable_only_by_force(write_raster, match, tmp_path):
    path, out = write_raster(textured()), tmp_path / "out.tif"
    folder = match(SHIFT, status="unreliable")
    error = refusal("unreliable_match", folder, path, out, kind=UnreliableError)
    assert error.exit_status == EXIT_UNRELIABLE
    assert "Only 3 of 90 tie points agree." in error.message
    assert not out.exists()
    correct_raster(folder, path, out, force=True)
    assert out.exists()


def test_paths_that_make_no_sense(write_raster, match, tmp_path):
    moving, reference = write_raster(textured(), "moving.tif"), write_raster(textured(), "reference.tif")
    folder = match(SHIFT, moving, reference)
    out = tmp_path / "out.tif"
    assert "My SAR" in refusal("raster_is_reference", folder, reference, out).hint
    refusal("output_is_input", folder, moving, moving)
    (tmp_path / "sub").mkdir()
    refusal("output_is_input", folder, moving, tmp_path / "sub" / ".." / "moving.tif")
    refusal("output_is_input", folder, moving, reference)
    refusal("bad_output_name", folder, moving, tmp_path / "out.jp2")
    refusal("no_match", tmp_path, moving, out)
    refusal("bad_method", folder, moving, out, "rubber")
    refusal("raster_not_found", folder, tmp_path / "gone.tif", out)
    refusal("unwritable_output", folder, moving, moving / "sub" / "out.tif")
    assert not out.exists()


def test_a_raster_elsewhere(write_raster, match, tmp_path):
    path = write_raster(textured(), transform=moved(UTM_PLACE, 400_000, 0))
    refusal("no_overlap", match(SHIFT), path, tmp_path / "out.tif")


def test_too_few_inliers_for_the_method(write_raster, match, tmp_path):
    path = write_raster(textured())
    refusal("too_few_tie_points", match(SHIFT, count=4), path, tmp_path / "out.tif", "polynomial")


def test_a_transform_that_runs_away(write_raster, match, tmp_path):
    path = write_raster(textured())
    stretch = AffineTransform(((9.0, 0.0, -8 * 500_000.0), (0.0, 1.0, 0.0)))
    refusal("transform_runs_away", match(stretch), path, tmp_path / "out.tif")
    assert not (tmp_path / "out.tif").exists()


def test_no_part_of_an_input_is_overwritten(write_raster, match, tmp_path):
    original = write_raster(textured(), "original.tif")
    before = original.read_bytes()
    view = tmp_path / "view.vrt"
    rasterio.shutil.copy(original, view, driver="VRT")
    (tmp_path / "original.tif.aux.xml").write_text("<PAMDataset/>")
    folder = match(SHIFT, moving=view)
    (folder / "heatmap.tif").write_bytes(before)
    refusal("output_is_input", folder, view, original)
    # The match's own inputs, where another raster is corrected, and what the match wrote.
    other = write_raster(textured(), "other.tif")
    refusal("output_is_input", folder, other, original)
    refusal("output_is_input", folder, other, folder / "heatmap.tif")
    link = tmp_path / "link.tif"
    link.symlink_to(original)
    refusal("output_is_input", folder, view, link)
    assert original.read_bytes() == before
    assert (tmp_path / "original.tif.aux.xml").exists()


def test_a_link_is_followed(write_raster, match, tmp_path):
    target, link = tmp_path / "far" / "target.tif", tmp_path / "link.tif"
    target.parent.mkdir()
    link.symlink_to(target)
    for _ in range(2):
        correct_raster(match(SHIFT), write_raster(textured()), link)
        assert link.is_symlink()
        with rasterio.open(target) as dataset:
            assert dataset.transform.c == pytest.approx(UTM_PLACE.c + SHIFT.dx)


def test_its_own_earlier_output_is_replaced(write_raster, match, tmp_path):
    path, out = write_raster(textured()), tmp_path / "out.tif"
    correct_raster(match(SHIFT), path, out)
    correct_raster(match(replace(SHIFT, dx=-20.0)), path, out)
    with rasterio.open(out) as dataset:
        assert dataset.transform.c == pytest.approx(UTM_PLACE.c - 20)


@pytest.mark.parametrize("transform", [SHIFT, WARP])
def test_cancel_leaves_what_was_there(write_raster, match, tmp_path, transform):
    path, out = write_raster(textured(1100, 600)), tmp_path / "out.tif"
    out.write_text("earlier")
    folder = match(transform)
    names = {p.name for p in tmp_path.iterdir()}
    reporter = RecordingReporter(lambda told: told.times_asked > 3)
    with pytest.raises(CancelledError):
        correct_raster(folder, path, out, reporter=reporter)
    assert 0 < reporter.fractions[-1] < 1
    assert out.read_text() == "earlier"
    assert {p.name for p in tmp_path.iterdir()} == names
    whole = RecordingReporter()
    correct_raster(folder, path, out, reporter=whole)
    assert whole.fractions == sorted(whole.fractions)
    assert whole.fractions[-1] == 1
    assert set(whole.stages) == {"correcting"}


def test_a_truncated_raster(write_raster, match, tmp_path):
    path = write_raster(textured(512, 512))
    path.write_bytes(path.read_bytes()[:400_000])
    for transform in (SHIFT, WARP):
        error = refusal("corrupt_raster", match(transform), path, tmp_path / "out.tif", raster_name="My SAR")
        assert "My SAR" in error.message
        assert not (tmp_path / "out.tif").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to set")
def test_a_disk_that_fills_up(write_raster, match, tmp_path):
    noise = np.random.default_rng(0).integers(0, 255, (1, 900, 900), dtype=np.uint8)
    path = write_raster(noise)
    script = textwrap.dedent("""
        import resource, signal, sys
        from pathlib import Path
        from s2m2_engine.errors import S2M2Error
        from s2m2_engine.scene.correct import correct_raster

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for method, size in (("shift", int(sys.argv[4])), ("affine", int(sys.argv[5]))):
            for limit in (1_000, 5_000, size // 2, size - 5_000, size - 100, size - 1):
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
                try:
                    correct_raster(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), method)
                    print("no error")
                except S2M2Error as error:
                    print(error.code, error.exit_status)
    """)
    folder = match(WARP)
    out = tmp_path / "out.tif"
    sizes = []
    for method in ("shift", "affine"):
        correct_raster(folder, path, out, method)
        sizes.append(str(out.stat().st_size))
    out.write_text("earlier")
    names = {p.name for p in tmp_path.iterdir()}
    command = [sys.executable, "-c", script, str(folder), str(path), str(out), *sizes]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.stdout.splitlines() == ["disk_full 4"] * 12, result.stdout + result.stderr
    assert out.read_text() == "earlier"
    assert {p.name for p in tmp_path.iterdir()} == names


def test_real_sar(shared_data, match, tmp_path):
    """San Antonio's SAR, shifted: bit for bit the same image elsewhere."""
    path = shared_data / "scenes" / "san_antonio_sar.tif"
    with rasterio.open(path) as dataset:
        bounds, crs = dataset.bounds, dataset.crs.to_string()
    out = tmp_path / "corrected.tif"
    done = correct_raster(match(SHIFT, path, "x.tif", crs, tuple(bounds)), path, out)
    assert not done.resampled
    with rasterio.open(path) as a, rasterio.open(out) as b:
        assert np.array_equal(a.read(), b.read())
        assert b.transform.c - a.transform.c == pytest.approx(137.4)
        assert b.transform.f - a.transform.f == pytest.approx(-83.9)
