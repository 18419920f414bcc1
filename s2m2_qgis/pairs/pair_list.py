"""The pairs to learn from: two layer boxes, a list, and buttons that add and remove pairs."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QGridLayout, QListWidget, QListWidgetItem, QWidget

from ..i18n import tr
from ..jobs.capture import ScenePair
from ..plain import as_plain
from ..project.layer_choice import LayerChoice
from ..project.layer_files import LayerFile
from ..widgets import button, label_of, layer_box, plain_text
from .add_many import AddMany
from .groups import listed_layer
from .pairing import ListedPair, ListedRaster

_LEAST_ROWS = 3


class PairList(QWidget):
    """The list of pairs. `changed`: the list has changed. When a layer is removed, its pairs are removed, too."""

    changed = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.layers = LayerChoice(project, self)
        self.sar = layer_box(tr("The SAR layer"))
        self.optical = layer_box(tr("The optical layer"))
        self.layers.attach(self.sar, self.optical)
        self.add = button(tr("&Add pair"), tr("Add the two layers to the list below."))
        self.many = AddMany(project, self.add_pairs)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pairs to learn from"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(_LEAST_ROWS * (self.list.fontMetrics().height() + 6))
        self.remove = button(tr("&Remove"), tr("Remove the selected pairs from the list. Layers and files are kept."))
        self.problem = plain_text()
        self._lay_out()
        self.add.clicked.connect(self.add_pair)
        self.remove.clicked.connect(self.remove_pairs)
        self.list.itemSelectionChanged.connect(self._refresh)
        self.layers.changed.connect(self._refresh)
        project.layersRemoved.connect(self._layers_gone)
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)
        grid.addWidget(label_of(tr("&SAR"), self.sar), 0, 0)
        grid.addWidget(self.sar, 0, 1)
        grid.addWidget(label_of(tr("&Optical"), self.optical), 1, 0)
        grid.addWidget(self.optical, 1, 1)
        grid.addWidget(self.add, 0, 2)
        grid.addWidget(self.many.button, 1, 2)
        grid.addWidget(self.problem, 2, 0, 1, 3)
        grid.addWidget(self.list, 3, 0, 1, 2)
        grid.addWidget(self.remove, 3, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.many, 4, 0, 1, 3)

    @property
    def pairs(self) -> list[ScenePair]:
        """The listed pairs, (SAR, optical)."""
        return [(self._raster(pair.sar), self._raster(pair.optical)) for pair in self._listed()]

    @property
    def matches(self) -> list[str]:
        """The folders of the listed pairs' matches; "" for pairs without a match."""
        return [pair.match for pair in self._listed()]

    def add_pair(self) -> None:
        """Add the two chosen layers to the list."""
        pair = self._chosen()
        if pair is not None and not self._problem():
            self.add_pairs([pair])

    def add_pairs(self, pairs: Sequence[ListedPair]) -> int:
        """Add pairs to the list; pairs that are listed already get their match. Returns the number of new pairs."""
        rows = {pair: row for row, pair in enumerate(self._listed())}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in rows]
        matched = [pair for pair in pairs if pair in rows and pair.match]
        for pair in (*new, *matched):
            item = self.list.item(rows[pair]) if pair in rows else QListWidgetItem(self.list)
            item.setText(f"{pair.sar.name}  +  {pair.optical.name}{_note(pair)}")
            item.setToolTip(as_plain("\n".join(_tooltip(pair))))
            item.setData(Qt.ItemDataRole.UserRole, pair)
        if new or matched:
            self._refresh()
            self.changed.emit()
        return len(new)

    def remove_pairs(self) -> None:
        """Remove the selected pairs from the list."""
        self._take([self.list.row(item) for item in self.list.selectedItems()])

    def shut_down(self) -> None:
        """Disconnect from the project and the layers."""
        self._project.layersRemoved.disconnect(self._layers_gone)
        self.many.shut_down()
        self.layers.shut_down()

    def _raster(self, listed: ListedRaster) -> QgsRasterLayer | LayerFile:
        if listed.layer_id:
            return self._project.mapLayer(listed.layer_id)
        return LayerFile(listed.source, "", listed.name)

    def _listed(self) -> list[ListedPair]:
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def _chosen(self) -> ListedPair | None:
        sar, optical = self.layers.sar, self.layers.optical
        return None if sar is None or optical is None else ListedPair(listed_layer(sar), listed_layer(optical))

    def _problem(self) -> str:
        """Return a sentence on why the chosen layers cannot be added; "" if they can or two layers are not chosen."""
        sar, optical = self.layers.sar, self.layers.optical
        if sar is None or optical is None:
            return ""
        if sar == optical:
            return tr("Choose two different layers: a SAR layer and an optical layer.")
        for layer in (sar, optical):
            if not layer.crs().isValid():
                text = tr("“{name}” has no coordinate reference system. Set it in the layer's properties.")
                return text.format(name=layer.name())
        return tr("This pair is already in the list.") if self._chosen() in self._listed() else ""

    def _refresh(self, *_args: object) -> None:
        problem = self._problem()
        # The engine does not check the roles and would waste minutes on swapped layers.
        swapped = tr("The two layers look swapped: the SAR layer seems to be an optical layer.")
        text = problem or (swapped if self.layers.looks_swapped else "")
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.add.setEnabled(self._chosen() is not None and not problem)
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _take(self, rows: Sequence[int]) -> None:
        for row in sorted(rows, reverse=True):
            self.list.takeItem(row)
        if rows:
            self._refresh()
            self.changed.emit()

    def _layers_gone(self, gone: list[str]) -> None:
        ids = set(gone)
        self._take([row for row, pair in enumerate(self._listed()) if {pair.sar.layer_id, pair.optical.layer_id} & ids])


def _note(pair: ListedPair) -> str:
    """Return a note on a pair's match for its line in the list."""
    if not pair.match:
        return ""
    text = tr("checked tie points: {count}").format(count=pair.checked) if pair.checked else tr("matched")
    return f"  ({text})"


def _tooltip(pair: ListedPair) -> list[str]:
    lines = [raster.name if raster.layer_id else raster.source for raster in (pair.sar, pair.optical)]
    return [*lines, tr("Match: {folder}").format(folder=pair.match)] if pair.match else lines
