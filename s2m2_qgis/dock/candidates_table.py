"""The kinds of transforms that a match compared, with their figures; the selected one is what Correct writes with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ..engine_files import protocol
from ..i18n import tr
from .correct_panel import method_title
from .words import in_metres


def share_text(share: float | None) -> str:
    """Format a share: "38 %"; a dash if it was not measured."""
    return _number(share, lambda value: tr("{percent:.0f} %").format(percent=100 * value))


def _number(value: float | None, text: Callable[[float], str]) -> str:
    return "-" if value is None else text(value)


class CandidatesTable(QTableWidget):
    """A row for each kind; the one that the match took is bold. `picked` carries the kind that the user selects."""

    picked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._kinds: list[str] = []
        self.setHorizontalHeaderLabels([tr("Kind"), tr("CE90 m"), tr("px"), tr("≤ 1 px")])
        tips = (
            tr("Kind of transform. The one in bold is that of the match."),
            tr("Nine of ten held-out tie points have at most this residual, in metres, with this kind of transform."),
            tr("CE90 in pixels of the common grid."),
            tr("Share of the held-out tie points that have a residual of at most one pixel."),
        )
        for column, tip in enumerate(tips):
            self.horizontalHeaderItem(column).setToolTip(tip)
        self.setAccessibleName(tr("Kinds of transforms that were compared"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        # While a section is resized, the others still have their old widths.
        header.sectionResized.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)
        header.setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leads on to the next widget of the dock
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemSelectionChanged.connect(self._selected)

    def show_candidates(self, candidates: Sequence[protocol.Candidate]) -> None:
        """Show the candidates of a match."""
        self.blockSignals(True)
        self.setRowCount(len(candidates))
        self._kinds = [candidate["kind"] for candidate in candidates]
        for row, candidate in enumerate(candidates):
            texts = (
                method_title(candidate["kind"]),
                _number(candidate["ce90_m"], in_metres),
                _number(candidate["ce90_px"], "{:.2f}".format),
                share_text(candidate["within_1_px"]),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(candidate["why"])
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                font = item.font()
                font.setBold(candidate["chosen"])
                item.setFont(font)
                self.setItem(row, column, item)
        self.blockSignals(False)
        self._fit_rows()

    def select(self, kind: str) -> None:
        """Select a kind without a signal; nothing is selected if it was not compared."""
        self.blockSignals(True)
        if kind in self._kinds:
            self.selectRow(self._kinds.index(kind))
        else:
            self.clearSelection()
        self.blockSignals(False)

    def _fit_rows(self) -> None:
        """Make rows as high as their texts, which wrap in a narrow dock, and the table as high as its rows."""
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setFixedHeight(height + 2 * self.frameWidth())

    def _selected(self) -> None:
        rows = self.selectionModel().selectedRows()
        if rows:
            self.picked.emit(self._kinds[rows[0].row()])
