"""The sentence on the displacement, in the words of the report and the command line."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from helpers.dock_bench import Bench
from helpers.ui_fakes import make_match
from s2m2_qgis.dock import words
from s2m2_qgis.dock.words import requirements_text, shift_text, terrain_text
from s2m2_qgis.engine_files import engine_folder

INPUTS = [{"role": "sar", "name": "radar"}, {"role": "optical", "name": "photo"}]
MANY = {"total": 40, "inliers": 31}


def result(
    dx: float | None, ce90: float | None = 4.2, kind: str = "shift", status: str = "reliable", **others: Any
) -> dict[str, Any]:
    """A result of 10 m pixels whose shift is `dx` metres to the east."""
    px = None if dx is None else dx / 10
    return {
        "status": status,
        "moving": "sar",
        "inputs": INPUTS,
        "shift": {"dx_m": dx, "dy_m": dx and 0.0, "dx_px": px, "dy_px": px and 0.0},
        "transform": {"kind": kind},
        "accuracy": {"ce90_m": ce90},
        "tie_points": MANY,
        "grid": {"pixel_m": (10.0, 10.0)},
        **others,
    }


def displacement(least: float, most: float, error: float | None = 0.12) -> dict[str, Any]:
    return {"least_m": least, "most_m": most, "error_m": error}


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (result(9.71, displacement=displacement(9.71, 9.71)), "“radar” has to move 9.71 ± 0.12 m to the east "
         "(bearing 90°)."),
        (result(9.71), "“radar” has to move 9.71 m to the east (bearing 90°)."),
        (result(9.71, displacement=displacement(9.71, 9.71, None)), "“radar” has to move 9.71 m to the east "
         "(bearing 90°)."),
        (result(9.71, kind="affine", displacement=displacement(0.4, 31.6)), "“radar” has to move 9.71 ± 0.12 m to the "
         "east (bearing 90°) in the middle, and by 0.40 m to 31.6 m over the tie points."),
        (result(9.71, kind="affine"), "“radar” has to move 9.71 m to the east (bearing 90°) in the middle, and by "
         "other amounts elsewhere."),
        (result(0.1, kind="tps", displacement=displacement(0.0, 31.6)), "“radar” has to move 0.10 ± 0.12 m in the "
         "middle, and by 0.00 m to 31.6 m over the tie points."),
        (result(3.33, 10.0, displacement=displacement(3.33, 3.33)), "“radar” is already aligned: what was measured, "
         "3.33 m, is below half a pixel and below CE90, 10.0 m."),
        (result(7.7, 10.0, displacement=displacement(7.7, 7.7)), "“radar” has to move 7.70 ± 0.12 m to the east "
         "(bearing 90°)."),
        (result(3.33, 10.0, kind="affine", displacement=displacement(0.5, 4.9)), "“radar” is already aligned: what was "
         "measured, 4.90 m, is below half a pixel and below CE90, 10.0 m."),
        (result(3.33, 10.0, kind="affine", displacement=displacement(0.5, 12.0)), "“radar” has to move 3.33 ± 0.12 m "
         "to the east (bearing 90°) in the middle, and by 0.50 m to 12.0 m over the tie points."),
        (result(0.01), "“radar” is already aligned."),
        (result(3.33, 10.0, status="unreliable"), "By this match, “radar” would have to move 3.33 m to the east "
         "(bearing 90°)."),
        (result(3.33, None, "tps", "unreliable", displacement=displacement(1, 7)), "By this match, “radar” would "
         "have to move 3.33 ± 0.12 m to the east (bearing 90°) in the middle, and by 1.00 m to 7.00 m over the tie "
         "points."),
        (result(0.0, None, status="unreliable", tie_points={"total": 12, "inliers": 0}), ""),
        (result(None, None, status="unreliable"), ""),
    ],
)  # fmt: skip
def test_how_far_the_layer_has_to_move(found: Any, text: str) -> None:
    assert shift_text(found) == text


def test_the_engine_says_it_in_the_same_words() -> None:
    engine = (engine_folder() / "s2m2_engine/scene/results/headline.py").read_text(encoding="utf-8")
    sentences = [
        node.value.value
        for node in ast.parse(engine).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    with open(words.__file__, encoding="utf-8") as file:
        shown = [node.value for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Constant)]
    assert len(sentences) == 11
    assert [sentence for sentence in sentences if sentence not in shown] == []


def test_nothing_measured_is_not_called_zero(bench: Bench) -> None:
    bench.load_pair()
    sar, optical = bench.folder / "scene_sar.tif", bench.folder / "scene_optical.tif"
    nothing = make_match(bench.folder / "nothing", sar, optical, "unreliable")
    nothing["tie_points"] = {"total": 12, "inliers": 0}
    panel = bench.form.result
    panel.show_result(nothing, nothing["out"], "radar → photo")
    assert panel.shift.isHidden()
    assert panel.metres.text() == panel.pixels.text() == "not measured"


def test_limits_of_accuracy_say_whether_they_are_met() -> None:
    own = {"name": "CE90 limit", "figure": "ce90", "limit_m": 4.0, "value_m": 4.2, "met": False}
    ceos = {"name": "CEOS-ARD", "figure": "rmse", "limit_m": 5.0, "value_m": 2.1, "met": True}
    assert requirements_text(result(10.0, requirements=[own, ceos])) == (
        "CE90 of at most 4.00 m: not met\nCEOS-ARD, RMSE of at most half a pixel (5.00 m): met"
    )
    assert requirements_text(result(10.0, requirements=[{**ceos, "met": None}])).endswith(": not measured")
    assert requirements_text(result(10.0)) == "", "a result of an earlier version"


def test_a_dependence_on_height_is_said() -> None:
    terrain = {"east_m": -3.0, "north_m": 4.0, "found": True}
    assert "depend on height: 5.00 m for each 100 m" in terrain_text(result(10.0, terrain=terrain))
    assert "do not depend on height (5.00 m" in terrain_text(result(10.0, terrain={**terrain, "found": False}))
    nothing = {"east_m": None, "north_m": None, "found": None}
    assert "could not be tested" in terrain_text(result(10.0, terrain=nothing))
    assert terrain_text(result(10.0)) == ""
