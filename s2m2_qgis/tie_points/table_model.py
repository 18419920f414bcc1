"""The tie points as a table: sorted and filtered here, since QGIS's window must not wait for thousands of rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QFont

from ..engine_files import names
from ..i18n import tr
from ..project.ground import Ground
from ..qt_compat import as_int
from .checked_points import CheckedPoint
from .editor import TiePointEditor

USE, NUMBER, RESIDUAL, CONFIDENCE, EAST, NORTH, STATE = range(7)

# What is listed; the values of the filter's choice.
ALL, AGREEING, OUTLIERS, CHECKED, UNMATCHED = "all", "agreeing", "outliers", "checked", "unmatched"

_RIGHT = as_int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TiePointTableModel(QAbstractTableModel):
    """A row for each tie point that the filter shows. A tick says that it is used, and edits go through the editor."""

    def __init__(self, editor: TiePointEditor, project: QgsProject) -> None:
        super().__init__()
        self._editor = editor
        self._ground = Ground(editor.layer.crs(), project)
        self._filter, self._column, self._descending = ALL, RESIDUAL, True
        self._numbers: list[int] = []  # of the editor's tie points when they were arranged
        self._order: list[int] = []  # rows of the editor, as they are listed
        self._listed: dict[int, int] = {}  # row of the editor -> row of the table
        self._arrange()
        editor.changed.connect(self._follow)
        editor.renewed.connect(self._renew)

    # --- what it shows ----------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's default and name
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's default and name
        return 0 if parent.isValid() else STATE + 1

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _titles()[section]
        return _tips()[section] if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        point, column = self.point(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(point, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == USE:
            return as_int(Qt.CheckState.Checked if is_used(point) else Qt.CheckState.Unchecked)
        if role == Qt.ItemDataRole.TextAlignmentRole and column not in (USE, STATE):
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and point.check == names.REJECTED:
            font = QFont()
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole and column == USE:
            return tr("used") if is_used(point) else tr("not used")
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != USE:
            return False
        use([self.point(index.row())], Qt.CheckState(value) == Qt.CheckState.Checked, self._editor)
        return True

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == USE and can_be_used(self.point(index.row())):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._rearrange()

    def show_only(self, which: str) -> None:
        """List only some of the tie points: ALL, AGREEING, OUTLIERS, CHECKED or UNMATCHED."""
        self._filter = which
        self._rearrange()

    def point(self, row: int) -> CheckedPoint:
        """The tie point of a row."""
        return self._editor.points[self._order[row]]

    def rows_of(self, feature_ids: Sequence[int]) -> list[int]:
        """The rows of the tie points with these ids of features, as far as they are listed."""
        wanted = set(feature_ids)
        found = (row for row, point in enumerate(self._editor.points) if point.feature_id in wanted)
        return [self._listed[row] for row in found if row in self._listed]

    def row_of(self, number: int) -> int | None:
        """The row of a tie point's number; None if it is not listed."""
        point = self._editor.point(number)
        return None if point is None else next(iter(self.rows_of([point.feature_id])), None)

    def worst(self, percent: float) -> list[CheckedPoint]:
        """The used tie points with the largest residuals: this share of those whose residuals were measured."""
        used = [one for one in self._editor.points if is_used(one) and one.agrees and math.isfinite(one.residual_m)]
        used.sort(key=lambda one: one.residual_m, reverse=True)
        return used[: math.ceil(percent * len(used) / 100)]

    def _text(self, point: CheckedPoint, column: int) -> str:
        if column == NUMBER:
            return str(point.number)
        if column == RESIDUAL:
            return _figure(point.residual_m)
        if column == CONFIDENCE:
            return "" if math.isnan(point.confidence) else tr("{percent:.0f} %").format(percent=100 * point.confidence)
        if column in (EAST, NORTH):
            return _figure(self._metres(point)[column - EAST])
        return state_text(point) if column == STATE else ""

    def _metres(self, point: CheckedPoint) -> tuple[float, float]:
        if point.check in (names.MOVED, names.ADDED) and point.given is not None:
            return self._ground.metres(point.start, *point.given)
        return (math.nan, math.nan) if point.found is None else point.found_m

    # --- the order of the rows --------------------------------------------------------------------------

    def _arrange(self) -> None:
        points = self._editor.points
        self._numbers = [point.number for point in points]
        rows = [row for row, point in enumerate(points) if _is_listed(point, self._filter)]
        keys = _sortable([self._key(points[row]) for row in rows], self._descending)
        self._order = [rows[place] for place in np.argsort(keys, kind="stable")]
        self._listed = {row: place for place, row in enumerate(self._order)}

    def _key(self, point: CheckedPoint) -> float:
        if self._column == NUMBER:
            return float(point.number)
        if self._column == RESIDUAL:
            return point.residual_m
        if self._column == CONFIDENCE:
            return point.confidence
        if self._column in (EAST, NORTH):
            return self._metres(point)[self._column - EAST]
        return float(is_used(point)) if self._column == USE else float(_STATES.index(state_of(point)))

    def _rearrange(self) -> None:
        """Sort and filter again; what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        numbers = [self._numbers[self._order[index.row()]] for index in old]
        self._arrange()
        points = self._editor.points
        places = {points[row].number: place for place, row in enumerate(self._order)}
        new = [places.get(number) for number in numbers]
        moved = [QModelIndex() if row is None else self.index(row, index.column()) for row, index in zip(new, old)]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def _follow(self, rows: list[int]) -> None:
        """Show checks that have changed where their rows are: a list that is sorted anew at each click is unusable."""
        for row in rows:
            place = self._listed.get(row)
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, STATE))

    def _renew(self) -> None:
        """Show what a refit has changed where the rows are, or list other tie points anew."""
        if [point.number for point in self._editor.points] == self._numbers:
            if self._order:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, STATE))
            return
        self.beginResetModel()
        self._arrange()
        self.endResetModel()


def use(points: Sequence[CheckedPoint], wanted: bool, editor: TiePointEditor) -> None:
    """Use tie points, or leave them out."""
    if wanted:
        editor.clear([point for point in points if point.check == names.REJECTED])
    else:
        editor.reject(points)


def can_be_used(point: CheckedPoint) -> bool:
    """Whether a displacement of the tie point is known, so that it can be used or left out."""
    return point.displacement is not None


def is_used(point: CheckedPoint) -> bool:
    """Whether the tie point counts when the transform is fitted."""
    return can_be_used(point) and point.check != names.REJECTED


# From what is surest to what is out.
_STATES = (names.CONFIRMED, names.MOVED, names.ADDED, "agrees", "outlier", names.REJECTED, "unmatched")


def state_of(point: CheckedPoint) -> str:
    """What is known of a tie point: its check, or whether it agrees with the transform."""
    if point.check:
        return point.check
    if point.found is None:
        return "unmatched"
    return "agrees" if point.agrees else "outlier"


def state_text(point: CheckedPoint) -> str:
    """What is known of a tie point, in a word."""
    return {
        names.CONFIRMED: tr("confirmed"),
        names.MOVED: tr("moved"),
        names.ADDED: tr("added"),
        names.REJECTED: tr("rejected"),
        "agrees": tr("agrees"),
        "outlier": tr("outlier"),
        "unmatched": tr("not matched"),
    }[state_of(point)]


def _is_listed(point: CheckedPoint, which: str) -> bool:
    if which == AGREEING:
        return is_used(point) and point.agrees
    if which == OUTLIERS:
        return state_of(point) == "outlier"
    if which == CHECKED:
        return bool(point.check)
    if which == UNMATCHED:
        return state_of(point) == "unmatched"
    return True


def _sortable(keys: Sequence[float], descending: bool) -> NDArray[np.float64]:
    """Keys for an ascending sort; what has none comes last in both directions."""
    values = np.array(keys, dtype=np.float64)
    return np.where(np.isnan(values), np.inf, -values if descending else values)


def _figure(metres: float) -> str:
    return "" if math.isnan(metres) else f"{metres:.2f}"


def _titles() -> tuple[str, ...]:
    return (
        tr("Use"),
        tr("No."),
        tr("Residual m"),
        tr("Confidence"),
        tr("East m"),
        tr("North m"),
        tr("State"),
    )


def _tips() -> tuple[str, ...]:
    return (
        tr("Ticked tie points count when the transform is fitted. The space bar ticks the selected rows."),
        tr("Number of the tie point in its file."),
        tr("What a transform that was fitted without this tie point leaves of its displacement, in metres."),
        tr("How sure the match is of this tie point."),
        tr("How far the place has to move along the CRS's first axis, in metres on the ground."),
        tr("How far the place has to move along the CRS's second axis, in metres on the ground."),
        tr("Your check, or whether the tie point agrees with the transform."),
    )
