"""Training in rounds: each begins with the model and the labels of the one before, and nothing is done twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.pair_files import write_pair

pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.model_file import read_card, rewrite_calibration
from s2m2_engine.studies import rounds
from s2m2_engine.training.configuration import read_configuration

RECIPE = """
name = "small"
out = "run"
[network]
preset = "s2m2"
changes = { stride = 2, channels = [8, 8, 8, 8, 8], enhancement = "none", levels = "shallow" }
[windows]
templates = [40]
shifts = 32
[[data]]
kind = "folders"
name = "made"
sar = "sar"
optical = "opt"
scenes = ["00", "01"]
[validation]
templates = [40]
[[validation.data]]
kind = "folders"
name = "made"
sar = "sar"
optical = "opt"
scenes = ["02", "03"]
[losses]
deep = 0.0
shallow = 0.35
fused = 0.65
[optimizer]
learning_rate = 1e-3
[schedule]
steps = 2
labelled = 1
validate_every = 1
"""
SHIFT = (3, -4)
CALIBRATION = Calibration(0.5, 0.9, 1.1, 0.01, -2.0, (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    for number in range(4):
        name = f"{number:02}.png"
        write_pair(tmp_path / "sar" / name, tmp_path / "opt" / name, number, 256, SHIFT)
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, encoding="utf-8")
    return path


@pytest.fixture
def calibrated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hardly trained networks have no right matches to fit constants to: given ones, and the arguments that came."""
    given: list[str] = []

    def calibrate(arguments: list[str]) -> int:
        given.extend(arguments)
        rewrite_calibration(Path(arguments[1]), CALIBRATION)
        return 0

    monkeypatch.setattr(rounds.calibration, "main", calibrate)
    return given


@pytest.mark.slow
def test_two_rounds(recipe: Path, calibrated: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command = [str(recipe), "--rounds", "2", "--steps", "1", "--rate", "1e-4"]
    assert rounds.main(command) == 0
    said = capsys.readouterr().out
    assert said.index("## Round 1") < said.index("## Round 2")
    assert "within 2 px before" in said
    out = recipe.parent / "run"
    first, second = (json.loads((out / f"round-{n}/labels.json").read_text(encoding="utf-8")) for n in (1, 2))
    assert first["model"] == "structure"
    for pair in first["pairs"]:
        assert (pair["dx"][0], pair["dy"][0]) == pytest.approx(SHIFT, abs=0.5)
    before = read_card(out / "round-1/small.safetensors")
    assert before.calibration is not None
    assert second["sha256"] == before.sha256
    # What a network without skill cannot refine keeps the labels of the round before.
    kept = [pair for pair in second["pairs"] if pair["state"] == "kept"]
    of_first = {pair["key"]: pair["dx"] for pair in first["pairs"]}
    assert all(pair["dx"] == pytest.approx(of_first[pair["key"]], abs=1e-3) for pair in kept)
    assert calibrated.count(str(recipe)) == 2
    last = out / "small.safetensors"
    assert read_card(last).sha256 == read_card(out / "round-2/small.safetensors").sha256 != before.sha256
    assert len((out / "round-2/training.csv").read_text(encoding="utf-8").splitlines()) == 2

    written = {path: path.stat().st_mtime_ns for path in out.glob("round-*/*.*")}
    assert rounds.main(command) == 0
    said = capsys.readouterr().out
    assert said.count("The labels exist already") == said.count("The model exists already") == 2
    assert {path: path.stat().st_mtime_ns for path in out.glob("round-*/*.*")} == written


def test_later_rounds_begin_with_the_model_before(recipe: Path) -> None:
    base = read_configuration(recipe)
    settings = rounds.RoundSettings(2, (), 7, 1e-4)
    first = rounds.round_configuration(base, settings, 1, None)
    second = rounds.round_configuration(base, settings, 2, Path("before.safetensors"))
    assert (first.schedule.steps, first.optimizer.learning_rate, first.network.start) == (2, 1e-3, None)
    assert (second.schedule.steps, second.optimizer.learning_rate) == (7, 1e-4)
    assert second.network.start == Path("before.safetensors")
    assert second.out != first.out


@pytest.mark.slow
def test_a_model_that_cannot_be_calibrated_ends_it(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rounds.main([str(recipe), "--rounds", "1"]) == 2
    assert "could not be calibrated" in capsys.readouterr().err
    assert not (recipe.parent / "run/small.safetensors").exists()


def test_no_rounds_are_refused(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rounds.main([str(recipe), "--rounds", "0"]) == 2
    assert "There cannot be 0 rounds" in capsys.readouterr().err
