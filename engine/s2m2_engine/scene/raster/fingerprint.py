"""Recognises a raster by what it is, so that it is still known after its file was moved, renamed or copied."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from ...arrays import Window
from .raster import Raster

# Windows of this side are read on a lattice with so many places along each side of the raster.
_SIDE = 32
_PLACES = 6
# Georeferences that differ by less are the same: formats round them.
_TOLERANCE = 1e-9

Geotransform = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Fingerprint:
    """What makes a raster recognisable.

    Attributes:
        geotransform: (a, b, c, d, e, f), with x = a col + b row + c and y = d col + e row + f; None for a raster that
            only GCPs place.
        content: SHA-256 of size, number of bands, data type, GCPs, and values of the first band at 36 places.
    """

    geotransform: Geotransform | None
    content: str

    def is_same(self, other: Fingerprint | None) -> bool:
        """Whether both are fingerprints of the same content at the same place; False if there is no other."""
        if other is None or self.content != other.content:
            return False
        mine, theirs = self.geotransform, other.geotransform
        if mine is None or theirs is None:
            return mine is theirs
        return bool(np.allclose(mine, theirs, rtol=_TOLERANCE, atol=_TOLERANCE * max(map(abs, mine[:2]))))


# What was found for rasters that are still in use.
_found: WeakKeyDictionary[Raster, Fingerprint] = WeakKeyDictionary()


def raster_fingerprint(raster: Raster) -> Fingerprint:
    """The fingerprint of an open raster, which is read for it once.

    Raises:
        InputError: "corrupt_raster": it cannot be read at one of the places.
    """
    if raster not in _found:
        _found[raster] = _measured(raster)
    return _found[raster]


def _measured(raster: Raster) -> Fingerprint:
    dataset = raster.dataset
    digest = hashlib.sha256(f"{raster.width} {raster.height} {raster.bands} {dataset.dtypes[0]}".encode())
    for gcp in raster.gcps:
        digest.update(f"{gcp.col!r} {gcp.row!r} {gcp.x!r} {gcp.y!r}".encode())
    for window in _windows(raster.width, raster.height):
        digest.update(np.ascontiguousarray(raster.stored((1,), window)[0]).tobytes())
    a, b, c, d, e, f = map(float, raster.transform[:6])
    return Fingerprint(None if raster.gcps else (a, b, c, d, e, f), digest.hexdigest())


def _windows(width: int, height: int) -> list[Window]:
    """The windows that are read, spread over the raster."""
    cols, rows = min(_SIDE, width), min(_SIDE, height)
    lefts = np.linspace(0, width - cols, _PLACES).astype(int)
    tops = np.linspace(0, height - rows, _PLACES).astype(int)
    return [Window(int(left), int(top), cols, rows) for top in tops for left in lefts]
