"""The dock's last step: how the layer is corrected, which other layers are, and the file for the corrected layer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsRasterLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ..i18n import tr
from ..project.layer_files import gdal_name
from ..widgets import button, label_of, layer_box, let_shrink

# The grids that the engine knows by name, and the value of the choice of a layer's grid.
OWN, REFERENCE = "own", "reference"
_LAYER = "layer"
_LIST_HEIGHT = 90


def methods() -> list[tuple[str, str, str]]:
    """Return (value, title, description) of every method of correction, in the order of the box."""
    return [
        ("auto", tr("Automatic"), tr("The transform that the tie points support best.")),
        ("shift", tr("Shift"), tr("Moves the layer as a whole. Pixel values do not change.")),
        ("similarity", tr("Similarity"), tr("Shift, rotation and one scale. Pixels are resampled.")),
        ("affine", tr("Affine"), tr("Shift, rotation, scale and shear. Pixels are resampled.")),
        ("polynomial", tr("Polynomial"), tr("A smooth bend of second order. Pixels are resampled.")),
        ("tps", tr("Thin-plate spline"), tr("Follows local distortion, such as relief. Pixels are resampled.")),
    ]


def method_title(method: str) -> str:
    """Return the title of a method of correction."""
    return next(title for value, title, _ in methods() if value == method)


def resamplings() -> list[tuple[str, str, str]]:
    """(value, title, what it does) of every way to resample, in the order of the box."""
    return [
        ("auto", tr("Automatic"), tr("Nearest pixel for classes and masks, cubic for images.")),
        ("nearest", tr("Nearest pixel"), tr("Takes values as they are: for classes and masks.")),
        ("bilinear", tr("Bilinear"), tr("Blends four pixels. Values stay within those of their neighbours.")),
        ("cubic", tr("Cubic"), tr("Blends sixteen pixels: the sharpest, for images.")),
    ]


def grids() -> list[tuple[str, str, str]]:
    """(value, title, what it does) of every choice of pixels for the output, in the order of the box."""
    return [
        (OWN, tr("Its own, moved"), tr("The pixels move with the layer. They lie beside those of the reference.")),
        (REFERENCE, tr("Those of the reference"), tr("Exactly the reference's CRS, pixels and extent; resampled.")),
        (_LAYER, tr("Those of a layer:"), tr("Exactly that layer's CRS, pixels and extent; resampled.")),
    ]


def file_formats() -> list[tuple[str, str, str]]:
    """(value, title, what it is) of every format of the output, in the order of the box."""
    return [
        ("gtiff", tr("GeoTIFF"), tr("With overviews of the same levels as the original.")),
        ("cog", tr("Cloud-optimised GeoTIFF"), tr("For the web and for archives; always with overviews.")),
    ]


class CorrectPanel(QGroupBox):
    """Asks for method, resampling, pixels, format, further layers and target.

    `requested` comes with (method, resampling, target file). `method_chosen` comes with the
    method whenever another one is chosen. `unwanted` asks to take the last correction back.
    """

    requested = pyqtSignal(str, str, str)
    method_chosen = pyqtSignal(str)
    unwanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correct"), parent)
        self.method = _box(methods())
        self.resampling = _box(resamplings())
        self.resampling.setToolTip(
            tr("How values between pixels are found. It does not matter where pixels stay as they are.")
        )
        self.grid = _box(grids())
        self.grid_layer = layer_box(tr("The layer whose pixels the corrected layer gets"))
        self.file_format = _box(file_formats())
        self.further = QListWidget()
        self.further.setMaximumHeight(_LIST_HEIGHT)
        self.further.setToolTip(
            tr("Layers with the moving layer's CRS and extent. Those that you tick are corrected, too.")
        )
        self.target = QgsFileWidget()
        self.target.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.target.setFilter("GeoTIFF (*.tif *.tiff)")
        self.target.setDialogTitle(tr("Corrected raster"))
        self.target.setConfirmOverwrite(False)  # asked once, when Correct is pressed
        self.target.setToolTip(tr("File for the corrected raster. The original does not change."))
        # A screen reader reads the parts, not the whole that the label belongs to.
        self.target.lineEdit().setAccessibleName(tr("File for the corrected raster"))
        for part in self.target.findChildren(QToolButton):
            part.setAccessibleName(tr("Choose a file for the corrected raster…"))
        self._written = ""
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.button = QPushButton(tr("&Correct"))
        self.button.setToolTip(tr("Write a corrected copy of the moving layer and add it to the project."))
        self.button.clicked.connect(
            lambda: self.requested.emit(self.chosen_method(), self.chosen_resampling(), self.target.filePath())
        )

        self.undo = button(
            tr("Take back"),
            tr("Remove the corrected layers again, and the files that were written, if nothing else uses them."),
        )
        self.undo.clicked.connect(self.unwanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button, 1)
        buttons.addWidget(self.undo)

        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(label_of(tr("M&ethod"), self.method), self.method)
        form.addRow(label_of(tr("Resamplin&g"), self.resampling), self.resampling)
        form.addRow(label_of(tr("Pi&xels"), self.grid), self.grid)
        form.addRow(self.grid_layer)
        form.addRow(label_of(tr("&Format"), self.file_format), self.file_format)
        self._further_label = label_of(tr("&These, too"), self.further)
        form.addRow(self._further_label, self.further)
        form.addRow(label_of(tr("Save &as"), self.target), self.target)
        form.addRow(self.note)
        form.addRow(buttons)
        for box in (self.method, self.resampling, self.grid, self.file_format):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.method.currentIndexChanged.connect(self._describe_method)
        self.method.currentIndexChanged.connect(lambda: self.method_chosen.emit(self.chosen_method()))
        self._describe_method()
        self.grid.currentIndexChanged.connect(self._grid_chosen)
        self._grid_chosen()
        self.offer_layers([])
        self.offer_undo(False, enabled=False)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from the top."""
        grid = self.grid, self.grid_layer
        target = self.target.findChildren(QToolButton)
        return (
            *(self.method, self.resampling, *grid, self.file_format, self.further, self.target.lineEdit()),
            *(*target, self.button, self.undo),
        )

    def chosen_method(self) -> str:
        """Return the value of the chosen method, as in `methods`."""
        return str(self.method.currentData())

    def choose_method(self, method: str) -> None:
        """Choose a method, a value of `methods`."""
        self.method.setCurrentIndex(self.method.findData(method))

    def chosen_resampling(self) -> str:
        """Return the value of the chosen resampling, as in `resamplings`."""
        return str(self.resampling.currentData())

    def chosen_grid(self) -> str:
        """Return "own", "reference", or the name by which the engine opens the chosen layer; "" if it cannot."""
        value = str(self.grid.currentData())
        if value != _LAYER:
            return value
        layer = self.grid_layer.currentLayer()
        return gdal_name(layer) if layer is not None else ""

    def chosen_format(self) -> str:
        """Return the value of the chosen format, as in `file_formats`."""
        return str(self.file_format.currentData())

    def offer_layers(self, layers: Sequence[QgsRasterLayer]) -> None:
        """List layers that can be corrected by the same match. Those that were ticked stay so."""
        ticked = self.ticked_layers()
        self.further.clear()
        for layer in layers:
            item = QListWidgetItem(layer.name())
            item.setData(Qt.ItemDataRole.UserRole, layer.id())
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
            item.setCheckState(Qt.CheckState.Checked if layer.id() in ticked else Qt.CheckState.Unchecked)
            self.further.addItem(item)
        for widget in (self.further, self._further_label):
            widget.setVisible(bool(layers))

    def ticked_layers(self) -> list[str]:
        """Return the ids of the further layers that are ticked."""
        items = [self.further.item(row) for row in range(self.further.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked]

    def set_found(self, kind: str) -> None:
        """Describe "Automatic" for a match that found a transform of this kind."""
        texts = {
            "shift": tr("The match found a shift. Pixel values do not change."),
            "similarity": tr("The match found a shift with rotation and scale. Pixels are resampled."),
            "affine": tr("The match found an affine transform. Pixels are resampled."),
            "polynomial": tr("The match found a smooth bend of second order. Pixels are resampled."),
            "tps": tr("The match found local distortion, which a thin-plate spline follows. Pixels are resampled."),
        }
        self._written = ""
        self.method.setItemData(self.method.findData("auto"), texts[kind], Qt.ItemDataRole.ToolTipRole)
        self._describe_method()

    def show_written(self, note: str) -> None:
        """Say below what the last correction found out about the pixels that it wrote."""
        self._written = note
        self._describe_method()

    def offer_undo(self, made: bool, enabled: bool) -> None:
        """Show whether there is a correction to take back, and whether that can be done now."""
        self.undo.setVisible(made)
        self.undo.setEnabled(enabled)

    def set_target(self, path: Path) -> None:
        """Suggest the file to write."""
        self.target.setFilePath(str(path))

    def set_available(self, available: bool, layer_gone: bool) -> None:
        """Set whether a correction can be requested; `layer_gone`: whether the moving layer has been removed."""
        choices = (self.method, self.resampling, self.grid, self.grid_layer, self.file_format, self.further)
        for widget in (*choices, self.target, self.button):
            widget.setEnabled(available)
        if layer_gone:
            self.note.setText(tr("The moving layer was removed from the project. Add it again."))
        else:
            self._describe_method()

    def _grid_chosen(self) -> None:
        self.grid_layer.setVisible(self.grid.currentData() == _LAYER)
        self._describe_method()

    def _describe_method(self) -> None:
        tip = str(self.method.currentData(Qt.ItemDataRole.ToolTipRole))
        self.method.setToolTip(tip)
        # Whatever the method, other pixels than its own are resampled.
        own = self.grid.currentData() == OWN
        about = tip if own else str(self.grid.currentData(Qt.ItemDataRole.ToolTipRole))
        self.note.setText(f"{about}\n{self._written}".strip())


def _box(choices: list[tuple[str, str, str]]) -> QComboBox:
    box = QComboBox()
    let_shrink(box, 10)  # a long title must not push the box below its label
    for value, title, tip in choices:
        box.addItem(title, value)
        box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
    return box
