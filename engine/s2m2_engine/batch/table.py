"""The table of a batch, a row a pair with its footprint in degrees; writes it as GeoParquet 1.1.

pyarrow alone writes the file: GeoParquet is Parquet with well-known binary in a column and a note in the metadata.
`layer_file` writes the same rows as a GeoPackage.
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

GEOMETRY = "geometry"
# Well-known binary: little-endian, polygon, one ring.
_POLYGON = struct.Struct("<BII")
_LITTLE_ENDIAN, _POLYGON_KIND = 1, 3
# Columns that hold JSON, since their tables differ from pair to pair.
_JSON = ("transform", "candidates")
# The kinds of columns; all others hold text.
FIGURES = ("dx_m", "dy_m", "dx_px", "dy_px", "shift_m", "ce90_m", "ce90_px", "rmse_m", "seconds")
COUNTS = ("tie_points", "inliers", "attempts")
LISTS = ("reasons", "corrected")

Row = dict[str, Any]


def rows_of(records: Iterable[PairRecord]) -> list[Row]:
    """The rows of the table, sorted by id; all have the same columns in the same order."""
    return [_row(record) for record in sorted(records, key=lambda record: record.id)]


def columns() -> list[str]:
    """The names of all columns."""
    return list(_row(PairRecord("", "", "", "", "", "")))


def write_table(path: Path, rows: list[Row]) -> None:
    """Write the rows, whole or not at all.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    import pyarrow.parquet

    table = pyarrow.Table.from_pylist(rows, schema=_schema())
    with partial_file(path) as partial:
        pyarrow.parquet.write_table(table, partial, compression="zstd")


def _row(record: PairRecord) -> Row:
    body = record.to_json()
    del body["footprint"]
    for name in _JSON:
        body[name] = json.dumps(body[name]) if body[name] else None
    return {"id": body.pop("id"), GEOMETRY: _well_known_binary(record.footprint), **body}


def _schema() -> Any:
    import pyarrow

    kinds = {
        **dict.fromkeys(FIGURES, pyarrow.float64()),
        **dict.fromkeys(COUNTS, pyarrow.int64()),
        **dict.fromkeys(LISTS, pyarrow.list_(pyarrow.string())),
        GEOMETRY: pyarrow.binary(),
    }
    typed = [(name, kinds.get(name, pyarrow.string())) for name in columns()]
    return pyarrow.schema(typed, metadata={"geo": json.dumps(_note())})


def _note() -> dict[str, Any]:
    """What GeoParquet says about the geometries; without a CRS they are in OGC:CRS84."""
    column = {"encoding": "WKB", "geometry_types": ["Polygon"]}
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def _well_known_binary(ring: Ring) -> bytes | None:
    if not ring:
        return None
    head = _POLYGON.pack(_LITTLE_ENDIAN, _POLYGON_KIND, 1) + struct.pack("<I", len(ring))
    return head + b"".join(struct.pack("<dd", *point) for point in ring)
