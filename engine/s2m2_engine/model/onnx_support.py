"""Loads ONNX Runtime, which computes trained networks on the processor, or says in a sentence why it cannot."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

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
            f"Trained models need {name}, which {sys.executable} cannot load ({_first_line(error)}).",
            _remedy(module.partition(".")[0]),
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _remedy(package: str) -> str:
    if importlib.util.find_spec(package) is None:
        return f"Add it: in QGIS with a new environment in the S2M2 settings, elsewhere with pip install {package}."
    if sys.platform == "win32":
        return f"Install Microsoft's Visual C++ Redistributable ({_MICROSOFT_RUNTIME}) and try again."
    return (
        f"Install it again: in QGIS with a new environment in the S2M2 settings, elsewhere with pip install {package}."
    )


class Graph:
    """A graph that ONNX Runtime computes on the processor, in the thread that asks; several threads may ask at once."""

    def __init__(self, content: bytes) -> None:
        """Load a graph in ONNX format.

        Raises:
            EngineError: "no_onnx_runtime": the runtime cannot be loaded, or its version cannot compute the graph.
        """
        runtime = load_runtime()
        options = runtime.SessionOptions()
        # Blocks and pairs are matched in several threads, each of which computes whole graphs by itself.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Memory planned for one size of images would be kept for every size that occurs.
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 4  # errors are raised, and the log would repeat them
        try:
            self._session = runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime's errors have no common base class
            raise EngineError(
                NO_RUNTIME,
                f"ONNX Runtime {runtime.__version__} cannot compute the network ({_first_line(error)}).",
                "Install a later version of ONNX Runtime, as engine/requirements.txt names it.",
            ) from error
        self.outputs = [output.name for output in self._session.get_outputs()]

    def run(self, inputs: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
        """The outputs by name.

        Raises:
            MemoryError: there is not enough memory.
        """
        try:
            return dict(zip(self.outputs, self._session.run(None, dict(inputs))))
        except Exception as error:
            if any(word in str(error).lower() for word in ("allocate", "bad_alloc", "bad allocation")):
                raise MemoryError(str(error)) from error
            raise
