"""Keeps the lessons of scenes for later runs on the same files with the same base model.

They lie in a folder that the caller gives, one file for each pair of scenes. A file that has changed since has other
lessons: its size and its time are part of the name.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..errors import EngineError, InputError
from ..files import partial_file
from ..json_input import read_json
from ..pairs.training_pairs import digest
from .blocks import Block
from .lessons_file import entry_of, lesson_of
from .teaching import CONTRADICTED, SETTINGS, TAUGHT, UNSURE, Lesson

# Of what is kept; to be raised when lessons are found in another way.
_VERSION = "1"


class KeptLessons:
    """The lessons of `blocks`, as they were cut; `folder` None: nothing is kept."""

    def __init__(self, folder: Path | None, model_sha256: str, blocks: Sequence[Block]) -> None:
        self._files: dict[str, Path] = {}  # by the blocks' keys
        self._entries: dict[str, str] = {}
        self._bodies: dict[Path, dict[str, object]] = {}
        if folder is None:
            return
        names: dict[tuple[Path, Path], str] = {}
        for block in blocks:
            if block.files not in names:
                names[block.files] = _name(block.files, model_sha256)
            name = names[block.files]
            if name:
                core = block.core()
                self._files[block.key] = folder / name
                self._entries[block.key] = digest([f"{core.col},{core.row},{core.width}", str(block.displacement)])

    def known(self, blocks: Sequence[Block]) -> list[Lesson]:
        """The lessons that were found before, in the order of the blocks."""
        lessons = []
        for block in blocks:
            file = self._files.get(block.key)
            entry = None if file is None else self._body(file).get(self._entries[block.key])
            with suppress(KeyError, TypeError, ValueError):  # somebody has changed the file
                lesson = lesson_of(block, entry)
                if lesson.state in (TAUGHT, UNSURE, CONTRADICTED):
                    lessons.append(lesson)
        return lessons

    def keep(self, lesson: Lesson) -> None:
        """Keep a lesson; a folder that cannot be written to does not stop a run."""
        file = self._files.get(lesson.block.key)
        if file is None:
            return
        body = self._body(file)
        body[self._entries[lesson.block.key]] = entry_of(lesson)
        with suppress(EngineError, InputError, OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with partial_file(file) as partial:
                partial.write_text(json.dumps(body), encoding="utf-8")

    def _body(self, file: Path) -> dict[str, object]:
        if file not in self._bodies:
            try:
                body = read_json(file)
            except (OSError, ValueError):
                body = {}
            self._bodies[file] = body if isinstance(body, dict) else {}
        return self._bodies[file]


def _name(files: tuple[Path, Path], model_sha256: str) -> str:
    """The name of the file for a pair of scenes; "" if its rasters are no files, whose changes could be noticed."""
    parts = [_VERSION, model_sha256, repr(SETTINGS)]
    for file in files:
        try:
            state = file.stat()
        except OSError:
            return ""
        parts.append(f"{file.resolve()} {state.st_size} {state.st_mtime_ns}")
    return f"{digest(parts)[:32]}.json"
