"""The table and the report of a batch."""

from __future__ import annotations

import json
import math
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pyogrio
import pytest

from s2m2_engine.batch import layer_file
from s2m2_engine.batch.layer_file import write_layer
from s2m2_engine.batch.record import FAILED, RELIABLE, UNRELIABLE, PairRecord
from s2m2_engine.batch.report import outliers_first, write_report
from s2m2_engine.batch.table import columns, rows_of, write_table
from s2m2_engine.errors import InputError

RING = ((10.0, 50.0), (11.0, 50.0), (11.0, 51.0), (10.0, 50.0))


def record(name: str, status: str = RELIABLE, dx: float = 10.0, **more: object) -> PairRecord:
    figures = {"dx_m": dx, "dy_m": 5.0, "shift_m": math.hypot(dx, 5.0), "ce90_m": 2.0, "footprint": RING}
    placed = {} if status == FAILED else {**figures, "folder": f"pairs/{name}", "transform": {"kind": "shift"}}
    return PairRecord(name, "key", status, "s.tif", "o.tif", "sar", **{**placed, **more})  # type: ignore[arg-type]


def test_the_table_is_geoparquet(tmp_path: Path) -> None:
    path = tmp_path / "results.parquet"
    failed = record("b", FAILED, error_code="no_overlap", error="They do not overlap.")
    write_table(path, rows_of([failed, record("a", reasons=("One.", "Two."), attempts=2)]))
    table = pyarrow.parquet.read_table(path)
    note = json.loads(table.schema.metadata[b"geo"])
    assert note["columns"][note["primary_column"]] == {"encoding": "WKB", "geometry_types": ["Polygon"]}
    first, second = table.to_pylist()
    assert (first["id"], first["status"], first["dx_m"], first["attempts"]) == ("a", RELIABLE, 10.0, 2)
    assert first["reasons"] == ["One.", "Two."]
    assert json.loads(first["transform"]) == {"kind": "shift"}
    polygon = bytes.fromhex("01 03000000 01000000 04000000")
    assert first["geometry"].startswith(polygon)
    assert len(first["geometry"]) == len(polygon) + 4 * 16
    assert (second["geometry"], second["dx_m"], second["error_code"]) == (None, None, "no_overlap")


def test_columns_have_the_same_types_without_values(tmp_path: Path) -> None:
    write_table(tmp_path / "a.parquet", rows_of([record("a")]))
    write_table(tmp_path / "b.parquet", rows_of([record("b", FAILED)]))
    first, second = (pyarrow.parquet.read_schema(tmp_path / name) for name in ("a.parquet", "b.parquet"))
    assert first.equals(second)


def layer_of(path: Path, *records: PairRecord) -> dict[str, dict[str, Any]]:
    """Write the records, and read them as GDAL does; by id, with the feature's id and its outline."""
    write_layer(path, rows_of(records), records)
    meta, fids, geometries, values = pyogrio.raw.read(path, return_fids=True)
    found = [dict(zip(meta["fields"], row)) for row in zip(*values)]
    return {row["id"]: {**row, "fid": int(fid), "wkb": wkb} for row, fid, wkb in zip(found, fids, geometries)}


def test_the_layer_has_the_rows_and_columns_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "results.gpkg"
    failed = record("b", FAILED, footprint=(), error_code="no_overlap", error="They do not overlap.")
    rows = layer_of(path, failed, record("a", reasons=("One.", "Two."), attempts=2, corrected=("c.tif", "d.tif")))
    assert {*rows["a"], "geometry"} == {*columns(), "fid", "wkb"}
    assert (rows["a"]["status"], rows["a"]["dx_m"], rows["a"]["attempts"]) == (RELIABLE, 10.0, 2)
    assert (rows["a"]["reasons"], rows["a"]["corrected"]) == ("One. Two.", "c.tif;d.tif")
    assert rows["a"]["wkb"] == rows_of([record("a")])[0]["geometry"]
    assert (rows["b"]["wkb"], rows["b"]["error_code"]) == (None, "no_overlap")
    info = pyogrio.read_info(path, force_total_bounds=True, force_feature_count=True)
    assert (info["features"], info["total_bounds"], info["crs"]) == (2, (10.0, 50.0, 11.0, 51.0), "EPSG:4326")


def test_features_keep_their_ids_while_the_layer_grows(tmp_path: Path) -> None:
    path = tmp_path / "results.gpkg"
    before = layer_of(path, record("b", FAILED), record("gone"))
    with closing(sqlite3.connect(path)) as reader:  # as QGIS has it open
        reader.execute("SELECT id FROM results").fetchall()
        after = layer_of(path, record("a"), record("b", dx=3.0))
    assert set(after) == {"a", "b"}
    assert after["b"]["fid"] == before["b"]["fid"]
    assert (after["b"]["status"], after["b"]["dx_m"]) == (RELIABLE, 3.0)


def test_a_layer_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "results.gpkg"
    layer_of(path, record("a"))
    monkeypatch.setattr(layer_file, "_PATIENCE_S", 0.1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InputError, match="locked"):
            write_layer(path, rows_of([record("b")]), [record("b")])
    assert set(layer_of(path, record("a"))) == {"a"}


def test_what_is_no_layer_of_this_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "results.gpkg"
    path.write_text("This is no database, although it is long enough for the header of one: " + "x" * 100)
    assert set(layer_of(path, record("a"))) == {"a"}


def test_the_pairs_to_look_at_come_first() -> None:
    records = [
        record("a"),
        record("far", dx=90.0),
        record("b", dx=11.0),
        record("bad", UNRELIABLE),
        record("x", FAILED),
    ]
    assert [one.id for one in outliers_first([*records, record("c", dx=12.0)])][:3] == ["x", "bad", "far"]


def test_the_report_shows_all_pairs_and_links_theirs(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    drifting = [
        record(f"d{day}", dx=float(day), datetime=f"2024-05-{day:02}", sensor="s1", orbit="44") for day in (1, 9)
    ]
    why = "It is <not> sure."
    write_report(path, [record("a b"), record("u", UNRELIABLE, reasons=(why,)), record("x", FAILED), *drifting], 7)
    text = path.read_text(encoding="utf-8")
    assert "3 reliable, 1 not reliable, 1 failed" in text
    assert "2 pairs wait" in text
    assert 'href="pairs/a%20b/report.html"' in text
    assert text.count("<polygon") == 4
    assert "It is &lt;not&gt; sure." in text
    assert why not in text
    assert "s1 orbit 44: to the east" in text
    assert "2024-05-09" in text


def test_a_record_survives_the_journal() -> None:
    one = record("a", reasons=("One.",), candidates=({"kind": "shift"},), corrected=("c.tif",))
    assert PairRecord.from_json(json.loads(json.dumps(one.to_json()))) == one
