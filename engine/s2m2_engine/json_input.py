"""Reads JSON from files and messages, and refuses content that could harm: huge files, deep nesting, NaN, half letters.

The QGIS plugin loads this file into its own Python, so that it imports the standard library only.
"""

from __future__ import annotations

import errno
import json
import math
import stat
from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn

# Largest size of a file, bytes: offsets and labels of thousands of images need one tenth of it.
_LARGEST = 2**26
# Largest depth of nesting: our files need less than one tenth of it, and recursive code can process it.
_DEEPEST = 64


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises:
        OSError: it cannot be read, or is not a regular file (a pipe would block its reader for ever).
        ValueError: as in `parse_json`; or the file is not UTF-8, or too large.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    if status.st_size > _LARGEST:
        raise ValueError(f"it has {status.st_size} bytes")
    return parse_json(path.read_text(encoding="utf-8"))


def holds_keys(path: Path, keys: Collection[str]) -> bool:
    """Whether a file is a JSON table with all of these keys; false if it cannot be read."""
    try:
        body = read_json(path)
    except (OSError, ValueError):
        return False
    return isinstance(body, dict) and set(keys) <= set(body)


def parse_json(text: str | bytes) -> Any:
    """Parse JSON text.

    Raises:
        ValueError: the text is not JSON, holds NaN, infinity or a lone surrogate, or is nested too deeply.
    """
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    level = [value]
    for _ in range(_DEEPEST):
        _refuse_half_letters([one for one in level if isinstance(one, str)])
        tables = [one for one in level if isinstance(one, (dict, list))]
        _refuse_half_letters([key for one in tables if isinstance(one, dict) for key in one])
        level = [inner for one in tables for inner in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return value
    raise ValueError("it is nested too deeply")


def _refuse_half_letters(texts: list[str]) -> None:
    """Refuse texts with a surrogate that has no partner: neither a file nor another library takes them."""
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("it holds a lone surrogate, which is no letter") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        _refuse(digits)
    return value
