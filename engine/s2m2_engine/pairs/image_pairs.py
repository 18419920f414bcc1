"""Image pairs whose displacement is known, and readers of the data sets that hold them.

The readers expect the folders that `../shared/data/README.md` describes. Templates are cut from the SAR image, search
windows from the optical image.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..arrays import Float64Array
from ..errors import InputError
from ..json_input import read_json

# A Los Angeles tile is used only if its estimated displacement leaves at least this share of blocks within 1.5 px.
TRUSTED_BLOCKS = 0.75
# A larger residual of a metre-scale pair is a failed measurement.
TRUSTED_RESIDUAL_PX = 5
# Consecutive numbers of OMBRIA show adjacent ground, so this many numbers form one scene when data are split.
OMBRIA_BLOCK = 50
# Sensors by prefix of the file names in multisensor; the data set itself spells "Redarsat".
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
    """The files of a pair and its known misregistration.

    Attributes:
        dataset: name of the data set, which is that of its folder.
        scene: pairs of the same scene stay together when data are split.
        sar_nodata: nodata value of the SAR image, or None.
        displacement: (2, 3) coefficients c0, c1, c2 of dx and of dy. SAR pixel x corresponds to optical pixel x + d
            with d = c0 + c1 (col - centre) / centre + c2 (row - centre) / centre, in pixels.
        subset: sensor or season that tables report separately; "" if the data set has only one kind.
        truth_px: accuracy of the known misregistration, in pixels. A CMR at a smaller threshold has no meaning.
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
        """Return the displacement (dx, dy), in pixels, of the SAR pixel (col, row) in an image of `side` pixels."""
        centre = side / 2
        terms = np.array([1.0, (col - centre) / centre, (row - centre) / centre])
        shift: Float64Array = np.asarray(self.displacement, dtype=np.float64) @ terms
        return shift

    def shrunk(self, share: float) -> ImagePair:
        """Return the same pair for the case that only the middle `share` of its rows and columns is used."""
        (c0, c1, c2), (r0, r1, r2) = self.displacement
        return replace(self, displacement=((c0, c1 * share, c2 * share), (r0, r1 * share, r2 * share)))


def sentinel_la(root: Path) -> list[ImagePair]:
    """List the Los Angeles tiles with a trusted displacement estimate; 30 consecutive tile numbers form a scene."""
    folder = root / "sentinel_la"
    pairs = []
    for item in read_json(folder / "estimated_offsets.json"):
        if item["blocks_within_1_5px_after"] < TRUSTED_BLOCKS:
            continue
        name = f"{item['tile']}.tif"
        displacement = (tuple(item["dx"]), tuple(item["dy"]))
        scene = f"la_{int(item['tile']) // 30}"
        pairs.append(ImagePair("sentinel_la", scene, folder / "opt" / name, folder / "sar" / name, None, displacement))
    return pairs


def sen12(root: Path) -> list[ImagePair]:
    """List the SEN1-2 patches; each folder is a scene."""
    pairs = []
    for sar in sorted((root / "sen12").glob("*/s1_*/*.png")):
        folder = sar.parent.parent / sar.parent.name.replace("s1_", "s2_")
        optical = folder / sar.name.replace("_s1_", "_s2_")
        season = sar.parent.parent.name
        pairs.append(ImagePair("sen12", f"{season}/{sar.parent.name}", optical, sar, subset=season))
    return pairs


def sentinel_world(root: Path) -> list[ImagePair]:
    """List the OMBRIA, SEN1-2 and SEN12MS patches; a scene is a block of consecutive numbers or an ROI."""
    folder = root / "sentinel_world"
    pairs = []
    for sar in sorted((folder / "sar").glob("*.jpg")):
        stem = sar.stem
        numbered = re.fullmatch(r"ombria_(train|test)_(?:before|after)_(\d+)", stem)
        block = f"ombria_{numbered[1]}_{int(numbered[2]) // OMBRIA_BLOCK}" if numbered else ""
        scene = block or re.sub(r"_p?\d+$", "", stem)
        # SEN1-2 and SEN12MS patches of this data set are misregistered by up to 4 px.
        subset, truth_px = ("ombria", 1.0) if numbered else ("patches", 3.0)
        optical = folder / "opt" / sar.name
        pairs.append(ImagePair("sentinel_world", scene, optical, sar, subset=subset, truth_px=truth_px))
    return pairs


def multisensor(root: Path) -> list[ImagePair]:
    """List the 3MOS patches; each of the six SAR sensors is a subset, and each of its landscape types a scene."""
    folder = root / "multisensor"
    pairs = []
    for sar in sorted((folder / "sar").glob("*.png")):
        prefix, scene, _ = sar.stem.split("_", 2)
        sensor, truth_px = SENSORS.get(prefix, prefix), 1.0 if prefix == "SEN" else 3.0
        optical = folder / "opt" / f"{sar.stem}.jpg"
        pairs.append(ImagePair("multisensor", f"{prefix}_{scene}", optical, sar, subset=sensor, truth_px=truth_px))
    return pairs


def metre_scale(root: Path) -> list[ImagePair]:
    """List the pairs of about 1 m GSD with a trusted residual; ten consecutive numbers form a scene.

    The nodata value of the SAR images is 0.
    """
    folder = root / "metre_scale"
    pairs = []
    for item in read_json(folder / "residuals.json"):
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
    """List all pairs of a data set under `root`.

    Raises:
        InputError: "no_such_dataset"; "no_data" if `root` holds no pair of it.
    """
    if name not in DATASETS:
        hint = f"Choose one of: {', '.join(DATASETS)}."
        raise InputError("no_such_dataset", f"There is no data set called {name!r}.", hint)
    try:
        pairs = DATASETS[name](root)
    except FileNotFoundError:
        pairs = []
    if not pairs:
        hint = "Give the folder that contains the data sets."
        raise InputError("no_data", f"{root} holds no pair of the data set {name}.", hint)
    return pairs
