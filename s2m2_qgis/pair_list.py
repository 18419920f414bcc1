"""The pairs of layers to learn from: two layer boxes, a list, and what adds to it and takes away."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from .dock_form import label_of, layer_box
from .i18n import tr
from .layer_choice import LayerChoice
from .matched_pairs import matched_pairs
from .widgets import button

_LIST_ROWS = 4
_MATCH_ROLE = Qt.ItemDataRole.UserRole + 1


class PairList(QWidget):
    """Layers are kept by id: they may go at any time, and their pairs go with them. `changed`: so did the list."""

    changed = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.layers = LayerChoice(project, self)
        self.sar = layer_box(tr("The SAR layer"))
        self.optical = layer_box(tr("The optical layer"))
        self.layers.attach(self.sar, self.optical)
        self.add = button(tr("&Add pair"), tr("Add the two layers to the list below."))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pairs to learn from"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setFixedHeight(_LIST_ROWS * (self.list.fontMetrics().height() + 6))
        self.add_matched = button(
            tr("Add &matched"),
            tr("Add the pairs that were matched in this project. The model learns from tie points that you checked."),
        )
        self.remove = button(tr("&Remove"), tr("Take the chosen pair off the list. The layers stay in the project."))
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self._lay_out()
        self.add.clicked.connect(self.add_pair)
        self.add_matched.clicked.connect(self.add_matched_pairs)
        self.remove.clicked.connect(self.remove_pair)
        self.list.currentItemChanged.connect(self._refresh)
        self.layers.changed.connect(self._refresh)
        project.layersRemoved.connect(self._layers_gone)
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label_of(tr("&SAR"), self.sar), 0, 0)
        grid.addWidget(self.sar, 0, 1)
        grid.addWidget(label_of(tr("&Optical"), self.optical), 1, 0)
        grid.addWidget(self.optical, 1, 1)
        grid.addWidget(self.add, 0, 2, 2, 1)
        grid.addWidget(self.list, 2, 0, 2, 2)
        grid.addWidget(self.add_matched, 2, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.remove, 3, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.problem, 4, 0, 1, 3)

    @property
    def pairs(self) -> list[tuple[QgsRasterLayer, QgsRasterLayer]]:
        """The listed pairs, (SAR, optical)."""
        return [(self._project.mapLayer(sar), self._project.mapLayer(optical)) for sar, optical in self._ids()]

    @property
    def matches(self) -> list[str]:
        """The folders of the listed pairs' matches; "" for those that were not added as matched ones."""
        return [str(self.list.item(row).data(_MATCH_ROLE) or "") for row in range(self.list.count())]

    def add_pair(self) -> None:
        """List the two chosen layers."""
        sar, optical = self.layers.sar, self.layers.optical
        if sar is None or optical is None or self._why_not():
            return
        item = QListWidgetItem(f"{sar.name()}  +  {optical.name()}", self.list)
        item.setToolTip(item.text())
        item.setData(Qt.ItemDataRole.UserRole, (sar.id(), optical.id()))
        self._refresh()
        self.changed.emit()

    def add_matched_pairs(self) -> None:
        """List the pairs that were matched in the project; those that are listed get their matches."""
        pairs = matched_pairs(self._project)
        for pair in pairs:
            ids = (pair.sar.id(), pair.optical.id())
            listed = self._ids()
            item = self.list.item(listed.index(ids)) if ids in listed else QListWidgetItem(self.list)
            note = tr("with {count} checked tie points").format(count=pair.checked) if pair.checked else tr("matched")
            item.setText(f"{pair.sar.name()}  +  {pair.optical.name()}  ({note})")
            item.setToolTip(f"{item.text()}\n{pair.folder}")
            item.setData(Qt.ItemDataRole.UserRole, ids)
            item.setData(_MATCH_ROLE, pair.folder)
        self._refresh()
        if pairs:
            self.changed.emit()
        else:
            self._say(tr("No pair of layers in this project has been matched yet."))

    def remove_pair(self) -> None:
        """Take the chosen pair off the list."""
        self.list.takeItem(self.list.currentRow())
        self._refresh()
        self.changed.emit()

    def shut_down(self) -> None:
        """Let go of the project and the layers."""
        self._project.layersRemoved.disconnect(self._layers_gone)
        self.layers.shut_down()

    def _ids(self) -> list[tuple[str, str]]:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [tuple(item.data(Qt.ItemDataRole.UserRole)) for item in rows]

    def _why_not(self) -> str:
        """Why the chosen layers cannot be added; "" if they can, or if there are not two."""
        sar, optical = self.layers.sar, self.layers.optical
        if sar is None or optical is None:
            return ""
        if sar == optical:
            return tr("Choose two different layers, a SAR and an optical one.")
        for layer in (sar, optical):
            if not layer.crs().isValid():
                text = tr("“{name}” has no coordinate reference system. Set it in the layer's properties.")
                return text.format(name=layer.name())
        return tr("These two are in the list.") if (sar.id(), optical.id()) in self._ids() else ""

    def _refresh(self, *_args: object) -> None:
        why_not = self._why_not()
        self._say(why_not)
        both = self.layers.sar is not None and self.layers.optical is not None
        self.add.setEnabled(both and not why_not)
        self.remove.setEnabled(self.list.currentItem() is not None)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _layers_gone(self, gone: list[str]) -> None:
        rows = [row for row, ids in enumerate(self._ids()) if set(ids) & set(gone)]
        for row in reversed(rows):
            self.list.takeItem(row)
        if rows:
            self._refresh()
            self.changed.emit()
