"""An analyst's checks of tie points, and those that she adds; checks are in additional columns of the match's file.

The columns that the match wrote do not change, because corrections and reports depend on them.
"""

from __future__ import annotations

from collections import Counter

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsVectorDataProvider,
    QgsVectorLayer,
)

from ..engine_files import names
from ..i18n import tr
from .arrows import draw_arrows

_COLUMNS = f"field={names.CHECKED}:string(16)&field={names.CHECKED_DX}:double&field={names.CHECKED_DY}:double"


def prepare(layer: QgsVectorLayer) -> str:
    """Prepare a layer of tie points for checking; a file of an older version gets the columns for checks.

    Returns:
        A sentence on why checking is not possible; "" if the layer is ready.
    """
    if layer.isEditable():
        return tr("“{name}” is being edited. Save its edits or discard them first.").format(name=layer.name())
    provider = layer.dataProvider()
    columns = QgsVectorLayer(f"None?{_COLUMNS}", "", "memory").fields()
    missing = [column for column in columns if layer.fields().lookupField(column.name()) < 0]
    needed = QgsVectorDataProvider.Capability.ChangeAttributeValues
    if missing:
        needed |= QgsVectorDataProvider.Capability.AddAttributes
    is_writable = not layer.readOnly() and (provider.capabilities() & needed) == needed
    if is_writable and missing:
        is_writable = provider.addAttributes(missing)
        layer.updateFields()
        # The style that was saved with the layer does not show checks.
        draw_arrows(layer)
    if not is_writable:
        return tr("“{name}” cannot be written to, so its tie points cannot be checked.").format(name=layer.name())
    return ""


def check_of(feature: QgsFeature) -> str:
    """Return the check of a tie point; "" if it has not been checked."""
    return str(feature[names.CHECKED] or "")


def displacement_of(feature: QgsFeature) -> tuple[float, float] | None:
    """Return the displacement (CRS units) by the analyst or else by the match; None if the matcher abstained."""
    if check_of(feature) in (names.MOVED, names.ADDED):
        return float(feature[names.CHECKED_DX]), float(feature[names.CHECKED_DY])
    if feature[names.ABSTAINED]:
        return None
    return float(feature[names.DX]), float(feature[names.DY])


def set_check(
    layer: QgsVectorLayer, feature_id: int, check: str, displacement: tuple[float, float] | None = None
) -> bool:
    """Write the check of a tie point; returns False if the file cannot be written.

    Args:
        displacement: displacement of a moved or added tie point, in CRS units.
    """
    dx, dy = displacement or (None, None)
    columns = ((names.CHECKED, check), (names.CHECKED_DX, dx), (names.CHECKED_DY, dy))
    values = {layer.fields().lookupField(name): value for name, value in columns}
    return bool(layer.dataProvider().changeAttributeValues({feature_id: values}))


def add_tie_point(layer: QgsVectorLayer, place: QgsPointXY, displacement: tuple[float, float]) -> bool:
    """Add a tie point of which the match found nothing; returns False if the file cannot be written.

    Args:
        place: its place in the moving layer, in the layer's CRS.
        displacement: in CRS units.
    """
    fields = layer.fields()
    values = {
        names.ID: int(layer.maximumValue(fields.lookupField(names.ID)) or 0) + 1,
        names.MOVING_X: place.x(),
        names.MOVING_Y: place.y(),
        names.ABSTAINED: True,
        names.INLIER: False,
        names.CHECKED: names.ADDED,
        names.CHECKED_DX: displacement[0],
        names.CHECKED_DY: displacement[1],
    }
    feature = QgsFeature(fields)
    feature.setGeometry(QgsGeometry.fromPointXY(place))
    for name, value in values.items():
        feature[name] = value
    return bool(layer.dataProvider().addFeatures([feature])[0])


def remove_tie_point(layer: QgsVectorLayer, feature_id: int) -> bool:
    """Remove a tie point that was added; returns False if the file cannot be written."""
    return bool(layer.dataProvider().deleteFeatures([feature_id]))


def count_checks(layer: QgsVectorLayer) -> Counter[str]:
    """Count the checked tie points of a layer by their check; a file without the columns has none."""
    if layer.fields().lookupField(names.CHECKED) < 0:
        return Counter()
    request = QgsFeatureRequest().setFilterExpression(f"coalesce(\"{names.CHECKED}\", '') <> ''")
    return Counter(check_of(feature) for feature in layer.getFeatures(request))
