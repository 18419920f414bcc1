"""What the dock says in QGIS's message bar."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis

from ..journal import note
from ..plain import show_message
from ..questions import TITLE

_SECONDS = 10


class Messages:
    """Shows the dock's messages."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface

    def warn(self, message: str, hint: str = "", _code: str = "") -> None:
        """Show what is wrong and what to do, until the user closes it."""
        show_message(self._iface, TITLE, f"{message} {hint}".strip(), Qgis.MessageLevel.Warning)

    def warned(self, text: str, _code: str = "") -> None:
        """Pass on a warning of the engine, for a while; the log keeps it."""
        note(text, warning=True)
        self.tell(text, Qgis.MessageLevel.Info)

    def tell(self, text: str, level: Qgis.MessageLevel) -> None:
        """Show a text for a while."""
        show_message(self._iface, TITLE, text, level, _SECONDS)
