"""How much memory this machine has free, as far as the system tells."""

from __future__ import annotations


def free_memory() -> int | None:
    """Bytes of memory that programs could still get without swapping; None where the system does not tell.

    It is the machine's memory: the limit of a container may be lower.
    """
    import psutil

    try:
        return int(psutil.virtual_memory().available)
    except (OSError, RuntimeError):
        return None


def free_cuda_memory(device: str) -> int | None:
    """Bytes that are free on the NVIDIA card that PyTorch calls `device`; None where its driver does not tell."""
    import torch

    try:
        free, _ = torch.cuda.mem_get_info(torch.device(device))
    except (RuntimeError, ValueError, AssertionError):
        return None
    return int(free)
