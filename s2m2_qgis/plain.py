"""Shows names of layers, files and models unchanged where Qt and QGIS would treat text with a `<` as rich text.

Labels can be set to plain text (`widgets.plain_text`); tooltips, questions and the message bar cannot.
"""

from __future__ import annotations

import html
import re
import textwrap

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt

# Letters that a line of the message bar has room for in a window of 1,000 pixels, beside its buttons.
LONGEST_LINE = 100


def as_plain(text: str) -> str:
    """The text that makes a tooltip or a question show `text` unchanged."""
    return str(Qt.convertFromPlainText(text)) if Qt.mightBeRichText(text) else text


def show_message(iface: QgisInterface, title: str, text: str, level: Qgis.MessageLevel, seconds: int = 0) -> None:
    """Show `text` in QGIS's message bar; 0 `seconds` means until it is closed. With a title, the text is rich text.

    The bar has one line and cuts off the rest: of a long text it shows the beginning and a button for all of it.
    """
    bar, short = iface.messageBar(), shortened(text)
    if short == text:
        bar.pushMessage(title, html.escape(text, quote=False), level, seconds)
    else:
        bar.pushMessage(title, html.escape(short, quote=False), text, level, seconds)


def shortened(text: str) -> str:
    """The first sentence of a text that is too long for one line, itself cut off between words where it is too long."""
    if len(text) <= LONGEST_LINE:
        return text
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    if len(first) <= LONGEST_LINE:
        return first
    return textwrap.shorten(first, LONGEST_LINE, placeholder="…")
