"""The dock's choices of where to match, and those that few need: masks, heights, spacing, device, limit and so on."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtBoundSignal, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr, tr_count
from ..qt_compat import MASK_FILTER, POLYGON_FILTER
from ..widgets import label_of, layer_box, let_shrink, plain_text

# Where layers are matched; the values of the choice.
EVERYWHERE, VIEW, BOX, POLYGONS = "everywhere", "view", "box", "polygons"

_LEAST_SPACING, _MOST_SPACING = 4, 4096
_LARGEST_LIMIT_M = 10_000.0


class WhereBox(QWidget):
    """Asks for the area to match. `changed`: it is another one. `box_wanted`: the user wants to draw a box."""

    changed = pyqtSignal()
    box_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = QComboBox()
        for value, title in (
            (EVERYWHERE, tr("The whole overlap")),
            (VIEW, tr("What the map shows")),
            (BOX, tr("A box on the map…")),
            (POLYGONS, tr("Polygons of a layer")),
        ):
            self.choice.addItem(title, value)
        self.choice.setAccessibleName(tr("Where to match"))  # the label belongs to the whole
        self.choice.setToolTip(tr("Where the layers are matched. The correction holds for all of the moving layer."))
        self.polygons = layer_box(tr("The layer whose polygons are matched"), POLYGON_FILTER)
        self.polygons.setLayer(None)
        self.note = plain_text()
        let_shrink(self.choice)
        for box in (self.choice, self.polygons):
            _fill_row(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.choice, self.polygons, self.note):
            column.addWidget(widget)
        self.setFocusProxy(self.choice)
        self.choice.activated.connect(self._chosen)
        self.polygons.layerChanged.connect(lambda _layer: self._follow_layer())
        self._layer: QgsVectorLayer | None = None
        self._show()

    @property
    def where(self) -> str:
        """EVERYWHERE, VIEW, BOX or POLYGONS."""
        return str(self.choice.currentData())

    @property
    def polygon_layer(self) -> QgsVectorLayer | None:
        """The layer of polygons; None if it does not matter or none is chosen."""
        return self.polygons.currentLayer() if self.where == POLYGONS else None

    def choose(self, where: str) -> None:
        """Choose where to match as the user does."""
        self.choice.setCurrentIndex(self.choice.findData(where))
        self._chosen(self.choice.currentIndex())

    def _chosen(self, _index: int) -> None:
        self._follow_layer()
        if self.where == BOX:
            self.box_wanted.emit()

    def _follow_layer(self) -> None:
        """Say how many polygons of the layer are selected, and listen to it."""
        layer = self.polygon_layer
        if layer is not self._layer:
            self.forget_layer()
            self._layer = layer
            if layer is not None:
                for signal in _changes_of(layer):
                    signal.connect(self._layer_changed)
                layer.willBeDeleted.connect(self.forget_layer)
        self._layer_changed()

    def _layer_changed(self, *_: object) -> None:
        self._show()
        self.changed.emit()

    def forget_layer(self) -> None:
        """Listen to the layer of polygons no more."""
        layer, self._layer = self._layer, None
        if layer is not None:
            for signal in _changes_of(layer):
                signal.disconnect(self._layer_changed)
            layer.willBeDeleted.disconnect(self.forget_layer)

    def _show(self) -> None:
        self.polygons.setVisible(self.where == POLYGONS)
        text = ""
        if self.where == BOX:
            text = tr("Drag a box on the map; choose this again to draw another one.")
        elif self._layer is not None:
            count = self._layer.selectedFeatureCount()
            selected = tr_count("Only its {count} selected polygons.", count, one="Only its selected polygon.")
            text = selected.format(count=count) if count else tr("All of its polygons, since none is selected.")
        self.note.setText(text)
        self.note.setVisible(bool(text))


class AdvancedBox(QgsCollapsibleGroupBox):
    """Asks for what few users need."""

    def __init__(self) -> None:
        super().__init__(tr("Advanced"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its triangle folds it by the keyboard
        self._folds = self.findChildren(QToolButton)
        for fold in self._folds:
            fold.setAccessibleName(tr("Advanced"))
        self.mask = layer_box(tr("The layer whose ground is left out"), MASK_FILTER)
        self.mask.setLayer(None)
        self.mask.setToolTip(
            tr(
                "Clouds, water or anything else that must not be matched: polygons (the selected ones, if there are "
                "any), or a raster that is not zero there. Of a Sentinel-2 scene classification (SCL), clouds and "
                "their shadows are left out."
            )
        )
        self.spacing = QSpinBox()
        self.spacing.setRange(_LEAST_SPACING - 1, _MOST_SPACING)
        self.spacing.setSpecialValueText(tr("Automatic"))
        self.spacing.setSuffix(" px")
        self.spacing.setValue(_LEAST_SPACING - 1)
        self.spacing.setToolTip(tr("Pixels between neighbouring tie points. Fewer pixels give more tie points."))
        self.device = QComboBox()
        for value, title in (("auto", tr("Automatic")), ("cpu", tr("Processor")), ("cuda", tr("NVIDIA GPU (CUDA)"))):
            self.device.addItem(title, value)
        let_shrink(self.device)
        self.device.setToolTip(tr("What computes. Automatic takes the GPU where PyTorch can use one."))
        self.heights = layer_box(tr("A raster of heights"))
        self.heights.setLayer(None)
        self.heights.setToolTip(
            tr(
                "A digital elevation model in metres. If given, the result says whether the residuals depend on "
                "height, as they do in images without terrain correction."
            )
        )
        self.limit = QDoubleSpinBox()
        self.limit.setRange(0.0, _LARGEST_LIMIT_M)
        self.limit.setSpecialValueText(tr("No limit"))
        self.limit.setSuffix(" m")
        self.limit.setToolTip(
            tr("The largest CE90 that you accept. A match above it gets a warning, and is not unreliable for that.")
        )
        self.errors = QCheckBox(tr("Write the error raster"))
        self.errors.setToolTip(tr("error.tif: the displacement at each place and its standard deviation, in metres."))
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for title, widget in (
            (tr("Leave out"), self.mask),
            (tr("Spacing"), self.spacing),
            (tr("Compute on"), self.device),
            (tr("CE90 at most"), self.limit),
            (tr("Heights"), self.heights),
        ):
            _fill_row(widget)
            form.addRow(label_of(title, widget), widget)
        form.addRow(self.errors)
        self.setCollapsed(True)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from the top."""
        return *self._folds, self.mask, self.spacing, self.device, self.limit, self.heights, self.errors

    @property
    def chosen_spacing(self) -> int | None:
        """Pixels between tie points; None for the engine's choice."""
        return self.spacing.value() if self.spacing.value() >= _LEAST_SPACING else None

    @property
    def chosen_limit(self) -> float | None:
        """The largest CE90 that is accepted, metres; None for no limit."""
        return self.limit.value() or None


def _changes_of(layer: QgsVectorLayer) -> tuple[pyqtBoundSignal, ...]:
    """What tells that other polygons are meant than before."""
    return layer.selectionChanged, layer.layerModified, layer.afterRollBack, layer.dataChanged, layer.crsChanged


def _fill_row(widget: QWidget) -> None:
    """Let a widget be as wide as its row is."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
