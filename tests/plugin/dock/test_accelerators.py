"""Alt and a letter: in the dock while it has the focus, in QGIS's menus otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QLineEdit

from helpers.dock_bench import Bench
from helpers.ui_fakes import process_events, wait_until


@pytest.fixture
def shown(bench: Bench) -> Iterator[Bench]:
    """The dock in a window with a map and a menu of its own letters."""
    window = bench.iface.window
    window.setCentralWidget(bench.iface.canvas)
    bench.opened: list[str] = []
    menu = window.menuBar().addMenu("&Settings")
    menu.addAction("Options")
    menu.aboutToShow.connect(lambda: bench.opened.append("Settings"))
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, bench.dock)
    bench.load_pair()
    window.resize(900, 700)
    window.show()
    bench.dock.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    yield bench
    menu.close()
    window.hide()
    process_events()


def press(bench: Bench, key: Qt.Key) -> None:
    widget = bench.iface.window.focusWidget()
    QTest.keyClick(widget, key, Qt.KeyboardModifier.AltModifier)
    process_events()


def test_letters_on_the_map_are_left_to_qgis(shown: Bench) -> None:
    shown.iface.canvas.setFocus()
    press(shown, Qt.Key.Key_M)
    assert shown.matches.tasks == []
    press(shown, Qt.Key.Key_R)
    assert shown.iface.window.focusWidget() is shown.iface.canvas
    press(shown, Qt.Key.Key_S)
    assert shown.opened == ["Settings"]


def test_letters_in_the_dock_are_the_docks(shown: Bench) -> None:
    shown.form.radius.setFocus()
    press(shown, Qt.Key.Key_S)
    assert shown.form.sar.hasFocus()
    assert shown.opened == []
    press(shown, Qt.Key.Key_U)
    assert shown.form.radius.hasFocus()
    assert shown.form.radius.value() == 500.0
    press(shown, Qt.Key.Key_L)
    assert shown.form.where.choice.hasFocus()
    press(shown, Qt.Key.Key_M)
    assert len(shown.matches.tasks) == 1
    shown.form.cancel.setFocus()
    press(shown, Qt.Key.Key_N)
    wait_until(lambda: not shown.dock.runner.running)


def test_hidden_and_disabled_buttons_are_not_pressed(shown: Bench) -> None:
    shown.form.radius.setFocus()
    press(shown, Qt.Key.Key_C)
    assert shown.corrections.tasks == [], "there is no result to correct by"


def test_the_line_under_the_letter_stays(shown: Bench) -> None:
    labels = [label.text() for label in shown.form.findChildren(QLabel) if label.buddy() is not None]
    assert "<u>S</u>AR" in labels
    assert not any("&" in text for text in labels)


def test_a_field_that_goes_is_forgotten(shown: Bench) -> None:
    field = QLineEdit(shown.form.widget())
    field.show()
    field.setFocus()
    assert shown.dock.accelerators._watched is field
    field.setParent(None)
    field.deleteLater()
    process_events()
    shown.form.radius.setFocus()
    press(shown, Qt.Key.Key_S)
    assert shown.form.sar.hasFocus()
