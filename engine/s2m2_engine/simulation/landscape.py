"""A procedural landscape: relief, fields, forest, a river, roads, villages and halls, on a fine ground grid.

The landscape is invented; `rendering` shows it once as an optical and once as a SAR image. One seed determines
everything. Arrays are (rows, cols); row 0 lies in the north, col 0 in the west; lengths are in metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
IntArray = NDArray[np.int64]

CELL_M = 5.0
"""Side of a cell of the ground grid, in metres: half an optical pixel, so that edges fall inside pixels."""

PARCELS = 4093
"""Length of the tables of random values that parcel indices look up; it is a prime, so that hashes spread evenly."""


class Cover(IntEnum):
    """Codes of land cover."""

    FIELD = 0
    FOREST = 1
    WATER = 2
    ROAD = 3
    BUILDING = 4
    YARD = 5
    HEDGE = 6


@dataclass(frozen=True)
class Landscape:
    """The landscape by cell; all arrays have the shape (rows, cols).

    Attributes:
        elevation: elevation of the bare ground above sea level, metres.
        height: height of buildings and trees above the ground, metres.
        cover: codes of `Cover`.
        parcel: index in [0, PARCELS) of the field, building or lot that a cell belongs to.
        along: position along the parcel's working direction, metres; textures follow this direction.
        ripple: smooth noise with a scale of about 150 m, mean 0 and variance 1: growth and moisture in a parcel.
        grain: standard normal noise, independent from cell to cell: tree crowns, roofs, clods.
    """

    elevation: FloatArray
    height: FloatArray
    cover: NDArray[np.uint8]
    parcel: NDArray[np.int16]
    along: FloatArray
    ripple: FloatArray
    grain: FloatArray


def make_landscape(rows: int, cols: int, seed: int = 0) -> Landscape:
    """Build a landscape of rows x cols cells of `CELL_M`. The same seed gives the same landscape."""
    rng = np.random.default_rng(seed)
    shape = (rows, cols)
    x = np.broadcast_to((np.arange(cols, dtype=np.float32) + 0.5) * CELL_M, shape)
    y = np.broadcast_to((np.arange(rows, dtype=np.float32)[:, None] + 0.5) * CELL_M, shape)

    river, river_width = _river(rng, x, y)
    elevation = _relief(rng, shape, river)
    bend = 45 * smooth_noise(rng, shape, 2400.0)
    parcel, along, edge_strip, edge_end, district_edge = _parcels(rng, x + bend, y - bend)

    cover = np.full(shape, Cover.FIELD, dtype=np.uint8)
    height = np.zeros(shape, dtype=np.float32)

    lookup = rng.random(PARCELS).astype(np.float32)
    hedge = (edge_end < 6.0) & (lookup[(parcel * 7 + 11) % PARCELS] < 0.35)
    cover[hedge], height[hedge] = Cover.HEDGE, 5.0
    track = (edge_strip < 4.5) & (lookup[(parcel * 3 + 5) % PARCELS] < 0.5)
    cover[track], height[track] = Cover.ROAD, 0.0

    # The edge of a forest follows parcel borders where people cleared it and the terrain elsewhere. This mixes both.
    wooded = smooth_noise(rng, shape, 1500.0) + 0.5 * (lookup[parcel] - 0.5) + 0.004 * (elevation - elevation.mean())
    forest = wooded > np.quantile(wooded[::8, ::8], 0.8)
    cover[forest] = Cover.FOREST

    cover[district_edge < 5.0], height[district_edge < 5.0] = Cover.ROAD, 0.0
    _settle(rng, x, y, river, cover, height, parcel)
    _halls_and_farms(rng, cover, height, parcel, river)
    for distance in _main_roads(rng, x, y):
        cover[distance < 8.0], height[distance < 8.0] = Cover.ROAD, 0.0

    grain = rng.standard_normal(shape, dtype=np.float32)
    trees = cover == Cover.FOREST
    height[trees] = np.clip(15 + 3 * grain[trees], 6, 24)
    # Trees are lower at the edge of a forest, so that their shadows hardly move the edge that a sensor sees.
    for limit in (4.0, 8.0):
        inner = _inside(trees)
        edge = trees & ~inner
        height[edge] = np.minimum(height[edge], limit)
        trees = inner
    bank = (river < river_width + 25) & (river >= river_width) & (cover == Cover.FIELD)
    cover[bank], height[bank] = Cover.HEDGE, 6.0
    water = river < river_width
    cover[water], height[water] = Cover.WATER, 0.0

    return Landscape(
        elevation=elevation,
        height=height,
        cover=cover,
        parcel=parcel.astype(np.int16),
        along=along,
        ripple=smooth_noise(rng, shape, 150.0),
        grain=grain,
    )


def _inside(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells of `mask` whose four neighbours are also in it."""
    inside = mask.copy()
    inside[1:] &= mask[:-1]
    inside[:-1] &= mask[1:]
    inside[:, 1:] &= mask[:, :-1]
    inside[:, :-1] &= mask[:, 1:]
    return inside


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], length_m: float) -> FloatArray:
    """Return noise of mean 0 and variance 1 whose amplitude spectrum falls as 1/f^1.6 below the wavelength `length_m`.

    The noise is computed on a coarse lattice and interpolated, because it contains no finer detail.
    """
    from scipy import fft, ndimage

    step = max(1, int(length_m / CELL_M / 12))
    rows, cols = (n // step + 3 for n in shape)
    spectrum = fft.rfft2(rng.standard_normal((rows, cols), dtype=np.float32))
    frequency = np.hypot(fft.fftfreq(rows)[:, None], fft.rfftfreq(cols)[None, :])
    knee = step * CELL_M / length_m
    spectrum *= 1 / (1 + (frequency / knee) ** 2) ** 0.8 * np.exp(-((frequency / (8 * knee)) ** 2))
    spectrum[0, 0] = 0
    lattice = fft.irfft2(spectrum, s=(rows, cols)).astype(np.float32)
    lattice /= lattice.std()
    if step == 1:
        fine: FloatArray = lattice[: shape[0], : shape[1]]
        return fine
    offset = rng.random(2)
    positions = np.meshgrid(
        np.arange(shape[0], dtype=np.float32) / step + offset[0],
        np.arange(shape[1], dtype=np.float32) / step + offset[1],
        indexing="ij",
        copy=False,
    )
    result: FloatArray = ndimage.map_coordinates(lattice, positions, order=1, output=np.float32)
    return result


def _river(rng: np.random.Generator, x: FloatArray, y: FloatArray) -> tuple[FloatArray, float]:
    """Return the distance from the centre line of a meandering river from north to south, and half its width."""
    span = float(x[0, -1])
    line = span * rng.uniform(0.35, 0.65) + np.zeros(len(y), dtype=np.float64)
    slope = np.zeros(len(y), dtype=np.float64)
    north = y[:, 0].astype(np.float64)
    for wavelength, amplitude in ((5200.0, 620.0), (2300.0, 210.0), (1100.0, 60.0)):
        wavelength *= rng.uniform(0.85, 1.15)
        phase = rng.uniform(0, 2 * math.pi)
        line += amplitude * np.sin(2 * math.pi * north / wavelength + phase)
        slope += 2 * math.pi * amplitude / wavelength * np.cos(2 * math.pi * north / wavelength + phase)
    distance = np.abs(x - line[:, None].astype(np.float32)) / np.hypot(1, slope)[:, None].astype(np.float32)
    return distance, float(rng.uniform(35, 55))


def _relief(rng: np.random.Generator, shape: tuple[int, int], river: FloatArray) -> FloatArray:
    """Return the elevation: hills that rise away from the river's flood plain."""
    away = 1 - np.exp(-((river / 1800) ** 2))
    hills = 60 * smooth_noise(rng, shape, 3000.0) + 6 * smooth_noise(rng, shape, 600.0)
    result: FloatArray = (210 + away * (70 + hills)).astype(np.float32)
    return result


def _parcels(
    rng: np.random.Generator, x: FloatArray, y: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """Divide the ground into districts, each with its own direction, and districts into strips of parcels.

    Returns:
        The parcel index, the position along the parcel, and the distances from its long edge, from its short edge and
        from the district's edge (metres).
    """
    size = np.array([float(x[0, -1]), float(y[-1, 0])])
    count = max(3, int(size.prod() / 2400**2))
    seeds = rng.uniform(-0.05, 1.05, (count, 2)) * size
    nearest = np.full(x.shape, np.inf, dtype=np.float32)
    second = np.full(x.shape, np.inf, dtype=np.float32)
    district = np.zeros(x.shape, dtype=np.int64)
    for index, (sx, sy) in enumerate(seeds):
        distance = np.hypot(x - np.float32(sx), y - np.float32(sy))
        closer = distance < nearest
        second = np.where(closer, nearest, np.minimum(second, distance))
        nearest = np.where(closer, distance, nearest)
        district[closer] = index

    angle = rng.uniform(0, math.pi, count).astype(np.float32)[district]
    cos, sin = np.cos(angle), np.sin(angle)
    across, along = cos * x + sin * y, cos * y - sin * x
    reach = float(size.sum())
    edges = np.cumsum(rng.uniform(110, 380, int(3 * reach / 110))).astype(np.float32) - np.float32(1.2 * reach)
    across = across + rng.uniform(0, 400, count).astype(np.float32)[district]
    strip = np.searchsorted(edges, across.ravel()).reshape(x.shape)
    edge_strip = np.minimum(across - edges[strip - 1], edges[strip] - across)
    # Each strip of each district is cut into parcels of its own length.
    key = (strip * 131 + district * 977) % PARCELS
    length = rng.uniform(180, 750, PARCELS).astype(np.float32)[key]
    place = along / length + rng.random(PARCELS).astype(np.float32)[key]
    cell = np.floor(place)
    fraction = place - cell
    edge_end = np.minimum(fraction, 1 - fraction) * length
    parcel = (key * 31 + cell.astype(np.int64) * 613) % PARCELS
    return parcel, along, edge_strip, edge_end, second - nearest


def _main_roads(rng: np.random.Generator, x: FloatArray, y: FloatArray) -> list[FloatArray]:
    """Return the distances from the centre lines of long, gently curved roads."""
    size = np.array([float(x[0, -1]), float(y[-1, 0])])
    distances = []
    for angle in (rng.uniform(-0.35, 0.35), rng.uniform(1.0, 1.6), rng.uniform(2.1, 2.6)):
        cos, sin = np.float32(math.cos(angle)), np.float32(math.sin(angle))
        cx, cy = size * rng.uniform(0.25, 0.75, 2)
        u, v = cos * (x - cx) + sin * (y - cy), cos * (y - cy) - sin * (x - cx)
        bend = 260 * np.sin(u / np.float32(rng.uniform(1300, 2000)) + np.float32(rng.uniform(0, 6)))
        distances.append(np.abs(v - bend))
    return distances


def _settle(
    rng: np.random.Generator,
    x: FloatArray,
    y: FloatArray,
    river: FloatArray,
    cover: NDArray[np.uint8],
    height: FloatArray,
    parcel: IntArray,
) -> None:
    """Add a town and some villages to `cover`, `height` and `parcel`: streets, yards, and houses on lots."""
    size = np.array([float(x[0, -1]), float(y[-1, 0])])
    villages = max(2, int(size.prod() / 9e6))
    blocked = smooth_noise(rng, x.shape, 250.0)
    for number in range(villages):
        radius = rng.uniform(230, 480) if number else 0.085 * float(size.min()) + 150
        cx, cy = size * rng.uniform(0.08, 0.92, 2)
        reach = int(2 * radius / CELL_M)
        col, row = int(cx / CELL_M), int(cy / CELL_M)
        part = (
            slice(max(0, row - reach), row + reach),
            slice(max(0, col - reach), col + reach),
        )
        px, py = x[part] - np.float32(cx), y[part] - np.float32(cy)
        inside = (np.hypot(px, py) / radius + 0.22 * blocked[part] < 1) & (river[part] > 90)
        angle = rng.uniform(0, math.pi / 2)
        cos, sin = np.float32(math.cos(angle)), np.float32(math.sin(angle))
        u, v = cos * px + sin * py + 4000, cos * py - sin * px + 4000
        block_u, block_v = rng.uniform(90, 150), rng.uniform(70, 110)
        street = ((u % block_u) < 9) | ((v % block_v) < 9)
        lot_u, lot_v = 26.0, 24.0
        lot = (np.floor(u / lot_u) * 89 + np.floor(v / lot_v) * 383 + number * 1013).astype(np.int64) % PARCELS
        share = rng.random(PARCELS).astype(np.float32)[lot]
        house = ((u % lot_u) < 15) & ((v % lot_v) < 13) & (share < 0.72)
        cover[part][inside] = Cover.YARD
        height[part][inside] = 0
        cover[part][inside & house & ~street] = Cover.BUILDING
        storeys = rng.uniform(5, 13, PARCELS).astype(np.float32)[lot]
        height[part][inside & house & ~street] = storeys[inside & house & ~street]
        cover[part][inside & street] = Cover.ROAD
        parcel[part][inside] = lot[inside]


def _halls_and_farms(
    rng: np.random.Generator,
    cover: NDArray[np.uint8],
    height: FloatArray,
    parcel: IntArray,
    river: FloatArray,
) -> None:
    """Add halls (50-140 m) and farmsteads (24-45 m) to fields: their walls are bright in SAR images."""
    rows, cols = cover.shape
    square_km = rows * cols * CELL_M**2 / 1e6
    for kind, per_km2 in (("hall", 0.8), ("farm", 2.2)):
        for _ in range(int(per_km2 * square_km)):
            row, col = int(rng.integers(30, rows - 30)), int(rng.integers(30, cols - 30))
            angle, storey, key = rng.uniform(0, math.pi), rng.uniform(6, 14), int(rng.integers(PARCELS))
            long, short = rng.uniform(50, 140), rng.uniform(28, 70)
            if kind == "farm":
                long, short = rng.uniform(24, 45), rng.uniform(13, 20)
            if cover[row, col] != Cover.FIELD or river[row, col] < 150:
                continue
            part = (slice(row - 25, row + 26), slice(col - 25, col + 26))
            dy, dx = np.mgrid[-25:26, -25:26].astype(np.float32) * CELL_M
            u = np.abs(math.cos(angle) * dx + math.sin(angle) * dy)
            v = np.abs(math.cos(angle) * dy - math.sin(angle) * dx)
            yard = (u < long / 2 + 15) & (v < short / 2 + 15) & (cover[part] != Cover.WATER)
            walls = (u < long / 2) & (v < short / 2)
            cover[part][yard], height[part][yard], parcel[part][yard] = Cover.YARD, 0, key
            cover[part][walls], height[part][walls] = Cover.BUILDING, storey
