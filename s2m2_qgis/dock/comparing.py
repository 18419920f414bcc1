"""Compares the layers of the shown match on the map: begins with a button of the panel, ends with another map tool."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject, QgsRasterLayer, QgsTask
from qgis.PyQt.QtCore import QObject

from ..compare.map_tool import CompareTool
from ..compare.overlay import Overlay
from ..compare.preview import Preview
from ..engine_files import protocol
from ..i18n import tr
from ..jobs.tasks import Connection, abandon
from ..plain import show_message
from ..project.corrected_layer import layers_of_file
from ..project.matches import Match
from ..questions import TITLE
from ..worker.client import new_id
from .compare_panel import AS_IT_IS, BOTH, CORRECTED, ComparePanel
from .map_tools import MapToolTurn
from .shown_match import ShownMatch


class Comparing(QObject):
    """Sets and removes overlay and map tool. `method` returns the method of correction that is chosen in the dock.

    The corrected layer is the file that Correct has written by that method, or else a preview. For a preview of another
    kind than the match's own, the task that `make` makes asks the engine for the transform.
    """

    def __init__(
        self,
        iface: Any,
        project: QgsProject,
        panel: ComparePanel,
        shown: ShownMatch,
        method: Callable[[], str],
        make: Callable[[protocol.TransformRequest], QgsTask],
    ) -> None:
        super().__init__(panel)
        self._iface, self._project, self._panel, self._shown = iface, project, panel, shown
        self._method, self._make = method, make
        self._overlay: Overlay | None = None
        self._turn: MapToolTurn[CompareTool] = MapToolTurn(iface, self._left)
        self._preview: Preview | None = None
        self._preview_of: tuple[str, ...] = ()  # match, what it holds, and method
        self._written: dict[tuple[str, ...], str] = {}  # the same -> file
        self._task: QgsTask | None = None
        self._connections: list[Connection] = []
        panel.mode_chosen.connect(self._mode_chosen)
        panel.subject_chosen.connect(self.update)
        project.layersWillBeRemoved.connect(self._layers_going)

    def shut_down(self) -> None:
        """Stop, and disconnect from the project."""
        self._project.layersWillBeRemoved.disconnect(self._layers_going)
        self.stop()

    def stop(self) -> None:
        """Take the comparison off the map, and restore the map tool."""
        self._abandon()
        self._turn.leave()
        self._end()

    def refresh(self) -> None:
        """Set whether the layers of the shown match can be compared."""
        self._panel.set_available(None not in self._layers())

    def note_written(self, path: str, method: str) -> None:
        """Remember the file that was written by a method, and compare that if anything is compared."""
        others = {key: file for key, file in self._written.items() if file != path}  # what it held before is gone
        self._written = {**others, self._key(method): path}
        self.update()

    def update(self, *_: Any) -> None:
        """Compare what is chosen now, if anything is compared."""
        if self._overlay is not None:
            self._show()

    # --- what is compared -------------------------------------------------------------------------------

    def _mode_chosen(self, mode: str) -> None:
        if not mode:
            self.stop()
            return
        if self._overlay is None:
            self._begin()
        assert self._overlay is not None
        self._overlay.set_mode(mode)
        self._panel.show_mode(mode)
        self._show()

    def _begin(self) -> None:
        canvas = self._iface.mapCanvas()
        self._overlay = Overlay(canvas, self)
        tool = CompareTool(canvas, self._overlay)
        tool.left.connect(self.stop)
        tool.switched.connect(self._switch)
        self._turn.begin(tool)

    def _show(self) -> None:
        """Draw the layers that are chosen; those that are drawn stay while a transform is asked for."""
        moving, reference = self._layers()
        if moving is None or reference is None or self._overlay is None:
            self.stop()
            return
        subject = self._panel.chosen_subject()
        as_it_is = tr("{name}, as it is").format(name=moving.name()), moving
        fixed = as_it_is if subject == BOTH else (reference.name(), reference)
        if subject == AS_IT_IS:
            self._overlay.show(as_it_is, fixed)
            return
        corrected = self._corrected(moving)
        if corrected is not None:
            self._overlay.show((tr("{name}, corrected").format(name=moving.name()), corrected), fixed)
            self._panel.show_mode(self._overlay.mode)

    def _corrected(self, moving: QgsRasterLayer) -> QgsMapLayer | None:
        """The corrected layer; None if it is asked for, or if there is a problem, which was said."""
        match, key = self._shown.match, self._key()
        assert match is not None
        written = layers_of_file(self._written.get(key, ""), self._project)
        if written:
            return written[0]
        if self._preview is not None and self._preview_of == key:
            return self._preview.layer
        method, own = self._method(), match.result["transform"]
        if method in ("auto", own["kind"]) and ("matrix" in own or "control_points" in own):
            return self._make_preview(moving, own, match, key)
        self._ask(match, method)
        return None

    def _make_preview(
        self, moving: QgsRasterLayer, transform: protocol.Transform, match: Match, key: tuple[str, ...]
    ) -> QgsMapLayer | None:
        try:
            preview = Preview(moving, transform, match.result["crs"])
        except ValueError as error:
            self.stop()
            show_message(self._iface, TITLE, str(error), Qgis.MessageLevel.Warning)
            return None
        before, self._preview, self._preview_of = self._preview, preview, key
        if before is not None:
            assert self._overlay is not None
            self._overlay.forget()
            before.close()
        return preview.layer

    def _ask(self, match: Match, method: str) -> None:
        """Ask the engine for a transform of another kind."""
        self._abandon()
        task = self._task = self._make(protocol.TransformRequest(new_id(), match.out_dir, method))
        key = self._key()
        slots: dict[str, Callable[..., None]] = {
            "succeeded": lambda data: self._found(key, data),
            "failed": self._failed,
        }
        self._connections = [(getattr(task, name), slot) for name, slot in slots.items()]
        for signal, slot in self._connections:
            signal.connect(slot)
        assert self._overlay is not None
        self._panel.show_mode(self._overlay.mode, tr("The preview is being prepared…"))
        QgsApplication.taskManager().addTask(task)

    def _found(self, key: tuple[str, ...], data: protocol.TransformData) -> None:
        self._task, self._connections = None, []
        moving, _ = self._layers()
        match = self._shown.match
        if key != self._key() or moving is None or match is None or self._overlay is None:
            return
        if self._make_preview(moving, data["transform"], match, key) is not None:
            self._show()

    def _failed(self, message: str, hint: str, _code: str) -> None:
        self._task, self._connections = None, []
        self.stop()
        show_message(self._iface, TITLE, f"{message} {hint}".strip(), Qgis.MessageLevel.Warning)

    def _abandon(self) -> None:
        if self._task is not None:
            abandon(self._task, self._connections)
        self._task, self._connections = None, []

    def _switch(self) -> None:
        """Show the layer corrected if it is shown as it is, and the other way round."""
        self._panel.choose_subject(CORRECTED if self._panel.chosen_subject() == AS_IT_IS else AS_IT_IS)
        self.update()

    def _layers(self) -> tuple[QgsRasterLayer | None, QgsRasterLayer | None]:
        """The moving layer and the reference of the shown match; None for one that is not in the project."""
        match = self._shown.match
        if match is None:
            return None, None
        return self._project.mapLayer(match.moving_id), self._project.mapLayer(match.reference_id)

    def _key(self, method: str = "") -> tuple[str, ...]:
        """What the corrected layer depends on; without a method, by the one that is chosen."""
        match = self._shown.match
        if match is None:
            return ()
        return match.out_dir, match.moving_id, str(match.result["transform"]), method or self._method()

    # --- the end ----------------------------------------------------------------------------------------

    def _layers_going(self, ids: list[str]) -> None:
        drawn = [
            *self._layers(),
            *(one for path in self._written.values() for one in layers_of_file(path, self._project)),
        ]
        if any(layer is not None and layer.id() in ids for layer in drawn):
            self.stop()

    def _left(self, tool: CompareTool) -> None:
        tool.deleteLater()
        self._end()

    def _end(self) -> None:
        """Forget everything that was made for the comparison."""
        overlay, self._overlay = self._overlay, None
        preview, self._preview = self._preview, None
        if overlay is not None:
            overlay.close()
        if preview is not None:
            preview.close()
        self._panel.show_mode("")
