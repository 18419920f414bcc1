"""The sentence that a match is about, from measured tie points to text; the plugin's tests compare all of its forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform, Transform
from s2m2_engine.scene.results.headline import headline
from s2m2_engine.scene.results.result import (
    Accuracy,
    Displacement,
    GridInfo,
    InputInfo,
    MatchResult,
    ModelInfo,
    Shift,
    TiePointCounts,
)

NAN = float("nan")
BENT = AffineTransform(((1.0, 0.001, -137.0), (-0.001, 1.0, 84.0)))


def result(
    transform: Transform, dx: float, ce90_m: float, displacement: Displacement | None, **others: Any
) -> MatchResult:
    made = MatchResult(
        status="reliable",
        reasons=(),
        crs="EPSG:32633",
        moving="sar",
        shift=Shift(dx, 0.0, dx, 0.0, dx / 10, 0.0),
        transform=transform,
        accuracy=Accuracy(ce90_m / 2, ce90_m, ce90_m / 20, ce90_m / 10, 55),
        tie_points=TiePointCounts(60, 55),
        model=ModelInfo("structure", ""),
        device="cpu",
        seconds=1.0,
        inputs=(
            InputInfo("sar", "sar.tif", "radar", "EPSG:32633", 819, 819),
            InputInfo("optical", "optical.tif", "photo", "EPSG:32633", 1024, 1024),
        ),
        grid=GridInfo((10.0, 10.0), (496000.0, 5390000.0, 506000.0, 5400000.0)),
        settings={},
        version="0",
        displacement=displacement,
    )
    return replace(made, **others)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            result(ShiftTransform(97.1, 0), 97.1, 6.0, Displacement(97.1, 97.1, 0.4)),
            "“radar” has to move 97.1 ± 0.40 m to the east (bearing 90°).",
        ),
        (
            result(BENT, 9.71, 6.0, Displacement(0.5, 31.6, NAN)),
            "“radar” has to move 9.71 m to the east (bearing 90°) in the middle, and by 0.50 m to 31.6 m over the tie "
            "points.",
        ),
        (
            result(ShiftTransform(3.33, 0), 3.33, 10.0, Displacement(3.33, 3.33, 0.2)),
            "“radar” is already aligned: what was measured, 3.33 m, is below half a pixel and below CE90, 10.0 m.",
        ),
        (
            result(ShiftTransform(7.7, 0), 7.7, 10.0, Displacement(7.7, 7.7, 1.1)),
            "“radar” has to move 7.70 ± 1.10 m to the east (bearing 90°).",
        ),
        (
            result(BENT, 0.0, 6.0, Displacement(0.0, 31.6, 0.2), status="unreliable"),
            "By this match, “radar” would have to move 0.00 ± 0.20 m in the middle, and by 0.00 m to 31.6 m over the "
            "tie points.",
        ),
        (result(ShiftTransform(0, 0), 0.0, 6.0, None), "“radar” is already aligned."),
        (result(ShiftTransform(0, 0), 0.0, NAN, None, tie_points=TiePointCounts(60, 0)), ""),
        (result(ShiftTransform(0, 0), NAN, NAN, None), ""),
    ],
)
def test_how_far_the_layer_has_to_move(found: MatchResult, text: str) -> None:
    assert headline(found) == text


def test_the_displacement_there_and_back() -> None:
    found = result(BENT, 9.71, 6.0, Displacement(0.5, 31.6, NAN))
    assert found.to_json()["displacement"] == {"least_m": 0.5, "most_m": 31.6, "error_m": None}
    assert np.isnan(found.displacement.error_m)
