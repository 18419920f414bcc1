"""Model files: safetensors files with a card in their metadata. The card can be read without torch."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..clock import time_of_making
from ..errors import InputError
from ..json_input import parse_json
from ..toml import build
from .confidence import REGRESSORS, Calibration
from .model_tensors import ModelTensors
from .network.configuration import NetworkConfiguration
from .onnx_support import load_safetensors

if TYPE_CHECKING:
    from torch import Tensor

    from .network.s2m2 import S2M2Network

_METADATA_KEY = "s2m2"
_CARD_VERSION = 1
# Bytes: a header lists a few hundred tensors, so a longer one is not from S2M2.
_LARGEST_HEADER = 2**23
_LARGEST_CONSTANT = 1000.0
_NO_HISTORY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class ModelCard:
    """What a model file says about itself.

    Attributes:
        name: the name that it was made with; its name in the library may differ.
        configuration: of the network whose weights it holds.
        created: when it was made, ISO 8601 in UTC.
        training: one line for people that says on what it was trained, or where it comes from.
        calibration: constants of its probabilities and confidences; None if they were never fitted.
        sha256: hash of configuration, calibration and weights: two files with the same hash give the same answers.
        user_note: what the user has written about it; "" if nothing.
        history: how it was made, for programs, in JSON values; empty if nothing was recorded.
    """

    name: str
    configuration: NetworkConfiguration
    created: str
    training: str
    calibration: Calibration | None
    sha256: str
    user_note: str = ""
    history: Mapping[str, Any] = field(default_factory=dict)


def write_model(
    path: Path,
    configuration: NetworkConfiguration,
    weights: Mapping[str, Tensor | NDArray[Any]],
    name: str,
    training: str,
    calibration: Calibration | None = None,
    history: Mapping[str, Any] = _NO_HISTORY,
) -> ModelCard:
    """Write a model file, whole or not at all; returns its card.

    Args:
        weights: state dict of an `S2M2Network` of that configuration, on any device, or what `ModelTensors.to_dict`
            returns.
        history: how the model was made, in JSON values.

    Raises:
        InputError: the file cannot be written there.
        EngineError: the disk is full.
        TypeError, ValueError: JSON cannot hold the history; for example, it has no NaN.
    """
    tensors = {key: _as_array(tensor) for key, tensor in weights.items()}
    card = ModelCard(
        name=name,
        configuration=configuration,
        created=time_of_making(),
        training=training,
        calibration=calibration,
        sha256=_content_hash(configuration.to_dict(), calibration, tensors),
        # The card holds what will be read again: JSON turns tuples into lists.
        history=json.loads(json.dumps(dict(history), allow_nan=False)),
    )
    _save(path, card, tensors)
    return card


def rewrite_calibration(path: Path, calibration: Calibration) -> ModelCard:
    """Replace a model file by one with other constants and the same weights; returns the new card, with a new hash.

    Raises:
        InputError: as `read_model` raises it, or the file cannot be written.
        EngineError: the disk is full.
    """
    card, tensors = read_model(path)
    digest = _content_hash(card.configuration.to_dict(), calibration, tensors)
    card = replace(card, calibration=calibration, sha256=digest)
    _save(path, card, tensors)
    return card


def rewrite_seen(path: Path, seen: NDArray[np.float16]) -> ModelCard:
    """Replace a model file by one that records the appearance of its training ground (`ModelTensors.seen`).

    The new card is returned; it has a new hash.

    Raises:
        InputError: as `read_model` raises it, or the file cannot be written.
        EngineError: the disk is full.
    """
    card, tensors = read_model(path)
    tensors = replace(ModelTensors.from_dict(tensors), seen=seen).to_dict()
    card = replace(card, sha256=_content_hash(card.configuration.to_dict(), card.calibration, tensors))
    _save(path, card, tensors)
    return card


def rewrite_note(path: Path, note: str) -> ModelCard:
    """Replace the user's note in a model file; returns the new card. No tensor changes. Needs no torch.

    Raises:
        InputError: as `read_card` raises it, or the file cannot be written.
        EngineError: the disk is full.
    """
    from ..files import partial_file

    card = read_card(path)
    header, size = _read_header(path)
    # The stored text is edited: a card written anew would have settings that the hash does not cover.
    values = {**json.loads(header["__metadata__"][_METADATA_KEY]), "user_note": note}
    header["__metadata__"][_METADATA_KEY] = json.dumps(values)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # readers map the tensors, which therefore begin at a multiple of 8
    with partial_file(path) as partial, path.open("rb") as source, partial.open("wb") as target:
        target.write(len(text).to_bytes(8, "little") + text)
        source.seek(-size, os.SEEK_END)
        shutil.copyfileobj(source, target)
    return replace(card, user_note=note)


def read_card(path: Path) -> ModelCard:
    """Read the card of a model file, and check that the file is complete. Needs no torch.

    Raises:
        InputError: the file is not found, no model file of S2M2, or cut off.
    """
    return _read_card(path)[0]


def _read_card(path: Path) -> tuple[ModelCard, dict[str, Any]]:
    """The card, and the network's settings as the file holds them: later versions' new settings are not in them."""
    header, size = _read_header(path)
    text = header.pop("__metadata__", {}).get(_METADATA_KEY)
    if not isinstance(text, str):
        raise _not_a_model(path, "it has no S2M2 card")
    try:
        ends = [int(entry["data_offsets"][1]) for entry in header.values()]
        values = parse_json(text)
        card, stored = _from_json(values), dict(values["configuration"])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise _not_a_model(path, "its card cannot be read") from error
    except InputError as error:
        raise _not_a_model(path, f"its network is unknown: {error.message}") from error
    if size != max(ends, default=0):
        raise _damaged(path, "it is cut off or has something appended")
    return card, stored


def read_model(path: Path) -> tuple[ModelCard, dict[str, NDArray[Any]]]:
    """Read the card and all tensors of a model file, and check them against its hash. Needs no torch.

    Raises:
        InputError: as `read_card` raises it; or the content is not what was written, or holds NaN or infinity.
    """
    card, stored = _read_card(path)
    safetensors = load_safetensors()
    from safetensors import SafetensorError

    try:
        # Not load_file: its memory map keeps the file from being replaced or removed on Windows.
        tensors: dict[str, NDArray[Any]] = safetensors.load(path.read_bytes())
    except (SafetensorError, KeyError, TypeError) as error:  # the latter two: types that numpy lacks
        raise _damaged(path, str(error)) from error
    if _content_hash(stored, card.calibration, tensors) != card.sha256:
        raise _damaged(path, "its content is not what was written")
    for key, tensor in tensors.items():
        if not np.isfinite(tensor).all():
            raise _damaged(path, f"it holds numbers that are not finite, in {key}")
    return card, tensors


def load_network(path: Path) -> tuple[ModelCard, S2M2Network]:
    """The card and the network of a model file, on the CPU, in evaluation mode; for a tuned model the tuned network.

    Raises:
        InputError: as `read_model` raises it, or the weights do not fit the configuration.
    """
    card, networks, _ = load_networks(path)
    return card, networks[0]


def load_networks(path: Path) -> tuple[ModelCard, list[S2M2Network], ModelTensors]:
    """The card; the network, followed by its base network if it was tuned; and all tensors.

    Raises:
        InputError: as `load_network` raises it.
    """
    card, tensors = read_model(path)
    try:
        model = ModelTensors.from_dict(tensors)
        return card, [make_network(card.configuration, weights) for weights in model.networks], model
    except (ValueError, KeyError) as error:
        raise weights_do_not_fit(path) from error


def make_network(configuration: NetworkConfiguration, weights: Mapping[str, NDArray[Any]]) -> S2M2Network:
    """The network with these weights, on the CPU, in evaluation mode.

    Raises:
        ValueError: the weights do not fit the configuration.
    """
    import torch

    from .network.s2m2 import S2M2Network

    network = S2M2Network(configuration)
    try:
        network.load_state_dict({key: torch.from_numpy(array.copy()) for key, array in weights.items()})
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    return network.eval()


def weights_do_not_fit(path: Path) -> InputError:
    """The error that a model file's weights are those of another network."""
    return _damaged(path, "its weights do not fit its network")


def looks_like_safetensors(path: Path) -> bool:
    """Whether the first bytes of a file are those of a safetensors file: a header's length, then JSON.

    Raises:
        InputError: the file is not found or not readable.
    """
    start = _read(path, 9)
    return len(start) == 9 and start[8:] == b"{" and int.from_bytes(start[:8], "little") <= _LARGEST_HEADER


def _save(path: Path, card: ModelCard, tensors: Mapping[str, NDArray[Any]]) -> None:
    from ..files import partial_file

    data = load_safetensors().save(dict(tensors), metadata={"format": "pt", _METADATA_KEY: json.dumps(_to_json(card))})
    with partial_file(path) as partial:
        partial.write_bytes(data)


def _read_header(path: Path) -> tuple[dict[str, Any], int]:
    """The parsed safetensors header, and the number of bytes that follow it."""
    start = _read(path, 8)
    length = int.from_bytes(start, "little")
    if len(start) < 8 or length > _LARGEST_HEADER:
        raise _not_a_model(path, "it is no safetensors file")
    text = _read(path, 8 + length)[8:]
    if len(text) < length:
        raise _damaged(path, "it is cut off")
    try:
        header = parse_json(text)
    except ValueError as error:
        raise _not_a_model(path, "it is no safetensors file") from error
    if not isinstance(header, dict) or not isinstance(header.get("__metadata__", {}), dict):
        raise _not_a_model(path, "it is no safetensors file")
    return header, path.stat().st_size - 8 - length


def _read(path: Path, size: int) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep its reader waiting for ever
            raise OSError(errno.EINVAL, "it is no regular file")
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            "model_not_found", f"The model file {path} cannot be read: {reason}.", "Check its path."
        ) from (error)


def _as_array(tensor: Tensor | NDArray[Any]) -> NDArray[Any]:
    """A tensor on any device as a contiguous array."""
    values = tensor if isinstance(tensor, np.ndarray) else tensor.detach().cpu().numpy()
    return np.ascontiguousarray(values).reshape(values.shape)  # which alone would give a single number an axis


def _content_hash(
    configuration: Mapping[str, Any], calibration: Calibration | None, tensors: Mapping[str, NDArray[Any]]
) -> str:
    # The preset's name has no influence on what is computed.
    settings = {key: value for key, value in configuration.items() if key != "name"}
    figures = None if calibration is None else asdict(calibration)
    digest = hashlib.sha256(json.dumps([settings, figures], sort_keys=True).encode())
    for key in sorted(tensors):
        array = tensors[key]
        digest.update(f"{key} {array.dtype} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _to_json(card: ModelCard) -> dict[str, Any]:
    return {
        "version": _CARD_VERSION,
        "name": card.name,
        "configuration": card.configuration.to_dict(),
        "created": card.created,
        "training": card.training,
        "calibration": None if card.calibration is None else asdict(card.calibration),
        "sha256": card.sha256,
        "user_note": card.user_note,
        "history": card.history,
    }


def _from_json(values: dict[str, Any]) -> ModelCard:
    if values["version"] != _CARD_VERSION:
        raise ValueError("a card of another version")
    return ModelCard(
        name=str(values["name"]),
        configuration=NetworkConfiguration.from_dict(values["configuration"]),
        created=str(values["created"]),
        training=str(values["training"]),
        calibration=None if values["calibration"] is None else _calibration(values["calibration"]),
        sha256=str(values["sha256"]),
        # Older files do not have these two entries.
        user_note=str(values.get("user_note", "")),
        history=dict(values.get("history", {})),
    )


def _calibration(table: Any) -> Calibration:
    """The constants, unless one lies so far from all fitted values that all matches would look alike (ValueError)."""
    found = build(Calibration, table, "calibration", Path())
    signed = (found.temperature_power, found.confidence_bias, *found.confidence_weights)
    positive = (found.temperature_scale, found.covariance_gain + found.covariance_floor)
    if (
        len(found.confidence_weights) != len(REGRESSORS)
        or max(map(abs, signed)) > _LARGEST_CONSTANT
        or not all(0 < value <= _LARGEST_CONSTANT for value in positive)
        or min(found.covariance_gain, found.covariance_floor) < 0
    ):
        raise ValueError("constants that nobody has fitted")
    return found


def _not_a_model(path: Path, why: str) -> InputError:
    return InputError(
        "not_a_model",
        f"{path.name} is not a model file of S2M2: {why}.",
        "Give a .safetensors file that S2M2 wrote, or a checkpoint of the published S2M2-SAR code.",
    )


def _damaged(path: Path, why: str) -> InputError:
    return InputError("damaged_model", f"The model file {path.name} is damaged: {why}.", "Get it anew.")
