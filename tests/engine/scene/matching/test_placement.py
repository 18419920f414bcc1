"""Where templates are placed if much of the ground is missing."""

from __future__ import annotations

import numpy as np

from s2m2_engine.scene.fitting.transform import ShiftTransform
from s2m2_engine.scene.matching.placement import Coverage, place_templates

STAYS = ShiftTransform(0.0, 0.0)


def test_templates_with_less_ground_are_taken_only_if_there_are_few() -> None:
    whole = np.ones((64, 64), dtype=bool)
    left = whole.copy()
    left[:, 30:] = False
    coverage = Coverage(whole, left, 4)
    usual = place_templates(coverage, STAYS, 64, 16)
    more = place_templates(coverage, STAYS, 64, 16, few=100)
    enough = place_templates(coverage, STAYS, 64, 16, few=len(usual))
    # Data ends at column 120: 70 % of 64 px end 19 px farther, 55 % end 29 px farther.
    assert usual[:, 0].max() + 64 <= 120 + 0.3 * 64
    assert 120 + 0.3 * 64 < more[:, 0].max() + 64 <= 120 + 0.45 * 64
    assert {tuple(corner) for corner in usual} < {tuple(corner) for corner in more}
    np.testing.assert_array_equal(enough, usual)
