"""Shows names of layers, files and models unchanged where Qt and QGIS would treat text with a `<` as rich text.

Labels can be set to plain text (`widgets.plain_text`); tooltips, questions and the message bar cannot.
"""

from __future__ import annotations

import html

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt


def as_plain(text: str) -> str:
    """The text that makes a tooltip or a question show `text` unchanged."""
    return str(Qt.convertFromPlainText(text)) if Qt.mightBeRichText(text) else text


def show_message(iface: QgisInterface, title: str, text: str, level: Qgis.MessageLevel, seconds: int = 0) -> None:
    """Show `text` in QGIS's message bar; 0 `seconds` means until it is closed. With a title, the text is rich text."""
    iface.messageBar().pushMessage(title, html.escape(text, quote=False), level, seconds)
