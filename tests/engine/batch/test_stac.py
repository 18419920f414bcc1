"""Items are paired by the rule that the user states, and by nothing else."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from s2m2_engine.batch.manifest import Defaults
from s2m2_engine.batch.stac import PairingRule, is_stac, read_items
from s2m2_engine.errors import InputError

RULE = PairingRule("grid:code", 3.0, "vv", "B04")


def item(name: str, asset: str, tile: str, day: str | None, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": name,
        "properties": {"grid:code": tile, "datetime": day, **properties},
        "assets": {asset: {"href": f"{name}.tif"}},
    }


def collection(folder: Path, *items: Any) -> Path:
    path = folder / "items.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": items}), encoding="utf-8")
    return path


def test_the_nearest_in_time_on_the_same_tile(tmp_path: Path) -> None:
    path = collection(
        tmp_path,
        item("s1", "vv", "T1", "2024-05-10T06:00:00Z", **{"platform": "sentinel-1a", "sat:relative_orbit": 44}),
        item("s2", "vv", "T2", "2024-05-10T06:00:00Z"),
        item("s3", "vv", "T1", "2024-06-20T06:00:00Z"),
        item("o1", "B04", "T1", "2024-05-12T10:00:00Z"),
        item("o2", "B04", "T1", "2024-05-09T10:00:00+00:00"),
        item("o3", "B04", "T3", "2024-05-10T06:00:00Z"),
        item("o4", "B04", "T2", None, start_datetime="2024-05-13T05:00:00Z"),
    )
    pairs, alone = read_items(path, RULE, Defaults())
    assert [(Path(pair.sar).stem, Path(pair.optical).stem) for pair in pairs] == [("s1", "o2"), ("s2", "o4")]
    assert alone == 1
    first = pairs[0]
    assert (first.id, first.sensor, first.orbit) == ("s1", "sentinel-1a", "44")
    assert first.datetime == "2024-05-10T06:00:00+00:00"
    assert first.sar == str(tmp_path / "s1.tif")
    pairs, alone = read_items(path, RULE, Defaults(moving="optical"))
    assert [(pair.id, Path(pair.sar).stem) for pair in pairs] == [("o1", "s1"), ("o2", "s1"), ("o4", "s2")]
    assert alone == 1


def test_items_that_the_rule_cannot_use_are_all_named(tmp_path: Path) -> None:
    both = item("both", "vv", "T1", "2024-05-10T06:00:00Z")
    both["assets"]["B04"] = {"href": "x.tif"}
    path = collection(
        tmp_path,
        item("a", "hh", "T1", "2024-05-10T06:00:00Z"),
        both,
        item("c", "vv", "", "2024-05-10T06:00:00Z"),
        item("d", "vv", "T1", None),
        item("e", "vv", "T1", "in May"),
        "no item",
        item("f", "vv", "T1", "2024-05-10T06:00:00Z"),
        item("f", "vv", "T1", "2024-05-10T06:00:00Z"),
        item("g", "B04", "T1", "2024-05-10T06:00:00Z"),
    )
    with pytest.raises(InputError) as raised:
        read_items(path, RULE, Defaults())
    message = raised.value.message
    assert "item 1 (a): it has neither of the assets vv and B04" in message
    assert "item 2 (both): it has both assets vv and B04" in message
    assert "item 3 (c): it has no property grid:code" in message
    assert "item 4 (d): it has no date" in message
    assert "item 5 (e): its date is 'in May'" in message
    assert "item 6: it is no STAC item" in message
    assert "item 8 (f): item 7 has the same id" in message


def test_a_file_without_items(tmp_path: Path) -> None:
    path = tmp_path / "item.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="holds no items"):
        read_items(path, RULE, Defaults())
    with pytest.raises(InputError, match="names no pair"):
        read_items(collection(tmp_path), RULE, Defaults())


def test_stac_geoparquet_has_properties_as_columns(tmp_path: Path) -> None:
    path = tmp_path / "items.parquet"
    times = [datetime.fromisoformat("2024-05-10T06:00:00+00:00"), datetime.fromisoformat("2024-05-11T06:00:00+00:00")]
    table = pyarrow.table(
        {
            "id": ["s", "o"],
            "datetime": times,
            "grid:code": ["T", "T"],
            "assets": [{"vv": {"href": "s.tif"}, "B04": None}, {"vv": None, "B04": {"href": "/vsis3/b/o.tif"}}],
        }
    )
    pyarrow.parquet.write_table(table, path)
    assert is_stac(path)
    pairs, alone = read_items(path, RULE, Defaults())
    assert [(pair.id, pair.sar, pair.optical) for pair in pairs] == [("s", str(tmp_path / "s.tif"), "/vsis3/b/o.tif")]
    assert alone == 0
