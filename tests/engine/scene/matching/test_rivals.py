"""What a template's similarity maps say about agreement by chance."""

from __future__ import annotations

import math

import numpy as np
import pytest

from s2m2_engine.scene.fitting.transform import ShiftTransform
from s2m2_engine.scene.matching.rivals import Evidence
from s2m2_engine.scene.matching.tiles import Level

RADIUS = 12
SIDE = 2 * RADIUS + 1


def evidence(judged: np.ndarray) -> Evidence:
    """Two templates at the predicted displacement (40, -7), which could judge these shifts."""
    return Evidence(
        Level(factor=1, template=64, radius=RADIUS),
        np.where(judged, 0.0, np.nan).astype(np.float32),
        np.zeros(2, dtype=np.float32),
        np.ones(2, dtype=np.float32),
        np.tile([40.0 - RADIUS, -7.0 - RADIUS], (2, 1)),
        np.array([[100.0, 100.0], [200.0, 150.0]]),
    )


def test_chance_is_the_share_of_the_window_if_all_shifts_could_be_judged() -> None:
    whole = evidence(np.ones((2, SIDE, SIDE), dtype=bool))
    assert whole.chance(ShiftTransform(40, -7), 5.0) == pytest.approx(math.pi * 25 / SIDE**2, rel=0.05)
    # Half of the disc lies outside the window.
    assert whole.chance(ShiftTransform(40 + RADIUS + 0.5, -7), 5.0) == pytest.approx(math.pi * 12.5 / SIDE**2, rel=0.1)


def test_chance_is_large_where_gaps_left_only_shifts_near_the_one_found() -> None:
    judged = np.zeros((2, SIDE, SIDE), dtype=bool)
    judged[0, 9:16, 9:16] = True
    judged[1] = True
    some = evidence(judged).chance(ShiftTransform(40, -7), 5.0)
    assert some == pytest.approx((1 + math.pi * 25 / SIDE**2) / 2, rel=0.02)
