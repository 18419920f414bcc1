"""Finds clouds in the optical layer that no file declares: large bright areas without texture, as snow is, too.

Their outlines are the strongest structure of the optical layer, and nothing in the SAR layer corresponds to them. Below
them there is nothing to match.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...arrays import Float32Array, Window
from .reader import GridReader

# The layer is looked at with at most this many pixels on each side. All lengths below are in pixels of this picture.
_SIDE = 2048
# Values are those that matchers read, 0..255 from the darkest to the brightest of the layer, in its darkest band:
# clouds are bright in all bands. Their texture is the standard deviation in a window of this width.
_BRIGHT = 150.0
_TEXTURE = 8.0
_WINDOW_PX = 5
# A smaller bright area may be a roof or a field.
_SMALLEST_PX = 9
# How far the edge of a cloud, which is neither bright nor without texture, reaches beyond its inner part.
_EDGE_PX = 10
# A smaller share of the ground does not mislead. If almost all ground is bright, it is snow or sand, or all is lost.
_LEAST, _MOST = 0.03, 0.9


@dataclass(frozen=True)
class Clouds:
    """Clouds of an optical layer.

    Attributes:
        mask: (rows, cols) of the common grid, coarsened by `factor`.
        share: the share of the layer's data that they hide.
    """

    mask: NDArray[np.bool_]
    factor: int
    share: float


def find_clouds(optical: GridReader) -> Clouds | None:
    """The layer's clouds; None if there are none that matter, or hardly anything else.

    Raises:
        InputError: "corrupt_raster".
    """
    if not _suspicious(optical):
        return None
    grid = optical.grid
    factor = max(1, -(-max(grid.width, grid.height) // _SIDE))
    image = optical.read(Window(0, 0, -(-grid.width // factor), -(-grid.height // factor)), factor)
    known = np.isfinite(image).all(axis=0)
    darkest = np.where(known, image.min(axis=0), 0)
    bright, smooth = _bright_and_smooth(darkest)
    inner = ndimage.binary_opening(bright & smooth, np.ones((_SMALLEST_PX, _SMALLEST_PX)))
    if inner.sum() < max(1, _LEAST * known.sum()):
        return None
    mask = cast(NDArray[np.bool_], ndimage.distance_transform_edt(~inner) <= _EDGE_PX)
    # Where there is as much bright ground of another kind, the smooth parts are fields, roofs or sand.
    is_ground = (bright & ~mask).sum() > inner.sum()
    share = float((mask & known).sum() / known.sum())
    return None if is_ground or share > _MOST else Clouds(mask, factor, share)


def _suspicious(optical: GridReader) -> bool:
    """A cheap look, before the layer is read as a whole."""
    radiometry = optical.raster.radiometry
    picture = radiometry.normalise(radiometry.scale(optical.raster.picture(radiometry.bands)))
    known = np.isfinite(picture).all(axis=0)
    bright = known & (np.where(known, picture, 0).min(axis=0) > _BRIGHT)
    return bool(bright.sum() >= _LEAST * max(1, known.sum()))


def _bright_and_smooth(values: Float32Array) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    exact = values.astype(np.float64)
    mean = ndimage.uniform_filter(exact, _WINDOW_PX)
    variance = ndimage.uniform_filter(exact**2, _WINDOW_PX) - mean**2
    return np.asarray(mean > _BRIGHT), np.asarray(variance < _TEXTURE**2)
