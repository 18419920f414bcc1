"""The settings dialog: it keeps what was set, and says what a new environment downloads before it does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal
from ui_fakes import wait_until

from s2m2_qgis import settings
from s2m2_qgis.settings_dialog import SettingsDialog


class FakeEnvironmentTask(QgsTask):
    """Ends as the class says, after one line of text."""

    text = pyqtSignal(str)
    succeeded = pyqtSignal()
    failed = pyqtSignal(str, str)
    was_cancelled = pyqtSignal()
    wheels: Any = "not started"
    ends_well = True

    def __init__(self, wheel_folder: Path | None = None) -> None:
        super().__init__("fake", QgsTask.Flag.CanCancel)
        type(self).wheels = wheel_folder

    def run(self) -> bool:
        self.text.emit("Collecting numpy")
        return True

    def finished(self, result: bool) -> None:
        if self.ends_well:
            self.succeeded.emit()
        else:
            self.failed.emit("pip found no numpy.", "Check the wheel folder.")


class FailingEnvironmentTask(FakeEnvironmentTask):
    ends_well = False


@pytest.fixture(autouse=True)
def _clean_settings(qgis_app: object) -> Iterator[None]:
    def reset() -> None:
        settings.set_python_path("")
        settings.set_wheel_folder("")
        settings.set_results_folder("")
        settings.set_search_radius_m(None)

    reset()
    yield
    reset()


def test_nothing_changed_is_nothing_changed() -> None:
    dialog = SettingsDialog()
    dialog.accept()
    assert not dialog.environment_changed
    assert not dialog.radius_changed
    assert settings.search_radius_m() is None


def test_what_is_set_is_kept(tmp_path: Path) -> None:
    dialog = SettingsDialog()
    dialog.chosen.setChecked(True)
    dialog.python.setFilePath("/opt/my python/bin/python")
    dialog.radius.setValue(1200)
    dialog.results.setFilePath(str(tmp_path))
    dialog.accept()
    assert dialog.environment_changed
    assert dialog.radius_changed
    assert settings.python_path() == "/opt/my python/bin/python"
    assert settings.search_radius_m() == 1200.0
    assert settings.results_folder() == str(tmp_path)
    again = SettingsDialog()
    assert again.chosen.isChecked()
    assert again.radius.value() == 1200


def test_cancel_keeps_nothing() -> None:
    dialog = SettingsDialog()
    dialog.radius.setValue(1200)
    dialog.reject()
    assert settings.search_radius_m() is None


def test_download_is_announced_with_its_size() -> None:
    dialog = SettingsDialog()
    assert "downloads about" in dialog.create_note.text()
    assert "MB" in dialog.create_note.text()
    dialog.wheels.setFilePath("/wheels")
    assert "without internet" in dialog.create_note.text()


def test_environment_is_created(tmp_path: Path) -> None:
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    dialog.wheels.setFilePath(str(tmp_path))
    dialog.create.click()
    wait_until(lambda: dialog.environment_changed)
    assert FakeEnvironmentTask.wheels == tmp_path
    assert "Collecting numpy" in dialog.log.toPlainText()
    assert dialog.status.text() == "The environment is ready."
    assert dialog.automatic.isChecked()
    dialog.reject()


def test_no_text_is_squeezed_when_the_log_appears() -> None:
    dialog = SettingsDialog(make_environment=FakeEnvironmentTask)
    dialog.show()
    dialog.create.click()
    wait_until(lambda: dialog.environment_changed)
    wait_until(lambda: dialog.create_note.height() >= dialog.create_note.heightForWidth(dialog.create_note.width()))
    assert dialog.log.isVisible()
    dialog.reject()


def test_failure_is_told() -> None:
    dialog = SettingsDialog(make_environment=FailingEnvironmentTask)
    dialog.create.click()
    wait_until(lambda: dialog.create.isEnabled())
    assert dialog.status.text() == "pip found no numpy. Check the wheel folder."
    assert not dialog.environment_changed
    dialog.reject()


def test_check_names_a_python_that_is_not_there(tmp_path: Path) -> None:
    dialog = SettingsDialog()
    dialog.chosen.setChecked(True)
    dialog.python.setFilePath(str(tmp_path / "no python"))
    dialog.check.click()
    wait_until(lambda: dialog._check is None, seconds=60)
    assert "no python" in dialog.status.text()
    assert sys.executable not in dialog.status.text()
    dialog.reject()
