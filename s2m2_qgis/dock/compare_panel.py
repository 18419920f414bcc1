"""The dock's step between result and correction: how layers are compared on the map, and which."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGroupBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..compare.overlay import CHECKERBOARD, FLICKER, SWIPE
from ..i18n import tr
from ..widgets import button, let_shrink, plain_text

# What is compared: the moving layer as it is or corrected, with the reference or with itself.
CORRECTED, AS_IT_IS, BOTH = "corrected", "as it is", "both"


class ComparePanel(QGroupBox):
    """`mode_chosen` carries a mode of the overlay, "" to end; `subject_chosen` carries what is compared."""

    mode_chosen = pyqtSignal(str)
    subject_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Compare on the map"), parent)
        self.buttons: dict[str, QPushButton] = {
            SWIPE: button(tr("Sw&ipe"), tr("Show one layer left of a line and the other right of it. Drag the line.")),
            FLICKER: button(tr("Flic&ker"), tr("Show the two layers in turns.")),
            CHECKERBOARD: button(tr("C&heckers"), tr("Show the two layers in the squares of a checkerboard.")),
        }
        self.subject = QComboBox()
        self.subject.addItem(tr("Corrected, with the reference"), CORRECTED)
        self.subject.addItem(tr("As it is, with the reference"), AS_IT_IS)
        self.subject.addItem(tr("Corrected, with as it is"), BOTH)
        let_shrink(self.subject, 10)
        self.subject.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.subject.setAccessibleName(tr("What is compared"))
        self.subject.setToolTip(
            tr("“Corrected” needs no file: it shows what Correct would write by the method that is chosen there.")
        )
        self.hint = plain_text()
        row = QHBoxLayout()
        for mode, one in self.buttons.items():
            one.setCheckable(True)
            one.clicked.connect(lambda wanted, mode=mode: self.mode_chosen.emit(mode if wanted else ""))
            row.addWidget(one, 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.subject)
        column.addWidget(self.hint)
        self.subject.activated.connect(lambda _index: self.subject_chosen.emit(self.chosen_subject()))
        self.show_mode("")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, from the top."""
        return *self.buttons.values(), self.subject

    def chosen_subject(self) -> str:
        """Return what is compared: CORRECTED, AS_IT_IS or BOTH."""
        return str(self.subject.currentData())

    def choose_subject(self, subject: str) -> None:
        """Choose what is compared."""
        self.subject.setCurrentIndex(self.subject.findData(subject))

    def show_mode(self, mode: str, text: str = "") -> None:
        """Show how layers are compared now, "" for not at all; `text` says what is being waited for, or went wrong."""
        for name, one in self.buttons.items():
            one.setChecked(name == mode)
        hints = {
            SWIPE: tr("Drag the line, or press the comma and the full stop."),
            FLICKER: "",
            CHECKERBOARD: "",
        }
        more = tr("The wheel zooms, dragging pans. The space bar shows the layer corrected and as it is. Esc ends.")
        self.hint.setText(text or (f"{hints[mode]} {more}".strip() if mode else ""))
        self.hint.setVisible(bool(self.hint.text()))

    def set_available(self, available: bool) -> None:
        """Set whether there are two layers to compare."""
        for widget in (*self.buttons.values(), self.subject):
            widget.setEnabled(available)
