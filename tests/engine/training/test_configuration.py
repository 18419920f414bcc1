"""Configuration files of training runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.paths import PROJECT_ROOT
from s2m2_engine.errors import InputError
from s2m2_engine.training.configuration import OptimizerSettings, read_configuration
from s2m2_engine.training.schedule import learning_rate

MINIMAL = """
name = "small"
out = "runs/small"
[[data]]
kind = "folders"
sar = "sar"
optical = "opt"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "run with späces.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    configuration = read_configuration(write(tmp_path, MINIMAL))
    assert configuration.out == tmp_path / "runs" / "small"
    assert configuration.data[0].sar == tmp_path / "sar"
    assert configuration.network.configuration().name == "s2m2"


def test_refined_labels_are_found_beside_the_file(tmp_path: Path) -> None:
    configuration = read_configuration(write(tmp_path, 'refined_labels = "refined.json"\n' + MINIMAL))
    assert configuration.refined_labels == tmp_path / "refined.json"
    assert configuration.doubtful == "unlabelled"
    # Where the file lies does not matter; the data's fingerprint holds what it says.
    assert "refined_labels" not in configuration.comparable()


def test_values_arrive(tmp_path: Path) -> None:
    text = MINIMAL + '[network]\npreset = "s2m2-small"\nchanges = { levels = "shallow" }\n[windows]\ntemplates = [32]\n'
    configuration = read_configuration(write(tmp_path, text + "[optimizer]\nlearning_rate = 1\n"))
    assert configuration.network.configuration().levels == "shallow"
    assert configuration.windows.templates == (32,)
    assert configuration.optimizer.learning_rate == 1.0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("batchsize = 3\n" + MINIMAL, "no setting called batchsize"),
        (MINIMAL + "[optimizer]\nlearning_rates = 1\n", r"optimizer.learning_rates.*learning_rate\?"),
        (MINIMAL + "[optimizer]\nlearning_rate = -1.0\n", "optimizer.learning_rate cannot be -1.0"),
        (MINIMAL + '[optimizer]\nlearning_rate = "fast"\n', "optimizer.learning_rate cannot be 'fast'.*a number"),
        (MINIMAL + "[schedule]\nsteps = 1.5\n", "schedule.steps cannot be 1.5.*whole number"),
        (MINIMAL + "[schedule]\nsteps = true\n", "schedule.steps cannot be True"),
        (MINIMAL + "[schedule]\nlabelled = 0\n", "schedule.labelled"),
        (MINIMAL + "[losses]\nshallow = -1\n", "losses.shallow"),
        (MINIMAL + '[losses]\npseudo_teacher = "average"\n', "losses.pseudo_teacher"),
        (MINIMAL + "[losses]\nshallow = 0\ndeep = 0\n", "losses.deep, shallow and fused"),
        (MINIMAL + "[windows]\ntemplates = []\n", "windows.templates"),
        (MINIMAL + "[windows]\nregion = 100\n", "windows.region"),
        (MINIMAL + '[validation]\nchoose = "first"\n', "validation.choose"),
        (MINIMAL + "[windows]\nregion = 72\n", "windows.region"),
        (MINIMAL + "[windows]\nregion = 160\nplaces = 0\n", "windows.places"),
        (MINIMAL + "[windows]\nregion = 160\ntemplates = [41]\n", "windows.templates"),
        (MINIMAL + "[windows]\nalone = [64]\n", "windows.alone"),
        (MINIMAL + "[windows]\nregion = 160\nalone = [40]\n", "windows.alone"),
        (MINIMAL + "[network]\nfixed_norms = true\n", "network.fixed_norms"),
        (MINIMAL + '[network]\npreset = "reference"\n[windows]\nregion = 160\n', "windows.region"),
        (MINIMAL + "[augmentation]\nnodata = 2.0\n", "augmentation.nodata"),
        (MINIMAL + '[network]\npreset = "huge"\n', "huge"),
        (MINIMAL + "[network]\nchanges = { wings = 2 }\n", "wings"),
        (MINIMAL + '[network]\npreset = "reference-small"\n[windows]\ntemplates = [40]\n', "multiples of 16"),
        (MINIMAL + "labels = 2.0\n", "data.labels cannot be 2"),
        (MINIMAL.replace('sar = "sar"', ""), "needs sar"),
        (MINIMAL.replace("folders", "archives"), "data.kind cannot be 'archives'"),
        (MINIMAL.replace('name = "small"', 'name = "../small"'), "name cannot be"),
        (MINIMAL.replace('name = "small"', ""), "name is missing"),
        ('name = "a"\nout = "b"\ndata = []\n', "nothing to train on"),
        ('doubtful = "drop"\n' + MINIMAL, "doubtful cannot be 'drop'"),
        (MINIMAL + "[[", "is not TOML"),
    ],
)
def test_bad_settings_are_named(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_configuration(write(tmp_path, text))
    assert caught.value.exit_status == 2


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_configuration(tmp_path / "none.toml")


def test_recipes_are_valid() -> None:
    recipes = sorted((PROJECT_ROOT / "recipes").glob("*.toml"))
    assert recipes
    for recipe in recipes:
        read_configuration(recipe)


def test_every_key_is_documented() -> None:
    from dataclasses import fields, is_dataclass
    from typing import get_args, get_type_hints

    from s2m2_engine.training.configuration import TrainingConfiguration

    text = (PROJECT_ROOT / "docs" / "training.md").read_text(encoding="utf-8")

    def keys(cls: type) -> set[str]:
        found = set()
        for field in fields(cls):  # type: ignore[arg-type]
            found.add(field.name)
            for kind in (get_type_hints(cls)[field.name], *get_args(get_type_hints(cls)[field.name])):
                if isinstance(kind, type) and is_dataclass(kind):
                    found |= keys(kind)
        return found

    missing = sorted(key for key in keys(TrainingConfiguration) if f"`{key}`" not in text)
    assert not missing


def test_learning_rate_rises_and_falls() -> None:
    settings = OptimizerSettings(learning_rate=1.0, warmup=10, schedule="cosine")
    rates = [learning_rate(step, 100, settings) for step in range(101)]
    assert rates[0] == 0.1
    assert max(rates) == rates[9] == 1.0
    assert rates[55] == pytest.approx(0.505)
    assert rates[100] == pytest.approx(0.01)
    assert learning_rate(90, 100, OptimizerSettings(learning_rate=1.0, schedule="constant")) == 1.0


@pytest.mark.parametrize("rate", ["nan", "inf", "-inf", "1e999", "1" + 400 * "0"])
def test_a_number_is_finite(rate: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_configuration(write(tmp_path, f"{MINIMAL}[optimizer]\nlearning_rate = {rate}\n"))
    assert caught.value.code == "bad_configuration"
    assert "learning_rate" in caught.value.message


def test_a_file_that_is_nested_too_deeply(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_configuration(write(tmp_path, f"{MINIMAL}a = {100_000 * '['}"))
    assert caught.value.code == "bad_configuration"
