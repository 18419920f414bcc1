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
    """All matchers that `load_matcher` knows by name."""
    from .structure import StructureMatcher

    return [
        ModelDescription(
            "structure",
            "Orientation features and normalised cross-correlation; needs no model file, runs on the CPU.",
            StructureMatcher().sha256,
        )
    ]


def load_matcher(name: str = DEFAULT_MODEL, device: str = "auto") -> Matcher:
    """The matcher called `name` on `device`.

    Args:
        name: a name from `list_models`, or "default".
        device: "auto", "cpu", "cuda" or "mps".

    Raises:
        InputError: no such model, or a device that it cannot use.
    """
    from .structure import StructureMatcher

    if _ALIASES.get(name, name) != "structure":
        known = ", ".join(model.name for model in list_models())
        raise InputError("no_such_model", f"There is no model called {name!r}.", f"Choose one of: {known}.")
    if device not in ("auto", "cpu"):
        raise InputError(
            "no_such_device",
            f"The model structure runs on the CPU and cannot use the device {device!r}.",
            "Choose the device auto or cpu.",
        )
    return StructureMatcher()
