"""Finds pairs in folders in a QgsTask, because folders on a network may be slow."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal

from ..i18n import tr
from ..jobs.tasks import Job
from ..worker.failures import cancelled
from . import folders
from .pairing import Pairing


class FolderPairsTask(Job):
    """Finds pairs in one folder, or in a folder of SAR rasters and a folder of optical rasters.

    `succeeded` carries a Pairing.
    """

    looked_at = pyqtSignal(int, int)  # number of files opened, number of all files
    succeeded = pyqtSignal(object)

    def __init__(self, folder: str, optical_folder: str = "") -> None:
        super().__init__(tr("Look for pairs in {folder}").format(folder=folder))
        self._folder, self._optical_folder = folder, optical_folder

    def work(self) -> Pairing:
        on_progress, is_cancelled = self.looked_at.emit, self.isCanceled
        if self._optical_folder:
            pairing = folders.pairs_of(self._folder, self._optical_folder, on_progress, is_cancelled)
        else:
            pairing = folders.pairs_in(self._folder, on_progress, is_cancelled)
        if self.isCanceled():
            raise cancelled()
        return pairing

    def announce(self, result: Pairing) -> None:
        self.succeeded.emit(result)
