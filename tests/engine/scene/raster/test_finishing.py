"""Overviews, cloud-optimised GeoTIFFs, and Cancel while GDAL makes them."""

from __future__ import annotations

import sys
import time

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import ColorInterp

from helpers.raster_samples import UTM, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.errors import CancelledError, EngineError, InputError
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.raster import finishing

SHIFT = ShiftTransform(137.4, -83.9)
STRETCH = AffineTransform(((1.02, 0.0, -10_000.0), (0.0, 1.0, 0.0)))


def structure(path) -> dict[str, str]:
    with rasterio.open(path) as dataset:
        return dataset.tags(ns="IMAGE_STRUCTURE")


@pytest.fixture
def rasters(write_raster):
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 255, (4, 600, 700), dtype=np.uint8)
    table = {i: (i, 255 - i, 7, 255) for i in range(256)}

    def rgba(dataset) -> None:
        dataset.colorinterp = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)

    def dressed(dataset) -> None:
        dataset.descriptions, dataset.units = ("Kanal äöü",), ("dB",)
        dataset.scales, dataset.offsets = (0.5,), (3.0,)
        dataset.update_tags(note="ours", TIFFTAG_DATETIME="2020:10:01 12:00:00")
        dataset.update_tags(1, polarisation="VH")

    return {
        "float": write_raster(textured(600, 700), "float.tif", nodata=np.nan, prepare=dressed),
        "mask": write_raster(noise[0].astype(np.uint16), "mask.tif", mask=noise[1] > 40),
        "rgba": write_raster(noise, "rgba.tif", prepare=rgba, overviews=(2, 4)),
        "palette": write_raster(noise[0], "palette.tif", prepare=lambda d: d.write_colormap(1, table)),
        "bits": write_raster(noise[0] % 2, "bits.tif", nbits=1),
        "complex": write_raster((textured(600, 700) * 1j).astype(np.complex64), "slc.tif"),
        "13 bands": write_raster(textured(600, 700, bands=13).astype(np.uint16), "many.tif", nodata=0),
    }


@pytest.mark.parametrize("transform", [SHIFT, STRETCH], ids=["copied", "warped"])
def test_a_cog_holds_the_same(rasters, match, tmp_path, transform):
    folder = match(transform)
    for label, path in rasters.items():
        plain, cog = tmp_path / "plain.tif", tmp_path / "cog.tif"
        correct_raster(folder, path, plain)
        correct_raster(folder, path, cog, file_format="cog")
        assert structure(cog)["LAYOUT"] == "COG", label
        with rasterio.open(plain) as a, rasterio.open(cog) as b:
            assert a.read().tobytes() == b.read().tobytes(), label
            assert np.array_equal(a.read_masks(), b.read_masks()), label
            assert (a.transform, a.crs, a.dtypes, a.tags()) == (b.transform, b.crs, b.dtypes, b.tags()), label
            assert (repr(a.nodata), a.colorinterp) == (repr(b.nodata), b.colorinterp), label
            assert b.overviews(1), label
            for what in ("descriptions", "units", "scales", "offsets", "mask_flag_enums"):
                assert getattr(a, what) == getattr(b, what), f"{label}: {what}"
            assert [a.tags(band) for band in a.indexes] == [b.tags(band) for band in b.indexes], label
            assert a.tags(1, ns="IMAGE_STRUCTURE").get("NBITS") == b.tags(1, ns="IMAGE_STRUCTURE").get("NBITS"), label
    assert {one.name for one in tmp_path.iterdir()} == {p.name for p in rasters.values()} | {
        "plain.tif", "cog.tif", "match"
    }  # fmt: skip


def test_rio_cogeo_finds_no_fault(rasters, match, tmp_path):
    cog_validate = pytest.importorskip("rio_cogeo").cog_validate
    correct_raster(match(STRETCH), rasters["rgba"], tmp_path / "cog.tif", file_format="cog")
    valid, faults, _ = cog_validate(tmp_path / "cog.tif", strict=True)
    assert (valid, faults) == (True, [])


def test_gcps_are_in_a_cog_too(write_raster, match, tmp_path):
    spots = [(float(r), float(c)) for r in (0, 300, 600) for c in (0, 350, 700)]
    gcps = [GroundControlPoint(r, c, 500_000 + 10 * c, 3_300_000 - 10 * r) for r, c in spots]
    path = write_raster(textured(600, 700), gcps=(gcps, CRS.from_string(UTM)))
    done = correct_raster(match(SHIFT), path, tmp_path / "cog.tif", file_format="cog")
    assert not done.resampled
    assert structure(tmp_path / "cog.tif")["LAYOUT"] == "COG"
    with rasterio.open(path) as a, rasterio.open(tmp_path / "cog.tif") as b:
        found, crs = b.gcps
        assert crs == CRS.from_string(UTM)
        expected = np.array([(g.x + SHIFT.dx, g.y + SHIFT.dy) for g in gcps])
        assert np.array([(g.x, g.y) for g in found]) == pytest.approx(expected)
        assert np.array_equal(a.read(), b.read())


def test_classes_are_not_mixed_in_overviews(write_raster, match, tmp_path):
    path = write_raster(np.random.default_rng(0).choice(np.array([3, 90, 200], np.uint8), (600, 700)))
    correct_raster(match(SHIFT), path, tmp_path / "cog.tif", file_format="cog")
    with rasterio.open(tmp_path / "cog.tif", overview_level=0) as dataset:
        assert set(np.unique(dataset.read(1))) == {3, 90, 200}


def test_formats_that_are_none(rasters, match, tmp_path):
    with pytest.raises(InputError) as failure:
        correct_raster(match(SHIFT), rasters["float"], tmp_path / "out.tif", file_format="png")
    assert failure.value.code == "bad_format"


def test_a_process_of_its_own_does_the_same(rasters, match, tmp_path, monkeypatch):
    """The current folder may be a project's, whose files must not run."""
    folder = match(STRETCH)
    (tmp_path / "json.py").write_text("raise SystemExit('this file must not run')")
    monkeypatch.chdir(tmp_path)
    for name, file_format in (("rgba", "gtiff"), ("mask", "cog")):
        correct_raster(folder, rasters[name], tmp_path / "inside.tif", file_format=file_format)
        monkeypatch.setattr(finishing, "_LARGE", 0)
        correct_raster(folder, rasters[name], tmp_path / "apart.tif", file_format=file_format)
        monkeypatch.undo()
        assert (tmp_path / "inside.tif").read_bytes() == (tmp_path / "apart.tif").read_bytes()


@pytest.mark.parametrize("file_format", ["gtiff", "cog"])
def test_cancel_ends_the_process(rasters, match, tmp_path, monkeypatch, file_format):
    """Only the first question after all pixels have been written and checked is answered by yes."""
    monkeypatch.setattr(finishing, "_LARGE", 0)
    begun: list[finishing.subprocess.Popen[bytes]] = []
    start = finishing.subprocess.Popen

    def started(*arguments, **options):
        begun.append(start(*arguments, **options))
        return begun[-1]

    monkeypatch.setattr(finishing.subprocess, "Popen", started)
    folder = match(STRETCH)
    names = {path.name for path in tmp_path.iterdir()}
    asked = time.monotonic()
    with pytest.raises(CancelledError):
        correct_raster(folder, rasters["rgba"], tmp_path / "out.tif", file_format=file_format,
                       reporter=RecordingReporter(lambda _: bool(begun)))  # fmt: skip
    assert time.monotonic() - asked < 10
    assert [one.poll() is not None for one in begun] == [True]
    assert {path.name for path in tmp_path.iterdir()} == names


def test_a_process_that_fails(rasters, match, tmp_path, monkeypatch):
    monkeypatch.setattr(finishing, "_LARGE", 0)
    monkeypatch.setattr(finishing, "python_command", lambda *_: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(EngineError) as failure:
        correct_raster(match(STRETCH), rasters["rgba"], tmp_path / "out.tif")
    assert failure.value.code == "incomplete_output"
    assert not (tmp_path / "out.tif").exists()
