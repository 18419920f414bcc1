"""The count of right and wrong verdicts, on one real tile."""

from __future__ import annotations

from pathlib import Path

import pytest

from s2m2_engine.studies.verdicts import measure_verdicts


@pytest.mark.slow
def test_a_tile_is_trusted_with_its_own_ground_only(shared_data: Path) -> None:
    (one,) = measure_verdicts(shared_data, limit=1)
    assert (one.own, one.other) == (True, False)
    assert one.own_share > 2 * one.other_share
