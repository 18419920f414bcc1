"""Figures, table, CSV and SVG of an evaluation made by hand."""

from __future__ import annotations

import csv
import math
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from s2m2_engine.errors import InputError
from s2m2_engine.evaluation.evaluate import EvaluatedMatcher, Evaluation, ScoredMatch
from s2m2_engine.evaluation.figure import figure_svg, write_figures
from s2m2_engine.evaluation.measure import Geometry
from s2m2_engine.evaluation.scores import scores
from s2m2_engine.evaluation.table import table_text, write_csv

SMALL, LARGE = Geometry(40, 64), Geometry(192, 64)


def match(
    matcher: str, subset: str, geometry: Geometry, error: float, ms: float = 10.0, known: float = 1
) -> ScoredMatch:
    truth = (10.0, 20.0)
    found = (truth[0] + 0.6 * error, truth[1] - 0.8 * error)
    return ScoredMatch(matcher, subset, "scene", "pair", geometry, truth, found, 0.5, None, known, ms)


@pytest.fixture
def made() -> Evaluation:
    matches = [
        *(match("a <b>", "one", SMALL, error, ms) for error, ms in ((0.5, 10), (1.5, 20), (4.0, 30))),
        *(match("a <b>", "two", SMALL, error, known=3) for error in (2.5, 40.0)),
        *(match("other", "one", SMALL, error) for error in (9.0, 9.0, 9.0)),
        match("other", "one", LARGE, 0.0),
    ]
    matchers = (EvaluatedMatcher("a <b>", "abc", "cpu"), EvaluatedMatcher("other", "def", "cuda:0"))
    return Evaluation("made & small", "Truth is made up.", 3, matchers, tuple(matches))


def test_scores_by_subset_template_and_matcher(made: Evaluation) -> None:
    lines = {(s.subset, s.geometry.template, s.matcher): s for s in scores(made)}
    assert list(lines) == [
        ("all", 40, "a <b>"),
        ("all", 40, "other"),
        ("all", 192, "other"),
        ("one", 40, "a <b>"),
        ("one", 40, "other"),
        ("one", 192, "other"),
        ("two", 40, "a <b>"),
    ]
    one = lines["one", 40, "a <b>"]
    assert one.count == 3
    assert one.rates == pytest.approx((1 / 3, 2 / 3, 2 / 3, 1))
    assert one.mean_px == pytest.approx(2.0)
    assert one.rms_px == pytest.approx(math.sqrt((0.25 + 2.25 + 16) / 3))
    assert one.ms == pytest.approx(20)
    # Where some of the truth is good to 3 px only, finer rates would say nothing.
    assert lines["all", 40, "a <b>"].rates == (None, None, pytest.approx(3 / 5), pytest.approx(4 / 5))
    assert lines["one", 40, "other"].rates == (0, 0, 0, 0)
    assert lines["one", 192, "other"].rates == (1, 1, 1, 1)


def test_without_subsets_there_is_one_block(made: Evaluation) -> None:
    one = replace(made, matches=tuple(match for match in made.matches if match.subset == "one"))
    assert {score.subset for score in scores(one)} == {"all"}


def test_table_is_aligned_and_names_its_figures(made: Evaluation) -> None:
    text = table_text(made)
    assert text.startswith("made & small: 3 pairs. Truth is made up.")
    head = next(line for line in text.splitlines() if line.startswith("subset"))
    for word in ("CMR@1", "CMR@2", "CMR@3", "CMR@5", "mean px", "RMS px", "ms/pair"):
        assert word in head
    line = next(line for line in text.splitlines() if line.startswith("all") and "a <b>" in line)
    assert line.split() == ["all", "40", "104", "a", "<b>", "5", "-", "-", "60.0", "80.0", "9.70", "18.03", "16.0"]
    assert len(line) == len(head)
    assert "other on cuda:0" in text


def test_csv_files(made: Evaluation, tmp_path: Path) -> None:
    table, matches = write_csv([made], tmp_path / "új mappa")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(scores(made))
    assert rows[0]["CMR@1"] == ""
    assert float(rows[0]["CMR@3"]) == pytest.approx(0.6)
    assert rows[1]["sha256"] == "def"
    with matches.open(encoding="utf-8", newline="") as file:
        single = list(csv.DictReader(file))
    assert [float(row["error_px"]) for row in single] == pytest.approx([match.error for match in made.matches])
    assert single[0]["found_row"] == "19.6000"


def test_figure_is_valid_and_rises(made: Evaluation, tmp_path: Path) -> None:
    (path,) = write_figures([made], tmp_path)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    curves = [
        [float(point.split(",")[1]) for point in line.get("points", "").split()]
        for line in root.iterfind(".//{*}polyline")
    ]
    assert len(curves) == 3
    for heights in curves:
        # SVG's y points down: a rate that rises falls in y.
        assert all(later <= earlier for earlier, later in zip(heights, heights[1:]))
    assert curves[2][0] == curves[2][-1] == 0
    texts = ["".join(text.itertext()) for text in root.iterfind(".//{*}text")]
    assert "a <b>" in texts
    assert "template 192 in 256 px" in texts
    assert sum(rect.get("class") == "unknown" for rect in root.iterfind(".//{*}rect")) == 2


def test_many_matchers_stay_apart(made: Evaluation) -> None:
    labels = [f"matcher number {number}" for number in range(9)]
    matches = tuple(match(label, "one", SMALL, number) for number, label in enumerate(labels))
    matchers = tuple(EvaluatedMatcher(label, "", "cpu") for label in labels)
    root = ElementTree.fromstring(figure_svg(replace(made, matchers=matchers, matches=matches)))
    strokes = {(line.get("stroke"), line.get("stroke-dasharray")) for line in root.iterfind(".//{*}polyline")}
    assert len(strokes) == 9
    width = float(root.get("width", "0"))
    assert all(float(line.get("x2", "0")) <= width for line in root.iterfind(".//{*}line"))


def test_unwritable_folder_is_an_input_error(made: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError):
        write_csv([made], tmp_path / "file" / "out")
