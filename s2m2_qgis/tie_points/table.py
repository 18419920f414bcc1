"""The table of tie points as a widget."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QPainter
from qgis.PyQt.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ..i18n import tr
from .table_model import RESIDUAL, STATE, USE, TiePointTableModel


class _TickDelegate(QStyledItemDelegate):
    """Draws ticks as on a row that is not selected: a theme's ticks may have the colour of its selection."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.fillRect(option.rect, option.palette.base())  # the view has painted the selection
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_Selected


class TiePointTable(QTableView):
    """The table; what its keys and its menu do is the window's."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Tie points"))
        self.setItemDelegateForColumn(USE, _TickDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(self.fontMetrics().height() + 6)

    def show_model(self, model: TiePointTableModel) -> None:
        """Show a model, with the largest residuals first and columns as wide as their titles."""
        self.setModel(model)
        header = self.horizontalHeader()
        for column in range(STATE + 1):
            self.setColumnWidth(column, header.sectionSizeHint(column) + 8)
        header.setStretchLastSection(True)
        self.sortByColumn(RESIDUAL, Qt.SortOrder.DescendingOrder)
