"""Robustness over a made data set: the same windows everywhere, the table and its CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from helpers.evaluations import evaluate
from helpers.pair_files import write_image, write_pair
from helpers.raster_samples import WriteRaster, textured
from s2m2_engine.evaluation.evaluate import Evaluation
from s2m2_engine.evaluation.plan import make_plans
from s2m2_engine.progress import Reporter
from s2m2_engine.studies.baselines import load_baseline
from s2m2_engine.studies.degradations import DEGRADATIONS, turn_margin
from s2m2_engine.studies.robustness import main, measure_robustness, rate_losses, table_text

TITLES = [degradation.title for degradation in DEGRADATIONS]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pairs")
    for number in range(5):
        write_pair(root / "sar" / f"{number}.tif", root / "opt" / f"{number}.tif", number)
    return root


def measure(folder: Path, **arguments: object) -> dict[str, Evaluation]:
    settings = {"models": ["structure", "cfog", "intensity"], "templates": [48, 64], "search": 32, "windows": 4}
    (plan,) = make_plans("folders", folder, load=load_baseline, **{**settings, **arguments})  # type: ignore[arg-type]
    return measure_robustness(plan, Reporter())


@pytest.fixture(scope="module")
def measured(folders: Path) -> dict[str, Evaluation]:
    return measure(folders)


def windows(evaluation: Evaluation, matcher: str) -> set[tuple[object, ...]]:
    return {(m.pair, m.geometry, m.truth) for m in evaluation.matches if m.matcher == matcher}


@pytest.mark.slow
def test_every_matcher_and_degradation_gets_the_same_windows(measured: dict[str, Evaluation]) -> None:
    assert list(measured) == TITLES
    seen = [windows(evaluation, label) for evaluation in measured.values() for label in ("structure", "cfog")]
    assert all(one == seen[0] for one in seen)
    assert len({len(evaluation.matches) for evaluation in measured.values()}) == 1
    assert 20 < len(seen[0]) <= 40


@pytest.mark.slow
def test_without_degradation_it_is_what_evaluate_says(folders: Path, measured: dict[str, Evaluation]) -> None:
    plain = evaluate("folders", folders, ["structure"], [48, 64], 32, 4)
    found = {(m.pair, m.geometry, m.truth): m.found for m in plain.matches}
    kept = [match for match in measured["none"].matches if match.matcher == "structure"]
    assert 0.7 * len(found) < len(kept) <= len(found)
    for match in kept:
        assert match.found == pytest.approx(found[match.pair, match.geometry, match.truth], abs=1e-4)


def test_a_good_matcher_finds_turned_templates_where_they_are(measured: dict[str, Evaluation]) -> None:
    errors = [m.error for m in measured["SAR: turned by 5°"].matches if m.matcher == "structure"]
    assert max(errors) < 0.5


@pytest.mark.slow
def test_templates_keep_the_distance_that_turning_needs(tmp_path: Path) -> None:
    # The search window is the whole image: the template's corner in it is its place in the image.
    write_pair(tmp_path / "sar" / "1.tif", tmp_path / "opt" / "1.tif", 1, size=96)
    done = measure(tmp_path, templates=[64], windows=60)
    corners = np.array([match.truth for match in done["none"].matches])
    assert corners.min() == turn_margin(64)
    assert corners.max() == 32 - turn_margin(64)


@pytest.mark.slow
def test_the_seed_decides(folders: Path, measured: dict[str, Evaluation]) -> None:
    def found(evaluations: dict[str, Evaluation]) -> list[tuple[object, ...]]:
        return [(m.pair, m.truth, m.found) for one in evaluations.values() for m in one.matches]

    assert found(measure(folders)) == found(measured)
    assert found(measure(folders, seed=1)) != found(measured)


@pytest.mark.slow
def test_a_limit_changes_no_window_of_the_pairs_that_stay(folders: Path, measured: dict[str, Evaluation]) -> None:
    some = measure(folders, limit=2, models=["structure"], templates=[64])
    title = "both: 30 % nodata"
    whole = {(m.pair, m.truth): m.found for m in measured[title].matches if m.matcher == "structure"}
    assert some[title].matches
    for match in some[title].matches:
        assert whole[match.pair, match.truth] == pytest.approx(match.found, abs=1e-6)


def test_losses_are_against_the_undegraded_images(measured: dict[str, Evaluation]) -> None:
    found = {(one.degradation, one.score.geometry.template, one.score.matcher): one for one in rate_losses(measured)}
    assert len(found) == len(TITLES) * 2 * 3
    structure = found["none", 64, "structure"]
    assert (structure.rate, structure.lost) == (1.0, 0.0)
    # Grey values correlate with a negative's negative and not with the negative.
    intensity = found["optical: inverted", 64, "intensity"]
    assert intensity.rate == 1.0
    assert intensity.lost is not None
    assert intensity.lost < -0.5


def test_values_of_other_ranges_are_shown_as_bytes_first(tmp_path: Path, write_raster: WriteRaster) -> None:
    image = textured(160, 160, seed=4)
    write_image(tmp_path / "opt" / "1.tif", 255 - image)
    (tmp_path / "sar").mkdir()
    write_raster(image / 255 * 30 - 35, "sar/1.tif")
    done = measure(tmp_path, templates=[64], models=["structure"])
    assert all(match.error < 1 for match in done["optical: gamma 2"].matches)
    assert np.mean([match.error < 1 for match in done["SAR: one look's speckle added"].matches]) > 0.7


def test_table_has_a_row_for_each_degradation_and_a_column_for_each_matcher(measured: dict[str, Evaluation]) -> None:
    lines = table_text([measured]).splitlines()
    assert lines[0] == "| data | template | degradation | n | structure | cfog | intensity |"
    table = [line for line in lines[2:] if line.startswith("|")]
    assert [line.split(" | ")[2] for line in table] == TITLES * 2
    assert all(line.count("|") == lines[1].count("|") == 8 for line in table)
    assert table[0].split(" | ")[4] == "100.0"
    inverted = table[TITLES.index("optical: inverted")].split(" | ")
    assert inverted[4] == "100.0 (+0.0)"
    assert inverted[6].startswith("100.0 (+")


def test_command_prints_the_table_and_writes_it(
    folders: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["folders", str(folders), "--template", "64", "--search", "32", "--limit", "2", "--out", str(tmp_path)]
    assert main([*arguments, "--model", "mind"]) == 0
    printed = capsys.readouterr().out
    assert "| mind |" in printed
    with (tmp_path / "robustness.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["degradation"] for row in rows] == TITLES
    assert {(row["matcher"], row["template"], row["search"]) for row in rows} == {("mind", "64", "96")}
    for row in rows:
        assert float(rows[0]["CMR@3"]) - float(row["CMR@3"]) == pytest.approx(float(row["lost"]), abs=2e-6)
    assert main(["nothing", str(folders)]) == 2
    assert "nothing" in capsys.readouterr().err


def test_command_scores_what_a_configuration_holds_out(
    folders: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = [
        f"[[{key}]]\nkind = \"folders\"\nsar = '{folders / 'sar'}'\noptical = '{folders / 'opt'}'\n{key_scenes}\n"
        for key, key_scenes in (("data", 'without_scenes = ["1"]'), ("validation.data", 'scenes = ["1"]'))
    ]
    config = tmp_path / "run.toml"
    config.write_text('name = "run"\nout = "out"\n' + "".join(tables), encoding="utf-8")
    arguments = ["folders", str(folders), "--template", "48", "--search", "32", "--windows", "1"]
    assert main([*arguments, "--held-out", str(config)]) == 0
    assert "| folders | 48 | none | 1 |" in capsys.readouterr().out
