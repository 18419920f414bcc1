"""The colour of the tie point that is pointed at: on the map, in its views, and while it is dragged."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor

CURRENT = QColor(230, 97, 1)


def with_alpha(colour: QColor, alpha: int) -> QColor:
    """Return a colour that lets what is below show through; 0 is invisible, 255 opaque."""
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)
