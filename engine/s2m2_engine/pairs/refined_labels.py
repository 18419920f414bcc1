"""Refined labels: reads and writes the file that `studies.refine_labels` makes, and applies it to training pairs."""

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
from ..json_input import parse_json
from ..progress import Reporter
from .folders import Displacement
from .training_pairs import TrainingPair

REFINED, KEPT, DOUBTFUL = "refined", "kept", "doubtful"
STATES = (REFINED, KEPT, DOUBTFUL)
_HINT = "Write the file with python -m s2m2_engine.studies.refine_labels, or remove the key refined_labels."


@dataclass(frozen=True)
class RefinedLabel:
    """The result of label refinement for one pair.

    Attributes:
        key: the pair's key.
        displacement: as `ImagePair.displacement`; the fitted displacement if `state` is "refined", else the old one.
        matches: number of confident matches.
        agreeing: number of confident matches that lie near the fitted displacement field.
        rms_px: RMS residual of the agreeing matches from that field, in pixels; None if there are none.
        state: "refined"; "kept" if too few matches agree for a new label; "doubtful" if many matches contradict it.
    """

    key: str
    displacement: Displacement
    matches: int
    agreeing: int
    rms_px: float | None
    state: str


@dataclass(frozen=True)
class RefinedLabels:
    """The content of a file of refined labels: `labels` by pair key, and the file's `sha256`."""

    labels: Mapping[str, RefinedLabel]
    sha256: str


def write_refined(path: Path, model: str, sha256: str, labels: Sequence[RefinedLabel]) -> None:
    """Write labels as JSON, ordered by key.

    Args:
        model, sha256: name and hash of the matcher that the labels come from.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    pairs = [
        {
            "key": label.key,
            "dx": [round(value, 4) for value in label.displacement[0]],
            "dy": [round(value, 4) for value in label.displacement[1]],
            "matches": label.matches,
            "agreeing": label.agreeing,
            "rms_px": None if label.rms_px is None else round(label.rms_px, 3),
            "state": label.state,
        }
        for label in sorted(labels, key=lambda label: label.key)
    ]
    # Each pair has a line of its own, because people read and compare such files.
    lines = ",\n  ".join(json.dumps(pair, ensure_ascii=False) for pair in pairs)
    head = f'"model": {json.dumps(model, ensure_ascii=False)},\n "sha256": {json.dumps(sha256)}'
    with partial_file(path) as partial:
        partial.write_text(f'{{{head},\n "pairs": [\n  {lines}\n ]}}\n', encoding="utf-8")


def read_refined(path: Path) -> RefinedLabels:
    """Read a file that `write_refined` wrote.

    Raises:
        InputError: "bad_refined_labels" if the file cannot be read or has another format.
    """
    try:
        content = path.read_bytes()
        entries = [_label(entry) for entry in parse_json(content.decode("utf-8"))["pairs"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise InputError("bad_refined_labels", f"The refined labels {path} cannot be used: {why}.", _HINT) from error
    labels = {label.key: label for label in entries}
    if len(labels) < len(entries):
        raise InputError("bad_refined_labels", f"The refined labels {path} list a pair twice.", _HINT)
    return RefinedLabels(labels, hashlib.sha256(content).hexdigest())


def _label(entry: Mapping[str, Any]) -> RefinedLabel:
    if entry["state"] not in STATES:
        raise ValueError(f"the state {entry['state']!r} is not one of {', '.join(STATES)}")
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
        raise ValueError(f"{values} is not a displacement")
    return c0, c1, c2


def refuse_equal_keys(pairs: Sequence[TrainingPair]) -> None:
    """Refuse pairs of different images with the same key: their labels could not be told apart.

    Raises:
        InputError: "equal_keys".
    """
    files: dict[str, tuple[Path, Path]] = {}
    for pair in pairs:
        if files.setdefault(pair.images.key, pair.images.files) != pair.images.files:
            raise InputError(
                "equal_keys",
                f"Two pairs of different images have the same key {pair.images.key}.",
                "Give the data sets (data.name) or the files different names.",
            )


def with_refined_labels(
    pairs: Sequence[TrainingPair], path: Path, doubtful: str, reporter: Reporter
) -> list[TrainingPair]:
    """Return the pairs with the displacements from a file; pairs that it does not list stay as they are.

    Unlabelled pairs stay unlabelled: the settings of the data sets decide whether labels are used.

    Args:
        doubtful: "unlabelled" removes the label of doubtful pairs, "keep" leaves it.

    Raises:
        InputError: "bad_refined_labels", "equal_keys".
    """
    refuse_equal_keys(pairs)
    refined = read_refined(path)
    keys = {pair.images.key for pair in pairs}
    listed = keys & refined.labels.keys()
    if not listed:
        raise InputError("bad_refined_labels", f"The refined labels {path} list none of the training pairs.", _HINT)
    unused, missing = len(refined.labels) - len(listed), len(keys) - len(listed)
    differences = [f"lists {unused} pairs that are not used for training"] if unused else []
    differences += [f"does not list {missing} training pairs, which keep their labels"] if missing else []
    if differences:
        reporter.warning("refined_labels_differ", f"{path} {', and '.join(differences)}.")
    return [_relabelled(pair, refined, doubtful) for pair in pairs]


def _relabelled(pair: TrainingPair, refined: RefinedLabels, doubtful: str) -> TrainingPair:
    # Pairs that the file does not list carry its hash, too: whether a pair is listed changes how it is trained on.
    pair = replace(pair, labels_sha256=refined.sha256)
    label = refined.labels.get(pair.images.key)
    if label is None:
        return pair
    labelled = pair.labelled and not (label.state == DOUBTFUL and doubtful == "unlabelled")
    return replace(pair, images=pair.images.with_displacement(label.displacement), labelled=labelled)
