"""What GDAL and PROJ read from the environment when they are first used. Entry points set it, imports do not."""

from __future__ import annotations

import os

_SETTINGS = {
    # Blocks of rasters in memory, MB.
    "GDAL_CACHEMAX": "128",
    # Reduced decoding of JPEG takes memory without bound (GDAL 3.10).
    "GTIFF_IMPLICIT_JPEG_OVR": "NO",
    # No datum grid is fetched from the network.
    "PROJ_NETWORK": "OFF",
}
# Where the user has not said otherwise: a server that does not answer must not hold a match up for ever. Seconds.
_PATIENCE = {"GDAL_HTTP_CONNECTTIMEOUT": "10", "GDAL_HTTP_TIMEOUT": "60"}


def prepare() -> None:
    """Set the environment of this process and of those that it starts. Call it before rasterio is imported."""
    os.environ.update(_SETTINGS)
    for name, seconds in _PATIENCE.items():
        os.environ.setdefault(name, seconds)
