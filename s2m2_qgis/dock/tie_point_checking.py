"""Checking the tie points of a match on the map and in a table; both edit the same tie points.

The map tool and the window of the table are begun and ended separately. Edits are undone, and refitted, until both
have ended.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal

from ..engine_files import names, protocol
from ..i18n import tr, tr_count
from ..plain import show_message
from ..project.arrows import DISPLACEMENT, draw_arrows, has_residuals, view_of
from ..project.match_group import heatmap_of, match_folder_of, tie_points_of
from ..project.matches import Match, read_match
from ..questions import TITLE
from ..tie_points.checked_points import count_checks, prepare
from ..tie_points.editor import TiePointEditor
from ..tie_points.map_tool import TiePointTool
from ..tie_points.table_window import TiePointWindow
from .map_tools import MapToolTurn
from .result_panel import ResultPanel

# A refit begins so long after the last of several edits.
_PAUSE_MS = 500


class TiePointChecking(QObject):
    """Begins and ends the map tool and the table, and updates the result panel's buttons and note.

    `refit_wanted`: the tie points of the match that the panel shows were edited, and the result should be made anew.
    """

    refit_wanted = pyqtSignal()

    def __init__(self, iface: Any, project: QgsProject, panel: ResultPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._iface, self._project, self._panel = iface, project, panel
        self._match_dir = ""
        self._editor: TiePointEditor | None = None  # while the tool or the window is there
        self._turn: MapToolTurn[TiePointTool] = MapToolTurn(iface, self._tool_left)
        self._window: TiePointWindow | None = None  # it is made when it is first opened
        self._before: protocol.MatchJson | None = None  # the result when editing began
        self._unfitted = False  # whether a refit would make use of edits
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._want_refit)
        panel.check.clicked.connect(self._check_clicked)
        panel.table.clicked.connect(self._table_clicked)
        panel.arrows.activated.connect(self._view_chosen)

    def set_match(self, match_dir: str) -> None:
        """Set the folder of the match that the result panel shows; "" for none."""
        self._match_dir = match_dir
        shown = self._shown_layer()
        if shown is not None and (self._turn.tool is None or shown != self._layer):
            draw_arrows(shown, true_length=False)  # the project may have been saved while they were checked
        if shown is None or shown != self._layer:
            self._timer.stop()  # it would be the refit of another match
        self.refresh()

    @property
    def before(self) -> protocol.MatchJson | None:
        """The result of the match that the panel shows when its editing began; None if it is not being edited."""
        return self._before if self._edits_shown() else None

    def refresh(self) -> None:
        """Update the result panel."""
        shown, is_edited = self._shown_layer(), self._edits_shown()
        is_checked = is_edited and self._turn.tool is not None
        for button in (self._panel.check, self._panel.table):
            button.setEnabled(shown is not None)
        if self._window is not None:
            self._window.at_once.setEnabled(is_edited)
        self._panel.show_view("" if shown is None or not has_residuals(shown) else view_of(shown))
        self._panel.check.setChecked(is_checked)
        self._panel.table.setChecked(is_edited and self._window_is_open)
        self._panel.show_checks(_hint() if is_checked else "", _counts(shown) if shown is not None else "")

    # --- begin and end ----------------------------------------------------------------------------------

    def start(self, layer: QgsVectorLayer) -> None:
        """Let the user check the tie points of a layer on the map and in the table; warn if that is not possible."""
        self.leave_map()
        editor = self._edit(layer)
        if editor is None:
            return
        node = self._project.layerTreeRoot().findLayer(layer.id())
        if node is not None:
            node.setItemVisibilityCheckedParentRecursive(True)
        self._open_window()
        canvas = self._iface.mapCanvas()
        tool = TiePointTool(canvas, editor, self._project)
        tool.left.connect(self.leave_map)
        if self._window is not None:
            tool.pointed.connect(self._window.point_at)
            tool.begun.connect(self._window.show_new)
        draw_arrows(layer, DISPLACEMENT, true_length=True)
        self._turn.begin(tool)
        tool.messageEmitted.emit(_first_step())  # QGIS's message bar cuts off a second line
        self.refresh()

    def leave_map(self) -> None:
        """Restore the previous map tool; the table stays."""
        self._turn.leave()

    def stop(self) -> None:
        """End checking on the map and in the table."""
        self.leave_map()
        if self._window is not None:
            self._window.hide()
        self._end()

    def shut_down(self) -> None:
        """End checking, and remove the window. Call this once, before the dock is deleted."""
        self.stop()
        if self._window is not None:
            self._iface.removeDockWidget(self._window)
            self._window.deleteLater()
            self._window = None

    def _edit(self, layer: QgsVectorLayer) -> TiePointEditor | None:
        """Return the editor of a layer, a new one if the layer is another one; None if it cannot be edited."""
        if self._editor is not None and self._editor.layer == layer:
            return self._editor
        self.stop()
        problem = prepare(layer)
        if problem:
            self._warn(problem)
            self.refresh()
            return None
        match = self._match_in(match_folder_of(layer))
        self._before = match.result if match is not None else None
        editor = self._editor = TiePointEditor(layer, self)
        editor.edited.connect(self._edited)
        editor.failed.connect(self._failed)
        self._project.layersWillBeRemoved.connect(self._layers_going)
        layer.editingStarted.connect(self.stop)
        return editor

    def _open_window(self) -> None:
        editor = self._editor
        assert editor is not None
        if self._window is None:
            parent = self._iface.mainWindow()
            self._window = TiePointWindow(self._iface.mapCanvas(), self._project, parent)
            self._window.hidden.connect(self._window_left)
            self._window.placed.connect(self._placed)
            self._window.at_once.toggled.connect(self._at_once_toggled)
            self._iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._window)
        if self._window.editor is not editor:
            folder = match_folder_of(editor.layer)
            match = self._match_in(folder)
            ids = (match.moving_id, match.reference_id) if match is not None else ("", "")
            moving, reference = (self._project.mapLayer(layer_id) for layer_id in ids)
            across, along = match.result["grid"]["pixel_m"] if match is not None else (1.0, 1.0)
            heatmap = heatmap_of(str(folder), self._project)
            self._window.show_match(editor, moving, reference, heatmap, (across, along))
        self._window.show()
        self._window.raise_()

    def _match_in(self, folder: Path) -> Match | None:
        try:
            return read_match(folder, self._project)
        except ValueError:  # arrows can be checked without the rest of the results
            return None

    def _tool_left(self, tool: TiePointTool) -> None:
        tool.shut_down()
        if self._layer is not None:
            draw_arrows(self._layer, true_length=False)
        self._end_if_left()

    def _window_left(self) -> None:
        self.leave_map()
        self._end_if_left()

    def _end_if_left(self) -> None:
        if self._turn.tool is None and not self._window_is_open:
            self._end()
        self.refresh()

    def _end(self) -> None:
        """Forget the editor, and with it what could be undone."""
        editor, self._editor = self._editor, None
        self._before, self._unfitted = None, False
        if editor is None:
            return
        if self._window is not None:
            self._window.forget()
        self._project.layersWillBeRemoved.disconnect(self._layers_going)
        editor.layer.editingStarted.disconnect(self.stop)
        editor.shut_down()
        self.refresh()

    @property
    def _layer(self) -> QgsVectorLayer | None:
        return self._editor.layer if self._editor is not None else None

    @property
    def _window_is_open(self) -> bool:
        return self._window is not None and not self._window.isHidden()

    def _shown_layer(self) -> QgsVectorLayer | None:
        return tie_points_of(self._match_dir, self._project) if self._match_dir else None

    def _edits_shown(self) -> bool:
        """Whether the match that the panel shows is the one that is edited."""
        return self._layer is not None and self._layer == self._shown_layer()

    def _layers_going(self, ids: list[str]) -> None:
        if self._layer is not None and self._layer.id() in ids:
            self.stop()

    # --- what the user does -----------------------------------------------------------------------------

    def _check_clicked(self, wanted: bool) -> None:
        layer = self._shown_layer()
        if wanted and layer is not None:
            self.start(layer)
        else:
            self.leave_map()

    def _table_clicked(self, wanted: bool) -> None:
        layer = self._shown_layer()
        if wanted and layer is not None and self._edit(layer) is not None:
            self._open_window()
        elif self._window is not None:
            self._window.hide()
            self._window_left()  # a window whose main window is hidden does not say that it was hidden
        self.refresh()

    def _view_chosen(self, _index: int) -> None:
        layer = self._shown_layer()
        if layer is not None:
            self.leave_map()
            draw_arrows(layer, str(self._panel.arrows.currentData()))

    def _placed(self, place: QgsPointXY) -> None:
        """The user has clicked in the view of the reference: where a new tie point belongs, or else the current one."""
        if self._turn.tool is not None and self._turn.tool.end_new(place):
            return
        current = self._window.current if self._window is not None else None
        if current is not None and self._editor is not None:
            self._editor.move(current, (place.x() - current.start.x(), place.y() - current.start.y()))

    # --- edits ------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._unfitted = True
        self.refresh()
        window = self._window
        if window is not None and window.isVisible() and window.at_once.isChecked() and window.at_once.isEnabled():
            self._timer.start()
        elif self._edits_shown():
            self._panel.refit.invite()

    def _at_once_toggled(self, wanted: bool) -> None:
        if not wanted:
            self._timer.stop()
        elif self._unfitted:
            self._timer.start()

    def _want_refit(self) -> None:
        self._unfitted = False
        self.refit_wanted.emit()

    def refit_later(self) -> None:
        """Ask again for a refit, because something else is running."""
        self._timer.start()

    def refitted(self, change: str) -> None:
        """Say what a refit has changed."""
        if self._window is not None and self._edits_shown():
            self._window.say(change)

    def refit_failed(self, message: str) -> None:
        """Say why a refit failed, and begin no other."""
        self._unfitted = True
        if self._window is not None:
            self._window.at_once.setChecked(False)
            self._window.say(message)

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
