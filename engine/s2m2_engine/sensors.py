"""Guesses from names, bands and data types whether a raster is a SAR or an optical image. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
NAME_WEIGHT = 3.0
_BAND_NAME = 2.0
_LOOK = 1.0

# Smallest score for a guess. Bands alone are weak evidence.
ENOUGH = 1.0


def sensor_score(names: Iterable[str], band_names: Iterable[str]) -> float:
    """Return the evidence for SAR (positive) or optical (negative) in the first name that tells, and in the bands'."""
    told = next(filter(None, map(sensor_words, names)), 0)
    return NAME_WEIGHT * told + _BAND_NAME * sensor_words(" ".join(band_names))


def look_score(bands: int, is_red: bool, is_float: bool) -> float:
    """Return the evidence, as `sensor_score`, from the number of bands and the first band's colour and data type."""
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
    if score >= ENOUGH:
        return SAR
    return OPTICAL if score <= -ENOUGH else ""


def file_name(source: str) -> str:
    """Return the last part of a path of any system."""
    return re.split(r"[\\/]", source)[-1]
