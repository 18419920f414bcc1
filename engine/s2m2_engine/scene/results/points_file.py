"""Reads the .points files of QGIS's Georeferencer.

A row is a control point: mapX, mapY, its place in the reference; sourceX, sourceY (pixelX, pixelY before QGIS 3.26),
its place in the raster that is georeferenced; and enable, 1 or 0. Since QGIS 3.26 a line "#CRS: ..." before the names
of the columns holds the CRS of mapX and mapY.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError

_CRS_MARK = "#CRS:"
_COLUMNS = (("mapX", "mapY", "sourceX", "sourceY"), ("mapX", "mapY", "pixelX", "pixelY"))
_ENABLE = "enable"
# No analyst places more points; a larger file is something else.
_LARGEST_FILE = 10_000_000


@dataclass(frozen=True)
class ControlPoints:
    """n control points as the file gives them.

    Attributes:
        source: (n, 2) places in the raster, in its map coordinates, or, if it has no geotransform, column and -row.
        target: (n, 2) places in the reference, in `crs`.
        enabled: (n,) whether the Georeferencer uses the point.
        lines: the number of each point's line in the file, from 1 on.
        crs: the CRS as text; "" if the file names none.
    """

    source: NDArray[np.float64]
    target: NDArray[np.float64]
    enabled: NDArray[np.bool_]
    lines: tuple[int, ...]
    crs: str

    def __len__(self) -> int:
        return len(self.source)


def read_points(path: Path) -> ControlPoints:
    """Read a file of control points.

    Raises:
        InputError: "no_points": there is no such file, or no point in it; "bad_points": it is no .points file; the
            sentence names the line and what is wrong there.
    """
    lines = [(number, line) for number, line in enumerate(_text(path).splitlines(), 1) if line.strip()]
    crs = ""
    if lines and lines[0][1].startswith(_CRS_MARK):
        crs = lines[0][1][len(_CRS_MARK) :].strip()
        lines = lines[1:]
    if not lines:
        raise bad_points(path, "it holds no line with the names of columns")
    number, header = lines[0]
    separator = "," if "," in header else "\t"
    names = [name.strip() for name in header.split(separator)]
    if tuple(names[:4]) not in _COLUMNS:
        raise bad_points(
            path,
            f"line {number} begins with {header[:60]!r}, and the Georeferencer's columns are mapX, mapY, sourceX, "
            "sourceY (QGIS 3.26 and later) or mapX, mapY, pixelX, pixelY (before)",
        )
    rows = [_row(path, number, line.split(separator), names) for number, line in lines[1:]]
    if not rows:
        raise InputError("no_points", f"{path} holds no control point.", "Save the points in the Georeferencer first.")
    values = np.array([row[:4] for row in rows])
    return ControlPoints(
        source=values[:, 2:],
        target=values[:, :2],
        enabled=np.array([row[4] != 0 for row in rows]),
        lines=tuple(number for number, _ in lines[1:]),
        crs=crs,
    )


def bad_points(path: Path, why: str) -> InputError:
    """The refusal of a file; `why` is a clause."""
    return InputError(
        "bad_points",
        f"{path} cannot be used as a .points file of QGIS's Georeferencer: {why}.",
        "Save the points in the Georeferencer again, for the moving layer.",
    )


def _text(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > _LARGEST_FILE:
            raise bad_points(path, "it is too large")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            "no_points", f"There is no file {path}.", "Give a .points file of QGIS's Georeferencer."
        ) from None
    except UnicodeDecodeError as error:
        raise bad_points(path, "it is not text in UTF-8") from error
    except OSError as error:
        raise bad_points(path, f"it cannot be read ({error.strerror})") from error


def _row(path: Path, number: int, cells: list[str], names: list[str]) -> tuple[float, ...]:
    """mapX, mapY, sourceX, sourceY and enable of a line."""
    if len(cells) != len(names):
        raise bad_points(path, f"line {number} has {len(cells)} values, and there are {len(names)} columns")
    table = dict(zip(names, cells, strict=True))
    wanted = [*names[:4], *([_ENABLE] if _ENABLE in names else [])]
    values = [_number(path, number, name, table[name]) for name in wanted]
    if _ENABLE not in names:
        values.append(1.0)
    elif values[4] not in (0, 1):
        raise bad_points(path, f"{_ENABLE} in line {number} is {table[_ENABLE].strip()!r}, and not 0 or 1")
    return tuple(values)


def _number(path: Path, line: int, name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise bad_points(path, f"{name} in line {line} is {text.strip()!r}, which is no number")
    return value
