"""Only what training never saw is scored: selection by the validation tables of a training configuration."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from helpers.pair_files import write_pair
from s2m2_engine.cli import main
from s2m2_engine.errors import InputError
from s2m2_engine.evaluation.datasets import choose_pairs
from s2m2_engine.evaluation.held_out import HeldOut
from s2m2_engine.evaluation.plan import make_plans

RUN = 'name = "run"\nout = "out"\n[[data]]\nkind = "folders"\nname = "seen"\nsar = "seen/sar"\noptical = "seen/opt"\n'


def table(name: str, *lines: str, kind: str = "shared", root: str = "sets") -> str:
    entry = f'[[validation.data]]\nkind = "{kind}"\nname = "{name}"\nroot = "{root}"\n'
    return entry + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with made data sets in the shared layouts below sets/."""
    root = tmp_path_factory.mktemp("held out")
    sets = root / "sets"
    write_pair(root / "seen" / "sar" / "0.png", root / "seen" / "opt" / "0.png", 99, size=96)
    for roi in range(1, 4):
        for patch in range(2):
            sar, optical = (
                sets / "sen12" / "ROIs1158_spring" / f"s{s}_{roi}" / f"ROIs1158_spring_s{s}_{roi}_p{patch}.png"
                for s in (1, 2)
            )
            write_pair(sar, optical, 10 * roi + patch, size=96)
    for prefix in ("SEN", "GF3"):
        for number in range(3):
            name = f"{prefix}_city_{number}"
            # The optical images of this data set are JPEG by name only; what they hold is found out from the file.
            write_pair(
                sets / "multisensor" / "sar" / f"{name}.png", sets / "multisensor" / "opt" / f"{name}.jpg", number, 96
            )
    return root


def configuration(place: Path, text: str) -> Path:
    path = place / "run.toml"
    path.write_text(RUN + text, encoding="utf-8")
    return path


def test_exactly_the_pairs_of_the_table_are_kept(place: Path) -> None:
    config = configuration(place, table("sen12", 'scenes = ["ROIs1158_spring/s1_2"]') + table("multisensor"))
    kept = choose_pairs("sen12", place / "sets", held_out=HeldOut.of(config))
    assert [pair.sar.name for pair in kept] == [f"ROIs1158_spring_s1_2_p{patch}.png" for patch in range(2)]
    every = choose_pairs("sen12", place / "sets")
    assert len(every) == 6
    assert kept == [pair for pair in every if pair.scene == "ROIs1158_spring/s1_2"]
    assert len(choose_pairs("multisensor", place / "sets", held_out=HeldOut.of(config))) == 6


def test_scenes_and_limit_choose_among_them(place: Path) -> None:
    config = configuration(place, table("multisensor", 'without_scenes = ["GF3_*"]'))
    kept = choose_pairs("multisensor", place / "sets", held_out=HeldOut.of(config))
    assert {pair.subset for pair in kept} == {"Sentinel-1"}
    assert len(choose_pairs("multisensor", place / "sets", limit=2, held_out=HeldOut.of(config))) == 2
    with pytest.raises(InputError, match="GF3"):
        choose_pairs("multisensor", place / "sets", scenes=["GF3_*"], held_out=HeldOut.of(config))


def test_tables_of_one_set_add_up_and_kinds_do_not_matter(place: Path) -> None:
    folders = '[[validation.data]]\nkind = "folders"\nsar = "sets/multisensor/sar"\noptical = "sets/multisensor/opt"\n'
    text = folders + 'scenes = ["GF3_city_1"]\n' + table("multisensor", 'scenes = ["SEN_*"]')
    kept = choose_pairs("multisensor", place / "sets", held_out=HeldOut.of(configuration(place, text)))
    assert sorted(pair.sar.stem for pair in kept) == ["GF3_city_1", "SEN_city_0", "SEN_city_1", "SEN_city_2"]
    # What is known of a pair comes from the data set, not from the table.
    assert {pair.subset for pair in kept} == {"GF-3", "Sentinel-1"}


def test_all_means_every_set_that_is_listed(place: Path) -> None:
    config = configuration(place, table("sen12", 'scenes = ["*_2"]') + table("multisensor", 'scenes = ["SEN_*"]'))
    plans = make_plans("all", place / "sets", models=["structure"], templates=[48], search=32, held_out=config)
    assert [(plan.dataset, len(plan.pairs)) for plan in plans] == [("sen12", 2), ("multisensor", 3)]
    assert plans[0].matchers is plans[1].matchers


@pytest.mark.parametrize(
    ("dataset", "folder", "text", "says"),
    [
        ("multisensor", "sets", table("sen12"), r"run\.toml holds out no pairs of multisensor.*contain: sen12"),
        ("sen12", "sets", "", "holds out no pairs.*validation"),
        ("sen12", "sets", table("sen12", 'scenes = ["nowhere"]'), "leave no pair of the data set shared"),
        ("sen12", "sets", table("sen12", root="elsewhere"), "elsewhere holds no pair of the data set sen12"),
        ("sen12", "sets", table("sen12", "size = 3"), "no setting called validation.data"),
        ("all", "sets", table("nonesuch"), "no data set called 'nonesuch'"),
    ],
)
def test_what_cannot_be_is_an_input_error(place: Path, dataset: str, folder: str, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        make_plans(dataset, place / folder, held_out=configuration(place, text))


def test_another_folder_than_the_tables_is_named(place: Path, tmp_path: Path) -> None:
    write_pair(tmp_path / "multisensor/sar/SEN_city_0.png", tmp_path / "multisensor/opt/SEN_city_0.jpg", 0, 96)
    with pytest.raises(InputError, match="are in another folder") as caught:
        make_plans("multisensor", tmp_path, held_out=configuration(place, table("multisensor")))
    assert "sets" in str(caught.value)


def test_all_needs_a_configuration(place: Path) -> None:
    with pytest.raises(InputError, match="--held-out"):
        make_plans("all", place / "sets")


def test_missing_configuration(place: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        make_plans("sen12", place / "sets", held_out=place / "none.toml")


def test_evaluate_all_writes_one_table_and_a_figure_for_each_set(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = configuration(place, table("sen12", 'scenes = ["*_2"]') + table("multisensor"))
    arguments = ["evaluate", "all", str(place / "sets"), "--held-out", str(config), "--model", "structure"]
    assert main([*arguments, "--template", "48", "--search", "32", "--out", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "sen12: 2 pairs." in text
    assert "multisensor: 6 pairs." in text
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == [
        "evaluation_multisensor.svg",
        "evaluation_sen12.svg",
    ]
    with (tmp_path / "evaluation.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["dataset"], row["subset"]) for row in csv.DictReader(file)}
    assert rows == {
        ("sen12", "all"),
        ("multisensor", "all"),
        ("multisensor", "GF-3"),
        ("multisensor", "Sentinel-1"),
    }


def test_without_matplotlib_the_tables_are_written(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    arguments = ["evaluate", "sen12", str(place / "sets"), "--model", "structure", "--template", "48", "--search", "32"]
    assert main(arguments) == 0
    assert "matplotlib" not in capsys.readouterr().err, "no figures were asked for"
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().err
    assert "pip install matplotlib" in told.splitlines()[0], "before the work begins"
    assert {path.suffix for path in tmp_path.iterdir()} == {".csv"}
