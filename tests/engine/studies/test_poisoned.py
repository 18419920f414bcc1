"""Poisoned scenes: each case is what its name says, and what cannot teach leaves the model as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from helpers.raster_samples import WriteRaster, textured

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from s2m2_engine.errors import InputError
from s2m2_engine.model.model_file import write_model
from s2m2_engine.model.network.configuration import NetworkConfiguration
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.studies import poisoned

TINY = NetworkConfiguration(channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow")


@pytest.fixture
def pair(write_raster: WriteRaster) -> tuple[Path, Path]:
    sar = textured(280, 300)
    return write_raster(sar, "sar.tif"), write_raster(np.concatenate([255 - sar] * 3), "optical.tif")


def bands(path: Path) -> np.ndarray:
    with rasterio.open(path) as raster:
        return raster.read()


def correlation(sar: Path, optical: Path, part: slice = slice(None)) -> float:
    return abs(float(np.corrcoef(bands(sar)[0][:, part].ravel(), bands(optical)[0][:, part].ravel())[0, 1]))


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("unrelated", 0, 0.5), ("clouds", 0, 0.5), ("water", 0, 0.02), ("tiny", 0.99, 1)],
)
def test_what_is_left_in_common(pair: tuple[Path, Path], tmp_path: Path, name: str, least: float, most: float) -> None:
    made = poisoned.write_case(name, *pair, tmp_path / "case")
    assert least <= correlation(*made) <= most
    shape = (poisoned.TINY_PX,) * 2 if name == "tiny" else (280, 300)
    assert bands(made[0]).shape[1:] == bands(made[1]).shape[1:] == shape


def test_half_is_unrelated(pair: tuple[Path, Path], tmp_path: Path) -> None:
    made = poisoned.write_case("half unrelated", *pair, tmp_path / "case")
    assert correlation(*made, part=slice(150)) < 0.5 < 0.99 < correlation(*made, part=slice(150, None))
    # The same values, in another place.
    np.testing.assert_array_equal(np.sort(bands(made[1]).ravel()), np.sort(bands(pair[1]).ravel()))


@pytest.mark.slow
def test_cases_that_cannot_teach_keep_the_model(
    pair: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "base.safetensors"
    write_model(model, TINY, S2M2Network(TINY).state_dict(), "base", "Untrained.")
    out = tmp_path / "out"
    arguments = [*map(str, pair), "--model", str(model), "--out", str(out), "--only", "constant", "tiny"]
    assert poisoned.main(arguments) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("| constant", "| tiny"))]
    assert len(said) == 2
    assert all("| kept | 0 |" in line for line in said)
    assert "same value" in said[0]
    assert not list(out.glob("**/tuned.safetensors"))


def test_pairs_of_two_grids_are_refused(pair: tuple[Path, Path], write_raster: WriteRaster, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not on the same grid"):
        poisoned.write_case("clouds", pair[0], write_raster(textured(100, 100), "other.tif"), tmp_path / "case")
    with pytest.raises(InputError, match="cannot be made"):
        poisoned.write_case("clouds", pair[0], tmp_path / "missing.tif", tmp_path / "case")
