"""Reads how many cores and how much memory this machine and its graphics card have to spare."""

from __future__ import annotations

import os

# The environment variable that bounds the threads of a process of which several run side by side.
THREADS_VARIABLE = "S2M2_THREADS"
_MOST_THREADS = 4
# One thread writes what the others resample, so that more would only take memory.
_MOST_CORRECTING_THREADS = 16


def usable_cores() -> int:
    """How many processor cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def matching_threads() -> int:
    """How many threads match at once: one core is left to QGIS, unless there are only two. S2M2_THREADS bounds it."""
    cores = usable_cores()
    return min(max(min(cores, 2), cores - 1), _MOST_THREADS, _allowed(THREADS_VARIABLE, _MOST_THREADS))


def correcting_threads() -> int:
    """How many threads resample at once: one for each core (at most 16), or as many as OMP_NUM_THREADS and S2M2_THREADS
    allow."""
    allowed = [_allowed(name, _MOST_CORRECTING_THREADS) for name in ("OMP_NUM_THREADS", THREADS_VARIABLE)]
    return min(usable_cores(), *allowed)


def _allowed(variable: str, otherwise: int) -> int:
    """The number of threads that an environment variable allows, at most `otherwise`."""
    asked = os.environ.get(variable, "")
    return min(int(asked), otherwise) if asked.isdigit() and int(asked) > 0 else otherwise


def free_memory() -> int | None:
    """Bytes of memory that programs can get without swapping; None if the system does not report it.

    It is the memory of the whole machine; the limit of a container may be lower.
    """
    import psutil

    try:
        return int(psutil.virtual_memory().available)
    except (OSError, RuntimeError):
        return None


def free_cuda_memory(device: str) -> int | None:
    """Free bytes on the NVIDIA graphics card that PyTorch names `device`; None if its driver does not report them."""
    import torch

    try:
        free, _ = torch.cuda.mem_get_info(torch.device(device))
    except (RuntimeError, ValueError, AssertionError):
        return None
    return int(free)
