"""Pairs of image files for tests of what reads data sets."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import rasterio
from rasterio.errors import NotGeoreferencedWarning
from scipy.ndimage import shift as moved

from helpers.raster_samples import textured

# Of two folders of pairs; the third one is held out.
RECIPE = """
name = "made"
out = "run"
[[data]]
kind = "folders"
name = "made"
sar = "sar"
optical = "opt"
without_scenes = ["02"]
[[validation.data]]
kind = "folders"
name = "made"
sar = "sar"
optical = "opt"
scenes = ["02"]
"""


def write_image(path: Path, image: np.ndarray) -> Path:
    """(bands, rows, cols) or (rows, cols) as bytes; the name's suffix decides between PNG and TIFF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    bands = image if image.ndim == 3 else image[None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        profile = {"width": bands.shape[2], "height": bands.shape[1], "count": len(bands), "dtype": "uint8"}
        driver = "PNG" if path.suffix == ".png" else "GTiff"
        with rasterio.open(path, "w", driver=driver, **profile) as file:
            file.write(np.clip(bands, 0, 255).astype(np.uint8))
    return path


def write_pair(sar: Path, optical: Path, seed: int, size: int = 160, by: tuple[float, float] = (0, 0)) -> None:
    """An image, and itself with the contrast turned over, moved by (dx, dy)."""
    image = textured(size, size, seed=seed)[0]
    turned = 255 - moved(image, (by[1], by[0]), order=1, mode="mirror")
    write_image(sar, image)
    write_image(optical, np.stack([turned] * 3))


def write_negatives(root: Path, count: int = 4, size: int = 72) -> None:
    """root/sar/NN.png and root/opt/NN.png, the one the negative of the other, on the same ground."""
    for number in range(count):
        image = textured(size, size, seed=number)
        write_image(root / "sar" / f"{number:02}.png", image)
        write_image(root / "opt" / f"{number:02}.png", 255 - image)
