"""Names of layers, files and models, as they are, where Qt and QGIS would take a `<` in them for rich text.

Labels have a setting for it (`widgets.plain_text`); tooltips, questions and the message bar have none.
"""

from __future__ import annotations

import html

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt


def as_plain(text: str) -> str:
    """What a tooltip or a question must be given to show `text`."""
    return str(Qt.convertFromPlainText(text)) if Qt.mightBeRichText(text) else text


def show_message(iface: QgisInterface, title: str, text: str, level: Qgis.MessageLevel, seconds: int = 0) -> None:
    """Show `text` in QGIS's message bar, for ever where `seconds` is 0. Below a title, all is rich text there."""
    iface.messageBar().pushMessage(title, html.escape(text, quote=False), level, seconds)
