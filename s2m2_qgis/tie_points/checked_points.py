"""An analyst's checks of tie points, and those that she adds; checks are in additional columns of the match's file.

The columns that the match wrote do not change, because corrections and reports depend on them.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

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
from ..project.arrows import draw_arrows

_COLUMNS = f"field={names.CHECKED}:string(16)&field={names.CHECKED_DX}:double&field={names.CHECKED_DY}:double"

# QGIS gives up at once when another process is writing, as a refit does for some hundredths of a second.
_PATIENCE_S, _PAUSE_S = 1.5, 0.02

_GIVEN = (names.CHECKED_DX, names.CHECKED_DY)
_READ = (
    names.ID, names.CHECKED, names.ABSTAINED, names.INLIER, names.MOVING_X, names.MOVING_Y, names.DX, names.DY, *_GIVEN,
    names.DX_M, names.DY_M, names.CONFIDENCE, names.RESIDUAL_M, *names.COVARIANCE,
)  # fmt: skip


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


class CheckedPoint(NamedTuple):
    """A tie point as an analyst sees it; a tuple, since thousands of them are made at once.

    Attributes:
        number: what identifies it, also after it was removed and added again.
        start: position in the moving layer, in the layer's CRS.
        found: displacement by the match, in CRS units; None if the matcher abstained.
        given: displacement by the analyst of a point that she moved or added.
        found_m: the displacement by the match in metres on the ground, east and north.
        confidence: of the match, 0 to 1; NaN for an added one.
        agrees: whether it agrees with the transform.
        residual_m: what the transform leaves of its displacement; NaN if that was not measured.
        covariance_px: variance along the columns, covariance, and variance along the rows, px²; NaN for an added one.
    """

    feature_id: int
    number: int
    start: QgsPointXY
    check: str
    found: tuple[float, float] | None
    given: tuple[float, float] | None = None
    found_m: tuple[float, float] = (math.nan, math.nan)
    confidence: float = math.nan
    agrees: bool = False
    residual_m: float = math.nan
    covariance_px: tuple[float, float, float] = (math.nan, math.nan, math.nan)

    @property
    def displacement(self) -> tuple[float, float] | None:
        """The displacement by the analyst or else by the match; None if there is none."""
        return self.given if self.check in (names.MOVED, names.ADDED) else self.found

    @property
    def end(self) -> QgsPointXY:
        """Where its place belongs, in the layer's CRS; its start if that is not known."""
        dx, dy = self.displacement or (0.0, 0.0)
        return QgsPointXY(self.start.x() + dx, self.start.y() + dy)


def read_checked_points(layer: QgsVectorLayer) -> list[CheckedPoint]:
    """Read all tie points of a layer, of which there may be thousands: with one call into QGIS for each."""
    fields = layer.fields()
    columns = [fields.lookupField(name) for name in _READ]
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([column for column in columns if column >= 0])
    points = []
    for feature in layer.getFeatures(request):
        values = feature.attributes()
        row = [values[column] if column >= 0 else None for column in columns]
        number, check, abstained, agrees, x, y, *numbers = row
        check = str(check or "")
        dx, dy, given_dx, given_dy, east, north, confidence, residual, xx, xy, yy = map(_number, numbers)
        points.append(
            CheckedPoint(
                feature.id(),
                int(number or 0),
                QgsPointXY(x, y),
                check,
                None if abstained else (dx, dy),
                (given_dx, given_dy) if check in (names.MOVED, names.ADDED) else None,
                (east, north),
                confidence,
                bool(agrees),
                residual,
                (xx, xy, yy),
            )
        )
    return points


def _number(value: object) -> float:
    """A number of a file, whose nulls are None or QVariants."""
    return value if isinstance(value, float) else math.nan


@dataclass(frozen=True)
class Check:
    """What an analyst says of a tie point.

    Attributes:
        check: one of the values of the column; "" if nothing is said.
        given: displacement of a moved or added tie point, in CRS units.
    """

    check: str = ""
    given: tuple[float, float] | None = None


def write_checks(layer: QgsVectorLayer, checks: Mapping[int, Check]) -> bool:
    """Write checks of tie points by their feature ids, all at once; returns False if the file cannot be written."""
    fields = layer.fields()
    columns = [fields.lookupField(name) for name in (names.CHECKED, *_GIVEN)]
    values = {
        feature_id: dict(zip(columns, (check.check, *(check.given or (None, None)))))
        for feature_id, check in checks.items()
    }
    return _patiently(lambda: bool(layer.dataProvider().changeAttributeValues(values)))


def add_tie_point(
    layer: QgsVectorLayer, place: QgsPointXY, displacement: tuple[float, float], number: int = 0
) -> CheckedPoint | None:
    """Add a tie point of which the match found nothing; returns None if the file cannot be written.

    Args:
        place: its place in the moving layer, in the layer's CRS.
        displacement: in CRS units.
        number: its number; 0 for the next one.
    """
    fields = layer.fields()
    number = number or int(layer.maximumValue(fields.lookupField(names.ID)) or 0) + 1
    values = {
        names.ID: number,
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
    made: list[QgsFeature] = []

    def write() -> bool:
        is_written, made[:] = layer.dataProvider().addFeatures([feature])
        return bool(is_written)

    if not _patiently(write):
        return None
    return CheckedPoint(made[0].id(), number, place, names.ADDED, None, displacement)


def remove_tie_point(layer: QgsVectorLayer, feature_id: int) -> bool:
    """Remove a tie point that was added; returns False if the file cannot be written."""
    return _patiently(lambda: bool(layer.dataProvider().deleteFeatures([feature_id])))


def _patiently(write: Callable[[], bool]) -> bool:
    """Write, and try again for a moment while another process writes into the file."""
    end = time.monotonic() + _PATIENCE_S
    while not write():
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE_S)
    return True


def count_checks(layer: QgsVectorLayer) -> Counter[str]:
    """Count the checked tie points of a layer by their check; a file without the columns has none."""
    if layer.fields().lookupField(names.CHECKED) < 0:
        return Counter()
    request = QgsFeatureRequest().setFilterExpression(f"coalesce(\"{names.CHECKED}\", '') <> ''")
    return Counter(check_of(feature) for feature in layer.getFeatures(request))
