"""How a map tool of the dock ends: the tool that the user had before comes back."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsMapTool
from qgis.PyQt import sip


def restore_map_tool(iface: Any, tool: QgsMapTool, before: QgsMapTool | None) -> None:
    """End `tool`, and set the tool that was there before it.

    That one may be gone, as the dock's own tools are when they have ended. Then the map is panned, since a map without
    any tool does not react to the mouse.
    """
    canvas = iface.mapCanvas()
    if before is None:
        canvas.unsetMapTool(tool)
    elif sip.isdeleted(before):
        iface.actionPan().trigger()
    else:
        canvas.setMapTool(before)
