"""PyTorch trains networks and computes on graphics cards. It is optional: this module looks for it, reports in a
sentence that it is missing, and chooses its device."""

from __future__ import annotations

import ctypes
import importlib
import importlib.metadata
import importlib.util
import platform
import sys
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    import torch

DAMAGED = "pytorch_damaged"  # the code of the warning whose text `pytorch_damage` gives
_CUDA_DRIVER = {"linux": "libcuda.so.1", "win32": "nvcuda.dll"}


def has_torch() -> bool:
    """Whether torch is installed. Only loading it would tell whether it can be loaded."""
    return importlib.util.find_spec("torch") is not None


def require_torch(purpose: str) -> None:
    """Make sure that torch can be imported.

    Args:
        purpose: what needs it; the error's sentence begins with it ("The model alps").

    Raises:
        InputError: "no_torch": it is missing or cannot be loaded.
    """
    try:
        importlib.import_module("torch")
        importlib.import_module("torch.cuda")  # which an empty folder called torch has not
    except (ImportError, OSError) as error:  # OSError: installed, but its libraries cannot be loaded
        raise InputError(
            "no_torch",
            f"{purpose} needs PyTorch, which {sys.executable} cannot load ({error}).",
            "Add it: in QGIS in the S2M2 settings, elsewhere with pip install torch.",
        ) from error


def finds_graphics_card() -> bool:
    """Whether PyTorch is installed and can compute on a graphics card of this machine.

    PyTorch takes seconds to load, so it is asked only where there is a card that it may be able to use.
    """
    try:
        return has_torch() and _may_have_graphics_card() and choose_device("auto").type != "cpu"
    except (ImportError, OSError, AttributeError):  # it is damaged: parts of it, or what describes it, are missing
        return False


def pytorch_damage() -> str:
    """A sentence on an installed PyTorch that cannot be loaded, where it might compute on a graphics card; else ""."""
    try:
        if has_torch() and _may_have_graphics_card():
            importlib.import_module("torch.cuda")
    except (ImportError, OSError, AttributeError) as error:
        return f"PyTorch is damaged ({error}): the processor matches, and no graphics card is used."
    return ""


def _may_have_graphics_card() -> bool:
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    if "rocm" in importlib.metadata.version("torch"):
        return True
    try:
        ctypes.CDLL(_CUDA_DRIVER.get(sys.platform, ""))
    except OSError:
        return False
    return True


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
