"""Writes the table of a batch as a GeoPackage, too: many builds of GDAL, QGIS's among them, read no Parquet.

The file stays where it is and changes in one transaction, since QGIS may have it open while a batch runs: a file in its
place would be joined with the journal of the old one, and Windows would refuse it.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio

from ..errors import EngineError, InputError
from ..files import partial_file
from ..names import BATCH_LAYER
from .record import PairRecord
from .table import COUNTS, FIGURES, GEOMETRY, Row, columns

# Another program may be writing for so long, s.
_PATIENCE_S = 5.0
_EPSG = 4326
# A geometry of a GeoPackage: magic, version 0, little-endian without an envelope, the CRS; well-known binary follows.
_HEAD = struct.pack("<2sBBi", b"GP", 0, 1, _EPSG)
# What separates the parts of a list in a column of text: sentences read on, files are listed as in a manifest.
_BETWEEN = {"reasons": " ", "corrected": ";"}
_FID = "fid"
_VERSION = "1.2"  # QGIS 3.22's GDAL writes no later one without a warning


def write_layer(path: Path, rows: Sequence[Row], records: Sequence[PairRecord]) -> None:
    """Make the file say what the rows say, whole or not at all; the features of pairs keep their ids.

    Args:
        records: those of the rows, for the extent.

    Raises:
        InputError: "unwritable_output": another program keeps the file locked, or it is read-only.
        EngineError: "disk_full".
    """
    try:
        if not _is_ours(path):
            with partial_file(path) as partial:
                _create(partial)
        with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as database, database:
            _update(database, rows)
            _describe(database, records)
    except sqlite3.Error as error:
        if "full" in str(error):
            raise EngineError("disk_full", f"{path} could not be written: the disk is full.") from error
        raise InputError(
            "unwritable_output", f"{path} could not be written: {error}.", "Close it in other programs."
        ) from error


def _is_ours(path: Path) -> bool:
    """Whether the file is there, and has the columns that this version writes."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_S)) as database:
            found = {row[1] for row in database.execute(f'PRAGMA table_info("{BATCH_LAYER}")')}
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # no database at all
        return False
    return found == {_FID, *columns()}


def _create(path: Path) -> None:
    """Make a GeoPackage with a layer without features."""
    kinds: dict[str, Any] = {**dict.fromkeys(FIGURES, np.float64), **dict.fromkeys(COUNTS, np.int64)}
    names = [name for name in columns() if name != GEOMETRY]
    pyogrio.raw.write(
        path,
        geometry=np.empty(0, dtype=object),
        field_data=[np.empty(0, dtype=kinds.get(name, object)) for name in names],
        fields=names,
        geometry_type="Polygon",
        crs=f"EPSG:{_EPSG}",
        driver="GPKG",
        layer=BATCH_LAYER,
        dataset_options={"VERSION": _VERSION},
        # An index of places would need functions that Python's SQLite lacks whenever a row changes.
        layer_options={"GEOMETRY_NAME": GEOMETRY, "FID": _FID, "SPATIAL_INDEX": "NO"},
    )
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f'CREATE UNIQUE INDEX "{BATCH_LAYER}_id" ON "{BATCH_LAYER}" (id)')


def _update(database: sqlite3.Connection, rows: Sequence[Row]) -> None:
    names = columns()
    listed = ", ".join(f'"{name}"' for name in names)
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    # The statements are made of the names of columns only; values are bound.
    database.execute("CREATE TEMPORARY TABLE kept (id TEXT PRIMARY KEY)")
    database.executemany("INSERT INTO kept VALUES (?)", [(row["id"],) for row in rows])
    database.execute(f'DELETE FROM "{BATCH_LAYER}" WHERE id NOT IN (SELECT id FROM kept)')  # nosec B608
    database.executemany(
        f'INSERT INTO "{BATCH_LAYER}" ({listed}) VALUES ({", ".join("?" * len(names))}) '  # nosec B608
        f"ON CONFLICT (id) DO UPDATE SET {changed}",
        [_values(row) for row in rows],
    )


def _values(row: Mapping[str, Any]) -> list[Any]:
    values = {**row, **{name: text.join(row[name]) for name, text in _BETWEEN.items()}}
    values[GEOMETRY] = None if row[GEOMETRY] is None else _HEAD + row[GEOMETRY]
    return list(values.values())


def _describe(database: sqlite3.Connection, records: Sequence[PairRecord]) -> None:
    """Say how far the features reach, and when they changed, as the standard wants it."""
    corners = np.array([corner for record in records for corner in record.footprint]).reshape(-1, 2)
    extent = [*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()] if len(corners) else [None] * 4
    database.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
        [*extent, BATCH_LAYER],
    )
