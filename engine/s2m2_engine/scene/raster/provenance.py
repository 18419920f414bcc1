"""The metadata items by which a corrected raster says what it was corrected by.

They are in the default domain, the only one that `gdal_translate` and `gdalwarp` copy.
"""

from __future__ import annotations

from typing import Any

PREFIX = "S2M2_"
MATCH = PREFIX + "MATCH"  # the id of the match, as in its result.json
EARLIER_MATCHES = PREFIX + "EARLIER_MATCHES"  # ids, separated by commas, the first first
STATUS = PREFIX + "STATUS"
TRANSFORM = PREFIX + "TRANSFORM"
SHIFT_EAST_M, SHIFT_NORTH_M = PREFIX + "SHIFT_EAST_M", PREFIX + "SHIFT_NORTH_M"
CE90_M = PREFIX + "CE90_M"
MODEL, MODEL_SHA256 = PREFIX + "MODEL", PREFIX + "MODEL_SHA256"
VERSION = PREFIX + "VERSION"

# The tag of a TIFF that says who has rights in it.
COPYRIGHT = "TIFFTAG_COPYRIGHT"


def rights_in(dataset: Any) -> str:
    """Who has rights in an open dataset, as its file says it; "" if it does not."""
    return " ".join(str(dataset.tags().get(COPYRIGHT, "")).split())


def match_that_corrected(dataset: Any) -> str:
    """The id of the match that an open dataset was corrected by last; "" if it was not."""
    return str(dataset.tags().get(MATCH, ""))


def matches_before(dataset: Any) -> str:
    """The ids of all matches that an open dataset was corrected by, separated by commas."""
    tags = dataset.tags()
    return ",".join(ids for ids in (tags.get(EARLIER_MATCHES, ""), tags.get(MATCH, "")) if ids)
