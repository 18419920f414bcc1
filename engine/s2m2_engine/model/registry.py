"""The matchers that exist, by name, and what "default" stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..names import DEFAULT_MODEL
from .library import InstalledModel, find_model, list_bundled, list_installed
from .matcher import Matcher
from .model_file import read_card
from .torch_support import has_torch, require_torch

NO_TORCH_DEFAULT = "no_torch_default"  # the code of the warning whose text `substitute_note` gives


@dataclass(frozen=True)
class ModelDescription:
    """A matcher as it is listed.

    Attributes:
        description: one line for the user.
        sha256: as results quote it; "" if the file is damaged.
        note: a sentence that says what is used in its place, and why; "" if the model itself is used.
        user_note: what the user has written about it.
        created: when it was made, ISO 8601 in UTC; "" if it has no model file, or a damaged one.
        training: one line that says on what it was trained, or where it comes from; "" in the same cases.
        own: whether the user has installed it and may rename, annotate and remove it; false if it is the engine's.
        calibrated: whether its confidences have been fitted to data.
        history: how it was made, as its card says; empty if nothing was recorded.
    """

    name: str
    description: str
    sha256: str
    note: str = ""
    user_note: str = ""
    created: str = ""
    training: str = ""
    own: bool = False
    calibrated: bool = False
    history: Mapping[str, Any] = field(default_factory=dict)


def list_models() -> list[ModelDescription]:
    """All matchers that `load_matcher` knows by name: the default model that comes with the engine, "structure", which
    needs no model file, and all other trained models whose files are whole."""
    from .structure import StructureMatcher

    structure = ModelDescription(
        "structure",
        "Orientation features and normalised cross-correlation; needs no model file, runs on the CPU.",
        StructureMatcher().sha256,
        calibrated=True,
    )
    bundled = list_bundled()
    default = [_describe(model) for model in bundled if model.name == DEFAULT_MODEL]
    others = [_describe(model) for model in bundled if model.card is not None and model.name != DEFAULT_MODEL]
    installed = [_describe(model, own=True) for model in list_installed() if model.card is not None]
    # The default is listed even if it is damaged: otherwise another model would be chosen and nobody would notice.
    return [*default, structure, *others, *installed]


def list_damaged() -> list[ModelDescription]:
    """The user's models whose files cannot be read; `description` says why. They can be renamed and removed."""
    return [_describe(model, own=True) for model in list_installed() if model.card is None]


def _describe(model: InstalledModel, own: bool = False) -> ModelDescription:
    card = model.card
    if card is None:
        return ModelDescription(model.name, model.problem, "", own=own)
    lacking = "" if has_torch() or model.name == DEFAULT_MODEL else " Needs PyTorch, which is not installed."
    return ModelDescription(
        model.name,
        card.training + lacking,
        card.sha256,
        substitute_note(model.name),
        card.user_note,
        card.created,
        card.training,
        own,
        card.calibration is not None,
        card.history,
    )


def substitute_note(name: str) -> str:
    """Why another model is used in place of the one called `name`, and what to do; "" if none is. Only "default" has a
    substitute: the trained model that comes with the engine needs PyTorch, which may be missing."""
    if name != DEFAULT_MODEL or has_torch() or find_model(name) is None:
        return ""
    return (
        "PyTorch is not installed, so the model structure is used instead of the trained model. Add PyTorch: "
        "in QGIS in the S2M2 settings, elsewhere with pip install s2m2-engine[network]."
    )


def load_matcher(name: str = DEFAULT_MODEL, device: str = "auto") -> Matcher:
    """Load the matcher called `name` on `device`.

    Args:
        name: a name from `list_models`, or the path of a model file (.safetensors). "default" is the model that comes
            with the engine; if that or PyTorch is missing (see `substitute_note`), it is "structure".
        device: "auto", "cpu", "cuda" or "mps".

    Raises:
        InputError: there is no such model, it is damaged, it cannot use the device, or it needs PyTorch, which is
            missing.
    """
    path = find_model(name)
    if name == "structure" or (name == DEFAULT_MODEL and path is None):
        return _structure(device)
    if path is None:
        known = ", ".join(model.name for model in list_models())
        raise InputError("no_such_model", f"There is no model called {name!r}.", f"Choose one of: {known}.")
    if name == DEFAULT_MODEL and not has_torch():
        read_card(path)  # a damaged file is reported even if it could not be used anyway
        matcher = _structure(device)
        matcher.note = substitute_note(name)
        return matcher
    require_torch(f"The model {path.stem}")
    return _learned(path, device)


class KeptMatcher:
    """Loads a matcher and keeps it, so that loading the same matcher again costs nothing. It keeps one at a time.

    It notices a model file that has been replaced, renamed or removed in the meantime.
    """

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._matcher: Matcher | None = None

    def load(self, name: str = DEFAULT_MODEL, device: str = "auto") -> Matcher:
        """Load a matcher, or return the kept one; arguments and errors are those of `load_matcher`."""
        path = find_model(name)
        state = None if path is None else path.stat()
        file = () if state is None else (str(path), state.st_ino, state.st_size, state.st_mtime_ns)
        key = (name, device, has_torch(), *file)
        if self._matcher is None or key != self._key:
            # The old matcher is released first: two networks may not fit into memory together.
            self._matcher = None
            self._matcher, self._key = load_matcher(name, device), key
        return self._matcher


def _learned(path: Path, device: str) -> Matcher:
    """The network in a model file, as a matcher; for a tuned model both networks, with the gate between them."""
    from .gated import GatedMatcher
    from .learned import LearnedMatcher
    from .model_file import load_networks

    card, networks, tensors = load_networks(path)
    tuned = LearnedMatcher(path.stem, card.sha256, networks[0], card.calibration, device)
    if tensors.base is None:
        return tuned
    base = LearnedMatcher(path.stem, card.sha256, networks[1], tuned.calibration, device)
    return GatedMatcher(tuned, base, tensors.base.gate)


def _structure(device: str) -> Matcher:
    from .structure import StructureMatcher

    if device not in ("auto", "cpu"):
        raise InputError(
            "no_such_device",
            f"The model structure runs on the CPU and cannot use the device {device!r}.",
            "Choose the device auto or cpu.",
        )
    return StructureMatcher()
