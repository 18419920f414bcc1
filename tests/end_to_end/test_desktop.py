"""An analyst's work in real QGIS Desktop, with the real worker, on real scenes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Drive = Callable[..., dict[str, Any]]


@pytest.fixture
def san_antonio(scenes: Path) -> list[Path]:
    return [scenes / "san_antonio_opt.tif", scenes / "san_antonio_sar.tif"]


def test_match_then_correct(drive: Drive, san_antonio: list[Path], tmp_path: Path) -> None:
    report = drive("match_and_correct", san_antonio)
    assert report["boxes"] == ["san_antonio_sar", "san_antonio_opt"]
    assert report["arrows while it runs"]
    # The window was not blocked: it handled events all the while.
    assert report["rounds of events"] > 100
    groups = [name for name in report["layers"] if name != "top"]
    assert len(groups) == 1
    assert len(report["layers"][groups[0]]) == 2
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


def test_unloading_and_reloading_twenty_times_leaves_nothing(drive: Drive, san_antonio: list[Path]) -> None:
    report = drive("reload", san_antonio)
    assert report["before"]["s2m2 docks"] == report["before"]["providers"] == report["before"]["workers"] == 0
    assert report["after"] == report["before"]
