"""What GDAL and PROJ read from the environment when they are first used. Entry points set it, imports do not."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from .errors import EngineError

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
# Where rasterio from PyPI brings GDAL's and PROJ's data with it, the variables that lead elsewhere: to those of another
# GDAL or PROJ (QGIS, OSGeo4W, PostGIS and conda set them), with which coordinate systems are lost without a word.
_OWN_DATA = {
    "gdal_data": ("GDAL_DATA", "GDAL_DRIVER_PATH"),
    "proj_data": ("PROJ_DATA", "PROJ_LIB", "PROJ_AUX_DB"),
}


def prepare() -> None:
    """Set the environment of this process and of those that it starts. Call it before rasterio is imported."""
    os.environ.update(_SETTINGS)
    for name, seconds in _PATIENCE.items():
        os.environ.setdefault(name, seconds)
    spec = find_spec("rasterio")
    places = [] if spec is None else [Path(place) for place in spec.submodule_search_locations or ()]
    for folder, variables in _OWN_DATA.items():
        if any((place / folder).is_dir() for place in places):
            for name in variables:
                os.environ.pop(name, None)


def check_proj() -> None:
    """Refuse to go on where coordinate systems would get lost: GDAL would take them for local ones.

    Raises:
        EngineError: "no_proj".
    """
    import pyproj.exceptions
    import rasterio.crs
    import rasterio.errors

    try:
        # Each has a PROJ of its own.
        rasterio.crs.CRS.from_epsg(32633)
        pyproj.CRS.from_epsg(32633)
    except (rasterio.errors.CRSError, pyproj.exceptions.CRSError) as error:
        raise EngineError(
            "no_proj",
            f"PROJ cannot use its data, so that coordinate systems would get lost: {error}.",
            "Remove the variables PROJ_DATA and PROJ_LIB from the environment, which lead to those of another PROJ.",
        ) from error
