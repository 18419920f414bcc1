"""Calls the engine as a user's program does, with the types that mypy sees; it is run by a test, too."""

from __future__ import annotations

import numpy as np
import rasterio
from numpy.typing import NDArray

from s2m2_engine import MatchSettings, correct_raster, correct_rasters, load_matcher, match_scene


def match_and_correct(sar: str, optical: str, out: str) -> tuple[float, NDArray[np.float64], list[str]]:
    """CE90 in pixels, the displacements (n, 2) in metres, and the paths of the corrected rasters."""
    matcher = load_matcher("structure", device="cpu")
    with rasterio.open(optical) as reference:
        settings = MatchSettings(sar, reference, out, search_radius=300)
        result = match_scene(settings, matcher)
    table = result.tie_point_table()
    displacement: NDArray[np.float64] = np.column_stack([table["dx_m"], table["dy_m"]])
    with rasterio.open(sar) as moving:
        first = correct_raster(out, moving, f"{out}/first.tif", grid=optical)
    others = correct_rasters(out, [sar], f"{out}/others", grid="reference")
    return result.accuracy.ce90_px, displacement, [first.path, *(one.path for one in others)]
