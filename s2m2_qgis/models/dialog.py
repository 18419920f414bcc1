"""The window that shows, imports, exports, renames, annotates and removes models. The engine's worker does the work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from qgis.core import QgsTask
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from .. import questions
from ..engine_files import names, protocol, resource
from ..i18n import tr
from ..jobs.calls import ModelChange, ModelsListed
from ..jobs.tasks import ModelsTask
from ..plain import as_plain
from ..widgets import button, plain_text
from ..worker.client import new_id
from .card import card_html, model_title
from .library import NAME_PROBLEMS, ModelLibrary

_LIST_WIDTH, _CARD_WIDTH, _HEIGHT = 230, 430, 460


@dataclass(frozen=True)
class _Work:
    """A running request.

    Attributes:
        doing: text while it runs.
        done: returns the text afterwards, given the model's name.
        name_again: asks for another name, given the problem with the last name.
    """

    doing: str
    done: Callable[[str], str] = lambda name: ""
    name_again: Callable[[str], None] | None = None


class ModelsDialog(QDialog):
    """The window. After it closes, `changed` says whether the models may have changed."""

    def __init__(
        self, parent: QWidget | None = None, make_task: Callable[[ModelChange | None], QgsTask] = ModelsTask
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("S2M2 models"))
        self.changed = False
        self._library = ModelLibrary(self, make_task)
        self._work = _Work("")
        self._models: dict[str, protocol.ModelDescription] = {}
        self._damaged: set[str] = set()

        self.list = QListWidget()
        self.list.setAccessibleName(tr("Models"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = QTextBrowser()
        self.card.setAccessibleName(tr("About the model"))
        self.import_ = button(
            tr("&Import…"), tr("Install a model file, or a checkpoint of the published S2M2-SAR code.")
        )
        self.export = button(
            tr("&Export…"), tr("Write the model to a file, which can be imported on another computer.")
        )
        self.rename = button(tr("Re&name…"), tr("Give the model another name."))
        self.note = button(tr("N&ote…"), tr("Write a note on the model. It is stored in the model's file."))
        self.remove = button(tr("Re&move…"), tr("Delete the model's file."))
        self.status = plain_text()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self.resize(_LIST_WIDTH + _CARD_WIDTH, _HEIGHT)
        self._connect()
        self._start(None, _Work(tr("Looking for models…")))

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.card)
        halves.setSizes([_LIST_WIDTH, _CARD_WIDTH])
        halves.setStretchFactor(1, 1)
        actions = QHBoxLayout()
        actions.addWidget(self.import_)
        actions.addStretch(1)
        for action in (self.export, self.rename, self.note, self.remove):
            actions.addWidget(action)
        column = QVBoxLayout(self)
        column.addWidget(halves, 1)
        column.addLayout(actions)
        column.addWidget(self.status)
        column.addWidget(self.busy)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_chosen)
        self.import_.clicked.connect(self.import_model)
        self.export.clicked.connect(self.export_model)
        self.rename.clicked.connect(lambda: self.rename_model())
        self.note.clicked.connect(self.note_model)
        self.remove.clicked.connect(self.remove_model)
        self.buttons.rejected.connect(self.reject)
        self._library.told.connect(self.status.setText)
        self._library.listed.connect(self._succeeded)
        self._library.failed.connect(self._failed)

    # --- what is shown ------------------------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """The name of the model that is selected in the list; "" if none is."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _fill(self, listing: ModelsListed) -> None:
        """Show the models, and select the changed model or else the model that was selected before, if it exists."""
        row, wanted = self.list.currentRow(), listing["name"] or self.chosen
        self._damaged = {model["name"] for model in listing["damaged"]}
        self._models = {model["name"]: model for model in (*listing["models"], *listing["damaged"])}
        self.list.clear()
        for name in self._models:
            item = QListWidgetItem(model_title(name), self.list)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(as_plain(model_title(name)))
            if name in self._damaged:
                item.setIcon(QIcon(str(resource("icons/state_blocked.svg"))))
        listed = list(self._models)
        if wanted in listed:
            row = listed.index(wanted)
        self.list.setCurrentRow(max(0, min(row, len(listed) - 1)))

    def _show_chosen(self, *_args: object) -> None:
        model = self._models.get(self.chosen)
        self.card.setHtml("" if model is None else card_html(model, self.chosen in self._damaged))
        self._enable()

    def _enable(self) -> None:
        idle = not self._library.busy
        model = self._models.get(self.chosen) if idle else None
        own = model is not None and model["own"]
        whole = model is not None and bool(model["created"])  # models without a valid file have no date
        self.import_.setEnabled(idle and bool(self._models))
        self.export.setEnabled(whole)
        self.rename.setEnabled(own)
        self.note.setEnabled(own and whole)
        self.remove.setEnabled(own)
        self.busy.setVisible(not idle)

    # --- what can be done ---------------------------------------------------------------------------------

    def import_model(self) -> None:
        """Ask for a file, and import it under the name of the file."""
        kinds = f"{tr('Models')} (*{names.MODEL_SUFFIX} *.pth *.pt *.ckpt);;{tr('All files')} (*)"
        path = questions.file_to_open(self, tr("Import a model"), str(Path.home()), kinds)
        if path:
            self._import(path, None)

    def _import(self, path: str, name: str | None) -> None:
        def name_again(problem: str) -> None:
            suggested = Path(path).stem if name is None else name
            other = questions.ask_line(self, tr("Import a model"), problem, suggested)
            if other:
                self._import(path, other)

        doing = tr("Importing {file}…").format(file=Path(path).name)
        request = protocol.ImportModelRequest(new_id(), file=path, name=name)
        work = _Work(doing, lambda called: tr("Imported as “{name}”.").format(name=called), name_again)
        self._start(request, work)

    def export_model(self) -> None:
        """Ask for a file, and write the selected model to it."""
        name = self.chosen
        suggested = str(Path.home() / f"{name}{names.MODEL_SUFFIX}")
        title = tr("Export “{name}”").format(name=name)
        path = questions.file_to_save(self, title, suggested, names.MODEL_SUFFIX, tr("Models"))
        exists = bool(path) and Path(path).exists()
        if exists:
            text = tr("“{file}” exists. Replace it?").format(file=Path(path).name)
            if not questions.ask(self, text, path, tr("Replace")):
                return
        if path:
            request = protocol.ExportModelRequest(new_id(), name=name, out=path, force=exists)
            self._start(request, _Work(tr("Exporting…"), lambda _: tr("Written: {file}").format(file=path)))

    def rename_model(self, problem: str = "", suggested: str = "") -> None:
        """Ask for another name for the selected model; `problem` is the problem with the last name."""
        name = self.chosen
        label = problem or tr("New name of “{name}”:").format(name=name)
        new = questions.ask_line(self, tr("Rename"), label, suggested or name)
        if new and new != name:
            request = protocol.RenameModelRequest(new_id(), name=name, new_name=new)
            done = tr("“{old}” is now called “{new}”.").format(old=name, new=new)
            work = _Work(tr("Renaming…"), lambda _: done, lambda again: self.rename_model(again, new))
            self._start(request, work)

    def note_model(self) -> None:
        """Ask for the note on the selected model."""
        name, former = self.chosen, self._models[self.chosen]["user_note"]
        text = questions.ask_text(self, tr("Note"), tr("Note on “{name}”:").format(name=name), former)
        if text is not None and text != former:
            request = protocol.NoteModelRequest(new_id(), name=name, text=text)
            self._start(
                request, _Work(tr("Writing the note…"), lambda _: tr("The note was written to the model's file."))
            )

    def remove_model(self) -> None:
        """Delete the selected model, if the user confirms it."""
        name = self.chosen
        text = tr("Remove the model “{name}”?").format(name=name)
        if questions.ask(self, text, tr("This deletes its file. Export the model first to keep a copy."), tr("Remove")):
            request = protocol.RemoveModelRequest(new_id(), name=name)
            self._start(request, _Work(tr("Removing…"), lambda _: tr("Removed “{name}”.").format(name=name)))

    # --- the work -----------------------------------------------------------------------------------------

    def _start(self, change: ModelChange | None, work: _Work) -> None:
        self.changed = self.changed or change is not None
        self._work = work
        self.status.setText(work.doing)
        self._library.request(change)
        self._enable()

    def _succeeded(self, listing: ModelsListed) -> None:
        self._fill(listing)
        self.status.setText(self._work.done(listing["name"]))

    def _failed(self, message: str, hint: str, code: str) -> None:
        self.status.setText(f"{message} {hint}".strip())
        self._enable()
        name_again = self._work.name_again
        if name_again is not None and code in NAME_PROBLEMS:
            # Ask later: the task's last signal must return before the user answers.
            QTimer.singleShot(0, lambda: name_again(f"{message}\n{hint}".strip()))

    def done(self, result: int) -> None:
        """Disconnect from the task, because it may not call the window after it closes."""
        self._library.shut_down()
        super().done(result)
