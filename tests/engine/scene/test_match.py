"""A whole match of small scenes: the files, the answer, and every input that cannot be matched."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from scipy import ndimage

from helpers.checked_points import check_tie_points
from helpers.raster_samples import UTM_PLACE, WriteRaster, fields, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.errors import CancelledError, EngineError, InputError, S2M2Error
from s2m2_engine.model.matcher import Match, Matcher
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.names import ERROR_RASTER_FILE, MATCH_FILES
from s2m2_engine.progress import Reporter
from s2m2_engine.scene import match as module
from s2m2_engine.scene import opening
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.reliability import BEYOND_RADIUS
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.refit import refit_match
from s2m2_engine.scene.results.error_raster import BANDS
from s2m2_engine.scene.results.result import MatchResult, read_result
from s2m2_engine.scene.settings import MatchSettings

SIDE = 320
RADIUS_M = 150.0
# Columns and rows by which the SAR's content lies off: at 10 m a pixel, 70 m and 40 m.
OFF = (7, -4)


def ground(seed: int = 0) -> np.ndarray:
    return fields(SIDE + 100, seed)


@pytest.fixture
def pair(write_raster: WriteRaster) -> tuple[Path, Path]:
    """SAR with inverted contrast and speckle, and optical; a match moves the SAR by OFF pixels."""
    scene = ground()
    optical = scene[50 : 50 + SIDE, 50 : 50 + SIDE]
    sar = 255 - scene[50 + OFF[1] : 50 + OFF[1] + SIDE, 50 + OFF[0] : 50 + OFF[0] + SIDE]
    sar = sar * np.random.default_rng(1).gamma(8, 1 / 8, sar.shape)
    return (
        write_raster(sar.clip(0, 255).astype(np.uint8), name="sar é 1.tif"),
        write_raster(np.stack([optical] * 3).astype(np.uint8), name="optical.tif"),
    )


Run = Callable[..., MatchResult]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run_(
        sar: Path,
        optical: Path,
        reporter: Reporter | None = None,
        matcher: Matcher | None = None,
        **settings: object,
    ) -> MatchResult:
        values = {"search_radius": RADIUS_M, "out": tmp_path / "out folder é", **settings}
        asked = MatchSettings(str(sar), str(optical), **values)  # type: ignore[arg-type]
        return match_scene(asked, matcher or StructureMatcher(), reporter or RecordingReporter())

    return run_


@pytest.mark.slow
def test_the_shift_and_the_files(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    reporter = RecordingReporter()
    result = run(*pair, reporter, ce90_limit=0.01)
    assert result.reliable, result.reasons
    limit, ceos = result.requirements
    assert (limit.limit_m, limit.met) == (0.01, False)
    assert (ceos.limit_m, ceos.value_m) == (pytest.approx(5.0, rel=0.001), result.accuracy.rmse_m)
    assert [code for code, _ in reporter.warnings] == ["above_ce90_limit"]
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx(OFF, abs=0.2)
    # UTM's metre is within 0.1 % of the ground's; rows run south.
    assert (result.shift.dx_m, result.shift.dy_m) == pytest.approx((70.0, 40.0), abs=2.0)
    assert (result.shift.dx, result.shift.dy) == pytest.approx((70.0, 40.0), abs=2.0)
    out = tmp_path / "out folder é"
    assert {path.name for path in out.iterdir()} == {*MATCH_FILES} - {ERROR_RASTER_FILE}
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []
    assert read_result(out) == result
    assert json.loads((out / "result.json").read_text(encoding="utf-8"))["inputs"][0]["path"] == str(pair[0])


@pytest.mark.slow
def test_residuals_that_depend_on_height_are_told(
    run: Run, write_raster: WriteRaster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The SAR image is displaced to the west by 1 px for each 100 m of hills, which no shift follows."""
    scene = ground()
    optical = scene[50 : 50 + SIDE, 50 : 50 + SIDE]
    rows, cols = np.indices((SIDE, SIDE)).astype(np.float64)
    hills = 300 + 150 * np.sin(2 * np.pi * rows / 120) * np.cos(2 * np.pi * cols / 140)
    source = cols + hills / 100
    low = np.clip(np.floor(source).astype(int), 0, SIDE - 2)
    part = np.clip(source - low, 0, 1)
    each = rows.astype(int)
    sar = 255 - ((1 - part) * optical[each, low] + part * optical[each, low + 1])
    inputs = (
        write_raster(sar.clip(0, 255).astype(np.uint8), name="sar.tif"),
        write_raster(np.stack([optical] * 3).astype(np.uint8), name="optical.tif"),
    )
    dem = write_raster(hills.astype(np.float32), name="dem.tif")
    reporter = RecordingReporter()
    result = run(*inputs, reporter, dem=str(dem), spacing=16)
    assert result.transform.kind == "shift"
    assert result.terrain is not None
    assert result.terrain.found, result.terrain.sentence
    # Templates average the hills that they lie on, and the heights are averaged, too.
    assert result.terrain.east_m == pytest.approx(10.0, rel=0.35)
    assert abs(result.terrain.north_m or 0.0) < 2.0
    assert "residuals_depend_on_height" in dict(reporter.warnings)
    assert read_result(result.folder or tmp_path) == result
    again = refit_match(result.folder or tmp_path)
    assert again.terrain is not None
    assert again.terrain.slope_px == pytest.approx(result.terrain.slope_px, rel=1e-3)
    dem.unlink()
    assert refit_match(result.folder or tmp_path).terrain is None
    with pytest.raises(InputError, match="DEM"):
        run(*inputs, dem=str(dem), overwrite=True)


@pytest.mark.slow
@pytest.mark.parametrize("moving", ["sar", "optical"])
def test_the_error_raster_shows_displacement_and_deviation(
    pair: tuple[Path, Path], run: Run, tmp_path: Path, moving: str
) -> None:
    result = run(*pair, moving=moving, error_raster=True, spacing=32)
    path = tmp_path / "out folder é" / ERROR_RASTER_FILE
    with rasterio.open(path) as raster:
        assert raster.descriptions == BANDS
        assert raster.crs.to_epsg() == 32614
        east, north, sigma = raster.read()
        inside = raster.bounds
    xmin, ymin, xmax, ymax = result.grid.bbox
    assert inside.left <= xmin < xmax <= inside.right
    assert inside.bottom <= ymin < ymax <= inside.top
    sign = 1 if moving == "sar" else -1
    assert (np.median(east), np.median(north)) == pytest.approx((sign * 70.0, sign * 40.0), abs=2.0)
    # 0.1 px of 10 m is what is never known better.
    assert 1.0 <= sigma.min() <= sigma.max() < result.accuracy.ce90_m

    before = path.read_bytes()
    refit_match(tmp_path / "out folder é", "affine")
    assert path.read_bytes() != before
    run(*pair, moving=moving, spacing=32)
    assert not path.exists()


@pytest.mark.slow
def test_a_shift_just_beyond_the_radius_widens_the_search_once(pair: tuple[Path, Path], run: Run) -> None:
    reporter = RecordingReporter()
    result = run(*pair, reporter, search_radius=50.0)
    assert result.reliable, result.reasons
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx(OFF, abs=0.2)
    assert result.settings["search_radius"] == 100.0
    assert [code for code, _ in reporter.warnings].count(module.WIDENED) == 1
    assert any("of 50 m" in text and "100 m" in text for text in result.warnings)
    assert reporter.fractions == sorted(reporter.fractions)


@pytest.mark.slow
def test_a_shift_that_a_smaller_radius_should_not_find_is_named(pair: tuple[Path, Path], run: Run) -> None:
    """70 m and 40 m lie in the square that is searched, but are further apart than the radius."""
    reporter = RecordingReporter()
    result = run(*pair, reporter, search_radius=75.0)
    assert result.settings["search_radius"] == 75.0
    assert [code for code, _ in reporter.warnings] == [module.LONGER]
    assert "79.3 m, is longer than the search radius of 75 m" in result.warnings[0]


@pytest.mark.slow
def test_a_search_that_cannot_be_widened_stays_as_it_was(
    pair: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_once(settings: MatchSettings, *arguments: Any) -> Any:
        if settings.search_radius != 50.0:
            raise InputError("search_radius", "It is too large.", "")
        return opening.open_scenes(settings, *arguments)

    monkeypatch.setattr(module, "open_scenes", open_once)
    reporter = RecordingReporter()
    result = run(*pair, reporter, search_radius=50.0)
    assert result.reasons == (BEYOND_RADIUS,)
    assert module.WIDENED not in [code for code, _ in reporter.warnings]


# How the SAR's content is turned, scaled and mirrored about its middle: columns and rows.
DISTORTIONS = {
    "turned by 10° and larger": 1.08 * np.array([[np.cos(0.175), -np.sin(0.175)], [np.sin(0.175), np.cos(0.175)]]),
    "south up": np.diag([1.0, -1.0]),
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "moving"), [("turned by 10° and larger", "sar"), ("south up", "optical")])
def test_a_turned_or_mirrored_layer_is_matched_refitted_and_corrected(
    name: str, moving: str, write_raster: WriteRaster, run: Run, tmp_path: Path
) -> None:
    scene, linear, middle = ground(), DISTORTIONS[name], SIDE / 2
    cols, rows = np.indices((SIDE, SIDE))[::-1] + 0.5 - middle
    x, y = np.tensordot(linear, np.stack([cols, rows]), axes=1) + np.array(OFF)[:, None, None]
    turned = ndimage.map_coordinates(scene, [y + middle + 49.5, x + middle + 49.5], order=1)
    speckle = np.random.default_rng(1).gamma(8, 1 / 8, turned.shape)
    sar = write_raster(((255 - turned) * speckle).clip(1, 255).astype(np.uint8), name="sar.tif")
    flat = scene[50 : 50 + SIDE, 50 : 50 + SIDE]
    optical = write_raster(np.stack([flat] * 3).clip(1, 255).astype(np.uint8), name="optical.tif")
    result = run(sar, optical, moving=moving)
    assert result.reliable, result.reasons
    assert result.prior is not None
    assert result.prior.mirrored == (np.linalg.det(linear) < 0)
    out = tmp_path / "out folder é"
    assert read_result(out) == result
    # Where the places of one layer lie in the other, in pixels.
    places = np.array([(col, row) for col in (70.0, 160.0, 250.0) for row in (70.0, 160.0, 250.0)])
    there = (places - middle) @ linear.T + middle + OFF
    start, end = (places, there) if moving == "sar" else (there, places)
    with rasterio.open(sar) as opened:
        first = np.array([opened.transform.c, opened.transform.f])
        step = np.array([opened.transform.a, opened.transform.e])
    on_map = result.transform.apply(first + step * start)
    found = (on_map - first) / step
    assert np.linalg.norm(found - end, axis=1).max() < 1.0
    again = refit_match(out)
    assert again.reliable
    assert np.abs(again.transform.apply(first + step * start) - on_map).max() < 0.5
    corrected = tmp_path / "corrected.tif"
    correct_raster(out, sar if moving == "sar" else optical, corrected)
    with rasterio.open(corrected) as opened:
        corner = np.array([opened.transform.c, opened.transform.f])
        pixels = np.floor((first + step * end - corner) / (opened.transform.a, opened.transform.e)).astype(int)
        values = opened.read(1)[pixels[:, 1], pixels[:, 0]]
    # The corrected optical layer shows what the SAR layer's ground looks like there; speckle hides it in the SAR layer.
    expected = ndimage.map_coordinates(flat if moving == "sar" else turned, end[:, ::-1].T - 0.5, order=1)
    if moving == "sar":
        expected = 255 - expected
    assert np.corrcoef(values, expected)[0, 1] > 0.8


@pytest.mark.slow
def test_progress_never_goes_back_and_tie_points_come_meanwhile(pair: tuple[Path, Path], run: Run) -> None:
    reporter = RecordingReporter()
    result = run(*pair, reporter)
    assert reporter.fractions == sorted(reporter.fractions)
    assert reporter.fractions[-1] == 1.0
    assert list(dict.fromkeys(reporter.stages)) == ["reading", "coarse", "matching", "fitting", "writing"]
    assert result.tie_points.inliers <= len(reporter.points) <= result.tie_points.total
    assert reporter.crs == {"EPSG:32614"}
    assert np.median([p.dx for p in reporter.points]) == pytest.approx(70.0, abs=3.0)


@pytest.mark.slow
def test_the_optical_layer_moves_the_other_way(pair: tuple[Path, Path], run: Run) -> None:
    result = run(*pair, moving="optical")
    assert result.reliable, result.reasons
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx((-OFF[0], -OFF[1]), abs=0.2)


@pytest.mark.slow
@pytest.mark.parametrize("moving", ["sar", "optical"])
def test_the_heatmap_peaks_at_the_arrows_tips(pair: tuple[Path, Path], run: Run, tmp_path: Path, moving: str) -> None:
    from s2m2_engine.scene.results.tie_point_files import read_tie_points

    run(*pair, moving=moving, spacing=40)
    points = read_tie_points(tmp_path / "out folder é" / "tie_points.gpkg")
    tips = (points.moving_xy + points.displacement_xy)[points.inlier]
    with rasterio.open(tmp_path / "out folder é" / "heatmap.tif") as heatmap:
        probability = heatmap.read(2)
        near = []
        for x, y in tips:
            row, col = heatmap.index(x, y)
            window = probability[max(0, row - 12) : row + 13, max(0, col - 12) : col + 13]
            peak = np.unravel_index(np.nanargmax(window), window.shape)
            near.append(math.hypot(peak[1] - min(12, col), peak[0] - min(12, row)))
    assert np.median(near) <= 1.5


@pytest.mark.slow
def test_two_runs_agree_exactly(pair: tuple[Path, Path], run: Run) -> None:
    first, second = run(*pair, spacing=32), run(*pair, spacing=32, ce90_limit=3.0)
    assert first.id == second.id, "what is required of a match does not change what is measured"
    assert first.shift == second.shift
    assert first.accuracy == second.accuracy


@pytest.mark.slow
def test_a_bbox_confines_the_tie_points(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    from s2m2_engine.scene.results.tie_point_files import read_tie_points

    left, top = UTM_PLACE.c, UTM_PLACE.f
    box = (left + 800, top - 2600, left + 2600, top - 900)
    result = run(*pair, bbox=box)
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx(OFF, abs=0.5)
    xy = read_tie_points(tmp_path / "out folder é" / "tie_points.gpkg").moving_xy
    assert len(xy) > 0
    assert (xy > box[:2]).all()
    assert (xy < box[2:]).all()


def test_the_default_radius_shrinks_to_a_small_overlap(
    pair: tuple[Path, Path], run: Run, write_raster: WriteRaster
) -> None:
    with rasterio.open(pair[1]) as source:
        piece = source.read()[:, 100:140, 100:148]
    place = UTM_PLACE @ Affine.translation(100, 100)
    result = run(pair[0], write_raster(piece, name="piece.tif", transform=place), search_radius=None)
    assert result.settings["search_radius"] < 500


@pytest.mark.slow
def test_other_ground_is_unreliable_and_says_why(pair: tuple[Path, Path], run: Run, write_raster: WriteRaster) -> None:
    other = ground(seed=5)[50 : 50 + SIDE, 50 : 50 + SIDE].astype(np.uint8)
    result = run(pair[0], write_raster(other, name="other.tif"))
    assert result.status == "unreliable"
    assert result.reasons


# --- what cannot be matched: one sentence, exit status 2, nothing left behind -------------------------------


def refused(tmp_path: Path, action: Callable[[], object], code: str, kind: type[S2M2Error] = InputError) -> S2M2Error:
    with pytest.raises(kind) as failure:
        action()
    assert failure.value.code == code, failure.value
    assert failure.value.hint
    assert not (tmp_path / "out folder é").exists()
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]
    return failure.value


def test_the_same_layer_twice(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    refused(tmp_path, lambda: run(pair[0], pair[0]), "same_raster")
    refused(tmp_path, lambda: run(pair[0], pair[0].parent / "." / pair[0].name), "same_raster")


@pytest.mark.slow
def test_a_fill_that_nobody_declared_is_named(
    pair: tuple[Path, Path], run: Run, tmp_path: Path, write_raster: WriteRaster
) -> None:
    with rasterio.open(pair[0]) as dataset:
        image, place, crs = dataset.read().astype(np.float32), dataset.transform, dataset.crs
    image[:, :40] = -9999.0
    sar = write_raster(image, name="filled.tif", transform=place, crs=crs)
    reporter = RecordingReporter()
    run(sar, pair[1], reporter)
    named = [text for code, text in reporter.warnings if code == "undeclared_fill"]
    assert len(named) == 1
    assert "filled.tif has -9999 in solid areas" in named[0]


@pytest.mark.slow
@pytest.mark.parametrize("swapped", [False, True])
def test_rasters_that_look_swapped_are_named(swapped: bool, pair: tuple[Path, Path], run: Run) -> None:
    reporter = RecordingReporter()
    sar, optical = reversed(pair) if swapped else pair
    result = run(sar, optical, reporter)
    named = [text for code, text in reporter.warnings if code == opening.SWAPPED]
    assert len(named) == swapped
    for text in named:
        assert text.startswith(
            "The two rasters look swapped: optical.tif, given as the SAR raster, seems to be optical"
        )
        assert text in result.warnings


def test_an_input_at_the_place_of_a_result(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "earlier"
    folder.mkdir()
    sar = folder / "heatmap.tif"
    sar.write_bytes(pair[0].read_bytes())
    refused(tmp_path, lambda: run(sar, pair[1], out=folder), "output_is_input")
    assert sar.read_bytes() == pair[0].read_bytes()


@pytest.mark.parametrize("name", ["result.json", "report.html"])
def test_files_of_others_are_not_replaced(pair: tuple[Path, Path], run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "my project"
    folder.mkdir()
    (folder / name).write_text('{"status": "mine"}')
    refused(tmp_path, lambda: run(*pair, out=folder), "folder_in_use")
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(name, '{"status": "mine"}')]


def test_what_an_analyst_checked_is_not_deleted(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "checked"
    run(*pair, out=folder, spacing=32)
    run(*pair, out=folder, spacing=32)  # nothing is checked yet
    check_tie_points(folder / "tie_points.gpkg", {1: "confirmed", 2: "rejected"})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    error = refused(tmp_path, lambda: run(*pair, out=folder, spacing=32), "checked_tie_points")
    assert "2 tie points were checked" in error.message
    assert "--overwrite" in error.hint
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert "overwrite" not in run(*pair, out=folder, spacing=32, overwrite=True).settings
    run(*pair, out=folder, spacing=32)
    (folder / "tie_points.gpkg").write_text("no longer a file of tie points")
    run(*pair, out=folder, spacing=32)


@pytest.mark.parametrize("radius", [0.0, -5.0, float("nan"), 1e6])
def test_a_search_radius_that_cannot_be(pair: tuple[Path, Path], run: Run, tmp_path: Path, radius: float) -> None:
    refused(tmp_path, lambda: run(*pair, search_radius=radius), "search_radius")


def test_no_overlap(pair: tuple[Path, Path], run: Run, tmp_path: Path, write_raster: WriteRaster) -> None:
    far = write_raster(textured(), name="far.tif", transform=UTM_PLACE @ Affine.translation(5000, 0))
    message = refused(tmp_path, lambda: run(pair[0], far), "no_overlap").message
    assert "sar é 1" in message
    assert "far" in message


def test_no_crs(pair: tuple[Path, Path], run: Run, tmp_path: Path, write_raster: WriteRaster) -> None:
    bare = write_raster(textured(), name="bare.tif", crs=None)
    refused(tmp_path, lambda: run(pair[0], bare), "no_crs")


@pytest.mark.slow
def test_a_crs_that_the_user_gives_takes_its_place(
    pair: tuple[Path, Path], run: Run, write_raster: WriteRaster
) -> None:
    with rasterio.open(pair[1]) as source:
        bare = write_raster(source.read(), name="bare.tif", crs=None)
    result = run(pair[0], bare, optical_crs="EPSG:32614")
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx(OFF, abs=0.2)


@pytest.mark.parametrize("value", [0, 255])
def test_a_constant_image(
    pair: tuple[Path, Path], run: Run, tmp_path: Path, write_raster: WriteRaster, value: int
) -> None:
    flat = write_raster(np.full((3, SIDE, SIDE), value, np.uint8), name="flat.tif")
    with pytest.raises(InputError) as failure:
        run(pair[0], flat)
    assert failure.value.code in ("constant_image", "all_nodata")
    assert "flat" in failure.value.message


def test_all_nodata(pair: tuple[Path, Path], run: Run, tmp_path: Path, write_raster: WriteRaster) -> None:
    empty = write_raster(np.full((SIDE, SIDE), np.nan, np.float32), name="empty.tif")
    refused(tmp_path, lambda: run(empty, pair[1]), "all_nodata")


def test_ten_by_ten_pixels(pair: tuple[Path, Path], run: Run, tmp_path: Path, write_raster: WriteRaster) -> None:
    tiny = write_raster(textured(10, 10), name="tiny.tif")
    refused(tmp_path, lambda: run(tiny, pair[1]), "raster_too_small")


def test_a_truncated_file(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    whole = pair[1].read_bytes()
    pair[1].write_bytes(whole[: len(whole) // 2])
    refused(tmp_path, lambda: run(*pair), "corrupt_raster")


def test_not_a_raster_at_all(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    pair[1].write_bytes(b"this is not an image")
    with pytest.raises(InputError):
        run(*pair)
    pair[1].unlink()
    with pytest.raises(InputError):
        run(*pair)


def test_an_output_that_cannot_be_written(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    with pytest.raises(InputError) as failure:
        run(*pair, out=pair[0] / "below a file")
    assert failure.value.code == "unwritable_output"


def cancelling_at(fraction: float) -> RecordingReporter:
    """The user cancels once this fraction of the work is done."""
    return RecordingReporter(lambda told: bool(told.fractions) and told.fractions[-1] >= fraction)


@pytest.mark.slow
def test_cancel_leaves_nothing(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    for moment in (0.0, 0.05, 0.3, 0.95):
        with pytest.raises(CancelledError):
            run(*pair, cancelling_at(moment), spacing=32)
        assert not [path for path in tmp_path.iterdir() if "out folder" in path.name]


@pytest.mark.slow
def test_cancel_keeps_an_earlier_result(pair: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    first = run(*pair, spacing=32)
    with pytest.raises(CancelledError):
        run(*pair, cancelling_at(0.5), spacing=32)
    assert read_result(tmp_path / "out folder é") == first


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="file size limits are POSIX")
def test_a_full_disk(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: writes fail the same way."""
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))\n"
        "from s2m2_engine.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    out = tmp_path / "full"
    command = [sys.executable, "-c", script, "match", *map(str, pair), "--out", str(out), "--search-radius", "150"]
    command += ["--spacing", "32"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == EngineError.exit_status, done.stderr
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr.splitlines()[-1]
    assert not out.exists()
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name]


@pytest.mark.parametrize(
    ("name", "device", "warned"), [("alps", "cpu", 1), ("alps", "cuda:0", 0), ("structure", "cpu", 0)]
)
def test_a_damaged_pytorch_is_told_where_it_could_have_computed(
    name: str, device: str, warned: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the rasters are opened; here there are none."""
    monkeypatch.setattr(module, "pytorch_damage", lambda: "PyTorch is damaged.")
    matcher = StructureMatcher()
    matcher.name, matcher.device = name, device
    told = RecordingReporter()
    with pytest.raises(S2M2Error):
        run(tmp_path / "no.tif", tmp_path / "none.tif", reporter=told, matcher=matcher)
    assert told.warnings == [(module.DAMAGED, "PyTorch is damaged.")] * warned


@pytest.mark.slow
@pytest.mark.parametrize(("familiar", "warned"), [(True, False), (False, True)])
def test_ground_that_a_tuned_model_does_not_know_is_told(
    pair: tuple[Path, Path], run: Run, familiar: bool, warned: bool
) -> None:
    class Tuned(StructureMatcher):
        def match_block(self, *arguments: Any) -> list[Match]:
            return [replace(match, familiar=familiar) for match in super().match_block(*arguments)]

    told = RecordingReporter()
    result = run(*pair, reporter=told, matcher=Tuned())
    assert (module.UNFAMILIAR in dict(told.warnings)) is warned
    assert any("100% of the ground" in text for text in result.warnings) is warned


@pytest.mark.slow
@pytest.mark.parametrize("value", [0, 255])
def test_a_fill_that_no_file_declares_is_not_matched(
    pair: tuple[Path, Path], run: Run, write_raster: WriteRaster, tmp_path: Path, value: int
) -> None:
    """Both layers were cut by one mask, which lies at shift zero; the ground does not."""
    smooth = ndimage.gaussian_filter(np.random.default_rng(5).standard_normal((SIDE, SIDE)), 12)
    mask = smooth < np.quantile(smooth, 0.15)
    for path in pair:
        with rasterio.open(path) as source:
            values = source.read()
        values[:, mask] = value
        write_raster(values, name=path.name)
    told = RecordingReporter()
    result = run(*pair, told)
    assert result.reliable, result.reasons
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx(OFF, abs=0.5)
    assert f"{value} in optical.tif" in dict(told.warnings)[opening.COMMON_FILL]
    assert [(entry.role, entry.fill) for entry in read_result(tmp_path / "out folder é").inputs] == [
        ("sar", (value,)),
        ("optical", (value,) * 3),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("crs", "corner", "warned"), [("EPSG:5041", 2e6, True), ("EPSG:3413", -2e6, False)])
def test_directions_around_a_pole(
    pair: tuple[Path, Path], run: Run, write_raster: WriteRaster, crs: str, corner: float, warned: bool
) -> None:
    for path in pair:
        with rasterio.open(path) as source:
            values = source.read()
        write_raster(values, name=path.name, crs=crs, transform=Affine(10, 0, corner - 1000, 0, -10, corner + 1000))
    told = RecordingReporter()
    shift = run(*pair, told).shift
    along = np.array([shift.dx_m, shift.dy_m])
    axes = np.array([shift.dx, shift.dy]) * math.hypot(*along) / math.hypot(shift.dx, shift.dy)
    assert (opening.POLE in dict(told.warnings)) is warned
    assert (along == pytest.approx(axes, abs=1e-3)) is warned
