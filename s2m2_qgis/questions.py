"""What the plugin asks the user in windows of their own."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

TITLE = "S2M2"


def ask(parent: QWidget, text: str, detail: str, yes: str) -> bool:
    """Ask before something that is not undone easily; the button that goes ahead says what it does."""
    box = QMessageBox(QMessageBox.Icon.Warning, TITLE, text, QMessageBox.StandardButton.Cancel, parent)
    box.setInformativeText(detail)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is go


def ask_line(parent: QWidget, title: str, label: str, text: str) -> str:
    """A line of text, which `text` is put in to begin with; "" where the user gives none or cancels."""
    line, given = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, text)
    return str(line).strip() if given else ""


def ask_text(parent: QWidget, title: str, label: str, text: str) -> str | None:
    """Text of several lines; None where the user cancels."""
    written, given = QInputDialog.getMultiLineText(parent, title, label, text)
    return str(written).strip() if given else None


def file_to_open(parent: QWidget, title: str, folder: str, kinds: str) -> str:
    """An existing file; "" where the user cancels. `kinds` is a filter as Qt's dialogs have it."""
    return str(QFileDialog.getOpenFileName(parent, title, folder, kinds)[0])


def file_to_save(parent: QWidget, title: str, suggested: str, suffix: str, kind: str) -> str:
    """A file to write, ending in `suffix`, which may exist; "" where the user cancels."""
    # Whether to replace a file is asked by who writes it: Qt would ask before the suffix is there.
    option = QFileDialog.Option.DontConfirmOverwrite
    path = str(QFileDialog.getSaveFileName(parent, title, suggested, f"{kind} (*{suffix})", options=option)[0])
    return path if not path or path.endswith(suffix) else path + suffix
