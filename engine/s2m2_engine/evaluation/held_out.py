"""The pairs that a training configuration keeps for validation: what a model may be calibrated with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import InputError
from ..training.configuration import DataSettings, read_configuration
from ..training.data.images import FilePair
from ..training.data.pairs import refuse_leaks
from ..training.data.sources import training_pairs
from .windows import ImagePair


def held_out_pairs(configuration: Path, shared: Path | None = None) -> list[ImagePair]:
    """Labelled pairs of image files of the `[[validation.data]]` tables.

    Args:
        configuration: a training configuration (TOML).
        shared: where data sets of kind "shared" lie, if elsewhere than the configuration says.

    Raises:
        InputError: "no_held_out_data": there are none; "data_leak": training uses their scenes; as `training_pairs`.
    """
    settings = read_configuration(configuration)
    held_out = training_pairs(_moved(settings.validation.data, shared), settings.seed)
    # Pairs that two tables list count once.
    pairs = {one.images.key: one.images.pair for one in held_out if one.labelled and isinstance(one.images, FilePair)}
    if not pairs:
        raise InputError(
            "no_held_out_data",
            f"{configuration} holds out no pairs of image files with known truth.",
            "List data that training does not see in [[validation.data]] tables, of another kind than scenes.",
        )
    refuse_leaks(training_pairs(_moved(settings.data, shared), settings.seed), held_out)
    return list(pairs.values())


def _moved(sets: Sequence[DataSettings], shared: Path | None) -> list[DataSettings]:
    return [replace(one, root=shared) if shared is not None and one.kind == "shared" else one for one in sets]
