"""The results of a batch on the map: footprints coloured by verdict, whose pairs' reports a click opens.

While a batch runs, its table changes in place, and the layer is read again now and then.
"""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    QgsAction,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProject,
    QgsProviderRegistry,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..engine_files import names
from ..i18n import tr
from ..verdicts import COLOURS, FAILED, RELIABLE, UNRELIABLE

# How often a layer is read again while its batch runs, ms.
_AGAIN_MS = 5000
_FILL_ALPHA = 110
# The report of a pair, or of the whole batch for one that failed, beside the layer's file wherever that lies.
_REPORT = (
    f"file_path(decode_uri(@layer_id, 'path')) || if(\"folder\" = '', '', '/' || \"folder\") || '/{names.REPORT_FILE}'"
)
_WORDS = "replace(replace(coalesce(\"{}\", ''), '&', '&amp;'), '<', '&lt;')"


def batch_layer(file: str) -> QgsVectorLayer:
    """The layer of a batch's table, styled; it is not valid if the file cannot be read."""
    layer = QgsVectorLayer(f"{file}|layername={names.BATCH_LAYER}", _title(file), "ogr")
    if layer.isValid():
        style_batch(layer)
    return layer


def style_batch(layer: QgsVectorLayer) -> None:
    """Colour the pairs by verdict, and give them a map tip and the action that opens their reports."""
    titles = {RELIABLE: tr("Reliable"), UNRELIABLE: tr("Not reliable"), FAILED: tr("Failed")}
    categories = [QgsRendererCategory(name, _symbol(name), title) for name, title in titles.items()]
    layer.setRenderer(QgsCategorizedSymbolRenderer("status", categories))
    layer.setDisplayExpression('"id"')
    layer.setMapTipTemplate(_map_tip())
    actions = layer.actions()
    actions.clearActions()
    title = tr("Open the pair's report")
    action = QgsAction(QgsAction.ActionType.OpenUrl, title, f"[% {_REPORT} %]", "", False, title, {"Canvas", "Feature"})
    actions.addAction(action)
    for scope in ("Canvas", "Feature"):
        actions.setDefaultAction(scope, action.id())


def _title(file: str) -> str:
    return f"S2M2: {Path(file).parent.name}"


def _symbol(status: str) -> QgsFillSymbol:
    """Outline and fill are of the two colours for light and dark, so that one of them shows on any ground."""
    outline, fill = (QColor(name) for name in COLOURS[status])
    fill.setAlpha(_FILL_ALPHA)
    symbol = QgsFillSymbol.createSimple({"outline_width": "0.6"})
    layer = symbol.symbolLayer(0)
    layer.setColor(fill)
    layer.setStrokeColor(outline)
    return symbol


def _map_tip() -> str:
    rows = (
        (tr("Shift"), "format_number(\"shift_m\", 1) || ' m'"),
        ("CE90", "format_number(\"ce90_m\", 1) || ' m'"),
        (tr("Why"), f"nullif({_WORDS.format('reasons')} || {_WORDS.format('error')}, '')"),
    )
    words = {RELIABLE: tr("reliable"), UNRELIABLE: tr("not reliable"), FAILED: tr("failed")}
    cases = " ".join(f"WHEN \"status\" = '{name}' THEN '{_quoted(word)}'" for name, word in words.items())
    lines = "".join(f"[% coalesce('<br>{_quoted(title)}: ' || {value}, '') %]" for title, value in rows)
    # Without a width, the tip of a sentence would be a narrow column.
    return f"<div style='width: 24em'><b>[% {_WORDS.format('id')} %]</b>: [% CASE {cases} END %]{lines}</div>"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


class LiveBatchLayer(QObject):
    """Shows the layer of a batch in the project while the batch runs.

    Make it in the main thread. `table_appeared` and `ended` may be emitted in any thread.
    """

    table_appeared = pyqtSignal(str)  # the table's file
    ended = pyqtSignal()

    # Those whose batches run: nobody else holds them, since Processing frees its algorithm in its own time.
    _all: set[LiveBatchLayer] = set()  # noqa: RUF012 - shared on purpose

    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._layer: QgsVectorLayer | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self._read_again)
        self.table_appeared.connect(self._show)
        self.ended.connect(self._end)
        self._all.add(self)

    def _show(self, file: str) -> None:
        """Add the layer to the project; one of an earlier run of the same batch is taken up."""
        layer = _layer_of(file, self._project)
        if layer is None:
            layer = batch_layer(file)
            if not layer.isValid():
                return
            self._project.addMapLayer(layer)
        self._layer = layer
        self._read_again()
        self._timer.start()

    def _read_again(self) -> None:
        if self._layer is not None and not sip.isdeleted(self._layer):
            self._layer.reload()
            self._layer.triggerRepaint()

    def _end(self) -> None:
        self._timer.stop()
        self._read_again()
        self._all.discard(self)
        self.deleteLater()


def _layer_of(file: str, project: QgsProject) -> QgsVectorLayer | None:
    registry = QgsProviderRegistry.instance()
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isValid():
            path = registry.decodeUri(layer.providerType(), layer.source()).get("path") or ""
            if path and os.path.normcase(os.path.abspath(path)) == os.path.normcase(os.path.abspath(file)):
                return layer
    return None
