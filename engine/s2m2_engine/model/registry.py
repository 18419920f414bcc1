"""Which matchers exist, by name."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InputError
from .matcher import Matcher

DEFAULT_MODEL = "structure"
_ALIASES = {"default": DEFAULT_MODEL}


@dataclass(frozen=True)
class ModelDescription:
    """A matcher as it is listed: its name, one line for the user, and the hash that results quote."""

    name: str
    description: str
    sha256: str


def list_models() -> list[ModelDescription]:
    """All matchers that `load_matcher` knows by name: the one without a model, the models that come with the engine,
    and the installed ones that are whole."""
    from .library import list_bundled, list_installed
    from .structure import StructureMatcher
    from .torch_support import has_torch

    built_in = ModelDescription(
        "structure",
        "Orientation features and normalised cross-correlation; needs no model file, runs on the CPU.",
        StructureMatcher().sha256,
    )
    lacking = "" if has_torch() else " Needs PyTorch, which is not installed."
    trained = [
        ModelDescription(model.name, model.card.training + lacking, model.card.sha256)
        for model in (*list_bundled(), *list_installed())
        if model.card is not None
    ]
    return [built_in, *trained]


def load_matcher(name: str = DEFAULT_MODEL, device: str = "auto") -> Matcher:
    """The matcher called `name` on `device`.

    Args:
        name: a name from `list_models`, "default", or the path of a model file (.safetensors).
        device: "auto", "cpu", "cuda" or "mps".

    Raises:
        InputError: no such model, a damaged one, a device that it cannot use, or no PyTorch for a network.
    """
    from .library import find_model
    from .structure import StructureMatcher

    if _ALIASES.get(name, name) == "structure":
        if device not in ("auto", "cpu"):
            raise InputError(
                "no_such_device",
                f"The model structure runs on the CPU and cannot use the device {device!r}.",
                "Choose the device auto or cpu.",
            )
        return StructureMatcher()
    path = find_model(name)
    if path is None:
        known = ", ".join(model.name for model in list_models())
        raise InputError("no_such_model", f"There is no model called {name!r}.", f"Choose one of: {known}.")
    from .torch_support import require_torch

    require_torch(f"The model {path.stem}")
    from .learned import load_learned

    return load_learned(path, path.stem, device)
