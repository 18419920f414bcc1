"""The folder of a batch: nobody else's is written to, and no kill damages the journal."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path

import psutil
import pytest

from s2m2_engine.batch.folder import Journal, check_folder, claimed, read_journal, stop_file
from s2m2_engine.batch.record import FAILED, PairRecord
from s2m2_engine.errors import InputError
from s2m2_engine.names import BATCH_JOURNAL_FILE, BATCH_LOCK_FILE


def record(name: str, error: str = "") -> PairRecord:
    return PairRecord(name, "key", FAILED, "s", "o", "sar", error=error, footprint=((0.0, 1.0), (2.0, 3.0)))


def fill(out: Path, manifest: Path, *names: str) -> None:
    with claimed(out, manifest), Journal(out) as journal:
        for name in names:
            journal.add(record(name))


def test_a_manifest_may_grow_and_move(tmp_path: Path) -> None:
    out, manifest = tmp_path / "out", tmp_path / "m.csv"
    assert check_folder(out, manifest, {"a"}) == {}
    fill(out, manifest, "a", "b")
    assert check_folder(out, manifest, {"a", "b", "c"}) == {"a": record("a"), "b": record("b")}
    assert set(check_folder(out, manifest, {"b", "c"})) == {"b"}
    assert set(check_folder(out, tmp_path / "moved.csv", {"a", "b", "c"})) == {"a", "b"}


def test_folders_of_others_are_refused(tmp_path: Path) -> None:
    out, manifest = tmp_path / "out", tmp_path / "m.csv"
    fill(out, manifest, "a", "b")
    for path, ids in ((manifest, {"c"}), (tmp_path / "other.csv", {"b", "c"})):
        with pytest.raises(InputError) as raised:
            check_folder(out, path, ids)
        assert raised.value.code == "other_manifest"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").touch()
    with pytest.raises(InputError) as raised:
        check_folder(tmp_path / "full", manifest, {"a"})
    assert raised.value.code == "folder_in_use"


def test_half_a_line_is_neither_read_nor_continued(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, tmp_path / "m.csv", "a", "b")
    path = out / BATCH_JOURNAL_FILE
    path.write_bytes(path.read_bytes()[:-20])
    assert set(read_journal(out)) == {"a"}
    with Journal(out) as journal:
        journal.add(record("c", "é"))
    assert read_journal(out) == {"a": record("a"), "c": record("c", "é")}


def test_the_last_record_counts_and_those_of_other_versions_do_not(tmp_path: Path) -> None:
    with claimed(tmp_path / "out", tmp_path / "m.csv"), Journal(tmp_path / "out") as journal:
        journal.add(record("a", "first"))
        journal.add(record("a", "second"))
    with (tmp_path / "out" / BATCH_JOURNAL_FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps({**record("a").to_json(), "colour": "red"}) + "\n")
    assert read_journal(tmp_path / "out")["a"].error == "second"


def test_one_process_at_a_time(tmp_path: Path) -> None:
    out, manifest = tmp_path / "out", tmp_path / "m.csv"
    with claimed(out, manifest):
        stop_file(out).touch()
        with pytest.raises(InputError) as raised, claimed(out, manifest):
            pytest.fail("two processes hold one folder")
        assert raised.value.code == "batch_runs"
    assert not stop_file(out).exists()
    assert not (out / BATCH_LOCK_FILE).exists()


@pytest.mark.parametrize("started", [0.0, None], ids=["its number is another process's now", "it cannot be read"])
def test_the_lock_of_a_killed_process_holds_nobody_up(tmp_path: Path, started: float | None) -> None:
    out = tmp_path / "out"
    out.mkdir()
    holder = {"host": platform.node(), "process": os.getpid(), "started": started}
    (out / BATCH_LOCK_FILE).write_text(json.dumps(holder), encoding="utf-8")
    with claimed(out, tmp_path / "m.csv"):
        held = json.loads((out / BATCH_LOCK_FILE).read_text(encoding="utf-8"))
    assert held["started"] == psutil.Process().create_time()


def test_the_lock_of_another_machine_is_left_to_its_user(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / BATCH_LOCK_FILE).write_text('{"host": "far away", "process": 1, "started": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="on far away works on"), claimed(out, tmp_path / "m.csv"):
        pytest.fail("the lock was taken")
