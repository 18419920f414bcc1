"""Which pairs belong to which part of a data set: fixed order, fixed seed, no pair in two parts."""

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
    """A data set's pairs by part, each part in the order in which it is numbered.

    Attributes:
        name: of the data set and the split, for people.
        parts: keys among `PARTS`.
    """

    name: str
    parts: Mapping[str, tuple[ImagePair, ...]]

    def __post_init__(self) -> None:
        seen: set[Path] = set()
        for pairs in self.parts.values():
            for pair in pairs:
                if pair.sar in seen:
                    raise InputError(
                        "data_leak", f"{self.name} lists {pair.sar} twice.", "List every pair once, in one part."
                    )
                seen.add(pair.sar)

    def part(self, name: str) -> tuple[ImagePair, ...]:
        """The pairs of one part.

        Raises:
            InputError: this split has no such part, or nothing in it.
        """
        pairs = self.parts.get(name, ())
        if not pairs:
            there = ", ".join(part for part in PARTS if self.parts.get(part))
            raise InputError("no_such_part", f"{self.name} has no {name} pairs.", f"Use one of its parts: {there}.")
        return pairs

    def sha256(self, root: Path) -> str:
        """Of the parts' pairs in order, by paths relative to `root`: equal on every machine with the same data."""
        return digest(
            f"{name}|{pair.sar.relative_to(root).as_posix()}" for name, pairs in self.parts.items() for pair in pairs
        )


def shuffled(pairs: Sequence[ImagePair], seed: int = SPLIT_SEED) -> list[ImagePair]:
    """The pairs in the order of numpy's legacy generator, which the paper's splits are drawn with."""
    order = list(range(len(pairs)))
    np.random.RandomState(seed).shuffle(order)
    return [pairs[number] for number in order]


def split_by_ranges(name: str, pairs: Sequence[ImagePair], ranges: Mapping[str, range]) -> Manifest:
    """Parts as ranges of the shuffled list; ranges past its end are the caller's mistake."""
    order = shuffled(pairs)
    return Manifest(name, {part: tuple(order[number] for number in numbers) for part, numbers in ranges.items()})


def split_by_scene(
    name: str,
    pairs: Sequence[ImagePair],
    shares: Mapping[str, float],
    scene: Callable[[ImagePair], str] = lambda pair: pair.scene,
) -> Manifest:
    """Whole scenes to each part, so that no ground is in two: scenes in shuffled order, each to the part that is
    furthest below its share of the pairs.

    Args:
        shares: of the pairs, summing to 1; met as closely as whole scenes allow.
        scene: what must stay together.
    """
    groups: dict[str, list[ImagePair]] = {}
    for pair in pairs:
        groups.setdefault(scene(pair), []).append(pair)
    names = sorted(groups)
    np.random.RandomState(SPLIT_SEED).shuffle(names)
    # Large scenes first, or the last one may overfill its part.
    names.sort(key=lambda one: -len(groups[one]))
    parts: dict[str, list[ImagePair]] = {part: [] for part in shares}
    for one in names:
        part = max(shares, key=lambda part: shares[part] * len(pairs) - len(parts[part]))
        parts[part].extend(groups[one])
    return Manifest(name, {part: tuple(members) for part, members in parts.items()})


def write_manifest(path: Path, manifest: Manifest, root: Path) -> None:
    """CSV with the columns part, scene, sar, optical; paths relative to `root` with forward slashes.

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
    """The inverse of `write_manifest`.

    Raises:
        InputError: "bad_manifest": no such file, other columns, or a part that there is not.
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
            raise InputError("bad_manifest", f"Line {number} of the manifest {path} is not a pair.", hint)
        pair = ImagePair(path.stem, row["scene"], root / row["optical"], root / row["sar"], sar_nodata)
        parts.setdefault(row["part"], []).append(pair)
    return Manifest(path.name, {part: tuple(members) for part, members in parts.items()})
