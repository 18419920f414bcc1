"""What `MatchSettings` accepts as rasters and as a folder."""

from __future__ import annotations

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


@pytest.mark.parametrize("raster", [np.zeros((4, 4)), SimpleNamespace(encoding={}), None])
def test_rasters_without_a_file_are_refused(raster: Any) -> None:
    with pytest.raises(InputError) as caught:
        MatchSettings(sar=raster, optical="optical.tif", out=Path("folder"))
    assert caught.value.code == "no_file_name"
