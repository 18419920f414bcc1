"""The candidates and the Refit button: their figures, what is picked, and that nothing is cut off in a narrow dock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.ui_fakes import make_candidate, make_match, process_events
from s2m2_qgis.dock.form import MINIMUM_WIDTH, DockForm
from s2m2_qgis.dock.refit_panel import change_text

CANDIDATES = [
    make_candidate("shift", 152.9, 15.29, False),
    make_candidate("similarity", 91.7, 9.16, False),
    make_candidate("affine", None, None, False),
    make_candidate("polynomial", 30.2, 3.02, False),
    make_candidate("tps", 8.86, 0.89, True),
]


@pytest.fixture
def form(qgis_app: object) -> Iterator[DockForm]:
    made = DockForm()
    made.correct.method_chosen.connect(made.result.refit.show_method)
    made.result.refit.picked.connect(made.correct.choose_method)
    yield made
    made.deleteLater()
    process_events()


@pytest.fixture
def result(tmp_path: Path) -> dict[str, Any]:
    made = make_match(tmp_path / "match", tmp_path / "sar.tif", tmp_path / "optical.tif")
    return {**made, "candidates": CANDIDATES, "transform": {"kind": "tps", "control_points": []}}


def rows(form: DockForm) -> list[list[str]]:
    table = form.result.refit.table
    return [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]


def test_the_figures_of_all_candidates(form: DockForm, result: Any) -> None:
    form.result.refit.show_result(result)
    assert rows(form) == [
        ["Shift", "152.9", "15.29", "90 %"],
        ["Similarity", "91.7", "9.16", "90 %"],
        ["Affine", "-", "-", "-"],
        ["Polynomial", "30.2", "3.02", "90 %"],
        ["Thin-plate spline", "8.86", "0.89", "90 %"],
    ]
    table = form.result.refit.table
    assert [table.item(row, 0).font().bold() for row in range(5)] == [False] * 4 + [True]
    assert table.currentRow() == 4
    figures = form.result.refit.figures
    assert (
        figures.text() == "Thin-plate spline: CE90 8.86 m (0.89 px), 90 % of the tie points within 1 px. It was taken."
    )


def test_table_and_method_follow_each_other(form: DockForm, result: Any) -> None:
    panel = form.result.refit
    panel.show_result(result)
    panel.table.selectRow(3)
    assert form.correct.chosen_method() == "polynomial"
    assert panel.figures.text().endswith("It was not taken. Correct takes it; Refit gives a verdict on it.")
    panel.table.selectRow(4)
    assert form.correct.chosen_method() == "auto"
    form.correct.choose_method("affine")
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [2]
    assert panel.figures.text().startswith("Affine: its accuracy was not measured.")


def test_a_kind_that_was_asked_for_stays_asked_for(form: DockForm, result: Any) -> None:
    panel = form.result.refit
    panel.show_result({**result, "settings": {"method": "tps"}})
    panel.table.selectRow(0)
    panel.table.selectRow(4)
    assert form.correct.chosen_method() == "tps"


def test_a_match_without_candidates(form: DockForm, result: Any) -> None:
    """Matches of earlier versions have none; a few tie points allow a shift alone."""
    panel = form.result.refit
    panel.show_result({key: value for key, value in result.items() if key != "candidates"})
    assert panel.table.isHidden()
    panel.show_result({**result, "candidates": CANDIDATES[:1], "transform": {"kind": "shift", "matrix": []}})
    form.correct.choose_method("tps")
    assert panel.table.selectionModel().selectedRows() == []
    assert panel.figures.text().startswith("Thin-plate spline was not compared with the others.")


def test_nothing_is_cut_off_in_a_narrow_dock(form: DockForm, result: Any) -> None:
    form.result.show_result(result, result["out"], "radar → photo, 2026-11-28 14:03, default")
    form.show_outcome(True)
    form.resize(MINIMUM_WIDTH, 1200)
    form.show()
    for _ in range(3):  # the table's height follows its width
        process_events()
    table = form.result.refit.table
    for row in range(table.rowCount()):
        assert table.rowHeight(row) >= table.sizeHintForRow(row)
        for column in range(1, 4):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column), column
    name = table.fontMetrics()
    longest = max(name.horizontalAdvance(word) for word in ("Kind", "Thin-plate", "Polynomial", "Similarity"))
    assert table.columnWidth(0) > longest
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.verticalHeader().length() <= table.viewport().height()


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("reliable", "reliable", "The match is still reliable."),
        ("reliable", "unreliable", "The match was reliable and is not reliable any more."),
        ("unreliable", "reliable", "The match was not reliable and is reliable now."),
        ("unreliable", "unreliable", "The match is still not reliable."),
    ],
)
def test_what_a_refit_has_changed(result: Any, before: str, after: str, verdict: str) -> None:
    was = {**result, "status": before}
    now = {**result, "status": after, "shift": {**result["shift"], "dx_m": 140.4, "dy_m": -87.9}}
    assert change_text(was, now).splitlines() == [
        verdict,
        "The shift changed by 5.00 m, from 161.0 m to the south-east to 165.6 m to the south-east.",
        "CE90 is 4.20 m (0.42 px), as before.",
    ]
    unmeasured = {**now, "accuracy": {**now["accuracy"], "ce90_m": None, "ce90_px": None}}
    assert "CE90 was 4.20 m (0.42 px) and is not measured." in change_text(was, unmeasured)
