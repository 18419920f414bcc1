"""The plugin as QGIS sees it: it adds its parts to the main window, and removes all of them when it is unloaded."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, QTranslator
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .dock.commands import dock_commands
from .dock.dock import S2M2Dock
from .dock.settings_dialog import SettingsPages
from .engine_files import resource
from .finetuning.window import FineTuneWindow
from .i18n import install_translator, remove_translator, tr
from .jobs.quiet import QuietTasks
from .locator import Command, CommandFilter
from .plain import show_message
from .processing.provider import S2M2Provider
from .project.corrected_layer import local_file
from .project.match_group import is_tie_points
from .project.mosaic import add_above, make_mosaic
from .qt_compat import RASTER_LAYER, VECTOR_LAYER
from .questions import TITLE
from .worker.client import close_client


class S2M2Plugin:
    """The plugin's entry point. `iface` is a QgisInterface; None in qgis_process, which uses Processing only."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._translator: QTranslator | None = None
        self._provider: S2M2Provider | None = None
        self._open: QAction | None = None
        self._match_layer: QAction | None = None
        self._mosaic: QAction | None = None
        self._check_layer: QAction | None = None
        self._quiet: QuietTasks | None = None
        self._commands: CommandFilter | None = None
        self._settings: SettingsPages | None = None
        self.dock: S2M2Dock | None = None
        self.finetuning: FineTuneWindow | None = None  # it is made when it is first opened

    def initProcessing(self) -> None:  # noqa: N802 - QGIS asks for this name
        """Add the Processing algorithms. If QGIS has no window, it calls only this method."""
        self._translator = install_translator(resource("translations"))
        self._provider = S2M2Provider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:  # noqa: N802 - QGIS asks for this name
        """Add the dock, the menu entry, the toolbar button and the entries in the context menus of layers."""
        self.initProcessing()
        window = self._iface.mainWindow()
        icon = QIcon(str(resource("icons/s2m2.svg")))

        self._quiet = QuietTasks(self._iface)
        self.dock = S2M2Dock(self._iface)
        self._iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock, raiseTab=False)
        self.dock.hide()
        self.dock.finetuning_wanted.connect(self.open_finetuning)

        self._open = QAction(icon, tr("S2M2: match SAR and optical…"), window)
        self._open.setObjectName("S2M2Open")
        self._open.setToolTip(tr("S2M2: match and correct SAR and optical layers"))
        self._open.setCheckable(True)
        self.dock.setToggleVisibilityAction(self._open)
        self._iface.rasterMenu().addAction(self._open)
        self._iface.addToolBarIcon(self._open)

        self._match_layer = QAction(icon, tr("Match with S2M2…"), window)
        self._match_layer.setObjectName("S2M2MatchLayer")
        self._match_layer.triggered.connect(self._match_current_layer)
        self._iface.addCustomActionForLayerType(self._match_layer, "", RASTER_LAYER, True)

        self._mosaic = QAction(icon, tr("Mosaic for S2M2"), window)
        self._mosaic.setObjectName("S2M2Mosaic")
        self._mosaic.setToolTip(tr("Match the selected raster layers as one."))
        self._mosaic.triggered.connect(self._make_mosaic)
        self._iface.addCustomActionForLayerType(self._mosaic, "", RASTER_LAYER, True)

        self._commands = CommandFilter(self._list_commands, icon)
        self._iface.registerLocatorFilter(self._commands)
        self._settings = SettingsPages(icon, self.dock.make_settings, self.dock.settings_left)
        self._iface.registerOptionsWidgetFactory(self._settings)

        self._check_layer = QAction(icon, tr("Check tie points"), window)
        self._check_layer.setObjectName("S2M2CheckLayer")
        self._check_layer.triggered.connect(self._check_current_layer)
        self._iface.addCustomActionForLayerType(self._check_layer, "", VECTOR_LAYER, False)
        project = QgsProject.instance()
        project.layersAdded.connect(self._offer_check)
        self._offer_check(list(project.mapLayers().values()))

    def unload(self) -> None:
        """Remove everything that was added, and end the plugin's processes."""
        if self.finetuning is not None:
            self.finetuning.shut_down()
            self.finetuning.deleteLater()
            self.finetuning = None
        if self.dock is not None:
            self.dock.shut_down()
            self._iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        if self._commands is not None:
            self._iface.deregisterLocatorFilter(self._commands)  # which deletes it
            self._commands = None
        if self._settings is not None:
            self._iface.unregisterOptionsWidgetFactory(self._settings)
            self._settings = None
        if self._quiet is not None:
            self._quiet.shut_down()
            self._quiet = None
        if self._open is not None:
            self._iface.rasterMenu().removeAction(self._open)
            self._iface.removeToolBarIcon(self._open)
            self._open.deleteLater()
            self._open = None
        if self._match_layer is not None:
            self._iface.removeCustomActionForLayerType(self._match_layer)
            self._match_layer.deleteLater()
            self._match_layer = None
        if self._mosaic is not None:
            self._iface.removeCustomActionForLayerType(self._mosaic)
            self._mosaic.deleteLater()
            self._mosaic = None
        if self._check_layer is not None:
            QgsProject.instance().layersAdded.disconnect(self._offer_check)
            self._iface.removeCustomActionForLayerType(self._check_layer)
            self._check_layer.deleteLater()
            self._check_layer = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translator is not None:
            remove_translator(self._translator)
            self._translator = None
        close_client()

    def open_finetuning(self) -> None:
        """Show the only fine-tuning window; it suggests what is chosen in the dock."""
        if self.dock is None:
            return
        if self.finetuning is None:
            self.finetuning = FineTuneWindow(self._iface.mainWindow())
            self.finetuning.model_added.connect(self.dock.use_model)
            self.finetuning.notice.connect(self._tell)
        layers, form = self.dock.layers, self.dock.form
        model = str(form.model.currentData())
        self.finetuning.show_with(layers.sar, layers.optical, form.radius.value(), model)

    def _list_commands(self) -> list[Command]:
        """What the search box offers: what can be done now, and the layers for both boxes."""
        dock = self.dock
        if dock is None:
            return []
        own = [Command(tr("Fine-tune…"), self.open_finetuning), Command(tr("Mosaic for S2M2"), self._make_mosaic)]
        return [*own, *dock_commands(dock)]

    def _tell(self, text: str) -> None:
        show_message(self._iface, TITLE, text, Qgis.MessageLevel.Info)

    def _match_current_layer(self) -> None:
        """Open the dock with the layer that was clicked in the layer tree."""
        layer = self._iface.layerTreeView().currentLayer()
        if self.dock is not None and isinstance(layer, QgsRasterLayer):
            self.dock.layers.use(layer)
            self.dock.setUserVisible(True)

    def _make_mosaic(self) -> None:
        """Make one layer of the rasters that are selected in the layer tree, also by their group, and choose it."""
        if self.dock is None:
            return
        # The view lists them in no order that means anything.
        selected = {layer.id() for layer in self._iface.layerTreeView().selectedLayersRecursive()}
        layers = [layer for layer in QgsProject.instance().layerTreeRoot().layerOrder() if layer.id() in selected]
        rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
        try:
            mosaic = make_mosaic(rasters, self.dock.shown.root_of(local_file(rasters[0]) if rasters else ""))
        except ValueError as error:
            show_message(self._iface, TITLE, str(error), Qgis.MessageLevel.Warning)
            return
        add_above(mosaic, QgsProject.instance())
        self.dock.layers.use(mosaic)
        self.dock.setUserVisible(True)

    def _offer_check(self, layers: list[QgsMapLayer]) -> None:
        """Offer the check for layers of tie points only; these may come from matches in earlier sessions."""
        for layer in filter(is_tie_points, layers):
            self._iface.addCustomActionForLayer(self._check_layer, layer)

    def _check_current_layer(self) -> None:
        layer = self._iface.layerTreeView().currentLayer()
        if self.dock is not None and is_tie_points(layer):
            self.dock.checking.start(layer)
