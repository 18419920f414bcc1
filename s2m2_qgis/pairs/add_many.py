"""Adds many pairs at once: from a folder, from a folder for each sensor, from layer groups, or from matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from qgis.core import QgsApplication, QgsProject, QgsTask
from qgis.PyQt.QtWidgets import QHBoxLayout, QMenu, QWidget

from .. import questions
from ..i18n import tr, tr_count
from ..jobs.tasks import Connection, abandon
from ..widgets import button, plain_text
from .folder_task import FolderPairsTask
from .groups import pairs_among, raster_groups
from .matched import matched_pairs
from .pairing import ListedPair, Pairing


class AddMany(QWidget):
    """Shows the progress and the result of a search for pairs. Its `button` with the menu is placed separately.

    `add` lists pairs and returns how many of them are new. `make_task` makes the task that searches folders; tests
    replace it.
    """

    def __init__(
        self,
        project: QgsProject,
        add: Callable[[Sequence[ListedPair]], int],
        make_task: Callable[[str, str], QgsTask] = FolderPairsTask,
    ) -> None:
        super().__init__()
        self._project = project
        self._add = add
        self._make_task = make_task
        self._task: QgsTask | None = None
        self._connections: list[Connection] = []
        self._left_over: tuple[tuple[str, str], ...] = ()
        self.button = button(tr("Add &many"), tr("Add pairs from folders, from layer groups, or from earlier matches."))
        menu = QMenu(self.button)
        menu.addAction(tr("From a &folder…"), self.add_folder)
        menu.addAction(tr("From &two folders, SAR and optical…"), self.add_two_folders)
        menu.addAction(tr("From layer &groups…"), self.add_groups)
        self.matched = menu.addAction(tr("&Matched in this project"), self.add_matched)
        self.matched.setToolTip(tr("Pairs with their matches: the model learns from the tie points that you checked."))
        menu.setToolTipsVisible(True)
        self.button.setMenu(menu)
        self.text = plain_text()
        self.stop = button(tr("S&top"), tr("Stop looking for pairs."))
        self.left_over = button(tr("&Left over…"), tr("Show the rasters without a partner, and why they have none."))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.stop)
        row.addWidget(self.left_over)
        self.stop.clicked.connect(self._stop)
        self.left_over.clicked.connect(self._show_left_over)
        self._say("")

    def add_folder(self) -> None:
        """Ask for a folder, and add the pairs in it."""
        folder = questions.folder_to_read(self, tr("Folder with SAR and optical rasters"))
        if folder:
            self._search(folder, "")

    def add_two_folders(self) -> None:
        """Ask for a folder for each sensor, and add their pairs."""
        sar = questions.folder_to_read(self, tr("Folder with the SAR rasters"))
        optical = questions.folder_to_read(self, tr("Folder with the optical rasters"), sar) if sar else ""
        if optical:
            self._search(sar, optical)

    def add_groups(self) -> None:
        """Ask for layer groups, and add the pairs among their layers."""
        groups = raster_groups(self._project)
        label = tr("Choose groups whose layers form pairs. Names and bands tell which layers are SAR.")
        chosen = questions.choose_several(self, tr("Pairs from layer groups"), label, groups)
        if chosen:
            self._found(pairs_among((layer_id for name in chosen for layer_id in groups[name]), self._project))

    def add_matched(self) -> None:
        """Add the pairs that were matched in the project, with their matches."""
        pairs = matched_pairs(self._project)
        if pairs:
            self._found(Pairing(tuple(pairs), ()))
        else:
            self._say(tr("No pair of layers in this project has been matched yet."))

    def shut_down(self) -> None:
        """Cancel the task and disconnect from it."""
        if self._task is not None:
            abandon(self._task, self._connections)
            self._forget_task()

    def _search(self, folder: str, optical_folder: str) -> None:
        task = self._task = self._make_task(folder, optical_folder)
        self._connections = [
            (task.looked_at, self._looked_at),
            (task.succeeded, self._found),
            (task.failed, lambda message, hint, _code: self._say(f"{message} {hint}".strip())),
            (task.was_cancelled, lambda: self._say(tr("Stopped. No pairs were added."))),
        ]
        for signal, slot in self._connections:
            signal.connect(slot)
        self._say(tr("Looking for rasters…"), running=True)
        QgsApplication.taskManager().addTask(task)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _looked_at(self, number: int, count: int) -> None:
        if self._task is not None:
            self.text.setText(tr("Opening rasters: {number} of {count}").format(number=number, count=count))

    def _found(self, pairing: Pairing) -> None:
        added, found = self._add(pairing.pairs), len(pairing.pairs)
        texts = [tr_count("Added {count} pairs.", added, one="Added one pair.").format(count=added)]
        if not found:
            texts = [tr("No pairs were found.") if pairing.left_over else tr("No rasters were found.")]
        elif added < found:
            listed = found - added
            texts.append(tr_count("{count} were in the list.", listed).format(count=listed))
        if pairing.left_over:
            whys = Counter(why for _, why in pairing.left_over).most_common()
            reasons = "; ".join(f"{why} ({count})" for why, count in whys)
            count = len(pairing.left_over)
            texts.append(tr_count("{count} left over: {reasons}.", count).format(count=count, reasons=reasons))
        self._say(" ".join(texts), pairing.left_over)

    def _say(self, text: str, left_over: tuple[tuple[str, str], ...] = (), running: bool = False) -> None:
        """Show a text and the buttons for it. Unless `running`, the task has ended."""
        if not running:
            self._forget_task()
        self._left_over = left_over
        self.text.setText(text)
        self.button.setEnabled(not running)
        self.stop.setVisible(running)
        self.left_over.setVisible(bool(left_over))
        self.setVisible(bool(text))

    def _show_left_over(self) -> None:
        text = "\n".join(f"{name}: {why}" for name, why in self._left_over)
        questions.show_text(self, tr("Left over"), text)

    def _forget_task(self) -> None:
        self._task, self._connections = None, []
