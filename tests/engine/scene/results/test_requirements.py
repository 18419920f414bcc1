"""Limits of accuracy: they are compared with what a match measured, and say so in a sentence."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from s2m2_engine.scene.fitting.accuracy import Accuracy
from s2m2_engine.scene.results.requirements import above_limit, measured, requirements

ACCURACY = Accuracy(rmse_m=4.0, ce90_m=6.0, rmse_px=0.4, ce90_px=0.6, held_out=40)


@pytest.mark.parametrize(("pixel_m", "met"), [(10.0, True), (8.0, True), (7.9, False)])
def test_half_a_pixel_of_the_moving_layer(pixel_m: float, met: bool) -> None:
    (ceos,) = measured(requirements(None, (pixel_m, 2 * pixel_m)), ACCURACY)
    assert (ceos.figure, ceos.limit_m, ceos.value_m, ceos.met) == ("rmse", pixel_m / 2, 4.0, met)
    assert ("not met" in ceos.sentence) is not met


def test_the_own_limit_is_on_ce90() -> None:
    required = requirements(5.0, (10.0, 10.0))
    assert above_limit(required) == "", "nothing is measured yet"
    own, _ = measured(required, ACCURACY)
    assert own.sentence == "CE90 limit (CE90 of at most 5 m): not met, with 6 m."
    assert above_limit(measured(required, ACCURACY)) == "CE90 is 6 m, above your limit of 5 m."
    assert above_limit(measured(requirements(6.0, (10.0, 10.0)), ACCURACY)) == ""


def test_what_was_not_measured_is_neither_met_nor_not() -> None:
    unknown = replace(ACCURACY, rmse_m=math.nan, ce90_m=math.nan)
    required = measured(requirements(5.0, (10.0, 10.0)), unknown)
    assert [one.met for one in required] == [None, None]
    assert all("not measured" in one.sentence for one in required)
    assert above_limit(required) == ""
