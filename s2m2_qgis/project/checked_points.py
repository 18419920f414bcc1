"""What an analyst says of tie points. It is kept in the file of the match, beside what the match found, which stays as
it was: corrections and reports rest on that.

`checked` is "" (or null), "confirmed", "moved" or "rejected"; `checked_dx` and `checked_dy` are the displacement of a
moved one in CRS units: as with `dx` and `dy`, what must be added to its position in the moving layer.
"""

from __future__ import annotations

from collections import Counter

from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorDataProvider, QgsVectorLayer

from ..engine_files import resource
from ..i18n import tr

CONFIRMED, MOVED, REJECTED = "confirmed", "moved", "rejected"
_CHECKED, _DX, _DY = "checked", "checked_dx", "checked_dy"
_COLUMNS = f"field={_CHECKED}:string(16)&field={_DX}:double&field={_DY}:double"


def prepare(layer: QgsVectorLayer) -> str:
    """Make a layer of tie points ready to be checked: a file from before they could be gets the columns for it.

    Returns:
        Why that cannot be, in a sentence; "" if it is ready.
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
        # The style that the layer was saved with does not show them.
        layer.loadNamedStyle(str(resource("styles/tie_points.qml")))
    if not is_writable:
        return tr("“{name}” cannot be written to: its tie points cannot be checked.").format(name=layer.name())
    return ""


def check_of(feature: QgsFeature) -> str:
    """What is said of a tie point; "" where nobody has looked at it."""
    return str(feature[_CHECKED] or "")


def displacement_of(feature: QgsFeature) -> tuple[float, float] | None:
    """Where it leads, in CRS units: as the analyst says, or as the match found it; None where neither is known."""
    names = (_DX, _DY) if check_of(feature) == MOVED else ("dx", "dy")
    if check_of(feature) != MOVED and feature["abstained"]:
        return None
    return float(feature[names[0]]), float(feature[names[1]])


def set_check(
    layer: QgsVectorLayer, feature_id: int, check: str, displacement: tuple[float, float] | None = None
) -> bool:
    """Write down what is said of a tie point; False where the file cannot be written.

    Args:
        displacement: of a moved one, in CRS units.
    """
    dx, dy = displacement or (None, None)
    values = {layer.fields().lookupField(name): value for name, value in ((_CHECKED, check), (_DX, dx), (_DY, dy))}
    return bool(layer.dataProvider().changeAttributeValues({feature_id: values}))


def count_checks(layer: QgsVectorLayer) -> Counter[str]:
    """How many tie points of the layer are confirmed, moved, rejected; of none in a file without the columns."""
    if layer.fields().lookupField(_CHECKED) < 0:
        return Counter()
    request = QgsFeatureRequest().setFilterExpression(f"coalesce(\"{_CHECKED}\", '') <> ''")
    return Counter(check_of(feature) for feature in layer.getFeatures(request))
