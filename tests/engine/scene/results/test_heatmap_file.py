"""The heatmap of a match as a raster."""

from __future__ import annotations

import numpy as np
import rasterio

from helpers.raster_samples import textured
from s2m2_engine.scene.results.heatmap_file import HeatmapPatch, write_heatmap


def test_heatmap(tmp_path, write_raster, opened, own_grid):
    raster = opened(write_raster(textured(1200, 700)))
    grid = own_grid(raster)
    rng = np.random.default_rng(0)
    patches = [
        HeatmapPatch(col, row, rng.random((21, 31), dtype=np.float32), rng.random((21, 31), dtype=np.float32))
        for col, row in ((300, 250), (-10, 40), (grid.width - 9, grid.height - 8), (310, 260))
    ]
    path = tmp_path / "heat map.tif"
    write_heatmap(path, grid, patches)
    expected = np.full((2, grid.height + 100, grid.width + 100), np.nan, np.float32)
    for patch in patches:
        part = np.s_[patch.row + 50 : patch.row + 71, patch.col + 50 : patch.col + 81]
        expected[0][part], expected[1][part] = patch.similarity, patch.probability
    with rasterio.open(path) as dataset:
        assert dataset.crs == grid.crs
        assert dataset.transform == grid.transform
        assert np.isnan(dataset.nodata)
        assert dataset.descriptions == ("similarity", "probability")
        assert np.array_equal(dataset.read(), expected[:, 50:-50, 50:-50], equal_nan=True)
        stored = sum(
            dataset.get_tag_item(f"BLOCK_OFFSET_{c}_{r}", "TIFF", bidx=1) is not None
            for (r, c), _ in dataset.block_windows(1)
        )
        assert 0 < stored <= 8
