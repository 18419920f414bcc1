"""Tie points as an analyst leaves them who has checked some in QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
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


def add_tie_point(path: Path, moving: Sequence[float], displacement: tuple[float, float]) -> None:
    """Add a tie point as the map tool does, at a position in the moving layer, with its displacement (CRS units)."""
    x, y = (float(value) for value in moving)
    columns = "id, moving_x, moving_y, abstained, inlier, checked, checked_dx, checked_dy"
    with _opened(path) as database:
        database.execute(
            f"INSERT INTO tie_points ({columns}) SELECT max(id) + 1, ?, ?, 1, 0, 'added', ?, ? FROM tie_points",
            (x, y, *displacement),
        )
        database.execute("UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1")


def remove_tie_point(path: Path, number: int) -> None:
    """Remove a tie point as the map tool does."""
    with _opened(path) as database:
        database.execute("DELETE FROM tie_points WHERE id = ?", (number,))
        database.execute("UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1")


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
