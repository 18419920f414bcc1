"""How tie points are drawn: arrows that are all lengthened by the same factor, which the legend says.

An arrow shows a tie point's displacement, or its residual: what the transform leaves of the displacement. The style
reads three variables of the layer: `s2m2_view`, `s2m2_times`, and `s2m2_apart`, how far tie points are apart.
"""

from __future__ import annotations

import math

import numpy as np
from qgis.core import (
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMarkerSymbol,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..engine_files import names, resource
from ..i18n import tr

DISPLACEMENT, RESIDUAL = "displacement", "residual"

_VIEW, _TIMES, _APART = "s2m2_view", "s2m2_times", "s2m2_apart"
# Whether arrows have their true length whatever they show.
_TRUE_LENGTH = "s2m2_true_length"
_COLUMNS = {DISPLACEMENT: (names.DX, names.DY), RESIDUAL: (names.RESIDUAL_DX, names.RESIDUAL_DY)}
# Tie points that are looked at, spread over all of them.
_ENOUGH = 300
# Nine of ten arrows are at most as long as the tie points are apart.
_MOST = 90
# The distance of tie points that have no neighbours.
_FAR = 1e9
# The rule of the legend's key, which draws no tie point.
_KEY = "FALSE"
_KEY_SYMBOL = {"name": "arrow", "color": "60,60,60", "outline_color": "255,255,255", "size": "4", "angle": "90"}


def draw_arrows(layer: QgsVectorLayer, view: str = "", true_length: bool | None = None) -> None:
    """Draw a layer of tie points in a view, and give its legend the key; "" keeps the view.

    Args:
        true_length: whether arrows end where their places belong, as they must while tie points are dragged; None: as
            before.
    """
    view = view or view_of(layer)
    if true_length is None:
        true_length = bool(_variable(layer, _TRUE_LENGTH))
    elif true_length != bool(_variable(layer, _TRUE_LENGTH)):
        # As a text, since a project file keeps no other type.
        QgsExpressionContextUtils.setLayerVariable(layer, _TRUE_LENGTH, "yes" if true_length else "")
    times = 1.0 if true_length else _times(layer, view)
    key = _key_rule(layer)
    if key is None:
        _load_style(layer)
        key = QgsRuleBasedRenderer.Rule(QgsMarkerSymbol.createSimple(_KEY_SYMBOL), filterExp=_KEY)
        layer.renderer().rootRule().appendChild(key)
    elif (view, times) == (view_of(layer), _times_of(layer)):
        layer.triggerRepaint()
        return
    QgsExpressionContextUtils.setLayerVariable(layer, _VIEW, view)
    QgsExpressionContextUtils.setLayerVariable(layer, _TIMES, times)
    QgsExpressionContextUtils.setLayerVariable(layer, _APART, _apart(layer) or _FAR)
    key.setLabel(key_text(view, times))
    layer.emitStyleChanged()
    layer.triggerRepaint()


def view_of(layer: QgsVectorLayer) -> str:
    """Return the view in which a layer of tie points is drawn."""
    return str(_variable(layer, _VIEW) or DISPLACEMENT)


def has_residuals(layer: QgsVectorLayer) -> bool:
    """Return whether a layer of tie points has residuals; files of earlier versions get them by a refit."""
    return bool(layer.fields().lookupField(names.RESIDUAL_DX) >= 0)


def key_text(view: str, times: float) -> str:
    """Return the legend's key: what the arrows show, and how long they are drawn."""
    what = tr("Residual after the transform") if view == RESIDUAL else tr("Displacement")
    text = tr("{what}, true length") if times == 1 else tr("{what}, drawn {times} times as long")
    return text.format(what=what, times=f"{times:,.0f}")


def _load_style(layer: QgsVectorLayer) -> None:
    """Give the layer the plugin's style, also if its file holds a default one, which `loadNamedStyle` would prefer."""
    document = QDomDocument()
    document.setContent(resource("styles/tie_points.qml").read_text(encoding="utf-8"))
    layer.importNamedStyle(document)


def _key_rule(layer: QgsVectorLayer) -> QgsRuleBasedRenderer.Rule | None:
    renderer = layer.renderer()
    rules = renderer.rootRule().children() if isinstance(renderer, QgsRuleBasedRenderer) else []
    return next((rule for rule in rules if rule.filterExpression() == _KEY), None)


def _times(layer: QgsVectorLayer, view: str) -> float:
    """Return the factor that makes nearly all arrows about as long as tie points are apart, but none shorter."""
    lengths = []
    columns = [layer.fields().lookupField(name) for name in (*_COLUMNS[view], names.INLIER)]
    # Some of them tell: thousands of features in Python would block QGIS's window.
    count = layer.featureCount()
    some = sorted({round(float(number)) for number in np.linspace(1, max(count, 1), _ENOUGH)})
    for feature in layer.getFeatures(QgsFeatureRequest(some).setFlags(QgsFeatureRequest.Flag.NoGeometry)):
        values = feature.attributes()
        x, y, inlier = (values[column] if column >= 0 else None for column in columns)
        if inlier and isinstance(x, float) and isinstance(y, float):
            lengths.append(math.hypot(x, y))
    length = np.array(lengths)
    typical = float(np.percentile(length, _MOST)) if len(length) else 0.0
    apart = _apart(layer)
    return _round_factor(apart / typical) if typical > 0 and apart > 0 else 1.0


def _apart(layer: QgsVectorLayer) -> float:
    """Return the distance of neighbouring tie points, units of the CRS."""
    extent = layer.extent()
    return math.sqrt(max(extent.width() * extent.height(), 0.0) / max(layer.featureCount(), 1))


def _round_factor(factor: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is not larger; 1 for smaller factors."""
    if factor < 2:
        return 1.0
    power = 10.0 ** math.floor(math.log10(factor))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= factor)


def _variable(layer: QgsVectorLayer, name: str) -> object:
    return QgsExpressionContextUtils.layerScope(layer).variable(name)


def _times_of(layer: QgsVectorLayer) -> float:
    return float(str(_variable(layer, _TIMES) or 1))
