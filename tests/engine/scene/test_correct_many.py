"""One match for many rasters: which are taken, where they are written, and what each of them keeps."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from affine import Affine

from helpers.raster_samples import UTM_PLACE, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.cli import main
from s2m2_engine.errors import CancelledError, InputError
from s2m2_engine.scene.correct import RasterToCorrect, correct_rasters
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform

SHIFT = ShiftTransform(137.4, -83.9)
STRETCH = AffineTransform(((1.02, 0.0, -10_000.0), (0.0, 1.0, 0.0)))


def refusal(code: str, *arguments, **keywords) -> str:
    with pytest.raises(InputError) as failure:
        correct_rasters(*arguments, **keywords)
    assert failure.value.code == code
    assert failure.value.hint
    return failure.value.message


@pytest.fixture
def family(write_raster):
    """A moving layer and rasters of its geometry: other types, bands, masks, overviews and pixel sizes."""
    hole = np.random.default_rng(0).random((96, 128)) < 0.2
    coarse = Affine(20, 0, 500_000, 0, -20, 3_300_000)
    return {
        "moving": write_raster(textured(), "moving.tif"),
        "mask": write_raster(textured().astype(np.uint16), "mask.tif", mask=~hole),
        "classes": write_raster(np.random.default_rng(0).choice(np.array([1, 7], np.uint8), (96, 128)), "classes.tif"),
        "bands": write_raster(textured(bands=6).astype(np.int16), "bands.tif", nodata=-9999, overviews=(2, 4)),
        "coarse": write_raster(textured(48, 64), "coarse.tif", transform=coarse),
    }


@pytest.mark.parametrize("transform", [SHIFT, STRETCH], ids=["copied", "warped"])
def test_each_keeps_what_is_its_own(family, match, tmp_path, transform):
    folder = match(transform, family["moving"])
    before = {path: path.read_bytes() for path in family.values()}
    done = correct_rasters(folder, list(family.values()), tmp_path / "out", "auto")
    assert [one.path for one in done] == [str(tmp_path / "out" / f"{path.stem}_s2m2.tif") for path in family.values()]
    for path, one in zip(family.values(), done, strict=True):
        assert path.read_bytes() == before[path]
        with rasterio.open(path) as a, rasterio.open(one.path) as b:
            assert (a.dtypes, a.count, a.overviews(1)) == (b.dtypes, b.count, b.overviews(1))
            assert a.nodata == b.nodata or (np.isnan(b.nodata) and transform is STRETCH)
            assert b.transform.a == a.transform.a
            if transform is SHIFT:
                assert np.array_equal(a.read(), b.read())
                assert np.array_equal(a.read_masks(), b.read_masks())
                assert b.transform.c == pytest.approx(a.transform.c + SHIFT.dx)
    assert len(list((tmp_path / "out").iterdir())) == len(family)
    again = correct_rasters(folder, list(family.values()), tmp_path / "out")
    assert again == done


def test_all_onto_one_grid_can_be_stacked(family, match, write_raster, tmp_path):
    reference = write_raster(textured(seed=1), "reference.tif", transform=UTM_PLACE @ Affine.translation(3.3, 2.2))
    done = correct_rasters(
        match(SHIFT, family["moving"], reference), list(family.values()), tmp_path / "out", grid="reference"
    )
    for one in done:
        with rasterio.open(one.path) as a, rasterio.open(reference) as b:
            assert (a.crs, a.transform, a.shape) == (b.crs, b.transform, b.shape)


@pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")  # rioxarray's to change
def test_xarray_joins_what_is_on_one_grid(family, match, write_raster, tmp_path):
    xarray = pytest.importorskip("xarray")
    rioxarray = pytest.importorskip("rioxarray")
    reference = write_raster(textured(seed=1), "reference.tif", transform=UTM_PLACE @ Affine.translation(3.3, 2.2))
    (done,) = correct_rasters(
        match(SHIFT, family["moving"], reference), [family["moving"]], tmp_path / "out", grid="reference"
    )
    with rioxarray.open_rasterio(done.path) as a, rioxarray.open_rasterio(reference) as b:
        joined, _ = xarray.align(a, b, join="inner")
        assert joined.shape == b.shape


def test_what_does_not_share_the_geometry_is_named(family, match, write_raster, tmp_path):
    part = write_raster(textured(96, 120), "part.tif")
    other_crs = write_raster(textured(), "zone15.tif", crs="EPSG:32615")
    folder = match(SHIFT, family["moving"])
    message = refusal("other_geometry", folder, [family["moving"], part, other_crs], tmp_path / "out")
    assert message.startswith("part.tif and zone15.tif do not share the geometry of the moving layer, My SAR")
    assert not (tmp_path / "out").exists()
    family["moving"].unlink()
    refusal("other_geometry", folder, [part], tmp_path / "out")
    assert len(correct_rasters(folder, [family["bands"]], tmp_path / "out")) == 1


def test_nothing_is_overwritten(family, match, write_raster, tmp_path):
    moving, bands = family["moving"], family["bands"]
    reference = write_raster(textured(seed=1), "reference.tif")
    folder = match(SHIFT, moving, reference)
    assert "My photo" in refusal("raster_is_reference", folder, [moving, reference], tmp_path / "out")
    (tmp_path / "out").mkdir()
    foreign = tmp_path / "out" / "bands_s2m2.tif"
    foreign.write_bytes(bands.read_bytes())
    refusal("folder_in_use", folder, [moving, bands], tmp_path / "out")
    assert foreign.read_bytes() == bands.read_bytes()
    assert not (tmp_path / "out" / "moving_s2m2.tif").exists()
    # An input that has the name of another's output.
    bands.rename(tmp_path / "moving_s2m2.tif")
    refusal("output_is_input", folder, [moving, tmp_path / "moving_s2m2.tif"], tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "moving.tif").write_bytes(moving.read_bytes())
    assert "sub" in refusal("same_output", folder, [moving, tmp_path / "sub" / "moving.tif"], tmp_path / "new")
    refusal("same_output", folder, [moving, moving], tmp_path / "new")
    refusal("no_rasters", folder, [], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_corrected_one_among_them(family, match, tmp_path):
    folder = match(SHIFT, family["moving"])
    (once,) = correct_rasters(folder, [family["moving"]], tmp_path / "out")
    refusal("already_corrected", folder, [family["bands"], once.path], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_names_and_crs_of_the_user(family, match, tmp_path):
    rasters = [RasterToCorrect(family["moving"], name="Mein SAR"), RasterToCorrect(family["bands"], "EPSG:32615", "B")]
    message = refusal("other_geometry", match(SHIFT, family["moving"]), rasters, tmp_path / "out")
    assert message.startswith("B does not share")


def test_cancel_keeps_what_is_finished(family, match, tmp_path):
    reporter = RecordingReporter(lambda told: told.fractions and told.fractions[-1] > 0.5)
    with pytest.raises(CancelledError):
        correct_rasters(match(STRETCH, family["moving"]), [family["moving"], family["bands"]], tmp_path / "out",
                        reporter=reporter)  # fmt: skip
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["moving_s2m2.tif"]
    assert reporter.fractions == sorted(reporter.fractions)


def test_the_command_line(family, match, tmp_path, capsys):
    folder = str(match(SHIFT, family["moving"]))
    rasters = [str(family["moving"]), str(family["bands"])]
    assert main(["correct", folder, *rasters, "--out-dir", str(tmp_path / "out"), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert [one["method"] for one in body["corrections"]] == ["shift", "shift"]
    assert main(["correct", folder, *rasters, "--out", str(tmp_path / "out.tif")]) == 2
    assert "--out-dir" in capsys.readouterr().err
