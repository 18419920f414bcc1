"""Renders the procedural landscape as an optical image and as a simulated SAR image.

The optical image has colours by cover and parcel, sun shading, cast shadows and haze. The SAR image has backscatter by
cover and parcel, drawn independently of the colours, brighter slopes towards the radar, radar shadow, layover and
double bounce at walls, and multiplicative speckle. Relief displaces nothing, as in terrain-corrected imagery.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from .landscape import CELL_M, PARCELS, Cover, FloatArray, Landscape, smooth_noise

INCIDENCE_DEG = 38.0
"""Angle between the radar's line of sight and the vertical. The radar is in the west and looks east."""
LOOKS = 4
"""Number of looks; speckle in power is gamma-distributed (Goodman 1976)."""
SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG = 150.0, 60.0

# Reflectance in red, green and blue. Each field has one of several crops.
_COLOUR = {
    Cover.FOREST: (0.050, 0.085, 0.050),
    Cover.WATER: (0.045, 0.075, 0.090),
    Cover.ROAD: (0.215, 0.205, 0.190),
    Cover.YARD: (0.165, 0.165, 0.135),
    Cover.HEDGE: (0.060, 0.100, 0.055),
}
_CROPS = np.array(
    [
        (0.085, 0.130, 0.070),  # green cereal
        (0.120, 0.155, 0.090),  # meadow
        (0.215, 0.190, 0.125),  # ripe cereal
        (0.205, 0.175, 0.140),  # bare, dry
        (0.140, 0.120, 0.100),  # bare, moist
        (0.220, 0.215, 0.100),  # rape in flower
        (0.095, 0.120, 0.070),  # maize, beet
        (0.180, 0.175, 0.130),  # stubble
    ],
    dtype=np.float32,
)
_CROP_SHARES = (0.20, 0.17, 0.15, 0.13, 0.10, 0.04, 0.11, 0.10)
_ROOFS = np.array([(0.24, 0.13, 0.10), (0.20, 0.19, 0.18), (0.34, 0.33, 0.32), (0.15, 0.11, 0.10)], dtype=np.float32)
_HAZE = (0.026, 0.033, 0.044)  # light scattered by the atmosphere, as reflectance
# Backscatter coefficient (linear power). Fields have a random value by parcel.
_BACKSCATTER = {
    Cover.FOREST: 0.16,
    Cover.WATER: 0.0035,
    Cover.ROAD: 0.016,
    Cover.BUILDING: 0.14,
    Cover.YARD: 0.055,
    Cover.HEDGE: 0.14,
}


def render_optical(land: Landscape, seed: int = 0) -> NDArray[np.uint8]:
    """Render an RGB image, uint8 (3, rows/2, cols/2); a pixel covers 2 x 2 cells of the landscape."""
    rng = np.random.default_rng([seed, 1])
    light = _sunlight(land)
    texture = _optical_texture(land)
    colours = _colours(land, rng)
    rows, cols = land.cover.shape
    veil = 1 + 0.25 * smooth_noise(rng, (rows // 2, cols // 2), 4000.0 * CELL_M / 10)
    image = np.empty((3, rows // 2, cols // 2), dtype=np.uint8)
    for band in range(3):
        radiance = _halve(colours[band] * texture * light) + _HAZE[band] * veil
        radiance *= 1 + 0.012 * rng.standard_normal(radiance.shape, dtype=np.float32)
        # A display curve similar to those of image providers: a reflectance of 0.36 is white, shadows are brightened.
        image[band] = np.clip(255 * (np.clip(radiance, 0, 0.36) / 0.36) ** 0.75, 1, 255).round()
    return image


def backscatter(land: Landscape, seed: int = 0) -> FloatArray:
    """Return the backscatter (linear power) of each cell without speckle."""
    rng = np.random.default_rng([seed, 2])
    table = np.exp(rng.normal(math.log(0.045), 0.75, PARCELS)).astype(np.float32)
    sigma = table[land.parcel] * np.exp(0.22 * land.ripple)
    for cover, value in _BACKSCATTER.items():
        sigma[land.cover == cover] = value
    trees = land.cover == Cover.FOREST
    sigma[trees] *= np.exp(0.45 * land.grain[trees])
    sigma *= _side_looking(land)
    return _walls_and_shadow(land, sigma)


def render_sar(
    land: Landscape, col: float, row: float, pixel_m: float, shape: tuple[int, int], seed: int = 0
) -> NDArray[np.uint16]:
    """Render SAR amplitude, uint16, of `shape`, in pixels of `pixel_m`, from cell (col, row) of the landscape on."""
    from scipy import ndimage

    rng = np.random.default_rng([seed, 3])
    step = pixel_m / CELL_M
    # The resolution is about a pixel. Within a resolution cell power adds up, not amplitude.
    power = ndimage.gaussian_filter(backscatter(land, seed), 0.42 * step, truncate=3)
    positions = np.meshgrid(
        row + (np.arange(shape[0]) + 0.5) * step - 0.5,
        col + (np.arange(shape[1]) + 0.5) * step - 0.5,
        indexing="ij",
        copy=False,
    )
    mean = ndimage.map_coordinates(power, positions, order=1, mode="nearest", output=np.float32)
    speckle = rng.standard_gamma(LOOKS, shape, dtype=np.float32) / LOOKS
    noise_floor = 0.0015
    amplitude = 1000 * np.sqrt(mean * speckle + noise_floor)
    result: NDArray[np.uint16] = np.clip(amplitude.round(), 1, 65535).astype(np.uint16)
    return result


def _colours(land: Landscape, rng: np.random.Generator) -> FloatArray:
    """Return the reflectance (3, rows, cols)."""
    crop = _CROPS[rng.choice(len(_CROPS), size=PARCELS, p=_CROP_SHARES)]
    crop = crop * rng.uniform(0.85, 1.15, (PARCELS, 1)).astype(np.float32)
    roof = _ROOFS[rng.integers(len(_ROOFS), size=PARCELS)]
    flat = np.zeros((max(Cover) + 1, 3), dtype=np.float32)
    for cover, colour in _COLOUR.items():
        flat[cover] = colour
    colours = np.empty((3, *land.cover.shape), dtype=np.float32)
    is_field, is_roof = land.cover == Cover.FIELD, land.cover == Cover.BUILDING
    for band in range(3):
        plane = flat[:, band][land.cover]
        plane[is_field] = crop[land.parcel[is_field], band]
        plane[is_roof] = roof[land.parcel[is_roof], band]
        colours[band] = plane
    return colours


def _optical_texture(land: Landscape) -> FloatArray:
    """Return a factor on reflectance: differences in growth and working lines in fields, tree crowns in forests."""
    texture = np.ones(land.cover.shape, dtype=np.float32)
    is_field = land.cover == Cover.FIELD
    lines = 0.03 * np.sin(land.along[is_field] * np.float32(2 * math.pi / 36))
    texture[is_field] += 0.07 * land.ripple[is_field] + lines + 0.03 * land.grain[is_field]
    trees = (land.cover == Cover.FOREST) | (land.cover == Cover.HEDGE)
    texture[trees] += 0.30 * land.grain[trees] + 0.08 * land.ripple[trees]
    built = (land.cover == Cover.YARD) | (land.cover == Cover.BUILDING)
    texture[built] += 0.12 * land.grain[built]
    return np.clip(texture, 0.3, 2)


def _slopes(elevation: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the slope (rise per metre) towards the east and towards the north."""
    east: FloatArray = np.gradient(elevation, CELL_M, axis=1).astype(np.float32)
    south: FloatArray = np.gradient(elevation, CELL_M, axis=0).astype(np.float32)
    return east, -south


def _sunlight(land: Landscape) -> FloatArray:
    """Return direct light and skylight, 1 on flat open ground, by Lambert's law and with cast shadows."""
    azimuth, elevation = math.radians(SUN_AZIMUTH_DEG), math.radians(SUN_ELEVATION_DEG)
    east, north = _slopes(land.elevation)
    sun = (
        math.sin(azimuth) * math.cos(elevation),
        math.cos(azimuth) * math.cos(elevation),
        math.sin(elevation),
    )
    direct = (sun[2] - east * sun[0] - north * sun[1]) / np.sqrt(1 + east**2 + north**2) / sun[2]
    shaded = np.zeros(land.cover.shape, dtype=bool)
    drop = math.tan(elevation) * CELL_M
    for step in range(1, 1 + int(land.height.max() / drop)):
        cols, rows = round(step * math.sin(azimuth)), round(-step * math.cos(azimuth))
        shaded |= np.roll(land.height, (-rows, -cols), (0, 1)) - land.height > step * drop
    sky = 0.22
    return sky + (1 - sky) * np.where(shaded, 0.1, np.clip(direct, 0, None))


def _side_looking(land: Landscape) -> FloatArray:
    """Return the brightness of slopes: where a slope faces the radar, a slant-range cell covers more ground."""
    incidence = math.radians(INCIDENCE_DEG)
    east, _ = _slopes(land.elevation)
    # Ground that rises eastwards faces the radar in the west, so its local incidence angle is smaller.
    local = np.clip(incidence - np.arctan(east), math.radians(8), math.radians(80))
    factor = (np.cos(local) / np.sin(local)) / (math.cos(incidence) / math.sin(incidence))
    return np.clip(factor, 0.3, 4).astype(np.float32)


def _walls_and_shadow(land: Landscape, sigma: FloatArray) -> FloatArray:
    """Add radar shadow behind raised objects, layover of walls towards the radar, and double bounce."""
    incidence = math.radians(INCIDENCE_DEG)
    height = land.height
    drop = CELL_M / math.tan(incidence)
    shadow = np.zeros(height.shape, dtype=bool)
    for step in range(1, 2 + int(height.max() / drop)):
        shadow[:, step:] |= height[:, :-step] - height[:, step:] > step * drop
    result = np.where(shadow, sigma * 0.12, sigma)

    built = land.cover == Cover.BUILDING
    wall = np.zeros(height.shape, dtype=bool)
    wall[:, 1:] = built[:, 1:] & ~built[:, :-1]
    # Layover: the wall's return falls on the ground in front of it, up to height / tan(incidence) away.
    reach = np.where(wall, height / math.tan(incidence) / CELL_M, 0)
    for step in range(1, 1 + math.ceil(float(reach.max()))):
        result[:, :-step] += np.where(reach[:, step:] >= step - 0.5, 0.10, 0)
    # Double bounce grows with the wall's height and is strongest where the wall faces the radar squarely.
    facing = np.zeros(height.shape, dtype=np.float32)
    facing[1:-1] = (wall[:-2].astype(np.float32) + wall[1:-1] + wall[2:]) / 3
    result += np.where(wall, 0.12 * height * facing**2, 0)
    # Roofs, gables and corners add returns over the whole building.
    result += np.where(built, 0.05 * height, 0)
    return result.astype(np.float32)


def _halve(plane: FloatArray) -> FloatArray:
    rows, cols = plane.shape[0] // 2 * 2, plane.shape[1] // 2 * 2
    part = plane[:rows, :cols]
    result: FloatArray = (part[::2, ::2] + part[1::2, ::2] + part[::2, 1::2] + part[1::2, 1::2]) / 4
    return result
