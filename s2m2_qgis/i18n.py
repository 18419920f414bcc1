"""Translation of the plugin's texts: one context for all of them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """`text` in the user's language; plain English where there is no translation."""
    return str(QCoreApplication.translate("S2M2", text))
