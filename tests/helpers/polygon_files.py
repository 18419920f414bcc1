"""Layers of polygons and lines that tests write."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyogrio

Ring = Sequence[tuple[float, float]]


def box(xmin: float, ymin: float, xmax: float, ymax: float) -> Ring:
    return [(xmin, ymin), (xmax, ymin), (xmax, ymax), (xmin, ymax), (xmin, ymin)]


def polygon(*rings: Ring) -> bytes:
    """The outline and the holes of a polygon as well-known binary."""
    return struct.pack("<BII", 1, 3, len(rings)) + b"".join(map(_points, rings))


def multipolygon(*polygons: bytes) -> bytes:
    return struct.pack("<BII", 1, 6, len(polygons)) + b"".join(polygons)


def line(points: Ring) -> bytes:
    return struct.pack("<BI", 1, 2) + _points(points)


def write_layer(
    path: Path,
    shapes: Sequence[bytes],
    crs: str | None,
    kind: str = "Polygon",
    layer: str = "ground",
    append: bool = False,
) -> str:
    """Write a layer without attributes; the file's format follows from its name."""
    options = {} if path.suffix == ".shp" else {"layer": layer}
    pyogrio.raw.write(
        path, np.array(shapes, dtype=object), [], [], geometry_type=kind, crs=crs, append=append, **options
    )
    return str(path)


def _points(points: Ring) -> bytes:
    return struct.pack("<I", len(points)) + np.array(points, dtype="<f8").tobytes()
