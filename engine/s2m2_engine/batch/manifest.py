"""Reads manifests that are tables (CSV, GeoParquet) with a pair a row.

Every row is read before anything is refused, so that all of its rows' faults are named at once.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..names import DEFAULT_MODEL
from ..scene.raster.grid import BBox
from .pair import Pair, problem_of_id

REQUIRED = ("id", "sar", "optical")
OPTIONAL = (
    "moving", "search_radius", "model", "mask", "bbox", "correct", "also", "datetime", "sensor", "orbit",
)  # fmt: skip
# Several files in one field; GDAL's names have every other letter that a list could be separated by.
_SEPARATOR = ";"
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")
_ELSEWHERE = re.compile(r"/vsi|[a-z][a-z0-9+.-]+://|<VRTDataset", re.IGNORECASE)
_MOST_LISTED = 50


@dataclass(frozen=True)
class Problem:
    """Why a pair cannot be matched.

    Attributes:
        place: where the manifest names it ("row 7").
        id: of the pair, as far as it has one.
        text: what is wrong; no sentence, since it follows the place.
    """

    place: str
    id: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}{f' ({self.id})' if self.id else ''}: {self.text}"


@dataclass(frozen=True)
class Defaults:
    """What pairs have whose rows say nothing about it."""

    moving: str = "sar"
    search_radius: float | None = None
    model: str = DEFAULT_MODEL
    correct: bool = False


@dataclass
class Rows:
    """The rows of a table, while they are read: the pairs, and what is wrong with the others."""

    pairs: list[Pair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, defaults: Defaults) -> list[Pair]:
    """Read a CSV or Parquet table.

    Paths are relative to the manifest's folder.

    Raises:
        InputError: "bad_manifest": it cannot be read, lacks columns, has others than are known, or some of its rows
            cannot be used, which the message lists; "no_pairs".
    """
    is_parquet = path.suffix.lower() in (".parquet", ".geoparquet")
    columns, records = _parquet(path) if is_parquet else _csv(path)
    _check_columns(path, columns, others=is_parquet)
    rows = Rows()
    for place, record in records:
        try:
            rows.pairs.append(_pair(place, record, defaults, path.parent))
        except ValueError as error:
            rows.problems.append(Problem(place, _text(record.get("id")), str(error)))
    return checked(path, rows)


def checked(path: Path, rows: Rows) -> list[Pair]:
    """The pairs, if none of the rows has a fault and no two pairs share an id.

    Raises:
        InputError: "bad_manifest", "no_pairs".
    """
    # Two folders whose names differ by capitals only are one folder on Windows and macOS.
    count = Counter(pair.id.casefold() for pair in rows.pairs)
    first: dict[str, str] = {}
    problems = list(rows.problems)
    for pair in rows.pairs:
        earlier = first.setdefault(pair.id.casefold(), pair.place)
        if count[pair.id.casefold()] > 1 and earlier != pair.place:
            problems.append(Problem(pair.place, pair.id, f"{earlier} has the same id"))
    if problems:
        raise refusal(path, problems, len(rows.pairs) + len(rows.problems))
    if not rows.pairs:
        raise InputError("no_pairs", f"{path} names no pair.", "Give a manifest with at least one pair.")
    return rows.pairs


def refusal(path: Path, problems: Sequence[Problem], count: int, hint: str = "Correct these rows.") -> InputError:
    """The error that lists the rows of a manifest with `count` rows that cannot be used."""
    lines = [f"  {problem}" for problem in problems[:_MOST_LISTED]]
    if len(problems) > _MOST_LISTED:
        lines.append(f"  and {len(problems) - _MOST_LISTED} more")
    head = f"{len(problems)} of the {count} rows of {path} cannot be used:"
    return InputError("bad_manifest", "\n".join([head, *lines, ""]), hint)


def _csv(path: Path) -> tuple[list[str], Iterator[tuple[str, Mapping[str, Any]]]]:
    try:
        # Excel writes a byte-order mark before the first column's name.
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError("bad_manifest", f"{path} cannot be read: {why}.", "Give a manifest as CSV.") from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        lines = [line for line in reader if line]
    except csv.Error as error:
        raise InputError("bad_manifest", f"{path} is no CSV: {error}.", "Give a manifest as CSV.") from error
    head = [name.strip() for name in lines[0]] if lines else []
    return head, (_csv_row(number, line, head) for number, line in enumerate(lines[1:], start=2))


def _csv_row(number: int, line: list[str], head: list[str]) -> tuple[str, Mapping[str, Any]]:
    if len(line) != len(head):
        return f"row {number}", {"id": line[0], "fault": f"it has {len(line)} fields, the header has {len(head)}"}
    return f"row {number}", dict(zip(head, line))


def _parquet(path: Path) -> tuple[list[str], Iterator[tuple[str, Mapping[str, Any]]]]:
    table = read_parquet(path)
    known = [name for name in table.column_names if name in (*REQUIRED, *OPTIONAL)]
    # GeoParquet keeps the bounding boxes of its geometries in a column `bbox` of its own kind.
    known = [name for name in known if not str(table.schema.field(name).type).startswith("struct")]
    records = table.select(known).to_pylist()
    return list(table.column_names), ((f"row {number}", one) for number, one in enumerate(records, start=1))


def read_parquet(path: Path) -> Any:
    """The table (pyarrow) in a Parquet file.

    Raises:
        InputError: "bad_manifest".
    """
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.read_table(path, partitioning=None)
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError("bad_manifest", f"{path} cannot be read: {error}.", "Give a whole Parquet file.") from error


def _check_columns(path: Path, columns: Sequence[str], others: bool) -> None:
    """Refuse a table that lacks columns, has one twice or, unless `others` are allowed, has unknown ones."""
    missing = [name for name in REQUIRED if name not in columns]
    twice = [name for name, count in Counter(columns).items() if count > 1]
    unknown = [] if others else [name for name in columns if name not in (*REQUIRED, *OPTIONAL)]
    for names, what in ((missing, "has no column"), (twice, "has more than one column"), (unknown, "has the column")):
        if names:
            raise InputError(
                "bad_manifest",
                f"{path} {what} {', '.join(names)}.",
                f"It needs {', '.join(REQUIRED)}, and may have {', '.join(OPTIONAL)}.",
            )


def _pair(place: str, record: Mapping[str, Any], defaults: Defaults, folder: Path) -> Pair:
    """The pair of a row.

    Raises:
        ValueError: what is wrong.
    """
    fields = {name: _text(value) for name, value in record.items()}
    name = fields.get("id", "")
    fault = fields.get("fault", "") or problem_of_id(name)
    for role in ("sar", "optical"):
        if not fault and not fields[role]:
            fault = f"it has no {role} raster"
    if fault:
        raise ValueError(fault)
    return Pair(
        id=name,
        place=place,
        sar=located(fields["sar"], folder),
        optical=located(fields["optical"], folder),
        moving=_moving(fields.get("moving") or defaults.moving),
        search_radius=_radius(fields.get("search_radius", ""), defaults.search_radius),
        model=fields.get("model") or defaults.model,
        masks=_files(fields.get("mask", ""), folder),
        bbox=_bbox(fields.get("bbox", "")),
        correct=_is_yes(fields["correct"]) if fields.get("correct") else defaults.correct,
        also=_files(fields.get("also", ""), folder),
        **{key: fields.get(key, "") for key in ("datetime", "sensor", "orbit")},
    )


def _text(value: Any) -> str:
    """A field as the text that a CSV file would hold."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (list, tuple)):
        parts: Iterable[str] = map(_text, value)
        return (" " if all(isinstance(one, (int, float)) for one in value) else _SEPARATOR).join(parts)
    return str(value.isoformat() if hasattr(value, "isoformat") else value).strip()


def located(name: str, folder: Path) -> str:
    """A file's name in a manifest, as it is opened: relative to the manifest's folder if it is a relative path."""
    return name if _ELSEWHERE.match(name) else str(folder.absolute() / name)


def _files(text: str, folder: Path) -> tuple[str, ...]:
    return tuple(located(name.strip(), folder) for name in text.split(_SEPARATOR) if name.strip())


def _moving(text: str) -> str:
    if text not in ("sar", "optical"):
        raise ValueError(f"moving is {text!a}, neither sar nor optical")
    return text


def _radius(text: str, otherwise: float | None) -> float | None:
    if not text:
        return otherwise
    (radius,) = _numbers(text, 1, "search_radius")
    if radius <= 0:
        raise ValueError(f"search_radius is {text}, not above 0")
    return radius


def _bbox(text: str) -> BBox | None:
    if not text:
        return None
    xmin, ymin, xmax, ymax = _numbers(text, 4, "bbox")
    if xmin >= xmax or ymin >= ymax:
        raise ValueError(f"bbox is {text}, not xmin ymin xmax ymax")
    return xmin, ymin, xmax, ymax


def _numbers(text: str, count: int, name: str) -> list[float]:
    try:
        values = [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        values = []
    if len(values) != count or not all(map(math.isfinite, values)):
        raise ValueError(f"{name} is {text!a}, not {'a number' if count == 1 else f'{count} numbers'}")
    return values


def _is_yes(text: str) -> bool:
    if text.lower() not in (*_YES, *_NO):
        raise ValueError(f"correct is {text!a}, neither yes nor no")
    return text.lower() in _YES
