"""What a task of the plugin emits, kept; for QGIS's interpreter."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QCoreApplication

SIGNALS = ("stage_changed", "tie_points_found", "warned", "succeeded", "failed", "was_cancelled", "text")


class Recorder:
    """Keeps (name, arguments) of what a task emits, and fails if any came in another thread than the main one."""

    def __init__(self, task: QgsTask) -> None:
        self.task = task
        self.events: list[tuple[str, tuple[Any, ...]]] = []
        self.threads: set[int] = set()
        for name in SIGNALS:
            if hasattr(task, name):
                getattr(task, name).connect(self.slot(name))

    def slot(self, name: str) -> Callable[..., None]:
        def keep(*arguments: Any) -> None:
            self.events.append((name, arguments))
            self.threads.add(threading.get_ident())

        return keep

    def wait_for(self, *names: str) -> tuple[Any, ...]:
        """The arguments of the first signal of these names."""
        end = time.monotonic() + 20
        while True:
            for name, arguments in self.events:
                if name in names:
                    assert self.threads == {threading.get_ident()}
                    return arguments
            assert time.monotonic() < end, f"only {self.events}"
            QCoreApplication.processEvents()
            time.sleep(0.005)

    def run(self, *names: str) -> tuple[Any, ...]:
        QgsApplication.taskManager().addTask(self.task)
        return self.wait_for(*names or ("succeeded", "failed", "was_cancelled"))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.events]
