"""JSON that comes in: read from regular files only, and without what no file of ours holds."""

from __future__ import annotations

import errno
import json
import math
import stat
from pathlib import Path
from typing import Any, NoReturn

# Offsets and labels of thousands of images take a tenth of it.
_LARGEST = 2**26
# No file of ours needs a tenth of it; what goes through all of a value, level by level, can always follow.
_DEEPEST = 64


def read_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        OSError: it cannot be read, or is no regular file: a pipe would keep its reader waiting for ever.
        ValueError: as `parse_json`; or it is not UTF-8, or far larger than any such file.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    if status.st_size > _LARGEST:
        raise ValueError(f"it has {status.st_size} bytes")
    return parse_json(path.read_text(encoding="utf-8"))


def parse_json(text: str | bytes) -> Any:
    """What JSON text holds, all of its numbers finite.

    Raises:
        ValueError: not JSON, NaN or infinity, or nested too deeply.
    """
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    level = [value]
    for _ in range(_DEEPEST):
        tables = [one for one in level if isinstance(one, (dict, list))]
        level = [inner for one in tables for inner in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return value
    raise ValueError("it is nested too deeply")


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        _refuse(digits)
    return value
