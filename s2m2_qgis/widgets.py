"""Small widgets and texts that several windows share."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QPushButton, QWidget

from .i18n import tr, tr_count
from .qt_compat import RASTER_FILTER
from .settings import AUTOMATIC_SEARCH_RADIUS_M

LARGEST_RADIUS_M = 100_000.0
# Letters of a name that its box shows at least; more would make the dock wider than 320 pixels.
SHORTEST_NAME = 6


def plain_text(text: str = "") -> QLabel:
    """A label whose text wraps, can be copied, and is never read as rich text, since users' names may contain `<`."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def button(text: str, tip: str) -> QPushButton:
    """A button that the Enter key does not press while another widget of the dialog has the focus."""
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    return made


def layer_box(name: str, layers: Any = RASTER_FILTER) -> QgsMapLayerComboBox:
    """A combo box of layers; screen readers read out `name`, and `layers` says which kinds it lists."""
    box = QgsMapLayerComboBox()
    box.setFilters(layers)
    box.setAllowEmptyLayer(True)
    box.setAccessibleName(name)
    let_shrink(box)
    return box


def let_shrink(box: QComboBox, letters: int = SHORTEST_NAME) -> None:
    """Let a combo box be narrower than its texts, but for so many letters: a long one must not widen the dock."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)


def radius_box() -> QDoubleSpinBox:
    """A box for a search radius in metres on the ground."""
    box = QDoubleSpinBox()
    box.setRange(0.0, LARGEST_RADIUS_M)
    box.setDecimals(0)
    box.setSingleStep(50.0)
    box.setSuffix(" m")
    box.setValue(AUTOMATIC_SEARCH_RADIUS_M)
    box.setGroupSeparatorShown(True)
    box.setToolTip(tr("The largest misalignment to look for, in metres on the ground. A larger radius takes longer."))
    return box


def label_of(text: str, buddy: QWidget) -> QLabel:
    """A label whose keyboard shortcut moves the focus to `buddy`; screen readers read it out there."""
    if not buddy.accessibleName():
        buddy.setAccessibleName(text.replace("&", ""))
    label = QLabel(text)
    label.setBuddy(buddy)
    return label


def eta_text(seconds: float) -> str:
    """The time left, rounded to what can be known: "about 40 s left", "about 3 min left"."""
    if seconds < 5:
        return tr("a few seconds left")
    if seconds < 90:
        count = round(seconds / 5) * 5
        return tr_count("about {count} s left", count).format(count=count)
    count = round(seconds / 60)
    return tr_count("about {count} min left", count).format(count=count)
