"""Reader of SEN1-2 (Schmitt et al. 2018, doi 10.14459/2018mp1436631): 282,384 pairs of 256 px.

In its published layout, SEASON/s1_N/SEASON_s1_N_pM.png belongs to SEASON/s2_N/SEASON_s2_N_pM.png, where SEASON is for
example ROIs1158_spring, N the number of the ROI and M that of the patch.
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
# Li & Gai, arXiv 2508.07812, section IV: the first pairs are labelled, the next unlabelled, the last are test pairs.
# The paper uses none of the pairs between 256,000 and 280,000, so the validation pairs come from there.
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
    """List all pairs, sorted by season, ROI number and patch number.

    Raises:
        InputError: "wrong_layout" if there is no pair; "missing_image" for a SAR patch without optical partner.
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
    optical_names = set(os.listdir(optical_folder)) if optical_folder.is_dir() else set()
    found = (_PATCH.fullmatch(name) for name in os.listdir(folder))
    for patch in sorted((match for match in found if match), key=lambda match: int(match[3])):
        optical = f"{patch[1]}_s2_{patch[2]}_p{patch[3]}.png"
        if optical not in optical_names:
            raise InputError(
                "missing_image",
                f"{folder / patch[0]} has no optical partner {optical_folder / optical}.",
                "Complete the data set, or remove the SAR patch.",
            )
        yield ImagePair("sen12", f"{season.name}/{folder.name[3:]}", optical_folder / optical, folder / patch[0])


def _folders(root: Path) -> list[Path]:
    return [entry for entry in root.iterdir() if entry.is_dir()] if root.is_dir() else []


def sen12_manifest(root: Path, split: str) -> Manifest:
    """Return the split "paper" (random over all patches, as published) or "roi" (whole ROIs).

    Neighbouring patches overlap by half, so the same ground occurs in several parts of the split "paper", and results
    on it are too optimistic. In the split "roi" no ground occurs in two parts.

    Raises:
        InputError: as `list_sen12`; "incomplete_dataset" if pairs are missing for the paper's split.
    """
    pairs = list_sen12(root)
    if split == "roi":
        return split_by_scene("SEN1-2, split by ROI", pairs, ROI_SHARES, lambda pair: pair.scene)
    if len(pairs) != PAIRS:
        raise InputError(
            "incomplete_dataset",
            f"The paper's split needs all {PAIRS} pairs of SEN1-2, but {root} holds {len(pairs)}.",
            'Complete the data set, or use split = "roi".',
        )
    return split_by_ranges("SEN1-2, the paper's split", pairs, PAPER_RANGES)
