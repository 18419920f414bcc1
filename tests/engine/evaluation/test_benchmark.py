"""`s2m2 bench`: pairs of any size with known truth, and figures from a process of its own."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from helpers.hostile_folder import RAN, hostile_folder
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.evaluation import benchmark
from s2m2_engine.evaluation.benchmark import BenchResult, peak_memory_bytes, run_bench, write_pair


@pytest.mark.slow
def test_small_pair_is_matched_and_measured(tmp_path: Path) -> None:
    result = run_bench(384, tmp_path)
    assert result.reliable
    assert result.error_px < 1
    assert 0 < result.inliers <= result.tie_points
    assert result.seconds > 0
    assert result.cpu_seconds > 0
    assert 50 < result.peak_memory_mb < 4000
    assert (tmp_path / "match" / "result.json").exists()
    text = str(result)
    assert "384 x 384" in text
    assert "model structure" in text
    assert f"({result.cpu_seconds:.1f} CPU seconds)" in text
    assert "Peak memory" in text


@pytest.mark.slow
def test_the_measured_process_runs_nothing_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = hostile_folder(tmp_path / "current")
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend("")  # as in `python -c` and at Python's prompt
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    assert run_bench(384, tmp_path / "pair").inliers > 0
    assert not (folder / RAN).exists()


def test_larger_pairs_repeat_the_landscape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "_TILE", 128)
    write_pair(tmp_path, 300)
    for name in ("simulated_sar.tif", "simulated_optical.tif"):
        with rasterio.open(tmp_path / name) as dataset:
            assert dataset.shape == (300, 300)
            assert dataset.tags()["SIMULATED"] == "YES"
            image = dataset.read()
        np.testing.assert_array_equal(image[:, :128, :128], image[:, 128:256, 128:256])
        np.testing.assert_array_equal(image[:, 256:, 256:], image[:, :44, :44])


def test_what_is_not_reliable_is_said() -> None:
    result = BenchResult(2048, 1.0, 1.9, 123.4, 10, 9, math.nan, math.nan, False, "structure", "cpu", 2)
    assert "123 MB" in str(result)
    assert "NOT RELIABLE" in str(result)


@pytest.mark.slow
def test_peak_memory_sees_what_was_held() -> None:
    before = peak_memory_bytes()
    block = np.ones(before // 8 + 8_000_000)
    assert block.sum() > 0
    assert peak_memory_bytes() > before + 30_000_000


@pytest.mark.slow
def test_failures_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        run_bench(10, tmp_path)
    with pytest.raises(EngineError) as full:
        run_bench(30_000_000, tmp_path)
    assert full.value.code == "disk_full"
    with pytest.raises(InputError) as unknown:
        run_bench(128, tmp_path / "unknown", "no such model")
    assert unknown.value.code == "no_such_model"


def test_a_child_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no')"]
    monkeypatch.setattr(benchmark, "python_command", lambda *_: command)
    with pytest.raises(EngineError) as failed:
        run_bench(128, tmp_path)
    assert failed.value.code == "bench_failed"
