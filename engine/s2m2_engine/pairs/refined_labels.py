"""Refined labels: the file that `studies.refine_labels` writes, and laying it over the pairs that are trained on."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import partial_file
from ..progress import Reporter
from .folders import Displacement
from .training_pairs import TrainingPair

REFINED, KEPT, DOUBTFUL = "refined", "kept", "doubtful"
STATES = (REFINED, KEPT, DOUBTFUL)
_HINT = "Write it with python -m s2m2_engine.studies.refine_labels, or take the key refined_labels out."


@dataclass(frozen=True)
class RefinedLabel:
    """What refinement says of one pair.

    Attributes:
        key: of the pair.
        displacement: as `ImagePair.displacement`: the new one if `state` is "refined", else what it was before.
        matches: confident ones; `agreeing`: how many of them lie near the fitted field.
        rms_px: of the agreeing matches about that field; None without any.
        state: "refined"; "kept": too few agree for a new label; "doubtful": enough of them contradict each other.
    """

    key: str
    displacement: Displacement
    matches: int
    agreeing: int
    rms_px: float | None
    state: str


@dataclass(frozen=True)
class RefinedLabels:
    """A file of refined labels: `labels` by key; `sha256` of the file's content."""

    labels: Mapping[str, RefinedLabel]
    sha256: str


def write_refined(path: Path, model: str, sha256: str, labels: Sequence[RefinedLabel]) -> None:
    """Write labels as JSON, ordered by key.

    Args:
        model, sha256: name and hash of the matcher that found them.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    pairs = [
        {
            "key": one.key,
            "dx": [round(value, 4) for value in one.displacement[0]],
            "dy": [round(value, 4) for value in one.displacement[1]],
            "matches": one.matches,
            "agreeing": one.agreeing,
            "rms_px": None if one.rms_px is None else round(one.rms_px, 3),
            "state": one.state,
        }
        for one in sorted(labels, key=lambda one: one.key)
    ]
    # A pair a line: such files are compared and read by people.
    lines = ",\n  ".join(json.dumps(pair, ensure_ascii=False) for pair in pairs)
    head = f'"model": {json.dumps(model, ensure_ascii=False)},\n "sha256": {json.dumps(sha256)}'
    with partial_file(path) as partial:
        partial.write_text(f'{{{head},\n "pairs": [\n  {lines}\n ]}}\n', encoding="utf-8")


def read_refined(path: Path) -> RefinedLabels:
    """The inverse of `write_refined`.

    Raises:
        InputError: "bad_refined_labels": no such file, or of another format.
    """
    try:
        content = path.read_bytes()
        entries = [_label(entry) for entry in json.loads(content.decode("utf-8"))["pairs"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise InputError("bad_refined_labels", f"The refined labels {path} cannot be used: {why}.", _HINT) from error
    labels = {one.key: one for one in entries}
    if len(labels) < len(entries):
        raise InputError("bad_refined_labels", f"The refined labels {path} list a pair twice.", _HINT)
    return RefinedLabels(labels, hashlib.sha256(content).hexdigest())


def _label(entry: Mapping[str, Any]) -> RefinedLabel:
    if entry["state"] not in STATES:
        raise ValueError(f"the state {entry['state']!r} is none of {', '.join(STATES)}")
    rms = entry["rms_px"]
    return RefinedLabel(
        str(entry["key"]),
        (_coefficients(entry["dx"]), _coefficients(entry["dy"])),
        int(entry["matches"]),
        int(entry["agreeing"]),
        None if rms is None else float(rms),
        entry["state"],
    )


def _coefficients(values: Sequence[Any]) -> tuple[float, float, float]:
    c0, c1, c2 = (float(value) for value in values)
    if not all(map(math.isfinite, (c0, c1, c2))):
        raise ValueError(f"{values} is no displacement")
    return c0, c1, c2


def refuse_equal_keys(pairs: Sequence[TrainingPair]) -> None:
    """A key must stand for the same images wherever it occurs, or labels would go to the wrong ones.

    Raises:
        InputError: "equal_keys".
    """
    files: dict[str, tuple[Path, Path]] = {}
    for pair in pairs:
        if files.setdefault(pair.images.key, pair.images.files) != pair.images.files:
            raise InputError(
                "equal_keys",
                f"Two pairs of different images are called {pair.images.key}.",
                "Give the data sets different names (data.name), or the files.",
            )


def with_refined_labels(
    pairs: Sequence[TrainingPair], path: Path, doubtful: str, reporter: Reporter
) -> list[TrainingPair]:
    """The pairs with the displacements that a file gives them; pairs that it does not list stay as they are.

    No pair without a label gets one: whether labels are used, the data sets' settings decide.

    Args:
        doubtful: "unlabelled" takes the label from doubtful pairs, "keep" leaves it.

    Raises:
        InputError: "bad_refined_labels", "equal_keys".
    """
    refuse_equal_keys(pairs)
    refined = read_refined(path)
    known = {pair.images.key for pair in pairs}
    fitting = known & refined.labels.keys()
    if not fitting:
        raise InputError("bad_refined_labels", f"The refined labels {path} list none of the training pairs.", _HINT)
    unused, missing = len(refined.labels) - len(fitting), len(known) - len(fitting)
    told = [f"lists {unused} pairs that are not trained on"] if unused else []
    told += [f"does not list {missing} that are, which keep their labels"] if missing else []
    if told:
        reporter.warning("refined_labels_differ", f"{path} {', and '.join(told)}.")
    return [_overlaid(pair, refined, doubtful) for pair in pairs]


def _overlaid(pair: TrainingPair, refined: RefinedLabels, doubtful: str) -> TrainingPair:
    # Pairs that the file does not list carry its hash, too: what it leaves out is part of what it says.
    pair = replace(pair, refinement=refined.sha256)
    label = refined.labels.get(pair.images.key)
    if label is None:
        return pair
    labelled = pair.labelled and not (label.state == DOUBTFUL and doubtful == "unlabelled")
    return replace(pair, images=pair.images.with_displacement(label.displacement), labelled=labelled)
