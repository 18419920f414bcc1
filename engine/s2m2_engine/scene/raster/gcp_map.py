"""Rasters georeferenced only by ground control points (GCPs), such as Sentinel-1 GRD: pixel to map and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .geodesy import Points


class GcpMap:
    """Thin-plate splines through GCPs, from pixels to the map and back, as in GDAL's TPS transformer."""

    def __init__(self, gcps: tuple[Any, ...]) -> None:
        from scipy.interpolate import RBFInterpolator

        pixel = np.array([[gcp.col, gcp.row] for gcp in gcps], dtype=np.float64)
        place = np.array([[gcp.x, gcp.y] for gcp in gcps], dtype=np.float64)
        self._pixel_frame = pixel.mean(axis=0), max(float(np.ptp(pixel, axis=0).max()), 1e-12)
        self._map_frame = place.mean(axis=0), max(float(np.ptp(place, axis=0).max()), 1e-12)
        forward, backward = _scaled(pixel, self._pixel_frame), _scaled(place, self._map_frame)
        self._to_map = RBFInterpolator(forward, backward, kernel="thin_plate_spline")
        self._to_pixel = RBFInterpolator(backward, forward, kernel="thin_plate_spline")

    def to_map(self, colrow: Points) -> Points:
        """Return the map positions (n, 2) of pixel coordinates (n, 2), (col, row)."""
        centre, scale = self._map_frame
        return np.asarray(self._to_map(_scaled(colrow, self._pixel_frame)) * scale + centre)

    def to_pixel(self, xy: Points) -> Points:
        """Return the pixel coordinates (n, 2), (col, row), of map positions (n, 2)."""
        centre, scale = self._pixel_frame
        return np.asarray(self._to_pixel(_scaled(xy, self._map_frame)) * scale + centre)


def _scaled(points: Points, frame: tuple[Points, float]) -> Points:
    return np.asarray((points - frame[0]) / frame[1])


def determine_georeference(gcps: Sequence[Any]) -> bool:
    """Return whether GCPs georeference a raster: at least three that are not on a line, in pixels and on the map."""
    if len(gcps) < 3:
        return False
    for pairs in ([(gcp.col, gcp.row) for gcp in gcps], [(gcp.x, gcp.y) for gcp in gcps]):
        values = np.array(pairs, dtype=np.float64)
        values -= values.mean(axis=0)
        singular = np.linalg.svd(values, compute_uv=False)
        if not singular[1] > 1e-6 * singular[0]:
            return False
    return True
