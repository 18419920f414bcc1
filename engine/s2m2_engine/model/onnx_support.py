"""Loads ONNX Runtime, which computes trained networks on the processor, or says in a sentence why it cannot."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING

from ..errors import EngineError

if TYPE_CHECKING:
    from types import ModuleType

NO_RUNTIME = "no_onnx_runtime"
_MICROSOFT_RUNTIME = "https://aka.ms/vs/17/release/vc_redist.x64.exe"


def load_runtime() -> ModuleType:
    """The module `onnxruntime`.

    Raises:
        EngineError: "no_onnx_runtime": it is missing or cannot be loaded.
    """
    return _load("onnxruntime", "ONNX Runtime")


def load_safetensors() -> ModuleType:
    """The module `safetensors.numpy`, which reads and writes model files.

    Raises:
        EngineError: "no_onnx_runtime": it is missing or cannot be loaded.
    """
    return _load("safetensors.numpy", "the package safetensors")


def _load(module: str, name: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:  # OSError: installed, but its libraries cannot be loaded
        raise EngineError(
            NO_RUNTIME,
            f"Trained models need {name}, which {sys.executable} cannot load ({first_line(error)}).",
            _remedy(module.partition(".")[0]),
        ) from error


def first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _remedy(package: str) -> str:
    if importlib.util.find_spec(package) is None:
        return f"Add it: in QGIS with a new environment in the S2M2 settings, elsewhere with pip install {package}."
    if sys.platform == "win32":
        return f"Install Microsoft's Visual C++ Redistributable ({_MICROSOFT_RUNTIME}) and try again."
    return (
        f"Install it again: in QGIS with a new environment in the S2M2 settings, elsewhere with pip install {package}."
    )
