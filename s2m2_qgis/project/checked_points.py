"""An analyst's checks of tie points, and those that she adds; checks are in additional columns of the match's file.

The columns that the match wrote do not change, because corrections and reports depend on them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

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

_FOUND, _GIVEN = (names.DX, names.DY), (names.CHECKED_DX, names.CHECKED_DY)


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


@dataclass(frozen=True)
class CheckedPoint:
    """A tie point as an analyst sees it.

    Attributes:
        start: position in the moving layer, in the layer's CRS.
        found: displacement by the match, in CRS units; None if the matcher abstained.
        given: displacement by the analyst of a point that she moved or added.
    """

    feature_id: int
    start: QgsPointXY
    check: str
    found: tuple[float, float] | None
    given: tuple[float, float] | None = None

    @property
    def displacement(self) -> tuple[float, float] | None:
        """The displacement by the analyst or else by the match; None if there is none."""
        return self.given if self.check in (names.MOVED, names.ADDED) else self.found


def read_checked_points(layer: QgsVectorLayer) -> list[CheckedPoint]:
    """Read all tie points of a layer, of which there may be thousands: with one call into QGIS for each."""
    fields = layer.fields()
    places = [fields.lookupField(name) for name in (names.MOVING_X, names.MOVING_Y, names.CHECKED, names.ABSTAINED)]
    found, given = ((fields.lookupField(x), fields.lookupField(y)) for x, y in (_FOUND, _GIVEN))
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    points = []
    for feature in layer.getFeatures(request):
        values = feature.attributes()
        x, y, check, abstained = (values[index] for index in places)
        check = str(check or "")
        own = (float(values[given[0]]), float(values[given[1]])) if check in (names.MOVED, names.ADDED) else None
        matched = None if abstained else (float(values[found[0]]), float(values[found[1]]))
        points.append(CheckedPoint(feature.id(), QgsPointXY(x, y), check, matched, own))
    return points


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
