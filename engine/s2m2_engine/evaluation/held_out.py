"""What training never saw: the pairs that a training configuration keeps for validation."""

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
    """Labelled pairs of image files of the `[[validation.data]]` tables; whole scenes ("scenes") have no windows of
    their own to score.

    Args:
        configuration: a training configuration (TOML).
        shared: where data sets of kind "shared" lie, if elsewhere than the configuration says.

    Raises:
        InputError: "nothing_held_out": there are none; "data_leak": training uses their scenes; as `training_pairs`.
    """
    settings = read_configuration(configuration)
    held_out = training_pairs(_moved(settings.validation.data, shared), settings.seed)
    # Pairs that two tables list count once.
    pairs = {one.images.key: one.images.pair for one in held_out if one.labelled and isinstance(one.images, FilePair)}
    if not pairs:
        raise InputError(
            "nothing_held_out",
            f"{configuration} holds out no pairs of image files with known truth.",
            "List data that training does not see in [[validation.data]] tables, of another kind than scenes.",
        )
    refuse_leaks(training_pairs(_moved(settings.data, shared), settings.seed), held_out)
    return list(pairs.values())


@dataclass(frozen=True)
class HeldOut:
    """The `held_out_pairs` of a configuration, read once for all data sets that are scored."""

    configuration: Path
    pairs: tuple[ImagePair, ...]

    @classmethod
    def of(cls, configuration: Path) -> HeldOut:
        """Raises InputError as `held_out_pairs`."""
        return cls(configuration, tuple(held_out_pairs(configuration)))

    @property
    def sets(self) -> list[str]:
        """Names of the data sets, in their order."""
        return list(dict.fromkeys(pair.dataset for pair in self.pairs))

    def only(self, pairs: Sequence[ImagePair], name: str) -> list[ImagePair]:
        """Those of the pairs of the data set `name` that are held out.

        A pair is known by its SAR file, whatever the two call its scene.

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
                f"What {self.configuration} holds out of {name} lies elsewhere, as {same[0].sar}.",
                "Give the folder that its [[validation.data]] tables name.",
            )
        raise InputError(
            "not_held_out",
            f"{self.configuration} holds out nothing of {name}.",
            f"Its [[validation.data]] tables hold: {', '.join(self.sets)}.",
        )


def _moved(sets: Sequence[DataSettings], shared: Path | None) -> list[DataSettings]:
    return [replace(one, root=shared) if shared is not None and one.kind == "shared" else one for one in sets]
