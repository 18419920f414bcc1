"""Matches templates in an image that a first fit has straightened, as particle image velocimetry deforms its windows.

A template is compared as if its ground moved as a whole. Where the displacement changes within the template, its
edges do not fit where its centre fits, and the peak becomes blunt and moves. If the other image is resampled along the
first fit, only the fit's errors are left to be found (Scarano 2002, doi:10.1088/0957-0233/13/1/201).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np

from ...arrays import Float32Array, Float64Array, Window
from ..fitting.transform import Transform
from ..raster.warp import position_map, sample
from .tiles import PixelReader, TemplateMatch

# Bilinear interpolation reads the neighbours of a position.
_BORDER = 2


class DeformedReader:
    """Reads a layer as it would look if each of its places were where `transform` comes from.

    Args:
        transform: where a pixel of the window is read, in pixels of the common grid.
    """

    def __init__(self, reader: PixelReader, transform: Transform) -> None:
        self._reader = reader
        self._transform = transform

    def read(self, window: Window, factor: int = 1) -> Float32Array:
        """Read (bands, rows, cols), float32 in 0..255, with NaN for nodata; see `GridReader.read`.

        Raises:
            InputError: "corrupt_raster".
        """
        x, y = position_map(lambda pixels: self._transform.apply(pixels * factor) / factor, window)
        low = np.floor([x.min(), y.min()]).astype(int) - _BORDER
        high = np.ceil([x.max(), y.max()]).astype(int) + _BORDER
        values = self._reader.read(Window(int(low[0]), int(low[1]), *map(int, high - low)), factor)
        return np.asarray(sample(values, x - low[0], y - low[1], "bilinear"), dtype=np.float32)


def change_within_template(transform: Transform, centre: Float64Array, template: float) -> float:
    """By how many pixels the displacement at a template's corners differs from that at its centre: the median of all.

    Args:
        centre: (n, 2) centres of templates.
        template: side of a template, px.
    """
    if len(centre) == 0:
        return 0.0
    here = transform.displacement(centre)
    corners = [np.array(signs) * template / 2 for signs in product((-1, 1), repeat=2)]
    differences = [np.linalg.norm(transform.displacement(centre + corner) - here, axis=1) for corner in corners]
    return float(np.median(np.max(differences, axis=0)))


def in_grid(item: TemplateMatch, transform: Transform) -> TemplateMatch:
    """A match in the image that was resampled along `transform`, as a match in the image as it is."""
    centre = np.asarray(item.centre)
    found = centre + item.displacement
    steps = np.array([[0.0, 0.0], [0.5, 0.0], [-0.5, 0.0], [0.0, 0.5], [0.0, -0.5]])
    place = transform.apply(found + steps)
    jacobian = np.column_stack([place[1] - place[2], place[3] - place[4]])
    moved = np.rint(transform.displacement(found[None])[0]).astype(int)
    return replace(
        item,
        displacement=(float(place[0, 0] - centre[0]), float(place[0, 1] - centre[1])),
        covariance=jacobian @ item.covariance @ jacobian.T,
        origin=(item.origin[0] + int(moved[0]), item.origin[1] + int(moved[1])),
    )
