"""The study of whole scenes: the truth belongs to the input, and answers are counted as what they are."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.raster_samples import textured
from s2m2_engine.arrays import Float64Array
from s2m2_engine.cli import main
from s2m2_engine.studies import scenes
from s2m2_engine.studies.known_fields import Field
from s2m2_engine.studies.scenes import Answer, Case, Scored, cases, peer_method, score, table, write_inputs
from s2m2_engine.studies.true_pairs import CutPair, Source

SIDE = 128
OWN = np.array([3.0, -2.0])


def own_displacement(position: Float64Array) -> Float64Array:
    return np.broadcast_to(OWN, position.shape)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Case, Field]]:
    """All cases of two sources whose optical images are their SAR images, moved by `OWN`."""
    sources = (Source("A", "", "", 10.0, SIDE), Source("B", "", "", 10.0, SIDE))

    def cut(data: Path, source: Source, random: np.random.Generator) -> CutPair:
        ground = textured(SIDE + 20, SIDE + 20, seed=sources.index(source)).astype(np.float32)
        here, there = ground[:, 10:-10, 10:-10], ground[:, 12:-8, 7:-13]
        return CutPair(source.name, here, there, 10.0)

    monkeypatch.setattr(scenes, "_USED", sources)
    monkeypatch.setattr(scenes, "cut_pair", cut)
    return list(cases(Path(), 0, lambda _: own_displacement))


def test_the_truth_brings_the_images_together(made: list[tuple[Case, Field]]) -> None:
    assert len(made) == 2 * scenes._CASES
    for case, truth in made:
        if case.group != "known field":
            continue
        position = np.stack(np.meshgrid(np.arange(40.5, 88), np.arange(40.5, 88)), axis=-1).reshape(-1, 2)
        goal = np.floor(position + truth(position)).astype(int)
        col, row = np.floor(position).astype(int).T
        seen, wanted = case.sar[0, row, col], case.optical[0, goal[:, 1], goal[:, 0]]
        assert np.corrcoef(seen, wanted)[0, 1] > 0.6, case.change


def test_answers_are_compared_with_the_truth(made: list[tuple[Case, Field]]) -> None:
    case, truth = made[0]

    def off(position: Float64Array) -> Float64Array:
        return truth(position) + np.array([0.0, 1.5])

    assert score(case, truth, "exact", Answer(True, truth, 0.1, 1.0, 2.0)).rmse_px == 0
    scored = score(case, truth, "off", Answer(True, off, 1.6, 1.0, 2.0))
    assert scored.rmse_px == pytest.approx(1.5)
    assert scored.within_ce90 == 1
    assert np.isnan(score(case, truth, "none", Answer(False, None, np.nan, 1.0, 2.0)).rmse_px)


def test_lost_ground_is_not_judged(made: list[tuple[Case, Field]]) -> None:
    case, truth = next(one for one in made if one[0].change == "50% nodata")
    assert 0.3 < case.left.mean() < 0.7

    def wrong_where_lost(position: Float64Array) -> Float64Array:
        col, row = position.astype(int).T
        return truth(position) + np.where(case.left[row, col], 0.0, 50.0)[:, None]

    assert score(case, truth, "m", Answer(True, wrong_where_lost, 1.0, 1.0, 1.0)).rmse_px == 0


def test_the_table_counts_what_is_accepted() -> None:
    def one(group: str, accepted: bool, rmse: float) -> Scored:
        return Scored("m", "p", "c", group, accepted, rmse, np.nan, np.nan, 2.0, 100.0)

    related = [one("shift", True, 0.4), one("shift", True, 2.0), one("shift", True, 9.0), one("shift", False, 0.2)]
    other = [one(scenes._UNRELATED, True, np.nan), one(scenes._UNRELATED, False, np.nan)]
    lines = table(related + other).splitlines()
    assert "| shift | m | 4 | 1 | 1 | 1 | 1 | 2.00 | - |" in lines
    assert f"| {scenes._UNRELATED} | m | 2 | 0 | 0 | 1 | 1 | - | - |" in lines
    assert "| m | 2.0 | 100 |" in lines


def test_another_program_gets_grey_levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import json, sys, pathlib\n"
        "assert all(pathlib.Path(path).exists() for path in sys.argv[2:4])\n"
        "answer = {'accepted': sys.argv[1] == 'good', 'matrix': [[0, 0, 2.5], [0, 0.5, 0]]}\n"
        "pathlib.Path(sys.argv[4]).write_text(json.dumps(answer))\n"
    )
    monkeypatch.setattr(scenes.peer_programs, "__file__", str(program))
    image = textured(32, 32).astype(np.float32)
    answer = peer_method(Path(sys.executable), "good")(*write_inputs(image, image, tmp_path), tmp_path)
    assert answer.accepted
    assert answer.displacement is not None
    assert answer.displacement(np.array([[4.0, 8.0]])).tolist() == [[2.5, 4.0]]
    assert json.loads((tmp_path / "peer.json").read_text())["accepted"]


def test_a_program_that_fails_gives_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program.py"
    program.write_text("raise SystemExit(1)")
    monkeypatch.setattr(scenes.peer_programs, "__file__", str(program))
    image = textured(32, 32).astype(np.float32)
    answer = peer_method(Path(sys.executable), "any")(*write_inputs(image, image, tmp_path), tmp_path)
    assert (answer.accepted, answer.displacement) == (False, None)


def test_options_of_windows_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "scenes", ".", "--template", "64"]) == 2
    assert "--template" in capsys.readouterr().err
    assert main(["evaluate", "sen12", ".", "--peers", sys.executable]) == 2
