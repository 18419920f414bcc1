"""The folder of a batch: whose it is, the journal of its pairs, and where the results of each pair lie.

The journal gets a line as soon as a pair has finished, and is the truth; the table is made from it. A batch that is
killed at any time loses the pairs that were running, no other.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import check_output, partial_file
from ..json_input import parse_json, read_json
from ..names import BATCH_FILE, BATCH_JOURNAL_FILE, BATCH_LOCK_FILE, BATCH_PAIRS_FOLDER, BATCH_STOP_FILE
from ..version import __version__
from .record import PairRecord

_OTHER = "Choose another folder with --out."
# Tolerance for the start of a process, which systems round, s.
_CLOCKS_S = 2.0


def pair_folder(out: Path, name: str) -> Path:
    """Where the results of the pair called `name` lie."""
    return out / BATCH_PAIRS_FOLDER / name


def stop_file(out: Path) -> Path:
    """The file whose existence tells workers to stop."""
    return out / BATCH_STOP_FILE


def check_folder(out: Path, manifest: Path, ids: Collection[str]) -> dict[str, PairRecord]:
    """What is known of each pair from earlier runs of the same batch; nothing is written.

    A manifest may have grown, and may have been moved as long as it still has all pairs. It may lie in the folder.

    Raises:
        InputError: "unwritable_output", "folder_in_use": the folder holds something else, "other_manifest".
    """
    check_output(out)
    if not out.exists() or (out.is_dir() and all(one.resolve() == manifest.resolve() for one in out.iterdir())):
        return {}
    mark = _mark(out / BATCH_FILE)
    if mark is None:
        raise InputError("folder_in_use", f"{out} is not empty, and no batch wrote it.", _OTHER)
    records = read_journal(out)
    known = set(records)
    same = mark.get("manifest") == str(manifest.resolve())
    if known and (not known & set(ids) if same else not known <= set(ids)):
        raise InputError("other_manifest", f"{out} holds the results of another manifest, {mark['manifest']}.", _OTHER)
    return {name: record for name, record in records.items() if name in ids}


def _mark(path: Path) -> Mapping[str, Any] | None:
    try:
        body = read_json(path)
    except (OSError, ValueError):
        return None
    return body if isinstance(body, dict) and isinstance(body.get("manifest"), str) else None


@contextmanager
def claimed(out: Path, manifest: Path) -> Iterator[None]:
    """Make the folder this batch's, and hold it, so that no second process works on it at the same time.

    Raises:
        InputError: "unwritable_output", "batch_runs".
        EngineError: "disk_full".
    """
    with partial_file(out / BATCH_FILE) as partial:
        body = {"manifest": str(manifest.resolve()), "version": __version__}
        partial.write_text(json.dumps(body, ensure_ascii=False) + "\n", encoding="utf-8")
    lock = out / BATCH_LOCK_FILE
    _lock(lock)
    try:
        stop_file(out).unlink(missing_ok=True)
        yield
    finally:
        stop_file(out).unlink(missing_ok=True)
        lock.unlink(missing_ok=True)


def _lock(path: Path) -> None:
    import psutil

    own = {"host": platform.node(), "process": os.getpid(), "started": psutil.Process().create_time()}
    while True:
        try:
            with path.open("x", encoding="utf-8") as file:
                json.dump(own, file)
            return
        except FileExistsError:
            _remove_if_left(path)


def _remove_if_left(path: Path) -> None:
    """Remove the lock of a process that no longer runs.

    Raises:
        InputError: "batch_runs".
    """
    import psutil

    try:
        holder = read_json(path)
        host, process, started = str(holder["host"]), int(holder["process"]), float(holder["started"])
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, KeyError):
        host, process, started = "", 0, 0.0
    if host == platform.node():
        with suppress(psutil.Error):
            if abs(psutil.Process(process).create_time() - started) < _CLOCKS_S:
                raise InputError(
                    "batch_runs", f"Process {process} works on {path.parent} already.", "Wait for it, or stop it."
                )
    elif host:
        raise InputError(
            "batch_runs",
            f"Process {process} on {host} works on {path.parent} already.",
            f"Wait for it; if it no longer runs, remove {path}.",
        )
    path.unlink(missing_ok=True)


def read_journal(out: Path) -> dict[str, PairRecord]:
    """The last record of each pair; lines that are not whole, and those of other versions, are left out."""
    records: dict[str, PairRecord] = {}
    with suppress(FileNotFoundError), (out / BATCH_JOURNAL_FILE).open("rb") as file:
        for line in file:
            with suppress(ValueError, TypeError):
                record = PairRecord.from_json(parse_json(line))
                records[record.id] = record
    return records


class Journal:
    """Appends records to the journal; a context manager."""

    def __init__(self, out: Path) -> None:
        path = out / BATCH_JOURNAL_FILE
        self._file = path.open("a+b")
        if self._file.seek(0, os.SEEK_END):
            self._file.seek(-1, os.SEEK_END)
            if self._file.read(1) != b"\n":
                # A kill has left half a line; the next record must not become part of it.
                self._file.write(b"\n")

    def add(self, record: PairRecord) -> None:
        """Write a record, so that it is kept whatever happens to this process."""
        line = json.dumps(record.to_json(), ensure_ascii=False, allow_nan=False)
        self._file.write(line.encode() + b"\n")
        self._file.flush()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
