"""The settings as a page of QGIS's options."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from s2m2_qgis import settings
from s2m2_qgis.dock.settings_dialog import SettingsPages
from s2m2_qgis.dock.settings_panel import SettingsPanel


@pytest.mark.parametrize("agreed", [True, False])
def test_settings_are_kept_if_the_options_are(qgis_app: object, agreed: bool) -> None:
    left: list[SettingsPanel] = []
    pages = SettingsPages(QIcon(), SettingsPanel, left.append)
    options = QDialog()
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, options)
    page = pages.createWidget(options)
    QVBoxLayout(options).addWidget(page)
    options.show()
    page.hide()  # as when another page is chosen
    page.show()
    page.panel.radius.setValue(1200)
    page.panel.busy_changed.emit(True)
    assert not buttons.isEnabled()
    page.panel.busy_changed.emit(False)
    assert buttons.isEnabled()
    if agreed:
        page.apply()
    options.done(int(agreed))
    assert left == [page.panel]
    assert left[0].radius_changed == agreed
    assert settings.search_radius_m() == (1200 if agreed else None)
