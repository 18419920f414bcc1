"""Matches many templates of a scene. Neighbouring templates share a block of ground, which is read only once.

Blocks are matched in a few threads (numpy, FFT and GDAL release the lock) and returned in a fixed order, so that two
runs give the same result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float32Array, Window, WindowPair
from ...machine import matching_threads
from ...model.matcher import Match, Matcher
from ...progress import Reporter
from ..fitting.transform import Transform

# Side of a block in pixels of its level, and largest number of templates in it: large enough to share features, small
# enough to fit into memory and not to let cancelling and the display of tie points on the map wait long.
_BLOCK_PX = 512
_BLOCK_TEMPLATES = 120
_CANCEL_CHECK_S = 0.1


@dataclass(frozen=True)
class Level:
    """A resolution at which templates are matched.

    Attributes:
        factor: a pixel of this level covers factor x factor pixels of the common grid.
        template: side of a template in pixels of this level.
        radius: search radius around the predicted displacement in pixels of this level.
    """

    factor: int
    template: int
    radius: int


@dataclass(frozen=True)
class TemplateMatch:
    """The result for a template, in pixels of the common grid.

    Attributes:
        centre: (col, row) of the template's centre in the SAR layer.
        displacement: (dcol, drow) from the centre to its place in the optical layer.
        covariance: (2, 2) covariance of `displacement`, px².
        origin: displacement at the heatmap's first cell; neighbouring cells differ by the level's factor.
        match: the matcher's result in pixels of the level.
    """

    centre: tuple[float, float]
    displacement: tuple[float, float]
    covariance: NDArray[np.float64]
    origin: tuple[int, int]
    match: Match


class PixelReader(Protocol):
    """Reads a layer on the common grid; see `GridReader.read`."""

    def read(self, window: Window, factor: int = 1) -> Float32Array: ...


class TileMatcher:
    """Matches templates of the SAR layer to the optical layer."""

    def __init__(self, sar: PixelReader, optical: PixelReader, matcher: Matcher) -> None:
        self._sar = sar
        self._optical = optical
        self._matcher = matcher

    def match_templates(
        self, level: Level, corners: NDArray[np.int64], prior: Transform, reporter: Reporter
    ) -> Iterator[tuple[list[TemplateMatch], int]]:
        """Yield (matches of a block, number of templates done so far), block by block in a fixed order.

        Args:
            corners: (n, 2) upper left corners of templates in pixels of the common grid, multiples of the factor.
            prior: predicted displacement in pixels of the common grid, SAR to optical.

        Raises:
            CancelledError: the reporter wants to stop.
        """
        blocks = _blocks(corners, level, self._matcher.context)
        threads = matching_threads()
        done = 0
        pool = ThreadPoolExecutor(threads, thread_name_prefix="match")
        try:
            waiting: deque[Future[list[TemplateMatch]]] = deque()
            remaining = iter(blocks)
            # Only as many blocks are in work as threads can use, so that results do not accumulate in memory.
            for block in islice(remaining, threads + 1):
                waiting.append(pool.submit(self._match_block, level, block, prior))
            while waiting:
                while not wait([waiting[0]], timeout=_CANCEL_CHECK_S).done:
                    reporter.raise_if_cancelled()
                matches = waiting.popleft().result()
                reporter.raise_if_cancelled()
                for block in islice(remaining, 1):
                    waiting.append(pool.submit(self._match_block, level, block, prior))
                done += len(matches)
                yield matches, done
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _match_block(self, level: Level, corners: NDArray[np.int64], prior: Transform) -> list[TemplateMatch]:
        factor, size = level.factor, level.template
        cell = corners // factor
        centres = corners.astype(np.float64) + size * factor / 2
        shift = np.rint(prior.displacement(centres) / factor).astype(np.int64)
        margin = self._matcher.context
        sar_frame = _bounding(cell, size, margin)
        search = cell + shift - level.radius
        search_size = size + 2 * level.radius
        optical_frame = _bounding(search, search_size, margin)
        pairs = [
            WindowPair(
                Window(int(left) - optical_frame.col, int(top) - optical_frame.row, search_size, search_size),
                Window(int(col) - sar_frame.col, int(row) - sar_frame.row, size, size),
            )
            for (left, top), (col, row) in zip(search, cell, strict=True)
        ]
        matches = self._matcher.match_block(
            self._optical.read(optical_frame, factor), self._sar.read(sar_frame, factor), pairs
        )
        return [
            _in_grid_pixels(match, centre, (int(first[0]), int(first[1])), factor)
            for match, centre, first in zip(matches, centres, shift - level.radius, strict=True)
        ]


def _in_grid_pixels(match: Match, centre: NDArray[np.float64], first: tuple[int, int], factor: int) -> TemplateMatch:
    return TemplateMatch(
        centre=(float(centre[0]), float(centre[1])),
        displacement=((first[0] + match.offset[0]) * factor, (first[1] + match.offset[1]) * factor),
        covariance=match.covariance * factor**2,
        origin=(first[0] * factor, first[1] * factor),
        match=match,
    )


def _blocks(corners: NDArray[np.int64], level: Level, margin: int) -> list[NDArray[np.int64]]:
    """Group `corners` by block of ground; blocks and corners are in row-major order.

    Templates that lie so far apart that a block would read more ground than they do one by one stay alone.

    Args:
        margin: pixels of the level that are read around a block.
    """
    if len(corners) == 0:
        return []
    block = corners // (_BLOCK_PX * level.factor)
    order = np.lexsort((corners[:, 0], corners[:, 1], block[:, 0], block[:, 1]))
    ordered = block[order]
    borders = np.flatnonzero((np.diff(ordered, axis=0) != 0).any(axis=1)) + 1
    grouped: list[NDArray[np.int64]] = []
    for group in np.split(corners[order], borders):
        together = _bounding(group // level.factor, level.template, margin)
        alone = len(group) * (level.template + 2 * margin) ** 2 < together.width * together.height
        most = 1 if alone else _BLOCK_TEMPLATES
        grouped += [group[first : first + most] for first in range(0, len(group), most)]
    return grouped


def _bounding(corners: NDArray[np.int64], size: int, margin: int) -> Window:
    """Return the window that contains all windows of `size` at `corners` and `margin` pixels around them."""
    low = corners.min(axis=0) - margin
    high = corners.max(axis=0) + size + margin
    return Window(int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1]))
