"""Which raster layers are SAR images and which optical ones, guessed from names, bands and data types."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgis.core import Qgis, QgsMapLayer, QgsRaster, QgsRasterLayer

from ..qt_compat import is_raster, is_rendered

SAR = "sar"
OPTICAL = "optical"

# Words that file and product names use: sensors, modes, polarisations, levels. No letter stands beside a word; a digit
# or an underscore may (S1A_IW_GRDH, vv2).
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
_NAME = 3.0
_BAND_NAME = 2.0
_LOOK = 1.0

# A look at the bands alone is weak evidence: at least this much is needed for a guess.
_ENOUGH = 1.0


def guess_role(layer: QgsMapLayer) -> str:
    """ "sar" or "optical"; "" where nothing tells them apart."""
    return role_of(sar_score(layer))


def guess_pair(layers: Iterable[QgsMapLayer]) -> tuple[QgsRasterLayer | None, QgsRasterLayer | None]:
    """The layers that look most like a SAR and an optical one; None where no layer does.

    A pair that overlaps goes before one that does not. Where there are two layers in all and only one can be told,
    the other is its partner.
    """
    scored = [(layer, sar_score(layer)) for layer in layers if is_raster(layer)]
    sars = sorted((item for item in scored if item[1] >= _ENOUGH), key=lambda item: -item[1])
    opticals = sorted((item for item in scored if item[1] <= -_ENOUGH), key=lambda item: item[1])
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


def sar_score(layer: QgsMapLayer) -> float:
    """Evidence for SAR (positive) or optical (negative): names weigh more than what the bands look like."""
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
    """What the bands look like, as `sar_score`: their number, and colour and data type of the first one."""
    if bands >= 3:
        return -2 * _LOOK if is_red else -_LOOK
    return _LOOK if is_float else 0.0  # backscatter; a photograph is integers


def sensor_words(text: str) -> int:
    """1 where `text` has words of SAR only, -1 where it has words of optical only, else 0."""
    lower = text.lower()
    return bool(_SAR_WORDS.search(lower)) - bool(_OPTICAL_WORDS.search(lower))


def without_sensor_words(text: str) -> str:
    """`text` in small letters, without the words by which a sensor is told, and what stood between them."""
    rest = _OPTICAL_WORDS.sub(" ", _SAR_WORDS.sub(" ", text.lower()))
    return " ".join(re.split(r"[\s._-]+", rest)).strip()


def role_of(score: float) -> str:
    """ "sar" or "optical"; "" where the evidence is too weak."""
    if score >= _ENOUGH:
        return SAR
    return OPTICAL if score <= -_ENOUGH else ""


def _file_name(source: str) -> str:
    return re.split(r"[\\/]", source)[-1]
