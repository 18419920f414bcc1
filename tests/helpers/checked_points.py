"""Tie points as an analyst leaves them who has checked some in QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path


def check_tie_points(path: Path, checks: Mapping[int, str | tuple[float, float]]) -> None:
    """Set what is said of tie points, by id: a word, or the displacement (CRS units) that one was moved to."""
    with _opened(path) as database:
        for number, check in checks.items():
            word, (dx, dy) = (check, (None, None)) if isinstance(check, str) else ("moved", check)
            database.execute(
                "UPDATE tie_points SET checked = ?, checked_dx = ?, checked_dy = ? WHERE id = ?", (word, dx, dy, number)
            )


def without_checks(path: Path) -> None:
    """Make it a file as it was written before tie points could be checked."""
    with _opened(path) as database:
        for name in ("checked", "checked_dx", "checked_dy"):
            database.execute(f"ALTER TABLE tie_points DROP COLUMN {name}")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as database:
        # Its triggers call functions that SQLite itself does not have.
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        yield database
        database.commit()
