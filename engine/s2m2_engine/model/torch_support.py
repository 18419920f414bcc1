"""PyTorch is optional: this module looks for it, reports in a sentence that it is missing, and chooses its device."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    import torch


def has_torch() -> bool:
    """Whether torch and safetensors are installed. Only loading them would tell whether they can be loaded."""
    return all(importlib.util.find_spec(name) is not None for name in ("torch", "safetensors"))


def require_torch(purpose: str) -> None:
    """Make sure that torch and safetensors can be imported.

    Args:
        purpose: what needs them; the error's sentence begins with it ("The model alps").

    Raises:
        InputError: "no_torch": one of them is missing or cannot be loaded.
    """
    try:
        importlib.import_module("torch")
        importlib.import_module("safetensors.torch")
    except (ImportError, OSError) as error:  # OSError: installed, but its libraries cannot be loaded
        raise InputError(
            "no_torch",
            f"{purpose} needs PyTorch and safetensors, which {sys.executable} cannot load ({error}).",
            "Add them: in QGIS in the S2M2 settings, elsewhere with pip install s2m2-engine[network]. The model "
            "structure works without.",
        ) from error


def choose_device(device: str) -> torch.device:
    """The torch device that `device` ("auto", "cpu", "cuda", "cuda:1", "mps") stands for.

    Raises:
        InputError: "no_such_device": the name is not one of these, or this machine has no such device.
    """
    import torch

    have = {"cpu": 1, "cuda": torch.cuda.device_count(), "mps": int(torch.backends.mps.is_available())}
    if device == "auto":
        device = next(kind for kind in ("cuda", "mps", "cpu") if have[kind])
    kind, _, number = device.partition(":")
    if kind not in have or (number and not number.isdecimal()):
        raise InputError(
            "no_such_device", f"There is no device called {device!r}.", "Choose the device auto, cpu, cuda or mps."
        )
    if int(number or 0) >= have[kind]:
        raise InputError(
            "no_such_device",
            f"PyTorch finds no device {device!r} on this machine.",
            "Choose the device auto or cpu, or install a PyTorch for your graphics card.",
        )
    return torch.device(device)
