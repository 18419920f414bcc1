"""What training never saw: the pairs that a training configuration validates on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError
from ..training.configuration import read_configuration
from ..training.data.images import FilePair
from ..training.data.sources import training_pairs
from .windows import ImagePair


def only_held_out(pairs: Sequence[ImagePair], name: str, configuration: Path) -> list[ImagePair]:
    """Those of the pairs of the data set `name` that the configuration's [[validation.data]] tables select.

    A pair is known by its SAR file, whatever the two call its scene.

    Raises:
        InputError: "nothing_held_out", "not_held_out", and what reading the configuration and its data raises.
    """
    listed = _validation_pairs(configuration)
    files = {pair.sar.resolve() for pair in listed}
    kept = [pair for pair in pairs if pair.sar.resolve() in files]
    if kept:
        return kept
    same = [pair for pair in listed if pair.dataset == name]
    if same:
        raise InputError(
            "not_held_out",
            f"What {configuration} holds out of {name} lies elsewhere, as {same[0].sar}.",
            "Give the folder that its [[validation.data]] tables name.",
        )
    raise InputError(
        "not_held_out",
        f"{configuration} holds out nothing of {name}.",
        f"Its [[validation.data]] tables hold: {', '.join(held_out_sets(configuration))}.",
    )


def held_out_sets(configuration: Path) -> list[str]:
    """Names of the data sets in the [[validation.data]] tables, in their order.

    Raises:
        InputError: as `only_held_out`.
    """
    return list(dict.fromkeys(pair.dataset for pair in _validation_pairs(configuration)))


def _validation_pairs(configuration: Path) -> list[ImagePair]:
    """Pairs of image files; whole scenes ("scenes") have no windows of their own to score."""
    settings = read_configuration(configuration)
    images = [pair.images for pair in training_pairs(settings.validation.data, settings.seed)]
    pairs = [one.pair for one in images if isinstance(one, FilePair)]
    if not pairs:
        raise InputError(
            "nothing_held_out",
            f"{configuration} holds out no pairs of images.",
            "Add a [[validation.data]] table; see docs/training.md.",
        )
    return pairs
