"""That libraries use their own data and not those that the environment leads to, and no threads beside ours."""

from __future__ import annotations

import importlib.machinery
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pyproj
import pytest
import rasterio

from s2m2_engine import MatchSettings, correct_raster, library_environment, load_matcher, match_scene
from s2m2_engine.errors import EngineError
from s2m2_engine.simulation.sample import make_sample

VARIABLES = ("PROJ_DATA", "PROJ_LIB", "PROJ_AUX_DB", "GDAL_DATA", "GDAL_DRIVER_PATH")
brings_its_data = pytest.mark.skipif(
    not (Path(rasterio.__file__).parent / "proj_data").is_dir(), reason="this rasterio uses the system's PROJ"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    made = make_sample(tmp_path_factory.mktemp("pair"), size=384)
    return str(made.sar), str(made.optical)


@pytest.fixture
def foreign(tmp_path: Path) -> dict[str, str]:
    """An environment whose PROJ and GDAL are of another time: a database of another layout."""
    folder = tmp_path / "foreign"
    folder.mkdir()
    shutil.copy(Path(rasterio.__file__).parent / "proj_data" / "proj.ini", folder)
    (folder / "proj.db").write_bytes(b"SQLite format 3\x00" + bytes(1000))
    return {**os.environ, **dict.fromkeys(VARIABLES, str(folder))}


@pytest.mark.slow
@brings_its_data
def test_a_match_with_a_foreign_proj_keeps_its_crs(
    foreign: dict[str, str], sample: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "s2m2_engine.cli", "match", *sample, "--out", str(out), "--search-radius", "300"]
    done = subprocess.run(command, env=foreign, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with rasterio.open(sample[0]) as dataset:
        epsg = dataset.crs.to_epsg()
    assert json.loads((out / "result.json").read_text(encoding="utf-8"))["crs"] == f"EPSG:{epsg}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("owner", "error"), [(rasterio.crs, rasterio.errors.CRSError), (pyproj, pyproj.exceptions.CRSError)]
)
def test_a_crs_that_would_get_lost_is_an_error(
    owner: ModuleType, error: type[Exception], sample: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a program uses the engine as a library, with an environment that nobody has cleaned."""

    def fail(*_: object) -> None:
        raise error("no database")

    monkeypatch.setattr(owner, "CRS", SimpleNamespace(from_epsg=fail))
    with pytest.raises(EngineError) as caught:
        match_scene(MatchSettings(*sample, tmp_path / "out"), load_matcher("structure"))
    assert caught.value.code == "no_proj"
    with pytest.raises(EngineError) as caught:
        correct_raster(tmp_path, sample[0], tmp_path / "out.tif")
    assert caught.value.code == "no_proj"
    assert list(tmp_path.iterdir()) == []


def test_a_rasterio_without_data_of_its_own_keeps_the_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As from conda or a distribution, which set them."""
    spec = importlib.machinery.ModuleSpec("rasterio", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(library_environment, "find_spec", lambda name: spec)
    for name in VARIABLES:
        monkeypatch.setenv(name, "kept")
    monkeypatch.setattr(library_environment, "_SETTINGS", {})
    library_environment.prepare()
    assert {os.environ[name] for name in VARIABLES} == {"kept"}
    (tmp_path / "proj_data").mkdir()
    library_environment.prepare()
    assert {name for name in VARIABLES if name in os.environ} == {"GDAL_DATA", "GDAL_DRIVER_PATH"}


@pytest.mark.parametrize("module", ["cli", "worker.__main__"])
@pytest.mark.parametrize(("chosen", "threads"), [(None, 1), ("2", 2)])
def test_matrix_products_start_no_threads_unless_the_user_wants_them(
    module: str, chosen: str | None, threads: int
) -> None:
    """Entry points load numpy only after the environment is prepared, or the variable would come too late."""
    code = (
        f"import sys, s2m2_engine.{module}\n"
        "assert 'numpy' not in sys.modules\n"
        "from s2m2_engine import library_environment\n"
        "library_environment.prepare()\n"
        "import numpy, psutil\n"
        "numpy.ones((512, 512)) @ numpy.ones((512, 512))\n"
        "print(psutil.Process().num_threads())"
    )
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    if chosen is not None:
        environment["OPENBLAS_NUM_THREADS"] = chosen
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == [str(threads)], done.stderr


def test_code_in_a_vrt_does_not_run(sample: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the user's environment lets GDAL run it."""
    monkeypatch.setenv("GDAL_VRT_ENABLE_PYTHON", "YES")
    ran = tmp_path / "ran"
    with rasterio.open(sample[0]) as source:
        place = ", ".join(repr(value) for value in source.transform.to_gdal())
        size = f'rasterXSize="{source.width}" rasterYSize="{source.height}"'
        crs = source.crs.to_string()
    view = tmp_path / "scene.vrt"
    view.write_text(
        f"<VRTDataset {size}><SRS>{crs}</SRS><GeoTransform>{place}</GeoTransform>"
        '<VRTRasterBand dataType="Float32" band="1" subClass="VRTDerivedRasterBand"><PixelFunctionType>f'
        "</PixelFunctionType><PixelFunctionLanguage>Python</PixelFunctionLanguage><PixelFunctionCode>"
        f"open({str(ran)!r}, 'w').close()</PixelFunctionCode><SimpleSource><SourceFilename>{sample[0]}"
        "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    command = [sys.executable, "-m", "s2m2_engine.cli", "match", str(view), sample[1], "--model", "structure"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out")], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2, done.stderr
    assert not ran.exists()
