"""What `MatchSettings` accepts as rasters and as a folder."""

from __future__ import annotations

import ast
import inspect
from dataclasses import MISSING, fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import rasterio

from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.scene.settings import MatchSettings


def test_paths_texts_datasets_and_arrays_with_a_source_are_accepted(write_raster: Any) -> None:
    path = write_raster(textured(64, 64))
    array = SimpleNamespace(encoding={"source": str(path)})  # as xarray's arrays have it
    with rasterio.open(path) as dataset:
        for raster in (str(path), Path(path), dataset, array):
            settings = MatchSettings(sar=raster, optical=raster, out="folder")
            assert settings == MatchSettings(sar=str(path), optical=str(path), out=Path("folder"))
            assert isinstance(settings.out, Path)


def test_type_checkers_know_every_setting() -> None:
    """What they see in place of the generated `__init__` has the same parameters in the same order."""
    tree = ast.parse(Path(inspect.getsourcefile(MatchSettings) or "").read_text(encoding="utf-8"))
    (seen,) = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    assert [one.arg for one in seen.args.args[1:]] == [field.name for field in fields(MatchSettings)]
    assert len(seen.args.defaults) == sum(field.default is not MISSING for field in fields(MatchSettings))


@pytest.mark.parametrize("raster", [np.zeros((4, 4)), SimpleNamespace(encoding={}), None])
def test_rasters_without_a_file_are_refused(raster: Any) -> None:
    with pytest.raises(InputError) as caught:
        MatchSettings(sar=raster, optical="optical.tif", out=Path("folder"))
    assert caught.value.code == "no_file_name"
