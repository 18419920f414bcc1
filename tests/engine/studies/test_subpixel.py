"""Known fractions of a pixel: what a matcher that tells them, and one that does not, scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from helpers.pair_files import write_pair
from s2m2_engine.evaluation.plan import make_plans
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.studies.subpixel import SAME_PEAK_PX, main, measure_subpixel, table_text


class Rounded(StructureMatcher):
    """Answers in whole pixels."""

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        match = super().match(search, template)
        return replace(match, offset=(float(round(match.offset[0])), float(round(match.offset[1]))))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pairs")
    for number in range(3):
        write_pair(root / "sar" / f"{number}.tif", root / "opt" / f"{number}.tif", number)
    return root


@pytest.mark.slow
def test_fractions_are_told_or_not(folders: Path) -> None:
    (plan,) = make_plans("folders", folders, ["structure"], [48], 16, 6)
    plan = replace(plan, matchers={**plan.matchers, "rounded": Rounded()})
    fine, coarse = measure_subpixel(plan, Reporter())
    assert (fine.matcher, coarse.matcher) == ("structure", "rounded")
    assert fine.count == coarse.count > 10
    assert fine.same > 0.6 * fine.count  # the others lie at the edge of the search
    assert fine.rmse_px < 0.15
    # Whole pixels cannot tell fractions between -1/2 and 1/2: their own deviation is left.
    assert 0.2 < coarse.rmse_px < 0.5
    assert np.abs(coarse.errors).max() <= SAME_PEAK_PX
    assert measure_subpixel(plan, Reporter())[0].rmse_px == fine.rmse_px
    assert f"| made | 48 | structure | {fine.count} | {fine.same} | {fine.rmse_px:.3f} |" in table_text(
        [("made", [fine, coarse])]
    )


def test_command(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["folders", str(folders), "--template", "48", "--search", "16", "--windows", "1"]) == 0
    assert "| folders | 48 | structure |" in capsys.readouterr().out
    assert main(["folders", str(folders / "none")]) == 2
    assert "none" in capsys.readouterr().err
