"""What other software does with the files of a match, and with corrected rasters."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import rasterio

from s2m2_engine.model.registry import load_matcher
from s2m2_engine.names import ERROR_RASTER_FILE, GCPS_FILE, MATCH_FILES
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.refit import refit_match
from s2m2_engine.scene.results.result import MatchResult
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
