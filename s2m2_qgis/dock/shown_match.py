"""Which match the result panel shows: that of the chosen layers, or one that the user opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsLayerTreeGroup, QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QToolButton

from .. import settings
from ..engine_files import protocol
from ..i18n import tr
from ..plain import show_message
from ..project.kept_results import keep_results
from ..project.layer_choice import LayerChoice
from ..project.match_group import add_match_to_project, folder_of_group, match_groups
from ..project.matches import Match, load_inputs, match_of_group, matches_in, read_match
from ..project.output_paths import results_root
from ..questions import TITLE, folder_to_read
from ..worker import environment


class ShownMatch(QObject):
    """Holds the match that the panel shows; `changed` says that it is another one, or none.

    `fill_menu` offers the matches of the project and of folders.
    """

    changed = pyqtSignal()

    def __init__(self, iface: Any, project: QgsProject, layers: LayerChoice, opener: QToolButton) -> None:
        super().__init__(opener)
        self._iface, self._project, self._layers = iface, project, layers
        self.match: Match | None = None
        self.choose_folder = folder_to_read
        self.menu = QMenu(opener)
        self.menu.aboutToShow.connect(self.fill_menu)
        opener.setMenu(self.menu)
        layers.changed.connect(self.follow)
        project.readProject.connect(self._project_read)
        project.cleared.connect(self._project_cleared)
        project.fileNameChanged.connect(self._keep_results)  # QGIS sets the name before it saves
        project.writeProject.connect(self._keep_results)  # a script may not

    def shut_down(self) -> None:
        """Disconnect from the project."""
        self._project.readProject.disconnect(self._project_read)
        self._project.cleared.disconnect(self._project_cleared)
        self._project.fileNameChanged.disconnect(self._keep_results)
        self._project.writeProject.disconnect(self._keep_results)

    def show(self, match: Match | None) -> None:
        """Show another match, or none."""
        self.match = match
        self.changed.emit()

    def update(self, result: protocol.MatchJson) -> None:
        """Take the result of a refit of the shown match."""
        if self.match is not None:
            self.match = replace(self.match, result=result)

    def follow(self) -> None:
        """Show the match of the chosen layers; while a layer is missing, what is shown stays."""
        sar, optical = self._layers.sar, self._layers.optical
        if sar is None or optical is None:
            return
        ids = sar.id(), optical.id()
        if self.match is None or not self.match.is_of(*ids):
            found = next((match for match in matches_in(self._project) if match.is_of(*ids)), None)
            if found != self.match:
                self.show(found)

    def open_group(self, group: QgsLayerTreeGroup) -> None:
        """Show the match of a group of the project."""
        try:
            match = match_of_group(group, self._project)
        except ValueError as error:
            self._warn(str(error))
            return
        group.setItemVisibilityChecked(True)
        self._open(match)

    def open_folder(self, folder: Path) -> None:
        """Show the match in a folder, and add it to the project if it is not there."""
        for group in match_groups(self._project):
            if folder_of_group(group, self._project) == folder:
                self.open_group(group)
                return
        try:
            match = read_match(folder, self._project)
        except ValueError as error:
            self._warn(str(error))
            return
        match = load_inputs(match, self._project)
        layers = (self._project.mapLayer(layer_id) for layer_id in (match.moving_id, match.reference_id))
        add_match_to_project(match.result, match.out_dir, self._project, *layers)
        self._open(match)

    def fill_menu(self) -> None:
        """Offer the matches that are in the project now."""
        self.menu.clear()
        for group in match_groups(self._project):
            action = self.menu.addAction(group.name().replace("&", "&&"))
            action.triggered.connect(lambda _checked, group=group: self.open_group(group))
        self.menu.addSeparator()
        self.menu.addAction(tr("From a folder…")).triggered.connect(lambda _checked: self._ask_for_folder())

    def _ask_for_folder(self) -> None:
        folder = self.choose_folder(self._iface.mainWindow(), tr("Folder of a match"), settings.results_folder())
        if folder:
            self.open_folder(Path(folder))

    def _open(self, match: Match) -> None:
        self.show(match)
        ids = (match.moving_id, match.reference_id)
        sar, optical = (self._project.mapLayer(one) for one in (ids if match.result["moving"] == "sar" else ids[::-1]))
        if sar is not None and optical is not None:
            self._layers.choose(sar, optical)

    def _project_read(self) -> None:
        match = next(matches_in(self._project), None)
        if match is not None:
            self._open(match)

    def _project_cleared(self) -> None:
        self.show(None)

    def _keep_results(self, *_args: Any) -> None:
        """Before a project is saved, keep its results where it finds them again."""
        if not self._project.fileName():
            return
        try:
            moved = keep_results(self._project, self.root_of)
        except ValueError as error:
            self._warn(str(error))
            return
        if self.match is not None and self.match.out_dir in moved:
            self.show(replace(self.match, out_dir=moved[self.match.out_dir]))

    def root_of(self, moving: str) -> Path:
        """Return the folder for the results of matches that correct the raster with this path."""
        return results_root(settings.results_folder(), moving, environment.profile_folder().parent)

    def _warn(self, text: str) -> None:
        show_message(self._iface, TITLE, text, Qgis.MessageLevel.Warning)
