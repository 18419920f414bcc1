"""Writes the heatmaps of all tie points as one raster on the common grid: band 1 similarity, band 2 probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import rasterio.windows

from ...arrays import Float32Array
from ..matching.tiles import TemplateMatch
from ..raster.grid import CommonGrid
from ..raster.raster_copy import check_tiles

_TILE = 256
_STRIP_PIXELS = 4_000_000


@dataclass(frozen=True)
class HeatmapPatch:
    """The heatmap of one tie point, both arrays float32 (rows, cols); its first pixel is at (col, row) of the grid.

    The similarity is NaN where too little ground could be compared.
    """

    col: int
    row: int
    similarity: Float32Array
    probability: Float32Array


def heatmap_patch(item: TemplateMatch, moving_is_sar: bool, side: int) -> HeatmapPatch:
    """The heatmap of one template, matched at the common grid's resolution, cut to `side` cells around its peak.

    A cell stands for a displacement d of the SAR template's centre p. If the SAR layer is moving, the tie point's arrow
    runs from p to p + d, so the cell is drawn at p + d. If the optical layer is moving, the arrow runs from q, the
    position found, to p, so the cell is drawn at q - d, which rotates the heatmap by 180 degrees.
    """
    similarity = np.where(item.match.judged, item.match.similarity, np.float32("nan"))
    probability = item.match.heatmap
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


def write_heatmap(path: Path, grid: CommonGrid, patches: Sequence[HeatmapPatch]) -> None:
    """Write patches as a tiled GeoTIFF, float32, NaN where there is no patch; later patches cover earlier patches.

    Only blocks that contain a patch are stored (a sparse file), and only one strip of blocks is in memory at a time. A
    patch may extend beyond the grid.

    Raises:
        OSError, rasterio.errors.RasterioError, EngineError: the file cannot be written.
    """
    profile = {
        "driver": "GTiff", "width": grid.width, "height": grid.height, "count": 2, "dtype": "float32",
        "crs": grid.crs, "transform": grid.transform, "nodata": float("nan"), "tiled": True, "blockxsize": _TILE,
        "blockysize": _TILE, "compress": "deflate", "predictor": 3, "sparse_ok": True, "bigtiff": "IF_SAFER",
    }  # fmt: skip
    rows = max(1, _STRIP_PIXELS // max(grid.width, 1) // _TILE) * _TILE
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.set_band_description(1, "similarity")
        dataset.set_band_description(2, "probability")
        for top in range(0, grid.height, rows):
            height = min(rows, grid.height - top)
            inside = [p for p in patches if p.row < top + height and p.row + p.similarity.shape[0] > top]
            if not inside:
                continue
            strip = np.full((2, height, grid.width), np.nan, dtype=np.float32)
            for patch in inside:
                _paste(strip, patch, top)
            _write_blocks(dataset, strip, top)
    check_tiles(path, sparse=True)


def _paste(strip: Float32Array, patch: HeatmapPatch, top: int) -> None:
    height, width = patch.similarity.shape
    row0, row1 = max(patch.row - top, 0), min(patch.row - top + height, strip.shape[1])
    col0, col1 = max(patch.col, 0), min(patch.col + width, strip.shape[2])
    if row0 >= row1 or col0 >= col1:
        return
    part = np.s_[row0 - patch.row + top : row1 - patch.row + top, col0 - patch.col : col1 - patch.col]
    strip[0, row0:row1, col0:col1] = patch.similarity[part]
    strip[1, row0:row1, col0:col1] = patch.probability[part]


def _write_blocks(dataset: rasterio.io.DatasetWriter, strip: Float32Array, top: int) -> None:
    """Write only the blocks that are not empty: GDAL would store an empty block, too."""
    for row in range(0, strip.shape[1], _TILE):
        for col in range(0, strip.shape[2], _TILE):
            block = strip[:, row : row + _TILE, col : col + _TILE]
            if np.isfinite(block[0]).any():
                area = rasterio.windows.Window(col, top + row, block.shape[2], block.shape[1])
                dataset.write(block, window=area)
