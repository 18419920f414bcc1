"""Plans of measurements: data sets, pairs, windows and matchers. They are checked before anything is computed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..model.matcher import Matcher
from ..model.registry import load_matcher
from ..names import DEFAULT_MODEL
from ..pairs.image_pairs import ImagePair
from .arguments import SEARCH, TEMPLATES
from .datasets import choose_pairs, describe
from .held_out import HeldOut
from .measure import Geometry

LEAST_TEMPLATE = 16
# Stands for all data sets that the training configuration validates on.
EVERY_SET = "all"
# Loads a matcher, given its name and a device.
Loader = Callable[[str, str], Matcher]


@dataclass(frozen=True)
class Plan:
    """A measurement on one data set.

    Attributes:
        dataset: name of the data set.
        note: sentence on the accuracy of its truth.
        geometries: sorted by template side, smallest first.
        windows: number of places per pair and geometry.
        matchers: matchers by their label in tables.
        seed: seed of the choice of places.
    """

    dataset: str
    note: str
    pairs: tuple[ImagePair, ...]
    geometries: tuple[Geometry, ...]
    windows: int
    matchers: Mapping[str, Matcher]
    seed: int


def make_plans(
    dataset: str,
    folder: Path,
    models: Sequence[str] = (),
    templates: Sequence[int] = TEMPLATES,
    search: int = SEARCH,
    windows: int | None = None,
    scenes: Sequence[str] = (),
    limit: int | None = None,
    seed: int = 0,
    device: str = "auto",
    held_out: Path | None = None,
    load: Loader = load_matcher,
) -> list[Plan]:
    """Make a plan for each data set.

    Args:
        dataset: a name among `datasets.DESCRIPTIONS`, or "all" for every data set that `held_out` lists.
        folder: folder of the data set.
        models: names for `load`; "structure" if there are none.
        templates: sides of templates, px. Search windows are larger by `search` px.
        windows: number of places per pair and template size; None: the default of the data set.
        scenes, limit: as for `choose_pairs`.
        seed: seed of the choice of pairs and places. The places are the same for every matcher.
        held_out: a training configuration; only its validation pairs are used.
        load: loads a matcher by name.

    Raises:
        InputError: a name is unknown, or settings or data cannot be used.
    """
    geometries = _geometries(templates, search)
    for name, number in (("limit", limit), ("number of windows in a pair", windows)):
        if number is not None and number < 1:
            raise InputError("bad_number", f"The {name} cannot be {number}.", "Give a whole number of at least 1.")
    unseen = None if held_out is None else HeldOut.of(held_out)
    names = _sets(dataset, unseen)
    descriptions = {name: describe(name) for name in names}
    matchers = _load(models or ["structure"], device, load)
    return [
        Plan(
            name,
            description.note,
            tuple(choose_pairs(name, folder, scenes, limit, seed, unseen)),
            tuple(geometries),
            windows or description.windows,
            matchers,
            seed,
        )
        for name, description in descriptions.items()
    ]


def plans_of(options: Namespace, load: Loader = load_matcher) -> list[Plan]:
    """Make the plans that the command line asks for, one for each data set.

    Raises:
        InputError: as `make_plans`.
    """
    return make_plans(
        options.dataset,
        options.folder,
        options.model,
        options.template or options.templates,
        options.search,
        options.windows,
        options.scene,
        options.limit,
        options.seed,
        options.device,
        options.held_out,
        load,
    )


def _sets(dataset: str, held_out: HeldOut | None) -> list[str]:
    if dataset != EVERY_SET:
        return [dataset]
    if held_out is None:
        raise InputError(
            "no_such_dataset",
            f"The data set {EVERY_SET!r} needs a training configuration that lists data sets.",
            "Give a configuration with --held-out, or name one data set.",
        )
    return held_out.sets


def _geometries(templates: Sequence[int], search: int) -> list[Geometry]:
    for template in templates:
        if template < LEAST_TEMPLATE:
            hint = f"Give sides of at least {LEAST_TEMPLATE} pixels."
            raise InputError("bad_template", f"A template cannot have a side of {template} pixels.", hint)
    if search < 1:
        raise InputError(
            "bad_search", f"A search over {search} shifts is impossible.", "Give at least 1, for example 64."
        )
    if not templates:
        raise InputError("bad_template", "No template size is given.", "Give at least one size, for example 64.")
    return [Geometry(template, search) for template in sorted(set(templates))]


def _load(names: Sequence[str], device: str, load: Loader) -> dict[str, Matcher]:
    """Load matchers, by label.

    The label is the given name, the stem of a path, or the actual name of the default model. A number is added if two
    labels would be equal.
    """
    matchers: dict[str, Matcher] = {}
    for name in dict.fromkeys(names):
        matcher = load(name, device)
        given = matcher.name if name == DEFAULT_MODEL else name
        stem = label = Path(given).stem if Path(given).is_file() else given
        number = 2
        while label in matchers:
            label, number = f"{stem} ({number})", number + 1
        matchers[label] = matcher
    return matchers
