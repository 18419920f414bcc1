"""Writes the corrected layers of the shown match, and adds them to the project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable

from qgis.core import Qgis, QgsProject, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine_files import protocol
from ..i18n import tr, tr_count
from ..jobs import capture
from ..jobs.calls import Corrected
from ..jobs.tasks import Slot
from ..project import output_paths
from ..project.corrected_layer import ReleasedFiles, layers_of_file, show_corrected
from ..project.corrections import Before, Correction, note_saved, take_back
from ..project.matches import Match
from ..questions import ask
from ..worker.client import new_id
from .form import DockForm
from .further_layers import corrected_name
from .messages import Messages
from .shown_match import ShownMatch
from .task_runner import CORRECT, TaskRunner


class Correcting(QObject):
    """Starts a correction, and takes the last one of a match back, when the form asks for it.

    `ask` asks the user before something is lost.

    `written` carries the file of the corrected moving layer, which is in the project, and the method that was chosen.
    """

    written = pyqtSignal(str, str)

    def __init__(
        self,
        form: DockForm,
        shown: ShownMatch,
        runner: TaskRunner,
        messages: Messages,
        make: Callable[..., QgsTask],
        project: QgsProject,
    ) -> None:
        super().__init__(form)
        self._form, self._shown, self._runner, self._messages = form, shown, runner, messages
        self._make, self._project = make, project
        self.ask = ask
        self._corrected: list[str] = []  # the layers that are being corrected
        self._match_dir = self._method = ""
        self._released: ReleasedFiles | None = None
        self._before: Before | None = None
        self._corrections: list[Correction] = []  # that can be taken back, the last one last
        form.correct.requested.connect(self.start)
        form.correct.unwanted.connect(self.take_back)
        shown.changed.connect(self.refresh)
        runner.changed.connect(self.refresh)
        project.projectSaved.connect(self._project_saved)
        project.cleared.connect(self._project_cleared)

    def shut_down(self) -> None:
        """Disconnect from the project."""
        self._project.projectSaved.disconnect(self._project_saved)
        self._project.cleared.disconnect(self._project_cleared)

    def start(self, method: str, resampling: str, target: str) -> None:
        """Write the corrected raster in a background task."""
        outcome = self._shown.match
        moving = self._project.mapLayer(outcome.moving_id) if outcome else None
        if outcome is None or moving is None or self._runner.running:
            return
        target = output_paths.with_tif_suffix(target.strip())
        further = [self._project.mapLayer(layer_id) for layer_id in self._form.correct.ticked_layers()]
        targets = [target, *(str(Path(target).with_name(corrected_name(layer))) for layer in further if target)]
        problem = self._target_problem(target, targets[1:], outcome)
        if problem:
            self._messages.warn(*problem)
            return
        if not self._is_confirmed(targets, outcome):
            return
        self._method = method
        if method == outcome.result["transform"]["kind"]:
            method = "auto"  # the match's own transform, whose figures are shown
        force = not outcome.reliable
        request = protocol.CorrectRequest(
            new_id(),
            outcome.out_dir,
            raster="",
            out=target,
            method=method,
            force=force,
            resampling=resampling,
            grid=self._form.correct.chosen_grid(),
            file_format=self._form.correct.chosen_format(),
        )
        inputs = capture.correct_inputs(request, moving, outcome.result, further)
        self._corrected = [*(layer.id() for layer in further), moving.id()]
        self._match_dir = outcome.out_dir
        self._before = Before(targets, self._project, self._corrections)
        self._released = ReleasedFiles(targets, self._project)
        slots: dict[str, Slot] = {"succeeded": self._succeeded, "warned": self._messages.warned}
        self._runner.start(self._make(inputs), CORRECT, slots)

    def _target_problem(self, target: str, others: list[str], outcome: Match) -> tuple[str, str] | None:
        """Return what is wrong with the targets or the grid and what to do, or None if they can be used."""
        if not target:
            return tr("No file is given for the corrected raster."), tr("Choose a file under “Save as”.")
        if target in others:
            text = tr("Two corrected layers would be written to “{file}”.")
            return text.format(file=Path(target).name), tr("Choose another file under “Save as”.")
        if not self._form.correct.chosen_grid():
            return tr("No file is given whose pixels the corrected raster gets."), tr("Choose a layer of a file.")
        in_use = {layer.id() for layer in layers_of_file(target, self._project)}
        if in_use & {outcome.moving_id, outcome.reference_id}:
            text = tr("“{file}” is one of the matched layers, which are never overwritten.")
            return text.format(file=Path(target).name), tr("Choose another file under “Save as”.")
        return None

    def _is_confirmed(self, targets: list[str], outcome: Match) -> bool:
        """Ask the user for confirmation, if necessary, before anything is written."""
        if not outcome.reliable:
            detail = [*outcome.result["reasons"], tr("The corrected layer may be in a wrong place.")]
            text = tr("This match is not reliable.")
            if not self.ask(self._form, text, " ".join(detail), tr("Correct anyway")):
                return False
        existing = [target for target in targets if os.path.exists(target)]
        if existing:
            text = tr("“{file}” exists. Replace it?").format(file="”, “".join(Path(one).name for one in existing))
            return self.ask(self._form, text, str(Path(existing[0]).parent), tr("Replace"))
        return True

    def _succeeded(self, correction: Corrected) -> None:
        path = correction["path"]
        self.reopen()
        paths = [*(one["path"] for one in correction["further"]), path]
        unreadable = self._show(paths)
        self._runner.end()
        if unreadable:
            self._messages.warn(
                tr("“{file}” was written, but QGIS cannot open it.").format(file=unreadable),
                tr("Check the file in another program, or save the corrected raster to another file."),
            )
            return
        self.written.emit(path, self._method)
        self._form.correct.show_written(correction["note"])
        # Only the name is shown: QGIS's message bar cuts off a second line, and the layer's tooltip shows the folder.
        text = tr("Corrected layer written: {file}").format(file=Path(path).name)
        if correction["further"]:
            count = len(correction["further"])
            text += tr_count(", and {count} more in the same folder", count).format(count=count)
        self._messages.tell(text, Qgis.MessageLevel.Success)

    def _show(self, paths: list[str]) -> str:
        """Add the layers of the files that were written; returns the first that QGIS cannot open, "" for none."""
        added, unreadable = [], ""
        for path, layer_id in zip(paths, self._corrected):
            layer = None
            if not layers_of_file(path, self._project):
                layer = show_corrected(path, self._project.mapLayer(layer_id), self._project)
                unreadable = unreadable or ("" if layer is not None else path)
            added.append("" if layer is None else layer.id())
        before, self._before = self._before, None
        if before is not None:
            self._corrections.append(before.correction(self._match_dir, paths, added))
            self._corrections = [one for one in self._corrections if one.files]
        return unreadable

    def _last(self) -> Correction | None:
        """The last correction by the shown match that was not taken back."""
        match = self._shown.match
        own = [one for one in self._corrections if match is not None and one.match_dir == match.out_dir]
        return own[-1] if own else None

    def refresh(self) -> None:
        """Update whether there is a correction to take back."""
        self._form.correct.offer_undo(self._last() is not None, enabled=not self._runner.running)

    def take_back(self) -> None:
        """Remove what the last correction by the shown match has added, as far as nothing else needs it."""
        correction = self._last()
        if correction is None or self._runner.running:
            return
        self._corrections.remove(correction)
        kept = take_back(correction, self._project)
        self._form.correct.show_written("\n".join(kept))
        self.refresh()
        if kept:
            self._messages.tell(f"{tr('The correction was taken back.')} {' '.join(kept)}", Qgis.MessageLevel.Info)
        else:
            self._messages.tell(tr("The correction was taken back."), Qgis.MessageLevel.Success)

    def _project_saved(self) -> None:
        note_saved(self._corrections, self._project)

    def _project_cleared(self) -> None:
        self._corrections = []
        self.refresh()

    def reopen(self) -> None:
        """Open the files again that layers have closed for a correction."""
        released, self._released = self._released, None
        if released is not None:
            released.restore()
