"""Computes where the points of a raster belong after its correction, and the pixels of the corrected raster."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from ..errors import InputError, UnreliableError
from .fitting.transform import Transform
from .raster.geodesy import PointFunction, Points, point_transformer
from .raster.raster import Raster, apply_affine
from .results.result import MatchResult

# A displacement that varies by less than this over the raster counts as constant.
_CONSTANT_PX = 0.05
_LATTICE = 17
_MOST_GROWTH = 4.0


@dataclass(frozen=True)
class PixelGrid:
    """The pixels of a raster on the map.

    Attributes:
        crs_text: AUTHORITY:CODE or WKT of the CRS.
        transform: geotransform from pixels to the map.
        width, height: size in pixels.
    """

    crs_text: str
    transform: Affine
    width: int
    height: int

    @property
    def crs(self) -> CRS:
        """The CRS as rasterio has it."""
        return CRS.from_user_input(self.crs_text)

    def to_map(self, colrow: Points) -> Points:
        """The map positions (n, 2) of pixel coordinates (n, 2)."""
        return apply_affine(self.transform, colrow)

    def to_pixel(self, xy: Points) -> Points:
        """The pixel coordinates (n, 2) of map positions (n, 2)."""
        return apply_affine(~self.transform, xy)


class Mover:
    """Computes where points of one raster belong, in its own CRS and pixels."""

    def __init__(self, raster: Raster, result: MatchResult, transform: Transform) -> None:
        self._raster = raster
        self._transform = transform
        xmin, _, xmax, _ = result.grid.bbox
        self._result_crs, self._middle = result.crs, (xmin + xmax) / 2
        self._to_result: PointFunction = point_transformer(raster.crs_text, result.crs, self._middle)
        self._to_raster: PointFunction = point_transformer(result.crs, raster.crs_text, raster.centre[0])

    def moved(self, xy: Points) -> Points:
        """The corrected positions (n, 2) of positions `xy` (n, 2), both in the raster's CRS."""
        return self._to_raster(self._transform.apply(self._to_result(xy)))

    def moved_onto(self, grid: PixelGrid, xy: Points) -> Points:
        """The corrected positions (n, 2), in the CRS of `grid`, of positions `xy` (n, 2) in the raster's CRS."""
        x, _ = grid.to_map(np.array([[grid.width / 2, grid.height / 2]]))[0]
        to_grid = point_transformer(self._result_crs, grid.crs_text, float(x))
        return to_grid(self._transform.apply(self._to_result(xy)))

    def source_of(self, grid: PixelGrid) -> PointFunction:
        """A function that gives the raster's pixels (n, 2) whose content belongs at pixels (n, 2) of `grid`."""
        to_result = point_transformer(grid.crs_text, self._result_crs, self._middle)

        def source(pixels: Points) -> Points:
            target = to_result(grid.to_map(pixels))
            return self._raster.to_pixel(self._to_raster(self._transform.invert(target)))

        return source

    def constant_shift(self) -> tuple[float, float] | None:
        """The displacement in units of the raster's CRS if it is the same everywhere in the raster, otherwise None."""
        pixels, moved = self._moved_pixels()
        displacement = moved - pixels
        centre = np.array([self._raster.centre])
        shift = (self.moved(centre) - centre)[0]
        middle = self._raster.to_pixel(centre + shift) - self._raster.to_pixel(centre)
        if float(np.hypot(*(displacement - middle).T).max()) >= _CONSTANT_PX:
            return None
        return float(shift[0]), float(shift[1])

    def own_grid(self) -> PixelGrid:
        """The pixels of the raster's own lattice that contain the whole moved raster.

        Raises:
            InputError: "transform_runs_away": they are unreasonably many.
        """
        raster = self._raster
        _, moved = self._moved_pixels()
        slack = 1e-6
        col0, row0 = (math.floor(v + slack) for v in moved.min(axis=0))
        col1, row1 = (math.ceil(v - slack) for v in moved.max(axis=0))
        width, height = col1 - col0, row1 - row0
        if width * height > _MOST_GROWTH * raster.width * raster.height:
            raise InputError(
                "transform_runs_away",
                f"The {self._transform.kind} transform would stretch {raster.name} to {width} x {height} pixels: it "
                "reaches too far beyond the tie points.",
                "Choose method shift, similarity or affine.",
            )
        a, b, _, d, e, _ = raster.transform[:6]
        x, y = map(float, raster.to_map(np.array([[col0, row0]], dtype=np.float64))[0])
        return PixelGrid(raster.crs_text, Affine(a, b, x, d, e, y), width, height)

    def _moved_pixels(self) -> tuple[Points, Points]:
        """The pixels of a lattice over the raster, and where they belong in its grid; (n, 2) each.

        Raises:
            UnreliableError: "no_transform": a position is not finite.
        """
        xy = self._raster.outline(_LATTICE)
        moved = self.moved(xy)
        if not np.isfinite(moved).all():
            raise UnreliableError(
                "no_transform",
                "The match found no displacement that this raster could be moved by.",
                "Match again with other settings or layers.",
            )
        return self._raster.to_pixel(xy), self._raster.to_pixel(moved)
