"""`python -m s2m2_engine.evaluation.calibration` on a model file: what it reads, what it writes, what it says."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from helpers.pair_files import write_image
from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.evaluation import measure
from s2m2_engine.evaluation.calibration import main
from s2m2_engine.evaluation.held_out import held_out_pairs
from s2m2_engine.model.model_file import read_card, read_model, write_model
from s2m2_engine.model.network.configuration import preset
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.registry import load_matcher

TABLE = 'kind = "folders"\nname = "made"\nsar = "sar"\noptical = "opt"\n'
TRAINED = f'name = "tiny"\nout = "run"\n[[data]]\n{TABLE}scenes = ["00", "01"]\n'
HELD_OUT = f'{TRAINED}[[validation.data]]\n{TABLE}without_scenes = ["00", "01"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight pairs, of one image twice (see `model`); but of different ones in every second pair."""
    for number in range(8):
        sar = textured(112, 112, seed=number)
        optical = textured(112, 112, seed=number + 50 * (number % 2))
        for name, pixels in (("sar", sar), ("opt", optical)):
            write_image(tmp_path / name / f"{number:02}.png", pixels)
    (tmp_path / "recipe.toml").write_text(HELD_OUT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    # Without weights of its own for either sensor even an untrained network finds an image in itself.
    torch.manual_seed(3)
    network = S2M2Network(replace(preset("s2m2-small"), separate_stem=False, enhancement="none"))
    path = tmp_path / "modell ä.safetensors"
    write_model(path, network.configuration, network.state_dict(), "modell", "Random weights.")
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pairs whose images have been read."""
    names: list[str] = []
    genuine = measure.read_pair
    monkeypatch.setattr(measure, "read_pair", lambda pair, *rest: names.append(pair.sar.stem) or genuine(pair, *rest))
    return names


@pytest.mark.slow
def test_a_model_is_calibrated_with_held_out_pairs_only(
    folder: Path, model: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before, weights = read_model(model)
    arguments = ["--model", str(model), "--held-out", str(folder / "recipe.toml"), "--out", str(folder / "out")]
    assert main([*arguments, "--device", "cpu"]) == 0
    assert set(read) == {f"{number:02}" for number in range(2, 8)}
    assert read_card(model) == before

    assert main([*arguments, "--device", "cpu", "--write"]) == 0
    after, same = read_model(model)
    assert after.calibration is not None
    assert (after.sha256 != before.sha256, after.created, after.training) == (True, before.created, before.training)
    assert weights.keys() == same.keys()
    assert all(np.array_equal(weights[key], same[key]) for key in weights)
    assert load_matcher(str(model), "cpu").calibration == after.calibration
    assert after.sha256 in capsys.readouterr().out

    content = json.loads((folder / "out" / "calibration.json").read_text(encoding="utf-8"))
    assert content["matched_with"] == before.sha256
    assert tuple(content["calibration"]["confidence_weights"]) == after.calibration.confidence_weights
    assert {one["dataset"] for one in content["groups"]} == {"all", "made"}
    assert (folder / "out" / "calibration.svg").is_file()


@pytest.mark.slow
def test_constants_are_reported_as_they_are(
    folder: Path,
    model: Path,
    read: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, held = model.read_bytes(), load_matcher(str(model), "cpu").calibration
    out = folder / "out"
    arguments = ["--model", str(model), "--held-out", str(folder / "recipe.toml"), "--out", str(out), "--as-is"]
    assert main([*arguments, "--device", "cpu"]) == 0
    assert set(read) == {f"{number:02}" for number in range(2, 8)}
    everything = json.loads((out / "calibration.json").read_text(encoding="utf-8"))
    assert everything["fitted_to"] == 0
    assert everything["calibration"] == json.loads(json.dumps(asdict(held)))

    # A fit sees one half and reports the other; two halves are all that is reported here.
    (out / "calibration.svg").unlink()
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert main([*arguments[:-1], "--device", "cpu"]) == 0
    assert "pip install matplotlib" in capsys.readouterr().err
    assert not (out / "calibration.svg").exists(), "the rest is written without matplotlib"
    half = json.loads((out / "calibration.json").read_text(encoding="utf-8"))
    assert half["fitted_to"] + half["groups"][0]["count"] == everything["groups"][0]["count"]
    assert model.read_bytes() == before

    with pytest.raises(SystemExit):
        main([*arguments, "--write"])
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["calibration.json", "calibration.svg"])
def test_files_of_others_are_not_replaced(
    name: str, folder: Path, model: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text('{"mine": 1}')
    arguments = ["--model", str(model), "--held-out", str(folder / "recipe.toml"), "--out", str(folder)]
    assert main([*arguments, "--device", "cpu"]) == 2
    assert name in capsys.readouterr().err
    assert (folder / name).read_text() == '{"mine": 1}'
    assert not read, "nothing was measured in vain"


def test_one_scene_is_enough_where_nothing_is_fitted(folder: Path, model: Path) -> None:
    (folder / "one.toml").write_text(HELD_OUT.replace('without_scenes = ["00", "01"]', 'scenes = ["03"]'), "utf-8")
    assert main(["--model", str(model), "--held-out", str(folder / "one.toml"), "--device", "cpu"]) == 2
    assert main(["--model", str(model), "--held-out", str(folder / "one.toml"), "--device", "cpu", "--as-is"]) == 0


def test_a_network_needs_to_be_told_what_it_was_not_trained_on(
    folder: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "--model", str(model)]) == 2
    assert "--held-out" in capsys.readouterr().err
    assert main([]) == 2
    assert "DATA_DIR" in capsys.readouterr().err
    assert main(["--model", "nonesuch", "--held-out", str(folder / "recipe.toml")]) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TRAINED, "nothing_held_out"),
        (f"{TRAINED}[[validation.data]]\n{TABLE}labels = 0.0\nwithout_scenes = ['00', '01']\n", "nothing_held_out"),
        (f"{TRAINED}[[validation.data]]\n{TABLE}without_scenes = ['00']\n", "data_leak"),
        (f"{TRAINED}[[validation.data]]\n{TABLE}scenes = ['nowhere']\n", "no_data"),
    ],
)
def test_configurations_that_hold_nothing_out(folder: Path, text: str, code: str) -> None:
    path = folder / "other.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        held_out_pairs(path)
    assert caught.value.code == code
    assert caught.value.hint


def test_one_scene_cannot_be_halved(folder: Path, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{TRAINED}[[validation.data]]\n{TABLE}scenes = ['05']\n"
    (folder / "one.toml").write_text(text, encoding="utf-8")
    assert main(["--model", str(model), "--held-out", str(folder / "one.toml"), "--device", "cpu"]) == 2
    assert "two scenes" in capsys.readouterr().err


def test_pairs_that_two_tables_list_count_once(folder: Path) -> None:
    (folder / "twice.toml").write_text(f"{HELD_OUT}[[validation.data]]\n{TABLE}scenes = ['05']\n", encoding="utf-8")
    pairs = held_out_pairs(folder / "twice.toml")
    assert [pair.sar.stem for pair in pairs] == ["02", "03", "04", "05", "06", "07"]


# --- real data --------------------------------------------------------------------------------------------


def test_shared_data_sets_are_read_where_the_command_says(shared_data: Path, tmp_path: Path) -> None:

    texts = [f'kind = "shared"\nroot = "elsewhere"\nname = "{name}"\n' for name in ("sen12", "multisensor")]
    path = tmp_path / "recipe.toml"
    path.write_text(
        f'name = "m"\nout = "o"\n[[data]]\n{texts[0]}[[validation.data]]\n{texts[1]}scenes = ["GF3_*", "SEN_*"]\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="elsewhere"):
        held_out_pairs(path)
    assert {pair.subset for pair in held_out_pairs(path, shared_data)} == {"GF-3", "Sentinel-1"}
