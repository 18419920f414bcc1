"""Writes the records of a batch as GeoParquet 1.1: a row a pair, with its footprint in degrees.

pyarrow alone writes the file: GeoParquet is Parquet with well-known binary in a column and a note in the metadata.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..files import partial_file
from .checking import Ring
from .record import PairRecord

_GEOMETRY = "geometry"
# Well-known binary: little-endian, polygon, one ring.
_POLYGON = struct.Struct("<BII")
_LITTLE_ENDIAN, _POLYGON_KIND = 1, 3
# Columns that hold JSON, since their tables differ from pair to pair.
_JSON = ("transform", "candidates")


def write_table(path: Path, records: Iterable[PairRecord]) -> None:
    """Write all records, sorted by id, whole or not at all.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    import pyarrow.parquet

    rows = [_row(record) for record in sorted(records, key=lambda record: record.id)]
    table = pyarrow.Table.from_pylist(rows, schema=_schema())
    with partial_file(path) as partial:
        pyarrow.parquet.write_table(table, partial, compression="zstd")


def _row(record: PairRecord) -> dict[str, Any]:
    body = record.to_json()
    del body["footprint"]
    for name in _JSON:
        body[name] = json.dumps(body[name]) if body[name] else None
    return {"id": body.pop("id"), _GEOMETRY: _well_known_binary(record.footprint), **body}


def _schema() -> Any:
    import pyarrow

    kinds = {
        **dict.fromkeys(("dx_m", "dy_m", "dx_px", "dy_px", "shift_m"), pyarrow.float64()),
        **dict.fromkeys(("ce90_m", "ce90_px", "rmse_m", "seconds"), pyarrow.float64()),
        **dict.fromkeys(("tie_points", "inliers", "attempts"), pyarrow.int64()),
        **dict.fromkeys(("reasons", "corrected"), pyarrow.list_(pyarrow.string())),
        _GEOMETRY: pyarrow.binary(),
    }
    names = list(_row(PairRecord("", "", "", "", "", "")))
    columns = [(name, kinds.get(name, pyarrow.string())) for name in names]
    return pyarrow.schema(columns, metadata={"geo": json.dumps(_note())})


def _note() -> dict[str, Any]:
    """What GeoParquet says about the geometries; without a CRS they are in OGC:CRS84."""
    column = {"encoding": "WKB", "geometry_types": ["Polygon"]}
    return {"version": "1.1.0", "primary_column": _GEOMETRY, "columns": {_GEOMETRY: column}}


def _well_known_binary(ring: Ring) -> bytes | None:
    if not ring:
        return None
    head = _POLYGON.pack(_LITTLE_ENDIAN, _POLYGON_KIND, 1) + struct.pack("<I", len(ring))
    return head + b"".join(struct.pack("<dd", *point) for point in ring)
