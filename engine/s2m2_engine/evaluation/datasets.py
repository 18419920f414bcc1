"""The data sets that `s2m2 evaluate` knows by name. Their pairs are checked before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..pairs.image_files import image_size
from ..pairs.image_pairs import DATASETS, ImagePair, dataset
from .held_out import HeldOut


@dataclass(frozen=True)
class DatasetDescription:
    """A data set and how tables describe it.

    Attributes:
        note: a sentence on the accuracy of its truth and on the part that is measured.
        windows: default number of windows per pair and template size.
        list_pairs: lists its pairs under the folder that the user names; raises InputError.
    """

    note: str
    windows: int
    list_pairs: Callable[[Path], Sequence[ImagePair]]


def _shared(name: str) -> Callable[[Path], Sequence[ImagePair]]:
    """Return a reader of one of `image_pairs.DATASETS`. It takes the data set's folder or the parent of that folder."""

    def read(folder: Path) -> Sequence[ImagePair]:
        inside = folder.resolve()
        return dataset(name, inside.parent if inside.name == name and not (inside / name).is_dir() else inside)

    return read


def _sen12(split: str) -> Callable[[Path], Sequence[ImagePair]]:
    def read(folder: Path) -> Sequence[ImagePair]:
        from ..pairs.manifests import TEST
        from ..pairs.sen12 import sen12_manifest

        pairs = sen12_manifest(folder, split).part(TEST)
        return [replace(pair, dataset="sen1-2", subset=pair.scene.split("/")[0]) for pair in pairs]

    return read


def _qxs(split: str) -> Callable[[Path], Sequence[ImagePair]]:
    def read(folder: Path) -> Sequence[ImagePair]:
        from ..pairs.manifests import TEST
        from ..pairs.qxs import qxs_manifest

        return qxs_manifest(folder, split).part(TEST)

    return read


def _folders(folder: Path) -> Sequence[ImagePair]:
    from ..pairs.folders import list_folders

    offsets = folder / "offsets.json"
    return list_folders(folder / "sar", folder / "opt", "folders", offsets=offsets if offsets.is_file() else None)


_NO_BENCHMARK = "a few real pairs, not a published benchmark"
DESCRIPTIONS: dict[str, DatasetDescription] = {
    "sentinel_la": DatasetDescription(
        f"Truth is an estimate by dense gradient correlation, which favours similar methods; {_NO_BENCHMARK}.",
        4,
        _shared("sentinel_la"),
    ),
    "sen12": DatasetDescription(
        f"Pairs are aligned to 1-2 px; {_NO_BENCHMARK}: these are not SEN1-2 results.", 2, _shared("sen12")
    ),
    "sentinel_world": DatasetDescription(
        f"Pairs are aligned to about 1.5 px (ombria) and 4 px (patches); {_NO_BENCHMARK}.", 1, _shared("sentinel_world")
    ),
    "metre_scale": DatasetDescription(
        f"Truth is a whole-pixel residual, accurate to 1-3 px; {_NO_BENCHMARK}.", 2, _shared("metre_scale")
    ),
    "multisensor": DatasetDescription(
        f"Pairs are aligned to about 1 px (Sentinel-1) and 2-4 px (the others); {_NO_BENCHMARK}.",
        2,
        _shared("multisensor"),
    ),
    "sen1-2": DatasetDescription(
        "SEN1-2, the test pairs of the paper's random split; neighbouring patches overlap, so results of models that "
        "were trained on this split are too optimistic.",
        1,
        _sen12("paper"),
    ),
    "sen1-2-roi": DatasetDescription("SEN1-2, test ROIs that contain no training patch.", 1, _sen12("roi")),
    "qxs": DatasetDescription("QXS-SAROPT, the test pairs of the paper's random split.", 1, _qxs("paper")),
    "qxs-roi": DatasetDescription("QXS-SAROPT, test blocks of neighbouring patches.", 1, _qxs("roi")),
    "folders": DatasetDescription(
        "Pairs of equal names in sar/ and opt/; without offsets.json they are assumed to be aligned.",
        2,
        _folders,
    ),
}
assert set(DATASETS) <= set(DESCRIPTIONS)


def describe(name: str) -> DatasetDescription:
    """Return the description of the data set called `name`.

    Raises:
        InputError: "no_such_dataset".
    """
    if name not in DESCRIPTIONS:
        hint = f"Choose one of: {', '.join(DESCRIPTIONS)}."
        raise InputError("no_such_dataset", f"There is no data set called {name!r}.", hint)
    return DESCRIPTIONS[name]


def choose_pairs(
    name: str,
    folder: Path,
    scenes: Sequence[str] = (),
    limit: int | None = None,
    seed: int = 0,
    held_out: HeldOut | None = None,
) -> list[ImagePair]:
    """Choose and check the pairs to measure on.

    Args:
        scenes: patterns with * and ?. Only pairs whose scene fits one of them are used; empty: all pairs.
        limit: largest number of pairs, which are drawn at random with `seed`.
        held_out: only validation pairs of this training configuration are used.

    Raises:
        InputError: the data set is unknown or has another layout, an image is missing or unreadable, the sizes of two
            images differ, or no pair is left.
    """
    if not folder.is_dir():
        raise InputError("no_data", f"There is no folder {folder}.", "Give the folder of the data set.")
    pairs = list(describe(name).list_pairs(folder))
    if held_out is not None:
        pairs = held_out.only(pairs, name)
    if scenes:
        available = sorted({pair.scene for pair in pairs})
        pairs = [pair for pair in pairs if any(fnmatchcase(pair.scene, pattern) for pattern in scenes)]
        if not pairs:
            names = ", ".join(available[:8]) + (" ..." if len(available) > 8 else "")
            raise InputError(
                "no_such_scene", f"No scene of {name} is called {' or '.join(scenes)}.", f"Its scenes are: {names}."
            )
    if limit is not None and limit < len(pairs):
        chosen = np.random.default_rng(seed).permutation(len(pairs))[:limit]
        pairs = [pairs[index] for index in sorted(chosen)]
    for pair in pairs:
        _check(pair)
    return pairs


def _check(pair: ImagePair) -> None:
    """Check the headers: a bad pair must be reported before hours are spent on other pairs."""
    sar, optical = image_size(pair.sar), image_size(pair.optical)
    if sar != optical:
        raise InputError(
            "sizes_differ",
            f"{pair.sar} has {sar[1]} x {sar[0]} pixels, but {pair.optical} has {optical[1]} x {optical[0]}.",
            "Both images of a pair must have the same size. Resample one of them, or leave the pair out.",
        )
