"""SEN1-2 (Schmitt et al. 2018, doi 10.14459/2018mp1436631): 282,384 pairs of 256 px, in its published layout.

SEASON/s1_N/SEASON_s1_N_pM.png beside SEASON/s2_N/SEASON_s2_N_pM.png, with SEASON like ROIs1158_spring and N the ROI.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from .image_pairs import ImagePair
from .manifests import LABELLED, TEST, UNLABELLED, VALIDATION, Manifest, split_by_ranges, split_by_scene

PAIRS = 282_384
# Li & Gai, arXiv 2508.07812, section IV: labelled, unlabelled; the test pairs are the last ones. What lies between
# is used by none of theirs, so the validation pairs come from there.
PAPER_RANGES = {
    LABELLED: range(16_000),
    UNLABELLED: range(16_000, 256_000),
    VALIDATION: range(270_000, 272_000),
    TEST: range(280_000, PAIRS),
}
ROI_SHARES = {LABELLED: 0.055, UNLABELLED: 0.825, VALIDATION: 0.04, TEST: 0.08}
_SEASON = re.compile(r"ROIs\d+_\w+")
_PATCH = re.compile(r"(.+)_s1_(\d+)_p(\d+)\.png")
_LAYOUT = "ROIs1158_spring/s1_1/ROIs1158_spring_s1_1_p1.png beside ROIs1158_spring/s2_1/ROIs1158_spring_s2_1_p1.png"


def list_sen12(root: Path) -> list[ImagePair]:
    """All pairs, by season, ROI number and patch number, whatever order the file system lists them in.

    Raises:
        InputError: "wrong_layout": none there; "missing_image": a SAR patch without its optical one.
    """
    pairs: list[ImagePair] = []
    for season in sorted(entry for entry in _folders(root) if _SEASON.fullmatch(entry.name)):
        rois = [entry for entry in _folders(season) if re.fullmatch(r"s1_\d+", entry.name)]
        for folder in sorted(rois, key=lambda entry: int(entry.name[3:])):
            pairs.extend(_roi(season, folder))
    if not pairs:
        raise InputError(
            "wrong_layout", f"{root} does not hold SEN1-2 in its published layout.", f"Expected {_LAYOUT}."
        )
    return pairs


def _roi(season: Path, folder: Path) -> Iterator[ImagePair]:
    optical_folder = season / folder.name.replace("s1_", "s2_")
    there = set(os.listdir(optical_folder)) if optical_folder.is_dir() else set()
    found = (_PATCH.fullmatch(name) for name in os.listdir(folder))
    for patch in sorted((one for one in found if one), key=lambda one: int(one[3])):
        optical = f"{patch[1]}_s2_{patch[2]}_p{patch[3]}.png"
        if optical not in there:
            raise InputError(
                "missing_image",
                f"{folder / patch[0]} has no optical partner {optical_folder / optical}.",
                "Complete the data set, or remove the SAR patch.",
            )
        yield ImagePair("sen12", f"{season.name}/{folder.name[3:]}", optical_folder / optical, folder / patch[0])


def _folders(root: Path) -> list[Path]:
    return [entry for entry in root.iterdir() if entry.is_dir()] if root.is_dir() else []


def sen12_manifest(root: Path, split: str) -> Manifest:
    """The split "paper" (random over all patches, as published; neighbouring patches overlap by half, so its figures
    flatter) or "roi" (whole ROIs, so that no ground is in two parts).

    Raises:
        InputError: as `list_sen12`; "incomplete_dataset": the paper's split of anything but the whole data set.
    """
    pairs = list_sen12(root)
    if split == "roi":
        return split_by_scene("SEN1-2, split by ROI", pairs, ROI_SHARES, lambda pair: pair.scene)
    if len(pairs) != PAIRS:
        raise InputError(
            "incomplete_dataset",
            f"The paper's split is of {PAIRS} pairs of SEN1-2, but {root} holds {len(pairs)}.",
            'Complete the data set, or use split = "roi".',
        )
    return split_by_ranges("SEN1-2, the paper's split", pairs, PAPER_RANGES)
