"""Edits of tie points: what is written, undone and done again, and what happens if the file cannot be written."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from qgis.core import QgsPointXY, QgsVectorLayer

from s2m2_qgis.tie_points import checked_points
from s2m2_qgis.tie_points import editor as editor_module
from s2m2_qgis.tie_points.checked_points import read_checked_points
from s2m2_qgis.tie_points.editor import TiePointEditor


def in_file(layer: QgsVectorLayer) -> dict[int, tuple[str, tuple[float, float] | None]]:
    """The checks that the file holds, by number."""
    return {one.number: (one.check, one.given) for one in read_checked_points(layer) if one.check}


def test_edits_are_written_at_once_and_undone_in_reverse(editor: TiePointEditor) -> None:
    points = editor.points
    editor.confirm(points[3:5])
    editor.reject([points[4], points[5]])
    editor.move(points[6], (10.0, -20.0))
    assert in_file(editor.layer) == {
        4: ("confirmed", None),
        5: ("rejected", None),
        6: ("rejected", None),
        7: ("moved", (10.0, -20.0)),
    }
    assert editor.stack.undoText() == "Move a tie point"
    editor.stack.undo()
    editor.stack.undo()
    assert in_file(editor.layer) == {4: ("confirmed", None), 5: ("confirmed", None)}
    editor.stack.undo()
    assert in_file(editor.layer) == {}
    assert not editor.stack.canUndo()
    for _ in range(3):
        editor.stack.redo()
    assert in_file(editor.layer)[7] == ("moved", (10.0, -20.0))
    assert len(in_file(editor.layer)) == 4


def test_what_changes_nothing_is_no_step(editor: TiePointEditor) -> None:
    editor.confirm([editor.points[0]])  # the match found nothing there that could be right
    editor.clear(editor.points)
    editor.reject([])
    editor.reject([editor.points[3]])
    editor.reject([editor.points[3]])
    assert editor.stack.count() == 1


def test_an_added_point_comes_back_with_its_number_and_place(editor: TiePointEditor) -> None:
    """Also after others were added, moved and removed, since each has a number that is its own."""
    place = QgsPointXY(500_200.0, 4_999_700.0)
    editor.add(place, (1.0, 2.0))
    editor.add(place, (3.0, 4.0))
    editor.move(editor.points[9], (5.0, 6.0))
    editor.reject([editor.points[9]])
    assert in_file(editor.layer) == {11: ("added", (3.0, 4.0))}
    assert editor.point(10) is None
    editor.stack.undo()
    assert in_file(editor.layer) == {10: ("added", (5.0, 6.0)), 11: ("added", (3.0, 4.0))}
    added = editor.point(10)
    assert added is not None
    assert added.start == place
    for _ in range(3):
        editor.stack.undo()
    assert in_file(editor.layer) == {}
    assert editor.layer.featureCount() == 9
    for _ in range(4):
        editor.stack.redo()
    assert in_file(editor.layer) == {11: ("added", (3.0, 4.0))}


def test_a_refit_between_edits_does_not_matter(editor: TiePointEditor) -> None:
    editor.reject([editor.points[3]])
    renewed: list[int] = []
    editor.renewed.connect(lambda: renewed.append(1))
    editor.layer.reload()
    assert renewed
    editor.stack.undo()
    assert in_file(editor.layer) == {}


def test_signals(editor: TiePointEditor) -> None:
    changed: list[list[int]] = []
    edited: list[int] = []
    editor.changed.connect(changed.append)
    editor.edited.connect(lambda: edited.append(1))
    editor.reject(editor.points[3:5])
    assert changed == [[3, 4]]
    assert len(edited) == 1


def test_a_file_that_cannot_be_written(editor: TiePointEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    failed: list[int] = []
    editor.failed.connect(lambda: failed.append(1))
    editor.confirm([editor.points[3]])
    monkeypatch.setattr(editor_module, "write_checks", lambda *_: False)
    monkeypatch.setattr(editor_module, "add_tie_point", lambda *_: None)
    editor.confirm([editor.points[4]])
    editor.add(QgsPointXY(500_200.0, 4_999_700.0), (1.0, 2.0))
    assert len(failed) == 2
    assert editor.stack.count() == 1, "what was not written cannot be undone"
    assert [one.check for one in editor.points[3:5]] == ["confirmed", ""]
    editor.stack.undo()
    assert len(failed) == 3
    assert editor.points[3].check == "confirmed"


def test_edits_wait_while_another_process_writes(editor: TiePointEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    """QGIS itself gives up at once, and a refit that has just ended writes into the same file."""
    path = editor.layer.source().split("|")[0]
    program = (
        "import sqlite3, sys; database = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "database.execute('BEGIN IMMEDIATE'); print(flush=True); sys.stdin.read(); database.execute('ROLLBACK')"
    )
    failed: list[int] = []
    editor.failed.connect(lambda: failed.append(1))
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        other.stdout.readline()
        with monkeypatch.context() as hasty:
            hasty.setattr(checked_points, "_PATIENCE_S", 0.05)
            editor.confirm([editor.points[3]])
        assert failed == [1]
        assert in_file(editor.layer) == {}
        timer = threading.Timer(0.1, other.stdin.close)
        timer.start()
        editor.confirm([editor.points[4]])
        timer.join()
    editor.add(QgsPointXY(500_200.0, 4_999_700.0), (1.0, 2.0))
    assert failed == [1]
    assert in_file(editor.layer) == {5: ("confirmed", None), 10: ("added", (1.0, 2.0))}
