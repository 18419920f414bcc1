"""The dialog and the page of QGIS's options in which the settings are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon, QShowEvent
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from ..i18n import tr
from .settings_panel import SettingsPanel


class SettingsDialog(QDialog):
    """Shows a panel, which is made with `options`. After the dialog closes, the panel says what has changed."""

    def __init__(self, parent: QWidget | None = None, **options: Any) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("S2M2 settings"))
        self.setMinimumWidth(480)
        panel = self.panel = SettingsPanel(**options)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        whole = QVBoxLayout(self)
        whole.addWidget(panel, 1)
        whole.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        panel.busy_changed.connect(lambda busy: self.buttons.setEnabled(not busy))
        panel.grown.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        """Enlarge the dialog for new rows, because Qt would squeeze the wrapped texts above them instead."""
        layout = self.layout()
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def accept(self) -> None:
        """Save the settings."""
        self.panel.save()
        super().accept()

    def reject(self) -> None:
        """Close without saving."""
        if self.panel.may_close():
            super().reject()

    def done(self, result: int) -> None:
        """Stop what the panel does."""
        self.panel.shut_down()
        super().done(result)


class SettingsPage(QgsOptionsPageWidget):
    """Shows a panel in QGIS's options; `left` is called with it when the options close.

    The dialog of the options cannot be asked to stay open. Its buttons are therefore off while a set-up is running; if
    the dialog is closed nevertheless, the set-up is stopped.
    """

    def __init__(self, panel: SettingsPanel, left: Callable[[SettingsPanel], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.panel, self._left = panel, left
        self._options: QWidget | None = None  # the dialog that holds the page
        area = QScrollArea()  # the dialog does not grow with the panel
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addWidget(panel)
        column.addStretch(1)
        area.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        panel.busy_changed.connect(self._set_busy)

    def apply(self) -> None:
        """Save the settings."""
        self.panel.save()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Wait for the end of the dialog, of which QGIS does not tell its pages if nothing is saved."""
        super().showEvent(event)
        if self._options is None:  # a page is shown again whenever it is chosen
            self._options = self.window()
            self._options.finished.connect(self._closed)

    def _closed(self, _result: int) -> None:
        self.panel.shut_down()
        self._left(self.panel)

    def _set_busy(self, busy: bool) -> None:
        for buttons in self.window().findChildren(QDialogButtonBox):
            buttons.setEnabled(not busy)


class SettingsPages(QgsOptionsWidgetFactory):
    """Makes the page whenever QGIS's options are opened; `make` makes its panel."""

    def __init__(self, icon: QIcon, make: Callable[[], SettingsPanel], left: Callable[[SettingsPanel], None]) -> None:
        super().__init__("S2M2", icon)
        self._make, self._left = make, left
        self._page: SettingsPage | None = None  # QGIS does not keep the Python part of it

    def createWidget(self, parent: QWidget | None = None) -> SettingsPage:  # noqa: N802 - QGIS's name
        self._page = SettingsPage(self._make(), self._left, parent)
        return self._page
