"""Writes copies of training pairs as a user would have them: georeferenced, unlabelled and misaligned.

    python -m s2m2_engine.studies.misaligned CONFIG.toml --dataset NAME [--scene PATTERN ...] --out DIR

NNN_sar.tif and NNN_optical.tif have the pixels of the pair, but the SAR image is georeferenced with a random shift;
shifts.json contains the shifts. The command prints the pairs in the format that `s2m2 finetune` takes. The validation
pairs of the configuration are not copied, so that models fine-tuned on the copies can be measured on them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..pairs.sources import training_pairs
from ..pairs.training_pairs import PairImages
from ..terminal import module_status
from ..training.configuration import read_configuration
from .geotiff import write_bands

CRS = "EPSG:32633"
_CORNER = (400_000.0, 5_400_000.0)
# Metres between the corners of two pairs, so that pairs do not touch each other.
_APART = 100_000.0


@dataclass(frozen=True)
class MisalignedPair:
    """A written pair; `shift_px` is the shift (columns, rows) of the SAR copy from its true position."""

    sar: Path
    optical: Path
    source: str
    shift_px: tuple[int, int]


def write_misaligned(
    pairs: Sequence[PairImages], out: Path, reach: int, pixel_m: float, seed: int
) -> list[MisalignedPair]:
    """Write the copies.

    Args:
        reach: largest shift along an axis, px.
        pixel_m: pixel size of the copies, metres.
        seed: seed of the shifts.

    Raises:
        InputError: a pair cannot be read, or `out` cannot be written.
    """
    from affine import Affine

    random = np.random.default_rng(seed)
    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for number, pair in enumerate(pairs):
            right, down = (int(shift) for shift in random.integers(-reach, reach + 1, size=2))
            east, north = _CORNER[0], _CORNER[1] - number * _APART
            sar, optical = out / f"{number:03d}_sar.tif", out / f"{number:03d}_optical.tif"
            true = Affine(pixel_m, 0, east, 0, -pixel_m, north)
            moved = Affine(pixel_m, 0, east + right * pixel_m, 0, -pixel_m, north - down * pixel_m)
            write_bands(optical, pair.read_optical(pair.bounds()), CRS, true)
            write_bands(sar, pair.read_sar(pair.core()), CRS, moved)
            written.append(MisalignedPair(sar, optical, pair.key, (right, down)))
        shifts = {copy.source: copy.shift_px for copy in written}
        (out / "shifts.json").write_text(json.dumps(shifts, indent=1), encoding="utf-8")
    except OSError as error:
        raise InputError(
            "unwritable_output",
            f"The pairs cannot be written to {out}: {error.strerror or error}.",
            "Choose a folder for which you have write permission.",
        ) from error
    return written


def _chosen(configuration: Path, name: str, scenes: Sequence[str]) -> list[PairImages]:
    settings = read_configuration(configuration)
    pairs = {pair.images.key: pair.images for pair in training_pairs(settings.data, settings.seed)}
    kept = []
    for pair in pairs.values():
        data, _, scene = pair.scene.partition(":")
        if data == name and (not scenes or any(fnmatchcase(scene, pattern) for pattern in scenes)):
            kept.append(pair)
    if not kept:
        raise InputError(
            "no_data",
            f"{configuration} trains on no pairs of {name} in these scenes.",
            "See its [[data]] tables for the data sets and scenes.",
        )
    return kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return an exit status like those of `s2m2`."""
    parser = argparse.ArgumentParser(prog="python -m s2m2_engine.studies.misaligned", description=__doc__)
    parser.add_argument("configuration", type=Path, metavar="CONFIG")
    parser.add_argument("--dataset", required=True, metavar="NAME", help="a training data set of the configuration")
    parser.add_argument(
        "--scene", action="append", default=[], metavar="PATTERN", help="use only these scenes; repeatable"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--reach", type=int, default=40, metavar="PIXELS", help="largest shift along an axis (40)")
    parser.add_argument("--pixel", type=float, default=10.0, metavar="METRES", help="pixel size (10)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the shifts (0)")
    options = parser.parse_args(arguments)

    def work() -> None:
        pairs = _chosen(options.configuration, options.dataset, options.scene)
        for copy in write_misaligned(pairs, options.out, options.reach, options.pixel, options.seed):
            print(f"{copy.sar},{copy.optical}")

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
