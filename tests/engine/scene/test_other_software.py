"""What other software does with the files of a match, and with corrected rasters."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio

from helpers.python_caller import match_and_correct
from s2m2_engine.errors import InputError
from s2m2_engine.model.registry import load_matcher
from s2m2_engine.names import ERROR_RASTER_FILE, GCPS_FILE, MATCH_FILES, TIE_POINTS_FILE
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.other_kind import fit_other_kind
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.refit import refit_match
from s2m2_engine.scene.results.result import MatchResult
from s2m2_engine.scene.results.tie_point_files import read_tie_points
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.simulation.sample import Sample, make_sample

pytestmark = pytest.mark.slow
EPOCH = 1_000_000_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("pair"), size=256)


def match(sample: Sample, out: Path) -> MatchResult:
    settings = MatchSettings(str(sample.sar), str(sample.optical), out, search_radius=300, error_raster=True)
    return match_scene(settings, load_matcher("structure", "cpu"))


@pytest.fixture(scope="module")
def matched(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> MatchResult:
    """A match at the time of `EPOCH`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
        return match(sample, tmp_path_factory.mktemp("matched") / "match")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_equal_runs_give_equal_bytes(
    sample: Sample, matched: MatchResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    match(sample, tmp_path / "again")
    first, again = contents(matched.folder), contents(tmp_path / "again")
    assert set(first) == set(MATCH_FILES)
    assert [name for name in first if first[name] != again[name]] == []
    assert json.loads(first["result.json"])["created"] == "2001-09-09T01:46:40+00:00"

    copies = [tmp_path / name / "match" for name in ("one", "two")]
    for copy in copies:
        shutil.copytree(matched.folder, copy)
        refit_match(copy, "affine")
        for file_format in ("gtiff", "cog"):
            correct_raster(copy, sample.sar, copy / f"{file_format}.tif", file_format=file_format)
    first, again = contents(copies[0]), contents(copies[1])
    assert [name for name in first if first[name] != again[name]] == []


def test_without_a_fixed_time_only_times_differ(sample: Sample, matched: MatchResult, tmp_path: Path) -> None:
    again = match(sample, tmp_path / "again")
    assert again.seconds is not None
    assert again.created > "2026"
    first, now = matched.to_json(), again.to_json()
    assert {key for key in first if first[key] != now[key]} == {"created", "seconds"}
    files = contents(matched.folder), contents(tmp_path / "again")
    for name in (ERROR_RASTER_FILE, GCPS_FILE, "heatmap.tif"):
        assert files[0][name] == files[1][name]


def test_the_footprint_is_the_ground_of_the_templates(sample: Sample, matched: MatchResult) -> None:
    """Without the search radius around it, which the common grid has."""
    assert matched.footprint is not None
    table, half = matched.tie_point_table(), matched.template_px / 2 * 12.5
    xmin, ymin, xmax, ymax = matched.footprint.bbox
    assert (xmin, xmax) == pytest.approx((table["moving_x"].min() - half, table["moving_x"].max() + half), abs=0.01)
    assert (ymin, ymax) == pytest.approx((table["moving_y"].min() - half, table["moving_y"].max() + half), abs=0.01)
    with rasterio.open(sample.sar) as moving:
        assert moving.bounds.left <= xmin < xmax <= moving.bounds.right
        assert moving.bounds.bottom <= ymin < ymax <= moving.bounds.top
    assert matched.grid.bbox[0] < xmin - 250


def test_a_typed_program_gives_texts_and_open_datasets(sample: Sample, tmp_path: Path) -> None:
    ce90_px, displacement, paths = match_and_correct(str(sample.sar), str(sample.optical), str(tmp_path / "match"))
    assert 0 < ce90_px < 2
    assert np.median(displacement, axis=0) == pytest.approx(sample.displacement_m, abs=8.0)
    with rasterio.open(sample.optical) as reference:
        for path in paths:
            with rasterio.open(path) as corrected:
                assert (corrected.transform, corrected.shape) == (reference.transform, reference.shape)


def test_geopandas_reads_the_tie_points_without_a_word(matched: MatchResult) -> None:
    """All warnings are errors in tests."""
    geopandas = pytest.importorskip("geopandas")
    assert matched.folder is not None
    read, frame = geopandas.read_file(matched.folder / TIE_POINTS_FILE), matched.tie_point_frame()
    assert read.crs == frame.crs == matched.crs
    assert read.geometry.geom_equals(frame.geometry).all()
    assert int(read["inlier"].sum()) == int(frame["inlier"].sum()) == matched.tie_points.inliers
    assert np.allclose(read.geometry.x, matched.tie_point_table()["moving_x"])


def test_without_geopandas_a_sentence_says_so(matched: MatchResult, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)
    with pytest.raises(InputError) as caught:
        matched.tie_point_frame()
    assert caught.value.code == "no_geopandas"


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="GDAL's programs are not installed")
def test_ogr2ogr_converts_the_tie_points_to_formats_of_one_layer(matched: MatchResult, tmp_path: Path) -> None:
    target = tmp_path / "tie_points.geojson"
    subprocess.run(["ogr2ogr", target, matched.folder / TIE_POINTS_FILE], check=True)
    assert pyogrio.read_info(target)["features"] == len(matched.tie_point_table()["id"])


def test_odc_geo_finds_the_corrected_raster_on_the_grid_of_the_reference(
    sample: Sample, matched: MatchResult, tmp_path: Path
) -> None:
    geobox = pytest.importorskip("odc.geo.geobox").GeoBox
    correct_raster(matched.folder, sample.sar, tmp_path / "corrected.tif", grid="reference")
    boxes = []
    for path in (tmp_path / "corrected.tif", sample.optical):
        with rasterio.open(path) as dataset:
            boxes.append(geobox.from_rio(dataset))
    assert boxes[0] == boxes[1]


@pytest.mark.skipif(shutil.which("gdaltransform") is None, reason="GDAL's programs are not installed")
def test_gdals_programs_place_the_raster_by_the_gcps_as_the_affine_correction_does(
    sample: Sample, matched: MatchResult
) -> None:
    lines = (matched.folder / GCPS_FILE).read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines[1:]) if row["enable"] == "1"]
    assert len(rows) == matched.tie_points.inliers
    with rasterio.open(sample.sar) as moving:
        place, width, height = moving.transform, moving.width, moving.height
    options: list[str] = []
    for row in rows:
        pixel = ~place @ (float(row["sourceX"]), float(row["sourceY"]))
        options += ["-gcp", *map(str, pixel), row["mapX"], row["mapY"]]
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    done = subprocess.run(
        ["gdaltransform", "-order", "1", *options],
        input="\n".join(f"{col} {row}" for col, row in corners),
        capture_output=True,
        text=True,
        check=True,
    )
    by_gdal = np.array([[float(value) for value in line.split()[:2]] for line in done.stdout.splitlines()])
    transform = fit_other_kind("affine", read_tie_points(matched.folder / TIE_POINTS_FILE), matched.template_px)
    by_s2m2 = transform.apply(np.array([place @ corner for corner in corners]))
    assert np.linalg.norm(by_gdal - by_s2m2, axis=1).max() < 0.3 * place.a


FORK = """
import multiprocessing, sys
from s2m2_engine import MatchSettings, load_matcher, match_scene

def status(arguments):
    number, matcher = arguments
    return match_scene(MatchSettings(*sys.argv[1:3], f"{sys.argv[3]}/{number}", search_radius=300), matcher).status

matchers = {name: load_matcher(name, "cpu") for name in ("structure", "default")}
assert [status(one) for one in matchers.items()] == ["reliable"] * 2
multiprocessing.set_start_method("fork")
work = [lambda one=one: sys.exit(status(one) != "reliable") for one in matchers.items()]
children = [multiprocessing.Process(target=one) for one in work]
for child in children:
    child.start()
for child in children:
    child.join()
print([child.exitcode for child in children])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_processes_that_are_forked_after_a_match_can_match(sample: Sample, tmp_path: Path) -> None:
    arguments = [str(sample.sar), str(sample.optical), str(tmp_path)]
    done = subprocess.run([sys.executable, "-c", FORK, *arguments], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[0, 0]", done.stderr
