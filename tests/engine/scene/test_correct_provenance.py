"""What a corrected raster says of its correction, and what is recognised although files were moved or copied."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil

from helpers.raster_samples import UTM, UTM_PLACE, textured
from s2m2_engine.errors import InputError
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.raster.fingerprint import Fingerprint, raster_fingerprint
from s2m2_engine.scene.results.result import read_result
from s2m2_engine.version import __version__

SHIFT = ShiftTransform(137.4, -83.9)
STRETCH = AffineTransform(((1.02, 0.0, -10_000.0), (0.0, 1.0, 0.0)))


def refusal(code: str, *arguments, **keywords) -> InputError:
    with pytest.raises(InputError) as failure:
        correct_raster(*arguments, **keywords)
    assert failure.value.code == code
    assert failure.value.hint
    return failure.value


@pytest.mark.parametrize("transform", [SHIFT, STRETCH], ids=["copied", "warped"])
def test_a_corrected_raster_says_what_it_was_corrected_by(write_raster, match, tmp_path, transform):
    path = write_raster(textured(), prepare=lambda dataset: dataset.update_tags(note="ours"))
    folder, out = match(transform), tmp_path / "out.tif"
    correct_raster(folder, path, out)
    result = read_result(folder)
    with rasterio.open(out) as dataset:
        tags = dataset.tags()
    assert {key: value for key, value in tags.items() if key.startswith("S2M2_")} == {
        "S2M2_MATCH": result.id,
        "S2M2_STATUS": "reliable",
        "S2M2_TRANSFORM": transform.kind,
        "S2M2_SHIFT_EAST_M": f"{result.shift.dx_m:.3f}",
        "S2M2_SHIFT_NORTH_M": f"{result.shift.dy_m:.3f}",
        "S2M2_CE90_M": "1.000",
        "S2M2_MODEL": "structure",
        "S2M2_VERSION": __version__,
    }
    assert tags["note"] == "ours"


def test_the_accuracy_is_not_that_of_another_transform(write_raster, match, tmp_path):
    correct_raster(match(STRETCH), write_raster(textured()), tmp_path / "out.tif", "shift")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert dataset.tags()["S2M2_TRANSFORM"] == "shift"
        assert "S2M2_CE90_M" not in dataset.tags()


def test_a_second_correction_is_refused_unless_it_is_asked_for(write_raster, match, tmp_path):
    path, once = write_raster(textured()), tmp_path / "once.tif"
    folder = match(SHIFT)
    correct_raster(folder, path, once)
    first = read_result(folder).id
    assert first in refusal("already_corrected", folder, once, tmp_path / "twice.tif").message
    other = match(replace(SHIFT, dx=20.0))
    refusal("already_corrected", other, once, tmp_path / "twice.tif")
    assert not (tmp_path / "twice.tif").exists()
    correct_raster(other, once, tmp_path / "twice.tif", again=True)
    with rasterio.open(tmp_path / "twice.tif") as dataset:
        assert dataset.transform.c == pytest.approx(UTM_PLACE.c + SHIFT.dx + 20.0)
        assert dataset.tags()["S2M2_MATCH"] == read_result(other).id
        assert dataset.tags()["S2M2_EARLIER_MATCHES"] == first


def test_a_raster_that_was_matched_after_its_correction_is_corrected_by_that_match(write_raster, match, tmp_path):
    path, once = write_raster(textured()), tmp_path / "once.tif"
    correct_raster(match(SHIFT), path, once)
    second = match(replace(SHIFT, dx=20.0), moving=once)
    correct_raster(second, once, tmp_path / "twice.tif")
    refusal("already_corrected", second, tmp_path / "twice.tif", tmp_path / "thrice.tif")


def test_copies_are_still_known_as_corrected(write_raster, match, tmp_path):
    folder, once = match(SHIFT), tmp_path / "once.tif"
    correct_raster(folder, write_raster(textured()), once)
    copy = tmp_path / "copy.tif"
    rasterio.shutil.copy(once, copy, driver="GTiff")
    refusal("already_corrected", folder, copy, tmp_path / "twice.tif")


@pytest.mark.skipif(shutil.which("gdal_translate") is None, reason="GDAL's programs are not installed")
@pytest.mark.parametrize(
    "command", [["gdal_translate", "-q", "-outsize", "50%", "50%"], ["gdalwarp", "-q", "-t_srs", "EPSG:3857"]]
)
def test_gdals_programs_keep_the_provenance(write_raster, match, tmp_path, command):
    folder, once, copy = match(SHIFT), tmp_path / "once.tif", tmp_path / "copy.tif"
    correct_raster(folder, write_raster(textured()), once)
    subprocess.run([*command, once, copy], check=True, capture_output=True)
    refusal("already_corrected", folder, copy, tmp_path / "twice.tif")


def test_the_reference_is_known_in_another_folder(write_raster, match, tmp_path):
    moving = write_raster(textured(), "moving.tif")
    reference = write_raster(textured(seed=1), "reference.tif")
    folder = match(SHIFT, moving, reference)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in (moving, reference):
        path.rename(elsewhere / path.name)
    error = refusal("raster_is_reference", folder, elsewhere / "reference.tif", tmp_path / "out.tif")
    assert "My photo" in error.message
    rasterio.shutil.copy(elsewhere / "reference.tif", elsewhere / "copy.tif", driver="GTiff", compress="lzw")
    refusal("raster_is_reference", folder, elsewhere / "copy.tif", tmp_path / "out.tif")
    correct_raster(folder, elsewhere / "moving.tif", tmp_path / "out.tif")


def test_the_fill_of_a_moved_raster_is_still_known(write_raster, match, tmp_path):
    """`tests/engine/scene/raster/test_common_fill.py` shows what a fill does; here its raster lies elsewhere."""
    image = textured(200, 200)[0].astype(np.uint8)
    image[:, :60] = 77
    moving = write_raster(image, "moving.tif")
    folder = match(STRETCH, moving, fill=(77.0,))
    moved = moving.rename(tmp_path / "moved.tif")
    correct_raster(folder, moved, tmp_path / "out.tif")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert 77 not in dataset.read(1)[100, :50][dataset.read_masks(1)[100, :50] > 0]


def test_a_fingerprint_is_that_of_place_and_content(write_raster, opened):
    def of(image: np.ndarray, name: str, **options) -> Fingerprint:
        return raster_fingerprint(opened(write_raster(image, name, **options)))

    image = textured()
    first = of(image, "first.tif")
    assert first.is_same(of(image, "second.tif", compress="deflate", tiled=True, blockxsize=16, blockysize=16))
    assert not first.is_same(of(image, "place.tif", transform=UTM_PLACE @ UTM_PLACE.translation(0.5, 0)))
    assert not first.is_same(of(textured(seed=1), "other.tif"))
    assert not first.is_same(of(image.astype(np.float64), "type.tif"))
    assert not first.is_same(of(np.concatenate([image, image]), "bands.tif"))
    assert not first.is_same(None)


def test_the_id_of_a_match_says_what_was_measured(write_raster, match, tmp_path):
    moving = write_raster(textured(), "moving.tif")
    first = read_result(match(SHIFT, moving))
    assert read_result(match(SHIFT, moving)).id == first.id
    assert replace(first, seconds=99.0, device="cuda", folder=None).id == first.id
    assert read_result(match(replace(SHIFT, dx=20.0), moving)).id != first.id
    assert read_result(match(SHIFT, write_raster(textured(seed=1), "other.tif"))).id != first.id
    assert first.to_json()["id"] == first.id
    assert first.crs == UTM


def test_provenance_survives_a_shift_in_a_copy_of_the_folder(write_raster, match, tmp_path):
    folder = match(SHIFT, write_raster(textured()))
    shutil.copytree(folder, tmp_path / "copy of the match")
    assert read_result(Path(tmp_path / "copy of the match")).id == read_result(folder).id
