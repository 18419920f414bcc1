"""Keeps the labels of the blocks (lessons) on disk, so that a resumed fine-tuning need not find them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..files import partial_file
from ..json_input import read_json
from .blocks import Block
from .teaching import Lesson


def write_lessons(path: Path, lessons: Sequence[Lesson]) -> None:
    """Write the lessons as JSON, whole or not at all.

    Raises:
        EngineError: "disk_full".
        InputError: "unwritable_output".
    """
    body = [
        {"block": one.block.key, "state": one.state, "displacement": [list(row) for row in one.block.displacement]}
        for one in lessons
    ]
    with partial_file(path) as partial:
        partial.write_text(json.dumps(body, indent=1), encoding="utf-8")


def read_lessons(path: Path, blocks: Sequence[Block]) -> list[Lesson] | None:
    """Read the lessons that were found of these blocks, in their order; a run that was stopped has found some.

    Returns:
        None if the file is damaged or holds lessons of other blocks.
    """
    try:
        entries = {one["block"]: one for one in read_json(path)}
        if not entries.keys() <= {block.key for block in blocks}:
            return None
        known = [block for block in blocks if block.key in entries]
        return [_lesson(block, entries[block.key]["displacement"], entries[block.key]["state"]) for block in known]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _lesson(block: Block, rows: Sequence[Sequence[float]], state: str) -> Lesson:
    (a, b, c), (d, e, f) = rows
    displacement = ((float(a), float(b), float(c)), (float(d), float(e), float(f)))
    return Lesson(block.with_displacement(displacement), state)
