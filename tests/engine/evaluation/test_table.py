"""Figures, table, CSV and SVG of an evaluation made by hand."""

from __future__ import annotations

import csv
import math
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest

from s2m2_engine.errors import InputError
from s2m2_engine.evaluation.evaluate import EvaluatedMatcher, Evaluation, ScoredMatch
from s2m2_engine.evaluation.figure import evaluation_figure, write_figures
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


def test_figure_shows_every_curve(made: Evaluation) -> None:
    small, large = evaluation_figure(made).axes
    assert [axes.get_title() for axes in (small, large)] == ["template 40 in 104 px", "template 192 in 256 px"]
    rates = {line.get_label(): np.asarray(line.get_ydata()) for line in small.lines}
    assert list(rates) == ["a <b>", "other"]
    assert all((np.diff(one) >= 0).all() for one in rates.values())
    # At thresholds of 0, 1, 2, 3 and 10 px; of five errors 40 px is never right.
    assert rates["a <b>"][[0, 10, 20, 30, 100]].tolist() == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])
    nothing, right = large.lines
    assert np.isnan(np.asarray(nothing.get_ydata())).all()
    assert set(np.asarray(right.get_ydata())) == {1}
    for axes in (small, large):
        (shaded,) = axes.patches
        assert shaded.get_window_extent().x1 == pytest.approx(axes.transData.transform((3, 0))[0]), "known to 3 px"


@pytest.mark.slow
def test_figure_file_is_the_same_each_time(made: Evaluation, tmp_path: Path) -> None:
    (path,) = write_figures([made], tmp_path)
    written = path.read_bytes()
    (path,) = write_figures([made], tmp_path)
    assert path.read_bytes() == written
    texts = ["".join(text.itertext()) for text in ElementTree.fromstring(written).iterfind(".//{*}text")]
    assert "made & small: correct match rate within T px, 3 pairs" in texts
    assert {"a <b>", "other", "20 %", "threshold T (px)"} < set(texts)


def test_settings_of_matplotlib_change_nothing(made: Evaluation, tmp_path: Path) -> None:
    (plain,) = write_figures([made], tmp_path / "plain")
    with matplotlib.rc_context({"font.size": 20, "svg.fonttype": "path", "axes.facecolor": "black"}):
        (own,) = write_figures([made], tmp_path / "own")
    assert own.read_bytes() == plain.read_bytes()


def test_many_matchers_stay_apart(made: Evaluation) -> None:
    labels = [f"matcher ${number}$" for number in range(9)]
    matches = tuple(match(label, "one", SMALL, number) for number, label in enumerate(labels))
    matchers = tuple(EvaluatedMatcher(label, "", "cpu") for label in labels)
    (axes,) = evaluation_figure(replace(made, matchers=matchers, matches=matches)).axes
    assert len({(line.get_color(), line.get_linestyle()) for line in axes.lines}) == 9
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == labels


def test_unwritable_folder_is_an_input_error(made: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError):
        write_csv([made], tmp_path / "file" / "out")


@pytest.mark.parametrize("name", ["evaluation.csv", "matches.csv", "evaluation.svg"])
def test_files_of_others_are_not_replaced(name: str, made: Evaluation, tmp_path: Path) -> None:
    write_csv([made], tmp_path)
    write_figures([made], tmp_path)
    write_csv([made], tmp_path)  # its own files it replaces
    write_figures([made], tmp_path)
    own = "dataset,subset\nmine,1\n" if name.endswith(".csv") else "<svg/>"
    (tmp_path / name).write_text(own)
    write = write_csv if name.endswith(".csv") else write_figures
    with pytest.raises(InputError) as refused:
        write([made], tmp_path)
    assert refused.value.code == "folder_in_use"
    assert name in refused.value.message
    assert (tmp_path / name).read_text() == own
