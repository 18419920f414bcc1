"""What was drawn into both images is not taken for the ground; sharp edges that the ground itself has are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from affine import Affine

from helpers.raster_samples import UTM_PLACE, WriteRaster, textured
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.fitting.transform import ShiftTransform
from s2m2_engine.scene.matching.drawings import rests_on_drawing
from s2m2_engine.scene.raster.grid import common_grid
from s2m2_engine.scene.raster.raster import open_raster
from s2m2_engine.scene.raster.reader import GridReader

SIDE = 300
RADIUS_M = 300.0
CENTRES = np.stack(np.meshgrid(np.arange(60.0, 241, 20), np.arange(60.0, 241, 20)), axis=-1).reshape(-1, 2)


def judge(sar: Path, optical: Path, shift: tuple[float, float] = (0.0, 0.0)) -> bool:
    with open_raster(sar, "sar") as first, open_raster(optical, "optical") as second:
        grid = common_grid(first, second, RADIUS_M)
        centres = CENTRES + np.array([grid.core.col, grid.core.row])
        with GridReader(first, grid) as one, GridReader(second, grid) as other:
            return rests_on_drawing(one, other, ShiftTransform(*shift), centres, Reporter())


def noisy(ground: np.ndarray, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 8, ground.shape)
    return np.clip(ground + noise, 1, 254).astype(np.uint8)


def graticule() -> np.ndarray:
    lines = np.arange(SIDE) % 120 == 70
    return lines[:, None] | lines[None, :]


def tilted() -> np.ndarray:
    rows, cols = np.indices((SIDE, SIDE))
    return ((rows + 0.4 * cols) % 130 < 2) | ((cols - 0.4 * rows) % 130 < 2)


def frame() -> np.ndarray:
    edge = np.minimum.outer(*[np.minimum(np.arange(SIDE), SIDE - 1 - np.arange(SIDE))] * 2)
    return (edge >= 70) & (edge < 72)


def letters() -> np.ndarray:
    drawn = np.zeros((SIDE, SIDE), dtype=bool)
    random = np.random.default_rng(3)
    for _ in range(60):
        row, col = random.integers(0, SIDE - 30, 2)
        length, width = (30, 4) if random.random() < 0.5 else (4, 30)
        drawn[row : row + length, col : col + width] = True
    return drawn


@pytest.mark.parametrize("drawn", [graticule(), tilted(), frame(), letters()], ids=["lines", "tilted", "frame", "text"])
@pytest.mark.parametrize("opaque", [0.5, 1.0])
def test_a_drawing_on_unrelated_ground(drawn: np.ndarray, opaque: float, write_raster: WriteRaster) -> None:
    images = [noisy(textured(SIDE, SIDE, seed=seed), seed) for seed in (1, 2)]
    for image in images:
        image[:, drawn] = (1 - opaque) * image[:, drawn] + opaque * 255
    assert judge(write_raster(images[0], name="sar.tif"), write_raster(images[1], name="optical.tif"))


@pytest.mark.parametrize("part", [0.0, 0.5])
def test_a_drawing_is_found_where_the_images_lie_apart_by_parts_of_a_pixel(
    part: float, write_raster: WriteRaster
) -> None:
    images = [noisy(textured(SIDE, SIDE, seed=seed), seed) for seed in (1, 2)]
    for image in images:
        image[:, letters()] = 255
    col, row = 12 + part, -7 + part
    place = UTM_PLACE @ Affine.translation(col, row)
    sar = write_raster(images[0], name="sar.tif", transform=place)
    assert judge(sar, write_raster(images[1], name="optical.tif"), (-col, -row))


def test_seams_of_a_mosaic_on_unrelated_ground(write_raster: WriteRaster) -> None:
    step = np.where(np.arange(SIDE) < 140, -20, 20)
    images = [
        noisy(0.6 * textured(SIDE, SIDE, seed=seed) + 40 + step[:, None] + step[None, :], seed) for seed in (1, 2)
    ]
    assert judge(write_raster(images[0], name="sar.tif"), write_raster(images[1], name="optical.tif"))


@pytest.mark.parametrize("seed", [0, 1])
def test_sharp_edges_of_the_same_ground_are_no_drawing(seed: int, write_raster: WriteRaster) -> None:
    """Fields with straight borders to the pixel, in noise: their edges coincide, and the ground within does, too."""
    random = np.random.default_rng(seed)
    fields = np.kron(random.integers(20, 80, (6, 6)), np.ones((50, 50)))
    ground = fields + 0.7 * textured(SIDE, SIDE, seed=seed)
    sar, optical = noisy(ground, 10 + seed), noisy(ground, 20 + seed)
    assert not judge(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif"))


def test_unrelated_ground_and_empty_images_have_no_drawing(write_raster: WriteRaster) -> None:
    sar, optical = (noisy(textured(SIDE, SIDE, seed=seed), seed) for seed in (1, 2))
    assert not judge(write_raster(sar, name="sar.tif"), write_raster(optical, name="optical.tif"))
    sar[:, :200] = 0
    optical[:, :, 200:] = 0
    assert not judge(write_raster(sar, name="sar.tif", nodata=0), write_raster(optical, name="optical.tif", nodata=0))
