"""An analyst's work in real QGIS Desktop, with the real worker, on real scenes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal

Drive = Callable[..., dict[str, Any]]


@pytest.fixture
def san_antonio(scenes: Path) -> list[Path]:
    return [scenes / "san_antonio_opt.tif", scenes / "san_antonio_sar.tif"]


def test_match_then_refit_then_correct(drive: Drive, san_antonio: list[Path], tmp_path: Path) -> None:
    report = drive("match_and_correct", san_antonio)
    assert report["boxes"] == ["san_antonio_sar", "san_antonio_opt"]
    assert report["arrows while it runs"]
    # The window was not blocked: it handled events all the while.
    assert report["rounds of events"] > 100
    groups = [name for name in report["layers"] if name != "top"]
    assert len(groups) == 1
    assert len(report["layers"][groups[0]]) == 2
    assert report["rejected"]
    assert "still reliable" in report["refit"]
    assert report["added"]
    assert report["tie points less"] == 0
    assert report["inlier after"] is False
    assert report["inliers added"] == [True]
    assert (tmp_path / "corrected é.tif").exists()
    assert any("corrected" in name for name in str(report["layers after correct"]).split("'"))
    assert "san_antonio_sar" in report["layers after correct"]["top"]
    assert report["workers while warm"] == 1
    assert report["exit status"] == 0


def test_cancel_leaves_no_process_and_no_file(
    drive: Drive, san_antonio: list[Path], profile: Path, tmp_path: Path
) -> None:
    report = drive("cancel", san_antonio)
    assert report["worker ran"]
    assert report["layers left"] == []
    assert report["can match again"]
    assert report["workers left"] == 0
    assert list(tmp_path.rglob("*.s2m2-partial*")) == []
    assert list(tmp_path.rglob("result.json")) == []


def test_a_layer_deleted_while_matching(drive: Drive, san_antonio: list[Path]) -> None:
    report = drive("delete_layer", san_antonio)
    assert any("removed" in text for text in report["messages"])
    assert report["readiness after"]


def test_fine_tuning_beside_other_work(
    drive: Drive, san_antonio: list[Path], scenes: Path, profile: Path, tmp_path: Path
) -> None:
    learned_from = []
    for layer in san_antonio:
        learned_from.append(tmp_path / layer.name)
        done = gdal.Translate(str(learned_from[-1]), str(layer), srcWin=[300, 300, 1100, 1100])
        done = None  # noqa: F841 - GDAL writes a file when its dataset goes
    matched = [scenes / f"utm_433D_629L_3_1_{kind}.tif" for kind in ("S2L2A", "S1RTC")]
    report = drive("fine_tune", [*learned_from, *matched])
    # The map was worked on while the other pair was matched, and both while the model learned.
    assert report["rounds of events"] > 100
    assert report["longest wait"] < 5
    assert report["still tuning"]
    assert "Correct within 3 px" in report["outcome"]
    assert report["chosen"] == ("tuned" if report["better"] else "default")
    left = list((profile / "profiles" / "default" / "s2m2" / "finetuning").glob("*/finetune.json"))
    assert left == []
    assert report["exit status"] == 0


def test_unloading_and_reloading_twenty_times_leaves_nothing(drive: Drive, san_antonio: list[Path]) -> None:
    report = drive("reload", san_antonio)
    assert report["before"]["s2m2 docks"] == report["before"]["providers"] == report["before"]["workers"] == 0
    assert report["after"] == report["before"]
