"""The turn of a map tool of the dock: it begins, and at its end the tool that the user had before comes back."""

from __future__ import annotations

from typing import Any, Callable, Generic, TypeVar

from qgis.gui import QgsMapTool
from qgis.PyQt import sip

Tool = TypeVar("Tool", bound=QgsMapTool)


class MapToolTurn(Generic[Tool]):
    """Lets one tool at a time have the map. `ended` is called with it, however its turn has ended."""

    def __init__(self, iface: Any, ended: Callable[[Tool], None]) -> None:
        self._iface, self._ended = iface, ended
        self._before: QgsMapTool | None = None
        self.tool: Tool | None = None

    def begin(self, tool: Tool) -> None:
        """Give the map to `tool`."""
        self.leave()
        canvas = self._iface.mapCanvas()
        self._before, self.tool = canvas.mapTool(), tool
        tool.deactivated.connect(self._left)
        canvas.setMapTool(tool)

    def leave(self) -> None:
        """End the turn, if a tool has it, and set the tool that was there before.

        That one may be gone, as the dock's own tools are when they have ended. Then the map is panned, since a map
        without any tool does not react to the mouse.
        """
        tool, before, canvas = self.tool, self._before, self._iface.mapCanvas()
        if tool is None:
            return
        if before is None:
            canvas.unsetMapTool(tool)
        elif sip.isdeleted(before):
            self._iface.actionPan().trigger()
        else:
            canvas.setMapTool(before)

    def _left(self) -> None:
        tool, self.tool, self._before = self.tool, None, None
        if tool is not None:
            self._ended(tool)
