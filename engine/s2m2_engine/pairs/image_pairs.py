"""Pairs of images whose displacement is known, and the data sets that hold them.

Reads the folders that `../shared/data/README.md` describes. The SAR image gives the template, the optical one the
search window.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..arrays import Float64Array
from ..errors import InputError

# Los Angeles tiles whose estimated displacement leaves fewer blocks than this within 1.5 px are no truth.
TRUSTED_BLOCKS = 0.75
# Metre-scale pairs whose listed residual is larger were not measured rightly.
TRUSTED_RESIDUAL_PX = 5
# Neighbouring numbers of OMBRIA are adjacent ground: this many numbers make one scene when data are split.
OMBRIA_BLOCK = 50
# Prefixes of file names in multisensor, "Redarsat" as the data set spells it.
SENSORS = {
    "SEN": "Sentinel-1",
    "GF3": "GF-3",
    "Redarsat": "Radarsat-2",
    "RCM": "RCM",
    "TerraSAR": "TerraSAR-X",
    "ALOS": "ALOS",
}


@dataclass(frozen=True)
class ImagePair:
    """Where a pair lies and what is known of its misregistration.

    Attributes:
        dataset: folder name; `scene`: what must stay together when data are split.
        sar_nodata: value that means nodata in the SAR image, or None.
        subset: what tables report separately: a sensor, a season; "" where the data set is all of a kind.
        truth_px: how well the misregistration is known. Correct match rates under it would say nothing.
        displacement: (2, 3) coefficients: SAR pixel x lies at optical pixel x + d, with
            d = c0 + c1 (col - centre) / centre + c2 (row - centre) / centre, rows dx and dy.
    """

    dataset: str
    scene: str
    optical: Path
    sar: Path
    sar_nodata: float | None = None
    displacement: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0, 0, 0), (0, 0, 0))
    subset: str = ""
    truth_px: float = 1.0

    def shift_at(self, col: float, row: float, side: int) -> Float64Array:
        """Displacement (dx, dy) of the SAR pixel (col, row) in an image of `side` pixels."""
        centre = side / 2
        terms = np.array([1.0, (col - centre) / centre, (row - centre) / centre])
        shift: Float64Array = np.asarray(self.displacement, dtype=np.float64) @ terms
        return shift

    def shrunk(self, share: float) -> ImagePair:
        """The same pair when only the middle `share` of its rows and columns is used."""
        (c0, c1, c2), (r0, r1, r2) = self.displacement
        return replace(self, displacement=((c0, c1 * share, c2 * share), (r0, r1 * share, r2 * share)))


def sentinel_la(root: Path) -> list[ImagePair]:
    """Los Angeles tiles with a trusted estimate of their displacement; a scene is a block of ten tile numbers."""
    folder = root / "sentinel_la"
    pairs = []
    for item in json.loads((folder / "estimated_offsets.json").read_text(encoding="utf-8")):
        if item["blocks_within_1_5px_after"] < TRUSTED_BLOCKS:
            continue
        name = f"{item['tile']}.tif"
        displacement = (tuple(item["dx"]), tuple(item["dy"]))
        scene = f"la_{int(item['tile']) // 30}"
        pairs.append(ImagePair("sentinel_la", scene, folder / "opt" / name, folder / "sar" / name, None, displacement))
    return pairs


def sen12(root: Path) -> list[ImagePair]:
    """SEN1-2 patches; a scene is a folder."""
    pairs = []
    for sar in sorted((root / "sen12").glob("*/s1_*/*.png")):
        folder = sar.parent.parent / sar.parent.name.replace("s1_", "s2_")
        optical = folder / sar.name.replace("_s1_", "_s2_")
        season = sar.parent.parent.name
        pairs.append(ImagePair("sen12", f"{season}/{sar.parent.name}", optical, sar, subset=season))
    return pairs


def sentinel_world(root: Path) -> list[ImagePair]:
    """OMBRIA and SEN1-2 / SEN12MS patches; a scene is a block of neighbouring numbers or one ROI."""
    folder = root / "sentinel_world"
    pairs = []
    for sar in sorted((folder / "sar").glob("*.jpg")):
        stem = sar.stem
        numbered = re.fullmatch(r"ombria_(train|test)_(?:before|after)_(\d+)", stem)
        block = f"ombria_{numbered[1]}_{int(numbered[2]) // OMBRIA_BLOCK}" if numbered else ""
        scene = block or re.sub(r"_p?\d+$", "", stem)
        # Patches of SEN1-2 and SEN12MS are off by up to 4 px here.
        subset, truth_px = ("ombria", 1.0) if numbered else ("patches", 3.0)
        optical = folder / "opt" / sar.name
        pairs.append(ImagePair("sentinel_world", scene, optical, sar, subset=subset, truth_px=truth_px))
    return pairs


def multisensor(root: Path) -> list[ImagePair]:
    """3MOS patches of six SAR sensors, a subset each; a scene is a sensor's kind of landscape."""
    folder = root / "multisensor"
    pairs = []
    for sar in sorted((folder / "sar").glob("*.png")):
        prefix, scene, _ = sar.stem.split("_", 2)
        sensor, truth_px = SENSORS.get(prefix, prefix), 1.0 if prefix == "SEN" else 3.0
        optical = folder / "opt" / f"{sar.stem}.jpg"
        pairs.append(ImagePair("multisensor", f"{prefix}_{scene}", optical, sar, subset=sensor, truth_px=truth_px))
    return pairs


def metre_scale(root: Path) -> list[ImagePair]:
    """Pairs of about 1 m with a trusted residual; 0 in the SAR image is nodata. A scene is a block of ten numbers."""
    folder = root / "metre_scale"
    pairs = []
    for item in json.loads((folder / "residuals.json").read_text(encoding="utf-8")):
        dx, dy = item["residual_dx"], item["residual_dy"]
        if max(abs(dx), abs(dy)) > TRUSTED_RESIDUAL_PX:
            continue
        name = f"{item['id']}.png"
        scene = f"metre_{int(item['id']) // 10}"
        displacement = ((dx, 0.0, 0.0), (dy, 0.0, 0.0))
        pairs.append(ImagePair("metre_scale", scene, folder / "opt" / name, folder / "sar" / name, 0.0, displacement))
    return pairs


DATASETS = {
    "sentinel_la": sentinel_la,
    "sen12": sen12,
    "sentinel_world": sentinel_world,
    "metre_scale": metre_scale,
    "multisensor": multisensor,
}


def dataset(name: str, root: Path) -> list[ImagePair]:
    """All pairs of one data set under `root`.

    Raises:
        InputError: no such data set, or nothing of it in that folder.
    """
    if name not in DATASETS:
        hint = f"Choose one of: {', '.join(DATASETS)}."
        raise InputError("no_such_dataset", f"There is no data set called {name!r}.", hint)
    try:
        pairs = DATASETS[name](root)
    except FileNotFoundError:
        pairs = []
    if not pairs:
        hint = "Give the folder that the data sets lie in."
        raise InputError("no_data", f"{root} holds nothing of the data set {name}.", hint)
    return pairs
