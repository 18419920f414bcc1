"""How much memory this machine has free, as far as the system tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

_MEMINFO = Path("/proc/meminfo")
# The share of memory that macOS could give, in percent, as its own memory_pressure shows it; and all memory, in bytes.
_SYSCTL = ("/usr/sbin/sysctl", "-n", "kern.memorystatus_level", "hw.memsize")
_SYSCTL_TIMEOUT_S = 5.0


def free_memory() -> int | None:
    """Bytes of memory that programs could still get without swapping; None where the system does not tell."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            done = subprocess.run(_SYSCTL, capture_output=True, text=True, timeout=_SYSCTL_TIMEOUT_S, check=True)
            return macos_free(done.stdout)
        return linux_free(_MEMINFO.read_text(encoding="ascii", errors="replace"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def linux_free(meminfo: str) -> int | None:
    """MemAvailable of /proc/meminfo, in bytes; None where an old kernel does not have it."""
    for line in meminfo.splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return None


def macos_free(answer: str) -> int:
    """Bytes, of what sysctl says.

    Raises:
        ValueError: it says something else.
    """
    percent, total = map(int, answer.split())
    return total * percent // 100


def free_cuda_memory(device: str) -> int | None:
    """Bytes that are free on the NVIDIA card that PyTorch calls `device`; None where its driver does not tell."""
    import torch

    try:
        free, _ = torch.cuda.mem_get_info(torch.device(device))
    except (RuntimeError, ValueError, AssertionError):
        return None
    return int(free)


def _windows() -> int | None:
    import ctypes
    from ctypes import wintypes

    class MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", wintypes.DWORD),
            ("load", wintypes.DWORD),
            ("total", ctypes.c_uint64),
            ("available", ctypes.c_uint64),
            *((f"unused_{number}", ctypes.c_uint64) for number in range(5)),
        )

    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    windll: Any = getattr(ctypes, "windll")  # noqa: B009 - exists on Windows only
    return int(status.available) if windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else None
