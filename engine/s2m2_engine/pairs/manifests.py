"""Manifests list which pairs belong to which part of a data set, in a fixed order; no pair is in two parts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..files import partial_file
from .image_pairs import ImagePair
from .training_pairs import digest

SPLIT_SEED = 42
LABELLED, UNLABELLED, VALIDATION, TEST = "labelled", "unlabelled", "validation", "test"
PARTS = (LABELLED, UNLABELLED, VALIDATION, TEST)
_COLUMNS = ("part", "scene", "sar", "optical")


@dataclass(frozen=True)
class Manifest:
    """The pairs of a data set by part, in a fixed order.

    Attributes:
        name: readable name of the data set and the split.
        parts: pairs by part; the keys are among `PARTS`.
    """

    name: str
    parts: Mapping[str, tuple[ImagePair, ...]]

    def __post_init__(self) -> None:
        seen: set[Path] = set()
        for pairs in self.parts.values():
            for pair in pairs:
                if pair.sar in seen:
                    raise InputError("data_leak", f"{self.name} lists {pair.sar} twice.", "List every pair only once.")
                seen.add(pair.sar)

    def part(self, name: str) -> tuple[ImagePair, ...]:
        """Return the pairs of one part.

        Raises:
            InputError: "no_such_part" if this split does not have the part or the part is empty.
        """
        pairs = self.parts.get(name, ())
        if not pairs:
            available = ", ".join(part for part in PARTS if self.parts.get(part))
            raise InputError("no_such_part", f"{self.name} has no {name} pairs.", f"Use one of its parts: {available}.")
        return pairs

    def sha256(self, root: Path) -> str:
        """Hash the pairs of all parts in order, by paths relative to `root`, so that it is equal on every machine."""
        return digest(
            f"{name}|{pair.sar.relative_to(root).as_posix()}" for name, pairs in self.parts.items() for pair in pairs
        )


def shuffled(pairs: Sequence[ImagePair], seed: int = SPLIT_SEED) -> list[ImagePair]:
    """Shuffle the pairs with numpy's legacy random generator, which the paper's splits use."""
    order = list(range(len(pairs)))
    np.random.RandomState(seed).shuffle(order)
    return [pairs[number] for number in order]


def split_by_ranges(name: str, pairs: Sequence[ImagePair], ranges: Mapping[str, range]) -> Manifest:
    """Take the parts from the shuffled list by ranges of indices, which must lie inside the list."""
    order = shuffled(pairs)
    return Manifest(name, {part: tuple(order[number] for number in numbers) for part, numbers in ranges.items()})


def split_by_scene(
    name: str,
    pairs: Sequence[ImagePair],
    shares: Mapping[str, float],
    scene: Callable[[ImagePair], str] = lambda pair: pair.scene,
) -> Manifest:
    """Assign whole scenes to parts, so that no ground occurs in two parts.

    Each scene, the largest first, goes to the part that is furthest below its share of the pairs.

    Args:
        shares: target share of the pairs by part, summing to 1; met as closely as whole scenes allow.
        scene: returns the scene of a pair.
    """
    groups: dict[str, list[ImagePair]] = {}
    for pair in pairs:
        groups.setdefault(scene(pair), []).append(pair)
    names = sorted(groups)
    np.random.RandomState(SPLIT_SEED).shuffle(names)
    # Large scenes come first: a large scene at the end might overfill its part.
    names.sort(key=lambda name: -len(groups[name]))
    parts: dict[str, list[ImagePair]] = {part: [] for part in shares}
    for group in names:
        part = max(shares, key=lambda part: shares[part] * len(pairs) - len(parts[part]))
        parts[part].extend(groups[group])
    return Manifest(name, {part: tuple(members) for part, members in parts.items()})


def write_manifest(path: Path, manifest: Manifest, root: Path) -> None:
    """Write a CSV file with the columns part, scene, sar, optical; paths are relative to `root`, with forward slashes.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    with partial_file(path) as partial, partial.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for part, pairs in manifest.parts.items():
            for pair in pairs:
                sar, optical = pair.sar.relative_to(root).as_posix(), pair.optical.relative_to(root).as_posix()
                writer.writerow((part, pair.scene, sar, optical))


def read_manifest(path: Path, root: Path, sar_nodata: float | None = None) -> Manifest:
    """Read a manifest that `write_manifest` wrote.

    Raises:
        InputError: "bad_manifest" if the file cannot be read, a column is missing or a part is unknown.
    """
    hint = f"A manifest is a CSV file with the columns {', '.join(_COLUMNS)}; parts are {', '.join(PARTS)}."
    parts: dict[str, list[ImagePair]] = {}
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError("bad_manifest", f"The manifest {path} cannot be read: {error}.", hint) from error
    for number, row in enumerate(rows, start=2):
        if any(not row.get(column) for column in _COLUMNS) or row["part"] not in PARTS:
            raise InputError("bad_manifest", f"Line {number} of the manifest {path} does not describe a pair.", hint)
        pair = ImagePair(path.stem, row["scene"], root / row["optical"], root / row["sar"], sar_nodata)
        parts.setdefault(row["part"], []).append(pair)
    return Manifest(path.name, {part: tuple(members) for part, members in parts.items()})
