"""Folders of pairs of images, and what they are for training; for the engine's interpreter."""

from __future__ import annotations

import json
from pathlib import Path

from scipy.ndimage import shift as moved

from helpers.pair_files import write_image
from helpers.raster_samples import textured
from s2m2_engine.pairs.file_pairs import FilePair
from s2m2_engine.pairs.folders import list_folders
from s2m2_engine.pairs.training_pairs import TrainingPair


def make_folders(root: Path, count: int = 4, side: int = 128, displaced: tuple[int, int] = (0, 0)) -> Path:
    """sar/NN.png and opt/NN.png: the optical image is the SAR one moved by `displaced` (col, row)."""
    for number in range(count):
        image = textured(side, side, seed=number)[0]
        write_image(root / "sar" / f"{number:02}.png", image)
        write_image(root / "opt" / f"{number:02}.png", moved(image, displaced[::-1], order=0, mode="wrap"))
    return root


def file_pairs(root: Path, **options: object) -> list[TrainingPair]:
    found = list_folders(root / "sar", root / "opt", "made", **options)  # type: ignore[arg-type]
    return [TrainingPair(FilePair(pair, root)) for pair in found]


def displaced_pairs(root: Path) -> list[TrainingPair]:
    """Four pairs whose optical image is the SAR image displaced by (4, -2), and whose offsets say so."""
    offsets = [{"tile": f"{number:02}", "dx": [4, 0, 0], "dy": [-2, 0, 0]} for number in range(4)]
    make_folders(root, displaced=(4, -2))
    (root / "offsets.json").write_text(json.dumps(offsets))
    return file_pairs(root, offsets=root / "offsets.json")
