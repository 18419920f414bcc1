"""The table of tie points: order, filter and ticks."""

from __future__ import annotations

import math

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPersistentModelIndex, Qt

from s2m2_qgis.tie_points import table_model as columns
from s2m2_qgis.tie_points.editor import TiePointEditor
from s2m2_qgis.tie_points.table_model import TiePointTableModel

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
TICK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def model(editor: TiePointEditor) -> TiePointTableModel:
    """Residuals of 3, 4, 5 … 10 m from the second tie point on."""
    for row, point in enumerate(editor.points):
        editor.points[row] = point._replace(residual_m=math.nan if row == 0 else row + 2.0)
    return TiePointTableModel(editor, QgsProject.instance())


def numbers(model: TiePointTableModel) -> list[int]:
    return [model.point(row).number for row in range(model.rowCount())]


def texts(model: TiePointTableModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_the_largest_residuals_come_first_and_unmeasured_ones_last(model: TiePointTableModel) -> None:
    assert numbers(model) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    model.sort(columns.RESIDUAL, ASCENDING)
    assert numbers(model) == [2, 3, 4, 5, 6, 7, 8, 9, 1]
    model.sort(columns.NUMBER, DESCENDING)
    assert numbers(model) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    model.sort(columns.CONFIDENCE, ASCENDING)
    assert numbers(model)[:3] == [1, 2, 3]
    model.sort(columns.STATE, ASCENDING)
    assert numbers(model) == [4, 5, 6, 7, 8, 9, 2, 3, 1]


def test_texts(model: TiePointTableModel, editor: TiePointEditor) -> None:
    assert texts(model, 0) == ["", "9", "10.00", "89 %", "137.40", "-83.90", "agrees"]
    assert texts(model, 8) == ["", "1", "", "0 %", "", "", "not matched"]
    editor.move(editor.points[8], (60.0, 40.0))
    # On the ground a metre of UTM is not quite a metre.
    assert texts(model, 0)[4:] == ["60.02", "40.02", "moved"]


def test_filters(model: TiePointTableModel, editor: TiePointEditor) -> None:
    editor.reject([editor.points[8]])
    expected = {
        columns.AGREEING: [8, 7, 6, 5, 4],
        columns.OUTLIERS: [3, 2],
        columns.CHECKED: [9],
        columns.UNMATCHED: [1],
        columns.ALL: [9, 8, 7, 6, 5, 4, 3, 2, 1],
    }
    for which, listed in expected.items():
        model.show_only(which)
        assert numbers(model) == listed


def test_what_is_selected_is_kept_by_sorting_and_lost_by_a_filter(model: TiePointTableModel) -> None:
    chosen = QPersistentModelIndex(model.index(0, columns.NUMBER))
    model.sort(columns.RESIDUAL, ASCENDING)
    assert chosen.row() == 7
    model.show_only(columns.OUTLIERS)
    assert not chosen.isValid()


def test_ticks_reject_and_take_back(model: TiePointTableModel, editor: TiePointEditor) -> None:
    index = model.index(0, columns.USE)
    assert model.data(index, TICK) == Qt.CheckState.Checked
    assert model.setData(index, Qt.CheckState.Unchecked, TICK)
    assert editor.points[8].check == "rejected"
    assert model.data(index, TICK) == Qt.CheckState.Unchecked
    assert model.setData(index, Qt.CheckState.Checked, TICK)
    assert editor.points[8].check == ""
    unmatched = model.index(8, columns.USE)
    assert not model.flags(unmatched) & Qt.ItemFlag.ItemIsUserCheckable


def test_checks_do_not_reorder_the_rows(model: TiePointTableModel, editor: TiePointEditor) -> None:
    changed: list[int] = []
    model.dataChanged.connect(lambda first, *_: changed.append(first.row()))
    editor.reject([editor.points[8]])
    assert changed == [0]
    assert numbers(model)[0] == 9
    assert texts(model, 0)[-1] == "rejected"


def test_the_worst_are_those_that_agree_and_are_used(model: TiePointTableModel, editor: TiePointEditor) -> None:
    editor.reject([editor.points[8]])
    assert [point.number for point in model.worst(20.0)] == [8]
    assert [point.number for point in model.worst(21.0)] == [8, 7]


def test_points_that_are_added_and_removed(model: TiePointTableModel, editor: TiePointEditor) -> None:
    editor.add(editor.points[0].start, (1.0, 2.0))
    assert model.rowCount() == 10
    assert model.row_of(10) is not None
    editor.stack.undo()
    assert model.rowCount() == 9
    assert model.row_of(10) is None
