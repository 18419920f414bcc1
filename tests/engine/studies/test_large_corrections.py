"""The study of large corrections corrects what it says, and measures it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from s2m2_engine.studies.large_corrections import measure_correction, transform_of


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="os.wait4 is not there")
@pytest.mark.parametrize(("kind", "file_format"), [("affine", "cog"), ("tps", "gtiff")])
def test_a_raster_is_corrected_and_measured(kind: str, file_format: str, tmp_path: Path) -> None:
    cost = measure_correction(600, kind, file_format, tmp_path)
    assert cost.seconds > 0
    assert cost.cpu_seconds > 0
    assert 10e6 < cost.peak_bytes < 2e9
    with rasterio.open(tmp_path / "corrected.tif") as corrected:
        assert corrected.tags()["S2M2_TRANSFORM"] == kind
        assert (corrected.tags(ns="IMAGE_STRUCTURE").get("LAYOUT") == "COG") == (file_format == "cog")
        assert corrected.read(1).any()


def test_the_spline_bends_the_affine_transform_by_two_pixels() -> None:
    xy = np.array([400_000.0, 5_600_000.0]) + np.random.default_rng(3).uniform(1_000, 9_000, (200, 2)) * (1, -1)
    off = transform_of("tps", 1000).displacement(xy) - transform_of("affine", 1000).displacement(xy)
    assert np.abs(off).max() == pytest.approx(20.0, abs=1.5)
