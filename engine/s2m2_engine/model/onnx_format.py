"""Writes computation graphs in the format of ONNX, which ONNX Runtime reads.

The format is that of protocol buffers; the numbers of the fields are those of onnx.proto (ONNX 1.12, opset 17). A graph
needs only a dozen of them, so that the package `onnx` (31 MB) and PyTorch's exporter can be left out.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_IR_VERSION, _OPSET = 8, 17
_FLOAT, _INT64 = 1, 7
_TYPES = {np.dtype(np.float32): _FLOAT, np.dtype(np.int64): _INT64}
Attribute = int | float | str | Sequence[int]


class GraphWriter:
    """A graph that grows node by node; values are known by their names, which the methods return."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._inputs: list[bytes] = []
        self._outputs: list[bytes] = []
        self._named = 0

    def input(self, name: str, dimensions: Sequence[int | str], integers: bool = False) -> str:
        """An input, float32 or int64 (`integers`); dimensions given as names may have any length."""
        self._inputs.append(_value(name, dimensions, _INT64 if integers else _FLOAT))
        return name

    def constant(self, values: NDArray[Any]) -> str:
        """A constant, float32 or int64; other types are turned into float32."""
        array = np.ascontiguousarray(values if values.dtype in _TYPES else values.astype(np.float32))
        name = self._new_name()
        self._constants.append(
            b"".join(_number(1, length) for length in array.shape)
            + _number(2, _TYPES[array.dtype])
            + _text(8, name)
            + _bytes(9, array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
        )
        return name

    def node(self, operator: str, *inputs: str, **attributes: Attribute) -> str:
        """An operator of ONNX with one output. An input "" is left out."""
        (name,) = self.nodes(operator, *inputs, count=1, **attributes)
        return name

    def nodes(self, operator: str, *inputs: str, count: int, **attributes: Attribute) -> list[str]:
        """An operator with `count` outputs."""
        names = [self._new_name() for _ in range(count)]
        self._nodes.append(_node(operator, inputs, names, attributes))
        return names

    def output(self, name: str, value: str) -> None:
        """Make a value an output of the graph, called `name`."""
        self._nodes.append(_node("Identity", (value,), (name,), {}))
        self._outputs.append(_value(name, None, _FLOAT))

    def to_bytes(self) -> bytes:
        """The graph as ONNX Runtime reads it."""
        graph = (
            b"".join(_bytes(1, node) for node in self._nodes)
            + _text(2, "s2m2")
            + b"".join(_bytes(5, constant) for constant in self._constants)
            + b"".join(_bytes(11, value) for value in self._inputs)
            + b"".join(_bytes(12, value) for value in self._outputs)
        )
        return _number(1, _IR_VERSION) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, _OPSET))

    def _new_name(self) -> str:
        self._named += 1
        return f"v{self._named}"


def _node(operator: str, inputs: Sequence[str], outputs: Sequence[str], attributes: Mapping[str, Attribute]) -> bytes:
    return (
        b"".join(_text(1, name) for name in inputs)
        + b"".join(_text(2, name) for name in outputs)
        + _text(4, operator)
        + b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
    )


def _attribute(name: str, value: Attribute) -> bytes:
    """The value with the number of its type: 1 float, 2 integer, 3 string, 7 integers."""
    if isinstance(value, float):
        return _text(1, name) + _key(2, 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, str):
        return _text(1, name) + _text(4, value) + _number(20, 3)
    return _text(1, name) + b"".join(_number(8, item) for item in value) + _number(20, 7)


def _value(name: str, dimensions: Sequence[int | str] | None, kind: int) -> bytes:
    """The type of an input or output: a tensor of numbers of a kind; None leaves the shape open."""
    tensor = _number(1, kind)
    if dimensions is not None:
        lengths = (_number(1, one) if isinstance(one, int) else _text(2, one) for one in dimensions)
        tensor += _bytes(2, b"".join(_bytes(1, length) for length in lengths))
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _key(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; negative numbers as 64 bits of their two's complement."""
    value &= (1 << 64) - 1
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _number(field: int, value: int) -> bytes:
    return _key(field, 0) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _key(field, 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())
