"""Takes QGIS's own messages on the end of S2M2's tasks out of the message bar, where they cover what S2M2 says.

QGIS calls a task failed that was cancelled or paused. From QGIS 3.26 on a task can ask it to be silent; see
`qt_compat.TASK_FLAGS`.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject

from .tasks import Job


class QuietTasks(QObject):
    """Watches the task manager until `shut_down`. Make this after QGIS's window: slots are called in their order."""

    def __init__(self, iface: Any) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        QgsApplication.taskManager().statusChanged.connect(self._changed)

    def shut_down(self) -> None:
        """Disconnect from the task manager."""
        QgsApplication.taskManager().statusChanged.disconnect(self._changed)
        self.deleteLater()

    def _changed(self, task_id: int, status: int) -> None:
        task = QgsApplication.taskManager().task(task_id)
        if not isinstance(task, Job) or status not in (QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated):
            return
        bar = self._iface.messageBar()
        for item in bar.items():
            if item.text() == task.description():
                bar.popWidget(item)
