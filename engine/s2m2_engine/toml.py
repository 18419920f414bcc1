"""Reads TOML, and builds frozen dataclasses from tables; types are checked, and unknown keys are refused by name."""

from __future__ import annotations

import difflib
import errno
import sys
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from .errors import InputError

Table = TypeVar("Table")

_NAMES = {int: "a whole number", float: "a number", bool: "true or false", str: "text", Path: "a path as text"}


def read_toml(path: Path) -> dict[str, Any]:
    """Read the tables of a TOML file.

    Raises:
        InputError: "no_configuration": the file cannot be read; "bad_configuration": it is not TOML; "no_toml": Python
            3.10 without tomli.
    """
    try:
        import tomllib
    except ImportError:  # Python 3.10
        try:
            import tomli as tomllib  # type: ignore[import-not-found,no-redef]
        except ImportError as error:
            raise InputError(
                "no_toml", "Python 3.10 reads no TOML files by itself.", "Install tomli, or use Python 3.11 or newer."
            ) from error
    try:
        if not path.is_file() and path.exists():  # a pipe would block its reader for ever
            raise OSError(errno.EINVAL, "it is no file")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            "no_configuration", f"The configuration {path} cannot be read: {error.strerror}.", "Check its path."
        ) from error
    except RecursionError:
        raise InputError(
            "bad_configuration", f"The configuration {path} is nested too deeply.", "Mend it, or take another file."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "bad_configuration", f"The configuration {path} is not TOML: {error}.", "Mend it where that says."
        ) from error


def build(cls: type[Table], table: Any, where: str, folder: Path) -> Table:
    """Build an instance of the dataclass `cls` from `table`; missing keys take their default values.

    Args:
        where: full name of the table for error messages, "" for the top level.
        folder: the folder to which relative paths refer.

    Raises:
        InputError: "bad_configuration": a key is unknown or missing, or a value has the wrong type.
    """
    if not isinstance(table, Mapping):
        raise refuse(where, table, "a table")
    hints = get_type_hints(cls)
    known = {field.name: field for field in fields(cls)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise InputError(
                "bad_configuration",
                f"There is no setting called {join(where, key)}.",
                f"Did you mean {near[0]}?" if near else f"Settings there: {', '.join(known)}.",
            )
    for key, field in known.items():
        if key not in table and field.default is MISSING and field.default_factory is MISSING:
            raise InputError("bad_configuration", f"The setting {join(where, key)} is missing.", "Add it.")
    return cls(**{key: _convert(hints[key], value, join(where, key), folder) for key, value in table.items()})


def join(where: str, key: str) -> str:
    """The full name of `key` in the table `where`."""
    return f"{where}.{key}" if where else key


def refuse(key: str, value: object, allowed: str) -> InputError:
    """Make the error for a value that a setting cannot have; `allowed` says which values it can have."""
    return InputError("bad_configuration", f"{key} cannot be {value!r}.", f"It must be {allowed}.")


def _convert(kind: Any, value: Any, key: str, folder: Path) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        # The type is optional. Only messages can hold None, since TOML has no null.
        if value is None:
            return None
        return _convert(next(one for one in get_args(kind) if one is not type(None)), value, key, folder)
    if origin is Literal:
        if value not in get_args(kind):
            raise refuse(key, value, " or ".join(map(str, get_args(kind))))
        return value
    if origin is tuple:
        return _convert_list(get_args(kind), value, key, folder)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise refuse(key, value, "a table")
        return dict(value)
    if isinstance(kind, type) and is_dataclass(kind):
        return build(kind, value, key, folder)
    if kind is float:
        return _number(value, key)
    if kind is Path and isinstance(value, str) and value:
        return folder / value
    if kind is not Path and isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    raise refuse(key, value, _NAMES[kind])


def _number(value: Any, key: str) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise refuse(key, value, _NAMES[float])
    # An integer that is too large for a float is refused, too.
    if not -sys.float_info.max <= value <= sys.float_info.max:
        raise InputError("bad_configuration", f"{key} cannot be so large, or no number.", "It must be a number.")
    return float(value)


def _convert_list(kinds: tuple[Any, ...], value: Any, key: str, folder: Path) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise refuse(key, value, "a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_convert(kinds[0], one, f"{key}[{number}]", folder) for number, one in enumerate(value))
    if len(value) != len(kinds):
        raise refuse(key, value, f"a list of {len(kinds)}")
    pairs = zip(kinds, value, strict=True)
    return tuple(_convert(kind, one, f"{key}[{number}]", folder) for number, (kind, one) in enumerate(pairs))
