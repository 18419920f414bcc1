"""JSON files that somebody may have changed: what does not have the expected shape is refused, and nothing hangs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from s2m2_qgis.json_files import Either, parse_json, read_json

SHAPE = {"name": str, "size": (float, float), "radius": Either(float, None), "pairs": [(str, str)], "note?": str}
GOOD = {"name": "a", "size": [1, 2.5], "radius": None, "pairs": [["a", "b"], ["c", "d"]]}


@pytest.mark.parametrize("more", [{}, {"radius": 3}, {"note": "x"}, {"pairs": []}, {"unknown": [1]}])
def test_a_file_of_the_shape(tmp_path: Path, more: dict[str, Any]) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({**GOOD, **more}), encoding="utf-8")
    assert read_json(path, SHAPE) == {**GOOD, **more}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        json.dumps({**GOOD, "name": 3}),
        json.dumps({**GOOD, "name": ["a"]}),
        json.dumps({**GOOD, "size": [1]}),
        json.dumps({**GOOD, "size": [True, 1]}),
        json.dumps({**GOOD, "size": [1, 10**400]}),
        json.dumps({**GOOD, "size": {"0": 1, "1": 1}}),
        json.dumps({**GOOD, "size": [1, float("nan")]}),
        json.dumps({**GOOD, "radius": "3"}),
        json.dumps({**GOOD, "pairs": ["ab"]}),
        json.dumps({**GOOD, "pairs": [["a"]]}),
        json.dumps({**GOOD, "note": None}),
        json.dumps({key: value for key, value in GOOD.items() if key != "radius"}),
        "[" * 100_000,
        json.dumps({**GOOD, "more": 1})[:-2] + "[" * 500 + "]" * 500 + "}",
    ],
)
def test_another_shape(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_json(text, SHAPE)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"name": "\xff"}')
    with pytest.raises(ValueError, match="utf-8"):
        read_json(path, {"name": str})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(OSError, match="no regular file"):
        read_json(tmp_path / "a.json", SHAPE)
