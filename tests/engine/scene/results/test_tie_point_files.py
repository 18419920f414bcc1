"""Tie points and GCPs as files: what is written comes back, here and in other programs."""

from __future__ import annotations

import csv
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from helpers.checked_points import add_tie_point, check_tie_points, without_checks
from helpers.raster_samples import UTM, textured
from s2m2_engine.errors import InputError
from s2m2_engine.scene.fitting.tie_points import TiePointSet
from s2m2_engine.scene.results.tie_point_files import read_checked, read_tie_points, write_gcps, write_tie_points
from s2m2_engine.scene.results.tie_point_style import style_qml


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
        residual_xy=residual[:, None] * (6.0, -8.0),
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
        "confidence", "abstained", "inlier", "residual_px", "residual_m", "residual_dx",
        "residual_dy", "cov_xx", "cov_xy", "cov_yy",
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
    """What an analyst confirmed, moved or added is read; what the match found stays as it was."""
    points = some_tie_points()
    path = tmp_path / "tie_points.gpkg"
    write_tie_points(path, points, UTM)
    assert len(read_checked(path)) == 0
    check_tie_points(path, {2: "confirmed", 4: (30.0, -7.5), 5: "rejected", 6: "whatever"})
    add_tie_point(path, (500_100.0, 3_300_200.0), (28.0, -9.0))
    checked = read_checked(path)
    assert checked.moving_xy == pytest.approx(np.vstack([points.moving_xy[[1, 3]], [500_100.0, 3_300_200.0]]))
    given = [points.displacement_xy[1], [30.0, -7.5], [28.0, -9.0]]
    assert checked.displacement_xy == pytest.approx(np.array(given))
    again = read_tie_points(path)
    assert again.displacement_xy[:-1] == pytest.approx(points.displacement_xy)
    assert again.abstained[-1]


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


def test_tie_points_are_a_geopackage_that_old_programs_know_and_say_what_they_are(tmp_path):
    path = tmp_path / "tie_points.gpkg"
    write_tie_points(path, some_tie_points(), UTM)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (10200,)
        identifier, description = database.execute("SELECT identifier, description FROM gpkg_contents").fetchone()
    assert identifier == "S2M2 tie points"
    assert "moving layer" in description


def test_the_file_names_and_explains_all_of_its_columns(tmp_path):
    path = tmp_path / "tie_points.gpkg"
    write_tie_points(path, some_tie_points(), UTM)
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["tie_points"]
    with closing(sqlite3.connect(path)) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(tie_points)")]
        said = database.execute("SELECT column_name, name, title, description FROM gpkg_data_columns").fetchall()
        tables = database.execute(
            "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'"
        ).fetchall()
    assert [column for column, *_ in said] == [column for column in columns if column not in ("fid", "geom")]
    assert all(title and description for _, _, title, description in said)
    assert sorted(tables) == [("gpkg_data_column_constraints",), ("gpkg_data_columns",)]


@pytest.mark.parametrize(
    ("length", "text"),
    [(0.0, "true length"), (2.0, "drawn 100 times as long"), (30.0, "drawn 5 times as long"), (900.0, "true length")],
)
def test_the_style_says_how_much_longer_arrows_are_drawn(length, text):
    """Nine tie points, 300 m apart, of which each has 200 m of the area's side."""
    places = np.array([(x, y) for x in (0.0, 300.0, 600.0) for y in (0.0, 300.0, 600.0)])
    points = replace(some_tie_points(9), moving_xy=places, displacement_xy=np.tile((length, 0.0), (9, 1)))
    assert f'label="Inlier (arrows: displacement, {text})"' in style_qml(points)


def test_equal_tie_points_give_equal_bytes_at_the_time_of_source_date_epoch(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    files = [tmp_path / name for name in ("first.gpkg", "second.gpkg")]
    for path in files:
        write_tie_points(path, some_tie_points(), UTM)
        time.sleep(0.01)  # GeoPackages hold milliseconds
    assert files[0].read_bytes() == files[1].read_bytes()
    with closing(sqlite3.connect(files[0])) as database:
        assert database.execute("SELECT last_change FROM gpkg_contents").fetchone() == ("2001-09-09T01:46:40.000Z",)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    write_tie_points(files[1], some_tie_points(), UTM)
    with closing(sqlite3.connect(files[1])) as database:
        assert database.execute("SELECT last_change FROM gpkg_contents").fetchone()[0] > "2020"
