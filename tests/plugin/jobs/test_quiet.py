"""QGIS's "Task failed" is not shown for S2M2's tasks, whatever else the message bar shows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsMessageBar

from helpers.ui_fakes import FakeIface, process_events, wait_until
from s2m2_qgis.jobs.quiet import QuietTasks
from s2m2_qgis.jobs.tasks import Job
from s2m2_qgis.worker.failures import WorkerFailure, cancelled


class Ending(Job):
    """Ends as it is told to, or waits until it is cancelled."""

    def __init__(self, failure: WorkerFailure | None = None, waits: bool = False) -> None:
        super().__init__("Match a and b")
        self._ends_with, self._waits = failure, waits

    def work(self) -> str:
        while self._waits and not self.isCanceled():
            time.sleep(0.005)
        if self._waits:
            raise cancelled()
        if self._ends_with is not None:
            raise self._ends_with
        return "done"

    def announce(self, result: Any) -> None:
        pass


class Window(FakeIface):
    """With a real message bar, which is told of ended tasks as QGIS's window tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.real = QgsMessageBar(self.window)
        QgsApplication.taskManager().statusChanged.connect(self._notify)

    def messageBar(self) -> Any:  # noqa: N802
        return self.real

    def _notify(self, task_id: int, status: int) -> None:
        titles = {QgsTask.TaskStatus.Complete: "Task complete", QgsTask.TaskStatus.Terminated: "Task failed"}
        if status in titles:
            self.real.pushInfo(titles[status], QgsApplication.taskManager().task(task_id).description())

    def shown(self) -> list[str]:
        return [item.text() for item in self.real.items()]


@pytest.fixture
def window(qgis_app: object) -> Iterator[Window]:
    made = Window()
    quiet = QuietTasks(made)
    yield made
    quiet.shut_down()
    QgsApplication.taskManager().statusChanged.disconnect(made._notify)
    process_events()


def run(task: QgsTask, cancel: bool = False) -> int:
    """Run a task to its end; returns its last status. The task manager deletes it then."""
    seen: list[int] = []
    task.statusChanged.connect(seen.append)
    QgsApplication.taskManager().addTask(task)
    if cancel:
        wait_until(lambda: QgsTask.TaskStatus.Running in seen)
        task.cancel()
    wait_until(lambda: bool({QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated} & set(seen)))
    process_events()
    return seen[-1]


@pytest.mark.parametrize("how", ["cancelled", "failed", "succeeded"])
def test_qgis_says_nothing_of_our_tasks(window: Window, how: str) -> None:
    window.real.pushInfo("S2M2", "The disk is full.")
    failure = WorkerFailure("disk_full", "a", "b") if how == "failed" else None
    run(Ending(failure, waits=how == "cancelled"), cancel=how == "cancelled")
    assert window.shown() == ["The disk is full."]


def test_messages_on_other_tasks_stay(window: Window) -> None:
    run(QgsTask.fromFunction("Somebody else's", lambda _task: 1 / 0))
    assert window.shown() == ["Somebody else's"]


def test_what_the_user_asked_for_is_no_failure(qgis_app: object) -> None:
    assert run(Ending(waits=True), cancel=True) == QgsTask.TaskStatus.Complete
    assert run(Ending(WorkerFailure("disk_full", "a", "b"))) == QgsTask.TaskStatus.Terminated
