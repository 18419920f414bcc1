"""Reads JSON that other programs wrote, or that somebody may have changed, and checks that it has the expected shape.

A shape is described by values: a type (`float` also takes whole numbers), None, {"key": shape} for a table that may
have more keys (a key that ends in "?" may be missing), [shape] for a list of any length, (shape, shape) for a list of
that length, and `Either(shape, shape)`.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from .engine_files import json_input


class Either:
    """A value that has one of several shapes."""

    def __init__(self, *shapes: Any) -> None:
        self.shapes = shapes


def read_json(path: Path, shape: Any) -> Any:
    """Read a JSON file of this shape.

    Raises:
        OSError: it cannot be read, or is not a regular file.
        ValueError: it is not JSON in UTF-8, is too large, nested too deeply or holds NaN, or has another shape.
    """
    return _checked(json_input.read_json(path), shape)


def parse_json(text: str, shape: Any) -> Any:
    """Parse JSON text of this shape.

    Raises:
        ValueError: as in `read_json`.
    """
    return _checked(json_input.parse_json(text), shape)


def _checked(value: Any, shape: Any) -> Any:
    if not _fits(value, shape):
        raise ValueError("it has other content than it should")
    return value


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, Either):
        return any(_fits(value, one) for one in shape.shapes)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        for key, inner in shape.items():
            name = key.rstrip("?")
            if not (_fits(value[name], inner) if name in value else key.endswith("?")):
                return False
        return True
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(one, shape[0]) for one in value)
    if isinstance(shape, tuple):
        return isinstance(value, list) and len(value) == len(shape) and all(map(_fits, value, shape))
    if shape is float:
        return type(value) in (int, float) and _is_finite(value)
    return value is None if shape is None else type(value) is shape


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number that no float can hold
        return False
