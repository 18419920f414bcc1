"""A graph in ONNX format that ONNX Runtime computes on the processor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any

from numpy.typing import NDArray

from ..errors import EngineError
from .onnx_support import NO_RUNTIME, first_line, load_runtime


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
        _share_memory(runtime)
        options.add_session_config_entry("session.use_env_allocators", "1")
        options.log_severity_level = 4  # errors are raised, and the log would repeat them
        try:
            self._session = runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime's errors have no common base class
            raise EngineError(
                NO_RUNTIME,
                f"ONNX Runtime {runtime.__version__} cannot compute the network ({first_line(error)}).",
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


@lru_cache(maxsize=1)
def _share_memory(runtime: ModuleType) -> None:
    """Let all graphs take their memory from one place, so that one of them can use what another one has released."""
    main_memory = runtime.OrtMemoryInfo(
        "Cpu", runtime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, runtime.OrtMemType.DEFAULT
    )
    # 1: it grows by what is asked for, not by powers of two.
    settings = runtime.OrtArenaCfg({"arena_extend_strategy": 1})
    runtime.create_and_register_allocator(main_memory, settings)
