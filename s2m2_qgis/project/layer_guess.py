"""Guesses from names, bands and data types which raster layers are SAR images and which are optical images."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgis.core import Qgis, QgsMapLayer, QgsRaster, QgsRasterLayer

from ..engine_files import names
from ..qt_compat import is_raster, is_rendered
from .match_group import CORRECTED_PROPERTY, PAIR_PROPERTY

SAR = "sar"
OPTICAL = "optical"

# Words in file and product names: sensors, modes, polarisations, levels. Digits and underscores may be next to a word,
# but letters may not (S1A_IW_GRDH, vv2).
_SAR_WORDS = re.compile(
    r"(?<![a-z])(?:sar|s1[a-d]?|sentinel[ _-]?1|grd[hm]?|slc|iw|vv|vh|hh|hv|s1rtc|rtc|gamma0|sigma0|beta0|backscatter"
    r"|amplitude|radar|radarsat|rs2|rcm|terrasar|tsx|tdx|tandem|paz|alos|palsar|cosmo|csk|csg|iceye|capella|umbra"
    r"|g(?:ao)?f(?:en)?[ _-]?3|saocom|nisar|ers|envisat|asar|risat|novasar|uavsar|lutan)(?![a-z])"
)
_OPTICAL_WORDS = re.compile(
    r"(?<![a-z])(?:opt|optical|rgb|rgba|nir|s2[a-c]?|sentinel[ _-]?2|msi|s2l[12][ac]|l1c|l2a|tci|landsat|lc0?[89]|le07"
    r"|oli|spot|pleiades|pneo|planet|planetscope|psscene|skysat|rapideye|worldview|wv|geoeye|quickbird|ikonos|aster"
    r"|modis|naip|ortho|orthophoto|orthofoto|dop|aerial|bing|google|esri|imagery|satellite|photo|true[ _-]?colou?r"
    r"|g(?:ao)?f(?:en)?[ _-]?[12]|multispectral|pan|panchromatic)(?![a-z])"
)
# The end of the name that the dock suggests for a corrected file.
_CORRECTED = re.compile(rf"{names.CORRECTED_SUFFIX}\.tiff?$", re.IGNORECASE)
_NAME = 3.0
_BAND_NAME = 2.0
_LOOK = 1.0

# Smallest score for a guess. Bands alone are weak evidence.
_ENOUGH = 1.0


def guess_role(layer: QgsMapLayer) -> str:
    """Guess "sar" or "optical"; "" if the evidence is too weak."""
    return role_of(sar_score(layer))


def guess_pair(layers: Iterable[QgsMapLayer]) -> tuple[QgsRasterLayer | None, QgsRasterLayer | None]:
    """Choose the layers that look most like a SAR and an optical image; None if no layer does.

    Corrected layers come last, and results of matches never. Pairs that overlap are preferred. If there are only two
    layers and the role of only one is clear, the other is its partner.
    """
    scenes = [layer for layer in layers if is_raster(layer) and not layer.customProperty(PAIR_PROPERTY)]
    scored = [(layer, sar_score(layer)) for layer in scenes]
    scored.sort(key=lambda item: (is_corrected(item[0]), -abs(item[1])))
    sars = [item for item in scored if item[1] >= _ENOUGH]
    opticals = [item for item in scored if item[1] <= -_ENOUGH]
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
    return bool(layer.customProperty(CORRECTED_PROPERTY)) or bool(_CORRECTED.search(_file_name(layer.source())))


def sar_score(layer: QgsMapLayer) -> float:
    """Return the evidence for SAR (positive) or optical (negative). Names have more weight than bands."""
    if not is_raster(layer):
        return 0.0
    provider = layer.dataProvider()
    score = _NAME * sensor_words(layer.name()) or _NAME * sensor_words(_file_name(layer.source()))
    bands = [layer.bandName(band) for band in range(1, layer.bandCount() + 1)]
    score += _BAND_NAME * sensor_words(" ".join(bands))
    if is_rendered(provider):
        return score - _NAME  # a web map
    is_red = provider.colorInterpretation(1) == QgsRaster.ColorInterpretation.RedBand
    is_float = provider.dataType(1) in (Qgis.DataType.Float32, Qgis.DataType.Float64)
    return score + look_score(layer.bandCount(), is_red, is_float)


def look_score(bands: int, is_red: bool, is_float: bool) -> float:
    """Return the evidence, as `sar_score`, from the number of bands and the first band's colour and data type."""
    if bands >= 3:
        return -2 * _LOOK if is_red else -_LOOK
    return _LOOK if is_float else 0.0  # backscatter; a photograph is integers


def sensor_words(text: str) -> int:
    """Return 1 if `text` contains only words for SAR, -1 if it contains only words for optical, else 0."""
    lower = text.lower()
    return bool(_SAR_WORDS.search(lower)) - bool(_OPTICAL_WORDS.search(lower))


def without_sensor_words(text: str) -> str:
    """Return `text` in lower case, without words that identify a sensor and without separators."""
    rest = _OPTICAL_WORDS.sub(" ", _SAR_WORDS.sub(" ", text.lower()))
    return " ".join(re.split(r"[\s._-]+", rest)).strip()


def role_of(score: float) -> str:
    """Return "sar" or "optical" for a score; "" if the evidence is too weak."""
    if score >= _ENOUGH:
        return SAR
    return OPTICAL if score <= -_ENOUGH else ""


def _file_name(source: str) -> str:
    return re.split(r"[\\/]", source)[-1]
