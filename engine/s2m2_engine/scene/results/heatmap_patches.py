"""Where on the map a tie point's heatmap is drawn: so that its peak lies at the tip of the tie point's arrow."""

from __future__ import annotations

import numpy as np

from ..matching.tiles import TemplateMatch
from .heatmap_file import HeatmapPatch


def heatmap_patch(item: TemplateMatch, moving_is_sar: bool, side: int) -> HeatmapPatch:
    """The heatmap of one template, matched at the common grid's resolution, cut to `side` cells about its peak.

    A cell stands for a displacement d of the SAR template's centre p. With the SAR layer moving the arrow runs from p
    to p + d, so the cell is drawn at p + d. With the optical layer moving it runs from the place found, q, to p; a cell
    then is drawn at q - d, which turns the heatmap by 180 degrees.
    """
    similarity, probability = item.match.similarity, item.match.heatmap
    first = np.floor(np.asarray(item.centre) + np.asarray(item.origin)).astype(int)
    if not moving_is_sar:
        similarity, probability = similarity[::-1, ::-1], probability[::-1, ::-1]
        height, width = probability.shape
        found = np.asarray(item.centre) + np.asarray(item.displacement)
        last = np.asarray(item.origin) + np.array([width - 1, height - 1])
        first = np.floor(found - last).astype(int)
    row, col = np.unravel_index(int(probability.argmax()), probability.shape)
    top, left = _start(int(row), side, probability.shape[0]), _start(int(col), side, probability.shape[1])
    cut = (slice(top, top + side), slice(left, left + side))
    return HeatmapPatch(
        int(first[0]) + left,
        int(first[1]) + top,
        np.ascontiguousarray(similarity[cut]),
        np.ascontiguousarray(probability[cut]),
    )


def _start(peak: int, side: int, length: int) -> int:
    return max(0, min(peak - side // 2, length - side))
