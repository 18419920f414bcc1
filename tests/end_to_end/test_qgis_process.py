"""The Processing algorithms from the command line that QGIS brings, with the real worker."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal

from helpers.paths import PROJECT_ROOT
from qm_file import qm_bytes

PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


@pytest.fixture
def qgis_process(
    profile: Path, environment: dict[str, str], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    if PROGRAM is None:
        pytest.fail("qgis_process is not installed; ./build.sh test installs it with qgis.")
    variables = {**environment, "QGIS_CUSTOM_CONFIG_PATH": str(profile), "QT_QPA_PLATFORM": "offscreen"}
    variables["S2M2_TEST_MARK"] = str(tmp_path)
    variables["LC_ALL"] = "C.UTF-8"  # a language of the system's goes before the profile's in some versions

    def run(*arguments: str, **parameters: Any) -> subprocess.CompletedProcess[str]:
        given = ["--", *(f"{name}={value}" for name, value in parameters.items())] if parameters else []
        return subprocess.run(
            [PROGRAM, "--json", *arguments, *given],
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


@pytest.fixture(scope="module")
def sample(worker_python: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A simulated pair that is off by 137 m east and 84 m south."""
    folder = tmp_path_factory.mktemp("sample") / "pair é"
    make = (
        "import pathlib, sys; from s2m2_engine.simulation.sample import make_sample;"
        "make_sample(pathlib.Path(sys.argv[1]), 512)"
    )
    subprocess.run(
        [worker_python, "-c", make, str(folder)], check=True, env={"PYTHONPATH": str(PROJECT_ROOT / "engine")}
    )
    return folder / "simulated_sar.tif", folder / "simulated_optical.tif"


def test_match_then_refit_then_correct(qgis_process: Any, sample: tuple[Path, Path], tmp_path: Path) -> None:
    out, corrected = tmp_path / "out é", tmp_path / "corrected.tif"
    done = qgis_process("run", "s2m2:match", SAR=sample[0], OPTICAL=sample[1], OUTPUT=out)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    results = json.loads(done.stdout)["results"]
    assert results["STATUS"] == "reliable"
    assert results["DX_M"] == pytest.approx(-137, abs=6)
    assert results["DY_M"] == pytest.approx(84, abs=6)
    assert (out / "result.json").exists()
    done = qgis_process("run", "s2m2:refit", MATCH_FOLDER=out, METHOD="affine")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    refitted = json.loads(done.stdout)["results"]
    assert refitted["TRANSFORM"] == "affine"
    assert refitted["DX_M"] == pytest.approx(results["DX_M"], abs=2)
    done = qgis_process("run", "s2m2:correct", MATCH_FOLDER=out, INPUT=sample[0], METHOD="tps", CORRECTED=corrected)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert corrected.exists()
    folder = tmp_path / "many"
    done = qgis_process(
        "run", "s2m2:correctmany", MATCH_FOLDER=out, INPUTS=sample[0], GRID="reference", FORMAT="cog", OUTPUT=folder
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    results = json.loads(done.stdout)["results"]
    assert results["CORRECTED"] == [str(folder / "simulated_sar_s2m2.tif")]
    assert place_of(results["CORRECTED"][0]) == place_of(sample[1])


def place_of(path: Path | str) -> tuple[tuple[float, ...], int, int]:
    """Geotransform and size of a raster."""
    dataset = gdal.Open(str(path))
    return dataset.GetGeoTransform(), dataset.RasterXSize, dataset.RasterYSize


def test_match_many(qgis_process: Any, sample: tuple[Path, Path], tmp_path: Path) -> None:
    manifest, out = tmp_path / "pairs é.csv", tmp_path / "out é"
    rows = [["id", "sar", "optical"], ["good", *map(str, sample)], ["missing", "none.tif", str(sample[1])]]
    with manifest.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    done = qgis_process("run", "s2m2:matchmany", MANIFEST=manifest, OUTPUT=out, MODEL="structure", WORKERS=1)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    results = json.loads(done.stdout)["results"]
    assert (results["PAIRS"], results["RELIABLE"], results["FAILED"]) == (2, 1, 1)
    assert gdal.OpenEx(results["RESULTS"]).GetLayerByName("results").GetFeatureCount() == 2


def test_bad_input_is_a_sentence(qgis_process: Any, sample: tuple[Path, Path], tmp_path: Path) -> None:
    done = qgis_process("run", "s2m2:match", SAR=sample[0], OPTICAL=sample[0], OUTPUT=tmp_path / "out")
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "out").exists()
    assert "different" in done.stdout + done.stderr


def test_algorithms_speak_the_language_of_the_profile(qgis_process: Any, profile: Path) -> None:
    folder = profile / "profiles" / "default"
    translations = folder / "python" / "plugins" / "s2m2_qgis" / "resources" / "translations"
    translations.mkdir(exist_ok=True)
    content = qm_bytes("eo", "S2M2", {"Match SAR and optical": ["Kongruigi SAR kaj optikan"]})
    (translations / "s2m2_eo.qm").write_bytes(content)
    with (folder / "QGIS" / "QGIS3.ini").open("a", encoding="utf-8") as settings:
        settings.write("\n[locale]\noverrideFlag=true\nuserLocale=eo\n")
    done = qgis_process("help", "s2m2:match")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "Kongruigi SAR kaj optikan" in done.stdout


def test_the_worker_is_gone_afterwards(qgis_process: Any, sample: tuple[Path, Path], tmp_path: Path) -> None:
    done = qgis_process("run", "s2m2:match", SAR=sample[0], OPTICAL=sample[1], OUTPUT=tmp_path / "out", SPACING=100)
    assert done.returncode == 0, done.stderr[-2000:]
    # The worker inherits this mark from qgis_process.
    mine = os.fsencode(f"S2M2_TEST_MARK={tmp_path}")
    end = time.monotonic() + 5
    while left := [path for path in Path("/proc").glob("[0-9]*/environ") if mine in readable(path)]:
        assert time.monotonic() < end, f"still there: {left}"
        time.sleep(0.1)


def readable(path: Path) -> bytes:
    """What the file of a process holds; nothing for a process that has gone."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
