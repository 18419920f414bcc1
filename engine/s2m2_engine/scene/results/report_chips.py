"""Pictures of the report: the layers as a checkerboard at a few tie points, before and after the correction.

The pictures show what the numbers cannot: whether roads and shores run on from square to square.
"""

from __future__ import annotations

import base64
import warnings
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile

from ...arrays import Float32Array, Float64Array, Window
from ...errors import InputError
from ..fitting.tie_points import TiePointSet
from ..fitting.transform import Transform
from ..raster.geodesy import Points, point_transformer
from ..raster.raster import Raster, open_raster
from ..raster.warp import position_map, sample
from .result import MatchResult

SIDE_PX = 144
SQUARES = 4
_BANDS = 3
# What is darker or brighter than these percentiles is shown black or white.
_STRETCH = (2.0, 98.0)


@dataclass(frozen=True)
class _Place:
    """A tie point that is shown: `reference` (2,) is its place on the map after the correction."""

    name: str
    reference: Float64Array
    residual_m: float


def chips_html(result: MatchResult, tie_points: TiePointSet, opened: Sequence[Raster]) -> str:
    """The section of the report; "" if no tie point agrees, and a sentence if a layer can no longer be read.

    Args:
        opened: those of the two layers that are open.
    """
    places = _places(result, tie_points)
    if not places:
        return ""
    title = "<h2>Before and after</h2>"
    step = np.abs(tie_points.pixel_xy())
    moving, reference = result.input(result.moving), result.reference
    try:
        with ExitStack() as stack:
            layers = {raster.role: raster for raster in opened}
            for info in result.inputs:
                if info.role not in layers:
                    layers[info.role] = stack.enter_context(open_raster(info.path, info.role, info.name, info.crs))
            pair = layers[moving.role], layers[reference.role]
            figures = "".join(_figure(place, *pair, result.crs, step, result.transform) for place in places)
    except InputError as error:
        why = escape(error.message)
        return f'{title}<p class="note">There are no pictures, since a layer could not be read: {why}</p>'
    return (
        f"{title}{figures}"
        f'<p class="note">Squares of {escape(moving.name)} and {escape(reference.name)} in turn; each picture is '
        f"{SIDE_PX} pixels of the common grid wide. Its middle is the tie point with the smallest, the median or the "
        "largest held-out residual of those that agree. Where the layers fit, lines run on from square to square.</p>"
    )


def _places(result: MatchResult, tie_points: TiePointSet) -> list[_Place]:
    agreeing = np.flatnonzero(tie_points.inlier & np.isfinite(tie_points.residual_m))
    if not len(agreeing):
        return []
    order = agreeing[np.argsort(tie_points.residual_m[agreeing], kind="stable")]
    chosen = {"Best": order[0], "Median": order[len(order) // 2], "Worst": order[-1]}
    xy = tie_points.moving_xy[list(chosen.values())]
    moved = result.transform.apply(xy)
    return [
        _Place(name, moved[row], float(tie_points.residual_m[index]))
        for row, (name, index) in enumerate(chosen.items())
    ]


def _figure(
    place: _Place, moving: Raster, reference: Raster, crs: str, step: Float64Array, transform: Transform
) -> str:
    fixed = _chip(reference, crs, place.reference, step)
    boards = [
        f'<img src="data:image/png;base64,{_png(_checkerboard(chip, fixed))}" '
        f'width="{2 * SIDE_PX}" alt="{escape(f"{place.name} tie point, {when}")}">'
        for when, chip in (
            ("before", _chip(moving, crs, place.reference, step)),
            ("after", _chip(moving, crs, place.reference, step, transform.invert)),
        )
    ]
    caption = f"{place.name}: residual {place.residual_m:.3g} m; left before, right after the correction."
    return f'<figure class="chips">{"".join(boards)}<figcaption>{caption}</figcaption></figure>'


def _chip(
    raster: Raster,
    crs: str,
    centre: Float64Array,
    step: Float64Array,
    source: Callable[[Points], Points] = lambda places: places,
) -> Float32Array:
    """(rows, cols) in 0..255 around a place of the map, with pixels of `step` (2,); NaN where there are no data.

    Args:
        source: where on the map the raster holds what belongs at places (n, 2) of the map.
    """
    corner = centre + SIDE_PX / 2 * step * (-1, 1)
    to_raster = point_transformer(crs, raster.crs_text, raster.centre[0])
    whole = Window(0, 0, SIDE_PX, SIDE_PX)
    x, y = position_map(lambda pixels: raster.to_pixel(to_raster(source(corner + pixels * step * (1, -1)))), whole)
    low = np.maximum(np.floor([np.nanmin(x), np.nanmin(y)]) - 1, 0).astype(int)
    high = np.minimum(np.ceil([np.nanmax(x), np.nanmax(y)]) + 1, [raster.width, raster.height]).astype(int)
    if (high <= low).any():
        return np.full((SIDE_PX, SIDE_PX), np.nan, dtype=np.float32)
    size = high - low
    # Finer pixels are subsampled.
    cols, rows = -(-size // np.maximum(1, size // SIDE_PX))
    window = Window(int(low[0]), int(low[1]), int(size[0]), int(size[1]))
    values = raster.read(raster.selected_bands[:_BANDS], window, (int(rows), int(cols)))
    scaled = (x - low[0]) * cols / size[0], (y - low[1]) * rows / size[1]
    return _stretched(np.asarray(sample(values, *scaled, "bilinear"), dtype=np.float32))


def _stretched(bands: Float32Array) -> Float32Array:
    known = np.isfinite(bands)
    grey = np.where(known, bands, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    grey = np.where(known.any(axis=0), grey, np.nan).astype(np.float32)
    if not np.isfinite(grey).any():
        return grey
    low, high = np.nanpercentile(grey, _STRETCH)
    return np.asarray(np.clip((grey - low) / max(high - low, 1e-9), 0, 1) * 255, dtype=np.float32)


def _checkerboard(first: Float32Array, second: Float32Array) -> NDArray[np.uint8]:
    row, col = np.indices(first.shape) * SQUARES // SIDE_PX
    mixed = np.where((row + col) % 2 == 0, first, second)
    return np.where(np.isfinite(mixed), mixed, 128).astype(np.uint8)


def _png(image: NDArray[np.uint8]) -> str:
    height, width = image.shape
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a picture is no map
        with memory.open(driver="PNG", width=width, height=height, count=1, dtype="uint8") as dataset:
            dataset.write(image, 1)
        return base64.b64encode(memory.read()).decode("ascii")
