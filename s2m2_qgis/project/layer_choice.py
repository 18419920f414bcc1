"""The choice of the two layers, which is guessed as long as the user has not chosen."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..qt_compat import is_raster
from .layer_guess import guess_pair, guess_role
from .match_group import PAIR_PROPERTY


class LayerChoice(QObject):
    """Fills the two layer boxes and follows the chosen layers. `changed`: a chosen layer or its CRS has changed."""

    changed = pyqtSignal()

    def __init__(self, project: QgsProject, parent: QObject) -> None:
        """Make this object before the boxes: Qt calls slots in the order of their connection, and a layer that will be
        removed must be noticed here before its box chooses another layer.
        """
        super().__init__(parent)
        self._project = project
        self._user_chose = False
        self._watched: list[QgsRasterLayer] = []
        self._losing: list[QgsMapLayerComboBox] = []
        self.locked = False  # while a match runs, a new layer must not change the boxes
        project.layersWillBeRemoved.connect(self._layers_going)

    def attach(self, sar: QgsMapLayerComboBox, optical: QgsMapLayerComboBox) -> None:
        """Set the two boxes. Call this once, immediately after they are made."""
        self._sar, self._optical = sar, optical
        for box in (sar, optical):
            box.layerChanged.connect(self._layer_changed)
            box.activated.connect(self._user_chose_layer)
        self._hide_results()
        self._project.layersAdded.connect(self._layers_added)
        self._project.layersRemoved.connect(self._layers_gone)
        self._project.cleared.connect(self._project_cleared)

    @property
    def sar(self) -> QgsRasterLayer | None:
        return self._sar.currentLayer()

    @property
    def optical(self) -> QgsRasterLayer | None:
        return self._optical.currentLayer()

    @property
    def offered(self) -> list[QgsRasterLayer]:
        """The layers that can be matched, by name."""
        return sorted(
            (layer for layer in self._rasters() if not layer.customProperty(PAIR_PROPERTY)),
            key=lambda one: str(one.name()),
        )

    @property
    def looks_swapped(self) -> bool:
        """Whether both layers look like layers of the other sensor."""
        if self.sar is None or self.optical is None:
            return False
        return (guess_role(self.sar), guess_role(self.optical)) == ("optical", "sar")

    def guess(self) -> None:
        """Choose the most likely pair of the project, unless the user has chosen."""
        if not self._user_chose and not self.locked:
            self._set(*guess_pair(self._rasters()))

    def use(self, layer: QgsRasterLayer) -> None:
        """Choose the layer in the box of its sensor; the other box keeps its layer or gets the most likely layer."""
        others = [other for other in self._rasters() if other.id() != layer.id()]
        guessed_sar, guessed_optical = guess_pair(others)
        if guess_role(layer) == "optical":
            self._set(self.sar if self.sar in others else guessed_sar, layer)
        else:
            self._set(layer, self.optical if self.optical in others else guessed_optical)
        self._user_chose = True

    def keep(self) -> None:
        """Keep the current choice, which has been used: layers that are added later do not change it."""
        self._user_chose = True

    def swap(self) -> None:
        """Exchange the two boxes."""
        self.choose(self.optical, self.sar)

    def choose(self, sar: QgsRasterLayer | None, optical: QgsRasterLayer | None) -> None:
        """Choose these two layers, as if the user had chosen them."""
        self._user_chose = True
        self._set(sar, optical)

    def shut_down(self) -> None:
        """Disconnect from the project and the layers."""
        self._project.layersAdded.disconnect(self._layers_added)
        self._project.layersWillBeRemoved.disconnect(self._layers_going)
        self._project.layersRemoved.disconnect(self._layers_gone)
        self._project.cleared.disconnect(self._project_cleared)
        self._watch([])

    def _rasters(self) -> list[QgsRasterLayer]:
        return [layer for layer in self._project.mapLayers().values() if is_raster(layer)]

    def _set(self, sar: QgsRasterLayer | None, optical: QgsRasterLayer | None) -> None:
        self._sar.setLayer(sar)
        self._optical.setLayer(optical)

    def _user_chose_layer(self, _index: int) -> None:
        self._user_chose = True

    def _layer_changed(self, _layer: Any) -> None:
        self._watch([layer for layer in (self.sar, self.optical) if layer is not None])
        self.changed.emit()

    def _crs_changed(self) -> None:
        self.changed.emit()

    def _watch(self, layers: list[QgsRasterLayer]) -> None:
        """Follow changes of the layers' CRS, because the user may set a missing CRS."""
        for layer in self._watched:
            layer.crsChanged.disconnect(self._crs_changed)
        self._watched = layers
        for layer in layers:
            layer.crsChanged.connect(self._crs_changed)

    def _layers_added(self, layers: list[Any]) -> None:
        if any(is_raster(layer) for layer in layers):
            self._hide_results()
            self.guess()

    def _hide_results(self) -> None:
        results = [layer for layer in self._rasters() if layer.customProperty(PAIR_PROPERTY)]
        for box in (self._sar, self._optical):
            box.setExceptedLayerList(results)  # heatmaps cannot be matched

    def _layers_going(self, ids: list[str]) -> None:
        # Layers that are deleted lose their connections; disconnecting them later would raise an exception.
        self._watched = [layer for layer in self._watched if layer.id() not in ids]
        self._losing = [
            box for box in (self._sar, self._optical) if box.currentLayer() and box.currentLayer().id() in ids
        ]

    def _layers_gone(self, _ids: list[str]) -> None:
        # Otherwise a box would choose the next layer in alphabetical order.
        for box in self._losing:
            box.setLayer(None)
        self._losing = []

    def _project_cleared(self) -> None:
        self._user_chose = False
