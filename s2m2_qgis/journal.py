"""What the plugin writes into the tab "S2M2" of QGIS's log: what was done with which settings. Any thread may write."""

from __future__ import annotations

import html

from qgis.core import Qgis, QgsMessageLog

TAG = "S2M2"


def note(text: str, warning: bool = False) -> None:
    """Write plain text. QGIS does not point the user to it: what has to be read at once is in the message bar."""
    level = Qgis.MessageLevel.Warning if warning else Qgis.MessageLevel.Info
    # The tab shows rich text.
    QgsMessageLog.logMessage(html.escape(text, quote=False), TAG, level, False)
