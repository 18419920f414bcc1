"""What an analyst says of tie points. It is kept in the file of the match, beside what the match found, which stays as
it was: corrections and reports rest on that.
"""

from __future__ import annotations

from collections import Counter

from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorDataProvider, QgsVectorLayer

from ..engine_files import names, resource
from ..i18n import tr

_COLUMNS = f"field={names.CHECKED}:string(16)&field={names.CHECKED_DX}:double&field={names.CHECKED_DY}:double"


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
    return str(feature[names.CHECKED] or "")


def displacement_of(feature: QgsFeature) -> tuple[float, float] | None:
    """Where it leads, in CRS units: as the analyst says, or as the match found it; None where neither is known."""
    if check_of(feature) == names.MOVED:
        return float(feature[names.CHECKED_DX]), float(feature[names.CHECKED_DY])
    if feature[names.ABSTAINED]:
        return None
    return float(feature[names.DX]), float(feature[names.DY])


def set_check(
    layer: QgsVectorLayer, feature_id: int, check: str, displacement: tuple[float, float] | None = None
) -> bool:
    """Write down what is said of a tie point; False where the file cannot be written.

    Args:
        displacement: of a moved one, in CRS units.
    """
    dx, dy = displacement or (None, None)
    columns = ((names.CHECKED, check), (names.CHECKED_DX, dx), (names.CHECKED_DY, dy))
    values = {layer.fields().lookupField(name): value for name, value in columns}
    return bool(layer.dataProvider().changeAttributeValues({feature_id: values}))


def count_checks(layer: QgsVectorLayer) -> Counter[str]:
    """How many tie points of the layer are confirmed, moved, rejected; of none in a file without the columns."""
    if layer.fields().lookupField(names.CHECKED) < 0:
        return Counter()
    request = QgsFeatureRequest().setFilterExpression(f"coalesce(\"{names.CHECKED}\", '') <> ''")
    return Counter(check_of(feature) for feature in layer.getFeatures(request))
