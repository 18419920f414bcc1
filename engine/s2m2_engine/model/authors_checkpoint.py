"""Reads `sar_opt_matcher.pth`, a checkpoint of the reference network in its authors' layout, without trusting it."""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from .network.configuration import NetworkConfiguration, preset

if TYPE_CHECKING:
    from torch import Tensor

_WRAPPER = "model_state_dict"
_PARALLEL_PREFIX = "module."
_LAYER = re.compile(r"(deep|shallow)_feature_enhancer\.layers\.(\d+)\.")
_MOST_LAYERS = 16
_REFUSALS = ("unsupported GLOBAL", "Unsupported global", "Unsupported class", "Trying to call", "Can only build")


def read_authors_checkpoint(path: Path) -> tuple[NetworkConfiguration, dict[str, Tensor]]:
    """The configuration, which is `reference` with as many enhancement layers as the file holds, and float32 weights.

    The weights may be the file's whole content or its entry `model_state_dict`, and their names may have the prefix
    that data-parallel training adds.

    Raises:
        InputError: the file is missing, no PyTorch file, cut off, contains code, or holds another network.
    """
    import torch

    from .network.s2m2 import S2M2Network

    weights = _weights(path)
    configuration = replace(preset("reference"), layers=_layers(weights))
    with torch.device("meta"):
        expected = S2M2Network(configuration).state_dict()
    _check(path, weights, expected)
    tensors = {key: weights[key].to(torch.float32) for key in expected}
    for key, tensor in tensors.items():
        if not bool(torch.isfinite(tensor).all()):
            raise InputError(
                "damaged_model",
                f"The checkpoint {path.name} holds numbers that are not finite, in {key}.",
                "Its training has failed; take an earlier checkpoint.",
            )
    return configuration, tensors


def _weights(path: Path) -> dict[str, Tensor]:
    content = _load(path)
    if isinstance(content, Mapping) and isinstance(content.get(_WRAPPER), Mapping):
        content = content[_WRAPPER]
    if not isinstance(content, Mapping) or not content:
        raise _other_network(path, "it holds no weights by name")
    keys = [str(key) for key in content]
    prefix = _PARALLEL_PREFIX if all(key.startswith(_PARALLEL_PREFIX) for key in keys) else ""
    return {key[len(prefix) :]: value for key, value in zip(keys, content.values())}


def _load(path: Path) -> object:
    import torch

    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise InputError("model_not_found", f"There is no file {path}.", "Check its path.") from error
    except pickle.UnpicklingError as error:
        # Only the text of torch's error tells whether it refuses to run the content or cannot parse it.
        if any(refusal in str(error) for refusal in _REFUSALS):
            raise InputError(
                "unsafe_model",
                f"{path.name} holds more than weights, which could run as a program; it was not loaded.",
                "Ask for a file with weights alone.",
            ) from error
        raise _unreadable(path) from error
    except MemoryError:
        raise
    except Exception as error:
        # For damaged files torch raises errors of many types: RuntimeError, EOFError, KeyError, ValueError, OSError ...
        raise _unreadable(path) from error


def _layers(weights: Mapping[str, object]) -> int:
    """The number of enhancement layers; 1 if there are none, so that the check then names what is missing."""
    found = [int(match[2]) for key in weights if (match := _LAYER.match(key))]
    return min(max(found, default=0) + 1, _MOST_LAYERS)


def _check(path: Path, weights: Mapping[str, object], expected: Mapping[str, Tensor]) -> None:
    import torch

    missing = [key for key in expected if key not in weights]
    unknown = [key for key in weights if key not in expected]
    for keys, what in ((missing, "it lacks"), (unknown, "it also has")):
        if keys:
            more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
            raise _other_network(path, f"{what} {keys[0]}{more}")
    for key, tensor in expected.items():
        value = weights[key]
        if not isinstance(value, torch.Tensor) or not value.is_floating_point():
            raise _other_network(path, f"{key} is no array of real numbers")
        if value.shape != tensor.shape:
            raise _other_network(path, f"{key} has the shape {tuple(value.shape)} instead of {tuple(tensor.shape)}")


def _other_network(path: Path, why: str) -> InputError:
    return InputError(
        "other_network",
        f"{path.name} is not a checkpoint of the S2M2-SAR matcher: {why}.",
        "Only checkpoints of the authors' SAR-optical matcher and model files of S2M2 can be imported.",
    )


def _unreadable(path: Path) -> InputError:
    return InputError(
        "damaged_model",
        f"{path.name} cannot be read as a PyTorch checkpoint: it is damaged, cut off or something else.",
        "Download it again and compare its size.",
    )
