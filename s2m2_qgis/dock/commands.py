"""What QGIS's search box offers of the dock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qgis.core import QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QAbstractButton

from ..i18n import tr
from ..locator import Command

if TYPE_CHECKING:
    from .dock import S2M2Dock


def dock_commands(dock: S2M2Dock) -> list[Command]:
    """Return what can be done in the dock now, and the choice of each layer."""
    form, running = dock.form, bool(dock.runner.running)
    commands = [Command(tr("Match…"), partial(_reveal, dock))]
    if not running:
        commands.append(Command(tr("Open match…"), partial(_open_match, dock)))
    for title, button in ((tr("Correct"), form.correct.button), (tr("Check tie points"), form.result.check)):
        if dock.shown.match is not None and button.isEnabled():
            commands.append(Command(title, partial(_press, dock, button)))
    commands += [Command(tr("Models…"), dock.open_models), Command(tr("Settings…"), dock.open_settings)]
    for layer in [] if running else dock.layers.offered:
        for title, box in ((tr("{name} as SAR"), form.sar), (tr("{name} as optical"), form.optical)):
            commands.append(Command(title.format(name=layer.name()), partial(_choose, dock, box, layer)))
    return commands


def _reveal(dock: S2M2Dock) -> None:
    dock.setUserVisible(True)
    dock.form.match.setFocus()


def _open_match(dock: S2M2Dock) -> None:
    _reveal(dock)
    dock.form.open.showMenu()


def _press(dock: S2M2Dock, button: QAbstractButton) -> None:
    _reveal(dock)
    button.click()


def _choose(dock: S2M2Dock, box: QgsMapLayerComboBox, layer: QgsRasterLayer) -> None:
    _reveal(dock)
    dock.layers.keep()
    box.setLayer(layer)
