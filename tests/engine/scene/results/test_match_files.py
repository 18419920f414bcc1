"""Files of a match: tie points, GCPs, heatmap; and outputs that appear whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from helpers.checked_points import check_tie_points, without_checks
from helpers.raster_samples import UTM, textured
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.files import PARTIAL_SUFFIX, partial_file, partial_folder
from s2m2_engine.scene.fitting.tie_points import TiePointSet
from s2m2_engine.scene.results.heatmap_file import HeatmapPatch, write_heatmap
from s2m2_engine.scene.results.result import MATCH_FILES, RESULT_FILE
from s2m2_engine.scene.results.tie_point_files import read_checked, read_tie_points, write_gcps, write_tie_points


def some_tie_points(count: int = 7) -> TiePointSet:
    rng = np.random.default_rng(3)
    covariance = np.tile(np.array([[0.3, 0.1], [0.1, 0.2]]), (count, 1, 1))
    residual = rng.random(count)
    residual[0] = np.nan
    return TiePointSet(
        moving_xy=np.array([500_000.0, 3_300_000.0]) + 1000 * rng.random((count, 2)),
        displacement_xy=rng.normal(30, 1, (count, 2)),
        displacement_m=rng.normal(30, 1, (count, 2)),
        displacement_px=rng.normal(3, 0.1, (count, 2)),
        covariance_px=covariance,
        confidence=rng.random(count),
        abstained=np.arange(count) == 0,
        inlier=np.arange(count) > 1,
        residual_px=residual,
        residual_m=10 * residual,
    )


@pytest.mark.parametrize("count", [0, 7])
def test_tie_points_there_and_back(tmp_path, count):
    points = some_tie_points(7) if count else TiePointSet(**{k: v[:0] for k, v in vars(some_tie_points(7)).items()})
    path = tmp_path / "Passpünkte 1" / "tie_points.gpkg"
    path.parent.mkdir()
    for _ in range(2):  # the second time over the first
        write_tie_points(path, points, UTM)
    back = read_tie_points(path)
    assert len(back) == count
    for name, value in vars(points).items():
        assert np.array_equal(getattr(back, name), value, equal_nan=value.dtype.kind == "f"), name
        assert getattr(back, name).dtype.kind == value.dtype.kind


def test_tie_points_as_other_programs_see_them(tmp_path):
    points = some_tie_points()
    path = tmp_path / "tie_points.gpkg"
    write_tie_points(path, points, UTM)
    meta, _, geometry, fields = pyogrio.raw.read(path)
    assert meta["crs"] == UTM
    assert meta["geometry_type"] == "Point"
    assert list(meta["fields"]) == [
        "id", "moving_x", "moving_y", "reference_x", "reference_y", "dx", "dy", "dx_m", "dy_m", "dx_px", "dy_px",
        "confidence", "abstained", "inlier", "residual_px", "residual_m", "cov_xx", "cov_xy", "cov_yy",
        "checked", "checked_dx", "checked_dy",
    ]  # fmt: skip
    values = dict(zip(meta["fields"], fields, strict=True))
    assert values["reference_x"] == pytest.approx(points.moving_xy[:, 0] + points.displacement_xy[:, 0])
    assert values["inlier"].dtype == bool
    assert np.frombuffer(geometry[2], "<f8", 2, offset=5) == pytest.approx(points.moving_xy[2])


@pytest.mark.parametrize("read", [read_tie_points, read_checked])
def test_tie_points_that_are_none(tmp_path, read):
    path = tmp_path / "tie_points.gpkg"
    for content in (None, b"nonsense"):
        if content:
            path.write_bytes(content)
        with pytest.raises(InputError) as failure:
            read(path)
        assert failure.value.code == "bad_tie_points"
    path.unlink()
    pyogrio.raw.write(
        path, None, [np.arange(3)], ["id"], layer="tie_points", driver="GPKG", geometry_type=None, crs=None
    )
    with pytest.raises(InputError, match="no column"):
        read(path)


def test_checked_tie_points(tmp_path):
    """What an analyst confirmed or moved is read; what the match found stays as it was."""
    points = some_tie_points()
    path = tmp_path / "tie_points.gpkg"
    write_tie_points(path, points, UTM)
    assert len(read_checked(path)) == 0
    check_tie_points(path, {2: "confirmed", 4: (30.0, -7.5), 5: "rejected", 6: "whatever"})
    checked = read_checked(path)
    assert checked.moving_xy == pytest.approx(points.moving_xy[[1, 3]])
    assert checked.displacement_xy == pytest.approx(np.array([points.displacement_xy[1], [30.0, -7.5]]))
    assert read_tie_points(path).displacement_xy == pytest.approx(points.displacement_xy)


def test_tie_points_from_before_they_could_be_checked(tmp_path):
    path = tmp_path / "tie_points.gpkg"
    write_tie_points(path, some_tie_points(), UTM)
    without_checks(path)
    assert len(read_checked(path)) == 0
    assert len(read_tie_points(path)) == 7


def read_gcps(path: Path) -> tuple[str, np.ndarray]:
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(rest))
    assert list(rows[0]) == ["mapX", "mapY", "sourceX", "sourceY", "enable", "dX", "dY", "residual"]
    return first, np.array([[float(value) for value in row.values()] for row in rows])


def test_gcps_of_a_georeferenced_layer_are_in_map_units(tmp_path):
    points = some_tie_points()
    write_gcps(tmp_path / "gcps.points", points, UTM)
    first, rows = read_gcps(tmp_path / "gcps.points")
    assert first == f"#CRS: {UTM}"
    kept = ~points.abstained
    assert rows[:, 2:4] == pytest.approx(points.moving_xy[kept], abs=1e-9)
    assert rows[:, :2] == pytest.approx((points.moving_xy + points.displacement_xy)[kept], abs=1e-9)
    assert rows[:, 4].tolist() == points.inlier[kept].tolist()


def test_gcps_of_a_layer_without_geotransform_are_in_pixels(tmp_path, write_raster, opened):
    corners = [(r, c) for r in (0.0, 96.0) for c in (0.0, 128.0)]
    gcps = [GroundControlPoint(r, c, 500_000 + 10 * c, 3_301_000 - 10 * r) for r, c in corners]
    raster = opened(write_raster(textured(96, 128), gcps=(gcps, CRS.from_string(UTM))))
    points = some_tie_points()
    write_gcps(tmp_path / "gcps.points", points, UTM, raster)
    _, rows = read_gcps(tmp_path / "gcps.points")
    moving = points.moving_xy[~points.abstained]
    assert rows[:, 2] == pytest.approx((moving[:, 0] - 500_000) / 10, abs=1e-6)
    assert rows[:, 3] == pytest.approx(-(3_301_000 - moving[:, 1]) / 10, abs=1e-6)


def test_heatmap(tmp_path, write_raster, opened, own_grid):
    raster = opened(write_raster(textured(1200, 700)))
    grid = own_grid(raster)
    rng = np.random.default_rng(0)
    patches = [
        HeatmapPatch(col, row, rng.random((21, 31), dtype=np.float32), rng.random((21, 31), dtype=np.float32))
        for col, row in ((300, 250), (-10, 40), (grid.width - 9, grid.height - 8), (310, 260))
    ]
    path = tmp_path / "heat map.tif"
    write_heatmap(path, grid, patches)
    expected = np.full((2, grid.height + 100, grid.width + 100), np.nan, np.float32)
    for patch in patches:
        part = np.s_[patch.row + 50 : patch.row + 71, patch.col + 50 : patch.col + 81]
        expected[0][part], expected[1][part] = patch.similarity, patch.probability
    with rasterio.open(path) as dataset:
        assert dataset.crs == grid.crs
        assert dataset.transform == grid.transform
        assert np.isnan(dataset.nodata)
        assert dataset.descriptions == ("similarity", "probability")
        assert np.array_equal(dataset.read(), expected[:, 50:-50, 50:-50], equal_nan=True)
        stored = sum(
            dataset.get_tag_item(f"BLOCK_OFFSET_{c}_{r}", "TIFF", bidx=1) is not None
            for (r, c), _ in dataset.block_windows(1)
        )
        assert 0 < stored <= 8


# --- whole or not at all ----------------------------------------------------------------------------------


def match_folder(out: Path):
    return partial_folder(out, MATCH_FILES, last=RESULT_FILE)


def test_a_new_folder_appears_whole(tmp_path):
    out = tmp_path / "a" / "match ü"
    with match_folder(out) as partial:
        (partial / RESULT_FILE).write_text("{}")
        assert not out.exists()
    assert [p.name for p in out.iterdir()] == [RESULT_FILE]
    assert list(out.parent.iterdir()) == [out]


def write_and_fail(context, out: Path, error: Exception, name: str = "") -> None:
    with context(out) as partial:
        (partial / name if name else partial).write_text("half")
        try:
            raise error
        except OSError as cause:
            raise RuntimeError("writing failed") from cause


def test_a_failure_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError):
        write_and_fail(match_folder, tmp_path / "match", ZeroDivisionError(), RESULT_FILE)
    with pytest.raises(ZeroDivisionError):
        write_and_fail(partial_file, tmp_path / "out.tif", ZeroDivisionError())
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_keeps_what_is_not_ours(tmp_path):
    out = tmp_path / "match"
    out.mkdir()
    for name in (RESULT_FILE, "report.html", "notes.txt"):
        (out / name).write_text("old")
    with pytest.raises(ZeroDivisionError), match_folder(out):
        raise ZeroDivisionError
    assert (out / RESULT_FILE).read_text() == "old"
    with match_folder(out) as partial:
        for name in (RESULT_FILE, "tie_points.gpkg"):
            (partial / name).write_text("new")
    assert {p.name: p.read_text() for p in out.iterdir()} == {
        RESULT_FILE: "new",
        "tie_points.gpkg": "new",
        "notes.txt": "old",
    }
    assert list(tmp_path.iterdir()) == [out]


def test_leftovers_of_a_killed_process_do_not_hinder(tmp_path):
    (tmp_path / f"match{PARTIAL_SUFFIX}").mkdir()
    (tmp_path / f"match{PARTIAL_SUFFIX}" / "junk").write_text("junk")
    with match_folder(tmp_path / "match") as partial:
        (partial / RESULT_FILE).write_text("{}")
    assert [p.name for p in (tmp_path / "match").iterdir()] == [RESULT_FILE]


def test_a_file_is_replaced_with_its_side_files(tmp_path):
    out = tmp_path / "out.tif"
    out.write_text("old")
    (tmp_path / "out.tif.aux.xml").write_text("old statistics")
    with partial_file(out) as partial:
        partial.write_text("new")
        assert out.read_text() == "old"
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"out.tif": "new"}


@pytest.mark.parametrize("context", [partial_file, match_folder])
def test_unwritable_places(tmp_path, context):
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(InputError) as failure, context(blocker / "sub" / "out.tif"):
        pytest.fail("must not get here")
    assert failure.value.code == "unwritable_output"
    assert "out.tif" in failure.value.message
    with pytest.raises(InputError), context(blocker if context is match_folder else tmp_path):
        pytest.fail("must not get here")
    assert list(tmp_path.iterdir()) == [blocker]


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [(errno.ENOSPC, EngineError, "disk_full"), (errno.EACCES, InputError, "unwritable_output")],
)
def test_what_the_system_says_becomes_a_sentence(tmp_path, number, kind, code):
    for context, name in ((match_folder, RESULT_FILE), (partial_file, "")):
        with pytest.raises(kind) as failure:
            write_and_fail(context, tmp_path / "out.tif", OSError(number, os.strerror(number)), name)
        assert failure.value.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to set")
def test_a_disk_that_fills_up(tmp_path, write_raster):
    path = write_raster(np.random.default_rng(0).integers(0, 255, (1, 600, 600), dtype=np.uint8))
    script = textwrap.dedent("""
        import resource, signal, sys
        from pathlib import Path
        import numpy as np
        from s2m2_engine.errors import S2M2Error
        from s2m2_engine.files import partial_folder
        from s2m2_engine.scene.raster.grid import common_grid
        from s2m2_engine.scene.results.heatmap_file import HeatmapPatch, write_heatmap
        from s2m2_engine.scene.raster.raster import open_raster
        from s2m2_engine.scene.results.result import MATCH_FILES, RESULT_FILE, TiePointSet
        from s2m2_engine.scene.results.tie_point_files import write_tie_points

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        raster = open_raster(sys.argv[1], "optical")
        grid = common_grid(raster, raster, 100.0, None)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        noise = np.random.default_rng(0).random((500, 500)).astype(np.float32)
        n = 3000
        zeros, flags = np.random.default_rng(0).random((n, 2)), np.zeros(n, bool)
        points = TiePointSet(zeros, zeros, zeros, zeros, np.zeros((n, 2, 2)), zeros[:, 0], flags, flags,
                             zeros[:, 0], zeros[:, 0])
        for write in (
            lambda folder: write_heatmap(folder / "heatmap.tif", grid, [HeatmapPatch(0, 0, noise, noise)]),
            lambda folder: write_tie_points(folder / "tie_points.gpkg", points, "EPSG:32614"),
            lambda folder: (folder / "report.html").write_bytes(bytes(100_000)),
        ):
            try:
                with partial_folder(Path(sys.argv[2]), MATCH_FILES, RESULT_FILE) as folder:
                    write(folder)
                print("no error")
            except S2M2Error as error:
                print(error.code, error.exit_status)
    """)
    out = tmp_path / "match"
    result = subprocess.run(
        [sys.executable, "-c", script, str(path), str(out)], capture_output=True, text=True, timeout=120
    )
    assert result.stdout.split("\n") == ["disk_full 4"] * 3 + [""], result.stderr
    assert list(tmp_path.iterdir()) == [path]
