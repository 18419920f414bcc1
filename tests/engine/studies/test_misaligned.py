"""Misaligned copies: the pair's pixels, off by what shifts.json says; nothing of what is held out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from helpers.pair_files import RECIPE, write_negatives
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.studies import misaligned


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    write_negatives(tmp_path, 3, 256)
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, encoding="utf-8")
    return path


@pytest.mark.slow
def test_copies_lie_off_by_the_shift_that_is_written(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = recipe.parent / "copies"
    assert misaligned.main([str(recipe), "--dataset", "made", "--out", str(out), "--pixel", "2"]) == 0
    pairs = capsys.readouterr().out.split()
    assert len(pairs) == 2
    shifts = json.loads((out / "shifts.json").read_text(encoding="utf-8"))
    assert list(shifts) == ["made:sar/00.png", "made:sar/01.png"]
    for pair, shift in zip(pairs, shifts.values(), strict=True):
        sar, optical = pair.split(",")
        with rasterio.open(sar) as moving, rasterio.open(optical) as reference:
            origin = moving.transform.c - reference.transform.c, moving.transform.f - reference.transform.f
            assert origin == (2 * shift[0], -2 * shift[1])
            np.testing.assert_allclose(moving.read(1), 255 - reference.read(1), atol=1)
        settings = MatchSettings(sar, optical, out / "match", search_radius=100)
        result = match_scene(settings, StructureMatcher(), Reporter())
        assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx((-shift[0], -shift[1]), abs=0.5)


def test_seed_decides_the_shifts(recipe: Path) -> None:
    def shifts(seed: str) -> bytes:
        out = recipe.parent / f"copies-{seed}"
        assert misaligned.main([str(recipe), "--dataset", "made", "--out", str(out), "--seed", seed]) == 0
        return (out / "shifts.json").read_bytes()

    assert shifts("0") != shifts("1")


def test_what_is_not_trained_on_is_refused(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(recipe), "--out", str(recipe.parent / "copies"), "--dataset"]
    assert misaligned.main([*arguments, "other"]) == 2
    assert misaligned.main([*arguments, "made", "--scene", "02"]) == 2
    assert "trains on no pairs of made" in capsys.readouterr().err
    (recipe.parent / "copies").write_text("in the way", encoding="utf-8")
    assert misaligned.main([*arguments, "made"]) == 2
    assert "cannot be written" in capsys.readouterr().err
