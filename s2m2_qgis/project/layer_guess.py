"""Guesses from names, bands and data types which raster layers are SAR images and which are optical images."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgis.core import Qgis, QgsMapLayer, QgsRaster, QgsRasterLayer

from ..engine_files import names, sensors
from ..qt_compat import is_raster, is_rendered
from .match_group import CORRECTED_PROPERTY, PAIR_PROPERTY

# The end of the name that the dock suggests for a corrected file.
_CORRECTED = re.compile(rf"{names.CORRECTED_SUFFIX}\.tiff?$", re.IGNORECASE)


def guess_role(layer: QgsMapLayer) -> str:
    """Guess "sar" or "optical"; "" if the evidence is too weak."""
    return sensors.role_of(sar_score(layer))


def guess_pair(layers: Iterable[QgsMapLayer]) -> tuple[QgsRasterLayer | None, QgsRasterLayer | None]:
    """Choose the layers that look most like a SAR and an optical image; None if no layer does.

    Corrected layers come last, and results of matches never. Pairs that overlap are preferred. If there are only two
    layers and the role of only one is clear, the other is its partner.
    """
    scenes = [layer for layer in layers if is_raster(layer) and not layer.customProperty(PAIR_PROPERTY)]
    scored = [(layer, sar_score(layer)) for layer in scenes]
    scored.sort(key=lambda item: (is_corrected(item[0]), -abs(item[1])))
    sars = [item for item in scored if item[1] >= sensors.ENOUGH]
    opticals = [item for item in scored if item[1] <= -sensors.ENOUGH]
    for sar, _ in sars:
        for optical, _ in opticals:
            if sar.crs() == optical.crs() and sar.extent().intersects(optical.extent()):
                return sar, optical
    sar = sars[0][0] if sars else None
    optical = opticals[0][0] if opticals else None
    if len(scored) == 2 and (sar is None) != (optical is None):
        partner = next(layer for layer, _ in scored if layer not in (sar, optical))
        return (sar or partner), (optical or partner)
    return sar, optical


def is_corrected(layer: QgsMapLayer) -> bool:
    """Return whether S2M2 has written the layer as a correction of another one."""
    return bool(layer.customProperty(CORRECTED_PROPERTY)) or bool(_CORRECTED.search(sensors.file_name(layer.source())))


def sar_score(layer: QgsMapLayer) -> float:
    """Return the evidence for SAR (positive) or optical (negative). Names have more weight than bands."""
    if not is_raster(layer):
        return 0.0
    provider = layer.dataProvider()
    bands = [layer.bandName(band) for band in range(1, layer.bandCount() + 1)]
    score = sensors.sensor_score((layer.name(), sensors.file_name(layer.source())), bands)
    if is_rendered(provider):
        return score - sensors.NAME_WEIGHT  # a web map
    is_red = provider.colorInterpretation(1) == QgsRaster.ColorInterpretation.RedBand
    is_float = provider.dataType(1) in (Qgis.DataType.Float32, Qgis.DataType.Float64)
    return score + sensors.look_score(layer.bandCount(), is_red, is_float)
