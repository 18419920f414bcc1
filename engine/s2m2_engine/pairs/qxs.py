"""Reader of QXS-SAROPT (Huang et al. 2021): 20,000 pairs of 256 px at 1 m (GF-3 and optical).

In its published layout, sar_256_oc_0.2/N.png belongs to opt_256_oc_0.2/N.png.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import InputError
from .image_pairs import ImagePair
from .manifests import LABELLED, TEST, UNLABELLED, VALIDATION, Manifest, split_by_ranges, split_by_scene

PAIRS = 20_000
SAR_FOLDER, OPTICAL_FOLDER = "sar_256_oc_0.2", "opt_256_oc_0.2"
# Li & Gai, arXiv 2508.07812, section IV. The paper reserves no pairs for validation.
PAPER_RANGES = {LABELLED: range(1_000), UNLABELLED: range(1_000, 16_000), TEST: range(16_000, PAIRS)}
# The data set names no scenes, but patches are numbered along their scene and overlap by a fifth.
BLOCK = 250
BLOCK_SHARES = {LABELLED: 0.05, UNLABELLED: 0.7, VALIDATION: 0.05, TEST: 0.2}


def list_qxs(root: Path) -> list[ImagePair]:
    """List all pairs by number; a scene is a block of consecutive numbers.

    Raises:
        InputError: "wrong_layout" if there is no pair; "missing_image" for a patch without partner.
    """
    sar, optical = _numbers(root / SAR_FOLDER), _numbers(root / OPTICAL_FOLDER)
    if not sar and not optical:
        raise InputError(
            "wrong_layout",
            f"{root} does not hold QXS-SAROPT in its published layout.",
            f"Expected {SAR_FOLDER}/1.png beside {OPTICAL_FOLDER}/1.png.",
        )
    alone = sar ^ optical
    if alone:
        number = min(alone)
        there, missing = (SAR_FOLDER, OPTICAL_FOLDER) if number in sar else (OPTICAL_FOLDER, SAR_FOLDER)
        raise InputError(
            "missing_image",
            f"{root / there / f'{number}.png'} has no partner in {missing}.",
            "Complete the data set, or remove the patch.",
        )
    return [
        ImagePair(
            "qxs", str(number // BLOCK), root / OPTICAL_FOLDER / f"{number}.png", root / SAR_FOLDER / f"{number}.png"
        )
        for number in sorted(sar)
    ]


def _numbers(folder: Path) -> set[int]:
    if not folder.is_dir():
        return set()
    names = (os.path.splitext(name) for name in os.listdir(folder))
    return {int(stem) for stem, suffix in names if suffix.lower() == ".png" and stem.isdigit()}


def qxs_manifest(root: Path, split: str) -> Manifest:
    """Return the split "paper" (random over all patches, as published) or "roi" (blocks of consecutive numbers).

    Raises:
        InputError: as `list_qxs`; "incomplete_dataset" if pairs are missing for the paper's split.
    """
    pairs = list_qxs(root)
    if split == "roi":
        return split_by_scene("QXS-SAROPT, split by blocks", pairs, BLOCK_SHARES)
    if len(pairs) != PAIRS:
        raise InputError(
            "incomplete_dataset",
            f"The paper's split needs all {PAIRS} pairs of QXS-SAROPT, but {root} holds {len(pairs)}.",
            'Complete the data set, or use split = "roi".',
        )
    return split_by_ranges("QXS-SAROPT, the paper's split", pairs, PAPER_RANGES)
