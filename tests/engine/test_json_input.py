"""JSON that comes in: what is refused, and that nothing is waited for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from s2m2_engine.json_input import parse_json, read_json


def test_what_json_may_hold(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": [1, 2.5, null, "ß", "\\ud83d\\ude00"]}', encoding="utf-8")
    assert read_json(tmp_path / "a.json") == {"a": [1, 2.5, None, "ß", "\U0001f600"]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "NaN",
        "[Infinity]",
        "[-Infinity]",
        "[1e999]",
        "[" * 100_000,
        "[" * 65 + "]" * 65,
        "1" * 5000,
        r'"\ud800"',
        r'{"a": [{"b": "x\udfff"}]}',
        r'{"\udc00": 1}',
        r'["\ud83d", "\ude00"]',
    ],
)
def test_what_it_may_not_hold(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_json(text)


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(OSError, match="no regular file"):
        read_json(tmp_path / "a.json")


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(ValueError, match="bytes"):
        read_json(tmp_path / "a.json")
