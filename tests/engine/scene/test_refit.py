"""Refitting a finished match: without edits nothing changes, checks count, and a folder changes whole or not at all."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyproj import CRS, Transformer

from helpers.checked_points import add_tie_point, check_tie_points, remove_tie_point
from helpers.raster_samples import WriteRaster, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.cli import main
from s2m2_engine.errors import CancelledError, InputError
from s2m2_engine.names import (
    ERROR_RASTER_FILE,
    GCPS_FILE,
    HEATMAP_FILE,
    MATCH_FILES,
    REPORT_FILE,
    RESULT_FILE,
    TIE_POINTS_FILE,
    TIE_POINTS_LAYER,
    TIE_POINTS_STYLE_FILE,
)
from s2m2_engine.progress import Reporter
from s2m2_engine.scene import refit
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.measurements import Measurements
from s2m2_engine.scene.fitting.reliability import Chance
from s2m2_engine.scene.judging import judge
from s2m2_engine.scene.raster.grid import common_grid
from s2m2_engine.scene.raster.raster import open_raster
from s2m2_engine.scene.refit import refit_match
from s2m2_engine.scene.results.outputs import write_results
from s2m2_engine.scene.results.requirements import measured, requirements
from s2m2_engine.scene.results.result import (
    GridInfo,
    ImageFindings,
    InputInfo,
    MatchResult,
    ModelInfo,
    read_result,
)
from s2m2_engine.scene.results.tie_point_files import (
    Checks,
    read_checked,
    read_checks,
    read_tie_points,
    write_tie_points,
)

SHIFT = np.array([6.0, -3.0])
SPACING = 20
CHANCE = Chance(((1.0, 0.005),))


@pytest.fixture
def matched(write_raster: WriteRaster, tmp_path: Path) -> Path:
    """The folder of a match of 15 x 15 tie points, whose shift is 6 columns and -3 rows; every tenth is wrong."""
    path = write_raster(textured(320, 320), name="moving.tif")
    other = write_raster(textured(320, 320, seed=1), name="reference.tif")
    rng = np.random.default_rng(5)
    axis = np.arange(20.0, 320.0, SPACING)
    position = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    displacement = SHIFT + rng.normal(0, 0.4, position.shape)
    displacement[::10] = SHIFT + rng.uniform(5, 12, displacement[::10].shape)
    count = len(position)
    abstained = np.arange(count) % 7 == 3
    points = Measurements(
        position, displacement, np.tile(0.2 * np.eye(2), (count, 1, 1)), np.full(count, 0.8), abstained
    )
    folder = tmp_path / "match é"
    folder.mkdir()
    with open_raster(path, "sar") as sar, open_raster(other, "optical") as optical:
        grid = common_grid(sar, optical, 100.0)
        judgement = judge(points, grid, SPACING, 64, 10.0, lambda _: CHANCE, Reporter())
        on_map = judgement.on_map
        result = MatchResult(
            status="unreliable" if judgement.reasons else "reliable",
            reasons=judgement.reasons,
            crs=grid.crs_text,
            moving="sar",
            shift=on_map.shift,
            transform=on_map.transform,
            accuracy=on_map.accuracy,
            tie_points=on_map.counts,
            model=ModelInfo("structure", ""),
            device="cpu",
            seconds=1.0,
            inputs=(InputInfo.of(sar), InputInfo.of(optical)),
            grid=GridInfo(grid.pixel_m, grid.bbox),
            settings={"search_radius": 10.0 * min(grid.pixel_m), "spacing": SPACING, "template": 64},
            version="0.1.0",
            requirements=measured(requirements(None, grid.pixel_m), on_map.accuracy),
            candidates=on_map.candidates,
            displacement=on_map.displacement,
            images=ImageFindings((), "", CHANCE),
        )
        write_tie_points(folder / TIE_POINTS_FILE, on_map.tie_points, result.crs)
        write_results(folder, result, on_map.tie_points, [sar])
    for name in (HEATMAP_FILE, TIE_POINTS_STYLE_FILE):
        (folder / name).write_bytes(b"as it was")
    assert result.reliable, result.reasons
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _change(folder: Path, **entries: object) -> None:
    path = folder / RESULT_FILE
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **entries}), encoding="utf-8")


def _numbers(value: object) -> object:
    """A JSON value with its numbers rounded to a millionth of a pixel and better."""
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return round(value, 5) if isinstance(value, float) else value


def test_without_edits_nothing_changes(matched: Path) -> None:
    before, points = _files(matched), read_tie_points(matched / TIE_POINTS_FILE)
    refit_match(matched)
    after = _files(matched)
    assert {*after} == {*MATCH_FILES} - {ERROR_RASTER_FILE}
    assert _numbers(json.loads(after[RESULT_FILE])) == _numbers(json.loads(before[RESULT_FILE]))
    for name in (GCPS_FILE, HEATMAP_FILE, TIE_POINTS_STYLE_FILE):
        assert after[name] == before[name]
    again = read_tie_points(matched / TIE_POINTS_FILE)
    for name, value in vars(points).items():
        assert getattr(again, name) == pytest.approx(value, abs=1e-6, nan_ok=True), name


def test_residuals_become_vectors_in_files_of_earlier_versions(matched: Path) -> None:
    path = matched / TIE_POINTS_FILE
    before = read_tie_points(path).residual_xy
    with closing(sqlite3.connect(path)) as database, database:
        for name in ("residual_dx", "residual_dy"):
            database.execute(f"ALTER TABLE {TIE_POINTS_LAYER} DROP COLUMN {name}")
    assert np.isnan(read_tie_points(path).residual_xy).all()
    refit_match(matched)
    after = read_tie_points(path)
    np.testing.assert_allclose(after.residual_xy, before)
    pixel = np.abs(after.pixel_xy())
    np.testing.assert_allclose(np.linalg.norm(after.residual_xy / pixel, axis=1), after.residual_px, atol=1e-6)


def test_rejected_tie_points_are_left_out(matched: Path) -> None:
    before = read_result(matched)
    points = read_tie_points(matched / TIE_POINTS_FILE)
    rejected = (np.flatnonzero(points.inlier)[:30] + 1).tolist()
    check_tie_points(matched / TIE_POINTS_FILE, dict.fromkeys(rejected, "rejected"))
    result = refit_match(matched)
    assert result.tie_points.total == before.tie_points.total - 30
    assert result.tie_points.inliers == before.tie_points.inliers - 30
    assert [one.value_m for one in result.requirements] == [result.accuracy.rmse_m] != [before.accuracy.rmse_m]
    again = read_tie_points(matched / TIE_POINTS_FILE)
    assert not again.inlier[np.array(rejected) - 1].any()
    assert again.displacement_xy == pytest.approx(points.displacement_xy)
    gcps = (matched / GCPS_FILE).read_text(encoding="utf-8").splitlines()
    assert len(gcps) == 2 + result.tie_points.total


def test_moved_tie_points_weigh_more_and_stay_in_the_file(matched: Path) -> None:
    """A tenth of the tie points, moved by 0.6 pixels each, pull the shift farther than a tenth of that."""
    path = matched / TIE_POINTS_FILE
    before, points = read_result(matched), read_tie_points(path)
    chosen = np.flatnonzero(points.inlier)[::10]
    moved = {int(index) + 1: tuple((points.displacement_xy[index] + (6.0, 0.0)).tolist()) for index in chosen}
    check_tie_points(path, moved)
    result = refit_match(matched)
    share = len(chosen) / before.tie_points.inliers
    assert result.shift.dx - before.shift.dx > 1.3 * share * 6.0
    checks = read_checks(path)
    assert (checks.word == "moved").sum() == len(chosen)
    assert checks.displacement_xy[chosen] == pytest.approx(np.array([moved[index + 1] for index in chosen]))
    assert read_tie_points(path).displacement_xy == pytest.approx(points.displacement_xy)
    check_tie_points(path, dict.fromkeys(moved, ""))
    assert refit_match(matched).shift.dx == pytest.approx(before.shift.dx, abs=1e-6)


def test_a_confirmed_tie_point_counts_though_the_matcher_abstained(matched: Path) -> None:
    path = matched / TIE_POINTS_FILE
    before, points = read_result(matched), read_tie_points(path)
    first = int(np.flatnonzero(points.abstained)[1])
    check_tie_points(path, {first + 1: "confirmed"})
    assert refit_match(matched).tie_points.total == before.tie_points.total + 1
    assert read_tie_points(path).abstained[first]


def test_an_added_tie_point_counts_as_a_moved_one_does(matched: Path) -> None:
    path = matched / TIE_POINTS_FILE
    before, points = read_result(matched), read_tie_points(path)
    first = int(np.flatnonzero(points.abstained)[1])
    add_tie_point(path, points.moving_xy[first] + 30.0, tuple(10.0 * SHIFT * (1, -1)))
    result = refit_match(matched)
    assert (result.tie_points.total, result.tie_points.inliers) == (
        before.tie_points.total + 1,
        before.tie_points.inliers + 1,
    )
    again, checks = read_tie_points(path), read_checks(path)
    assert again.inlier[-1]
    assert again.abstained[-1]
    assert np.isnan(again.displacement_xy[-1]).all()
    assert checks.word[-1] == "added"
    assert again.residual_px[-1] < 1
    assert f"{float(points.moving_xy[first][0] + 30.0)!r}" in (matched / GCPS_FILE).read_text(encoding="utf-8")


def test_tie_points_that_are_removed_and_added_meanwhile(matched: Path) -> None:
    """The analyst goes on while QGIS refits: what she has removed stays away, and what she has added stays."""
    path = matched / TIE_POINTS_FILE
    points = read_tie_points(path)
    count, first = len(points), int(np.flatnonzero(points.abstained)[1])
    add_tie_point(path, points.moving_xy[first] + 30.0, tuple(10.0 * SHIFT * (1, -1)))
    expected = read_tie_points(path).moving_xy[:-1]

    class Analyst(Reporter):
        def __init__(self, *steps: Callable[[], None]) -> None:
            super().__init__()
            self.steps = list(steps)

        def progress(self, stage: str, fraction: float, text: str) -> None:
            if stage == "writing" and self.steps:
                self.steps.pop(0)()

    refit_match(matched, reporter=Analyst(lambda: remove_tie_point(path, count + 1)))
    assert np.array_equal(read_tie_points(path).moving_xy, expected)
    before = read_tie_points(path)
    place = points.moving_xy[first] + 60.0
    refit_match(matched, reporter=Analyst(lambda: add_tie_point(path, place, tuple(10.0 * SHIFT * (1, -1)))))
    after, checks = read_tie_points(path), read_checks(path)
    assert len(after) == count + 1
    assert checks.word[-1] == "added"
    assert not after.inlier[-1], "the next refit judges it"
    assert np.array_equal(after.inlier[:-1], before.inlier)


def test_tie_points_that_are_removed_while_they_are_read(matched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = matched / TIE_POINTS_FILE
    count = len(read_tie_points(path))
    removed: list[int] = []

    def read_slowly(path: Path) -> Checks:
        if not removed:
            removed.append(count)
            remove_tie_point(path, count)
        return read_checks(path)

    monkeypatch.setattr(refit, "read_checks", read_slowly)
    assert refit_match(matched).tie_points.total < count
    assert len(read_tie_points(path)) == count - 1


def test_added_tie_points_alone_give_a_transform(matched: Path) -> None:
    """The match found nothing, as of layers without texture; the common grid still has its pixels."""
    path = matched / TIE_POINTS_FILE
    places = read_tie_points(path).moving_xy
    with closing(sqlite3.connect(path)) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE tie_points SET dx = NULL, dy = NULL, dx_px = NULL, dy_px = NULL, abstained = 1")
    for place in places[::13]:
        add_tie_point(path, place + 30.0, (60.0, 30.0))
    result = refit_match(matched)
    assert (result.tie_points.total, result.tie_points.inliers) == (18, 18)
    assert result.reliable, result.reasons
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx((6.0, -3.0), abs=0.01)


def test_another_kind_of_transform_is_taken_if_it_is_asked_for(matched: Path) -> None:
    before = read_result(matched)
    assert before.transform.kind == "shift"
    assert main(["refit", str(matched), "--method", "affine"]) == 0
    result = read_result(matched)
    assert (result.transform.kind, result.settings["method"]) == ("affine", "affine")
    chosen = {one.kind: one for one in result.candidates if one.chosen}
    assert list(chosen) == ["affine"]
    assert chosen["affine"].why == "It was asked for; the tie points alone would give shift."
    assert result.accuracy.ce90_px == pytest.approx(chosen["affine"].ce90_px)
    assert "Transform asked for" in (matched / REPORT_FILE).read_text(encoding="utf-8")
    again = refit_match(matched)
    assert again.transform.kind == "shift"
    assert "method" not in again.settings


def test_a_kind_that_the_tie_points_do_not_allow_is_refused(matched: Path) -> None:
    count = len(read_tie_points(matched / TIE_POINTS_FILE))
    check_tie_points(matched / TIE_POINTS_FILE, dict.fromkeys(range(4, count + 1), "rejected"))
    before = _files(matched)
    for method, code in (("polynomial", "too_few_tie_points"), ("bend", "bad_method")):
        with pytest.raises(InputError) as failure:
            refit_match(matched, method)
        assert failure.value.code == code
        assert failure.value.hint
    assert _files(matched) == before


def test_a_correction_by_another_kind_uses_the_checked_tie_points(matched: Path, tmp_path: Path) -> None:
    """All tie points are moved onto a larger shift, which no single one of them was found at."""
    path = matched / TIE_POINTS_FILE
    moved = {number + 1: (100.0, 50.0) for number in range(len(read_tie_points(path)))}
    check_tie_points(path, moved)
    refit_match(matched)
    moving = Path(read_result(matched).input("sar").path)
    for method in ("auto", "shift", "similarity"):
        correct_raster(matched, moving, tmp_path / "out.tif", method, force=True)
        with rasterio.open(moving) as was, rasterio.open(tmp_path / "out.tif") as now:
            assert (now.transform.c - was.transform.c, now.transform.f - was.transform.f) == pytest.approx(
                (100.0, 50.0)
            )


def _row(source: np.ndarray, displacement: np.ndarray, enable: int = 1) -> str:
    numbers = ",".join(repr(float(value)) for value in (*(source + displacement), *source))
    return f"{numbers},{enable},0,0,0"


def _points(folder: Path, rows: list[str], crs: str = "#CRS: EPSG:32614\n") -> Path:
    path = folder.parent / "Passpunkte.points"
    path.write_text(crs + "\n".join(["mapX,mapY,sourceX,sourceY,enable,dX,dY,residual", *rows]), encoding="utf-8")
    return path


def test_the_georeferencers_points_confirm_move_reject_and_add(matched: Path) -> None:
    path = matched / TIE_POINTS_FILE
    before, points = read_result(matched), read_tie_points(path)
    place, displacement = points.moving_xy, points.displacement_xy
    first, second, third = (int(index) for index in np.flatnonzero(points.inlier)[:3])
    outlier = int(np.flatnonzero(~points.inlier & ~points.abstained)[0])
    silent = int(np.flatnonzero(points.abstained)[0])
    new = place[first] + 37.0
    rows = [
        _row(place[first], displacement[first]),
        _row(place[second], displacement[second] + 2.0),
        _row(place[third], displacement[third], enable=0),
        _row(place[outlier], displacement[outlier], enable=0),
        _row(place[silent], displacement[first]),
        _row(new, displacement[first]),
        _row(new + 37.0, displacement[first], enable=0),
    ]
    file = _points(matched, rows)
    assert main(["refit", str(matched), "--points", str(file)]) == 0
    again, checks = read_tie_points(path), read_checks(path)
    assert len(again) == len(points) + 1
    said = {index: str(word) for index, word in enumerate(checks.word) if word}
    assert said == {
        first: "confirmed", second: "moved", third: "rejected", silent: "moved", len(points): "added",
    }  # fmt: skip
    assert checks.displacement_xy[second] == pytest.approx(displacement[second] + 2.0)
    assert again.moving_xy[-1] == pytest.approx(new)
    assert checks.displacement_xy[-1] == pytest.approx(displacement[first])
    assert again.displacement_xy[:-1] == pytest.approx(displacement)
    # One rejected, one that the match had no answer for, and one added.
    assert read_result(matched).tie_points.total == before.tie_points.total + 1
    checked = read_checked(path)
    assert len(checked) == 4
    # The same file once more changes nothing.
    assert main(["refit", str(matched), "--points", str(file)]) == 0
    twice = read_checks(path)
    assert twice.word.tolist() == checks.word.tolist()
    assert twice.displacement_xy == pytest.approx(checks.displacement_xy, nan_ok=True)


def test_the_matchs_own_points_confirm_its_inliers(matched: Path) -> None:
    points = read_tie_points(matched / TIE_POINTS_FILE)
    refit_match(matched, points=str(matched / GCPS_FILE))
    word = read_checks(matched / TIE_POINTS_FILE).word
    assert ((word == "confirmed") == points.inlier).all()
    assert set(word) == {"", "confirmed"}


def test_points_in_another_crs_and_without_one(matched: Path) -> None:
    points = read_tie_points(matched / TIE_POINTS_FILE)
    place, displacement = points.moving_xy[:12] + 37.0, np.array([60.0, 30.0])
    longitude, latitude = Transformer.from_crs(32614, 4326, always_xy=True).transform(*(place + displacement).T)
    rows = [
        f"{lon!r},{lat!r},{x!r},{y!r},1,0,0,0"
        for lon, lat, (x, y) in zip(longitude.tolist(), latitude.tolist(), place.tolist(), strict=True)
    ]
    wkt = CRS.from_epsg(4326).to_wkt(version="WKT2_2019")
    refit_match(matched, points=str(_points(matched, rows, f"#CRS: {wkt}\n")))
    checks = read_checks(matched / TIE_POINTS_FILE)
    assert checks.word[-12:].tolist() == ["added"] * 12
    assert checks.displacement_xy[-12:] == pytest.approx(np.tile(displacement, (12, 1)), abs=1e-3)
    reporter = RecordingReporter()
    older = _points(matched, [_row(place[0] + 41.0, displacement)], crs="")
    refit_match(matched, points=str(older), reporter=reporter)
    assert [code for code, _ in reporter.warnings] == ["points_without_crs"]
    assert read_checks(matched / TIE_POINTS_FILE).word[-1] == "added"


def test_points_that_cannot_be_used_leave_the_folder(matched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = read_tie_points(matched / TIE_POINTS_FILE).moving_xy[0]
    fine, here, far = _row(place + 37.0, 0 * place), 0 * place, np.array([1e6, 0.0])
    for rows, crs, said in (
        ([fine, _row(place + far, here)], "#CRS: EPSG:32614\n", "the point of line 4 lies far outside"),
        ([_row(place, far)], "#CRS: EPSG:32614\n", "in the reference"),
        ([fine], "#CRS: Middle-earth\n", "names a CRS that is not known"),
        (["1,2,3"], "", "line 2 has 3 values"),
    ):
        before = _files(matched)
        file = _points(matched, rows, crs)
        assert main(["refit", str(matched), "--points", str(file)]) == 2
        assert said in capsys.readouterr().err
        assert _files(matched) == before


# Holds the file open as QGIS does that has written to it, and answers each statement.
_OPEN_ELSEWHERE = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
for statement in sys.stdin:
    print(database.execute(statement).fetchone(), flush=True)
"""


def test_the_tie_points_can_be_open_elsewhere(matched: Path) -> None:
    """QGIS keeps a journal (WAL) beside the file; a new file in its place would be joined with the old journal."""
    path = matched / TIE_POINTS_FILE
    arguments = [sys.executable, "-c", _OPEN_ELSEWHERE, str(path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as elsewhere:
        assert elsewhere.stdin
        assert elsewhere.stdout

        def run(statement: str) -> str:
            print(statement, file=elsewhere.stdin, flush=True)
            return elsewhere.stdout.readline().strip()

        assert run("SELECT inlier FROM tie_points WHERE id = 2") == "(1,)"
        check_tie_points(path, {2: "rejected"})
        assert path.with_name(f"{path.name}-wal").exists()
        refit_match(matched)
        assert run("SELECT inlier, checked FROM tie_points WHERE id = 2") == "(0, 'rejected')"
        run("BEGIN IMMEDIATE")
        before = (matched / RESULT_FILE).read_bytes()
        with pytest.raises(InputError, match="locked"):
            refit_match(matched, "affine")
        assert (matched / RESULT_FILE).read_bytes() == before
        elsewhere.stdin.close()
    assert read_checks(path).word[1] == "rejected"


def test_the_verdict_is_made_anew_and_the_exit_status_says_it(
    matched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refit", str(matched), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "reliable"
    count = len(read_tie_points(matched / TIE_POINTS_FILE))
    check_tie_points(matched / TIE_POINTS_FILE, dict.fromkeys(range(9, count + 1), "rejected"))
    assert main(["refit", str(matched)]) == 3
    assert "NOT RELIABLE" in capsys.readouterr().out
    assert read_result(matched).status == "unreliable"


def test_what_the_images_showed_stays(matched: Path) -> None:
    shares = [[1.5, 0.012], [1.0, 0.005]]
    images = {
        "reasons": ["Several shifts fit equally well."],
        "fill_note": "It may be a fill.",
        "chance": {"shares": shares},
    }
    _change(matched, images=images)
    result = refit_match(matched)
    assert result.reasons == ("Several shifts fit equally well.", "It may be a fill.")
    kept = ImageFindings(result.reasons[:1], "It may be a fill.", Chance(((1.5, 0.012), (1.0, 0.005))))
    assert read_result(matched).images == kept


def test_agreement_that_may_be_chance_stays_so_until_enough_is_confirmed(matched: Path) -> None:
    _change(matched, images={"reasons": [], "fill_note": "", "chance": {"shares": [[1.0, 0.5]]}})
    assert any("by chance" in reason for reason in refit_match(matched).reasons)
    inliers = np.flatnonzero(read_tie_points(matched / TIE_POINTS_FILE).inlier) + 1
    check_tie_points(matched / TIE_POINTS_FILE, dict.fromkeys(inliers[::20].tolist(), "confirmed"))
    assert any("by chance" in reason for reason in refit_match(matched).reasons)
    # What ten tie points that the analyst vouches for agree on is no chance.
    check_tie_points(matched / TIE_POINTS_FILE, dict.fromkeys(inliers[::15].tolist(), "confirmed"))
    assert refit_match(matched).reliable


def test_folders_that_cannot_be_refitted_stay_as_they_are(matched: Path, tmp_path: Path) -> None:
    def refused(code: str) -> None:
        before = _files(matched)
        with pytest.raises(InputError) as failure:
            refit_match(matched)
        assert failure.value.code == code
        assert failure.value.hint
        assert _files(matched) == before

    with pytest.raises(InputError, match="holds no"):
        refit_match(tmp_path / "nothing")
    moving = Path(read_result(matched).input("sar").path)
    away = moving.rename(moving.with_name("away.tif"))
    gcps = matched / GCPS_FILE
    on_map = gcps.read_text(encoding="utf-8")
    gcps.write_text("mapX,mapY,sourceX,sourceY\n500000,3300000,12.5,-7.5\n", encoding="utf-8")
    refused("raster_not_found")
    gcps.write_text(on_map, encoding="utf-8")
    away.rename(moving)
    _change(matched, images=None)
    refused("old_match")
    (matched / TIE_POINTS_FILE).write_bytes(b"nonsense")
    _change(matched, images={"reasons": [], "fill_note": "", "chance": {"shares": [[1.0, 0.005]]}})
    refused("bad_tie_points")


def test_the_moving_layer_may_be_gone(matched: Path) -> None:
    """A layer that is no file is exported for the match only; GCPs of a raster with a geotransform do not need it."""
    Path(read_result(matched).input("sar").path).unlink()
    gcps = (matched / GCPS_FILE).read_bytes()
    assert refit_match(matched).reliable
    assert (matched / GCPS_FILE).read_bytes() == gcps
    refit_match(matched, points=str(matched / GCPS_FILE))
    assert (read_checks(matched / TIE_POINTS_FILE).word == "confirmed").any()


def test_cancel_leaves_the_folder_as_it_was(matched: Path) -> None:
    class Cancelled(Reporter):
        def is_cancelled(self) -> bool:
            return True

    before = _files(matched)
    with pytest.raises(CancelledError):
        refit_match(matched, reporter=Cancelled())
    assert _files(matched) == before
    assert [path.name for path in matched.parent.iterdir() if "partial" in path.name] == []
