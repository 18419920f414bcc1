"""Alt and a letter work in the dock while the keyboard's focus is in it, and otherwise in QGIS's menus.

Qt gives the accelerators of a dock to the whole main window, where they are ambiguous with those of the menus.
"""

from __future__ import annotations

import html
import re
from typing import Callable

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

_MNEMONIC = re.compile("&([^&])")


class Accelerators(QObject):
    """Takes over the accelerators of all labels and buttons in `root`."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._actions: dict[int, list[tuple[QWidget, Callable[[], object]]]] = {}
        self._watched: QWidget | None = None
        if QKeySequence.mnemonic("&x").isEmpty():
            return  # macOS has none
        for label in root.findChildren(QLabel):
            if label.buddy() is not None and _MNEMONIC.search(label.text()):
                self._take_label(label, label.buddy())
        for button in root.findChildren(QAbstractButton):
            self._take_button(button)
        QApplication.instance().focusChanged.connect(self._focus_changed)

    def shut_down(self) -> None:
        """Disconnect from the application."""
        if self._actions:
            QApplication.instance().focusChanged.disconnect(self._focus_changed)
        self._watch(None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Do what a key of the widget with the focus asks for, before QGIS's menus see it."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return False
        action = next((do for widget, do in self._actions.get(event.key(), []) if _is_usable(widget)), None)
        if action is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            action()
        return True

    def _take_label(self, label: QLabel, buddy: QWidget) -> None:
        letter = str(_MNEMONIC.search(label.text()).group(1))  # type: ignore[union-attr]
        before, _, after = label.text().partition(f"&{letter}")
        # Rich text has no accelerator of its own, but keeps the line under the letter.
        escaped = [html.escape(part.replace("&&", "&"), quote=False) for part in (before, letter, after)]
        label.setText("{}<u>{}</u>{}".format(*escaped))
        label.setTextFormat(Qt.TextFormat.RichText)
        self._add(letter, buddy, lambda: buddy.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _take_button(self, button: QAbstractButton) -> None:
        found = _MNEMONIC.search(button.text())
        if found is not None:
            button.setShortcut(QKeySequence())
            self._add(found.group(1), button, button.click)

    def _add(self, letter: str, widget: QWidget, action: Callable[[], object]) -> None:
        self._actions.setdefault(ord(letter.upper()), []).append((widget, action))

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._watch(now if now is not None and self._root.isAncestorOf(now) else None)

    def _watch(self, widget: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = widget
        if widget is not None:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None


def _is_usable(widget: QWidget) -> bool:
    return bool(widget.isVisible() and widget.isEnabled())
