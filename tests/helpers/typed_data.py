"""Checks values against typed dictionaries, all the way down."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict


def assert_typed(value: object, kind: Any, where: str = "data") -> None:
    """Fail unless `value`, which came from JSON, is just what `kind` says."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        hints = get_type_hints(kind)
        assert isinstance(value, dict), where
        assert kind.__required_keys__ <= set(value) <= set(hints), where
        for name, item in value.items():
            assert_typed(item, hints[name], f"{where}.{name}")
    elif origin in (Union, types.UnionType):
        (other,) = (one for one in arguments if one is not type(None))
        if value is not None:
            assert_typed(value, other, where)
    elif origin is Literal:
        assert value in arguments, where
    elif origin is list:
        assert isinstance(value, list), where
        for number, item in enumerate(value):
            assert_typed(item, arguments[0], f"{where}[{number}]")
    else:
        assert isinstance(value, (int, float) if kind is float else origin or kind), where
        assert kind is bool or not isinstance(value, bool), where
