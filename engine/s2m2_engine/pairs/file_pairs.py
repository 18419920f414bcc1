"""Pairs of two image files of equal size whose displacement is known. Decoded images are cached in memory."""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Window
from ..errors import InputError
from .folders import Displacement
from .image_files import image_size, read_shown
from .image_pairs import ImagePair
from .training_pairs import PairImages

CACHE_BYTES = 768 * 2**20


class FilePair(PairImages):
    """A pair of two image files. Pair coordinates are pixel coordinates, the same in both images."""

    def __init__(self, pair: ImagePair, root: Path) -> None:
        """Describe a pair, whose key is the path of its SAR image relative to `root`."""
        self.pair = pair
        self.key = f"{pair.dataset}:{_relative(pair.sar, root)}"
        self.scene = f"{pair.dataset}:{pair.scene}"

    @property
    def files(self) -> tuple[Path, Path]:
        return self.pair.sar, self.pair.optical

    def core(self) -> Window:
        rows, cols = _load(self.pair.sar).shape[-2:]
        return Window(0, 0, cols, rows)

    def bounds(self) -> Window:
        return self.core()

    @property
    def displacement(self) -> Displacement:
        return self.pair.displacement

    def with_displacement(self, displacement: Displacement) -> FilePair:
        changed = copy.copy(self)
        changed.pair = replace(self.pair, displacement=displacement)
        return changed

    def read_optical(self, window: Window) -> Float32Array:
        cut: Float32Array = _load(self.pair.optical)[(..., *window.slices)].astype(np.float32)
        return cut

    def read_sar(self, window: Window) -> Float32Array:
        raw = _load(self.pair.sar)[(..., *window.slices)]
        values: Float32Array = raw.astype(np.float32)
        if self.pair.sar_nodata is not None:
            values[raw == self.pair.sar_nodata] = np.nan
        return values

    def check(self, decode: bool) -> None:
        sar, optical = image_size(self.pair.sar), image_size(self.pair.optical)
        if sar != optical:
            raise InputError(
                "sizes_differ",
                f"{self.pair.sar} has {sar[1]} x {sar[0]} pixels, but {self.pair.optical} has "
                f"{optical[1]} x {optical[0]}.",
                "Both images of a pair must show the same ground on the same pixel grid. Resample one of them, or "
                "leave the pair out.",
            )
        if decode:
            _load(self.pair.sar)
            _load(self.pair.optical)


def _relative(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


class _Cache:
    """A cache of decoded images, one per process. It drops the least recently used image first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._images: OrderedDict[Path, NDArray[Any]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, path: Path) -> NDArray[Any]:
        with self._lock:
            if path in self._images:
                self._images.move_to_end(path)
                return self._images[path]
        image = read_shown(path)
        with self._lock:
            if path not in self._images:
                self._images[path] = image
                self._bytes += image.nbytes
            while self._bytes > self._limit and len(self._images) > 1:
                _, dropped = self._images.popitem(last=False)
                self._bytes -= dropped.nbytes
        return image


_cache = _Cache(CACHE_BYTES)


def _load(path: Path) -> NDArray[Any]:
    """Return the image (bands, rows, cols): uint8 as stored, or float32 stretched to 0..255."""
    return _cache.get(path)
