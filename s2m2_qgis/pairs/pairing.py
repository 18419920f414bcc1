"""Which of many rasters belong together: a SAR and an optical one of the same ground. Any thread may call this.

1. By name: names that are the same once the words that tell sensors apart (sar, opt, s1, s2, vv, rgb, …) are taken out,
   of the file and of its folders, and that overlap at all.
2. By ground: of what is left, those that overlap most, in their share of the ground of both; the smaller one must lie
   in the other by a quarter at least.

A raster is in one pair at most. What is equally good is taken in the order of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..i18n import tr
from ..project.layer_guess import OPTICAL, SAR

# West, south, east, north: longitudes and latitudes in degrees; east may be beyond 180.
Box = tuple[float, float, float, float]

_LEAST_OVERLAP = 0.25


@dataclass(frozen=True)
class ListedRaster:
    """A layer of the project, or a file that is none.

    Attributes:
        source: what GDAL opens, or the layer's id where GDAL cannot; two rasters of one source are the same one.
        name: what the user calls it.
        layer_id: "" of a file.
    """

    source: str
    name: str = field(compare=False)
    layer_id: str = field(default="", compare=False)


@dataclass(frozen=True)
class ListedPair:
    """A SAR and an optical raster to learn from: two layers, or two files.

    Attributes:
        match: the folder of their match; "" where they are to be matched first.
        checked: how many of its tie points are confirmed or moved.
    """

    sar: ListedRaster
    optical: ListedRaster
    match: str = field(default="", compare=False)
    checked: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Candidate:
    """A raster that may be part of a pair.

    Attributes:
        role: "sar", "optical", or "" where nobody can tell.
        key: its name without what tells the sensors apart.
        box: the ground that it shows.
    """

    raster: ListedRaster
    role: str
    key: str
    box: Box


@dataclass(frozen=True)
class Pairing:
    """What belongs together, and what is left over: (name, why), why being one of a few sentences."""

    pairs: tuple[ListedPair, ...]
    left_over: tuple[tuple[str, str], ...]


def pair_up(
    candidates: Iterable[Candidate],
    refused: Sequence[tuple[str, str]] = (),
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pairing:
    """Pairs of a SAR and an optical raster, in the order of the SAR ones' names.

    Args:
        refused: (name, why) of rasters that are none to learn from, left over in any case.
        is_cancelled: asked now and then; what has been found until then is returned.
    """
    known = sorted(candidates, key=lambda one: (one.raster.name, one.raster.source))
    sars = [one for one in known if one.role == SAR]
    opticals = [one for one in known if one.role == OPTICAL]
    found = _by_name(sars, opticals)
    taken = {id(one) for pair in found for one in pair}
    found += _by_ground(
        [one for one in sars if id(one) not in taken], [one for one in opticals if id(one) not in taken], is_cancelled
    )
    taken = {id(one) for pair in found for one in pair}
    left = [(one.raster.name, _why(one, sars, opticals)) for one in known if id(one) not in taken]
    pairs = sorted(found, key=lambda pair: (pair[0].raster.name, pair[0].raster.source))
    return Pairing(
        tuple(ListedPair(sar.raster, optical.raster) for sar, optical in pairs), tuple(sorted([*refused, *left]))
    )


def _by_name(sars: Sequence[Candidate], opticals: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    namesakes: dict[str, list[Candidate]] = defaultdict(list)
    for one in opticals:
        namesakes[one.key].append(one)
    found = []
    for sar in sars:
        partner = max(namesakes[sar.key], key=lambda one: _overlap(sar.box, one.box)[0], default=None)
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
            of_both, of_smaller = _overlap(sar.box, optical.box)
            if of_smaller >= _LEAST_OVERLAP:
                ranked.append((-of_both, row, column))
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
    """The ground that both show, as shares of what either shows and of what the smaller one shows."""
    best = 0.0
    for turn in (-360.0, 0.0, 360.0) if max(a[2], b[2]) > 180 else (0.0,):  # across the 180th meridian
        width = min(a[2], b[2] + turn) - max(a[0], b[0] + turn)
        height = min(a[3], b[3]) - max(a[1], b[1])
        best = max(best, max(0.0, width) * max(0.0, height))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return (best / (sum(areas) - best), best / min(areas)) if best else (0.0, 0.0)


def _why(one: Candidate, sars: Sequence[Candidate], opticals: Sequence[Candidate]) -> str:
    """Why a raster has no partner."""
    if not one.role:
        return tr("neither its name nor its bands say whether it is SAR or optical")
    others = opticals if one.role == SAR else sars
    if any(_overlap(one.box, other.box)[1] >= _LEAST_OVERLAP for other in others):
        return tr("what fits it belongs to another pair")
    return tr("no optical raster shows its ground") if one.role == SAR else tr("no SAR raster shows its ground")
