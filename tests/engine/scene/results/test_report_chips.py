"""The report's checkerboards show the layers apart before the correction, and together after it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from helpers.raster_samples import WriteRaster, textured
from s2m2_engine import MatchSettings, match_scene
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.scene.results.report_chips import SIDE_PX, SQUARES

pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")  # of the pictures
OFF_PX = 9
PLACE = Affine(10, 0, 500_000, 0, -10, 3_300_000)
PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)"[^>]*alt="([^"]+)"')


def pictures(folder: Path) -> dict[str, np.ndarray]:
    """The pictures of a report by their alternative text."""
    found = {}
    for data, text in PICTURE.findall((folder / "report.html").read_text(encoding="utf-8")):
        with rasterio.MemoryFile(base64.b64decode(data)) as memory, memory.open() as dataset:
            found[text] = dataset.read(1).astype(float)
    return found


def seam(picture: np.ndarray) -> float:
    """How much pixels differ across the borders of squares, as a multiple of the difference within squares."""
    across = np.abs(np.diff(picture, axis=1))
    border = np.arange(1, SQUARES) * SIDE_PX // SQUARES - 1
    inner = np.setdiff1d(np.arange(SIDE_PX - 1), border)
    return float(across[:, border].mean() / across[:, inner].mean())


@pytest.fixture
def matched(write_raster: WriteRaster, tmp_path: Path) -> tuple[Path, Path]:
    """The folder of a match of two equal images that are off by 9 columns, and the moving layer."""
    ground = textured(360, 360)
    paths = [
        write_raster(ground, name=name, transform=place)
        for name, place in (("sar.tif", Affine(10, 0, PLACE.c - 10 * OFF_PX, 0, -10, PLACE.f)), ("optical.tif", PLACE))
    ]
    settings = MatchSettings(*map(str, paths), out=tmp_path / "out", search_radius=300)
    assert match_scene(settings, StructureMatcher()).reliable
    return tmp_path / "out", paths[0]


@pytest.mark.slow
def test_lines_run_on_only_after_the_correction(matched: tuple[Path, Path]) -> None:
    shown = pictures(matched[0])
    assert list(shown) == [
        f"{name} tie point, {when}" for name in ("Best", "Median", "Worst") for when in ("before", "after")
    ]
    for name in ("Best", "Median"):
        before, after = shown[f"{name} tie point, before"], shown[f"{name} tie point, after"]
        assert before.shape == (SIDE_PX, SIDE_PX)
        assert seam(after) < 1.3
        assert seam(before) > 1.5 * seam(after)


@pytest.mark.slow
def test_a_layer_that_is_gone_costs_only_the_pictures(matched: tuple[Path, Path]) -> None:
    from s2m2_engine.scene.refit import refit_match

    folder, moving = matched
    moving.unlink()
    refit_match(folder)
    assert pictures(folder) == {}
    assert "There are no pictures, since a layer could not be read" in (folder / "report.html").read_text("utf-8")
