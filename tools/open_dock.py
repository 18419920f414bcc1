"""QGIS runs this script at its start (qgis --code): it shows the layers of the command line and opens the dock."""

from __future__ import annotations

from qgis.core import QgsContrastEnhancement, QgsProject, QgsRasterLayer, QgsRasterMinMaxOrigin
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, plugins


def _open() -> None:
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsRasterLayer) and layer.bandCount() == 1:
            # A stretch from minimum to maximum would show a SAR image with a few bright corner reflectors as black.
            layer.setContrastEnhancement(
                QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
                QgsRasterMinMaxOrigin.Limits.CumulativeCut,
            )
    iface.mapCanvas().zoomToFullExtent()
    plugin = plugins.get("s2m2_qgis")
    if plugin is None:
        iface.messageBar().pushWarning("S2M2", "The plugin is not loaded; see the Python log messages.")
        return
    plugin.dock.setUserVisible(True)


# QGIS runs this script before its own start has finished.
QTimer.singleShot(0, _open)
