"""The matchers that exist, by name, and what "default" stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import EngineError, InputError
from ..names import DEFAULT_MODEL
from .library import InstalledModel, find_model, list_bundled, list_installed
from .matcher import Matcher
from .model_file import ModelCard, make_network, read_model, weights_do_not_fit
from .model_tensors import ModelTensors, Weights
from .network_graph import can_be_a_graph
from .onnx_support import NO_RUNTIME, load_runtime, load_safetensors
from .torch_support import choose_device, finds_graphics_card, has_torch, require_torch

if TYPE_CHECKING:
    from .heatmap_network import HeatmapNetwork

SUBSTITUTE = "structure_instead"  # the code of the warning whose text `substitute_note` gives


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
    lacking = "" if has_torch() or can_be_a_graph(card.configuration) else " Needs PyTorch, which is not installed."
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
    substitute: ONNX Runtime may be missing, or its libraries may not load."""
    if name != DEFAULT_MODEL or find_model(name) is None:
        return ""
    try:
        load_safetensors()
        load_runtime()
    except EngineError as error:
        return "" if finds_graphics_card() else _note(error)
    return ""


def _note(error: EngineError) -> str:
    return f"The model structure is used instead of the trained model. {error.message} {error.hint}"


def load_matcher(name: str = DEFAULT_MODEL, device: str = "auto") -> Matcher:
    """Load the matcher called `name` on `device`.

    Args:
        name: a name from `list_models`, or the path of a model file (.safetensors). "default" is the model that comes
            with the engine; if that is missing or cannot be computed (see `substitute_note`), it is "structure".
        device: "auto", "cpu", "cuda" or "mps". On "cpu", and on "auto" where PyTorch finds no graphics card, ONNX
            Runtime computes the network, without PyTorch; see `can_be_a_graph` for the exceptions.

    Raises:
        InputError: there is no such model, it is damaged, it cannot use the device, or it needs PyTorch, which is
            missing.
        EngineError: "no_onnx_runtime": a model other than "default" needs ONNX Runtime, which cannot be loaded.
    """
    path = find_model(name)
    if name == "structure" or (name == DEFAULT_MODEL and path is None):
        return _structure(device)
    if path is None:
        known = ", ".join(model.name for model in list_models())
        raise InputError("no_such_model", f"There is no model called {name!r}.", f"Choose one of: {known}.")
    try:
        return _learned(path, device)
    except EngineError as error:
        if name != DEFAULT_MODEL or error.code != NO_RUNTIME:
            raise
        matcher = _structure(device)
        matcher.note = _note(error)
        return matcher


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

    card, tensors = read_model(path)
    try:
        model = ModelTensors.from_dict(tensors)
        networks = [_network(path, card, weights, device) for weights in model.networks]
    except (KeyError, ValueError) as error:
        raise weights_do_not_fit(path) from error
    tuned = LearnedMatcher(path.stem, card.sha256, networks[0], card.calibration)
    if model.base is None:
        return tuned
    base = LearnedMatcher(path.stem, card.sha256, networks[1], tuned.calibration)
    return GatedMatcher(tuned, base, model.base.gate)


def _network(path: Path, card: ModelCard, weights: Weights, device: str) -> HeatmapNetwork:
    """The network on `device`: computed by ONNX Runtime on the processor, otherwise by PyTorch."""
    on_processor = device == "cpu" or (device == "auto" and not finds_graphics_card())
    if on_processor and can_be_a_graph(card.configuration):
        from .onnx_network import OnnxNetwork

        return OnnxNetwork(card.configuration, weights)
    require_torch(f"The model {path.stem}" + ("" if on_processor else f" on the device {device}"))
    from .torch_network import TorchNetwork

    return TorchNetwork(make_network(card.configuration, weights), choose_device(device))


def _structure(device: str) -> Matcher:
    from .structure import StructureMatcher

    if device not in ("auto", "cpu"):
        raise InputError(
            "no_such_device",
            f"The model structure runs on the CPU and cannot use the device {device!r}.",
            "Choose the device auto or cpu.",
        )
    return StructureMatcher()
