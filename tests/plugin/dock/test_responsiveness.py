"""Results of a match and edits of 5,000 tie points: what is read and found, and with `pytest -s` how long each takes.

No time is asserted, since others use the computer, too. QGIS should never be blocked for more than 0.1 s.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsPointXY
from qgis.PyQt.QtCore import Qt

from helpers.dock_bench import Bench
from helpers.ui_fakes import make_match, process_events
from s2m2_qgis.project.match_group import add_match_to_project, reload_tie_points, tie_point_layers
from s2m2_qgis.tie_points import editor
from s2m2_qgis.tie_points.table_model import EAST

COUNT = 5000


def timed(name: str, work: Callable[[], object], times: int = 3) -> None:
    """Work several times, and print the shortest."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
        process_events()
    print(f"{name}: {1000 * min(took):.0f} ms")


@pytest.fixture
def result(bench: Bench) -> dict[str, Any]:
    """A match with 5,000 tie points."""
    bench.load_pair()
    made = make_match(bench.folder / "many", bench.folder / "scene_sar.tif", bench.folder / "scene_optical.tif")
    source = ogr.Open(str(Path(made["out"]) / "tie_points.gpkg"), 1)
    layer = source.GetLayer(0)
    layer.StartTransaction()
    values = {
        "dx": 3.0,
        "dy": 2.0,
        "dx_m": 3.0,
        "dy_m": 2.0,
        "confidence": 0.9,
        "abstained": 0,
        "inlier": 1,
        "checked": "",
    }
    for number in range(COUNT):
        feature = ogr.Feature(layer.GetLayerDefn())
        x, y = 500_000.0 + 9 * (number % 70), 4_999_990.0 - 9 * (number // 70)
        for name, value in {**values, "id": 100 + number, "moving_x": x, "moving_y": y}.items():
            feature[name] = value
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        feature.SetGeometry(point)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del feature, layer, source
    return made


def test_results_are_added_once(bench: Bench, result: dict[str, Any]) -> None:
    sar, optical = bench.dock.layers.sar, bench.dock.layers.optical
    timed("add results", lambda: add_match_to_project(result, result["out"], bench.project, sar, optical), 1)
    timed("open a match", lambda: bench.dock.shown.open_folder(Path(result["out"])))
    assert [layer.featureCount() for layer in tie_point_layers(bench.project)] == [COUNT + 9]


def test_a_check_reads_no_other_tie_point_again(
    bench: Bench, result: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.dock.shown.open_folder(Path(result["out"]))
    canvas = bench.iface.canvas
    canvas.setDestinationCrs(tie_point_layers(bench.project)[0].crs())
    bench.form.result.check.click()
    tool = canvas.mapTool()
    reads: list[int] = []
    read = editor.read_checked_points
    monkeypatch.setattr(editor, "read_checked_points", lambda layer: reads.append(1) or read(layer))

    def read_all() -> None:
        tool._editor._forget()
        tool._read()

    timed("read all", read_all)
    assert len(tool._read()) == COUNT + 9
    reads.clear()
    timed("check one", lambda: tool._click(tool._point(100)))
    timed("find one on the map", lambda: tool._at(QgsPointXY(500_100.0, 4_999_500.0)))
    assert reads == []
    assert tool._point(100).check == "confirmed", "the third click"
    tool._move(tool._point(100), QgsPointXY(500_300.0, 4_999_900.0))
    assert tuple(tool._ends[100]) == (500_300.0, 4_999_900.0)
    assert reads == []


def test_the_table_of_many_tie_points(bench: Bench, result: dict[str, Any]) -> None:
    bench.dock.shown.open_folder(Path(result["out"]))
    timed("open and close the table", lambda: (bench.form.result.table.click(), bench.form.result.table.click()))
    bench.form.result.table.click()
    window = bench.iface.docks[-1]
    editor, model = window.editor, window.table.model()
    assert model.rowCount() == COUNT + 9
    timed("sort", lambda: window.table.sortByColumn(EAST, Qt.SortOrder.AscendingOrder))
    timed("reload after a refit", lambda: reload_tie_points(result["out"], bench.project))
    few = editor.points[100:350]  # a tick for 5 %
    timed("reject 5 %, and undo", lambda: (editor.reject(few), editor.stack.undo()))
    assert not any(point.check for point in editor.points[100:350])
    timed("select 5 %", lambda: editor.layer.selectByIds([point.feature_id for point in few]))
    assert len(window.table.selectionModel().selectedRows()) == len(few)
    # Every row that is selected has its place in the new order looked up.
    half = [point.feature_id for point in editor.points[::2]]
    editor.layer.selectByIds(half)
    timed("sort with half selected", lambda: window.table.sortByColumn(EAST, Qt.SortOrder.DescendingOrder), 1)
    assert len(window.table.selectionModel().selectedRows()) == len(half)
