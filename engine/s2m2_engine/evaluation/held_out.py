"""Held-out pairs: the validation pairs of a training configuration, which training never uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..pairs.file_pairs import FilePair
from ..pairs.image_pairs import ImagePair
from ..pairs.settings import DataSettings
from ..pairs.sources import training_pairs
from ..pairs.training_pairs import refuse_leaks
from ..training.configuration import read_configuration


def held_out_pairs(configuration: Path, shared: Path | None = None) -> list[ImagePair]:
    """List the labelled pairs of image files of the `[[validation.data]]` tables.

    Pairs of georeferenced scenes (kind "scenes") are left out: windows are cut only from image files of equal size.

    Args:
        configuration: a training configuration (TOML).
        shared: folder of the data sets of kind "shared"; None: as the configuration says.

    Raises:
        InputError: "nothing_held_out" if there are none; "data_leak" if training uses their scenes; as
            `training_pairs`.
    """
    settings = read_configuration(configuration)
    held_out = training_pairs(_moved(settings.validation.data, shared), settings.seed)
    # Pairs that two tables list count once.
    pairs = {
        pair.images.key: pair.images.pair for pair in held_out if pair.labelled and isinstance(pair.images, FilePair)
    }
    if not pairs:
        raise InputError(
            "nothing_held_out",
            f"{configuration} holds out no pairs of image files with known displacement.",
            "List such pairs, which training does not use, in [[validation.data]] tables of a kind other than scenes.",
        )
    refuse_leaks(training_pairs(_moved(settings.data, shared), settings.seed), held_out)
    return list(pairs.values())


@dataclass(frozen=True)
class HeldOut:
    """The `held_out_pairs` of a configuration, which are read once for all data sets."""

    configuration: Path
    pairs: tuple[ImagePair, ...]

    @classmethod
    def of(cls, configuration: Path) -> HeldOut:
        """Read the held-out pairs of a training configuration.

        Raises:
            InputError: as `held_out_pairs`.
        """
        return cls(configuration, tuple(held_out_pairs(configuration)))

    @property
    def sets(self) -> list[str]:
        """Names of the data sets, in the order of the configuration."""
        return list(dict.fromkeys(pair.dataset for pair in self.pairs))

    def only(self, pairs: Sequence[ImagePair], name: str) -> list[ImagePair]:
        """Return the held-out pairs among `pairs`, which belong to the data set `name`.

        Pairs are compared by the path of their SAR file.

        Raises:
            InputError: "not_held_out".
        """
        files = {pair.sar.resolve() for pair in self.pairs}
        kept = [pair for pair in pairs if pair.sar.resolve() in files]
        if kept:
            return kept
        same = [pair for pair in self.pairs if pair.dataset == name]
        if same:
            raise InputError(
                "not_held_out",
                f"The pairs of {name} that {self.configuration} holds out are in another folder, for example "
                f"{same[0].sar}.",
                "Give the folder that its [[validation.data]] tables name.",
            )
        raise InputError(
            "not_held_out",
            f"{self.configuration} holds out no pairs of {name}.",
            f"Its [[validation.data]] tables contain: {', '.join(self.sets)}.",
        )


def _moved(sets: Sequence[DataSettings], shared: Path | None) -> list[DataSettings]:
    if shared is None:
        return list(sets)
    return [replace(settings, root=shared) if settings.kind == "shared" else settings for settings in sets]
