"""The dock's last step: the method of correction and the file for the corrected layer."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QGroupBox, QLabel, QPushButton, QSizePolicy, QWidget

from ..i18n import tr


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


class CorrectPanel(QGroupBox):
    """Asks for method, resampling and target. `requested` comes with (method, resampling, target file).

    `method_chosen` comes with the method whenever another one is chosen.
    """

    requested = pyqtSignal(str, str, str)
    method_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correct"), parent)
        self.method = QComboBox()
        for value, title, tip in methods():
            self.method.addItem(title, value)
            self.method.setItemData(self.method.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.resampling = QComboBox()
        for value, title, tip in resamplings():
            self.resampling.addItem(title, value)
            self.resampling.setItemData(self.resampling.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.resampling.setToolTip(
            tr("How values between pixels are found. It does not matter where pixels stay as they are.")
        )
        self.target = QgsFileWidget()
        self.target.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.target.setFilter("GeoTIFF (*.tif *.tiff)")
        self.target.setDialogTitle(tr("Corrected raster"))
        self.target.setConfirmOverwrite(False)  # asked once, when Correct is pressed
        self.target.setToolTip(tr("File for the corrected raster. The original does not change."))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.button = QPushButton(tr("&Correct"))
        self.button.setToolTip(tr("Write a corrected copy of the moving layer and add it to the project."))
        self.button.clicked.connect(
            lambda: self.requested.emit(self.chosen_method(), self.chosen_resampling(), self.target.filePath())
        )

        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_label(tr("M&ethod"), self.method), self.method)
        form.addRow(_label(tr("Resamplin&g"), self.resampling), self.resampling)
        form.addRow(_label(tr("Save &as"), self.target), self.target)
        form.addRow(self.note)
        form.addRow(self.button)
        for box in (self.method, self.resampling):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.method.currentIndexChanged.connect(self._describe_method)
        self.method.currentIndexChanged.connect(lambda: self.method_chosen.emit(self.chosen_method()))
        self._describe_method()

    def chosen_method(self) -> str:
        """Return the value of the chosen method, as in `methods`."""
        return str(self.method.currentData())

    def choose_method(self, method: str) -> None:
        """Choose a method, a value of `methods`."""
        self.method.setCurrentIndex(self.method.findData(method))

    def chosen_resampling(self) -> str:
        """Return the value of the chosen resampling, as in `resamplings`."""
        return str(self.resampling.currentData())

    def set_found(self, kind: str) -> None:
        """Describe "Automatic" for a match that found a transform of this kind."""
        texts = {
            "shift": tr("The match found a shift. Pixel values do not change."),
            "similarity": tr("The match found a shift with rotation and scale. Pixels are resampled."),
            "affine": tr("The match found an affine transform. Pixels are resampled."),
            "polynomial": tr("The match found a smooth bend of second order. Pixels are resampled."),
            "tps": tr("The match found local distortion, which a thin-plate spline follows. Pixels are resampled."),
        }
        self.method.setItemData(self.method.findData("auto"), texts[kind], Qt.ItemDataRole.ToolTipRole)
        self._describe_method()

    def set_target(self, path: Path) -> None:
        """Suggest the file to write."""
        self.target.setFilePath(str(path))

    def set_available(self, available: bool, layer_gone: bool) -> None:
        """Set whether a correction can be requested; `layer_gone`: whether the moving layer has been removed."""
        for widget in (self.method, self.resampling, self.target, self.button):
            widget.setEnabled(available)
        if layer_gone:
            self.note.setText(tr("The moving layer was removed from the project. Add it again and match again."))
        else:
            self._describe_method()

    def _describe_method(self) -> None:
        tip = str(self.method.currentData(Qt.ItemDataRole.ToolTipRole))
        self.note.setText(tip)
        self.method.setToolTip(tip)


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(buddy)
    return label
