"""Which matchers exist, by name, and what "default" stands for."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InputError
from .library import DEFAULT_MODEL, find_model, list_bundled, list_installed
from .matcher import Matcher
from .model_file import read_card
from .torch_support import has_torch, require_torch

NO_TORCH_DEFAULT = "no_torch_default"  # the code of the warning that `substitute_note` is the text of


@dataclass(frozen=True)
class ModelDescription:
    """A matcher as it is listed.

    Attributes:
        description: one line for the user.
        sha256: as results quote it; "" of a file that is damaged.
        note: a sentence on what is used in its place, and why; "" where it is itself used.
    """

    name: str
    description: str
    sha256: str
    note: str = ""


def list_models() -> list[ModelDescription]:
    """All matchers that `load_matcher` knows by name: the model that comes with the engine as the default, the one
    without a model, and the other trained ones that are whole."""
    from .structure import StructureMatcher

    structure = ModelDescription(
        "structure",
        "Orientation features and normalised cross-correlation; needs no model file, runs on the CPU.",
        StructureMatcher().sha256,
    )
    lacking = "" if has_torch() else " Needs PyTorch, which is not installed."
    others = [
        ModelDescription(model.name, model.card.training + lacking, model.card.sha256)
        for model in (*list_bundled(), *list_installed())
        if model.card is not None and model.name != DEFAULT_MODEL
    ]
    return [*_list_default(), structure, *others]


def _list_default() -> list[ModelDescription]:
    """The default model, if one comes with the engine. A damaged one, too: were it left out, another would be chosen
    in its place unnoticed."""
    return [
        ModelDescription(model.name, model.problem, "")
        if model.card is None
        else ModelDescription(model.name, model.card.training, model.card.sha256, substitute_note(DEFAULT_MODEL))
        for model in list_bundled()
        if model.name == DEFAULT_MODEL
    ]


def substitute_note(name: str) -> str:
    """Why the model called `name` is not itself used, and what to do; "" where it is. Only "default" has a substitute,
    where PyTorch is missing for the trained model that comes with the engine."""
    if name != DEFAULT_MODEL or has_torch() or find_model(name) is None:
        return ""
    return (
        "PyTorch is not installed, so the model structure is used instead of the trained model. Add PyTorch: "
        "in QGIS in the S2M2 settings, elsewhere with pip install s2m2-engine[network]."
    )


def load_matcher(name: str = DEFAULT_MODEL, device: str = "auto") -> Matcher:
    """The matcher called `name` on `device`.

    Args:
        name: a name from `list_models`, or the path of a model file (.safetensors). "default" is the model that comes
            with the engine; where there is none, or no PyTorch (see `substitute_note`), it is "structure".
        device: "auto", "cpu", "cuda" or "mps".

    Raises:
        InputError: no such model, a damaged one, a device that it cannot use, or no PyTorch for a network.
    """
    path = find_model(name)
    if name == "structure" or (name == DEFAULT_MODEL and path is None):
        return _structure(device)
    if path is None:
        known = ", ".join(model.name for model in list_models())
        raise InputError("no_such_model", f"There is no model called {name!r}.", f"Choose one of: {known}.")
    if name == DEFAULT_MODEL and not has_torch():
        read_card(path)  # a damaged file is said to be one, whether or not it could be used
        return _structure(device)
    require_torch(f"The model {path.stem}")
    from .learned import load_learned

    return load_learned(path, path.stem, device)


def _structure(device: str) -> Matcher:
    from .structure import StructureMatcher

    if device not in ("auto", "cpu"):
        raise InputError(
            "no_such_device",
            f"The model structure runs on the CPU and cannot use the device {device!r}.",
            "Choose the device auto or cpu.",
        )
    return StructureMatcher()
