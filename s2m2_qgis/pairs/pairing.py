"""Finds pairs of a SAR and an optical raster of the same ground among many rasters. It may run in any thread.

1. By name: the rasters overlap, and their names (of files and folders) are the same without the words that identify
   sensors (sar, opt, s1, s2, vv, rgb, …).
2. By ground: of the remaining rasters, those with the largest overlap as a share of the ground of both. At least a
   quarter of the smaller raster must overlap.

A raster is in at most one pair. Equally good pairs are taken in the order of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..engine_files import sensors
from ..i18n import tr

# West, south, east, north: longitudes and latitudes in degrees; east may be beyond 180.
Box = tuple[float, float, float, float]

_LEAST_OVERLAP = 0.25


@dataclass(frozen=True)
class ListedRaster:
    """A layer of the project, or a file.

    Attributes:
        source: name that GDAL opens, or the layer's id if GDAL cannot; rasters with the same source are equal.
        name: name for the user.
        layer_id: id of the layer; "" for a file.
    """

    source: str
    name: str = field(compare=False)
    layer_id: str = field(default="", compare=False)


@dataclass(frozen=True)
class ListedPair:
    """A SAR and an optical raster to learn from: two layers, or two files.

    Attributes:
        match: folder of their match; "" without a match.
        checked: number of its tie points that are confirmed, moved or added.
    """

    sar: ListedRaster
    optical: ListedRaster
    match: str = field(default="", compare=False)
    checked: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Candidate:
    """A raster that may be part of a pair.

    Attributes:
        role: "sar" or "optical"; "" if unknown.
        key: its name without words that identify sensors.
        box: its bounding box in degrees.
    """

    raster: ListedRaster
    role: str
    key: str
    box: Box


@dataclass(frozen=True)
class Pairing:
    """The pairs found, and the rasters left over as (name, reason)."""

    pairs: tuple[ListedPair, ...]
    left_over: tuple[tuple[str, str], ...]


def pair_up(
    candidates: Iterable[Candidate],
    refused: Sequence[tuple[str, str]] = (),
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pairing:
    """Find pairs of a SAR and an optical raster, sorted by the names of the SAR rasters.

    Args:
        refused: (name, reason) of rasters that cannot be used; they are left over, too.
        is_cancelled: called now and then; if it returns true, the pairs found so far are returned.
    """
    rasters = sorted(candidates, key=lambda candidate: (candidate.raster.name, candidate.raster.source))
    sars = [candidate for candidate in rasters if candidate.role == sensors.SAR]
    opticals = [candidate for candidate in rasters if candidate.role == sensors.OPTICAL]
    found = _by_name(sars, opticals)
    found += _by_ground(_without(sars, found), _without(opticals, found), is_cancelled)
    left = [(candidate.raster.name, _reason(candidate, sars, opticals)) for candidate in _without(rasters, found)]
    pairs = sorted(found, key=lambda pair: (pair[0].raster.name, pair[0].raster.source))
    return Pairing(
        tuple(ListedPair(sar.raster, optical.raster) for sar, optical in pairs), tuple(sorted([*refused, *left]))
    )


def _without(candidates: Sequence[Candidate], pairs: Iterable[tuple[Candidate, Candidate]]) -> list[Candidate]:
    """Return the candidates that are in none of the pairs."""
    taken = {id(candidate) for pair in pairs for candidate in pair}
    return [candidate for candidate in candidates if id(candidate) not in taken]


def _by_name(sars: Sequence[Candidate], opticals: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    namesakes: dict[str, list[Candidate]] = defaultdict(list)
    for optical in opticals:
        namesakes[optical.key].append(optical)
    found = []
    for sar in sars:
        partner = max(namesakes[sar.key], key=lambda optical: _overlap(sar.box, optical.box)[0], default=None)
        if partner is not None and _overlap(sar.box, partner.box)[0] > 0:
            namesakes[sar.key].remove(partner)
            found.append((sar, partner))
    return found


def _by_ground(
    sars: Sequence[Candidate], opticals: Sequence[Candidate], is_cancelled: Callable[[], bool]
) -> list[tuple[Candidate, Candidate]]:
    ranked = []
    for row, sar in enumerate(sars):
        if is_cancelled():
            return []
        for column, optical in enumerate(opticals):
            share_of_both, share_of_smaller = _overlap(sar.box, optical.box)
            if share_of_smaller >= _LEAST_OVERLAP:
                ranked.append((-share_of_both, row, column))
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for _, row, column in sorted(ranked):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((sars[row], opticals[column]))
    return found


def _overlap(a: Box, b: Box) -> tuple[float, float]:
    """Return the area of the overlap as shares of the area of the union and of the smaller box."""
    best = 0.0
    for turn in (-360.0, 0.0, 360.0) if max(a[2], b[2]) > 180 else (0.0,):  # across the 180th meridian
        width = min(a[2], b[2] + turn) - max(a[0], b[0] + turn)
        height = min(a[3], b[3]) - max(a[1], b[1])
        best = max(best, max(0.0, width) * max(0.0, height))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return (best / (sum(areas) - best), best / min(areas)) if best else (0.0, 0.0)


def _reason(candidate: Candidate, sars: Sequence[Candidate], opticals: Sequence[Candidate]) -> str:
    """Return why a raster has no partner."""
    if not candidate.role:
        return tr("neither its name nor its bands show whether it is SAR or optical")
    is_sar = candidate.role == sensors.SAR
    if any(_overlap(candidate.box, other.box)[1] >= _LEAST_OVERLAP for other in (opticals if is_sar else sars)):
        return tr("the raster that fits it belongs to another pair")
    return tr("no optical raster shows its ground") if is_sar else tr("no SAR raster shows its ground")
