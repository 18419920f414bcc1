"""What is to be measured: data sets, pairs, windows and matchers, all of them checked before anything is computed."""

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
# Instead of a data set's name: every one that the training configuration validates on.
EVERY_SET = "all"
# From the name of a matcher and a device to the matcher.
Loader = Callable[[str, str], Matcher]


@dataclass(frozen=True)
class Plan:
    """What is to be measured on one data set.

    Attributes:
        dataset: its name; `note`: what its truth is worth.
        geometries: smallest template first; `windows`: places for each of them in a pair.
        matchers: by the label that tables give them.
        seed: of the places.
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
    """One plan for each data set.

    Args:
        dataset: a name among `datasets.DESCRIPTIONS`, or "all": all that `held_out` lists. `folder`: where it lies.
        models: names that `load` knows; "structure" alone if there are none.
        templates: sides in px; search windows have `search` px more.
        windows: places for each template size in a pair; None: what suits the data set.
        scenes: patterns of scenes to use; `limit`: at most so many pairs of each data set; both as `choose_pairs`
            takes them.
        seed: of the pairs that `limit` leaves and of the places; the same places for every matcher.
        held_out: a training configuration; only pairs that it validates on are used.
        load: makes a matcher of each name.

    Raises:
        InputError: unknown names, unusable settings or data.
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
    """What the arguments ask for, a plan for each data set; `load` makes a matcher of each name.

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
            f"Which data sets {EVERY_SET!r} means, a training configuration says.",
            "Give one with --held-out, or name one data set.",
        )
    return held_out.sets


def _geometries(templates: Sequence[int], search: int) -> list[Geometry]:
    for template in templates:
        if template < LEAST_TEMPLATE:
            hint = f"Give sides of at least {LEAST_TEMPLATE} pixels."
            raise InputError("bad_template", f"A template cannot have a side of {template} pixels.", hint)
    if search < 1:
        raise InputError("bad_search", f"There cannot be {search} shifts to search.", "Give at least 1, as 64.")
    if not templates:
        raise InputError("bad_template", "No template size is given.", "Give at least one, as 64.")
    return [Geometry(template, search) for template in sorted(set(templates))]


def _load(names: Sequence[str], device: str, load: Loader) -> dict[str, Matcher]:
    """Matchers by label: the name as given, of a path its stem, of the default what it turned out to be; a number is
    added where two would be equal."""
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
