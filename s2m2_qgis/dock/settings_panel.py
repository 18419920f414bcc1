"""All settings: the Python environment for matching, and defaults of new matches; for the dialog and QGIS's options."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from .. import questions, settings
from ..i18n import tr
from ..jobs.tasks import Connection, EnvironmentTask, MeasureTask, RemoveTask, Slot, abandon
from ..widgets import button
from ..worker import environment, pythons
from ..worker.installer import PYTORCH_INDEX, PackageSource, without_password
from ..worker.probe import PythonCheck
from ..worker.space import size_of

LARGEST_RADIUS_M = 100_000.0


class SettingsPanel(QWidget):
    """All settings. `save` keeps them; `environment_changed` and `radius_changed` say then what has changed.

    `busy_changed`: whether a set-up is running, during which the panel should stay open. `grown`: it needs more room.
    """

    busy_changed = pyqtSignal(bool)
    grown = pyqtSignal()

    def __init__(
        self,
        make_environment: type = EnvironmentTask,
        ailment: str = "",
        ask: Callable[[QWidget, str, str, str], bool] = questions.ask,
    ) -> None:
        """Make the panel.

        Args:
            ailment: a sentence on what is wrong with the plugin's environment; "" if nothing is known to be.
            ask: asks the user before something is lost.
        """
        super().__init__()
        self.environment_changed = False
        self.radius_changed = False
        self._make_environment = make_environment
        self._ailment = ailment
        self._ask = ask
        self._task: QgsTask | None = None
        self._check: PythonCheck | None = None
        self._small_task: QgsTask | None = None
        self._connections: list[Connection] = []

        self.automatic = QRadioButton(tr("Find &automatically"))
        self.chosen = QRadioButton(tr("&Use this Python:"))
        self.python = QgsFileWidget()
        self.python.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.python.setDialogTitle(tr("Python for matching"))
        self.check = QPushButton(tr("Chec&k"))
        self.status = _wrapped()
        self.wheels = QgsFileWidget()
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.lineEdit().setPlaceholderText(tr("none: packages are downloaded"))
        self.wheels.setToolTip(
            tr("For computers without internet access: a folder with the wheel files of the packages.")
        )
        self.index = QLineEdit()
        self.index.setPlaceholderText(tr("that of pip's settings, or PyPI"))
        self.index.setToolTip(
            tr("The address of your organisation's mirror of PyPI, for example https://mirror.example/simple.")
        )
        self.pytorch_index = QLineEdit()
        self.pytorch_index.setPlaceholderText(tr("that of pytorch.org"))
        self.pytorch_index.setToolTip(
            tr(
                "The address of your organisation's mirror of PyTorch's index. Only Linux needs it; Windows and macOS "
                "get PyTorch from the package index."
            )
        )
        self.pytorch = QCheckBox(tr("With &PyTorch, for fine-tuning"))
        self.pytorch.setToolTip(tr("Matching does without PyTorch; fine-tuning needs it. PyTorch can be added later."))
        self.dask = QCheckBox(tr("With Dask, for &matching many pairs"))
        self.dask.setToolTip(tr("The Processing algorithm “Match many” needs Dask. It can be added later."))
        self.create_note = _wrapped()
        self.create = QPushButton()
        self.remove = button(tr("Remo&ve environment…"), tr("Measure the environment, and remove it if you agree."))
        self.stop = QPushButton(tr("&Stop"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(2000)
        self.radius = QDoubleSpinBox()
        self.radius.setRange(0.0, LARGEST_RADIUS_M)
        self.radius.setDecimals(0)
        self.radius.setSingleStep(50.0)
        self.radius.setSuffix(" m")
        self.radius.setSpecialValueText(tr("Automatic ({m:.0f} m)").format(m=settings.AUTOMATIC_SEARCH_RADIUS_M))
        self.results = QgsFileWidget()
        self.results.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.results.lineEdit().setPlaceholderText(tr("beside the moving layer"))
        self.results.setToolTip(tr("Every match creates its own folder in this folder."))
        self._lay_out()
        self._load()
        self._connect()
        self._show_creating(False)

    def _lay_out(self) -> None:
        python = QGroupBox(tr("Python environment"))
        column = QVBoxLayout(python)
        intro = _wrapped()
        intro.setText(tr("Matching runs in a separate Python environment, so that QGIS's Python does not change."))
        column.addWidget(intro)
        column.addWidget(self.automatic)
        row = QHBoxLayout()
        row.addWidget(self.chosen)
        row.addWidget(self.python, 1)
        row.addWidget(self.check)
        column.addLayout(row)
        column.addWidget(self.status)
        wheels = QFormLayout()
        for text, field in (
            (tr("&Wheel folder"), self.wheels),
            (tr("Package inde&x"), self.index),
            (tr("P&yTorch index"), self.pytorch_index),
        ):
            label = QLabel(text)
            label.setBuddy(field)
            wheels.addRow(label, field)
        column.addLayout(wheels)
        column.addWidget(self.pytorch)
        column.addWidget(self.dask)
        column.addWidget(self.create_note)
        row = QHBoxLayout()
        row.addWidget(self.create)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        row.addStretch(0)
        row.addWidget(self.remove)
        column.addLayout(row)
        column.addWidget(self.log)

        defaults = QGroupBox(tr("New matches"))
        form = QFormLayout(defaults)
        for text, field in ((tr("Search &radius"), self.radius), (tr("Results &folder"), self.results)):
            label = QLabel(text)
            label.setBuddy(field)
            form.addRow(label, field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(python, 1)
        whole.addWidget(defaults)

    def _load(self) -> None:
        path = settings.python_path()
        self.python.setFilePath(path)
        (self.chosen if path else self.automatic).setChecked(True)
        self.wheels.setFilePath(settings.wheel_folder())
        self.index.setText(settings.package_index())
        self.pytorch_index.setText(settings.pytorch_index())
        has = environment.has(environment.profile_folder())
        self.pytorch.setChecked(settings.with_pytorch() or has.pytorch)
        self.dask.setChecked(settings.with_dask() or has.dask)
        self.radius.setValue(settings.search_radius_m() or 0.0)
        self.results.setFilePath(settings.results_folder())
        self._python_choice_changed()
        self._describe_creation()
        self.status.setText(self._ailment)

    def _connect(self) -> None:
        self.automatic.toggled.connect(self._python_choice_changed)
        self.python.fileChanged.connect(self._python_choice_changed)
        self.check.clicked.connect(self.check_python)
        self.wheels.fileChanged.connect(self._describe_creation)
        self.index.textChanged.connect(self._describe_creation)
        self.pytorch_index.textChanged.connect(self._describe_creation)
        self.pytorch.toggled.connect(self._describe_creation)
        self.dask.toggled.connect(self._describe_creation)
        self.create.clicked.connect(self.create_environment)
        self.stop.clicked.connect(self._stop)
        self.remove.clicked.connect(self._measure)

    # --- which Python -----------------------------------------------------------------------------------

    def _python_choice_changed(self, *_args: object) -> None:
        is_chosen = self.chosen.isChecked()
        self.python.setEnabled(is_chosen)
        self.check.setEnabled(is_chosen and self._check is None and bool(self.python.filePath()))
        self.status.setText("")

    def check_python(self) -> None:
        """Check the chosen Python in the background."""
        self.check.setEnabled(False)
        self.status.setText(tr("Checking…"))
        self._check = PythonCheck(self.python.filePath())
        self._check.checked.connect(self._checked)
        QgsApplication.taskManager().addTask(self._check)

    def _checked(self, problem: str, runs_models: bool) -> None:
        self._check = None
        self._python_choice_changed()
        if not problem and not runs_models:
            problem = tr(
                "Matching can run in this Python, but only with the model “structure”: ONNX Runtime or safetensors "
                "cannot be loaded."
            )
        self.status.setText(problem or tr("Matching can run in this Python."))

    # --- a new environment ------------------------------------------------------------------------------

    def _describe_creation(self, *_args: object) -> None:
        folder = environment.profile_folder()
        wanted = environment.Parts(self.pytorch.isChecked(), self.dask.isChecked())
        lacking = environment.Parts() if self._ailment else environment.missing(folder, wanted)
        adds = any(lacking)
        parts = lacking if adds else wanted
        size = size_of(not adds, *parts)
        optional = ["PyTorch"] * parts.pytorch + ["Dask"] * parts.dask
        packages = ([] if adds else [*pythons.PACKAGES, *pythons.MODEL_PACKAGES]) + optional
        has_own_index = parts.pytorch and sys.platform == "linux"
        self.index.setEnabled(not self.wheels.filePath())
        self.pytorch_index.setEnabled(has_own_index and not self.wheels.filePath())
        source = without_password(self.index.text().strip()) or tr(
            "the Python Package Index or the index in pip's settings"
        )
        if has_own_index:
            source = tr("{index}, and from {pytorch_index}").format(
                index=source, pytorch_index=without_password(self.pytorch_index.text().strip()) or "pytorch.org"
            )
        if adds:
            what = tr("Adds {what} to the environment in {folder}.")
        elif environment.is_made(folder):
            what = tr("Makes the environment in {folder} anew; the present one stays until the new one works.")
        else:
            what = tr("Creates an environment in {folder}.")
        if self.wheels.filePath():
            cost = tr("Packages come from the wheel folder, without internet, and need about {disk} MB of disk space.")
        else:
            cost = tr(
                "This downloads about {download} MB from {source} ({packages}) and needs about {disk} MB of disk space."
            )
        self.create_note.setText(
            f"{what} {cost}".format(
                folder=folder,
                download=size.download_mb,
                disk=size.disk_mb,
                packages=", ".join(packages),
                source=source,
                what=_and(optional),
            )
        )
        self.remove.setVisible(environment.is_made(folder) and self._task is None)
        if adds:
            self.create.setText(tr("A&dd {what}").format(what=_and(optional)))
        elif self._ailment and environment.is_made(folder):
            self.create.setText(tr("Re&pair environment"))
        elif environment.is_outdated(folder):
            self.create.setText(tr("Update &environment"))
        elif environment.is_made(folder):
            self.create.setText(tr("Create &environment again"))
        else:
            self.create.setText(tr("Create &environment"))
        if self.isVisible():
            self.grown.emit()

    def create_environment(self) -> None:
        """Create or complete the environment in the profile. The note above the button says what is downloaded."""
        wheels = self.wheels.filePath()
        source = PackageSource(
            wheel_folder=Path(wheels) if wheels else None,
            index=self.index.text().strip(),
            pytorch_index=self.pytorch_index.text().strip() or PYTORCH_INDEX,
        )
        self.log.clear()
        self._show_creating(True)
        base = self.python.filePath() if self.chosen.isChecked() else ""
        wanted = self.pytorch.isChecked(), self.dask.isChecked()
        self._task = self._make_environment(source, wanted[0], base, bool(self._ailment), wanted[1])
        self._task.text.connect(self.log.appendPlainText)
        self._task.succeeded.connect(self._created)
        self._task.failed.connect(self._not_created)
        self._task.was_cancelled.connect(self._creation_stopped)
        QgsApplication.taskManager().addTask(self._task)

    def _created(self, problem: str) -> None:
        text = tr("The environment is ready.")
        if problem:
            text = tr("The environment is ready for matching, but not for all else.") + f" {problem}"
        self.automatic.setChecked(True)
        self.environment_changed = True
        self._ailment = ""
        self._creation_ended(text)

    def _not_created(self, message: str, hint: str) -> None:
        self._creation_ended(f"{message} {hint}".strip())

    def _creation_stopped(self) -> None:
        stays = environment.is_made(environment.profile_folder())
        self._creation_ended(
            tr("Stopped. The environment has not changed.") if stays else tr("Stopped. No files remain.")
        )

    def _creation_ended(self, text: str) -> None:
        self._task = None
        self._show_creating(False)
        self._describe_creation()
        self.log.show()
        self.log.appendPlainText(text)
        self.status.setText(text)
        self.grown.emit()

    # --- removing the environment -----------------------------------------------------------------------

    def _measure(self) -> None:
        """Measure the environment in the background; the question says how large it is."""
        self.status.setText(tr("Measuring the environment…"))
        self._start(MeasureTask(), self._ask_to_remove)

    def _ask_to_remove(self, megabytes: int) -> None:
        self._end_small_task()
        self.status.setText("")
        folder = environment.profile_folder()
        text = tr("Remove the Python environment?")
        detail = tr(
            "The folder {folder} with {size} MB is removed. Results and models stay. Matching then needs another "
            "environment, which can be created here again. Close other QGIS windows that use this one first."
        ).format(folder=folder, size=megabytes)
        if self._ask(self, text, detail, tr("Remove")):
            self.status.setText(tr("Removing the environment…"))
            self._start(RemoveTask(), self._removed)

    def _removed(self) -> None:
        self._end_small_task()
        self.environment_changed = True
        self._ailment = ""
        self._describe_creation()
        self.status.setText(tr("The environment was removed."))

    def _start(self, task: QgsTask, succeeded: Slot) -> None:
        """Run a small task, during which the environment cannot be created."""
        self._small_task = task
        self._connections = [
            (task.succeeded, succeeded),
            (task.failed, self._small_task_failed),
            (task.was_cancelled, self._end_small_task),
        ]
        for signal, slot in self._connections:
            signal.connect(slot)
        self.create.setEnabled(False)
        self.remove.setEnabled(False)
        QgsApplication.taskManager().addTask(task)

    def _small_task_failed(self, message: str, hint: str, _code: str) -> None:
        self._end_small_task()
        self.status.setText(f"{message} {hint}".strip())

    def _end_small_task(self) -> None:
        self._small_task = None
        self.create.setEnabled(True)
        self.remove.setEnabled(True)

    # --- a running set-up -------------------------------------------------------------------------------

    def _stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self._task.cancel()

    def _show_creating(self, creating: bool) -> None:
        self.create.setEnabled(not creating)
        self.pytorch.setEnabled(not creating)
        self.dask.setEnabled(not creating)
        self.progress.setVisible(creating)
        self.remove.setVisible(not creating and environment.is_made(environment.profile_folder()))
        self.stop.setVisible(creating)
        self.stop.setEnabled(creating)
        self.log.setVisible(creating)
        self.busy_changed.emit(creating)
        self.grown.emit()

    # --- closing ----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the settings."""
        path = self.python.filePath() if self.chosen.isChecked() else ""
        if path != settings.python_path():
            settings.set_python_path(path)
            self.environment_changed = True
        radius = self.radius.value() or None
        if radius != settings.search_radius_m():
            settings.set_search_radius_m(radius)
            self.radius_changed = True
        settings.set_wheel_folder(self.wheels.filePath())
        settings.set_package_index(self.index.text())
        settings.set_pytorch_index(self.pytorch_index.text())
        settings.set_with_pytorch(self.pytorch.isChecked())
        settings.set_with_dask(self.dask.isChecked())
        settings.set_results_folder(self.results.filePath())

    def may_close(self) -> bool:
        """Return whether the panel may close: a set-up that runs is stopped only if the user agrees."""
        if self._task is None:
            return True
        text, detail = (
            tr("Stop the set-up?"),
            tr("Cancel lets it go on. If you stop it, what it has done so far is not kept."),
        )
        return self._ask(self, text, detail, tr("Stop the set-up"))

    def shut_down(self) -> None:
        """Stop all tasks and disconnect from them, because no task may call the panel after it closes."""
        if self._task is not None:
            for signal in (self._task.text, self._task.succeeded, self._task.failed, self._task.was_cancelled):
                signal.disconnect()
            self._task.cancel()
            self._task = None
        if self._small_task is not None:
            abandon(self._small_task, self._connections)
            self._small_task = None
        if self._check is not None:
            self._check.checked.disconnect(self._checked)
            self._check.cancel()
            self._check = None


def _and(names: Sequence[str]) -> str:
    return tr("{first} and {second}").format(first=names[0], second=names[1]) if len(names) > 1 else "".join(names)


def _wrapped() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
