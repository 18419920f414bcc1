"""The settings dialog: it keeps what was set, and says what a new environment downloads before it does."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel

from helpers.ui_fakes import process_events, wait_until
from s2m2_qgis import settings
from s2m2_qgis.dock.settings_dialog import SettingsDialog
from s2m2_qgis.jobs import tasks
from s2m2_qgis.worker import environment
from s2m2_qgis.worker import probe as engine_probe
from s2m2_qgis.worker.installer import PackageSource


class FakeEnvironmentTask(QgsTask):
    """Ends as the class says, after one line of text."""

    text = pyqtSignal(str)
    succeeded = pyqtSignal(str)
    failed = pyqtSignal(str, str)
    was_cancelled = pyqtSignal()
    source: Any = "not started"
    with_pytorch: Any = "not started"
    base: Any = "not started"
    anew: Any = "not started"
    with_dask: Any = "not started"
    ends_well = True
    lack = ""

    def __init__(self, source: PackageSource, with_pytorch: bool, base: str, anew: bool, with_dask: bool) -> None:
        super().__init__("fake", QgsTask.Flag.CanCancel)
        type(self).source, type(self).with_pytorch = source, with_pytorch
        type(self).base, type(self).anew, type(self).with_dask = base, anew, with_dask

    def run(self) -> bool:
        self.text.emit("Collecting numpy")
        return True

    def finished(self, result: bool) -> None:
        if self.ends_well:
            self.succeeded.emit(self.lack)
        else:
            self.failed.emit("pip found no numpy.", "Check the wheel folder.")


class LackingEnvironmentTask(FakeEnvironmentTask):
    lack = "PyTorch could not be installed: no space."


class FailingEnvironmentTask(FakeEnvironmentTask):
    ends_well = False


@pytest.fixture(autouse=True)
def _clean_settings(qgis_app: object) -> Iterator[None]:
    def reset() -> None:
        settings.set_python_path("")
        settings.set_wheel_folder("")
        settings.set_package_index("")
        settings.set_pytorch_index("")
        settings.set_results_folder("")
        settings.set_search_radius_m(None)
        settings.set_with_pytorch(True)
        settings.set_with_dask(False)

    reset()
    yield
    reset()


def test_nothing_changed_is_nothing_changed() -> None:
    dialog = SettingsDialog()
    dialog.accept()
    assert not dialog.panel.environment_changed
    assert not dialog.panel.radius_changed
    assert settings.search_radius_m() is None


def test_what_is_set_is_kept(tmp_path: Path) -> None:
    dialog = SettingsDialog()
    dialog.panel.chosen.setChecked(True)
    dialog.panel.python.setFilePath("/opt/my python/bin/python")
    dialog.panel.radius.setValue(1200)
    dialog.panel.results.setFilePath(str(tmp_path))
    dialog.accept()
    assert dialog.panel.environment_changed
    assert dialog.panel.radius_changed
    assert settings.python_path() == "/opt/my python/bin/python"
    assert settings.search_radius_m() == 1200.0
    assert settings.results_folder() == str(tmp_path)
    again = SettingsDialog()
    assert again.panel.chosen.isChecked()
    assert again.panel.radius.value() == 1200


def test_cancel_keeps_nothing() -> None:
    dialog = SettingsDialog()
    dialog.panel.radius.setValue(1200)
    dialog.reject()
    assert settings.search_radius_m() is None


def test_download_is_announced_with_its_size() -> None:
    dialog = SettingsDialog()
    assert "downloads about" in dialog.panel.create_note.text()
    assert "MB" in dialog.panel.create_note.text()
    dialog.panel.wheels.setFilePath("/wheels")
    assert "without internet" in dialog.panel.create_note.text()


def test_pytorch_comes_only_if_wanted() -> None:
    settings.set_with_pytorch(False)
    dialog = SettingsDialog()
    assert not dialog.panel.pytorch.isChecked()
    dialog.panel.pytorch.setChecked(True)
    dialog.accept()
    assert SettingsDialog().panel.pytorch.isChecked(), "it is remembered"


def test_what_pytorch_adds_is_told() -> None:
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    assert dialog.panel.pytorch.isChecked()
    with_it = dialog.panel.create_note.text()
    assert "about 340 MB" in with_it
    assert "PyTorch" in with_it
    assert ("pytorch.org" in with_it) == (sys.platform == "linux")
    dialog.panel.pytorch.setChecked(False)
    assert (
        "about 140 MB from the Python Package Index or the index in pip's settings (numpy, scipy"
        in dialog.panel.create_note.text()
    )
    assert "PyTorch" not in dialog.panel.create_note.text()
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert FakeEnvironmentTask.with_pytorch is False
    dialog.accept()
    assert not SettingsDialog().panel.pytorch.isChecked(), "it is remembered"


def test_an_environment_without_pytorch_can_be_completed(own_profile: Path) -> None:
    mark(own_profile, environment.contents(with_pytorch=False))
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    assert dialog.panel.create.text().replace("&", "") == "Add PyTorch"
    assert "Adds PyTorch to the environment" in dialog.panel.create_note.text()
    assert "about 200 MB" in dialog.panel.create_note.text()
    dialog.panel.pytorch.setChecked(False)
    assert dialog.panel.create.text().replace("&", "") == "Create environment again"
    dialog.panel.pytorch.setChecked(True)
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert FakeEnvironmentTask.with_pytorch is True
    dialog.reject()


def test_dask_is_added_and_what_is_there_stays(own_profile: Path) -> None:
    mark(own_profile, environment.contents(with_pytorch=False))
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    panel = dialog.panel
    assert not panel.dask.isChecked()
    panel.dask.setChecked(True)
    assert panel.create.text().replace("&", "") == "Add PyTorch and Dask"
    assert "about 260 MB" in panel.create_note.text()
    panel.pytorch.setChecked(False)
    assert panel.create.text().replace("&", "") == "Add Dask"
    assert "Adds Dask to the environment" in panel.create_note.text()
    assert "about 60 MB from " in panel.create_note.text()
    assert "settings (Dask)" in panel.create_note.text()
    panel.create.click()
    wait_until(lambda: panel.environment_changed)
    assert (FakeEnvironmentTask.with_pytorch, FakeEnvironmentTask.with_dask) == (False, True)
    dialog.accept()
    assert SettingsDialog().panel.dask.isChecked(), "it is remembered"


@pytest.mark.parametrize(
    ("marker", "text"), [("numpy==1.0\n", "Update environment"), (None, "Create environment again")]
)
def test_an_environment_that_is_there_can_be_updated_or_made_again(
    marker: str | None, text: str, own_profile: Path
) -> None:
    own_profile.mkdir(parents=True)
    content = environment.contents(with_pytorch=False) if marker is None else marker
    (own_profile / environment.MARKER).write_text(content, encoding="utf-8")
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    dialog.panel.pytorch.setChecked(False)
    assert dialog.panel.create.text().replace("&", "") == text
    dialog.reject()


def test_a_damaged_environment_is_repaired(own_profile: Path) -> None:
    """Also where only PyTorch seems to be missing: adding it would not mend what is damaged."""
    mark(own_profile, environment.contents(with_pytorch=False))
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask, ailment="The package numpy is damaged: it crashed.")
    assert dialog.panel.status.text() == "The package numpy is damaged: it crashed."
    assert dialog.panel.create.text().replace("&", "") == "Repair environment"
    assert "downloads about 340 MB" in dialog.panel.create_note.text()
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert FakeEnvironmentTask.anew is True
    assert dialog.panel.create.text().replace("&", "") != "Repair environment"
    dialog.reject()


def test_a_repair_keeps_pytorch(own_profile: Path) -> None:
    settings.set_with_pytorch(False)
    mark(own_profile, environment.contents(with_pytorch=True))
    dialog = SettingsDialog()
    assert dialog.panel.pytorch.isChecked()
    dialog.reject()


def test_the_chosen_python_is_the_base() -> None:
    for chosen in (True, False):
        dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
        dialog.panel.python.setFilePath("/my/python")
        (dialog.panel.chosen if chosen else dialog.panel.automatic).setChecked(True)
        dialog.panel.create.click()
        wait_until(lambda dialog=dialog: dialog.panel.environment_changed)
        assert FakeEnvironmentTask.base == ("/my/python" if chosen else "")
        dialog.reject()


class EndlessEnvironmentTask(FakeEnvironmentTask):
    def run(self) -> bool:
        while not self.isCanceled():
            time.sleep(0.005)
        return True


@pytest.mark.parametrize("answer", [False, True])
def test_esc_asks_before_it_stops_a_set_up(answer: bool) -> None:
    questions: list[str] = []

    def ask(_parent: object, text: str, _detail: str, _yes: str) -> bool:
        questions.append(text)
        return answer

    dialog = SettingsDialog(make_environment=EndlessEnvironmentTask, ask=ask)
    dialog.show()
    dialog.panel.create.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert questions == ["Stop the set-up?"]
    assert dialog.isVisible() is not answer
    assert (dialog.panel._task is None) is answer
    dialog.done(0)
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


def test_esc_does_not_ask_where_nothing_is_lost() -> None:
    dialog = SettingsDialog(ask=lambda *_: pytest.fail("there is nothing to ask"))
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def mark(folder: Path, content: str) -> None:
    folder.mkdir(parents=True)
    (folder / environment.MARKER).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("answer", [False, True])
def test_the_environment_is_removed_after_asking(answer: bool, own_profile: Path) -> None:
    mark(own_profile, environment.contents(with_pytorch=False))
    (own_profile / "library").write_bytes(bytes(3_000_000))
    asked: list[str] = []

    def ask(_parent: object, _text: str, detail: str, _yes: str) -> bool:
        asked.append(detail)
        return answer

    dialog = SettingsDialog(ask=ask)
    dialog.show()
    assert dialog.panel.remove.isVisible()
    dialog.panel.remove.click()
    assert not dialog.panel.create.isEnabled()
    wait_until(lambda: bool(asked) and dialog.panel._small_task is None)
    assert f"The folder {own_profile} with 3 MB is removed." in asked[0]
    assert own_profile.exists() is not answer
    assert dialog.panel.environment_changed is answer
    assert dialog.panel.remove.isVisible() is not answer
    assert dialog.panel.create.isEnabled()
    assert dialog.panel.status.text() == ("The environment was removed." if answer else "")
    dialog.reject()


def test_an_environment_in_use_is_not_removed(own_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(own_profile, "")
    monkeypatch.setattr(tasks, "is_busy", lambda: True)
    dialog = SettingsDialog(ask=lambda *_: True)
    dialog.panel.remove.click()
    wait_until(lambda: "in use" in dialog.panel.status.text())
    assert own_profile.exists()
    assert not dialog.panel.environment_changed
    dialog.reject()


def test_only_an_environment_that_is_there_can_be_removed() -> None:
    dialog = SettingsDialog()
    dialog.show()
    assert not dialog.panel.remove.isVisible()
    dialog.reject()


def test_that_pytorch_is_lacking_is_told() -> None:
    dialog = SettingsDialog(make_environment=LackingEnvironmentTask)
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert dialog.panel.status.text() == (
        "The environment is ready for matching, but not for all else. PyTorch could not be installed: no space."
    )
    dialog.reject()


@pytest.mark.parametrize("runs_models", [False, True])
def test_check_says_whether_trained_models_can_be_used(runs_models: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_probe, "check_python", lambda path: "")
    monkeypatch.setattr(engine_probe, "runs_models", lambda path: runs_models)
    dialog = SettingsDialog()
    dialog.panel.chosen.setChecked(True)
    dialog.panel.python.setFilePath(sys.executable)
    dialog.panel.check.click()
    wait_until(lambda: dialog.panel._check is None)
    assert dialog.panel.status.text().startswith("Matching can run in this Python")
    assert ("only with the model “structure”" in dialog.panel.status.text()) is not runs_models
    dialog.reject()


@pytest.mark.parametrize("stays", [False, True])
def test_stop_says_what_is_left(stays: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "is_made", lambda folder: stays)
    dialog = SettingsDialog()
    dialog.panel._creation_stopped()
    expected = "The environment has not changed" if stays else "No files remain"
    assert expected in dialog.panel.status.text()
    dialog.reject()


def test_nothing_is_cut_off() -> None:
    dialog = SettingsDialog()
    dialog.show()
    process_events()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    for button in (dialog.panel.pytorch, dialog.panel.create, dialog.panel.automatic, dialog.panel.chosen):
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.sizeHint().height()
    dialog.reject()


def test_environment_is_created(tmp_path: Path) -> None:
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    dialog.panel.wheels.setFilePath(str(tmp_path))
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert FakeEnvironmentTask.source == PackageSource(tmp_path)
    assert "Collecting numpy" in dialog.panel.log.toPlainText()
    assert dialog.panel.status.text() == "The environment is ready."
    assert dialog.panel.automatic.isChecked()
    dialog.reject()


def test_a_mirror_is_named_used_and_kept() -> None:
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    assert "the Python Package Index or the index in pip's settings" in dialog.panel.create_note.text()
    dialog.panel.index.setText(" https://me:secret@mirror.example/{simple} ")
    assert "https://mirror.example/{simple}" in dialog.panel.create_note.text()
    assert "secret" not in dialog.panel.create_note.text()
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert FakeEnvironmentTask.source == PackageSource(index="https://me:secret@mirror.example/{simple}")
    dialog.accept()
    again = SettingsDialog()
    assert again.panel.index.text() == "https://me:secret@mirror.example/{simple}"
    again.panel.wheels.setFilePath("/wheels")
    assert not again.panel.index.isEnabled(), "a folder of wheels needs no index"


def test_a_mirror_of_pytorch_is_named_used_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    dialog.panel.pytorch.setChecked(True)
    assert "pytorch.org" in dialog.panel.create_note.text()
    dialog.panel.pytorch_index.setText(" https://me:secret@mirror.example/pytorch ")
    assert "https://mirror.example/pytorch" in dialog.panel.create_note.text()
    assert "secret" not in dialog.panel.create_note.text()
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    assert FakeEnvironmentTask.source == PackageSource(pytorch_index="https://me:secret@mirror.example/pytorch")
    dialog.accept()
    assert settings.pytorch_index() == "https://me:secret@mirror.example/pytorch"
    again = SettingsDialog()
    assert again.panel.pytorch_index.text() == "https://me:secret@mirror.example/pytorch"
    again.panel.pytorch_index.clear()
    again.accept()
    assert settings.pytorch_index() == ""


def test_the_index_of_pytorch_can_be_given_where_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    dialog = SettingsDialog()
    assert dialog.panel.pytorch_index.toolTip()
    dialog.panel.pytorch.setChecked(False)
    assert not dialog.panel.pytorch_index.isEnabled()
    dialog.panel.pytorch.setChecked(True)
    assert dialog.panel.pytorch_index.isEnabled()
    dialog.panel.wheels.setFilePath("/wheels")
    assert not dialog.panel.pytorch_index.isEnabled(), "a folder of wheels needs no index"
    dialog.panel.wheels.setFilePath("")
    monkeypatch.setattr(sys, "platform", "win32")
    dialog.panel.pytorch.setChecked(False)
    dialog.panel.pytorch.setChecked(True)
    assert not dialog.panel.pytorch_index.isEnabled(), "Windows gets PyTorch from the package index"
    dialog.reject()


def test_no_text_is_squeezed_when_the_log_appears() -> None:
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    dialog.show()
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.environment_changed)
    wait_until(
        lambda: (
            dialog.panel.create_note.height()
            >= dialog.panel.create_note.heightForWidth(dialog.panel.create_note.width())
        )
    )
    assert dialog.panel.log.isVisible()
    dialog.reject()


def test_failure_is_told() -> None:
    dialog = SettingsDialog(make_environment=FailingEnvironmentTask)
    dialog.panel.create.click()
    wait_until(lambda: dialog.panel.create.isEnabled())
    assert dialog.panel.status.text() == "pip found no numpy. Check the wheel folder."
    assert not dialog.panel.environment_changed
    dialog.reject()


def test_check_names_a_python_that_is_not_there(tmp_path: Path) -> None:
    dialog = SettingsDialog()
    dialog.panel.chosen.setChecked(True)
    dialog.panel.python.setFilePath(str(tmp_path / "no python"))
    dialog.panel.check.click()
    wait_until(lambda: dialog.panel._check is None, seconds=60)
    assert "no python" in dialog.panel.status.text()
    assert sys.executable not in dialog.panel.status.text()
    dialog.reject()
