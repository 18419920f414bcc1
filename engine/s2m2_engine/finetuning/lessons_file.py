"""Keeps the labels of the blocks (lessons) on disk, so that a resumed fine-tuning need not find them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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
    body = [{"block": one.block.key, **entry_of(one)} for one in lessons]
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
        return [lesson_of(block, entries[block.key]) for block in known]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def entry_of(lesson: Lesson) -> dict[str, Any]:
    """Return what a file holds of a lesson, as plain JSON values."""
    return {"state": lesson.state, "displacement": [list(row) for row in lesson.block.displacement]}


def lesson_of(block: Block, entry: Any) -> Lesson:
    """Return the lesson of `block` that `entry_of` has described.

    Raises:
        KeyError, TypeError, ValueError: `entry` describes none.
    """
    (a, b, c), (d, e, f) = entry["displacement"]
    displacement = ((float(a), float(b), float(c)), (float(d), float(e), float(f)))
    return Lesson(block.with_displacement(displacement), str(entry["state"]))
