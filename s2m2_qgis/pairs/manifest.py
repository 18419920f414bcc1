"""Writes the manifest of a batch, a CSV file, from the rows of a QGIS table or from pairs of files."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..i18n import tr
from ..project.output_paths import safe_name
from ..worker.failures import WorkerFailure
from .pairing import ListedPair

# The columns of a manifest; the first three are required.
REQUIRED = ("id", "sar", "optical")
COLUMNS = (
    *REQUIRED, "moving", "search_radius", "model", "mask", "bbox", "correct", "also", "datetime", "sensor", "orbit",
)  # fmt: skip
# Those that name files, and what separates several in one field.
_FILES = ("sar", "optical", "mask", "also")
_SEPARATOR = ";"
# Letters of a name, which a number may follow; ids and file names have a limit.
_LONGEST = 100
# Names that are no paths relative to a folder.
_ELSEWHERE = re.compile(r"/vsi|[a-z][a-z0-9+.-]+://|<VRTDataset", re.IGNORECASE)


def rows_of_pairs(pairs: Iterable[ListedPair]) -> Iterator[dict[str, str]]:
    """The rows of a manifest for pairs of files. Their ids are the names of the SAR rasters, made unique."""
    taken: set[str] = set()
    for pair in pairs:
        stem = safe_name(os.path.splitext(pair.sar.name)[0], _LONGEST)
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}"
        taken.add(name.casefold())
        yield {"id": name, "sar": pair.sar.source, "optical": pair.optical.source}


def rows_of_table(columns: Sequence[str], records: Iterable[Sequence[Any]], folder: Path) -> Iterator[dict[str, str]]:
    """The rows of a manifest for the rows of a table, whose other columns are left out.

    Args:
        folder: that of the table, which paths are relative to.

    Raises:
        WorkerFailure: "bad_manifest": the table lacks columns.
    """
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        message = tr("The table has no column {names}.").format(names=", ".join(missing))
        raise WorkerFailure("bad_manifest", message, tr("A table of pairs has the columns id, sar and optical."), 2)
    known = [(place, name) for place, name in enumerate(columns) if name in COLUMNS]
    for record in records:
        fields = {name: _text(record[place]) for place, name in known}
        for name in set(_FILES) & set(fields):
            parts = (
                [part.strip() for part in fields[name].split(_SEPARATOR)] if name not in REQUIRED else [fields[name]]
            )
            fields[name] = _SEPARATOR.join(_located(part, folder) for part in parts if part)
        yield fields


def write_manifest(path: Path, rows: Iterable[Mapping[str, str]]) -> int:
    """Write a manifest, whole or not at all; returns the number of its rows.

    Raises:
        WorkerFailure: "unwritable_output".
    """
    count = 0
    partial = path.with_name(f"{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            for row in rows:
                writer.writerow(row)
                count += 1
        os.replace(partial, path)
    except OSError as error:
        message = tr("“{path}” cannot be written: {error}.").format(path=path, error=error.strerror or error)
        raise WorkerFailure("unwritable_output", message, tr("Choose another folder."), 2) from None
    finally:
        partial.unlink(missing_ok=True)
    return count


def _located(name: str, folder: Path) -> str:
    return name if _ELSEWHERE.match(name) else str(folder.absolute() / name)


def _text(value: Any) -> str:
    """A field of a QGIS table as the text that a CSV file would hold."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (QDate, QDateTime)):
        return str(value.toString(Qt.DateFormat.ISODate))
    if isinstance(value, (list, tuple)):
        return _SEPARATOR.join(map(_text, value))
    return str(value).strip()
