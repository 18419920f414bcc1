"""The dialogs in which the plugin asks the user or shows a text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from .plain import as_plain

TITLE = "S2M2"


def ask(parent: QWidget, text: str, detail: str, yes: str) -> bool:
    """Ask before an action that cannot be undone easily; returns whether the user agrees. `yes` names the action."""
    box = QMessageBox(QMessageBox.Icon.Warning, TITLE, as_plain(text), QMessageBox.StandardButton.Cancel, parent)
    box.setInformativeText(as_plain(detail))
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is go


def ask_line(parent: QWidget, title: str, label: str, text: str) -> str:
    """Ask for a line of text, which is `text` at first; "" if the user gives none or cancels."""
    line, given = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, text)
    return str(line).strip() if given else ""


def ask_text(parent: QWidget, title: str, label: str, text: str) -> str | None:
    """Ask for a text of several lines, which is `text` at first; None if the user cancels."""
    written, given = QInputDialog.getMultiLineText(parent, title, label, text)
    return str(written).strip() if given else None


def file_to_open(parent: QWidget, title: str, folder: str, kinds: str) -> str:
    """Ask for an existing file; "" if the user cancels. `kinds` is a name filter of Qt's file dialogs."""
    return str(QFileDialog.getOpenFileName(parent, title, folder, kinds)[0])


def folder_to_read(parent: QWidget, title: str, folder: str = "") -> str:
    """Ask for an existing folder; "" if the user cancels. The dialog first shows `folder`, or the home folder."""
    return str(QFileDialog.getExistingDirectory(parent, title, folder or str(Path.home())))


def choose_several(parent: QWidget, title: str, label: str, names: Iterable[str]) -> list[str]:
    """Ask the user to tick some of the names; returns the ticked names, and none if the user cancels."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    rows = QListWidget()
    for name in names:
        row = QListWidgetItem(name, rows)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(Qt.CheckState.Unchecked)
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    text = QLabel(as_plain(label))
    text.setWordWrap(True)
    column = QVBoxLayout(dialog)
    for widget in (text, rows, buttons):
        column.addWidget(widget)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return []
    every = (rows.item(number) for number in range(rows.count()))
    return [row.text() for row in every if row.checkState() == Qt.CheckState.Checked]


def show_text(parent: QWidget, title: str, text: str) -> None:
    """Show a text of any length, which can be read and copied."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(shown)
    column.addWidget(buttons)
    dialog.resize(520, 360)
    dialog.exec()


def file_to_save(parent: QWidget, title: str, suggested: str, suffix: str, kind: str) -> str:
    """Ask for a file to write, whose name ends in `suffix` and which may exist; "" if the user cancels."""
    # The caller asks whether to replace a file: Qt would ask before the suffix is added.
    option = QFileDialog.Option.DontConfirmOverwrite
    path = str(QFileDialog.getSaveFileName(parent, title, suggested, f"{kind} (*{suffix})", options=option)[0])
    return path if not path or path.endswith(suffix) else path + suffix
