"""Environment variables that libraries read when they load or are first used. Entry points set them, imports do not."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from .errors import EngineError

_SETTINGS = {
    # Size of the cache for blocks of rasters, MB.
    "GDAL_CACHEMAX": "128",
    # Overviews that are decoded from JPEG at reduced resolution use unlimited memory (GDAL 3.10).
    "GTIFF_IMPLICIT_JPEG_OVR": "NO",
    # PROJ must not download datum grids.
    "PROJ_NETWORK": "OFF",
    # A VRT may hold Python code, which would run when it is read.
    "GDAL_VRT_ENABLE_PYTHON": "NO",
}
# Unless the user has set others.
_DEFAULTS = {
    # Seconds: a server that does not answer must not block a match for ever.
    "GDAL_HTTP_CONNECTTIMEOUT": "10",
    "GDAL_HTTP_TIMEOUT": "60",
    # A server that has too much to do (429, 502 to 504) is asked again, after 1 and 2 s.
    "GDAL_HTTP_MAX_RETRY": "2",
    "GDAL_HTTP_RETRY_DELAY": "1",
    # Blocks are matched in threads already; those of numpy's and scipy's matrix products would wait for the same cores.
    "OPENBLAS_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",  # macOS
}
# Data folders that rasterio from PyPI can contain, and the variables that are removed where it does. QGIS, OSGeo4W,
# PostGIS and conda set these to the data of another GDAL or PROJ, with which a CRS is lost without an error.
_OWN_DATA = {
    "gdal_data": ("GDAL_DATA", "GDAL_DRIVER_PATH"),
    "proj_data": ("PROJ_DATA", "PROJ_LIB", "PROJ_AUX_DB"),
}


def prepare() -> None:
    """Set the environment of this process and of its child processes. Call it before numpy or rasterio is imported."""
    os.environ.update(_SETTINGS)
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    spec = find_spec("rasterio")
    places = [] if spec is None else [Path(place) for place in spec.submodule_search_locations or ()]
    for folder, variables in _OWN_DATA.items():
        if any((place / folder).is_dir() for place in places):
            for name in variables:
                os.environ.pop(name, None)


def check_proj() -> None:
    """Check that PROJ finds its data, without which GDAL would read every CRS as a local one.

    Raises:
        EngineError: "no_proj".
    """
    import pyproj.exceptions
    import rasterio.crs
    import rasterio.errors

    try:
        # rasterio and pyproj each use their own copy of PROJ.
        rasterio.crs.CRS.from_epsg(32633)
        pyproj.CRS.from_epsg(32633)
    except (rasterio.errors.CRSError, pyproj.exceptions.CRSError) as error:
        raise EngineError(
            "no_proj",
            f"PROJ cannot use its data, so that coordinate systems would get lost: {error}.",
            "Remove the variables PROJ_DATA and PROJ_LIB from the environment, which lead to those of another PROJ.",
        ) from error
