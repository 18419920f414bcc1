"""Checks pairs before any is matched: their files open, and the two overlap."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..progress import Reporter
from ..scene.opening import scene_grid
from ..scene.raster.geodesy import point_transformer
from ..scene.raster.polygons import file_of
from ..scene.raster.raster import Raster, open_raster
from ..scene.raster.sources import files_of, is_on_network
from ..version import __version__
from .manifest import Problem
from .pair import Pair

# Opening waits for disks and servers most of the time.
_THREADS = 8
_STEPS = 3
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class CheckedPair:
    """A pair and what its files say.

    Attributes:
        key: changes with inputs, settings, model and version of the engine; an equal key needs no new match.
        footprint: the outline of the moving layer, closed, in degrees (longitude, latitude); empty if it is unknown.
        error: why the pair cannot be matched; None if it can.
    """

    pair: Pair
    key: str
    footprint: Ring
    error: InputError | None

    @property
    def problem(self) -> Problem | None:
        """The error, as it is listed."""
        return None if self.error is None else Problem(self.pair.place, self.pair.id, self.error.message)


def check_pairs(pairs: Sequence[Pair], models: Mapping[str, str], out: Path, reporter: Reporter) -> list[CheckedPair]:
    """Open all rasters of all pairs, and find out whether they overlap.

    Args:
        models: the SHA-256 of each model that the pairs name.
        out: the folder of the batch.

    Raises:
        CancelledError: the reporter wants to stop.
    """
    done = []
    with ThreadPoolExecutor(_THREADS) as threads:
        try:
            for one in threads.map(lambda pair: _check(pair, models[pair.model], out), pairs):
                reporter.raise_if_cancelled()
                done.append(one)
                reporter.progress("checking", 0.0, f"Checking pairs: {len(done)} of {len(pairs)}")
        finally:
            threads.shutdown(cancel_futures=True)
    return done


def _check(pair: Pair, sha256: str, out: Path) -> CheckedPair:
    footprint: Ring = ()
    error = None
    try:
        for name in pair.inputs:
            _check_there(name)
        settings = pair.settings(out)
        with open_raster(pair.sar, "sar") as sar, open_raster(pair.optical, "optical") as optical:
            moving, reference = (sar, optical) if pair.moving == "sar" else (optical, sar)
            footprint = _footprint(moving)
            scene_grid(moving, reference, settings)
    except InputError as caught:
        error = caught
    return CheckedPair(pair, _key(pair, sha256), footprint, error)


def _check_there(name: str) -> None:
    """Refuse a local file that does not exist.

    Raises:
        InputError: "no_such_file".
    """
    file = file_of(name)
    if not (file.startswith("/vsi") or is_on_network(file) or os.path.exists(file)):
        raise InputError("no_such_file", f"There is no file {file}.", "Check the path, relative to the manifest.")


def _footprint(moving: Raster) -> Ring:
    cols, rows = np.linspace(0, moving.width, _STEPS), np.linspace(0, moving.height, _STEPS)
    top, left = np.zeros(_STEPS), np.zeros(_STEPS)
    edges = [
        (cols, top), (left + moving.width, rows), (cols[::-1], top + moving.height), (left, rows[::-1]),
    ]  # fmt: skip
    corners = np.concatenate([np.column_stack(edge)[:-1] for edge in edges])
    corners = np.vstack([corners, corners[:1]])
    degrees = point_transformer(moving.crs_text, "OGC:CRS84")(moving.to_map(corners))
    # Counter-clockwise, as GeoJSON and GeoParquet have the outside of a polygon.
    ring = degrees if _area(degrees) > 0 else degrees[::-1]
    return tuple((float(x), float(y)) for x, y in ring) if np.isfinite(ring).all() else ()


def _area(ring: np.ndarray) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())


def _key(pair: Pair, sha256: str) -> str:
    settings = {name: value for name, value in asdict(pair).items() if name not in _NOT_MEASURED}
    body = {"pair": settings, "files": _states(pair.inputs), "model": sha256, "version": __version__}
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]


# What changes no result of a pair.
_NOT_MEASURED = ("place", "datetime", "sensor", "orbit")


def _states(names: Iterable[str]) -> list[tuple[str, int, int]]:
    """Name, size and time of every local file that belongs to the inputs; a server's files have only their names."""
    states = []
    for name in dict.fromkeys(file for one in names for file in files_of(file_of(one))):
        try:
            found = os.stat(name)
        except (OSError, ValueError):
            states.append((name, -1, -1))
            continue
        if not stat.S_ISDIR(found.st_mode):
            states.append((name, found.st_size, found.st_mtime_ns))
    return states
