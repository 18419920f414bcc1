"""Reads how much memory is free on this machine and on its graphics card."""

from __future__ import annotations


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
