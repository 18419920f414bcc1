"""Checking the tie points of a match: starts from the result or the layer tree, ends when the map tool changes."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ..engine_files import names
from ..i18n import tr, tr_count
from ..plain import show_message
from ..project.arrows import DISPLACEMENT, draw_arrows, has_residuals, view_of
from ..project.checked_points import count_checks, prepare
from ..project.match_group import tie_points_of
from ..questions import TITLE
from .result_panel import ResultPanel
from .tie_point_tool import TiePointTool


class TiePointChecking(QObject):
    """Sets and removes the map tool for checking tie points, and updates the result panel's button and note."""

    def __init__(self, iface: Any, project: QgsProject, panel: ResultPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._iface, self._project, self._panel = iface, project, panel
        self._match_dir = ""
        self._tool: TiePointTool | None = None
        self._layer: QgsVectorLayer | None = None
        self._before: QgsMapTool | None = None
        panel.check.clicked.connect(self._button_clicked)
        panel.arrows.activated.connect(self._view_chosen)

    def set_match(self, match_dir: str) -> None:
        """Set the folder of the match that the result panel shows; "" for none."""
        self._match_dir = match_dir
        shown = tie_points_of(match_dir, self._project) if match_dir else None
        if shown is not None and shown != self._layer:
            draw_arrows(shown, true_length=False)  # the project may have been saved while they were checked
        self.refresh()

    def refresh(self) -> None:
        """Update the result panel."""
        shown = tie_points_of(self._match_dir, self._project) if self._match_dir else None
        is_checked = shown is not None and shown == self._layer
        self._panel.check.setEnabled(shown is not None)
        self._panel.show_view("" if shown is None or not has_residuals(shown) else view_of(shown))
        self._panel.check.setChecked(is_checked)
        self._panel.show_checks(_hint() if is_checked else "", _counts(shown) if shown is not None else "")

    def start(self, layer: QgsVectorLayer) -> None:
        """Let the user check the tie points of a layer; a warning is shown if that is not possible."""
        self.stop()
        problem = prepare(layer)
        if problem:
            self._warn(problem)
            self.refresh()
            return
        node = self._project.layerTreeRoot().findLayer(layer.id())
        if node is not None:
            node.setItemVisibilityCheckedParentRecursive(True)
        canvas = self._iface.mapCanvas()
        self._before, self._layer = canvas.mapTool(), layer
        tool = self._tool = TiePointTool(canvas, layer, self._project)
        tool.deactivated.connect(self._ended)
        tool.left.connect(self.stop)
        tool.checked.connect(self.refresh)
        tool.checked.connect(self._panel.refit.invite)
        tool.failed.connect(self._failed)
        self._project.layersWillBeRemoved.connect(self._layers_going)
        layer.editingStarted.connect(self.stop)
        draw_arrows(layer, DISPLACEMENT, true_length=True)
        canvas.setMapTool(tool)
        tool.messageEmitted.emit(_first_step())  # QGIS's message bar cuts off a second line
        self.refresh()

    def stop(self) -> None:
        """Restore the previous map tool."""
        if self._tool is None:
            return
        canvas, before = self._iface.mapCanvas(), self._before
        if before is not None and not sip.isdeleted(before):
            canvas.setMapTool(before)
        else:
            canvas.unsetMapTool(self._tool)

    def _ended(self) -> None:
        tool, layer = self._tool, self._layer
        self._tool = self._layer = self._before = None
        if tool is None or layer is None:
            return
        self._project.layersWillBeRemoved.disconnect(self._layers_going)
        layer.editingStarted.disconnect(self.stop)
        tool.shut_down()
        draw_arrows(layer, true_length=False)
        self.refresh()

    def _layers_going(self, ids: list[str]) -> None:
        if self._layer is not None and self._layer.id() in ids:
            self.stop()

    def _view_chosen(self, _index: int) -> None:
        layer = tie_points_of(self._match_dir, self._project)
        if layer is not None:
            self.stop()
            draw_arrows(layer, str(self._panel.arrows.currentData()))

    def _button_clicked(self, wanted: bool) -> None:
        layer = tie_points_of(self._match_dir, self._project)
        if wanted and layer is not None:
            self.start(layer)
        else:
            self.stop()

    def _failed(self) -> None:
        self._warn(
            tr("The file of tie points cannot be written. It may be open in another program, or the disk may be full.")
        )

    def _warn(self, text: str) -> None:
        show_message(self._iface, TITLE, text, Qgis.MessageLevel.Warning)


def _first_step() -> str:
    return tr("Click an arrow to confirm it, drag it to its correct place, or right-click to reject it.")


def _hint() -> str:
    more = tr(
        "Repeat the click to undo it. To add a tie point, click beside all arrows: first its place in the moving "
        "layer, then where that belongs. Press Esc to finish."
    )
    return f"{_first_step()} {more}"


def _counts(layer: QgsVectorLayer) -> str:
    """Format the numbers of checks: "3 confirmed, 1 moved, 2 added, 2 rejected"; "" if nothing is checked."""
    checks = count_checks(layer)
    texts = (
        (names.CONFIRMED, tr_count("{count} confirmed", checks[names.CONFIRMED])),
        (names.MOVED, tr_count("{count} moved", checks[names.MOVED])),
        (names.ADDED, tr_count("{count} added", checks[names.ADDED])),
        (names.REJECTED, tr_count("{count} rejected", checks[names.REJECTED])),
    )
    return ", ".join(text.format(count=checks[check]) for check, text in texts if checks[check])
